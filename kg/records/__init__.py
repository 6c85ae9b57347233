"""Knowledge as flat records, one JSON object a line, and back without loss.

The kinds are document, entity, relation, milestone and observation (the exchange form that analysts, scorers and
diffs read) and our own setback, promise, conflict and likely. Things are called by name; beside each name that belongs to an
entity of the collection stands its id (``subjectId``, ``objectId``, ``ofId``, ``firstId``, ``secondId``), so two
entities of one name stay apart. A field at its default is left out, except those in ``ALWAYS``. What a record does
not hold is a document's text and its articles: those lie beside the records in a generation (``kg.publish``).

**Order.** Kinds in the order of ``KINDS``; within a kind by the fields of ``ORDER``, then by the line itself, all by
Unicode code point, a missing value first. ``ordered`` puts a ``Knowledge`` into this order, and for every
``knowledge`` holds ``from_records(to_records(knowledge)) == ordered(knowledge)`` once the documents are bare.
"""

from kg.records.reading import from_records, read_jsonl
from kg.records.shapes import SHAPES, Record, camel
from kg.records.writing import bare, dumps, fact_key, order, ordered, to_records

__all__ = ["SHAPES", "Record", "bare", "camel", "dumps", "fact_key", "from_records", "order", "ordered", "read_jsonl", "to_records"]
