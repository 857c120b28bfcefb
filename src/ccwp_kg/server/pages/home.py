"""The home page, with counts, the plans on a timeline, and questions to begin with; about the project; the rules."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities import LISTS, FilledList, Thing, Words, count
from ccwp_kg.entities.lists.listings import COUNTED
from ccwp_kg.rdf.example_queries import ExampleQuery
from ccwp_kg.server.html.pictures import PlanPeriod, timeline_picture
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.describes import MOVED, PAGE, describes
from ccwp_kg.server.http.representation import page_or_data
from ccwp_kg.server.pages.lists import ListAddress, shown_list
from ccwp_kg.server.pages.validation import read_report, severity_name
from ccwp_kg.server.site.site import Release, Site

_TILES = {
    "plans": "action plans",
    "actions": "actions",
    "organisations": "organisations and groups",
    "documents": "Council documents",
    "concepts": "terms explained",
}
_QUESTIONS = ("D01", "D02", "D04", "D13", "D20", "D21")


@dataclass(frozen=True, slots=True)
class Badge:
    """What the validation of the release found: whether it conforms, and how many findings of each severity."""

    conforms: bool
    findings: tuple[tuple[str, int], ...]


def home_page(site: Site) -> Blueprint:
    """The routes of the home page, and of the pages that are independent of the data."""
    routes = Blueprint("home", __name__)
    badge = read_badge(site.release)

    @routes.get("/")
    @describes("The start page; sends on to the catalogue who asks for data", PAGE, MOVED)
    def home() -> AnyResponse:
        return page_or_data(start_page, site.described_at)

    def start_page() -> Response:
        numbers = site.ahead.get("counts", lambda: count(site.store))
        # the address of the list with that many rows, the number, what it counts
        tiles = [(ListAddress(LISTS[name], COUNTED[name]).here, numbers[name], what) for name, what in _TILES.items()]
        plans = shown_list(site, LISTS["plans"])
        return page(
            "home.html",
            tiles=tiles,
            plans=plans,
            picture=timeline_picture(periods(plans)),
            questions=questions(site.examples),
            badge=badge,
        )

    @routes.get("/about")
    @describes("What this is, how it was made, and what it does not know", PAGE)
    def about() -> Response:
        return page("about.html")

    @routes.get("/rules")
    @describes("The rules by which statements are inferred", PAGE)
    def rules() -> Response:
        return page("rules.html", rules=site.rules.values(), path="/rules")

    return routes


def periods(plans: FilledList) -> tuple[PlanPeriod, ...]:
    """The plans of the list with the dates of its columns."""
    places = {column.name: place for place, column in enumerate(plans.what.columns)}

    def date(cell: Thing | Words | None) -> str | None:
        return cell.text if isinstance(cell, Words) else None

    return tuple(
        PlanPeriod(row.thing, date(row.cells[places["from"]]), date(row.cells[places["until"]])) for row in plans.rows
    )


def questions(examples: tuple[ExampleQuery, ...]) -> tuple[ExampleQuery, ...]:
    """Six questions of the catalogue to begin with."""
    named = {example.name: example for example in examples}
    chosen = tuple(named[name] for name in _QUESTIONS if name in named)
    return (*chosen, *(example for example in examples if example not in chosen))[: len(_QUESTIONS)]


def read_badge(release: Release | None) -> Badge | None:
    """The outcome of validation that the release was published with; None where it says none."""
    if release is None:
        return None
    try:
        report = read_report(release)
        counts = report["countBySeverity"].items()  # type: ignore[attr-defined]  # else AttributeError, see below
        return Badge(report["conforms"] is True, tuple(sorted((severity_name(name), int(n)) for name, n in counts)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
