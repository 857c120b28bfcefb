"""The Reconciliation API 0.2 of the W3C Entity Reconciliation Community Group: tables of names find their things here.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, NotFound, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.http import parse_options_header

from ccwp_kg.formats import HTML
from ccwp_kg.reconciliation.candidates import by_reference, reconcile
from ccwp_kg.reconciliation.extension import extend
from ccwp_kg.reconciliation.queries import read_extension, read_queries
from ccwp_kg.reconciliation.schema import Schema, SchemaTerm, read_schema
from ccwp_kg.reconciliation.suggesting import suggest_terms, suggest_things
from ccwp_kg.search import Index
from ccwp_kg.server.apis import reconciliation_json as written
from ccwp_kg.server.apis.reconciliation_json import GUIDE
from ccwp_kg.server.html.rendering import page, render
from ccwp_kg.server.http.headers import FRAMED
from ccwp_kg.server.http.host_address import LOCAL, here
from ccwp_kg.server.http.links import linked
from ccwp_kg.server.http.parameters import Parameters, every, only, parse_form
from ccwp_kg.server.site.site import SearchIndex, Site
from ccwp_kg.server.sparql.request import FORM

_JSON = "application/json"
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
            return _json(written.things(suggest_things(found_in, prefix, skip=skip), schema, site.base))
        return _json(written.terms(suggest_terms(_terms(schema, what), prefix, skip=skip)))

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
        return _json(written.proposed(tuple(found), kind, limit))

    @app.get(GUIDE)
    def guide() -> Response:
        _, schema = service.open()
        return page(
            "reconcile_guide.html",
            address=f"{LOCAL if site.is_static else here()}/reconcile",
            types=tuple(schema.types.values()),
            figures=written.FIGURES,
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
            response = _json(written.manifest(here(), schema, base=self._site.base, logo=logo))
            return linked(response, [(GUIDE, "service-doc", HTML.essence)])
        store = self._site.store
        if queries is not None:
            batch = read_queries(queries)
            index, schema = self.open()
            found = reconcile(batch, store=store, index=index, schema=schema)
            return _json(written.results(found, self._site.base))
        wanted = read_extension(extension or "")
        index, schema = self.open()
        return _json(written.extended(extend(wanted, store=store, index=index, schema=schema)))


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
    return Response(json.dumps(body, ensure_ascii=False) + "\n", content_type=_JSON)
