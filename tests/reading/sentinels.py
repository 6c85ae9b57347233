"""Sentinels: words put into every construct of every format. Each must be read, or stand in the accounting or a note: none is lost unnamed.

``python tests/reading/sentinels.py`` prints the table.
"""
# ruff: noqa: E501 (tables)

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from files import WORD, docx, paragraph, pdf, zipped  # noqa: E402

from kg.model import Document  # noqa: E402
from kg.reading import Failure, Item, read_item  # noqa: E402
from kg.reading.text import blocks_of  # noqa: E402

BODY = "云溪区加快推进星河产业园建设，一期项目主体封顶，总投资20亿元，预计年底投用。"
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
W = WORD.partition(" ")[0]

Case = tuple[str, str, bytes, str]
"""Format, construct, the file's bytes, the sentinel."""


def _run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


SHOWN = '<w:vanish w:val="0"/>'

# Construct → XML of the body with {} for the sentinel.
WORD_BODY = {
    "paragraph": paragraph("{}"),
    "heading": paragraph("{}", "1"),
    "hyperlink": f"<w:p><w:hyperlink>{_run('{}')}</w:hyperlink></w:p>",
    "table cell": f"<w:tbl><w:tr><w:tc>{paragraph('{}')}</w:tc></w:tr></w:tbl>",
    "table in a table": f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{paragraph('{}')}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
    "content control": f"<w:sdt><w:sdtContent>{paragraph('{}')}</w:sdtContent></w:sdt>",
    "inline content control": f"<w:p><w:sdt><w:sdtContent>{_run('{}')}</w:sdtContent></w:sdt></w:p>",
    "custom XML": f"<w:customXml>{paragraph('{}')}</w:customXml>",
    "inserted": f"<w:p><w:ins>{_run('{}')}</w:ins></w:p>",
    "deleted": "<w:p><w:del><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>",
    "moved from": f"<w:p><w:moveFrom>{_run('{}')}</w:moveFrom></w:p>",
    "moved to": f"<w:p><w:moveTo>{_run('{}')}</w:moveTo></w:p>",
    "hidden run": f"<w:p>{_run('{}', '<w:vanish/>')}</w:p>",
    "not hidden after all": f"<w:p>{_run('{}', SHOWN)}</w:p>",
    "simple field": f"<w:p><w:fldSimple w:instr='DATE'>{_run('{}')}</w:fldSimple></w:p>",
    "field code": "<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p>",
    "ruby base": f"<w:p><w:r><w:ruby><w:rt>{_run('yun')}</w:rt><w:rubyBase>{_run('{}')}</w:rubyBase></w:ruby></w:r></w:p>",
    "ruby text": f"<w:p><w:r><w:ruby><w:rt>{_run('{}')}</w:rt><w:rubyBase>{_run('云')}</w:rubyBase></w:ruby></w:r></w:p>",
    "mathematics": f"<w:p><m:oMath {M}><m:r><m:t>{{}}</m:t></m:r></m:oMath></w:p>",
    "mathematics of its own line": f"<m:oMathPara {M}><m:oMath><m:r><m:t>{{}}</m:t></m:r></m:oMath></m:oMathPara>",
    "fraction": f"<w:p><m:oMath {M}><m:f><m:num><m:r><m:t>{{}}</m:t></m:r></m:num></m:f></m:oMath></w:p>",
    "text box": f"<w:p><w:r><w:pict><v:textbox {V}><w:txbxContent>{paragraph('{}')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
    "text box in a text box": f"<w:p><w:r><w:txbxContent><w:p><w:r><w:txbxContent>{paragraph('{}')}</w:txbxContent></w:r></w:p></w:txbxContent></w:r></w:p>",
    "shape": f"<w:p><w:r><w:drawing><wps:txbx {WPS}><w:txbxContent>{paragraph('{}')}</w:txbxContent></wps:txbx></w:drawing></w:r></w:p>",
    "word art": f"<w:p><w:r><w:pict><v:textpath {V} string='{{}}'/></w:pict></w:r></w:p>",
    "alternative text": f"<w:p><w:r><w:drawing><wp:docPr {WP} descr='{{}}'/></w:drawing></w:r></w:p>",
    "choice": f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('{}')}</w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>",
    "fallback alone": "<w:p><w:r><mc:AlternateContent><mc:Choice><x/></mc:Choice><mc:Fallback><w:t>{}</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "fallback that differs": "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>别的</w:t></mc:Choice><mc:Fallback><w:t>{}</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "alternative of whole paragraphs": f"<mc:AlternateContent><mc:Choice>{paragraph('{}')}</mc:Choice></mc:AlternateContent>",
    "fallback of whole paragraphs": f"<mc:AlternateContent><mc:Fallback>{paragraph('{}')}</mc:Fallback></mc:AlternateContent>",
    "smart tag": f"<w:p><w:smartTag>{_run('{}')}</w:smartTag></w:p>",
    "after a tab": f"<w:p>{_run('甲')}<w:r><w:tab/><w:t>{{}}</w:t></w:r></w:p>",
    "after a break": f"<w:p>{_run('甲')}<w:r><w:br/><w:t>{{}}</w:t></w:r></w:p>",
    "direction": f"<w:p><w:bdo>{_run('{}')}</w:bdo></w:p>",
    "text outside a paragraph": _run("{}"),
    "unknown element": f"<w:p><w:nochNieGesehen>{_run('{}')}</w:nochNieGesehen></w:p>",
}  # fmt: skip
# Construct → name of the part, its XML.
WORD_PARTS = {
    "header": ("header1", f"<w:hdr {WORD}>{paragraph('{}')}</w:hdr>"),
    "footer": ("footer2", f"<w:ftr {WORD}>{paragraph('{}')}</w:ftr>"),
    "footnote": ("footnotes", f"<w:footnotes {WORD}><w:footnote>{paragraph('{}')}</w:footnote></w:footnotes>"),
    "endnote": ("endnotes", f"<w:endnotes {WORD}><w:endnote>{paragraph('{}')}</w:endnote></w:endnotes>"),
    "comment": ("comments", f"<w:comments {WORD}><w:comment>{paragraph('{}')}</w:comment></w:comments>"),
    "comment, extended": ("commentsExtended", f"<w:comments {WORD}><w:comment>{paragraph('{}')}</w:comment></w:comments>"),
    "glossary": ("glossary/document", f"<w:glossaryDocument {WORD}>{paragraph('{}')}</w:glossaryDocument>"),
    "SmartArt": ("diagrams/data1", f"<d {A}><a:p><a:r><a:t>{{}}</a:t></a:r></a:p></d>"),
    "chart title": ("charts/chart1", f"<c:chartSpace {C} {A}><a:p><a:r><a:t>{{}}</a:t></a:r></a:p></c:chartSpace>"),
    "chart label": ("charts/chart2", f"<c:chartSpace {C}><c:strCache><c:pt><c:v>{{}}</c:v></c:pt></c:strCache></c:chartSpace>"),
    "text box of a header": ("header3", f"<w:hdr {WORD}><w:p><w:r><w:txbxContent>{paragraph('{}')}</w:txbxContent></w:r></w:p></w:hdr>"),
    "deleted in a footnote": ("footnotes", f"<w:footnotes {WORD}><w:p><w:del><w:r><w:delText>{{}}</w:delText></w:r></w:del></w:p></w:footnotes>"),
}
HTML = {name: f"<html><body><div id='x'><p>{BODY}</p>{what}<p>{BODY[:-1]}，进展顺利。</p></div></body></html>" for name, what in {
    "between paragraphs": "{}", "paragraph": "<p>{}</p>", "span": "<span>{}</span>", "after a break": "甲<br>{}", "list": "<ul><li>{}</li></ul>", "definition": "<dl><dt>甲</dt><dd>{}</dd></dl>",
    "table": "<table><tr><td>{}</td></tr></table>", "table caption": "<table><caption>{}</caption></table>", "text in a table": "<table>{}<tr><td>甲</td></tr></table>", "heading": "<h2>{}</h2>",
    "link": "<a href='/x'>{}</a>", "figure caption": "<figure><figcaption>{}</figcaption></figure>", "quotation": "<blockquote>{}</blockquote>", "preformatted": "<pre>{}</pre>", "details": "<details><summary>甲</summary>{}</details>",
    "button": "<button>{}</button>", "unclosed button": "<button>按<p>{}</p>", "behind an unclosed button": "<button>按<p>甲</p>{}", "select": "<select><option>{}</select>", "behind an unclosed select": "<select><option>甲<p>{}</p>",
    "textarea": "<textarea>{}</textarea>", "noscript": "<noscript>{}</noscript>", "noscript paragraph": "<noscript><p>{}</p></noscript>", "template": "<template><p>{}</p></template>", "svg text": "<svg><text>{}</text></svg>", "svg title": "<svg><title>{}</title></svg>",
    "canvas": "<canvas>{}</canvas>", "object": "<object>{}</object>", "iframe": "<iframe>{}</iframe>", "audio": "<audio>{}</audio>", "video": "<video>{}</video>", "mathematics": "<math><mi>{}</mi></math>",
    "hidden by style": "<p style='display: none'>{}</p>", "hidden within a line": "<p>甲<span style='display:none'>{}</span>乙</p>", "hidden by attribute": "<div hidden>{}</div>", "invisible": "<p style='visibility:hidden'>{}</p>",
    "alternative text": "<img alt='{}'>", "input": "<input value='{}'>", "placeholder": "<input placeholder='{}'>", "label": "<label>{}</label>", "legend": "<fieldset><legend>{}</legend></fieldset>",
    "navigation": "<nav>{}</nav>", "footer": "<footer>{}</footer>", "aside": "<aside>{}</aside>", "dialog": "<dialog>{}</dialog>", "menu": "<menu><li>{}</menu>", "sidebar": "<div class='sidebar'>{}</div>",
    "unclosed bold": "<b>{}", "unknown element": "<o:p>{}</o:p>", "end tag without a start": "</div>{}", "ruby": "<ruby>{}<rt>yun</rt></ruby>", "ruby text": "<ruby>云<rt>{}</rt></ruby>", "marked": "<mark>{}</mark>", "deleted": "<del>{}</del>",
    "unclosed title": "<title>{}", "title in the body": "<svg><title>甲</title></svg>{}", "CDATA": "<![CDATA[{}]]>", "data list": "<datalist><option>{}</datalist>", "meter": "<meter>{}</meter>", "output": "<output>{}</output>", "center": "<center>{}</center>",
}.items()}  # fmt: skip
TEXT = {
    "line": "{}\n", "first line": "\ufeff{}", "no newline": "{}", "after a form feed": "甲\x0c{}", "in spaces": "\u3000\u3000{}\u3000", "with controls": "\x07{}\x1b[0m", "CR alone": "甲\r{}\r乙", "CRLF": "甲\r\n{}\r\n",
    "in brackets": "（{}）", "in quotes": "“{}”", "in a byline": "（记者 {}）", "page number beside": "— 3 —\n{}\n", "after a separator": "----------\n{}", "in a tag": "<b>{}</b>", "behind a bracket": "（（（（{}", "line separator": "甲\u2028{}",
}  # fmt: skip
MARKDOWN = TEXT | {
    "heading": "# {}", "bold": "**{}**", "list": "- {}", "link": "[{}](https://example.org/)", "image": "![{}](a.png)", "code": "```\n{}\n```", "table": "| a | b |\n| --- | --- |\n| {} | 2 |", "quotation": "> {}",
    "comment": "<!-- {} -->", "footnote": "甲[^1]\n\n[^1]: {}", "front matter": "---\nnote: {}\ntitle: 甲\n---\n", "title of the front matter": "---\ntitle: {}\n---\n",
}  # fmt: skip


