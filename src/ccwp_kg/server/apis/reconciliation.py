"""The Reconciliation API 0.2 of the W3C Entity Reconciliation Community Group: tables of names find their things here.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, NotFound, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.http import parse_options_header

from ccwp_kg import __version__
from ccwp_kg.formats import HTML, JSON
from ccwp_kg.kinds import SEARCHED
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.reconciliation.candidates import CERTAIN, CLEAR, LEAST, ReconciliationCandidate, by_reference, reconcile
from ccwp_kg.reconciliation.extension import Extended, extend
from ccwp_kg.reconciliation.queries import (
    BATCH_SIZE,
    LARGEST_LIMIT,
    MOST_PROPERTIES,
    MOST_THINGS,
    USUAL_LIMIT,
    read_extension,
    read_queries,
)
from ccwp_kg.reconciliation.schema import Schema, SchemaTerm, read_schema
from ccwp_kg.reconciliation.suggesting import suggest_terms, suggest_things
from ccwp_kg.search import Entity, Index
from ccwp_kg.server.html.rendering import page, render
from ccwp_kg.server.http.headers import FRAMED
from ccwp_kg.server.http.host_address import LOCAL, here
from ccwp_kg.server.http.links import linked
from ccwp_kg.server.http.parameters import Parameters, every, only, parse_form
from ccwp_kg.server.site.site import SearchIndex, Site
from ccwp_kg.server.sparql.endpoint import FORM

_MOST_BYTES = 1_000_000
_WHOLE = re.compile(r"[0-9]{1,6}\Z", re.ASCII)


def reconciliation_service(app: Flask, site: Site, index: SearchIndex) -> None:
    """The routes of the service."""
    service = _Service(site, index)

    @app.route("/reconcile", methods=["GET", "POST"])
    def endpoint() -> Response:
        return service.answer(_asked())

    @app.get("/reconcile/suggest/<any(entity, property, type):what>")
    def suggest(what: str) -> Response:
        asked = _asked()
        prefix, skip = _needed(asked, "prefix"), _number(asked, "cursor") or 0
        found_in, schema = service.open()
        if what == "entity":
            return _json(things(suggest_things(found_in, prefix, skip=skip), schema, site.base))
        return _json({"result": [_term(term) for term in suggest_terms(_terms(schema, what), prefix, skip=skip)]})

    @app.get("/reconcile/flyout/<any(entity, property, type):what>")
    def flyout(what: str) -> Response:
        identifier = _needed(_asked(), "id")
        found_in, schema = service.open()
        thing = by_reference(found_in, identifier) if what == "entity" else None
        term = None if what == "entity" else _terms(schema, what).get(identifier)
        if thing is None and term is None:
            raise NotFound(f"Nothing here has the identifier '{identifier[:40]}'.")
        types = () if thing is None else schema.types_of(thing.classes)
        return _json({"id": identifier, "html": render("reconcile_flyout.html", thing=thing, types=types, term=term)})

    @app.get("/reconcile/preview")
    def preview() -> Response:
        identifier = _needed(_asked(), "id")
        found_in, schema = service.open()
        thing = by_reference(found_in, identifier)
        types = () if thing is None else schema.types_of(thing.classes)
        response = page("reconcile_preview.html", thing=thing, types=types, identifier=identifier)
        response.status_code = 200 if thing is not None else 404
        response.headers.update(FRAMED)
        return response

    @app.get("/reconcile/properties")
    def properties() -> Response:
        asked = _asked()
        kind, limit = only(asked, "type") or "", _number(asked, "limit")
        _, schema = service.open()
        found = schema.properties_of(schema.type(kind, where="the address")) if kind else schema.properties.values()
        return _json(proposed(tuple(found), kind, limit))

    @app.get(GUIDE)
    def guide() -> Response:
        _, schema = service.open()
        return page(
            "reconcile_guide.html",
            address=f"{LOCAL if site.is_static else here()}/reconcile",
            types=tuple(schema.types.values()),
            figures=FIGURES,
            space=site.base.id,
            path=GUIDE,
        )


class _Service:
    """What the routes share: the index and the schema made for it."""

    def __init__(self, site: Site, index: SearchIndex) -> None:
        self._site = site
        self._index = index
        self._known: tuple[Index, Schema] | None = None

    def open(self) -> tuple[Index, Schema]:
        """The index and its schema; raises what the store raises."""
        index = self._index.get()
        if self._known is None or self._known[0] is not index:
            self._known = index, read_schema(self._site.store, index, prefixes=self._site.prefixes)
        return self._known

    def answer(self, asked: Parameters) -> Response:
        """What is asked at the endpoint: a batch of queries, a data extension, or nothing, which is the manifest."""
        queries, extension = only(asked, "queries"), only(asked, "extend")
        if every(asked, "query"):
            raise BadRequest("A single 'query' was asked in versions before 0.2; send a batch of them in 'queries'.")
        if queries is not None and extension is not None:
            raise BadRequest("Both 'queries' and 'extend' are given; a request asks for one of them.")
        if queries is None and extension is None:
            if request.method == "POST":
                raise BadRequest("The form has neither 'queries' nor 'extend'; post one of them.")
            _, schema = self.open()
            logo = self._site.static["favicon.svg"].url
            response = _json(
                manifest(here(), schema, base=self._site.base, name=self._site.dataset_facts.read().called, logo=logo)
            )
            return linked(response, [(GUIDE, "service-doc", HTML.essence)])
        store = self._site.store
        if queries is not None:
            batch = read_queries(queries)
            index, schema = self.open()
            found = reconcile(batch, store=store, index=index, schema=schema)
            return _json(results(found, self._site.base))
        wanted = read_extension(extension or "")
        index, schema = self.open()
        return _json(extended(extend(wanted, store=store, index=index, schema=schema)))


def _asked() -> Parameters:
    """The parameters in the address and in a form that is posted (§4.3: application/x-www-form-urlencoded)."""
    asked = [*parse_form(request.query_string)]
    if request.method == "POST":
        kind, options = parse_options_header(request.headers.get("Content-Type", ""))
        if kind.lower() != FORM or options.get("charset", "utf-8").lower() != "utf-8":
            raise UnsupportedMediaType(
                f"Queries are posted as {FORM}, in UTF-8, in a field named 'queries' or 'extend'."
            )
        body = request.get_data()
        if len(body) > _MOST_BYTES:
            raise RequestEntityTooLarge(f"A batch may have {_MOST_BYTES:,} bytes here; send several.")
        asked += parse_form(body)
    # §3.3: services may support JSONP. This one does not, for who asks so would run whatever a server sends.
    if every(asked, "callback"):
        raise BadRequest("There is no JSONP here; leave 'callback' out, any page may read the answer (CORS).")
    return asked


def _needed(asked: Parameters, name: str) -> str:
    value = only(asked, name)
    if value is None:
        raise BadRequest(f"The parameter '{name}' is missing.")
    return value


def _number(asked: Parameters, name: str) -> int | None:
    value = only(asked, name)
    if value is not None and not _WHOLE.match(value):
        raise BadRequest(f"'{name}' is not a whole number of at most six figures.")
    return None if value is None else int(value)


def _terms(schema: Schema, what: str) -> Mapping[str, SchemaTerm]:
    return schema.types if what == "type" else schema.properties


def _json(body: Mapping[str, object]) -> Response:
    return Response(json.dumps(body, ensure_ascii=False) + "\n", content_type=JSON.media_type)


GUIDE = "/reconcile/guide"
"""Where people read how to use the service."""
FIGURES: Mapping[str, object] = {
    "batch": BATCH_SIZE,
    "certain": round(CERTAIN),
    "largest": LARGEST_LIMIT,
    "lead": round(CLEAR),
    "least": round(LEAST),
    "properties": MOST_PROPERTIES,
    "things": MOST_THINGS,
    "usual": USUAL_LIMIT,
}
"""The figures in the guide. None has the name of a method of dict, which a template would find first."""
_LONGEST_DESCRIPTION = 200
_SETTINGS = (
    {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": "So many values of each thing at most; 0 for all.",
    },
    {
        "name": "language",
        "label": "Language",
        "type": "text",
        "default": "",
        "help_text": "Of texts in several languages those in this one, such as de; empty for English, * for all.",
    },
)


def manifest(here: str, schema: Schema, *, base: Base, name: str, logo: str) -> dict[str, object]:
    """The service manifest (§3.1) of the site of that name; `here` is the address of this host."""
    service = f"{here}/reconcile"
    looked_for = [cls.value.removeprefix(CCWP) for kind in SEARCHED for cls in kind.classes]
    suggested = {
        what: {
            "service_url": service,
            "service_path": f"/suggest/{what}",
            "flyout_service_url": service,
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }
        for what in ("entity", "property", "type")
    }
    return {
        "versions": ["0.2"],
        "name": name,
        "identifierSpace": base.id,
        "schemaSpace": str(CCWP),
        "defaultTypes": [_term(schema.types[name]) for name in looked_for if name in schema.types],
        "documentation": here + GUIDE,
        "logo": here + logo,
        "serviceVersion": __version__,
        "batchSize": BATCH_SIZE,
        "view": {"url": f"{here}/id/{{{{id}}}}"},
        "feature_view": {"url": f"{here}{GUIDE}?feature={{{{id}}}}#features"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": 420, "height": 280},
        "suggest": suggested,
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": list(_SETTINGS),
        },
    }


def results(found: Mapping[str, Sequence[ReconciliationCandidate]], base: Base) -> dict[str, object]:
    """A reconciliation result batch (§4.2)."""
    return {
        key: {
            "result": [
                {
                    **_thing(each.thing, base),
                    "type": [_named(term) for term in each.types],
                    "score": each.score,
                    "match": each.is_match,
                    "features": [{"id": name, "value": value} for name, value in each.features.items()],
                }
                for each in candidates
            ]
        }
        for key, candidates in found.items()
    }


def things(found: Iterable[Entity], schema: Schema, base: Base) -> dict[str, object]:
    """A suggest response for entities (§6.3); that for types and properties has the terms alone."""
    rows = [
        {**_thing(thing, base), "notable": [_named(term) for term in schema.types_of(thing.classes)]} for thing in found
    ]
    return {"result": rows}


def proposed(found: Sequence[SchemaTerm], kind: str, limit: int | None) -> dict[str, object]:
    """A data extension property proposal response (§7.2)."""
    rows = [_term(term) for term in (found if limit is None else found[:limit])]
    node = {name: value for name, value in (("type", kind), ("limit", limit)) if value not in ("", None)}
    return {**node, "properties": rows}


def extended(found: Extended) -> dict[str, object]:
    """A data extension response (§7.4)."""
    meta = [_named(term) | ({} if kind is None else {"type": _named(kind)}) for term, kind in found.columns]
    return {"meta": meta, "rows": found.rows}


def _thing(thing: Entity, base: Base) -> dict[str, object]:
    node: dict[str, object] = {"id": base.reference(thing.iri), "name": thing.label}
    description = " · ".join(part for part in (thing.acronym, thing.about) if part)
    return {**node, "description": _short(description)} if description else node


def _term(term: SchemaTerm) -> dict[str, object]:
    """A type or property with what it means; types also with those directly above (§2.2)."""
    described = {"description": _short(term.description or ""), "broader": [_named(each) for each in term.broader]}
    return _named(term) | {name: value for name, value in described.items() if value}


def _named(term: SchemaTerm) -> dict[str, object]:
    return {"id": term.id, "name": term.name}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_DESCRIPTION else text[: _LONGEST_DESCRIPTION - 1].rstrip() + "…"
