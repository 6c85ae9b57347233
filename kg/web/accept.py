"""Which of the forms on offer a request wants (RFC 9110: Accept with its weights), and in which language."""

from __future__ import annotations

from collections.abc import Sequence


def weighed(header: str) -> list[tuple[str, float]]:
    """What a header names with its weight, in its order; a weight that is none counts as 1."""
    found = []
    for part in header[:2000].split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        try:
            found.append((name, min(1.0, max(0.0, float(weight)))))
        except ValueError:
            found.append((name, 1.0))
    return [each for each in found if each[0]]


def choose(header: str, offered: Sequence[str]) -> str | None:
    """The best of the offered media types for an Accept header, the first of those that tie; None if none will do."""
    wanted = weighed(header or "*/*")
    if not wanted:
        return offered[0]
    best = max(offered, key=lambda media: _weight(media, wanted), default=None)
    return best if best and _weight(best, wanted) > 0 else None


def _weight(media: str, wanted: Sequence[tuple[str, float]]) -> float:
    """The weight of the most particular range that a type falls under."""
    kind = media.partition("/")[0]
    for range_ in (media, f"{kind}/*", "*/*"):
        if found := [weight for name, weight in wanted if name == range_]:
            return max(found)
    return 0.0


def language(header: str, offered: Sequence[str] = ("zh", "en")) -> str:
    """The reader's language by Accept-Language; the first offered where none of them is wanted."""
    wanted = [(name.partition("-")[0], weight) for name, weight in weighed(header)]
    return max(offered, key=lambda lang: max((weight for name, weight in wanted if name == lang), default=0.0))
