"""An export written to a file, whole or not at all, or given back as bytes."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.export import write
from kg.model import Knowledge


def export(knowledge: Knowledge, form: str, target: str | Path | None, **options: Any) -> bytes | Path:
    """Write ``knowledge`` in a format to the file ``target``, or give its bytes where that is None.

    Raises ``UsageError`` naming the formats and options there are, and ``KgError`` for a file that cannot be written.
    """
    if target is None:
        stream = io.BytesIO()
        write(form, knowledge, stream, **options)
        return stream.getvalue()
    return _to_file(knowledge, form, Path(target), options)


def _to_file(knowledge: Knowledge, form: str, path: Path, options: dict[str, Any]) -> Path:
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            write(form, knowledge, stream, **options)
        os.replace(part, path)
    except OSError as why:
        raise KgError(f"{why.filename or path}: {why.strerror or why}", "name a file in a folder that is there and may be written (-o)") from why
    finally:
        part.unlink(missing_ok=True)
    return path
