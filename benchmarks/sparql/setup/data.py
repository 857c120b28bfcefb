"""Makes the data that every server is asked about: actions of plans, the bodies in them, the documents they cite.

The same number of triples gives the same bytes: everything follows from the number of the thing, nothing from chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BASE = "https://example.org/bench/"
DEF = f"{BASE}def#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DATE = "http://www.w3.org/2001/XMLSchema#date"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"

BODIES = 200
ACTIONS_IN_A_PLAN = 100
TRIPLES_OF_AN_ACTION = 13
_TRIPLES_OF_A_DOCUMENT = 3
_SMALLEST = 5_000
_AIMS = ("Detect", "Compare", "Train on", "Coordinate", "Assess", "Map", "Report on", "Prepare")
_TOPICS = ("excise fraud", "drug precursors", "cash controls", "counterfeit goods", "waste shipments", "firearm parts")


@dataclass(frozen=True, slots=True)
class Shape:
    """How many things there are; they are numbered from 0."""

    triples: int
    actions: int
    plans: int

    def plan_of(self, action: int) -> int:
        """The plan an action belongs to: a hundred actions each, the last plan takes what is left."""
        return min(action // ACTIONS_IN_A_PLAN, self.plans - 1)

    def bodies_of(self, action: int) -> tuple[int, int, int]:
        """Three different bodies."""
        first = action * 37 % BODIES
        return first, (first + 1 + action * 13 % 66) % BODIES, (first + 67 + action * 29 % 66) % BODIES

    def documents_of(self, action: int) -> tuple[int, int, int, int]:
        """Four different documents; there are as many documents as actions."""
        first, step = action * 17, action % 40
        return (
            first % self.actions,
            (first + 1 + step) % self.actions,
            (first + 50 + step) % self.actions,
            (first + 100 + step) % self.actions,
        )

    def bodies_in_plan(self, plan: int) -> int:
        """How many different bodies the actions of a plan name."""
        actions = (action for action in range(self.actions) if self.plan_of(action) == plan)
        return len({body for action in actions for body in self.bodies_of(action)})


def shape(triples: int) -> Shape:
    """The shape of about so many triples; raises ValueError below five thousand, where plans would be cut short."""
    if triples < _SMALLEST:
        raise ValueError(f"{triples} triples are too few for whole plans; ask for {_SMALLEST} or more")
    per_plan = 2
    actions = (triples - 2 * BODIES) * ACTIONS_IN_A_PLAN
    actions //= ACTIONS_IN_A_PLAN * (TRIPLES_OF_AN_ACTION + _TRIPLES_OF_A_DOCUMENT) + per_plan
    plans = actions // ACTIONS_IN_A_PLAN
    exact = actions * (TRIPLES_OF_AN_ACTION + _TRIPLES_OF_A_DOCUMENT) + per_plan * plans + 2 * BODIES
    return Shape(exact, actions, plans)


def iri(kind: str, number: int) -> str:
    """The IRI of a thing, without its brackets.

    >>> iri("action", 7)
    'https://example.org/bench/action/7'
    """
    return f"{BASE}{kind}/{number}"


def write(file: Path, wanted: Shape) -> None:
    """Write the data as N-Triples."""
    with file.open("w", encoding="ascii") as out:
        out.writelines(_lines(wanted))


def _lines(wanted: Shape) -> Iterator[str]:
    for body in range(BODIES):
        yield from _named("body", body, "Body", f"Customs authority {body * 71 % BODIES:03d}")
    for plan in range(wanted.plans):
        yield from _named("plan", plan, "Plan", f"Action plan {plan:05d}")
    for action in range(wanted.actions):
        yield from _action(wanted, action)
        yield from _named("document", action, "Document", f"Note {action * 7919 % 1_000_003:07d} of the working party")
        yield f"<{iri('document', action)}> <{DEF}issued> {_date(action)} .\n"


def _named(kind: str, number: int, class_name: str, label: str) -> Iterator[str]:
    subject = f"<{iri(kind, number)}>"
    yield f"{subject} <{TYPE}> <{DEF}{class_name}> .\n"
    yield f'{subject} <{LABEL}> "{label}"@en .\n'


def _action(wanted: Shape, action: int) -> Iterator[str]:
    subject = f"<{iri('action', action)}>"
    aim, topic = _AIMS[action * 5 % len(_AIMS)], _TOPICS[action * 7 % len(_TOPICS)]
    yield from _named("action", action, "Action", f"{aim} {topic} in area {action * 7919 % 1_000_003:07d}")
    yield f'{subject} <{DEF}number> "{action}"^^<{INTEGER}> .\n'
    yield f"{subject} <{DEF}plan> <{iri('plan', wanted.plan_of(action))}> .\n"
    for body in wanted.bodies_of(action):
        yield f"{subject} <{DEF}party> <{iri('body', body)}> .\n"
    for document in wanted.documents_of(action):
        yield f"{subject} <{DEF}cites> <{iri('document', document)}> .\n"
    yield f"{subject} <{DEF}begins> {_date(action)} .\n"
    yield f"{subject} <{DEF}ends> {_date(action * 3 + 1)} .\n"


def _date(number: int) -> str:
    return f'"{2000 + number % 26}-{1 + number % 12:02d}-{1 + number % 28:02d}"^^<{DATE}>'