def cases() -> Iterator[Case]:
    """All sentinels: format, construct, file, word."""
    for made, (form, construct, template) in enumerate(_templates(), 1):
        word = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{made:04}")
        data = template(f"暗{word}号")
        yield form, construct, data, f"暗{word}号"


def _templates():  # type: ignore[no-untyped-def]
    for kind, xml in WORD_BODY.items():
        yield "docx", kind, lambda word, xml=xml: docx(paragraph(BODY) + xml.replace("{}", word))
        yield "docx", f"{kind}, in a cell", lambda word, xml=xml: docx(paragraph(BODY) + f"<w:tbl><w:tr><w:tc>{xml.replace('{}', word)}</w:tc></w:tr></w:tbl>")
        yield "docx", f"{kind}, strict", lambda word, xml=xml: _strict(docx(paragraph(BODY) + xml.replace("{}", word)))
    for kind, (name, xml) in WORD_PARTS.items():
        yield "docx", kind, lambda word, name=name, xml=xml: docx(paragraph(BODY), **{name: xml.replace("{}", word)})
        yield "docx", f"{kind}, strict", lambda word, name=name, xml=xml: _strict(docx(paragraph(BODY), **{name: xml.replace("{}", word)}))
    for extension in ("html", "txt", "docx"):
        yield "docx", f"chunk of {extension}", lambda word, extension=extension: _with_file(word, extension, "word/chunk.", "aFChunk")
        yield "docx", f"attached {extension}", lambda word, extension=extension: _with_file(word, extension, "word/embeddings/a.", "package")
    for kind, page in HTML.items():
        for form, encoding in (("html", "utf-8"), ("htm", "gb18030"), ("xhtml", "utf-8")):
            yield form, kind, lambda word, page=page, encoding=encoding: page.replace("{}", word).encode(encoding)
    for kind, text in TEXT.items():
        for encoding in ("utf-8", "gb18030", "utf-16"):
            yield "txt", f"{kind}, {encoding}", lambda word, text=text, encoding=encoding: f"{BODY}\n{text.replace('{}', word)}\n{BODY[:-1]}，进展顺利。".encode(encoding)
    for kind, text in MARKDOWN.items():
        matter = kind.endswith("front matter")
        yield "md", kind, lambda word, text=text, matter=matter: (text.replace("{}", word) + BODY if matter else f"{BODY}\n\n{text.replace('{}', word)}\n\n{BODY}").encode()
    yield from _tables()
    yield from _pages()
    for kind, name in {"member": "a.txt", "in a folder": "b/c/a.txt", "page": "a.html", "table": "a.csv", "archive": "a.zip", "Word": "a.docx"}.items():
        yield "zip", kind, lambda word, name=name: zipped({"first.txt": BODY.encode(), name: _member(name, word)})


