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
        ("aim", ["A survey of all ports will be carried out"], "A survey of all ports will be carried out. It ends."),
        ("aim", ["Fees in ports should be further studied"], "It ends. Fees in ports should be further studied."),
        ("aim", ["A leaflet could be drafted to warn farmers"], "A leaflet could be drafted to warn farmers."),
        ("aim", ["CCWP should further examine fees"], "The CCWP should further examine fees. It ends."),
        ("aim", ["it would be interesting to ask them"], "Now it would be interesting to ask them."),
        ("aim", ["Annual meetings will deal with fees"], "Annual meetings will deal with fees."),
        ("aim", ["They will also contribute to fair fees"], "They will also contribute to fair fees."),
        ("aim", ["this action could lead to fair fees"], "In the end this action could lead to fair fees."),
        (
            "aim",
            ["As fees have risen, it should be further explored why"],
            "As fees have risen, it should be further explored why.",
        ),
        (
            "aim",
            [],
            "A survey was carried out, as it is to be. Fees to be further studied are high. It is drafted to warn.",
        ),
        ("aim", [], "The CCWP discussed fees. Meetings will end. It contributed to this. It is interesting to see."),
        ("plan-aim", ["The new Action Plan aims at it"], "The new Action Plan aims at it. It ends."),
        ("plan-aim", [], "The new Action Plan builds on it; this action aims at it."),
        (
            "reported",
            ["Yet the matter was discussed at a meeting"],
            "Yet the matter was discussed at a meeting. It ends.",
        ),
        ("reported", ["A small group was suggested"], "A small group was suggested."),
        ("reported", [], "The matter will be discussed at a meeting. It is to be suggested."),
        (
            "reported",
            ["drew attention to high fees, by suggesting fair ones"],
            "The report drew attention to high fees, by suggesting fair ones. It ends.",
        ),
        ("reported", ["drew attention to the lack of ports"], "It drew attention to the lack of ports."),
        ("reported", [], "“Proposed action” is a column; the plan they proposed is none."),
        (
            "reported",
            [],
            "It drew attention to the ‘need of ports’, by chance. Nobody drew attention by suggesting it.",
        ),
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
    ("New ports have a considerable effect on fees", "It ends. New ports have a considerable effect on fees."),
    ("Forged fees are becoming more frequent in ports", "Forged fees are becoming more frequent in ports."),
    ("To keep fees it is essential that all pay", "To keep fees it is essential that all pay. It ends."),
    ("Checks call for modern equipment in ports", "Checks call for modern equipment in ports."),
    ("Fees are due to the lack of ports", "Fees are due to the lack of ports, thus the plan grows."),
    (
        None,
        "Fees have an effect. They become frequent. It is essential. The form that the chair requires is on training.",
    ),
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
    ("Farmers have a wide experience in fees", "It ends. Farmers have a wide experience in fees."),
    ("Ports are usually part of larger towns", "Ports are usually part of larger towns."),
    ("Yet ports can also be a target of thieves", "Yet ports can also be a target of thieves."),
    ("The new Action Plan builds on it", "The new Action Plan builds on it. It ends."),
    (
        None,
        "They have experience in it. Ports, part of towns, could be the subject of a course. Action Plans build on it.",
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
    ("said", "text"),
    [
        (  # each of two parts by its own
            [("reported", "Fees were discussed at a meeting"), ("reason", "ports have not been addressed")],
            "Fees were discussed at a meeting, ports have not been addressed.",
        ),
        (
            [("reason", "Because fees rise"), ("aim", "project group will meet (e.g. in Riga, or Rome)")],
            "Because fees rise, the project group will meet (e.g. in Riga, or Rome).",
        ),
        (
            [("reason", "Tolls have not been used"), ("aim", "it should be further studied why")],
            "Tolls have not been used, therefore, it should be further studied why.",
        ),
        # what is told is told whole, whatever it is
        (
            [("reported", "Council noted that ports play a key role in it")],
            "In May the Council noted that ports play a key role in it.",
        ),
        # no comma parts them; a relative clause goes on with the words before
        (
            [("aim", "this action could lead to what is only possible by day")],
            "So this action could lead to what is only possible by day.",
        ),
        (
            [("aim", "project group will study tolls, which have not been used")],
            "The project group will study tolls, which have not been used.",
        ),
        (  # a comma in a bracket parts nothing
            [("aim", "project group will study tolls (old, new) that are too slow")],
            "The project group will study tolls (old, new) that are too slow.",
        ),
        (
            [("aim", "CCWP should examine which tolls rise"), ("aim", "CCWP should examine how ports pay")],
            "The CCWP should examine (1) which tolls rise (see there), (2) how ports pay (and when).",
        ),
        ([("aim", "CCWP should examine (1) tolls")], "The CCWP should examine (1) tolls."),
        ([("aim", "CCWP should examine (1) tolls and (3) fees")], "The CCWP should examine (1) tolls and (3) fees."),
    ],
)
def test_no_word_of_a_sentence_is_held_twice(
    said: list[tuple[str, str]], text: str, scan: Make, profile: Profile
) -> None:
    """A sentence of two parts makes two statements, another only that whose cue stands first; points make several."""
    assert [(each.kind, each.passage.text) for each in statements_in(scan(text), profile=profile)] == said


def test_a_former_name_is_known_to_be_one(scan: Make, profile: Profile) -> None:
    """That the former committee is today's no word says."""
    texts = ("The former Article 36 Committee approved it", "The CCWP approved it")
    texts = tuple(f"{text.removesuffix('it')}the first Action Plan in May 2003." for text in texts)
    approvals = [
        each for text in texts for each in statements_in(scan(text), profile=profile) if each.kind == "approval"
    ]
    assert [each.agent_words.rule if each.agent_words else "" for each in approvals] == ["agent.former-name", None]


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
