"""The way of a plan from its basis to its approval, as steps for a picture."""

from __future__ import annotations

from collections.abc import Sequence

from ccwp_kg.entities import Thing, day_of
from ccwp_kg.entities.portraits.plans import PlanPortrait
from ccwp_kg.server.html.diagrams import State, Step
from ccwp_kg.server.http.links import href


def approval_steps(plan: PlanPortrait) -> tuple[Step, ...]:
    """What is stated of the way of a plan; approval that the text only asks for is foreseen, not done."""
    approved: Sequence[Thing] = plan.approved_by
    asked = plan.forwarded_to if not approved else ()
    on = f", {day_of(plan.approved_on)}" if plan.approved_on else ""
    found = (
        _step("Based on", plan.based_on, "done"),
        _step("Drafted at", plan.drafted_at, "done"),
        _step("Addressed to", plan.addressed_to, "done"),
        _step("Forwarded to", plan.forwarded_to, "done" if approved else "foreseen"),
        _step("Approved by", approved, "done", further=on),
        _step("Approval by", asked, "foreseen"),
    )
    return tuple(step for step in found if step is not None)


def _step(label: str, things: Sequence[Thing], state: State, *, further: str = "") -> Step | None:
    if not things:
        return None
    return label, ", ".join(thing.short for thing in things) + further, href(things[0].iri), state
