"""A damaged document is read as far as it goes, and each damage is named where it lies."""

import re
from collections.abc import Callable

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText

pytestmark = pytest.mark.slow

Read = Callable[[str], Reading]


def problems(reading: Reading) -> set[str]:
    return {issue.code for issue in reading.issues if issue.severity == "problem"}


def test_the_document_itself_has_no_problems(fifth: Reading) -> None:
    """What had to be decided is noted; nothing is left not understood."""
    assert problems(fifth) == set()
    assert sorted(issue.code for issue in fifth.issues) == [
        "dash-missing",
        "list-marks-collapsed",
        "objective-in-free-text",
        *["series-new"] * 3,  # JAI twice, and UD: the names of these tests lack them
        "untangled",
    ]


@pytest.mark.parametrize(
    ("problem", "find", "put"),
    [
        ("annex-heading-missing", r"\n ANNEX\n", "\n \n"),
        ("words-unassigned", r"\n5\.4\n", "\n\n"),
        ("action-count", r"\n5\.4\n", "\n\n"),
        ("action-count", r"contains 10 actions", "contains 11 actions"),
        ("action-number-left-out", r"\n5\.4\n", "\n\n"),
        ("action-of-another-plan", r"\n5\.4\n", "\n6.4\n"),
        ("action-number-twice", r"\n5\.4\n", "\n5.3\n"),
        ("heading-missing", r"Terms of reference\nThere is no training", "There is no training"),
        ("terms-missing", r"(?<=Terms of reference\n)There is no training(?s:.*?)(?=\n+ Proposed action)", ""),
        ("cells-undecided", r"\(1\) To improve and make more\nflexible the existing cooperation\nprocess\.\n", ""),
        ("numbering", r"\(3\) Promoting", "(4) Promoting"),
        ("footnote-without-mark", r"customs cooperation1 ", "customs cooperation "),
        (
            "mark-without-body",
            r"OJ C 115, 4\.5\.2010, p\. 1\.\n11801/4/10 REV 4 ENFOCUSTOM 65 \(to be issued\)\.\n",
            "",
        ),
        ("revision-differs", r"8284/1/08 REV 1", "8284/1/08 REV 2"),
        ("not-stated", r" Draft Fifth", " Fifth"),
        ("not-stated", r"1\.7\.2011(?:–| to )31\.12\.2012|1 July 2011 to 31 December 2012", "soon"),
        ("not-stated", r"on\n18 February and 24 March 2011", "twice"),
        ("annex-end-missing", r"\.\n+_+\n", "\n\n"),
        ("columns-undivided", r"‘need to set up[^’]*’", "the need"),
    ],
)
def test_damage_is_named(problem: str, find: str, put: str, source: SourceText, read_text: Read) -> None:
    text, changes = re.subn(find, put, source.text)
    assert changes >= 1
    assert problem in problems(read_text(text))


def test_a_plan_without_an_action_is_refused(source: SourceText, read_text: Read) -> None:
    """Its words would all be loose, and nothing would be told of the plan."""
    with pytest.raises(
        UnreadableDocument, match=r"no action was found .*: no row of it has a number such as 5\.1; name"
    ):
        read_text(re.sub(r"\n ?5\.\d+\n", "\n\n", source.text))


@pytest.mark.parametrize(("mark", "told"), [("\f", []), ("\f \n\f", ["page 2 holds no words"]), ("\f\f\f", [2, 3])])
def test_a_page_without_words_is_told(mark: str, told: list[str | int], source: SourceText, read_text: Read) -> None:
    """It may be a picture that holds an action; the end of a document is no page."""
    reading = read_text(source.text.replace("\n5.4\n", f"\n{mark}5.4\n") + "\f")
    issues = [issue for issue in reading.issues if issue.code == "page-without-words"]
    assert len(told) == len(issues)
    assert all(str(each) in issue.message for each, issue in zip(told, issues, strict=True))


def test_a_body_whose_part_in_an_indicator_is_not_understood_is_told(source: SourceText, read_text: Read) -> None:
    reading = read_text(source.text.replace("opportunities,\nreport to the", "opportunities,\nnote for the"))
    (issue,) = [issue for issue in reading.issues if issue.code == "decision-not-understood"]
    assert issue.span is not None
    assert "note for the CCWP" in reading.source.exact(issue.span)
    assert "action 5.5" in issue.message


@pytest.mark.parametrize(
    ("action", "find", "put", "exact"),
    [
        ("5.3", "- CEPOL,\n- COM", "- CPOL,\n- COM", "- CPOL,"),
        ("5.4", "- COM (OLAF),\n- Europol.\n", "- COM (OLAF),\n- Europol and Interpol.\n", "- Europol and Interpol."),
    ],
)
def test_a_note_says_where(
    *, action: str, find: str, put: str, exact: str, source: SourceText, read_text: Read
) -> None:
    """A body that is not known is noted at its entry and is no problem, for the entry keeps its words."""
    reading = read_text(source.text.replace(find, put))
    (issue,) = [issue for issue in reading.issues if issue.code == "unknown-party"]
    assert issue.span is not None
    assert ("note", exact) == (issue.severity, reading.source.exact(issue.span))
    assert f"action {action}" in issue.message


def test_no_cell_takes_the_words_of_a_missing_one(source: SourceText, read_text: Read) -> None:
    """5.1 without objectives: nothing may move into the gap unsaid."""
    text = re.sub(r"\(1\) To consider.*?process\.\n\n(?=\(1\) Analysis)", "", source.text, count=1, flags=re.DOTALL)
    action = read_text(text).actions[0]
    assert action.number == "5.1"
    assert action.objectives == ()
    assert action.title is not None
    assert [party.printed.text for party in action.parties] == ["COM (DG TAXUD, OLAF)", "Europol"]


@pytest.mark.parametrize("step", range(13))
def test_any_line_may_be_lost(step: int, source: SourceText, read_text: Read) -> None:
    """The reader's invariants hold whichever line is missing: no word is lost or counted twice."""
    lines = source.text.split("\n")
    lost = 57 * step + 3
    reading = read_text("\n".join([*lines[:lost], *lines[lost + 1 :]]))
    assert reading.coverage.words == reading.coverage.accounted + len(reading.coverage.unread)


@pytest.mark.parametrize("share", [0.2, 0.3, 0.45, 0.6, 0.75, 0.9, 0.99])
def test_a_torn_document_is_read_or_refused(share: float, source: SourceText, read_text: Read) -> None:
    text = source.text[: int(len(source.text) * share)]
    if "Proposed action\n" not in text:
        with pytest.raises(UnreadableDocument, match=r"no table of actions|no action was found"):
            read_text(text)
        return
    assert "annex-end-missing" in problems(read_text(text))


def test_a_mark_may_close_a_paragraph(source: SourceText, read_text: Read) -> None:
    """The mark belongs to the paragraph's last word, which is not cut in two."""
    reading = read_text(source.text.replace("customs cooperation1 ", "customs cooperation1\n\n"))
    assert [1, 2] == [note.number for note in reading.plan.footnotes[:2]]
    assert "" == "".join(reading.source.exact(word) for word in reading.coverage.unread)


def test_a_soft_hyphen_alone_is_no_word(source: SourceText, read_text: Read) -> None:
    reading = read_text(source.text.replace("\n5.4\n", "\n5.4\n\n\u00ad\n\n"))
    assert [f"5.{number}" for number in range(1, 11)] == [action.number for action in reading.actions]
