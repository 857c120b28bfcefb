"""What documents say of a thing, as data; and each passage: how to cite it, and how to report that it was misread."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import Flask, Response, abort, request
from pyoxigraph import NamedNode

from ccwp_kg.entities.citable import Citable, sentence
from ccwp_kg.entities.description import exists
from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.facts import Thing, look_up
from ccwp_kg.entities.source_reader.passages import NAMING, ThingPassage, ThingPassages, passages
from ccwp_kg.entities.source_reader.printed_text import PrintedText, Unit
from ccwp_kg.entities.source_reader.read_things import Stretch
from ccwp_kg.formats import BIBTEX, JSON, JSONLD, TEXT, Format
from ccwp_kg.kinds import named_in_entry
from ccwp_kg.namespaces import CCWP, OA
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.html.sanitise import csv_table, plain
from ccwp_kg.server.http.host_address import absolute, has_files_alone
from ccwp_kg.server.http.links import (
    asked_languages,
    common_links,
    document_path,
    encoded,
    href,
    linked,
    text_fragment,
    thing_of,
)
from ccwp_kg.server.http.parameters import only, parse_form
from ccwp_kg.server.linked_data.citation import bibtex, cited
from ccwp_kg.server.site.printed_texts import text_of
from ccwp_kg.server.site.site import Site
from ccwp_kg.sources.records.entry_fields import REVIEW_COLUMNS, VERDICTS, day_of
from ccwp_kg.store import described_in

_FORMS = (TEXT, BIBTEX, JSONLD)
_ANNOTATION = f'{JSONLD.media_type}; profile="http://www.w3.org/ns/anno.jsonld"'  # Web Annotation Protocol §4.1
_FORM = {
    "verdict": "change",
    "value": "Europol; Eurojust",
    "role": "curator",
    "day": "2026-11-28",
    "why": "The cell names both.",
}
"""What a person writes into a line of a review, each with an example."""
_LONGEST, _LONGEST_CELL, _LONGEST_QUOTE = 10_000, 2_000, 1_000
_BESIDE = 32
"""Characters before and behind a quotation by which it is told from the same words elsewhere."""


def passage_routes(app: Flask, site: Site) -> None:
    """The routes of passages."""

    @app.get("/doc/<path:reference>/passages.json")
    def passages_of_thing(reference: str) -> Response:
        iri = thing_of(reference)
        store = described_in(site.store, iri)
        if not exists(site.store, iri):
            abort(404, f"Nothing is known of <{iri.value}>, so there are no passages on it.")
        found = passages(
            store,
            iri,
            own_facts(store, iri),
            texts=partial(text_of, site),
            languages=asked_languages(),
            prefixes=site.prefixes,
        )
        body = json.dumps(as_json(iri.value, found), ensure_ascii=False, indent=1) + "\n"
        response = Response(body, content_type=JSON.media_type)
        return linked(response, [(document_path(reference), "about", None), *common_links(site)])

    @app.get("/source/<name>/<int:start>-<int:end>")
    def passage(name: str, start: int, end: int) -> Response:
        quoted, given = _quoted(site, name, start, end), parse_form(request.query_string)
        answers = {each: (only(given, each) or "")[:_LONGEST_CELL] for each in _FORM}
        answers["verdict"] = answers["verdict"].casefold() or ("change" if answers["value"] else "")
        if answers["verdict"] not in ("", *VERDICTS):
            abort(400, f"There is no such verdict on an entry; write {', '.join(VERDICTS)}.")
        if answers["day"] and day_of(answers["day"]) is None:
            abort(400, f"The value of 'day' is no day; write it as {_FORM['day']}.")
        response = page("passage.html", quoted=quoted, path=quoted.path, forms=_written(quoted), answers=answers,
                        line=_review_line(quoted, answers), asked=_FORM, columns=REVIEW_COLUMNS)  # fmt: skip
        return linked(response, [(quoted.path, "canonical", None), *common_links(site)])

    @app.get("/source/<name>/<int:start>-<int:end>.<any(txt, bib, jsonld):suffix>")
    def passage_cited(name: str, start: int, end: int, suffix: str) -> Response:
        quoted = _quoted(site, name, start, end)
        form = next(form for form in _FORMS if form.suffix == suffix)
        media_type = _ANNOTATION if form is JSONLD else form.media_type
        return linked(Response(_written(quoted)[form], content_type=media_type), [(quoted.path, "about", None)])


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage as its page shows it.

    `place` are the words asked for, `unit` the entry or sentence that holds them, `words` its words in one line,
    `named` what the words asked for name.
    """

    path: str
    text: PrintedText
    place: Stretch
    unit: Unit
    words: str
    page: int
    document: Citable
    named: tuple[Thing, ...]

    @property
    def source(self) -> str:
        """The path of the document as printed."""
        return self.path.rpartition("/")[0]

    @property
    def anchor(self) -> str:
        """The path that lands on the words asked for."""
        return f"{self.source}#char={self.place[0]},{self.place[1]}"

    @property
    def link(self) -> str:
        """The path that lands on the whole passage, where a browser can find it by its words alone."""
        words = self.text.fragment_of(self.unit)
        return self.anchor + ("" if words is None else text_fragment(*words))


