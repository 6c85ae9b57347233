"""The nouns of the system as plain values: document, mention, entity, fact, evidence, knowledge.

Everything here is immutable and free of behaviour beyond reading itself. This module imports nothing of ours.
Times are strings as the facts carry them: ``2024``, ``2024-03``, ``2024-01-25``, ``2024-Q3``, ``2024-H1`` or a
range ``2022-01/2022-09``. Offsets count Unicode code points of ``Document.text``, the file as decoded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Dated:
    """When a document or article was published: ``value`` as precise as ``precision`` says, and ``how`` it was found."""

    value: str | None = None
    precision: str | None = None
    how: str = "none"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of cleaned text: ``kind`` is title, heading, paragraph, caption or byline.

    ``places`` has one sequence for each place of the document that holds this text (repeated passages are one block
    with several places): ``places[p][i]`` is the offset in ``Document.text`` of the block's character ``i``.
    """

    kind: str
    text: str
    places: tuple[Sequence[int], ...]

    def spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The offsets in ``Document.text`` of this block's characters ``start`` to ``end``, one pair for each place."""
        for offsets in self.places:
            yield offsets[start], offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document (most documents hold one)."""

    blocks: tuple[Block, ...]
    title: str = ""
    date: Dated = Dated()
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Accounting:
    """Where a document's characters went: ``read`` = ``used`` + the sum of ``left_out``, by reason."""

    read: int = 0
    used: int = 0
    left_out: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """The sentence ``Document.text[start:end]``, and those of its numbers and event words (``words``, as written) that gave no fact."""

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many numbers and event words a document holds, and how many of each its facts use; ``unread``: the sentences that hold the others.

    ``silent`` are the characters of sentences that hold numbers or event words and none that any fact rests on.
    """

    numbers: int = 0
    numbers_used: int = 0
    events: int = 0
    events_used: int = 0
    silent: int = 0
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: ``text`` as decoded (evidence points into it), cleaned into articles and blocks."""

    id: str
    text: str
    articles: tuple[Article, ...]
    title: str = ""
    date: Dated = Dated()
    region: str | None = None
    publisher: str | None = None
    source: str = ""
    media: str = "text/plain"
    accounting: Accounting = Accounting()
    notes: tuple[str, ...] = ()
    reprint_of: str | None = None
    coverage: Coverage = Coverage()


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The exact words behind a fact: ``text == Document.text[start:end]``; ``rule`` is the id of the rule that read them.

    Where a person stated or corrected the fact, ``rule`` is ``corrected`` and ``by`` says who.
    """

    doc: str
    start: int
    end: int
    text: str
    rule: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Why a name was taken for an entity: the name, the document it came from, and the id of the identity rule."""

    name: str
    doc: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that texts speak of.

    Out of ``language`` an entity is one document's, its ``id`` is ``""`` and facts refer to it by ``name``. Out of
    ``identity`` it is the whole collection's, ``id`` is unique (``Park/青岛市虚拟现实产业园``) and facts refer to ``id``.
    ``within`` is the narrowest administrative area that holds it, by full name, if the text gives one.
    """

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    within: str | None = None
    evidence: tuple[Evidence, ...] = ()
    id: str = ""
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """``object`` is an entity, or a literal where the predicate's range is one; ``of`` is the body in which a post is held."""

    subject: str
    predicate: str
    object: str
    of: str | None = None
    time: str | None = None
    modality: str = "actual"
    evidence: tuple[Evidence, ...] = ()
    kind = "relation"


SETBACKS = frozenset({"denied", "suspended", "cancelled"})
"""The modalities of a step that words say did not come: not taken, put on hold, given up."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step in the life of a project, park or facility; with a modality of ``SETBACKS`` its ``kind`` is setback, and it happened at no time."""

    subject: str
    event: str
    time: str | None = None
    modality: str = "actual"
    evidence: tuple[Evidence, ...] = ()

    @property
    def kind(self) -> str:
        """``setback`` for a step that did not come, else ``milestone``: told apart wherever facts are listed, counted or scored."""
        return "setback" if self.modality in SETBACKS else "milestone"


@dataclass(frozen=True, slots=True)
class Observation:
    """A number said of an entity: ``value`` in ``unit`` as written (1.3, 万户)."""

    subject: str
    measure: str
    value: Decimal
    unit: str
    time: str | None = None
    modality: str = "actual"
    bound: str = "exact"
    role: str | None = None
    evidence: tuple[Evidence, ...] = ()
    kind = "observation"


Fact = Relation | Milestone | Observation


@dataclass(frozen=True, slots=True)
class Promise:
    """A planned milestone (``event``) or target (``measure``, ``value``, ``unit``) due at ``due``, and what became of it.

    ``outcome`` is one of ``kg:outcomes`` (kept, late, moved, open, silent, partly …). ``progress`` is the furthest step reported of a
    promise that is not kept yet: what is under way. ``moved_to`` is the newest due time where it was moved,
    ``fulfilled`` the time at which it was seen kept or late, ``slip_months`` the months between. ``evidence`` are the
    words that promised; ``answer`` those that settle the outcome; ``history`` every due time said, oldest first.
    """

    subject: str
    due: str
    outcome: str
    event: str | None = None
    measure: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    moved_to: str | None = None
    fulfilled: str | None = None
    slip_months: int | None = None
    stated_in: str = ""
    history: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    answer: tuple[Evidence, ...] = ()
    progress: str | None = None
    kind = "promise"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more values of one measure, entity, period and status that cannot all hold."""

    subject: str
    measure: str
    time: str | None
    values: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    kind = "conflict"


@dataclass(frozen=True, slots=True)
class Likely:
    """Two entities that may be one thing, kept apart: ``score`` from 0 to 1."""

    first: str
    second: str
    score: float
    reason: str
    kind = "likely"


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What a reader proposed and the text does not say: ``said`` is its record as one line, ``reason`` a key of those in ``ontology/rules/readings.yaml``."""

    doc: str
    reader: str
    reason: str
    about: str
    said: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What became of a reader's proposals for one document: how many passed, by kind, how many were put right, by what, and those refused."""

    doc: str
    reader: str
    passed: tuple[tuple[str, int], ...] = ()
    mended: tuple[tuple[str, int], ...] = ()
    refused: tuple[Unsaid, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """What the rules found and a reading of the same words does not say, so that it gave way: ``said`` is its record as one line.

    ``kind`` is that of the record, ``rules`` are the ids of the rules that found it, ``words`` where they did; ``instead`` are the
    records, as lines, that readings have of the same words (empty: they say nothing of it).
    """

    doc: str
    kind: str
    said: str
    rules: tuple[str, ...]
    words: tuple[str, ...]
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document says: its own entities, and facts that refer to them by name; what became of readings of it, and what gave way to them."""

    doc: str
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    proposals: tuple[Proposals, ...] = ()
    coverage: Coverage = Coverage()
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything a build found, resolved: what the graph, the RDF and the tables are made of. All of it sorted."""

    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    promises: tuple[Promise, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    likely: tuple[Likely, ...] = ()
    by_id: dict[str, Entity] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.by_id.update((entity.id, entity) for entity in self.entities)
