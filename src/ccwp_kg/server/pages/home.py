"""The home page, with answers to begin with, counts, and the plans on a timeline; about the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import Flask, Response
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.holdings import holdings
from ccwp_kg.entities.lists.listings import COUNTED, FilledList, ListCount, ListRow
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.questions.rows.answer import Answer
from ccwp_kg.rdf.example_queries import ExampleQuery
from ccwp_kg.rdf.terms.silences import WORDS
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.pictures.timeline import plan_span, spans_picture
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.html.svg import svg_answer
from ccwp_kg.server.http.links import asked_languages
from ccwp_kg.server.http.negotiation import page_or_data
from ccwp_kg.server.pages.lists import ListAddress, shown_list
from ccwp_kg.server.pages.questions import answer_to
from ccwp_kg.server.pages.validation import severity_name
from ccwp_kg.server.site.site import Release, Site, read_report

_TILES = {
    "plans": ("action plan", "action plans"),
    "actions": ("action", "actions"),
    "organisations": ("organisation or group", "organisations and groups"),
    "documents": ("Council document", "Council documents"),
    "concepts": ("term explained", "terms explained"),
}
"""List → what it counts, one and many."""


def home_page(app: Flask, site: Site) -> None:
    """The routes of the home page, and of the pages that are independent of the data."""
    badge = read_badge(site.release)

    @app.get("/")
    def home() -> AnyResponse:
        return page_or_data(start_page, site.described_at)

    @app.get("/plans.svg")
    def timeline() -> Response:
        drawn = plans_picture(shown_list(site, LISTS["plans"]))
        return svg_answer(site, drawn, "There is nothing to draw: no date of any plan is stated.")

    def start_page() -> Response:
        plans = shown_list(site, LISTS["plans"])
        return page(
            "home.html",
            tiles=[*tiles(site.counts())],
            plans=plans,
            picture=plans_picture(plans),
            answers=first_answers(site),
            badge=badge,
        )

    @app.get("/about")
    def about() -> Response:
        held = holdings(site.store, prefixes=site.prefixes, languages=asked_languages())
        return page(
            "about.html", holdings=held, silences={WORDS.get(kind, kind): n for kind, n in held.silences.items()}
        )

    @app.get("/add-a-plan")
    def add_a_plan() -> Response:
        return page("add_a_plan.html")


def plans_picture(plans: FilledList) -> Picture | None:
    """The plans of the list with the dates of its columns, the earliest first. None where no date is stated."""
    places = {column.name: place for place, column in enumerate(plans.what.columns)}

    def date(row: ListRow, column: str) -> str | None:
        cell = row.cells[places[column]]
        return cell.text if isinstance(cell, Words) else None

    found = (plan_span(row.thing, date(row, "from"), date(row, "until"), is_held=row.is_held) for row in plans.rows)
    in_order = sorted(found, key=lambda plan: plan.start or plan.end or "9999")
    return spans_picture(in_order, title="The plans along the years")


def tiles(counts: Mapping[str, ListCount]) -> Iterator[Mapping[str, object]]:
    """The number of each list, and what it counts: of plans and actions those that are held, and how many `more` are
    named; of documents how many are `held`."""
    for name, (one, many) in _TILES.items():
        found = counts[name]
        where = ListAddress(LISTS[name], COUNTED[name].sorted_as(LISTS[name])).here
        is_of_held = name in ("plans", "actions")
        number = found.held or 0 if is_of_held else found.total
        words = (one if number == 1 else many) + (" held" if is_of_held else "")
        texts = None if is_of_held else found.held
        yield {"address": where, "number": number, "words": words, "more": found.total - number, "held": texts}


def first_answers(site: Site) -> list[tuple[ExampleQuery, Answer | None]]:
    """The questions of the catalogue to begin with, each with its answer, None where it takes too long to find each
    time; none where it is empty."""
    chosen = sorted((each for each in site.offered if each.start is not None), key=lambda each: each.start or 0)
    if site.store.state is None:  # nothing is kept of such a store, and a page must not ask it so much
        return [(example, None) for example in chosen]
    answered = [(example, answer_to(site, example, is_brief=True)) for example in chosen]
    return [(example, answer) for example, answer in answered if answer.table and answer.table.rows]


def read_badge(release: Release | None) -> Mapping[str, object] | None:
    """What validation found in the release: whether it `conforms`, and the `findings`, how many of each severity; None
    where it does not say."""
    if release is None:
        return None
    try:
        report = read_report(release)
        counts = report["countBySeverity"].items()  # type: ignore[attr-defined]  # else AttributeError, see below
        found = sorted((severity_name(name), int(n)) for name, n in counts)
        return {"conforms": report["conforms"] is True, "findings": found}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