def _tables():  # type: ignore[no-untyped-def]
    for form, mark in (("csv", ","), ("csv", ";"), ("tsv", "\t")):
        for kind, head, row in (
            ("text", f"id{mark}text", f"1{mark}{BODY}{{}}"), ("title", f"title{mark}text", f"{{}}{mark}{BODY}"), ("publisher", f"text{mark}publisher", f"{BODY}{mark}{{}}"),
            ("other column", f"text{mark}note", f"{BODY}{mark}{{}}"), ("new line in a cell", f"id{mark}text", f'1{mark}"{BODY}\n{{}}"'), ("quote in a cell", f"id{mark}text", f'1{mark}"{BODY}""{{}}"""'),
            ("cell too many", f"id{mark}text", f"1{mark}{BODY}{mark}{{}}"), ("open quote", f"id{mark}text", f'1{mark}"{BODY}{{}}'), ("second text column", f"text{mark}正文", f"{BODY}{mark}{{}}"),
        ):  # fmt: skip
            yield form, f"{kind}, {mark!r}", lambda word, head=head, row=row: f"{head}\n{row.replace('{}', word)}\n".encode()
    for kind, fields in (("text", {"text": BODY + "{}"}), ("other field", {"text": BODY, "note": "{}"}), ("list", {"text": BODY, "tags": ["{}"]}), ("deep", {"text": BODY, "a": {"b": "{}"}})):
        yield "jsonl", kind, lambda word, fields=fields: json.dumps(fields, ensure_ascii=False).replace("{}", word).encode()


