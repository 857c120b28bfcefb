"""Pages about one picture each, with the same as a list, and the picture as a file of its own."""

from __future__ import annotations

from functools import partial

from flask import Flask, Response, abort, request
from pyoxigraph import NamedNode

from ccwp_kg.entities import entity_page, exists, look_up
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.portraits.plans import PlanPortrait
from ccwp_kg.entities.together import Together, together
from ccwp_kg.namespaces import CCWP
from ccwp_kg.server.html.pictures import approval_picture
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.pictures.named_together import (
    body_by_plan_picture,
    body_path,
    body_picture,
    by_plan_picture,
    in_plan,
    together_picture,
)
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.html.svg import svg_answer
from ccwp_kg.server.http.languages import asked_languages
from ccwp_kg.server.http.links import common_links, encoded, linked, thing_of
from ccwp_kg.server.http.parameters import only, parse_form
from ccwp_kg.server.site.site import Site

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


def picture_pages(app: Flask, site: Site) -> None:
    """The routes of these pages; the page of a body gets the picture of its naming by plan, and where that is alone."""

    @app.get("/together")
    def matrix() -> Response:
        plan, found = _found()
        of = in_plan(plan)
        path = f"/together{of}"
        response = page(
            "together.html",
            found=found,
            plan=plan,
            picture=site.kept.get(("matrix", of, *asked_languages()), partial(together_picture, found, plan, of)),
            by_plan=by_plan_picture(found) if plan is None else None,
            path=path,
            file=f"/together{_SVG}{of}",
            of=of,
            most=_LISTED,
            body_path=body_path,
            query=_NUMBERS.replace("$plan", f" ; ccwp:partOfPlan <{plan.iri}> ." if plan else " ."),
        )
        return linked(response, [(path, "canonical", None), *common_links(site)])

    @app.get("/together.svg")
    def matrix_file() -> Response:
        plan, found = _found()
        return _drawn(together_picture(found, plan, in_plan(plan)))

    @app.get("/together/by-plan.svg")
    def by_plan_file() -> Response:
        return svg_answer(
            site,
            by_plan_picture(_found()[1]),
            "There is nothing to compare: the actions of fewer than two plans are held.",
        )

    @app.get("/together/by-plan/<path:reference>.svg")
    def body_by_plan_file(reference: str) -> Response:
        iri = thing_of(reference)
        this = look_up(site.store, {iri}, languages=asked_languages(), prefixes=site.prefixes)[iri]
        drawn = body_by_plan_picture(this, _together(site))
        return svg_answer(
            site, drawn, "There is nothing to compare: fewer than two plans name bodies, or none names this one."
        )

    @app.get("/approval/<path:reference>.svg")
    def approval_file(reference: str) -> Response:
        shown = entity_page(site.store, thing_of(reference), prefixes=site.prefixes, languages=asked_languages())
        portrait = None if shown is None else shown.portrait
        drawn = approval_picture(portrait) if isinstance(portrait, PlanPortrait) else None
        return svg_answer(site, drawn, "There is nothing to draw: no step to the approval of such a plan is stated.")

    @app.get("/together/<path:reference>")
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
        of = in_plan(plan)
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

    def _found() -> tuple[Thing | None, Together]:
        asked = parse_form(request.query_string)
        reference = only(asked, "plan")
        languages = asked_languages()
        plan = None if reference is None else thing_of(reference)
        if plan is not None and not exists(site.store, plan):
            abort(404, "There is no such plan here; /plans lists those there are.")
        names = None if plan is None else look_up(site.store, {plan}, languages=languages, prefixes=site.prefixes)
        return None if plan is None or names is None else names[plan], _together(site, plan)

    def _drawn(drawn: Picture | None) -> Response:
        return svg_answer(site, drawn, "There is nothing to draw: no action that is held here names a concerned party.")

    def by_plan_of(body: Thing) -> tuple[Picture, str] | None:
        # A release with a single text holds one plan. Of a store that may change nothing is kept, and no page asks it
        # so much.
        if site.store.state is None or (site.release and len(site.layouts) < 2):
            return None
        drawn = body_by_plan_picture(body, _together(site))
        file = f"/together/by-plan/{encoded(site.base.reference(body.iri))}{_SVG}"
        return None if drawn is None else (drawn, file)

    app.jinja_env.globals["by_plan_of"] = by_plan_of


def _together(site: Site, plan: NamedNode | None = None) -> Together:
    languages = asked_languages()
    kept = site.ahead if plan is None else site.kept
    return kept.get(
        ("together", languages, plan),
        lambda: together(site.store, prefixes=site.prefixes, languages=languages, plan=plan),
    )
