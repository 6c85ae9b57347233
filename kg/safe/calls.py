"""What the analyst passes, looked at before it is used: a wrong type or value is an error that names the parameter."""

from __future__ import annotations

import inspect
import math
import os
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Any, TypeVar, cast

from kg.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])
KINDS: Mapping[str, tuple[type, ...]] = {"str": (str,), "Path": (os.PathLike,), "int": (int,), "float": (int, float), "bool": (bool,), "None": (type(None),), "bytes": (bytes,)}
LONGEST = 366 * 86_400.0  # seconds: what waits longer waits for ever, and clocks of the system end


def checked(function: F) -> F:
    """``function``, with each argument held against its annotation (``str | Path | None``; another annotation takes all).

    Raises ``UsageError`` for an argument of another type, and for arguments that there are none of, or that are missing.
    """

    @wraps(function)
    def called(*given: Any, **named: Any) -> Any:
        try:
            arguments = _signature(function).bind(*given, **named).arguments
        except TypeError as why:
            raise UsageError(f"{function.__name__}: {why}", f"it is called {function.__name__}{_signature(function)}") from None
        for name, value in arguments.items():
            _held(function, name, value)
        return function(*given, **named)

    return cast(F, called)


def number(name: str, value: Any, *, least: float = 0.0, most: float = math.inf, whole: bool = False) -> None:
    """Raises ``UsageError`` for a value that is no number, or none within the bounds."""
    kinds = (int,) if whole else (int, float)
    if not isinstance(value, kinds) or isinstance(value, bool) or not least <= value <= most:
        bounds = f"{least:g} or more" if most == math.inf else f"between {least:g} and {most:g}"
        raise UsageError(f"{name} {_shown(value)} is no number of the kind", f"give {'a whole number' if whole else 'a number'}, {bounds}")


@cache
def _signature(function: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(function)


def _held(function: Callable[..., Any], name: str, value: Any) -> None:
    parameter = _signature(function).parameters[name]
    words = [word.strip() for word in str(parameter.annotation).split("|")]
    if not all(word in KINDS for word in words):
        return
    values = value if parameter.kind is parameter.VAR_POSITIONAL else [] if parameter.kind is parameter.VAR_KEYWORD else [value]
    for one in values:
        fits = any(isinstance(one, KINDS[word]) and (word == "bool" or not isinstance(one, bool)) for word in words)
        if not fits:
            raise UsageError(f"{function.__name__}: {name} is {_shown(one)}, of type {type(one).__name__}", f"give {' or '.join(words)}")


def _shown(value: Any) -> str:
    return repr(value)[:60]
