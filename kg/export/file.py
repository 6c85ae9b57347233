"""An export written to a file, whole or not at all, or given back as bytes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from kg.export import write
from kg.model import Knowledge
from kg.safe.file import write_file


def export(knowledge: Knowledge, form: str, target: str | Path | None, **options: Any) -> bytes | Path:
    """Write ``knowledge`` in a format to the file ``target``, or give its bytes where that is None.

    Raises ``UsageError`` naming the formats and options there are, and ``KgError`` for a file that cannot be written.
    """
    stream = io.BytesIO()
    write(form, knowledge, stream, **options)
    return stream.getvalue() if target is None else write_file(target, stream.getvalue())
