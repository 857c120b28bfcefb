"""Entries on parties: their words always, those they name where they are known, examples apart, a role each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import PartyInvolvement, Reading


def entry(reading: Reading) -> PartyInvolvement:
    (found,) = reading.actions[0].parties
    return found


@pytest.mark.parametrize(
    ("parties", "examples", "words"),
    [
        (["com", "olaf"], [], "COM (OLAF)"),
        (["parties-at-the-external-borders"], ["border-guards", "frontex"],
         "Parties at the external borders (including border guards, FRONTEX etc.)"),
        (["eu-jha-agencies", "wco"], ["europol"], "EU JHA agencies (e.g. Europol), WCO"),
        (["eu-jha-agencies"], ["europol", "eurojust"], "EU JHA agencies such as Europol and Eurojust"),
        ([], [], "Customs of Atlantis"),
        ([], [], "EU JHA agencies other than Frontex"),
    ],
)  # fmt: skip
def test_examples_are_no_parties(
    parties: list[str], examples: list[str], words: str, small_plan: Callable[..., Reading]
) -> None:
    found = entry(small_plan(parties=f"- {words}."))
    assert (words, parties, examples) == (
        found.printed.text,
        [each.target.partition("/")[2] for each in found.named_parties],
        [each.target.partition("/")[2] for each in found.examples],
    )


@pytest.mark.parametrize("name", ["Customs of Atlantis", "MAOC(N)", "MAOC-N", "Baltic Border Guards Forum"])
def test_an_unknown_body_is_noted_with_the_cure(name: str, small_plan: Callable[..., Reading]) -> None:
    """It stops nobody: the entry keeps its words, and the note quotes the whole name and says where to describe it."""
    reading = small_plan(parties=f"- COM,\n- {name}.")
    (issue,) = [issue for issue in reading.issues if issue.code == "unknown-party"]
    assert "note" == issue.severity
    assert "data/curated/organisations.ttl" in issue.message
    assert issue.span is not None
    assert f"named by “{name}”" in issue.message
    assert name in reading.source.exact(issue.span)


@pytest.mark.parametrize("cell", ["- {words},\n- WCO.", "Europol, {words}, WCO"])
def test_an_exception_is_told_with_its_words(cell: str, small_plan: Callable[..., Reading]) -> None:
    """No word of it is offered as the name of a body, and what is left out is no party."""
    words = "EU JHA agencies except Frontex"
    reading = small_plan(parties=cell.format(words=words))
    (issue,) = [issue for issue in reading.issues if issue.code == "unknown-party"]
    assert (issue.unknown, issue.severity) == ((), "note")
    assert f"“{words}” leaves out some of the parties" in issue.message
    named = {each.target for entry in reading.actions[0].parties for each in entry.named_parties}
    assert named.isdisjoint({"group/eu-jha-agencies", "organisation/frontex"})


@pytest.mark.parametrize(
    ("told", "entry"), [(0, "Universal Parcel Union"), (1, "Fewer parcels are lost"), (1, "to send more men")]
)
def test_a_long_entry_of_small_words_is_of_another_column(
    told: int, entry: str, small_plan: Callable[..., Reading]
) -> None:
    """An unknown body has its name in capitals."""
    reading = small_plan(parties=f"- Europol,\n- {entry}.")
    assert told == sum(issue.code == "cell-suspect" for issue in reading.issues)


def test_between_delimiters_no_entry_is_of_another_column(read_text: Callable[[str], Reading]) -> None:
    head = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\nNo\tAction\tParties\n"
    reading = read_text(f"{head}6.1\tTo count parcels\tUnits for odd parcels\n")
    assert "cell-suspect" not in {issue.code for issue in reading.issues}


@pytest.mark.parametrize(
    ("entries", "cell"),
    [
        (["COM (OLAF)", "Europol", "WCO"], "COM (OLAF)\nEuropol\nWCO"),
        (["Customs Union Group", "CEPOL"], "Customs Union\nGroup\nCEPOL"),
        (["Customs of Atlantis WCO"], "Customs of Atlantis\nWCO"),  # a name that is not known may go on
        (["COM (OLAF, DG TAXUD)", "WCO"], "COM (OLAF,\nDG TAXUD)\nWCO"),
        (["Europol", "WCO"], "Europol and\nWCO"),
        (["Belgium", "the Council", "Greece"], "Belgium\nthe Council\nGreece"),
        (["Belgium", "Greece"], "Belgium\nand Greece"),
        (["Unit of Atlantis", "ATLA", "ATLPOL"], "Unit of Atlantis\nATLA\nATLPOL"),  # acronyms, one a line
        (["EuATL", "Agency of Atlantis"], "EuATL\nAgency of Atlantis"),
        (["Europol", "ATL.net", "ATLA(N)", "Frontex"], "Europol\nATL.net\nATLA(N)\nFrontex"),
        (["Unit (DG ATLA)", "ATLPOL"], "Unit (DG ATLA)\nATLPOL"),
        (["DG TAXUD", "WCO"], "DG\nTAXUD\nWCO"),
        (["Europol", "eu-ATL"], "Europol\neu-ATL"),
        (["Unit (as DG ATLA)", "Boats of Atlantis"], "Unit (as DG ATLA)\nBoats of Atlantis"),
        (["Unit (DG ATLA) of boats"], "Unit (DG ATLA)\nof boats"),
        (["Europol", "ATLA Secretariat", "WCO"], "Europol\nATLA\nSecretariat\nWCO"),
    ],
)
def test_a_line_that_begins_with_a_name_is_an_entry(
    entries: list[str], cell: str, small_plan: Callable[..., Reading]
) -> None:
    """Where the cell prints no marks, and the line before ends a name or a bracket."""
    assert entries == [each.printed.text for each in small_plan(parties=cell).actions[0].parties]


def test_known_parties_side_by_side_are_told(small_plan: Callable[..., Reading]) -> None:
    """A line end or a mark between them got lost; else two entries would be one without a word."""
    reading = small_plan(parties="- Europol Frontex;\n- OLAF and Eurojust.")
    told = [each.message for each in reading.issues if each.code == "parties-undivided"]
    assert [True] == ["action 6.1: nothing parts the names in “Europol Frontex”" in each for each in told]


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("BE, EL, MT and UK", ["BE", "EL", "MT", "UK"]),
        ("NO and CH", ["NO", "CH"]),  # codes of states that no list has
        ("Belgium & Malta", ["Belgium", "Malta"]),
        ("Belgium, Greece, and Malta", ["Belgium", "Greece", "Malta"]),
        ("Belgium as well as Europol", ["Belgium", "Europol"]),
        ("COM (OLAF and DG TAXUD) and the WCO", ["COM (OLAF and DG TAXUD)", "the WCO"]),
        ("Europol and WCO (as an observer), Malta", ["Europol", "WCO (as an observer)", "Malta"]),
        ("Bosnia and Herzegovina, Malta", ["Bosnia and Herzegovina", "Malta"]),
        ("Malta and Gozo", ["Malta and Gozo"]),  # one half is a name, the whole may be another's
        ("Customs and Europol staff", ["Customs and Europol staff"]),
        ("Europol and Frontex Liaison Office", ["Europol and Frontex Liaison Office"]),
        ("border guards and EU JHA agencies", ["border guards and EU JHA agencies"]),
    ],
)
def test_a_word_joins_whole_names(cell: str, entries: list[str], small_plan: Callable[..., Reading]) -> None:
    """What is joined inside a name, or beside words that belong to it, is one entry as before."""
    assert entries == [each.printed.text for each in small_plan(parties=cell).actions[0].parties]


def test_an_unknown_name_with_and_is_proposed_whole(small_plan: Callable[..., Reading]) -> None:
    reading = small_plan(parties="Trinidad and Tobago, Malta")
    assert [("Trinidad and Tobago",)] == [each.unknown for each in reading.issues if each.code == "unknown-party"]


@pytest.mark.parametrize(
    ("code", "parties"),
    [
        ("party-twice", "- Europol,\n- COM,\n- Europol."),
        ("bracket-open", "- COM (DG TAXUD, OLAF,\n- Europol."),
        (None, "- COM (DG TAXUD, OLAF),\n- Europol."),
    ],
)
def test_an_entry_that_may_be_misprinted_is_noted(
    code: str | None, parties: str, small_plan: Callable[..., Reading]
) -> None:
    found = {issue.code for issue in small_plan(parties=parties).issues}
    assert ({code} - {None}) == found & {"party-twice", "bracket-open"}
