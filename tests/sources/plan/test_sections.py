"""Prose falls into headed parts, paragraphs and list entries, and tells the plan's structure."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.layout.text_lines import lay_out
from ccwp_kg.sources.plan.narrative import Narrative, read_narrative
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.source_text import SourceText

Narrate = Callable[[str], Narrative]


@pytest.fixture
def narrate(profile: Profile, lexicon: Lexicon) -> Narrate:
    def make(text: str) -> Narrative:
        source = SourceText.of("made-up", text)
        sheet = lay_out(source, page_breaks=profile.layout.page_breaks, stays_on_page=lambda words: not words)
        return read_narrative(
            sheet.lines, collector=Collector(Grammar.of(source, profile=profile, lexicon=lexicon), "", "plan")
        )

    return make


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    [
        (["a b", "c"], "a\nb\n\nc"),
        (
            ["This ends here.", "Another one goes on in the block"],
            "This ends here.\nAnother one goes on in the block",
        ),
        (["Wide line of the block here. It goes on.", "And on."], "Wide line of the block here.\nIt goes on.\nAnd on."),
        (["one two"], "one\n two"),
        (["One.", "two"], "One.\n two"),
        (["one", "Two"], "one\n Two"),
        (["a,", "b"], "-\n\na,\n\n-\nb"),
        # no colon leads to a list where the line above its first mark has room; a dash below a full line is no mark
        (["It leads to", "– one of the entries and", "– two"], "It leads to\n– one of the entries and\n– two"),
        (["It ran from January – March and more"], "It ran from January\n– March and more"),
        # an entry goes on in small letters behind a blank line; one behind a comma or another mark is the next
        (["(1) One and", "(2) Two of them"], "(1) One and\n\n(2) Two of\n\nthem"),
        (["• one,", "two"], "• one,\n\ntwo"),
        (["a) one", "b) two"], "a) one\n\nb) two"),
        (["One of", "them"], "One of\n\nthem"),
        # where no marks are printed a comma or “and” closes an entry
        (
            ["What all work for is:", "To look,", "To see and", "To hear."],
            "What all work for is:\n\nTo look,\nTo see and\nTo hear.",
        ),
    ],
)
def test_paragraphs(paragraphs: list[str], text: str, narrate: Narrate) -> None:
    """A short line that ends a sentence ends a paragraph; a page break does not part a sentence."""
    (section,) = narrate(text).sections
    assert [paragraph.text.text for paragraph in section.paragraphs] == paragraphs


def test_parts_by_their_headings(narrate: Narrate) -> None:
    found = narrate(
        "Hello.\n\nIntroduction\nWords.\n\nContent of the Ninth Action Plan\n\n"
        "Implementation of the Action Plan\n\nA rule. Two."
    )
    assert [section.slug for section in found.sections] == ["invitation", "introduction", "content", "implementation"]
    assert [rule.text for rule in found.rules] == ["A rule.", "Two."]


@pytest.mark.parametrize("heading", ["Introduction to more", "The Introduction", "Content of the Action Plan"])
def test_what_is_no_heading(heading: str, narrate: Narrate) -> None:
    assert [section.slug for section in narrate(f"{heading}\n\nWords.").sections] == ["invitation"]


def test_structure(narrate: Narrate) -> None:
    """Objectives stand between two definitions whatever bullets stand among them; areas are what is listed."""
    structure = narrate(
        "It covers one or more of the following work areas:\n-\n\nborders, and\n\n-\n\ntrade.\n\n"
        "It is structured so:\n\no\n\n“Strategic objective” column refers to aims:\n\nTo begin,\n\no\n\nTo end;\n\n"
        "“Performance indicator” column refers to reports.\n\nThe box “Terms of reference” has reasons."
    )
    assert [area.name.text for area in structure.work_areas] == ["borders", "trade"]
    assert [objective.text for _, objective in structure.objectives] == ["To begin", "To end"]
    assert [column.column for column in structure.columns] == ["objectives", "indicators", "terms-of-reference"]
