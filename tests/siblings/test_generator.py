"""An invented document holds what is expected of it: the expected values stand where they are said to stand."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest

from siblings.dev import PLANS, sibling
from siblings.expected import Sibling
from siblings.ink import SOFT_HYPHEN

NAMES = sorted(PLANS)
OTHER_THAN_PRINTED = re.compile(
    r"plan/(ordinal|status|from|until|based-on|addressed-to|forwarded-to|declared-actions|meeting/\d+|earlier/\d+/(from|until))"
)
SAYS_NOTHING = ("furniture/", "heading/", "annex/", "section/", "list-mark")


@pytest.fixture(scope="module", params=NAMES)
def printed(request: pytest.FixtureRequest) -> Sibling:
    return sibling(request.param)


def legible(raw: str) -> str:
    """Raw characters as a reader takes them, written out here a second time: no blanks, no ligatures, composed."""
    for ligature in "ﬀﬁﬂﬃﬄ":
        raw = raw.replace(ligature, unicodedata.normalize("NFKC", ligature))
    return re.sub(rf"[\s{SOFT_HYPHEN}]", "", unicodedata.normalize("NFC", raw))


def test_the_characters_of_a_field_make_its_value(printed: Sibling) -> None:
    checked = 0
    for path, field in printed.fields.items():
        if field.core and not OTHER_THAN_PRINTED.fullmatch(path):
            assert field.meant.replace(" ", "") == legible("".join(printed.text[at] for at in sorted(field.core))), path
            checked += 1
    assert checked > 60


def test_every_word_goes_to_one_place(printed: Sibling) -> None:
    """A word is of a field, or says nothing: a heading, a list mark, a header, a rule."""
    assert [word.start() for word in re.finditer(r"\S+", printed.text)] == sorted(printed.claims)
    inside = {place for field in printed.fields.values() for place in field.core | field.beside}
    loose = {at: claim for at, claim in printed.claims.items() if at not in inside}
    assert {claim for claim in loose.values() if not claim.startswith(SAYS_NOTHING)} <= {
        claim for claim in loose.values() if claim.startswith("plan/footnote/")
    }


def test_furniture_is_no_part_of_a_field(printed: Sibling) -> None:
    inside = {place for field in printed.fields.values() for place in field.core}
    assert not [at for at, claim in printed.claims.items() if claim.startswith("furniture/") and at in inside]


def test_the_same_plan_gives_the_same_characters(printed: Sibling) -> None:
    assert printed == sibling(printed.name.removesuffix("-action-plan"))


def test_each_row_is_one_stretch_of_its_own(printed: Sibling) -> None:
    stretches = sorted(printed.rows.values())
    assert len(stretches) == int(printed.fields["plan/declared-actions"].meant)
    assert all(end <= start for (_, end), (start, _) in pairwise(stretches))
