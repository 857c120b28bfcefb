"""The search: a page of hits, the same as JSON and as a table, and suggestions while somebody types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from textwrap import shorten
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, abort, request
from werkzeug.exceptions import BadRequest

from ccwp_kg.errors import AnswerTooLarge, QueryMemoryExceeded, QueryTooSlow, StoreUnavailable, TooManyQueries
from ccwp_kg.formats import CSV, HTML, JSON, JSON_LINES, Format
from ccwp_kg.kinds import SEARCHED, SEARCHED_BY_NAME
from ccwp_kg.languages import LANGUAGES
from ccwp_kg.questions import Asked, NotAnswered, Outcome, Ready, shipped_reader
from ccwp_kg.questions.rows.answer import Answer
from ccwp_kg.search import LONGEST, PAGE_SIZE, Hit, Index, SearchResults, find, suggest
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.html.sanitise import csv_table, json_lines
from ccwp_kg.server.http.host_address import absolute
from ccwp_kg.server.http.links import href, linked, links_around, question_path, text_fragment
from ccwp_kg.server.http.negotiation import choose
from ccwp_kg.server.http.parameters import Parameters, only, page_number, parse_form
from ccwp_kg.server.pages.questions import answer_asked, answer_to
from ccwp_kg.server.site.site import SearchIndex, Site

# https://github.com/dewitt/opensearch, Suggestions 1.1: the text, completions, descriptions, addresses.
SUGGESTIONS = "application/x-suggestions+json"
_OFFERS = {form.name: form for form in (JSON, CSV, JSON_LINES, HTML)}
_MOST_SUGGESTIONS = 8
_SHORT = 90
_ENDS = 4
"""So many words at its beginning and its end stand for a sentence in a link."""
_IN_LANGUAGES = (
    ("Names of bodies and states", "name"),
    ("Subjects, by the vocabularies that they are linked to", "vocabulary-name"),
    ("Words of the field, reviewed for the search", "search-word"),
)
TABLE_SIZE = 1_000
"""So many hits stand in a table; a page for people has fewer."""
SCORE_WORDS: Mapping[str, str] = {
    "exact": "exactly so",
    "prefix": "begins so",
    "word": "holds the words",
    "some": "holds some of the words",
    "fuzzy": "spelled nearly so",
}


def search_pages(app: Flask, site: Site, index: SearchIndex) -> None:
    """The routes of the search."""
    reader = shipped_reader(site.base)

    @app.get("/search")
    def search() -> Response:
        form = _form(parse_form(request.query_string))
        response = page_of_hits(form) if form is HTML else hits(form.suffix)
        response.vary.add("Accept")
        return response

    def hits_asked(size: int) -> tuple[str, SearchResults]:
        """What was typed, and the page of hits that is asked for."""
        parameters = parse_form(request.query_string)
        typed, page = only(parameters, "q") or "", page_number(parameters)
        found = find(index.get(), typed, kind=_kind(parameters), page=page, size=size)
        if page > found.pages:
            abort(404, f"There is no page {page} of hits; the last is page {found.pages}.")
        return typed, found

    def page_of_hits(form: Format) -> Response:
        typed, found = hits_asked(PAGE_SIZE)
        is_start = found.page == 1 and not found.kind
        question = reader.read(typed, index.get()) if is_start else NotAnswered("incomplete", "")
        if form is HTML:
            body = render(
                "search.html",
                found=found,
                canonical=_address(found, page=found.page),
                question=None if isinstance(question, NotAnswered) else question,
                answered=_answer(site, question),
                unanswered=question if isinstance(question, NotAnswered) else None,
                sought=found.asked,
                search_path=_address,
                scores=SCORE_WORDS,
                target=_target,
                languages=_languages(index.get()),
            )
        else:
            body = json.dumps(as_json(found, question), ensure_ascii=False, indent=1) + "\n"
        response = Response(body, content_type=form.media_type)
        suffix = "json" if form is JSON else ""
        return _with_neighbours(response, found, suffix)

    @app.get("/search.<any(json, csv, jsonl):suffix>")
    def hits(suffix: str) -> Response:
        if suffix == JSON.suffix:
            return page_of_hits(JSON)
        _, found = hits_asked(TABLE_SIZE)
        rows = [dict(zip(COLUMNS, _row(hit), strict=True)) for hit in found.hits]
        body = csv_table([COLUMNS, *(row.values() for row in rows)], is_all_quoted=True).encode()
        response = Response(body if suffix == CSV.suffix else json_lines(rows), content_type=_OFFERS[suffix].media_type)
        return _with_neighbours(response, found, suffix)

    @app.get("/search/suggest")
    def suggestions() -> Response:
        typed = only(parse_form(request.query_string), "q") or ""
        hits = suggest(index.get(), typed, most=_MOST_SUGGESTIONS)
        rows = [(hit.label, _description(hit), absolute(_target(hit))) for hit in hits]
        body = [typed[:LONGEST], *([row[column] for row in rows] for column in range(3))]
        return Response(json.dumps(body, ensure_ascii=False), content_type=SUGGESTIONS)


def _answer(site: Site, question: Outcome | Ready) -> Answer | None:
    """The answer to what was read as a question; None where it cannot be had now, and the hits are all there is."""
    if isinstance(question, NotAnswered):
        return None
    try:
        return answer_asked(site, question) if isinstance(question, Asked) else answer_to(site, question.example)
    except (AnswerTooLarge, QueryMemoryExceeded, QueryTooSlow, StoreUnavailable, TooManyQueries):
        return None


def _form(parameters: Parameters) -> Format:
    """The format that is named in the address, else the one that is accepted."""
    named = only(parameters, "format")
    if named is not None:
        if named not in _OFFERS:
            raise BadRequest(f"There is no format '{named[:40]}' here; take one of {', '.join(_OFFERS)}.")
        return _OFFERS[named]
    return choose({f"/search?format={name}": each for name, each in _OFFERS.items()}, request.headers.get("Accept"))[1]


def _kind(parameters: Parameters) -> str:
    kind = only(parameters, "type") or ""
    if kind and kind not in SEARCHED_BY_NAME:
        raise BadRequest(f"There is no type '{kind[:40]}'; take one of {', '.join(each.name for each in SEARCHED)}.")
    return kind


def _address(found: SearchResults, kind: str | None = None, page: int = 1, suffix: str = "") -> str:
    """The path of the same question with another kind, page or format; the kind stays where none is named."""
    chosen = found.kind if kind is None else kind
    parts = {"q": found.asked, "type": chosen, "page": "" if page == 1 else str(page)}
    path = f"/search.{suffix}" if suffix else "/search"
    return f"{path}?{urlencode({name: value for name, value in parts.items() if value or name == 'q'})}"


def _with_neighbours(response: Response, found: SearchResults, suffix: str) -> Response:
    """The response with links to the page before and the page after, in the same format."""
    links = links_around(found.page, found.pages, lambda page: _address(found, page=page, suffix=suffix))
    return linked(response, links) if links else response


COLUMNS = ("iri", "label", "language", "acronym", "type", "type_label", "about", "score", "why", "address")
"""The columns of a table of hits; its key is the IRI, which no program takes for a number."""


def _row(hit: Hit) -> tuple[str | None, ...]:
    return (
        hit.iri, hit.label, hit.label_language, hit.acronym, hit.kind, hit.kind_words, hit.about, hit.score, hit.reason,
        absolute(_target(hit)),
    )  # fmt: skip


def _target(hit: Hit) -> str:
    """Where a hit leads: a question to its answer, a passage to its words in the document, named by a text fragment; a
    browser that knows none goes to the paragraph or cell."""
    if hit.kind == "question":
        return question_path(hit.iri)
    if not hit.landing:
        return href(hit.iri) or hit.iri
    words = hit.words.split()
    ends = [words] if len(words) <= 2 * _ENDS else [words[:_ENDS], words[-_ENDS:]]
    return (href(hit.landing) or hit.landing) + (text_fragment(*map(" ".join, ends)) if words else "")


def _languages(index: Index) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is searched in which languages, as the index has them; English goes without saying."""
    return tuple(
        (what, tuple(sorted(LANGUAGES[code].english for code in known if code in LANGUAGES)))
        for what, field in _IN_LANGUAGES
        if (known := index.languages.get(field))
    )


