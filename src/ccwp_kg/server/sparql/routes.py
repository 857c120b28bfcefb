"""The SPARQL endpoint (SPARQL 1.1 Protocol), for people the same address as a form; what runs now, for the operator."""

from __future__ import annotations

import hmac
import json
import shlex
import time
from collections.abc import Mapping
from hashlib import blake2b

from flask import Flask, Response, abort, request
from pyoxigraph import BlankNode, Literal, NamedNode
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from ccwp_kg import __version__
from ccwp_kg.engine import EngineClient
from ccwp_kg.entities.facts.facts import look_up
from ccwp_kg.errors import CcwpError
from ccwp_kg.formats import HTML, JSON, RESULT_FORMATS, TRIG, TURTLE
from ccwp_kg.namespaces import CCWP, OWL, RDFS, SKOS
from ccwp_kg.query import CheckedQuery, formats_for
from ccwp_kg.query.evaluate import is_empty_answer
from ccwp_kg.query.shared_answers import FoundAnswer
from ccwp_kg.query.unknown_functions import unknown_functions
from ccwp_kg.rdf.dataset import ONTOLOGY
from ccwp_kg.rdf.example_queries import by_subject
from ccwp_kg.server.html.problems import wants_page
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.html.sanitise import plain
from ccwp_kg.server.html.svg import svg_answer
from ccwp_kg.server.http.host_address import absolute, here
from ccwp_kg.server.http.links import link_header
from ccwp_kg.server.http.negotiation import DOCUMENT_FORMATS, NotOffered, as_rdf, negotiate
from ccwp_kg.server.http.reply import Reply, found_out
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.sparql import query_page
from ccwp_kg.server.sparql.endpoint import Endpoint, SparqlRequest
from ccwp_kg.server.sparql.result_page import Results, results_of, shown_form
from ccwp_kg.server.sparql.service_description import service_description
from ccwp_kg.store import WHOLE

_NAME = 120


def sparql_endpoint(app: Flask, site: Site, endpoint: Endpoint) -> None:
    """The routes of the endpoint: data from `endpoint`, a page for people, and what its editor completes."""

    @app.route("/sparql", methods=["GET", "POST"])
    def query() -> Response:
        outcome = found_out(endpoint.answer)
        if isinstance(outcome, Reply):
            return outcome.response
        if outcome.error is not None:
            return _refuse(site, outcome.asked, outcome.error)
        asked = outcome.asked or SparqlRequest(None, WHOLE)
        if outcome.found is None or outcome.checked is None:
            return _introduce(site, asked)
        return _answer(site, asked, outcome.checked, outcome.found, outcome.seconds)

    @app.get(query_page.PICTURE)
    def picture() -> Response:
        outcome = found_out(endpoint.answer_for_picture)
        if isinstance(outcome, Reply):
            return outcome.response
        if outcome.error is not None:
            raise outcome.error
        asked = outcome.asked
        if asked is None or outcome.found is None or outcome.checked is None:
            abort(400, "The parameter 'query' is missing; give it the query whose answer is to be drawn.")
        results = results_of(site, outcome.found.written.whole(), outcome.checked)
        drawn = results.picture(asked.view, question=query_page.question_of(asked.text or "", site.examples))
        if drawn is None:
            fitting = ", ".join(results.views) or "none of the pictures"
            abort(404, f"The answer cannot be drawn in this view; what fits its rows is: {fitting}.")
        response = svg_answer(site, drawn)
        if outcome.checked.is_volatile:
            response.headers["Cache-Control"] = "no-store"
        return response

    @app.get("/sparql/vocabulary.json")
    def vocabulary() -> Response:
        body = json.dumps(query_vocabulary(site), ensure_ascii=False, separators=(",", ":"))
        return Response(body, content_type=JSON.media_type)


