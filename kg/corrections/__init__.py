"""A person's word on what was read: an append-only file beside the documents that every build applies, and nothing loses.

``read`` gives its lines, ``apply`` puts them into what the documents say (after reading, before identity), ``append`` writes one.
docs/corrections.md has the form of a line.
"""

from __future__ import annotations

from kg.corrections.applying import apply
from kg.corrections.deciding import decisions
from kg.corrections.effects import Effect
from kg.corrections.files import NAME, append, beside, read, remembered
from kg.corrections.record import Correction

__all__ = ["NAME", "Correction", "Effect", "append", "apply", "beside", "decisions", "read", "remembered"]
