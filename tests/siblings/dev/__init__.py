"""The invented plans that the reader may be developed with."""

from siblings.dev import eighth, eleventh, ninth, seventh, sixth, tenth
from siblings.expected import Sibling
from siblings.generator import generate

PLANS = {
    "sixth": (sixth.PLAN, sixth.LAYOUT),
    "seventh": (seventh.PLAN, seventh.LAYOUT),
    "eighth": (eighth.PLAN, eighth.LAYOUT),
    "ninth": (ninth.PLAN, ninth.LAYOUT),
    "tenth": (tenth.PLAN, tenth.LAYOUT),
    "eleventh": (eleventh.PLAN, eleventh.LAYOUT),
}


def sibling(name: str) -> Sibling:
    """One of them, printed."""
    plan, layout = PLANS[name]
    return generate(f"{name}-action-plan", plan, layout)