def _description(hit: Hit) -> str:
    """What a suggestion is, in one short line."""
    named = "".join(piece.text for piece in hit.snippet) if hit.language not in (None, "en") else None
    parts = [hit.kind_words, named or hit.acronym, hit.about]
    line = " · ".join(part for part in parts if part)
    return shorten(line, _SHORT, placeholder=" …")


def _question_as_json(question: Outcome | Ready) -> dict[str, Any] | None:
    """How the words were read as a question, or the sentence why they are not answered; None where they are none."""
    if not isinstance(question, NotAnswered):
        return {
            "heading": question.heading,
            "reading": question.reading,
            "url": absolute(question.path),
            "values": dict(question.parameters),
            "query": question.query,
        }
    if not question.sentence:
        return None
    choices = [{"label": label, "url": absolute(asked.path)} for label, asked in question.choices]
    cure = {"addAPlan": absolute("/add-a-plan")} if question.is_missing else {}
    said = {"notAnswered": question.sentence, "why": question.why, "words": list(question.words), "choices": choices}
    return said | cure


def as_json(found: SearchResults, question: Outcome | Ready) -> dict[str, Any]:
    """An answer as programs read it; what the page shows, under plain names."""
    return {
        "query": found.asked,
        "question": _question_as_json(question),
        "type": found.kind or None,
        "total": found.total,
        "complete": not found.is_cut,
        "words": list(found.sought),
        "corrected": [{"typed": typed, "taken": taken} for typed, taken in found.corrected],
        "page": found.page,
        "pages": found.pages,
        "facets": [{"type": each.kind, "label": each.words, "count": each.count} for each in found.facets],
        "hits": [
            {
                "iri": hit.iri,
                "url": absolute(_target(hit)),
                "label": hit.label,
                "language": hit.label_language,
                "acronym": hit.acronym,
                "type": hit.kind,
                "typeLabel": hit.kind_words,
                "about": hit.about,
                "score": hit.score,
                "why": {"field": hit.field, "language": hit.language, "words": hit.reason},
                "missing": list(hit.missing),
                "snippet": [{"text": piece.text, "hit": piece.is_hit} for piece in hit.snippet],
            }
            for hit in found.hits
        ],
        "nearest": [
            {"iri": name.iri, "label": name.label, "language": name.language, "type": name.kind_words}
            for name in found.nearest
        ],
    }
