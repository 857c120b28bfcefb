"""What the shapes found in the release: the verdict, each finding, and what mends it; also as RDF, JSON and CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial

from flask import Flask, Response, abort
from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Thing, look_up
from ccwp_kg.entities.vocabulary.rules import ShapeFacts, anchor_of, shape_facts, shape_rows
from ccwp_kg.formats import HTML, JSON, JSONLD, NTRIPLES, RDFXML, SPARQL_CSV, TURTLE, Format
from ccwp_kg.namespaces import CCWPSH, SH
from ccwp_kg.rdf.syntax.canonical import canonical
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.terms.iris import absolute_iri
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.html.sanitise import csv_table
from ccwp_kg.server.http.negotiation import as_rdf, serve_representations
from ccwp_kg.server.site.site import Report, Site, numbers_by_shape, read_report

PATH = "/validation"

_SHOWN_FORMATS = (TURTLE, JSON, SPARQL_CSV)
OFFERS = (*_SHOWN_FORMATS, NTRIPLES, JSONLD, RDFXML, HTML)
SHOWN = 60
"""So many findings stand on the page; the other formats have all of them."""

_COLUMNS = ("severity", "focusNode", "path", "value", "message", "sourceShape", "sourceConstraint", "component")
_WORDS = {"Violation": "violation", "Warning": "warning", "Info": "remark"}


def validation_pages(app: Flask, site: Site) -> None:
    """The routes of the report."""

    serve_representations(app, site, PATH, OFFERS, lambda form: _answer(site, form), name="report")


def _answer(site: Site, form: Format) -> Response:
    release = site.release
    if release is None or not site.has_report:
        abort(404, "What is served here was made without a validation report; 'ccwp-kg release' writes one.")
    if form is HTML:
        shown = site.kept.get("verdict", lambda: verdict(site, read_report(release)))
        checked = site.kept.get("shapes", partial(shape_rows, site.store, prefixes=site.prefixes))
        body: str | bytes = render("validation.html", verdict=shown, checked=checked, formats=_SHOWN_FORMATS, path=PATH)
    elif form is SPARQL_CSV:
        # a line each under a line of headings (RFC 4180)
        body = csv_table([_COLUMNS, *(result.values() for result in _results(read_report(release)))])
    else:
        source = form if form in _SHOWN_FORMATS else TURTLE
        file = release.folder / f"validation.{source.suffix}"
        if not file.is_file():
            abort(404, f"The release holds no report as .{source.suffix}.")
        if form is not source:
            return as_rdf(site, sorted(canonical(read_triples(file)), key=str), form)
        body = file.read_bytes()
    return Response(body, content_type=form.media_type)


def _results(report: Report) -> list[dict[str, str]]:
    """What each finding says in each column; nothing for what is no text."""
    results = report.get("results")
    found = [each for each in results if isinstance(each, dict)] if isinstance(results, list) else []
    return [{name: text if isinstance(text := each.get(name), str) else "" for name in _COLUMNS} for each in found]


def verdict(site: Site, report: Report) -> Mapping[str, object]:
    """The report with names for what it speaks of, and the cures that the shapes know.

    Counts, the first `findings` (in each a term without a name stands as it is written), the shapes that found nothing
    to judge (`idle`), and how many things each of the others `judged`, by its fragment.
    """
    results = _results(report)
    said = shape_facts(site.store)
    first = results[:SHOWN]
    iris = {iri for result in first for key in ("focusNode", "path", "value") if (iri := _iri(result[key]))}
    names = look_up(site.store, iris, languages=(), prefixes=site.prefixes)

    def named(text: str) -> Thing | str | None:
        iri = _iri(text)
        return names[iri] if iri is not None else text or None

    owners = {
        part: shape
        for shape in said.facts.subjects()
        for predicate in (SH.property, SH.sparql)
        for part in said.facts.things(shape, predicate)
    }

    def cure(shape: str) -> str | None:
        """What the shape, or the one that holds it, describes as right."""
        iri = _iri(shape)
        while iri is not None and (described := said.facts.text(iri, SH.description)) is None:
            iri = owners.get(iri)
        return None if iri is None else described

    counts = Counter(result["sourceShape"] for result in results)
    most_first = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    idle = report.get("shapesWithoutFocusNodes")
    idle_shapes = [shape for shape in idle if isinstance(shape, str)] if isinstance(idle, list) else []
    findings = [
        {
            "severity": severity_name(result["severity"]),
            "focus": named(result["focusNode"]) or "",
            "path": named(result["path"]),
            "value": named(result["value"]) if result["value"] != result["focusNode"] else None,
            "message": result["message"],
            "shape": _shape_name(said, result["sourceShape"]),
            "anchor": _anchor(result["sourceShape"]),
            "cure": cure(result["sourceShape"]),
        }
        for result in first
    ]
    return {
        "conforms": report.get("conforms") is True,
        "by_severity": Counter(severity_name(result["severity"]) for result in results).most_common(),
        "by_shape": [(_shape_name(said, shape), _anchor(shape), count) for shape, count in most_first],
        "count": len(results),
        "findings": findings,
        "idle": [(_shape_name(said, each), _anchor(each)) for each in idle_shapes],
        "judged": numbers_by_shape(report, "focusNodesByShape"),
    }


def _iri(text: str) -> NamedNode | None:
    """The text as an IRI, where it is one; a literal and a blank node are written otherwise."""
    return absolute_iri(text) if text.startswith(("http://", "https://", "urn:")) else None


def severity_name(iri: str) -> str:
    """What pages call a severity of SHACL, as an IRI or by its local name alone.

    >>> severity_name("http://www.w3.org/ns/shacl#Info")
    'remark'
    """
    local = iri.rpartition("#")[2]
    return _WORDS.get(local, local or "violation")


def _anchor(shape: str) -> str:
    """The fragment of a shape on the page of the shapes, empty for one that has no name there."""
    return shape.removeprefix(CCWPSH) if shape.startswith(CCWPSH) else ""


def _shape_name(said: ShapeFacts, shape: str) -> str:
    iri = _iri(shape)
    return shape if iri is None else said.name(iri) or anchor_of(iri)