def _answer(site: Site, asked: SparqlRequest, checked: CheckedQuery, found: FoundAnswer, seconds: float) -> Response:
    """The page of an answer: with its downloads, and why it is empty where a link can tell."""
    text = asked.text or ""
    content = found.written.whole()
    is_empty = is_empty_answer(content, shown_form(checked), kind=checked.kind)
    results = results_of(site, content, checked)
    unknown = () if site.settings.store else unknown_functions(checked.text)
    answered = {
        "results": results,
        "unknown": [plain(name, most=_NAME) for name in unknown],
        "kind": checked.kind,
        "downloads": [(form, query_page.answer_path(text, asked.dataset, form)) for form in formats_for(checked)],
        "diagnosis": query_page.short_path(query_page.DIAGNOSIS, text, asked.dataset) if is_empty else None,
        "view": _view(site, asked, results),
    }
    response = _page(site, asked, answered=answered, seconds=seconds)
    response.headers["Link"] = link_header([("/sparql", "service-desc", None)], here=here())
    response.headers["Server-Timing"] = f"query;dur={seconds * 1000:.3f}"
    if checked.is_volatile:
        response.headers["Cache-Control"] = "no-store"
        return response
    # A weak ETag from all that the page shows, except for the time that the query took (RFC 9110 §8.8.1).
    files = [file.url for file in site.static.values()]
    named = (__version__, here(), site.version, site.settings.contact, site.settings.repository)
    shown = repr((*named, files, text, query_page.graphs_of(asked.dataset), answered))
    response.set_etag(blake2b(shown.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(), weak=True)
    return response


def _view(site: Site, asked: SparqlRequest, results: Results) -> Mapping[str, object]:
    """The view that is asked for, or the table where it does not fit the rows; a graph is drawn without asking.

    `drawn` is the answer as a picture, `file` the address of that alone (None: too long for a link); `tabs` are the
    views, each with its name, its address, and whether it is the one that is shown.
    """
    text = asked.text or ""
    view = "graph" if results.graph is not None else asked.view if asked.view in results.views else None
    drawn = None if view is None else results.picture(view, question=query_page.question_of(text, site.examples))
    tabs = [("table", query_page.answer_path(text, asked.dataset), drawn is None)]
    tabs += [(each, query_page.answer_path(text, asked.dataset, view=each), each == view) for each in results.views]
    file = (
        None
        if view is None or drawn is None
        else query_page.short_path(query_page.PICTURE, text, asked.dataset, view=view)
    )
    return {"drawn": drawn, "file": file, "tabs": tabs if results.table is not None and results.views else []}


def _introduce(site: Site, asked: SparqlRequest) -> Response:
    """The answer without a query: the form for people, the service description for programs (SPARQL 1.1 SD §2)."""
    form = asked.named_format() or negotiate(request.headers.get("Accept"), DOCUMENT_FORMATS)
    if form is None or form in RESULT_FORMATS:
        raise NotOffered({f"/sparql?format={each.name}": each for each in DOCUMENT_FORMATS})
    if form is HTML:
        return _page(site, asked)
    described = service_description(site, here=here())
    if form in (TURTLE, TRIG):  # the service speaks first
        described = tuple(sorted(described, key=lambda triple: not isinstance(triple.subject, BlankNode)))
    response = as_rdf(site, described, form)
    response.vary.add("Accept")
    return response


def _refuse(site: Site, asked: SparqlRequest | None, error: Exception) -> Response:
    """The error of a query: a page with the text of the query where a page is wanted, else raised again."""
    if asked is None or not isinstance(error, CcwpError):
        raise error
    named = asked.named_format()
    if named is not HTML and not (named is None and wants_page(request.environ)):
        raise error
    why = query_page.refused(asked.text or "", error)
    failure = why.failure
    response = _page(site, asked, why=why)
    response.status_code = failure.status
    response.headers.extend(failure.headers)
    response.headers["Cache-Control"] = "no-store" if failure.status >= 429 else "no-cache"
    return response


def _page(
    site: Site,
    asked: SparqlRequest,
    *,
    answered: Mapping[str, object] | None = None,
    why: query_page.Refused | None = None,
    seconds: float | None = None,
) -> Response:
    text = asked.text
    response = page(
        "sparql.html",
        text=text,
        asks=None if text is None else query_page.heading_of(text, site.examples),
        path="/sparql" if text is None else query_page.answer_path(text, asked.dataset),
        dataset=query_page.graphs_of(asked.dataset),
        answered=answered,
        refused=why,
        fixes=[]
        if why is None or why.marked is None
        else [
            (words, query_page.answer_path(changed, asked.dataset))
            for words, changed in query_page.prefix_corrections(text or "", site.prefixes)
        ],
        took=None if seconds is None else _duration(seconds),
        subjects=by_subject(site.offered),
        endpoint=absolute("/sparql"),
        shell=shlex.quote,
        python=query_page.python,
    )
    response.vary.add("Accept")
    return response


def _duration(seconds: float) -> str:
    """A time in words.

    >>> [_duration(each) for each in (0.0004, 0.0031, 2.34)]
    ['less than 1 ms', '3 ms', '2.3 s']
    """
    if seconds < 0.001:
        return "less than 1 ms"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


_DEFINITION = 200
_OWN = f"""SELECT ?x ?kind ?label ?definition WHERE {{
  GRAPH $ontology {{
    ?x a ?kind .
    FILTER(?kind IN ({OWL.Class}, {OWL.ObjectProperty}, {OWL.DatatypeProperty}))
    OPTIONAL {{ ?x {RDFS.label} ?label FILTER LANGMATCHES(LANG(?label), "en") }}
    OPTIONAL {{ ?x {SKOS.definition} ?definition FILTER LANGMATCHES(LANG(?definition), "en") }}
  }}
  FILTER STRSTARTS(STR(?x), "{CCWP}")
}} ORDER BY ?x ?kind ?label ?definition"""
_USED = (("class", "SELECT DISTINCT ?x WHERE { ?s a ?x }"), ("property", "SELECT DISTINCT ?x WHERE { ?s ?x ?o }"))


def query_vocabulary(site: Site) -> dict[str, object]:
    """Prefix → namespace, and the terms, each as a list of kind, prefixed name, label and definition.

    The terms are the classes and properties of our ontology, and all others in the data that have a registered prefix.
    """
    found: dict[str, tuple[str, str, str]] = {}
    for row in site.store.rows(_OWN.replace("$ontology", str(site.base.here(ONTOLOGY)))):
        term, kind = row["x"], "class" if row["kind"] == OWL.Class else "property"
        if isinstance(term, NamedNode):
            found.setdefault(term.value, (kind, _words(row.get("label")), _words(row.get("definition"))))
    for kind, query in _USED:
        used = {term for row in site.store.rows(query) if isinstance(term := row["x"], NamedNode)}
        others = {term for term in used if term.value not in found}
        names = look_up(site.store, others, languages=(), prefixes=site.prefixes)
        found |= {
            term.value: (kind, names[term].name if names[term].is_named else "", "")
            for term in sorted(others, key=lambda term: term.value)
        }
    listed = []
    for iri, (kind, label, definition) in found.items():
        name = site.prefixes.shorten(iri)
        if name != iri:
            is_long = len(definition) > _DEFINITION
            listed.append([kind, name, label, f"{definition[:_DEFINITION].rstrip()}…" if is_long else definition])
    return {"prefixes": dict(site.prefixes.table), "terms": sorted(listed, key=lambda term: term[1])}


def _words(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""


_NOW = {"Cache-Control": "no-store"}


def running_queries(app: Flask, queries: EngineClient | None, token: str) -> None:
    """The routes for the operator: which queries run, and a way to end one. Both need the token of a setting.

    An address proves nothing: behind a proxy every visitor comes from the same one. Without a token, or over a store
    elsewhere, there are none.
    """
    if queries is None or not token:
        return

    @app.get("/sparql/running")
    def running() -> Response:
        _demand(token)
        now = time.monotonic_ns()
        found = [
            {
                "id": each.label,
                "client": each.asker,
                "seconds": round((now - each.started) / 1e9, 3),
                "query": each.text,
            }
            for each in sorted(queries.running(), key=lambda each: each.started)
        ]
        return Response(json.dumps({"running": found}) + "\n", content_type=JSON.media_type, headers=_NOW)

    @app.delete("/sparql/running/<label>")
    def cancel(label: str) -> Response:
        _demand(token)
        if not queries.cancel(label):
            abort(404, "No query of this name runs now; GET /sparql/running lists them.")
        return Response(status=204, headers=_NOW)


def _demand(token: str) -> None:
    """Go on only with the token (RFC 6750 §2.1; the scheme in any case, RFC 9110 §11.1)."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.encode("utf-8", "replace"), token.encode()):
        raise Unauthorized("Send the token of this server: Authorization: Bearer …", www_authenticate=_BEARER)


_BEARER = WWWAuthenticate("bearer", {"realm": "queries that run"})
