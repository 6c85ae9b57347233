"""Short forms of IRIs: prefixed names, and references relative to the base. Both read back as the same IRI."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.rdf.terms import PREFIXES

_LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
# A reference that would be read as something else: empty, absolute path, with a scheme, or with dot segments.
_UNSAFE = re.compile(r"^$|^/|:|//|(?:^|/)\.\.?(?:/|$)")


@dataclass(frozen=True, slots=True)
class Compact:
    """Shortens IRIs of the vocabularies in use and of the things under ``base``."""

    base: str

    @property
    def relative_base(self) -> str | None:
        """The base that references are relative to, None where it ends in ``#`` and cannot be one."""
        return self.base if self.base.endswith("/") else None

    def prefixed(self, iri: str) -> str | None:
        """``kg:Park``, or None where no prefix fits."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = _BY_IRI.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else None

    def relative(self, iri: str) -> str | None:
        """``Park/澄湖软件园``, or None where it is not under the base or would be read as something else."""
        if self.relative_base is None or not iri.startswith(self.base):
            return None
        reference = iri[len(self.base) :]
        return None if _UNSAFE.search(reference) else reference


_BY_IRI = {iri: prefix for prefix, iri in PREFIXES.items()}
