"""What comes as JSON, shape by shape: the schemas of the OpenAPI description."""

from __future__ import annotations

from collections.abc import Mapping

_TEXT: Mapping[str, object] = {"type": "string"}
_LINK: Mapping[str, object] = {
    "type": "object",
    "required": ["href"],
    "properties": {"href": {"type": "string"}, "type": _TEXT},
}
SCHEMAS: Mapping[str, object] = {
    "Problem": {
        "description": "RFC 9457",
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "offers": {"type": "array", "items": _TEXT},
        },
    },
    "Citations": {
        "description": "CSL-JSON 1.0.2",
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "required": ["id", "type", "title", "URL"],
            "properties": {
                "id": _TEXT,
                "type": {"enum": ["dataset", "document", "entry"]},
                "title": _TEXT,
                "URL": _TEXT,
                "author": {
                    "type": "array",
                    "items": {"type": "object", "required": ["literal"], "properties": {"literal": _TEXT}},
                },
                "issued": {"type": "object", "required": ["date-parts"]},
            },
        },
    },
    "Linkset": {
        "description": "RFC 9264",
        "type": "object",
        "required": ["linkset"],
        "properties": {
            "linkset": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["anchor"],
                    "properties": {"anchor": _TEXT},
                    "additionalProperties": {"type": "array", "items": _LINK},
                },
            }
        },
    },
    "List": {
        "type": "object",
        "required": ["list", "total", "fields", "rows"],
        "properties": {
            "list": _TEXT,
            "total": {"type": "integer", "minimum": 0},
            "fields": {"type": "array", "items": _TEXT},
            "rows": {"type": "array", "items": {"type": "object", "required": ["iri", "name"]}},
        },
    },
    "Hits": {
        "type": "object",
        "required": ["query", "total", "page", "pages", "hits"],
        "properties": {
            "query": _TEXT,
            "total": {"type": "integer", "minimum": 0},
            "hits": {
                "type": "array",
                "items": {"type": "object", "required": ["iri", "url", "label", "type", "score"]},
            },
        },
    },
    "Reconciliation": {"description": "As the schemas of the Reconciliation API 0.2 have it", "type": "object"},
    "Suggested": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": {"type": "object", "required": ["id", "name"]}}},
    },
    "Flyout": {"type": "object", "required": ["id", "html"], "properties": {"id": _TEXT, "html": _TEXT}},
    "Proposed": {
        "type": "object",
        "required": ["properties"],
        "properties": {"properties": {"type": "array", "items": {"type": "object", "required": ["id", "name"]}}},
    },
    "Suggestions": {
        "description": "OpenSearch Suggestions 1.1",
        "type": "array",
        "minItems": 4,
        "maxItems": 4,
        "items": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    },
    "Report": {"description": "The validation report as the release holds it", "type": "object"},
    "OpenAPI": {
        "type": "object",
        "required": ["openapi", "info", "paths"],
        "properties": {"openapi": {"const": "3.1.0"}, "info": {"type": "object"}, "paths": {"type": "object"}},
    },
}
"""The shapes of what comes as JSON."""
