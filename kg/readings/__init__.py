"""What a model or a person proposes of a document, kept as files, and the gate through which the text lets pass what it says itself."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Readings(ModuleType):
    """The package, which is called as well: ``kg.readings(folder, *sources)`` is the command of that name."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        from importlib import import_module

        return import_module("kg.engines.proposing").readings(*given, **named)


sys.modules[__name__].__class__ = _Readings
