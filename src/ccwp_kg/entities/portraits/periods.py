"""The time a plan is valid for, in words and as dates."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.days import month_of


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when; either end may be unknown."""

    start: str | None = None
    end: str | None = None

    @property
    def in_words(self) -> str:
        """`July 2011 – December 2012`, `from July 2011`, `until December 2012`, or nothing."""
        if self.start and self.end:
            return f"{month_of(self.start)} – {month_of(self.end)}"
        if self.start:
            return f"from {month_of(self.start)}"
        return f"until {month_of(self.end)}" if self.end else ""


def period_of(facts: Facts, plan: NamedNode | None) -> Period:
    """The period of a plan, as far as the facts hold it."""
    if plan is None:
        return Period()
    return Period(facts.text(plan, CCWP.validFrom), facts.text(plan, CCWP.validUntil))
