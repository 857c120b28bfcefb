"""The invented plans that the reader may be developed with."""

from siblings.dev import (
    eighth,
    eleventh,
    fifteenth,
    fourteenth,
    ninth,
    seventeenth,
    seventh,
    sixteenth,
    sixth,
    tenth,
    thirteenth,
    twelfth,
)
from siblings.expected import Sibling
from siblings.generator import generate

PLANS = {
    "sixth": (sixth.PLAN, sixth.LAYOUT),
    "seventh": (seventh.PLAN, seventh.LAYOUT),
    "eighth": (eighth.PLAN, eighth.LAYOUT),
    "ninth": (ninth.PLAN, ninth.LAYOUT),
    "tenth": (tenth.PLAN, tenth.LAYOUT),
    "eleventh": (eleventh.PLAN, eleventh.LAYOUT),
    "twelfth": (twelfth.PLAN, twelfth.LAYOUT),
    "thirteenth": (thirteenth.PLAN, thirteenth.LAYOUT),
    "fourteenth": (fourteenth.PLAN, fourteenth.LAYOUT),
    "fifteenth": (fifteenth.PLAN, fifteenth.LAYOUT),
    "sixteenth": (sixteenth.PLAN, sixteenth.LAYOUT),
    "seventeenth": (seventeenth.PLAN, seventeenth.LAYOUT),
}


def sibling(name: str) -> Sibling:
    """One of them, printed."""
    plan, layout = PLANS[name]
    return generate(f"{name}-action-plan", plan, layout)