def _pages():  # type: ignore[no-untyped-def]
    lines = [(50.0, 780.0 - 16 * at, f"{BODY[:20]}{'一二三四五六七八九十'[at]}") for at in range(8)]
    for kind, extra in {
        "line": (50.0, 600.0), "head": (50.0, 820.0), "foot": (50.0, 20.0), "right column": (350.0, 700.0), "margin": (560.0, 400.0), "far below": (50.0, 60.0), "edge": (0.0, 500.0), "over a line": (50.0, 781.0), "outside the page": (50.0, 900.0), "left of the page": (-400.0, 500.0),
    }.items():  # fmt: skip
        yield "pdf", kind, lambda word, extra=extra: pdf([*lines, (*extra, word)])
    for number in (1, 2, 3):
        yield "pdf", f"page {number} of 3", lambda word, number=number: pdf(*[[*lines, (50.0, 500.0, word if at == number else "别的话")] for at in (1, 2, 3)])
    yield "pdf", "cut off", lambda word: pdf(lines, [*lines, (50.0, 500.0, word)])[:-120]
    for subtype in ("FreeText", "Text", "Highlight", "Stamp", "Square"):
        yield "pdf", f"annotation {subtype}", lambda word, subtype=subtype: _annotated(pdf(lines), f"/Subtype /{subtype} /Contents <feff{word.encode('utf-16-be').hex()}>")
    yield "pdf", "form field", lambda word: _annotated(pdf(lines), f"/Subtype /Widget /FT /Tx /T (a) /V <feff{word.encode('utf-16-be').hex()}>")


