"""Statements are what the profile's phrases find, with a value where the words carry one."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.recognition.statements import statements_in

Make = Callable[[str], Scan]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["if necessary"], "will, if necessary, draft"),
        (["If the Council agrees"], "If the Council agrees, more follows"),
        (["if a Member State agrees"], "It follows if a Member State agrees, and ends"),
        (["Where appropriate", "if needed"], "Where appropriate, it reports; if needed, it meets"),
        (["when protection of personal data is required"], "It helps when protection of personal data is required (8)"),
        (["After the needs will be identified"], "After the needs will be identified, the group drafts"),
        (["Once the report has been adopted"], "Once the report has been adopted, it is published"),
        (["provided that the CCWP agrees"], "It begins, provided that the CCWP agrees."),
        (["unless the CCWP objects"], "It begins unless the CCWP objects."),
        ([], "Even if the services agree, nothing follows"),
        ([], "Even where necessary they stay"),
        ([], "After the meeting was held, the group met when it could"),
        ([], "The areas where a lack is discovered are where services meet"),
        ([], "in the case of crisis, as if nothing were"),
    ],
)
def test_conditions(words: list[str], text: str, scan: Make, profile: Profile) -> None:
    """A concession ("even if") is none, nor what is over, nor a place; the mark that ends a condition is no part."""
    assert [each.passage.text for each in statements_in(scan(text), profile=profile)] == words


@pytest.mark.parametrize(
    ("kind", "words", "text"),
    [
        (
            "aim",
            ["project group will meet, e.g. in Riga, and draft"],
            "The project group will meet, e.g. in Riga, and draft. It ends.",
        ),
        (
            "aim",
            ["project group with COM will seek funds"],
            "Then the project group with COM will seek funds. Then it ends.",
        ),
        ("aim", ["main aim of this action is to train"], "The main aim of this action is to train."),
        (
            "aim",
            ["it should be further examined (e.g. by OLAF) how"],
            "Now it should be further examined (e.g. by OLAF) how.",
        ),
        ("aim", [], "The project group met, and the action had an aim. The project group. It will end."),
        ("aim", [], "The aim of this chapter is to tell. The action aims."),
        ("reported", ["Council recognised that it is late"], "The Council recognised that it is late. More follows."),
        (
            "reported",
            ["Council noted with satisfaction what was done"],
            "The Council noted with satisfaction what was done",
        ),
        ("reported", ["concluded that less is more"], "The CCWP met and concluded that less is more."),
        ("reported", ["recommends a list"], "It is based on 8282/08 which recommends a list."),
        ("reported", [], "It should be recognised that reports are no decisions. It was noted. Nothing was resolved."),
        (
            "aim",
            ["Ways could be explored by the project group"],
            "Ways could be explored by the project group. It ends.",
        ),
        ("aim", [], "Ways were explored by the project group, and could be explored by the CCWP."),
        ("plan-aim", ["The new Action Plan builds on it"], "The new Action Plan builds on it. It ends."),
        ("plan-aim", [], "An earlier Action Plan builds on it; this action builds on it."),
        (
            "reported",
            ["Yet the matter was discussed at a meeting"],
            "Yet the matter was discussed at a meeting. It ends.",
        ),
        ("reported", ["A small group was suggested"], "A small group was suggested."),
        ("reported", [], "The matter will be discussed at a meeting. It is to be suggested."),
        ("reported", [], "“Proposed action” is a column; the plan they proposed is none."),
    ],
)
def test_sentences_tell_aims_and_what_others_have_said(
    kind: str, words: list[str], text: str, scan: Make, profile: Profile
) -> None:
    """From its beginning, where the cue stands within, up to the end of the sentence, which the stop of an abbreviation
    is not; what a document itself wishes to be recognised nobody has said."""
    found = statements_in(scan(text), profile=profile)
    assert [each.passage.text for each in found if each.kind == kind] == words


REASONS = [
    ("Because it is late, we meet", "Because it is late, we meet. It ends."),
    ("It is late, e.g. due to the traffic", "It ends. It is late, e.g. due to the traffic."),
    ("There is no course offered to officials", "It ends. There is no course offered to officials."),
    ("It shows that there is a lack of staff", "It shows that there is a lack of staff."),
    ("Officials are not yet equipped with scanners", "Officials are not yet equipped with scanners."),
    ("The tools have not been fully used", "The tools have not been fully used."),
    ("It is only possible on demand", "It is only possible on demand."),
    ("Checks are too slow", "Checks are too slow."),
    ("Traffic poses a major challenge", "Traffic poses a major challenge. It ends."),
    ("Reports show a steady growth in traffic", "Reports show a steady growth in traffic."),
    (None, "The group is due to report in May. There is no objection. There is no need for what is offered by others."),
    (None, "Officials are provided with scanners, which have been used. The absence of the chair is only known here."),
    (None, "The group is to challenge a slow reading. A table shows how to increase it."),
]
CHARACTERS = [
    ("former CATS", "The former CATS met. It ends."),
    ("The CCWP has an important role in it", "It ends. The CCWP has an important role in it."),
    ('Since then it has been the main "keeper"', 'Since then it has been the main "keeper".'),
    (
        "final report of Action 4.1 of the Fourth Action Plan",
        "See the final report of Action 4.1 of the Fourth Action Plan.",
    ),
    (
        None,
        "The former document, the role of the CCWP in it and the main aim are known; the final report of it is not.",
    ),
]


@pytest.mark.parametrize(
    ("kind", "words", "text"),
    [("reason", *each) for each in REASONS] + [("character", *each) for each in CHARACTERS],
)
def test_sentences_tell_why_and_what_something_is(
    kind: str, words: str | None, text: str, scan: Make, profile: Profile
) -> None:
    """The whole sentence, so that what denies or limits the words stays with them; words that only look alike tell
    nothing: "due to report", "no objection"."""
    found = statements_in(scan(text), profile=profile)
    assert [each.passage.text for each in found if each.kind == kind] == ([] if words is None else [words])


@pytest.mark.parametrize(
    ("about", "text"),
    [
        ("document/ST-8096-2011-INIT", "Following the Conclusions [to be] adopted on 11 April 2011 (8096/11), we meet"),
        ("document/ST-8097-2011-INIT", "As 8096/11 says, [to be] adopted on 11 April 2011 is 8097/11"),
        ("document/ST-8096-2011-INIT", "8096/11 (to be issued)"),
        (None, "[to be] adopted on 11 April 2011. See 8096/11"),
    ],
)
def test_what_is_still_to_come_is_a_document_of_the_same_sentence(
    about: str | None, text: str, scan: Make, profile: Profile
) -> None:
    (statement,) = statements_in(scan(text), profile=profile)
    assert (statement.kind, statement.about) == ("pending", about)


def test_statements_stand_in_the_order_of_their_words(scan: Make, profile: Profile) -> None:
    text = "It reports every two years, if necessary, and runs for three years."
    assert [each.kind for each in statements_in(scan(text), profile=profile)] == ["recurrence", "condition", "duration"]


@pytest.mark.parametrize(
    ("acts", "text"),
    [
        (
            ["act/council-resolution-2003"],
            "under the Resolution of 2 October 2003 on a strategy for customs cooperation",
        ),
        ([], "under the opinion of 2 October 2003"),
    ],
)
def test_a_date_in_the_name_of_an_act_is_that_of_the_act(
    acts: list[str], text: str, scan: Make, profile: Profile
) -> None:
    """The date of anything else is left alone."""
    found = [(each.about, each.value) for each in statements_in(scan(text), profile=profile)]
    assert [(act, "2003-10-02") for act in acts] == found
