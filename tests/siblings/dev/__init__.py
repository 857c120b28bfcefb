"""The invented plans that the reader may be developed with."""

from siblings.dev import seventh, sixth
from siblings.expected import Sibling
from siblings.generator import generate

PLANS = {"sixth": (sixth.PLAN, sixth.LAYOUT), "seventh": (seventh.PLAN, seventh.LAYOUT)}


def sibling(name: str) -> Sibling:
    """One of them, printed."""
    plan, layout = PLANS[name]
    return generate(f"{name}-action-plan", plan, layout)