def _annotated(data: bytes, annotation: str) -> bytes:
    """A PDF whose page has an annotation (the table of places is then wrong, and rebuilt by the reader)."""
    return data.replace(b"/Type /Page /Parent", f"/Type /Page /Annots [<< /Type /Annot /Rect [100 100 300 140] {annotation} >>] /Parent".encode("latin-1"))


def _strict(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name).replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/")
                       .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/")
                       .replace(b"http://schemas.openxmlformats.org/drawingml/2006/", b"http://purl.oclc.org/ooxml/drawingml/") for name in archive.namelist()})  # fmt: skip


def _with_file(word: str, extension: str, name: str, kind: str) -> bytes:
    relations = f'<Relationships><Relationship Id="r1" Type="http://x/{kind}" Target="{name.removeprefix("word/")}{extension}"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(docx(paragraph(BODY)))) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    return zipped(members | {f"{name}{extension}": _member(f"a.{extension}", word), "word/_rels/document.xml.rels": relations.encode()})


def _member(name: str, word: str) -> bytes:
    extension = name.rpartition(".")[2]
    if extension == "docx":
        return docx(paragraph(BODY) + paragraph(word))
    if extension == "zip":
        return zipped({"in.txt": f"{BODY}\n{word}".encode()})
    return {"html": f"<p>{BODY}</p><p>{word}</p>", "csv": f"text\n{BODY}{word}\n"}.get(extension, f"{BODY}\n{word}").encode()


def fate(form: str, data: bytes, word: str) -> str:
    """What became of a sentinel: ``read``, ``counted`` (in the text, left out for a reason), ``noted``, ``refused``, or ``lost``."""
    found = list(read_item(Item("a", f"a.{form}", form, data=data)))
    documents = [one for one in found if isinstance(one, Document)]
    for document in documents:
        said = " ".join([document.title, document.publisher or "", *(block.text for block in blocks_of(document))])
        if word in said:
            return "read"
    if any(word in document.text for document in documents):
        return "counted"
    if any(note.startswith(("not read", "a file within", "the file is cut", "page ")) for document in documents for note in document.notes):
        return "noted"
    return "refused" if any(isinstance(one, Failure) for one in found) else "lost"


def table() -> dict[str, dict[str, int]]:
    """Format → fate → how many."""
    counts: dict[str, dict[str, int]] = {}
    for form, construct, data, word in cases():
        became = fate(form, data, word)
        counts.setdefault(form, {}).setdefault(became, 0)
        counts[form][became] += 1
        if became in ("lost", "refused") and __name__ == "__main__":
            print(became, form, construct)  # noqa: T201
    return counts


if __name__ == "__main__":
    for form, fates in table().items():
        print(form, dict(sorted(fates.items())))  # noqa: T201
