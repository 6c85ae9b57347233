"""The JSON API described: OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from kg import __version__

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
LIMIT = ("limit", "query", False, "rows at most (1 to 200)")
PATHS: dict[str, tuple[str, list[tuple[str, str, bool, str]]]] = {
    "/api/search": ("Search names, other names, measures, documents and sentences", [("q", "query", True, "words, pinyin or initials"), LIMIT]),
    "/api/show/{name}": ("All that is known of an entity or a document", [("name", "path", True, "its id or any of its names"), LIMIT]),
    "/api/ask": ("The catalogue of templates", []),
    "/api/ask/{template}": ("The answer of a template; its parameters are query parameters", [("template", "path", True, "its name"), LIMIT]),
    "/api/evidence/{key}": ("All the places that state a fact", [("key", "path", True, "the fact's key: 20 hexadecimal digits")]),
    "/api/compare": ("Two things side by side", [("a", "query", True, "one"), ("b", "query", True, "the other"), LIMIT]),
    "/api/promises": ("Promises and what became of them", [("area", "query", False, "an area"), ("year", "query", False, "year due"), ("outcome", "query", False, "kept, late, moved …"), LIMIT]),
    "/api/describe": ("What the graph holds, and its vocabulary", []),
}
VERDICTS = ["supported", "contradicted", "plan_as_fact", "unknown", "unread"]


def document(home: str) -> dict[str, Any]:
    """The description, for the server at ``home``."""
    paths = {path: {"get": {"summary": summary, "operationId": path.split("/")[2] + ("-one" if "{" in path and path.startswith("/api/ask") else ""),
                            "parameters": [_parameter(*each) for each in given], "responses": _responses()}} for path, (summary, given) in PATHS.items()}  # fmt: skip
    paths["/api/verify"] = {"post": {"summary": "A paragraph checked claim by claim", "operationId": "verify", "requestBody": _body(), "responses": _responses()}}
    return {"openapi": "3.1.0", "info": {"title": "kg", "version": __version__, "license": {"name": "Apache-2.0"}}, "servers": [{"url": home}], "paths": paths,
            "components": {"schemas": {"Error": {"type": "object", "required": ["error", "way_out"], "properties": {"error": TEXT, "way_out": TEXT}},
                                       "Quote": {"type": "object", "properties": {"quote": TEXT, "document": TEXT, "document_title": TEXT, "start": WHOLE, "end": WHOLE}},
                                       "Verdict": {"type": "string", "enum": VERDICTS}}}}  # fmt: skip


def _parameter(name: str, place: str, required: bool, text: str) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "description": text, "schema": WHOLE if name == "limit" else TEXT}


def _responses() -> dict[str, Any]:
    error = {"description": "What is wrong, and the way out", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    return {"200": {"description": "The answer; each row with its quotes", "content": {"application/json": {"schema": {"type": "object"}}}}, "400": error, "404": error, "503": error}


def _body() -> dict[str, Any]:
    schema = {"type": "object", "required": ["text"], "properties": {"text": TEXT, "date": TEXT, "region": TEXT}}
    return {"required": True, "content": {"application/json": {"schema": schema}}}
