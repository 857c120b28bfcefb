"""Pages about one picture each, with the same as a list, and the picture as a file of its own."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities import exists, look_up
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.together import Together, together
from ccwp_kg.namespaces import CCWP
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.pictures.named_together import (
    body_path,
    body_picture,
    by_plan_picture,
    together_picture,
)
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.html.svg import MEDIA_TYPE, svg_answer
from ccwp_kg.server.http.describes import HTML_PAGE, LANGUAGE, PAGE, Answer, Parameter, describes, file, left_out
from ccwp_kg.server.http.languages import asked_languages
from ccwp_kg.server.http.links import common_links, document_path, encoded, linked, thing_of
from ccwp_kg.server.http.parameters import only, parse_form
from ccwp_kg.server.site.site import Site

_PLAN = Parameter("plan", "The plan whose actions count; all plans together without it.", "plan/5")
_BODY = Parameter("reference", "What stands after /id/ in the identifier of the body.", "organisation/olaf")
_SVG = ".svg"
_LISTED = 60
"""Pairs of a list, at most."""
_NUMBERS = f"""PREFIX ccwp: <{CCWP}>

SELECT ?first ?second (COUNT(DISTINCT ?action) AS ?actions) WHERE {{
  ?action ccwp:concernsParty ?first, ?second$plan
  FILTER(STR(?first) < STR(?second))
}}
GROUP BY ?first ?second
ORDER BY DESC(?actions) ?first ?second"""


def picture_pages(site: Site) -> Blueprint:
    """The routes of these pages."""
    routes = Blueprint("pictures", __name__)

    @routes.get("/together")
    @describes(
        "The bodies that the same actions name as concerned parties", PAGE, query=(_PLAN, LANGUAGE), failures=(400, 404)
    )
    def matrix() -> Response:
        plan, found = _found()
        of = _of(plan, site)
        path = f"/together{of}"
        response = page(
            "together.html",
            found=found,
            plan=plan,
            picture=together_picture(found, plan, of),
            by_plan=by_plan_picture(found) if plan is None else None,
            path=path,
            file=f"/together{_SVG}{of}",
            of=of,
            most=_LISTED,
            body_path=body_path,
            query=_NUMBERS.replace("$plan", f" ; ccwp:partOfPlan <{plan.iri}> ." if plan else " ."),
        )
        return linked(response, [(path, "canonical", None), *common_links(site)])

    @routes.get("/together.svg")
    @describes("The matrix of bodies named together", file(MEDIA_TYPE), query=(_PLAN, LANGUAGE), failures=(400, 404))
    def matrix_file() -> Response:
        plan, found = _found()
        return _drawn(together_picture(found, plan, _of(plan, site)))

    @routes.get("/together/by-plan.svg")
    @describes("In how many actions of each plan a body is named", file(MEDIA_TYPE), query=(LANGUAGE,), failures=(404,))
    def by_plan_file() -> Response:
        drawn = by_plan_picture(_found()[1])
        if drawn is None:
            abort(404, "There is nothing to compare: the actions of fewer than two plans are held.")
        return svg_answer(site, drawn)

    @routes.get("/together/<path:reference>")
    @describes(
        "With whom one body is named, and the entries that say so",
        Answer("The page, or with .svg behind it the picture alone.", (HTML_PAGE, (MEDIA_TYPE, None))),
        path=(_BODY,),
        query=(_PLAN, LANGUAGE),
        failures=(400, 404),
    )
    def body(reference: str) -> Response:
        is_file = reference.endswith(_SVG)
        reference = reference.removesuffix(_SVG)
        iri = thing_of(reference).value
        plan, found = _found()
        this, count = next(((each, count) for each, count in found.bodies if each.iri == iri), (None, 0))
        if this is None:
            abort(
                404, "No action that is held here names this as a concerned party; /together shows all that are named."
            )
        pairs = found.of(iri)
        of = _of(plan, site)
        path = f"/together/{encoded(reference)}"
        drawn = body_picture(this, pairs)
        if is_file:
            return _drawn(drawn)
        response = page(
            "together_body.html",
            this=this,
            count=count,
            pairs=pairs,
            plan=plan,
            picture=drawn,
            path=path + of,
            file=f"{path}{_SVG}{of}",
            of=of,
        )
        return linked(response, [(path + of, "canonical", None), (iri, "about", None), *common_links(site)])

    @routes.get("/neighbourhood/<path:reference>")
    @left_out("where the neighbourhood of a thing was; its own page says what it is linked with")
    def neighbourhood(reference: str) -> AnyResponse:
        return redirect(document_path(site.base.reference(thing_of(reference).value)), 301)

    def _found() -> tuple[Thing | None, Together]:
        asked = parse_form(request.query_string)
        reference = only(asked, "plan")
        languages = asked_languages()
        plan = None if reference is None else thing_of(reference)
        if plan is not None and not exists(site.store, plan):
            abort(404, "There is no such plan here; /plans lists those there are.")
        names = None if plan is None else look_up(site.store, {plan}, languages=languages, prefixes=site.prefixes)
        found = site.kept.get(
            ("together", languages, plan),
            lambda: together(site.store, prefixes=site.prefixes, languages=languages, plan=plan),
        )
        return None if plan is None or names is None else names[plan], found

    def _drawn(drawn: Picture | None) -> Response:
        if drawn is None:
            abort(404, "There is nothing to draw: no action that is held here names a concerned party.")
        return svg_answer(site, drawn)

    return routes


def _of(plan: Thing | None, site: Site) -> str:
    """How an address goes on for one plan."""
    return "" if plan is None else f"?plan={encoded(site.base.reference(plan.iri))}"
