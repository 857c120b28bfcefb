"""Pages about one picture each, with the same as a list, and the picture as a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import Flask, Response, abort, request
from pyoxigraph import NamedNode
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.facts import Thing, look_up
from ccwp_kg.entities.page import EntityPage, entity_page
from ccwp_kg.entities.portraits.plans import PlanPortrait
from ccwp_kg.entities.relations import LineEnd, Lines, Together, action_lines, document_life, together
from ccwp_kg.namespaces import CCWP, M8G, SKOS
from ccwp_kg.server.html.pictures import named_together
from ccwp_kg.server.html.pictures.lanes import MEANINGS, lines_picture
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.pictures.timeline import approval_picture
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.html.svg import svg_answer
from ccwp_kg.server.http.links import asked_languages, common_links, encoded, linked, thing_of
from ccwp_kg.server.http.parameters import only, parse_form
from ccwp_kg.server.pages.questions import led_to_data, page_or_answer
from ccwp_kg.server.site.site import Site

_SVG = ".svg"
_LISTED = 60
"""Pairs of a list, at most."""
_NO_PARTY = "There is nothing to draw: no action that is held here names a concerned party."
_NO_LINE = "There is nothing to draw: no action that is held names an earlier one."
_NUMBERS = f"""PREFIX ccwp: <{CCWP}>
PREFIX m8g: <{M8G}>
PREFIX skos: <{SKOS}>

SELECT ?name ?otherName (COUNT(DISTINCT ?action) AS ?actions) ?party ?other WHERE {{
  ?action ccwp:hasPartyInvolvement ?entry, ?otherEntry$plan
  ?entry ccwp:involvedParty ?party ; m8g:role ?role FILTER STRENDS(STR(?role), "/concept/concerned")
  ?otherEntry ccwp:involvedParty ?other ; m8g:role ?otherRole FILTER STRENDS(STR(?otherRole), "/concept/concerned")
  FILTER(STR(?party) < STR(?other))
  OPTIONAL {{ ?party skos:prefLabel ?name FILTER LANGMATCHES(LANG(?name), "en") }}
  OPTIONAL {{ ?other skos:prefLabel ?otherName FILTER LANGMATCHES(LANG(?otherName), "en") }}
}}
GROUP BY ?name ?otherName ?party ?other
ORDER BY DESC(?actions) ?name ?otherName"""


def picture_pages(app: Flask, site: Site) -> None:
    """The routes of these pages; the page of a body gets the picture of its naming by plan, and where that is alone."""

    @app.get("/together")
    def matrix() -> AnyResponse:
        plan, found = _found()
        of = named_together.in_plan(plan)
        path = f"/together{of}"
        make = partial(named_together.together_picture, found, plan, of)
        response = page(
            "together.html",
            found=found,
            plan=plan,
            picture=site.kept.get(("matrix", of, *asked_languages()), make),
            by_plan=named_together.by_plan_picture(found) if plan is None else None,
            path=path,
            file=f"/together{_SVG}{of}",
            of=of,
            most=_LISTED,
            body_path=named_together.body_path,
            in_plan=named_together.in_plan,
            query=_numbers(plan),
        )
        return page_or_answer(response, _numbers(plan), [(path, "canonical", None), *common_links(site)])

    @app.get("/together.<any(csv, json, svg):name>")
    def matrix_file(name: str) -> AnyResponse:
        plan, found = _found()
        if name != "svg":
            return led_to_data(name, _numbers(plan))
        drawn = named_together.together_picture(found, plan, named_together.in_plan(plan))
        return svg_answer(site, drawn, _NO_PARTY)

    @app.get("/together/by-plan.svg")
    def by_plan_file() -> Response:
        return svg_answer(
            site,
            named_together.by_plan_picture(_found()[1]),
            "There is nothing to compare: the actions of fewer than two plans are held.",
        )

    @app.get("/together/by-plan/<path:reference>.svg")
    def body_by_plan_file(reference: str) -> Response:
        drawn = named_together.body_by_plan_picture(_thing(site, thing_of(reference)), _together(site))
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
        of = named_together.in_plan(plan)
        path = f"/together/{encoded(reference)}"
        drawn = named_together.body_picture(this, pairs)
        if is_file:
            return svg_answer(site, drawn, _NO_PARTY)
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
        reference = only(parse_form(request.query_string), "plan")
        if reference is None:
            return None, _together(site)
        plan = thing_of(reference)
        if not own_facts(site.store, plan).is_a(plan, CCWP.ActionPlan):
            abort(404, "There is no such plan here; /plans lists those there are.")
        return _thing(site, plan), _together(site, plan)

    def by_plan_of(body: Thing) -> tuple[Picture, str] | None:
        # A release with a single text holds one plan. Of a store that may change nothing is kept, and no page asks it
        # so much.
        if site.store.state is None or (site.release and len(site.layouts) < 2):
            return None
        drawn = named_together.body_by_plan_picture(body, _together(site))
        file = f"/together/by-plan/{encoded(site.base.reference(body.iri))}{_SVG}"
        return None if drawn is None else (drawn, file)

    app.jinja_env.globals["by_plan_of"] = by_plan_of


def _numbers(plan: Thing | None) -> str:
    """The query for how many actions name two bodies together."""
    return _NUMBERS.replace("$plan", f" ; ccwp:partOfPlan <{plan.iri}> ." if plan else " .")


def _thing(site: Site, iri: NamedNode) -> Thing:
    """A thing by its name in the language that is asked for."""
    return look_up(site.store, {iri}, languages=asked_languages(), prefixes=site.prefixes)[iri]


def _together(site: Site, plan: NamedNode | None = None) -> Together:
    languages = asked_languages()
    kept = site.ahead if plan is None else site.kept
    return kept.get(
        ("together", languages, plan),
        lambda: together(site.store, prefixes=site.prefixes, languages=languages, plan=plan),
    )


_ALL = "Actions through plans"
_OF_ACTIONS = "What an action follows up or refers to in earlier plans, as the later action says itself."
_OF_DOCUMENTS = "The versions of a document, what corrects them, and who cites which, by plan."


def line_pages(app: Flask, site: Site) -> None:
    """The routes of these pages; the templates of actions, plans and documents get the lines of the page's thing."""

    @app.get("/lines")
    def every() -> Response:
        return _page(site, _actions(site), "/lines", _ALL, _OF_ACTIONS)

    @app.get("/lines.svg")
    def every_file() -> Response:
        return svg_answer(site, lines_picture(_actions(site), _ALL), _NO_LINE)

    @app.get("/lines/<path:reference>")
    def lines_of_thing(reference: str) -> Response:
        iri = thing_of(reference.removesuffix(_SVG))
        lines = _lines(site, iri)
        if lines is None:
            abort(404, "No line leads through this: nothing that is held refers to it, corrects or cites it.")
        this = _thing(site, iri)
        title, sentence = _title_and_caption(lines, this)
        if reference.endswith(_SVG):
            return svg_answer(site, lines_picture(lines, title, iri.value), _NO_LINE)
        return _page(site, lines, f"/lines/{encoded(reference)}", title, sentence, this=this)

    def line_of(shown: EntityPage) -> tuple[Picture, str, Sequence[tuple[LineEnd, str, LineEnd]]] | None:
        """The picture of the lines of a thing, the address of the page about it, and the same as a list."""
        iri = NamedNode(shown.thing.iri)
        lines = _lines(site, iri)
        if lines is None:
            return None
        drawn = lines_picture(lines, _title_and_caption(lines, shown.thing)[0], iri.value)
        return None if drawn is None else (drawn, f"/lines/{encoded(site.base.reference(iri.value))}", _listed(lines))

    app.jinja_env.globals["line_of"] = line_of


