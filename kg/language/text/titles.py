"""The titles that an article stands under."""

from __future__ import annotations

from kg.model import Article, Document


def titles_of(article: Article, document: Document | None) -> tuple[str, ...]:
    """Its own title and that of the document (which is not its, where it is another article's), as far as there are any."""
    others = {a.title for a in document.articles if a is not article} if document else set()
    over = document.title if document and document.title not in others else ""
    return tuple(dict.fromkeys(title for title in (article.title, over) if title))
