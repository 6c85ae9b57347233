"""One of the tables as Parquet (``facts`` unless another is named), for pandas, polars, DuckDB and Spark."""

from __future__ import annotations

from typing import Any, BinaryIO

from kg.export.tables import table as make
from kg.model import Knowledge

EXTENSION = "parquet"
LABEL_ZH = "Parquet 表"
LABEL_EN = "table (Parquet)"


def write(knowledge: Knowledge, target: BinaryIO, *, table: str = "facts") -> None:
    """Write a table of ``kg.export.tables``: text as strings, ``value`` as double (its digits stand in ``object``), offsets as int64."""
    import pyarrow
    from pyarrow import parquet

    found = make(knowledge, table)
    types = {"string": pyarrow.string(), "double": pyarrow.float64(), "integer": pyarrow.int64()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in found.columns.items()])
    columns = {name: [_plain(row.get(name), kind) for row in found.rows] for name, kind in found.columns.items()}
    parquet.write_table(pyarrow.table(columns, schema=schema), target, compression="zstd")


def _plain(value: Any, kind: str) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return float(value) if kind == "double" and value is not None else value