def _quoted(site: Site, name: str, start: int, end: int) -> Quoted:
    source = thing_of(f"source/{name}")
    text = text_of(site, source)
    if text is None:
        abort(404, "No document of this name is kept here; /documents lists those that are known.")
    if not (0 <= start < end <= len(text.text) and end - start <= _LONGEST and text.text[start:end].strip()):
        abort(404, f"The document has no words from {start} to {end}; it has {len(text.text)} characters.")
    unit = text.unit_of(start, end)
    span = NamedNode(f"{source.value}#char={start},{end}")
    hows = " ".join(map(str, NAMING))
    rows = site.store.rows(
        f"SELECT DISTINCT ?thing WHERE {{ {{ ?part {CCWP.hasSpan}|{OA.hasTarget} {span} ; ?how ?thing "
        f"VALUES ?how {{ {hows} }} }} UNION {{ ?part {named_in_entry('?thing', at=str(span))} }} }} "
        "ORDER BY ?thing LIMIT 20"
    )
    things = [each for row in rows if isinstance(each := row["thing"], NamedNode)]
    return Quoted(
        path=f"/source/{encoded(name)}/{start}-{end}",
        text=text,
        place=(start, end),
        unit=unit,
        words=text.words_of(unit),
        page=text.page_of(start),
        document=cited(site, text.document or source),
        named=look_up(site.store, things, languages=asked_languages(), prefixes=site.prefixes).things(things),
    )


def _written(quoted: Quoted) -> dict[Format, str]:
    """The citation of a passage in each format: of the document, its page and the words, and where they are found."""
    address = absolute(quoted.path)
    of_document = replace(quoted.document, dataset=None)
    short = plain(quoted.words, most=_LONGEST_QUOTE)
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{address}#cite" if has_files_alone() else f"{address}.{JSONLD.suffix}",
        "type": "Annotation",
        "motivation": "identifying" if quoted.named else "highlighting",
        **({"body": [thing.iri for thing in quoted.named]} if quoted.named else {}),
        "target": [
            _target(quoted.text.text, start, end, absolute(f"{quoted.source}.txt")) for start, end in quoted.unit.pieces
        ],
    }
    places = ", ".join(f"{start} to {end}" for start, end in quoted.unit.pieces)
    note = f"“{short}” Text as read, characters {places}"
    return {
        TEXT: f"“{short}”, in: {sentence(of_document)} P. {quoted.page}. {address}\n",
        BIBTEX: bibtex(
            quoted.document,
            key=f":{quoted.place[0]}-{quoted.place[1]}",
            more={"pages": str(quoted.page), "url": address, "note": note},
        ),
        JSONLD: json.dumps(annotation, ensure_ascii=False, indent=1) + "\n",
    }


def _target(text: str, start: int, end: int, source: str) -> dict[str, Any]:
    """A stretch as the Web Annotation Data Model selects it, §4.2.4 by its words and §4.2.5 by its place."""
    return {
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _BESIDE) : start],
                "suffix": text[end : end + _BESIDE],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _review_line(quoted: Quoted, answers: dict[str, str]) -> str | None:
    """The line for a review of the document, as a CSV file has it; None where the words are no entry of a review."""
    found = quoted.text.entry_at(*quoted.place)
    if found is None:
        return None
    entry, printed = found
    read_as = printed if entry.read_as is None else entry.read_as
    page = str(quoted.text.page_of(entry.spans[0].start))
    given = {"key": entry.key, "page": page, "field": entry.field, "printed": printed, "read as": read_as}
    given["state"] = entry.state
    return csv_table([[(given | answers).get(name, "") for name in REVIEW_COLUMNS]], is_all_quoted=True).rstrip()


def as_json(thing: str, found: ThingPassages) -> dict[str, Any]:
    """The passages on a thing as programs read them; what its page shows, under plain names."""
    return {
        "thing": thing,
        "total": found.count,
        "complete": found.is_whole,
        "documents": [
            {
                "document": each.document.iri,
                "label": each.document.name,
                "source": each.source,
                "passages": [
                    {"kind": group.name, **_passage(passage)} for group in each.groups for passage in group.passages
                ],
            }
            for each in found.documents
        ],
    }


def _passage(each: ThingPassage) -> dict[str, Any]:
    """Offsets count code points of the text, ends excluded; `exact` are the characters of the thing's words.

    `isExample`: the entry names the thing as an example of its party, and the thing does not count as one.
    """
    return {
        "action": None if each.action is None else each.action.iri,
        "heading": each.unit.heading or None,
        "isExample": each.is_example,
        "page": each.page,
        "words": "".join(piece.text for piece in each.words).replace("\n", ""),
        "pieces": [{"start": start, "end": end} for start, end in each.unit.pieces],
        "places": [
            {
                "iri": place.iri,
                "start": place.start,
                "end": place.end,
                "exact": place.exact,
                "url": absolute(href(place.iri) or place.iri),
            }
            for place in each.places
        ],
        "corrections": [correction.iri for correction in each.corrections],
    }
