"""The parameters of the network that jieba carries (``jieba/lac_small``): character vectors and two layers of gated recurrent units.

Format: Paddle's LoDTensor, one file a parameter: version, level of detail, version, description (protobuf), then float32 values.
The network is that of Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018.
"""

from __future__ import annotations

import struct
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FOLDER = "lac_small"


@cache
def folder() -> Path | None:
    """Where jieba's network lies, or None where this jieba has none."""
    spec = find_spec("jieba")
    place = Path(spec.origin).parent / FOLDER if spec and spec.origin else None
    return place if place and (place / "model_baseline" / "word_emb").exists() else None


def vocabulary(place: Path) -> dict[str, int]:
    """Each character with its number (``word.dic``)."""
    pairs = (line.split("\t") for line in (place / "word.dic").read_text(encoding="utf-8").split("\n"))
    return {pair[1]: int(pair[0]) for pair in pairs if len(pair) == 2}


def parameter(path: Path) -> Any:
    """The values of one parameter as a numpy array of float32 in its own shape."""
    import numpy

    data = path.read_bytes()
    at = struct.calcsize("<I")
    levels = struct.unpack_from("<Q", data, at)[0]
    at += struct.calcsize("<Q")
    for _ in range(levels):
        at += struct.calcsize("<Q") + struct.unpack_from("<Q", data, at)[0]
    at += struct.calcsize("<I")
    size = struct.unpack_from("<i", data, at)[0]
    at += struct.calcsize("<i")
    return numpy.frombuffer(data, dtype="<f4", offset=at + size).reshape(_shape(data[at : at + size]))


def _shape(described: bytes) -> list[int]:
    """The dimensions (field 2) of a tensor's description."""
    dims, at = [], 0
    while at < len(described):
        field, at = _number(described, at)
        value, at = _number(described, at)
        if field >> 3 == 2:
            dims.append(value)
    return dims


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A variable-length number of protobuf at ``at``, and where the next begins."""
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 0x80:
            return value, at
