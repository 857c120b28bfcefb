"""Documents that come after the shipped one, made of its text: other versions of the fifth plan, and plans after it."""

from __future__ import annotations

import re

from support.commands import ROOT

FIFTH = (ROOT / "data" / "sources" / "fifth-action-plan.txt").read_text(encoding="utf-8")
PARTIES_OF_THE_FIRST = "- COM (DG\nTAXUD, OLAF),\n- Europol."
"""The cell on parties of action 5.1."""


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A text with other words; each of the old ones has to be there."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def adopted() -> str:
    """The fifth plan as it was adopted: no draft any more, one title and one party are others."""
    return changed(
        FIFTH,
        (" Draft Fifth Action Plan (", " Fifth Action Plan ("),
        ("To improve the possibilities to\ntackle the threat", "To improve the ways to\ntackle the threat"),
        (PARTIES_OF_THE_FIRST, "- COM (DG\nTAXUD, OLAF),\n- Eurojust."),
    )


def sixth() -> str:
    """A plan in the form of the fifth, which prints a dash otherwise, rewords an objective and speaks of the fifth."""
    text = changed(
        FIFTH,
        ("Fifth Action Plan", "Sixth Action Plan"),
        ("1.7.2011–31.12.2012", "1.1.2013–30.6.2014"),
        ("1.7.2011 to 31.12.2012", "1.1.2013 to 30.6.2014"),
        ("1 July 2011 to 31 December 2012", "1 January 2013 to 30 June 2014"),
        ("18 February and 24 March 2011", "18 February and 24 March 2012"),
        (
            "the Fourth Action Plan (January 2010 - June 2011)8 have been",
            "the Fourth Action Plan (January 2010 – June 2011)8 and the Fifth Action Plan (July 2011 - December 2012) "
            "have been",
        ),
        ("To improve and make more flexible the existing cooperation process;", "To make cooperation less formal;"),
    )
    return re.sub(r"(?m)^(\W?)5\.(\d+)$", r"\g<1>6.\2", text)


def seventh() -> str:
    """A plan in the form of the fifth, which says nothing of the sixth."""
    text = changed(
        FIFTH,
        ("Fifth Action Plan", "Seventh Action Plan"),
        ("1.7.2011–31.12.2012", "1.7.2014–31.12.2015"),
        ("1.7.2011 to 31.12.2012", "1.7.2014 to 31.12.2015"),
        ("1 July 2011 to 31 December 2012", "1 July 2014 to 31 December 2015"),
        ("18 February and 24 March 2011", "18 February and 24 March 2014"),
    )
    return re.sub(r"(?m)^(\W?)5\.(\d+)$", r"\g<1>7.\2", text)
