"""Whatever is no document of the family is refused in one sentence that names cause and cure."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.file_process import what_is_wrong
from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.records.records import Reading


def test_a_pdf_is_no_text_file(tmp_path: Path) -> None:
    """Whoever loads a source of the knowledge base is told which commands take a PDF."""
    path = tmp_path / "plan.txt"
    path.write_bytes(b"%PDF-1.4\x00\x01")
    with pytest.raises(UnreadableDocument, match="is a PDF; give it to 'ccwp-kg read'"):
        load_source(path)


@pytest.mark.parametrize(("cause", "name"), [("there is no file", "nothing.txt"), ("cannot be read", ".")])
def test_files_that_cannot_be_opened(cause: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=cause):
        load_source(tmp_path / name)


def test_a_source_is_named_and_its_bytes_are_digested(tmp_path: Path) -> None:
    """Line ends stay; a byte order mark is no character of the document, but one of its bytes."""
    content = b"\xef\xbb\xbfone\r\ntwo"
    path = tmp_path / "plan-x.txt"
    path.write_bytes(content)
    source = load_source(path)
    assert (source.name, source.text) == ("plan-x", "one\r\ntwo")
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert load_source(path, name="other").name == "other"


NO_TABLE = "no table of actions .* made-up: neither .* “ANNEX”, nor two such as “Proposed action” and “Strat.*”"
NO_NAME = "no title in made-up names a plan, as “Fifth Action Plan” does; give a document of the family"
NO_HEADING = (
    "no action was found in made-up: no two headings of the profile “action-plan” stand in it, such as "
    "“Proposed action” and “Strategic objective”; name a profile that fits it"
)
NO_NUMBER = r"no action was found in made-up: no row of it has a number such as 6\.1"
SIXTH = "Draft Sixth Action Plan\n\n ANNEX\n\n"
MATRIX = "Action\tEuropol\tCOM\n6.1 Joint controls of cash couriers\tx\t\n6.2 Report on national practice\tx\tx\n"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (f"{NO_TABLE}; give", "A recipe for soup.\n\n5.1\n\nTake an onion."),
        (rf"{NO_TABLE}, nor a number such as 5\.1; give", "Draft Fifth Action Plan (2011)\n\nNothing follows."),
        (f"{NO_TABLE}; give", "{}"),
        (rf"{NO_TABLE}, nor a number such as 6\.1; give", "Sixth Action Plan\n\nNothing follows."),
        ("nothing stands behind the heading of the annex of made-up; give the whole", "Fifth Action Plan\n\nANNEX\n"),
        (NO_NAME, "A letter\n ANNEX\n\nProposed action\n\n5.1\n\nTo improve"),
        (NO_NAME, "The Fifth Action Plan has ended.\n ANNEX\n\nProposed action\n\n5.1\n\nTo improve"),
        (NO_HEADING, "Draft Fifth Action Plan\n\n ANNEX\n\nNothing follows."),
        (
            "no action was found in made-up: nothing tells which words are those of its headings “Action” and "
            "“Timetable” and of its number 1.1; name",
            "Draft Action Plan on seals\n\n ANNEX\n\nAction\n\n1.1 To see seals\n\nTimetable\n\n2013\n",
        ),
        (
            "no action was found in made-up: nothing tells which words are those of its headings “Action” and "
            "“Timetable” and of its number 4; name",
            "Draft Sixth Action Plan\n\n ANNEX\n\nAction 4\n\nTo see seals\n\nAction\n\nTimetable\n\n2013\n",
        ),
        (
            "no action was found in made-up: no row of it has a number; name",
            "Draft Action Plan on seals\n\n ANNEX\n\nAction\n\nTo see seals\n\nTimetable\n\n2013\n",
        ),
        (NO_NUMBER, f"{SIXTH}No\tProposed action\tDeadline\n?\tParcels\tMay 2013\n?\tLetters\tJune 2013\n"),
        (NO_NUMBER, f"{SIXTH}No\tProposed action\tBudget\tDeadline\n?\tParcels\t5\tMay 2013\n"),
        (NO_NUMBER, f"{SIXTH}Proposed action Strategic objective Timetable\nParcels\nTo find\nMay 2013\n"),
        (NO_HEADING, "Draft Fifth Action Plan\n\n ANNEX\n\nContact persons\n\nJohn Doe, customs\n______\n"),
        (NO_HEADING, f"{SIXTH}{MATRIX}"),
    ],
)
def test_texts_of_another_family(message: str, text: str, read_text: Callable[[str], Reading]) -> None:
    """Each sentence says what was looked for; a plan without an action is no success."""
    with pytest.raises(UnreadableDocument, match=message):
        read_text(text)


@pytest.mark.parametrize("error", [MemoryError(), ValueError(MemoryError())], ids=["itself", "wrapped"])
def test_a_lack_of_memory_is_told_as_one(error: Exception) -> None:
    """pdfplumber wraps what the library below it raises."""
    assert "it takes more than 1024 MiB of memory; give" in what_is_wrong(error)
