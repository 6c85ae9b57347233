"""Templates: questions with parameters, as SPARQL files; and their parameters bound as RDF terms."""

from __future__ import annotations

from kg.templates.asking import ask
from kg.templates.binding import bind
from kg.templates.files import read, template, templates
from kg.templates.model import Param, Template
from kg.templates.names import Names

__all__ = ["Names", "Param", "Template", "ask", "bind", "read", "template", "templates"]
