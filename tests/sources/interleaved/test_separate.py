"""Two columns in the same lines come apart by the document's own words, by widths, or not at all."""

import pytest

from ccwp_kg.sources.interleaved.by_quotation import Passages
from ccwp_kg.sources.interleaved.separate import BY_QUOTATION, BY_WIDTH, SplitEvidence, by_gap, separate
from ccwp_kg.sources.layout.text_lines import lay_out
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import SourceText

TITLE = ("To find a good", "rule for seized", "tobacco stores")
OBJECTIVES = ("Comparing the rules on", "storage of all goods in", "the scope of the various", "other legal frameworks")
WIDE = (40, 60)
AIMS = ("To act before the goods have left the port", "To keep the market clean of goods that harm")


INTERLEAVED = "\n".join(
    (OBJECTIVES[0], "9.1", TITLE[0], OBJECTIVES[1], TITLE[1], OBJECTIVES[2], f"{TITLE[2]} {OBJECTIVES[3]}")
)
"""As a page prints them: objectives above the number, turns behind it, one shared line."""


def pieces(
    text: str, profile: Profile, *, quoting: str, widths: tuple[int, int]
) -> tuple[str, list[str], list[str]] | None:
    source = SourceText.of("made-up", text)
    lines = lay_out(source, page_breaks=profile.layout.page_breaks, stays_on_page=lambda words: not words).lines
    number = next(line.index for line in lines if line.text == "9.1")
    listed = (Passages(AIMS, jump=True), "right")
    evidence = SplitEvidence(Passages([quoting], jump=False), listed, widths)
    found = separate(lines[:number], lines[number + 1 :], evidence)
    if found is None:
        return None
    return found.rule, [line.text for line in found.left], [line.text for line in found.right]


def test_widths_decide_where_nothing_is_quoted(profile: Profile) -> None:
    found = pieces(INTERLEAVED, profile, quoting="Nothing like it.", widths=(15, 24))
    assert found == (BY_WIDTH, list(TITLE), list(OBJECTIVES))


@pytest.mark.parametrize(
    ("quoting", "widths"),
    [
        ("Nothing like it.", (40, 40)),
        ("Nothing like it.", (5, 5)),
        ("Only the scope of is quoted.", (40, 40)),
        ("", (0, 0)),
    ],
)
def test_nothing_is_decided_where_several_readings_or_none_remain(
    quoting: str, widths: tuple[int, int], profile: Profile
) -> None:
    assert pieces(INTERLEAVED, profile, quoting=quoting, widths=widths) is None


@pytest.mark.parametrize(
    ("right", "left"),
    [
        (["(1) To act before the goods have", "left the port."], ["To find a good", "rule for seized"]),
        (["(2) To keep the market clean of", "goods that harm."], ["To lend equipment", "to each other"]),
    ],
)
def test_objectives_that_end_above_the_number_leave_the_rest_to_the_other_cell(
    right: list[str], left: list[str], profile: Profile
) -> None:
    found = pieces("\n".join((*right, "9.1", *left)), profile, quoting="Nothing like it.", widths=(0, 0))
    assert found == (BY_QUOTATION, left, right)


@pytest.mark.parametrize(
    ("right", "printed"),
    [
        (["1) Visits", "firms"], "Certificates are   1) Visits\nverified           firms"),
        (
            ["1) Visits", "firms", "at sea"],
            "Certificates are    1) Visits\nverified           firms\n" + " " * 19 + "at sea",
        ),
        (None, "Certificates are   1) Visits\nverified  firms"),
        (None, "Certificates are   1) Visits\nverified                 firms"),
    ],
)
def test_pieces_stand_in_a_column_though_letters_of_a_ligature_push_them(
    right: list[str] | None, printed: str, profile: Profile
) -> None:
    """A piece a little off is the column's behind a wide gap only; one far off is nobody's, and nothing is decided."""
    source = SourceText.of("made-up", printed)
    lines = lay_out(source, page_breaks=profile.layout.page_breaks, stays_on_page=lambda words: not words).lines
    found = by_gap(lines)
    assert right == (None if found is None else [line.text for line in found.right])
