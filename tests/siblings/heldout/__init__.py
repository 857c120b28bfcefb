"""The invented plans that the reader was measured with at first sight; a new one is measured before it is looked at."""

from siblings.expected import Sibling
from siblings.generator import generate
from siblings.heldout import (
    fifty_fifth,
    fifty_fourth,
    fifty_seventh,
    fifty_sixth,
    fifty_third,
    fortieth,
    forty_fifth,
    forty_first,
    forty_fourth,
    forty_second,
    forty_seventh,
    forty_sixth,
    forty_third,
    thirtieth,
    thirty_eighth,
    thirty_fifth,
    thirty_first,
    thirty_fourth,
    thirty_ninth,
    thirty_second,
    thirty_seventh,
    thirty_sixth,
    thirty_third,
    twenty_eighth,
    twenty_fifth,
    twenty_fourth,
    twenty_ninth,
    twenty_second,
    twenty_seventh,
    twenty_sixth,
    twenty_third,
)

PLANS = {
    "twenty-second": (twenty_second.PLAN, twenty_second.LAYOUT),
    "twenty-third": (twenty_third.PLAN, twenty_third.LAYOUT),
    "twenty-fourth": (twenty_fourth.PLAN, twenty_fourth.LAYOUT),
    "twenty-fifth": (twenty_fifth.PLAN, twenty_fifth.LAYOUT),
    "twenty-sixth": (twenty_sixth.PLAN, twenty_sixth.LAYOUT),
    "twenty-seventh": (twenty_seventh.PLAN, twenty_seventh.LAYOUT),
    "twenty-eighth": (twenty_eighth.PLAN, twenty_eighth.LAYOUT),
    "twenty-ninth": (twenty_ninth.PLAN, twenty_ninth.LAYOUT),
    "thirtieth": (thirtieth.PLAN, thirtieth.LAYOUT),
    "thirty-first": (thirty_first.PLAN, thirty_first.LAYOUT),
    "thirty-second": (thirty_second.PLAN, thirty_second.LAYOUT),
    "thirty-third": (thirty_third.PLAN, thirty_third.LAYOUT),
    "thirty-fourth": (thirty_fourth.PLAN, thirty_fourth.LAYOUT),
    "thirty-fifth": (thirty_fifth.PLAN, thirty_fifth.LAYOUT),
    "thirty-sixth": (thirty_sixth.PLAN, thirty_sixth.LAYOUT),
    "thirty-seventh": (thirty_seventh.PLAN, thirty_seventh.LAYOUT),
    "thirty-eighth": (thirty_eighth.PLAN, thirty_eighth.LAYOUT),
    "thirty-ninth": (thirty_ninth.PLAN, thirty_ninth.LAYOUT),
    "fortieth": (fortieth.PLAN, fortieth.LAYOUT),
    "forty-first": (forty_first.PLAN, forty_first.LAYOUT),
    "forty-second": (forty_second.PLAN, forty_second.LAYOUT),
    "forty-third": (forty_third.PLAN, forty_third.LAYOUT),
    "forty-fourth": (forty_fourth.PLAN, forty_fourth.LAYOUT),
    "forty-fifth": (forty_fifth.PLAN, forty_fifth.LAYOUT),
    "forty-sixth": (forty_sixth.PLAN, forty_sixth.LAYOUT),
    "forty-seventh": (forty_seventh.PLAN, forty_seventh.LAYOUT),
    "fifty-third": (fifty_third.PLAN, fifty_third.LAYOUT),
    "fifty-fourth": (fifty_fourth.PLAN, fifty_fourth.LAYOUT),
    "fifty-fifth": (fifty_fifth.PLAN, fifty_fifth.LAYOUT),
    "fifty-sixth": (fifty_sixth.PLAN, fifty_sixth.LAYOUT),
    "fifty-seventh": (fifty_seventh.PLAN, fifty_seventh.LAYOUT),
}


def sibling(name: str) -> Sibling:
    """One of them, printed."""
    plan, layout = PLANS[name]
    return generate(f"{name}-action-plan", plan, layout)
