"""Lines to paragraphs: which lines are one paragraph, which are headings, captions, bylines or furniture."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.reading import rules
from kg.reading.junctions import goes_on
from kg.reading.kinds import captionlike, ends, headlike, kind_of, stopped
from kg.reading.lines import Layout, Line, layout

SHORT, GROUP = 25, 60


@dataclass(slots=True)
class Draft:
    """A block in the making: its kind and its lines. ``whole`` is False where its end is missing from the text."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    whole: bool = True

    @property
    def text(self) -> str:
        """The lines as they stand, joined."""
        return "".join(line.text for line in self.lines)


def drafts(lines: list[Line]) -> list[Draft]:
    """The blocks of a text, in order of their first lines."""
    shape = layout(lines)
    found: list[Draft] = []
    open_: Draft | None = None
    for at, line in enumerate(lines):
        kind = kind_of(line, len(lines) - at)
        if kind == "text" or (kind == "heading" and not line.kind and _wrapped_on(open_, line, shape)):
            kind = "paragraph"
        if kind == "paragraph":
            open_ = _place(found, open_, lines, at, shape)
        else:
            found.append(Draft(kind, [line]))
            open_ = None if kind == "heading" else open_
    return [_finished(draft) for draft in found]


def _place(found: list[Draft], open_: Draft | None, lines: list[Line], at: int, shape: Layout) -> Draft | None:
    """Adds a line of text: to the open paragraph that it continues, or as a block of its own; gives the paragraph that stays open."""
    line = lines[at]
    if open_ is not None and _continues(open_, line, found, shape):
        open_.lines.append(line)
        return open_
    draft = Draft(_own_kind(open_, lines, at, shape, _at_top(found)), [line])
    found.append(draft)
    if draft.kind == "caption" and open_ is not None and not stopped(open_.lines[-1].text):
        return open_
    return draft if draft.kind == "paragraph" else None


def _continues(open_: Draft, line: Line, found: list[Draft], shape: Layout) -> bool:
    last = open_.lines[-1]
    touching = line.gap == 0 and found[-1] is open_
    if _wrapped_on(open_, line, shape):
        return touching or not stopped(last.text)
    if stopped(last.text) or ends(last.text):
        return False
    if shape.full and touching and not line.indent:
        return True
    if line.indent and not shape.full:
        return False
    if headlike(line.text) and not headlike(last.text) and len(line.text) < 30 and last.text.endswith(("，", ",")):
        return False
    return goes_on(last.text, line.text)


def _wrapped_on(open_: Draft | None, line: Line, shape: Layout) -> bool:
    """Whether the open paragraph's last line is full, so that this line, next to it, goes on with it."""
    if open_ is None or line.indent or not shape.fills(open_.lines[-1]):
        return False
    last = open_.lines[-1].text
    return (line.gap == 0 and not (stopped(last) and headlike(line.text) and not shape.fills(line))) or (not ends(last) and line.gap <= 3)


def _own_kind(open_: Draft | None, lines: list[Line], at: int, shape: Layout, top: bool) -> str:
    """The kind of a line of text that begins a block."""
    line = lines[at]
    if _apart(line, open_, shape):
        return "caption"
    if not headlike(line.text) or line.text.endswith(("：", ":")) and not _titled(lines, at):
        return "paragraph"
    if shape.full:
        return "heading" if not _in_paragraph(lines, at, shape, top) else "paragraph"
    return "heading"


def _apart(line: Line, open_: Draft | None, shape: Layout) -> bool:
    """A short sentence that stands apart, or between the two halves of a paragraph."""
    if not captionlike(line.text):
        return bool(rules.compiled("caption_words").search(line.text)) and len(line.text) <= 30
    if line.gap >= 2 and line.gap > shape.gap:
        return True
    broken = open_ is not None and not ends(open_.lines[-1].text) and not goes_on(open_.lines[-1].text, line.text)
    return broken and len(line.text) <= SHORT and "，" not in line.text


def _at_top(found: list[Draft]) -> bool:
    """Whether no paragraph has come yet."""
    return len(found) < GROUP and not any(draft.kind == "paragraph" for draft in found)


def _titled(lines: list[Line], at: int) -> bool:
    """A short line with a colon before the next heading (who speaks) belongs to the headings."""
    return len(lines[at].text) <= 30 and at + 1 < len(lines) and headlike(lines[at + 1].text) and lines[at + 1].gap <= 1


def _in_paragraph(lines: list[Line], at: int, shape: Layout, top: bool) -> bool:
    """Whether a short line in a text broken by width is a paragraph's line: its group holds a clause or a stop."""
    group = [lines[at]]
    following = lines[at + 1] if at + 1 < len(lines) else None
    if not top and following and shape.fills(lines[at]) and following.gap <= 3 and not following.indent and not ends(lines[at].text):
        return True
    while len(group) < GROUP and at + len(group) < len(lines) and lines[at + len(group)].gap == 0:
        group.append(lines[at + len(group)])
    return len(group) > 1 and (any(c in line.text for line in group for c in "，。；") or stopped(group[-1].text))


def _finished(draft: Draft) -> Draft:
    whole = draft.kind != "paragraph" or ends(draft.lines[-1].text)
    return replace(draft, whole=whole)
