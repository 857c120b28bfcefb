"""A reading as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from ccwp_kg.reading_report.account import PlaceOf, places_in, words_by_part
from ccwp_kg.sources.printed_layout import layout_of
from ccwp_kg.sources.records.records import Issue, Reading
from ccwp_kg.sources.records.source_text import Span


def as_json(reading: Reading) -> str:
    """The report as one JSON object.

    `source` (name, sha256, characters, pages: the offsets at which they begin), `profile`, `table` (how its cells were
    found: `delimiters`, `columns`, or `recovered`), `cover`, `plan` and `actions` (the records of
    `ccwp_kg.sources.records`, field by field), `confidence`, `issues` (each with code, severity, message, and, where it
    has a place, start, end, quote, line and page), `coverage` (words, accounted, parts, unread) and `layout` (see
    `ccwp_kg.sources.records.source_layout`). A span is a list of two offsets in Unicode code points, its end exclusive;
    what the document does not state is null.
    """
    source, coverage, layout = reading.source, reading.coverage, layout_of(reading)
    place_of = places_in(source.text, layout)
    report = {
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "characters": len(source.text),
            "pages": list(layout.pages),
        },
        "profile": reading.profile,
        "table": reading.table,
        "cover": reading.cover,
        "plan": reading.plan,
        "actions": reading.actions,
        "confidence": reading.confidence,
        "issues": [_issue(issue, reading, place_of) for issue in reading.issues],
        "coverage": {
            "words": coverage.words,
            "accounted": coverage.accounted,
            "parts": words_by_part(source.text, layout),
            "unread": coverage.unread,
        },
        "layout": layout,
    }
    return json.dumps(report, default=_plain, ensure_ascii=False, indent=1) + "\n"


def _plain(record: Any) -> object:
    """A span as its two offsets, any other record as its fields."""
    if isinstance(record, Span):
        return [record.start, record.end]
    return {each.name: getattr(record, each.name) for each in fields(record)}


def _issue(issue: Issue, reading: Reading, place_of: PlaceOf) -> dict[str, object]:
    value: dict[str, object] = {"code": issue.code, "severity": issue.severity, "message": issue.message}
    if issue.span is not None:
        line, page = place_of(issue.span)
        quote = reading.source.exact(issue.span)
        value |= {"start": issue.span.start, "end": issue.span.end, "quote": quote, "line": line, "page": page}
    return value
