"""Errors that name what was wrong, where, and the way out."""

from __future__ import annotations


class KgError(Exception):
    """Any error that the analyst can mend: shown as one message, never as a traceback.

    ``what`` says what was wrong and where (file, line or offset, value); ``way_out`` what to do about it.
    """

    exit_code = 1

    def __init__(self, what: str, way_out: str = "") -> None:
        self.what, self.way_out = what, way_out
        super().__init__(f"{what}\n  {way_out}" if way_out else what)


class UsageError(KgError):
    """A call with a wrong name or value (unknown template, parameter, format, entity)."""

    exit_code = 2


class ReadingError(KgError):
    """One document that could not be read; the build goes on without it."""


class OntologyError(KgError):
    """A file under ``ontology/`` or ``queries/`` that does not say what it must."""


class GraphError(KgError):
    """A graph folder that is missing, foreign, of another version or in use."""


class QueryError(KgError):
    """A query that is wrong, asks for what is refused, or ran past a limit."""


class LimitError(QueryError):
    """A query that ran past a limit of time or memory."""


class MissingExtra(KgError):
    """A feature whose optional packages are not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs packages that are not installed", f"pip install 'district-kg[{extra}]'")
