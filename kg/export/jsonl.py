"""The records, one JSON object a line."""

from __future__ import annotations

from typing import BinaryIO

from kg.model import Knowledge
from kg.records import dumps, to_records

EXTENSION = "jsonl"
LABEL_ZH = "事实记录（JSON Lines）"
LABEL_EN = "records (JSON Lines)"


def write(knowledge: Knowledge, target: BinaryIO) -> None:
    """Write every record of ``kg.records.to_records``, UTF-8, one a line."""
    for record in to_records(knowledge):
        target.write(f"{dumps(record)}\n".encode())
