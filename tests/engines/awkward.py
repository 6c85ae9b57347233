"""A folder of awkward files, made here: what each is, and whether it is to be read."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reading"))
from files import docx, paragraph, pdf, zipped  # noqa: E402

GOOD = "云溪区加快推进星河产业园建设，一期项目主体封顶，总投资20亿元，预计年底投用。{}号项目进展顺利。"
OLD = "雲溪區加快推進星河產業園建設，一期項目主體封頂，總投資二十億元，預計年底投用，市民出行更加便捷。"


def files(large: int = 65 << 20, bomb: int = 300 << 20) -> dict[str, bytes]:
    """Names and contents, one file of ``large`` bytes and archives that unpack to ``bomb``.

    A name that begins with ``good`` must be read, one with ``bad`` must not, one with ``any`` may go either way.
    """
    return {**_encodings(), **_texts(), **_heavy(large), **_containers(bomb), **_documents(bomb), **_pages(), **_unread()}


def _text(number: int, encoding: str = "utf-8") -> bytes:
    return GOOD.format(number).encode(encoding)


def _encodings() -> dict[str, bytes]:
    plain = {f"good-{encoding}.txt": _text(at, encoding) for at, encoding in enumerate(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gbk", "gb18030"))}
    return plain | {
        "good-big5.txt": OLD.encode("big5"),
        "good-traditional.txt": OLD.encode(),
        "good-rare-gb18030.txt": (GOOD.format(9) + "䶮𠮷").encode("gb18030"),
        "good-cut-off-utf8.txt": (GOOD.format(1) * 30).encode()[:-2],
        "good-cut-off-gbk.txt": (GOOD.format(1) * 30 + "园").encode("gbk")[:-1],
        "good-one-bad-byte.txt": (GOOD.format(1) * 30).encode() + b"\xff" + _text(2),
        "bad-mixed.txt": _text(1) + b"\xff\xfe\xfd" * 200,
        "bad-latin1.txt": (GOOD.format(1) * 5).encode().decode("latin-1").encode(),
        "bad-gbk-of-utf8.txt": (GOOD.format(1) * 5).encode().decode("gb18030", "replace").replace("\ufffd", "?").encode(),
        "bad-lost.txt": ("锟斤拷" * 50).encode(),
        "bad-random.txt": bytes((at * 7919 + at * at * 104729) % 251 for at in range(4000)),
        "bad-zeros.txt": bytes(5000),
    }


def _texts() -> dict[str, bytes]:
    return {
        "bad-empty.txt": b"",
        "bad-spaces.txt": " \n\u3000\n".encode(),
        "bad-mark-only.txt": b"\xef\xbb\xbf",
        "bad-byline-only.txt": "（王小明 李红）".encode(),
        "good-crlf.txt": GOOD.format(1).replace("，", "，\r\n").encode(),
        "good-old-mac.txt": GOOD.format(1).replace("，", "，\r").encode(),
        "good-control.txt": GOOD.format(1).replace("，", "\x00\x07，\x1b[0m").encode(),
        "good-two-characters-a-line.txt": "\n".join(GOOD.format(1)[at : at + 2] for at in range(0, 46, 2)).encode(),
        "good-emoji.txt": (GOOD.format(1) + "👍🏗️\u200d🚧").encode(),
        "good-right-to-left.txt": ("\u202e" + GOOD.format(1) + "\u202c").encode(),
        "good-broken-front-matter.txt": ("---\ntitle: [\n: : :\n---\n" + GOOD.format(1)).encode(),
        "good-endless-front-matter.txt": ("---\n" + "a: b\n" * 5000 + GOOD.format(1)).encode(),
        "good-brackets.txt": ("（“《" * 4_000 + GOOD.format(1)).encode(),
        "good-名字 with spaces & 'quotes'.txt": _text(3),
    }


def _heavy(large: int) -> dict[str, bytes]:
    return {
        "any-20-mb-line.txt": (GOOD.format(1) * 180_000).encode()[:20_000_000],
        "any-20-mb-of-one-character.txt": ("园" * 6_600_000).encode(),
        "any-rare-characters.txt": "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(300_000)).encode(),
        "any-rare-extension-b.txt": "".join(chr(0x20000 + at % 40_000) for at in range(300_000)).encode(),
        "any-a-million-short-lines.txt": ("园\n" * 1_000_000).encode(),
        "any-ten-thousand-headings.txt": "".join(f"一、第{at}项工作\n" for at in range(10_000)).encode(),
        "any-digits.txt": b"1234567890" * 500_000,
        "any-stars.md": b"*" * 2_000_000,
        "any-links.md": b"[" * 1_000_000,
        "any-spaces.txt": b" " * 20_000_000 + _text(1),
        "any-commas.txt": "，".encode() * 2_000_000,
        "bad-too-large.txt": b"a" * large,
    }


def _containers(size: int) -> dict[str, bytes]:
    nested = _text(1)
    for _ in range(10):
        nested = zipped({"in.zip": nested})
    bomb = zipped({"bomb.txt": b"0" * size, "good.txt": _text(5)})
    overlong = io.BytesIO()
    with zipfile.ZipFile(overlong, "w") as archive:
        archive.writestr("../../etc/good.txt", GOOD.format(7))
    return {
        "good-archive.zip": zipped({"a.txt": _text(1), "b.txt": _text(2, "gbk")}),
        "good-bomb-beside.zip": bomb,
        "bad-nested.zip": nested,
        "bad-cut-off.zip": zipped({"a.txt": _text(1)})[:60],
        "bad-archive.zip": b"PK\x03\x04" + b"0" * 100,
        "good-climbing.zip": overlong.getvalue(),
        "good-table.csv": f"text,date\n{GOOD.format(1)},2024\n,\n".encode(),
        "good-table-gbk.csv": f"正文,标题\n{GOOD.format(2)},好\n".encode("gbk"),
        "bad-no-column.csv": b"a,b\n1,2\n",
        "good-rows.jsonl": (json.dumps({"text": GOOD.format(3)}) + "\n{broken\n").encode(),
        "bad-deep.jsonl": b"[" * 100_000,
        "bad-quote.csv": f'text\n"{GOOD.format(4)}\n'.encode(),
    }


def _documents(bomb: int) -> dict[str, bytes]:
    return {
        "good-word.docx": docx(paragraph(GOOD.format(1))),
        "bad-word-bomb.docx": zipped({"word/document.xml": b"<a>" + b" " * bomb + b"</a>"}),
        "bad-word-entities.docx": zipped({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 100 + b'">]><a>&b;</a>'}),
        "bad-word-cut-off.docx": docx(paragraph(GOOD.format(1)))[:-30],
        "bad-word-empty.docx": docx(""),
        "any-word-of-many-paragraphs.docx": docx(paragraph("园") * 400_000),
        "bad-old-word.docx": b"\xd0\xcf\x11\xe0" + b"0" * 1000,
        "good-pdf.pdf": pdf([(50.0, 700.0, GOOD.format(1)[:30]), (50.0, 684.0, GOOD.format(1)[30:])]),
        "bad-pdf-scanned.pdf": pdf([], [], []),
        "bad-pdf-cut-off.pdf": pdf([(50.0, 700.0, GOOD.format(1))])[:200],
        "bad-pdf-header.pdf": b"%PDF-1.7\n",
        "any-pdf-of-many-pages.pdf": pdf(*[[(50.0, 700.0 - 16 * at, GOOD.format(page)[:30]) for at in range(20)] for page in range(200)]),
    }


def _pages() -> dict[str, bytes]:
    return {
        "good-page.html": f"<html><body><p>{GOOD.format(1)}</p></body></html>".encode(),
        "good-page-gbk.htm": f'<meta charset="gb2312"><p>{GOOD.format(2)}</p>'.encode("gbk"),
        "good-deep.html": ("<div>" * 50_000 + f"<p>{GOOD.format(3)}</p>").encode(),
        "good-unclosed.html": f"<p>{GOOD.format(4)}<b><i><table><td>".encode(),
        "bad-script.html": b"<script>document.write('x')</script>",
        "any-angles.html": b"<" * 500_000,
        "any-attributes.html": b"<p " + b"a=1 " * 300_000 + b">x",
        "any-comments.html": b"<!--" * 200_000,
        "any-entities.html": b"&nbsp;&#x4e00;" * 300_000,
        "any-end-tags.html": b"<div>" * 100_000 + b"</p>" * 100_000,
    }


def _unread() -> dict[str, bytes]:
    return {"bad-picture.png": b"\x89PNG", "bad-program.exe": b"MZ", "bad-old.doc": b"\xd0\xcf", "bad-noextension": _text(1), ".bad-hidden.txt": _text(1), "bad-pdf.txt": b"%PDF-1.4 x"}
