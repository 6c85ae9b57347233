"""The ledger takes no evidence of a rule that the book does not know."""

from __future__ import annotations

import pytest

from kg.errors import OntologyError
from kg.language.layout import lay_out
from kg.language.ledger import Ledger
from kg.language.said.values import SaidEntity, SaidFact
from kg.language.text.span import Span
from kg.model import Milestone
from kg.reading import read_text

LAYOUT = lay_out(read_text("云帆大桥开工建设。", region="松湖区", date="2031"))


def test_a_rule_of_the_book_is_written_with_the_words() -> None:
    ledger = Ledger(LAYOUT, LAYOUT.pages[0])
    ledger.enter([SaidEntity("云帆大桥", "Project", Span(0, 0, 4), "name-in-frame")])
    assert [(piece.text, piece.rule) for piece in ledger.said("云帆大桥")] == [("云帆大桥", "name-in-frame")]


@pytest.mark.parametrize("said", [
    SaidEntity("云帆大桥", "Project", Span(0, 0, 4), "name-in-frames"), SaidFact(Milestone("云帆大桥", "started"), Span(0, 0, 8), "no-such-rule"),
])  # fmt: skip
def test_another_cannot_be_written(said: SaidEntity | SaidFact) -> None:
    with pytest.raises(OntologyError, match="no rule '"):
        Ledger(LAYOUT, LAYOUT.pages[0]).enter([said])