def _actions(site: Site) -> Lines:
    languages = asked_languages()
    return site.kept.get(
        ("lines", languages), lambda: action_lines(site.store, prefixes=site.prefixes, languages=languages)
    )


def _lines(site: Site, iri: NamedNode) -> Lines | None:
    """The lines of an action or plan, or the life of what can have versions; None where there are none."""
    if not site.base.reference(iri.value).startswith("plan/"):
        languages = asked_languages()
        make = partial(document_life, site.store, iri, prefixes=site.prefixes, languages=languages)
        life = site.ahead.get(("life", iri, languages), lambda: make() or Lines((), (), ()))
        return life if life.links else None
    lines = _actions(site)
    of_plan = {place for place, column in enumerate(lines.columns) if column.thing and column.thing.iri == iri.value}
    found = lines.around(*(thing.iri for thing, place in lines.things if place in of_plan or thing.iri == iri.value))
    return found if found.links else None


def _title_and_caption(lines: Lines, this: Thing) -> tuple[str, str]:
    """The title of the picture, and what it shows."""
    if any(kind in ("cited-by", "corrected-by") for _, _, kind in lines.links):
        return f"The life of {this.name}", _OF_DOCUMENTS
    return f"{this.name} and the actions before and after", _OF_ACTIONS


def _listed(lines: Lines) -> Sequence[tuple[LineEnd, str, LineEnd]]:
    """The lines in words: what leads to what, and how."""
    return [(start, MEANINGS[kind], end) for start, kind, end in lines.links_with_plans()]


def _page(site: Site, lines: Lines, path: str, title: str, sentence: str, *, this: Thing | None = None) -> Response:
    response = page(
        "lines.html",
        heading=title,
        sentence=sentence,
        this=this,
        picture=lines_picture(lines, title, None if this is None else this.iri),
        links=_listed(lines),
        path=path,
        file=path + _SVG,
    )
    about = [] if this is None else [(this.iri, "about", None)]
    return linked(response, [(path, "canonical", None), *about, *common_links(site)])
