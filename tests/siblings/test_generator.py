"""An invented document holds what is expected of it: the expected values stand where they are said to stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from siblings.making.expected import Sibling
from siblings.making.generator import generate
from siblings.making.ink import NO_BREAK_SPACE, SOFT_HYPHEN
from siblings.making.layout import FIVE, Layout, each
from siblings.plans import DEVELOPMENT, HELD_OUT, read_plan, sibling

NAMES = sorted(DEVELOPMENT)
OTHER_THAN_PRINTED = re.compile(
    r"plan/(ordinal|status|from|until|based-on|addressed-to|forwarded-to|declared-actions|meeting/\d+|earlier/\d+/(from|until))"
)
SAYS_NOTHING = ("page/", "heading/", "annex/", "section/", "list-mark")


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


def test_headers_and_footers_are_no_part_of_a_field(printed: Sibling) -> None:
    inside = {place for field in printed.fields.values() for place in field.core}
    assert not [at for at, claim in printed.claims.items() if claim.startswith("page/") and at in inside]


def test_the_same_plan_gives_the_same_characters(printed: Sibling) -> None:
    assert printed == sibling(printed.name.removesuffix("-action-plan"))


def test_each_row_is_one_stretch_of_its_own(printed: Sibling) -> None:
    stretches = sorted(printed.rows.values())
    assert len(stretches) == int(printed.fields["plan/declared-actions"].meant)
    assert all(end <= start for (_, end), (start, _) in pairwise(stretches))


SHOWS = {
    "ligatures": "ﬁ",
    "soft_hyphens": SOFT_HYPHEN,
    "no_break_spaces": NO_BREAK_SPACE,
    "decomposed": r"[a-z]\u0301",
    "straight_quotes": '"',
    "hyphenated": rf"\w[-{SOFT_HYPHEN}]\r?\n[a-z]",
}


@pytest.mark.parametrize("option", SHOWS)
def test_an_option_of_a_layout_shows_where_it_is_on_and_nowhere_else(option: str) -> None:
    on = {name for name, (_, layout) in DEVELOPMENT.items() if getattr(layout, option)}
    assert on
    assert on == {name for name in DEVELOPMENT if re.search(SHOWS[option], sibling(name).text)}


def test_every_page_begins_with_its_header_and_ends_with_its_footer() -> None:
    _, layout = DEVELOPMENT["seventh"]
    pages = sibling("seventh").text.split(layout.page_mark)
    assert len(pages) > 4
    for number, page in enumerate(pages, 1):
        lines = [line for line in page.splitlines() if line]
        assert [line.format(page=number) for line in layout.header] == lines[: len(layout.header)]
        assert [line.format(page=number) for line in layout.footer] == lines[-len(layout.footer) :]


def test_a_page_of_the_annex_ends_when_it_is_full() -> None:
    """With shorter pages there are more of them, and the headings that stand on every page are repeated."""
    plan, layout = DEVELOPMENT["ninth"]
    long, short = (generate("ninth", plan, replace(layout, page_lines=lines)).text for lines in (34, 20))
    assert long.count("- 8 -") < short.count("- 8 -") == 1
    assert long.count("Timetable\n") < short.count("Timetable\n")


def test_what_is_said_twice_is_refused() -> None:
    """Two actions of one number would be expected in one place."""
    plan, _ = DEVELOPMENT["sixth"]
    twice = replace(plan, actions=(plan.actions[0], plan.actions[0]))
    with pytest.raises(ValueError, match=r"action/6\.1/number is said twice"):
        generate("twice", twice, Layout(rows=(each(FIVE),)))


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("no label is given for lead", {"columns": (*FIVE, "lead")}),
        ("headings is page; give one of rows, once, pages", {"headings": "page"}),
        ("footnotes need pages", {"page_mark": "", "footnotes": "bodies"}),
    ],
)
def test_a_layout_that_cannot_be_printed_is_refused(words: str, options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=words):
        Layout(rows=(each(FIVE),), **options)


def test_every_plan_is_found() -> None:
    """A glob that misses files would measure the reader with fewer plans."""
    assert [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17] == [plan.ordinal for plan, _ in DEVELOPMENT.values()]
    assert [*range(22, 73)] == [plan.ordinal for plan, _ in HELD_OUT.values()]


def test_a_misspelt_field_is_refused(tmp_path: Path) -> None:
    source = (Path(__file__).parent / "dev" / "sixth.json").read_text(encoding="utf-8")
    for word in ('"work_areas"', '"rows"', '"key"', '"own"'):
        (tmp_path / "sixth.json").write_text(source.replace(word, word[:-1] + 'x"'), encoding="utf-8")
        with pytest.raises((TypeError, KeyError)):
            read_plan(tmp_path / "sixth.json")
