"""The pictures of who is named together: all bodies as a matrix, and one body with the others as bars."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.relations import Pair, Together
from ccwp_kg.server.html.pictures.bars import Bar, bars_picture
from ccwp_kg.server.html.pictures.matrix import MatrixCell, MatrixHeading, matrix_picture
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.sanitise import counted
from ccwp_kg.server.http.links import encoded
from ccwp_kg.server.site.site import site_base

TITLE = "Named as concerned parties of the same action"
_NOTE = (
    "On the diagonal: the actions that name the body at all. Dashed and in brackets: a body and its part, which one "
    "entry often names together."
)


def body_path(body: Thing, other: Thing | None = None, of: str = "") -> str:
    """The page of a body, or the place on it that is about another one; `of` is how the address goes on for a plan.

    >>> body_path(Thing("https://w3id.org/ccwp/id/organisation/com", "Commission"))
    '/together/organisation/com'
    """
    base = site_base()
    place = "" if other is None else f"#{encoded(base.reference(other.iri))}"
    return f"/together/{encoded(base.reference(body.iri))}{of}{place}"


def together_picture(found: Together, plan: Thing | None, of: str) -> Picture | None:
    """How many actions name both of two bodies; on the diagonal, how many name the body. None without bodies."""
    keys = [MatrixHeading(body.short, body.name, body_path(body, of=of)) for body, _ in found.bodies]
    rank = {body.iri: place for place, (body, _) in enumerate(found.bodies)}
    most = max((len(pair.actions) for pair in found.pairs if pair.part is None), default=1)
    cells = {
        (place, place): MatrixCell(str(count), f"{body.name}: {counted(count, 'action')}", None, style="self")
        for place, (body, count) in enumerate(found.bodies)
    }
    for pair in found.pairs:
        count = len(pair.actions)
        label = f"{pair.first.short} and {pair.second.short}: {counted(count, 'action')}"
        if pair.part is not None:
            label += f"; {pair.part.short} is a part of {pair.other(pair.part).short}"
        for first, second, is_repeated in ((pair.first, pair.second, False), (pair.second, pair.first, True)):
            cells[rank[first.iri], rank[second.iri]] = MatrixCell(
                f"({count})" if pair.part else str(count), label, body_path(first, second, of),
                None if pair.part else (count - 1) / max(most - 1, 1), "part" if pair.part else "", is_repeated,
            )  # fmt: skip
    plans = [plan] if plan else list(found.plans)
    scope = plans[0].name if len(plans) == 1 else f"{len(plans)} plans"
    description = f"{len(found.bodies)} bodies, in how many actions the column of concerned parties names both. {_NOTE}"
    return matrix_picture(keys, keys, cells, title=f"{TITLE}: {scope}", description=description, note=_NOTE)


def by_plan_picture(found: Together) -> Picture | None:
    """In how many actions of each plan a body is named. None for fewer than two plans."""
    if len(found.plans) < 2:
        return None
    plans = [in_plan(plan) for plan in found.plans]
    most = max(found.by_plan.values(), default=1)
    cells = {
        (row, column): MatrixCell(
            str(count),
            f"{body.short}, {plan.name}: {counted(count, 'action')}",
            body_path(body, of=plans[column]),
            count / most,
        )
        for row, (body, _) in enumerate(found.bodies)
        for column, plan in enumerate(found.plans)
        if (count := found.by_plan.get((body.iri, plan.iri), 0))
    }
    rows = [MatrixHeading(body.short, body.name, body_path(body)) for body, _ in found.bodies]
    columns = [
        MatrixHeading(plan.name, plan.name, f"/together{of}") for plan, of in zip(found.plans, plans, strict=True)
    ]
    description = "For each body and each plan that is held, how many actions name it as a concerned party."
    return matrix_picture(rows, columns, cells, title="Named as concerned parties, by plan", description=description)


def body_by_plan_picture(body: Thing, found: Together) -> Picture | None:
    """In how many actions of each plan one body is named, as bars. None for fewer than two plans, or if none does."""
    counts = [found.by_plan.get((body.iri, plan.iri), 0) for plan in found.plans]
    if len(counts) < 2 or not any(counts):
        return None
    bars = [
        Bar(plan.name, float(count), str(count), body_path(body, of=in_plan(plan)) if count else None)
        for plan, count in zip(found.plans, counts, strict=True)
    ]
    return bars_picture(bars, title=f"{body.short}: named as a concerned party, by plan")


def in_plan(plan: Thing | None) -> str:
    """How an address goes on for one plan."""
    return "" if plan is None else f"?plan={quote(site_base().reference(plan.iri), safe='/:')}"


def body_picture(body: Thing, pairs: Sequence[Pair]) -> Picture | None:
    """With whom a body is named, as bars: those in most actions first. None where it is named alone."""
    bars = []
    for pair in pairs:
        other, count = pair.other(body), len(pair.actions)
        note = "" if pair.part is None else "its part" if pair.part.iri == other.iri else "it is a part of this"
        bars.append(Bar(other.short, float(count), str(count), f"#{encoded(site_base().reference(other.iri))}", note))
    return bars_picture(bars, title=f"{body.short}: {TITLE[0].lower()}{TITLE[1:]}")
