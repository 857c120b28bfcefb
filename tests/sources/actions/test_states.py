"""Member States as parties: by name or code in the cell of the parties, and nowhere else."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading


def test_states_are_parties(small_plan: Callable[..., Reading]) -> None:
    """Names and codes in a cell of parties are states; a name inside an unknown one is none."""
    [action] = small_plan(parties="- Belgium and EL,\n- COM,\n- Bank of Malta.").actions
    assert [[each.target for each in party.named_parties] for party in action.parties] == [
        ["country/BEL", "country/GRC"],
        ["organisation/com"],
        [],
    ]


def test_states_in_running_text_are_no_mentions(small_plan: Callable[..., Reading]) -> None:
    """“BE” in capitals may be a verb, and a state named in prose may be a place."""
    [action] = small_plan(title="TO BE examined in Malta", terms="The group will meet in Belgium.").actions
    assert [mention.target for mention in action.mentions if mention.kind == "country"] == []


@pytest.mark.parametrize(
    ("lead", "terms"),
    [
        (["country/BEL"], "Belgium will lead this action, with Malta."),
        (["country/BEL"], "Parcels are small. It is agreed that Belgium will chair the project group."),
        (["country/MLT"], "The project group is chaired by Malta."),
        (["country/MLT"], "It works under the lead of Malta, supported by COM."),
        (["country/GRC"], "Lead Member State: Greece."),
        (["country/MLT"], "The lead is taken by Malta."),
        (["country/MLT"], "Malta takes on the lead."),
        (["country/BEL"], "Belgium has agreed to lead; Malta will host the seminar."),
        (["country/MLT"], "The project group is led by Malta and begins its work in March 2013."),
        (["country/MLT"], "The project group, led by MT, will draw up a guide."),
        (None, "The project group is led by Malta and the Commission, and will draw up a guide."),
        (None, "The project group, led by Malta, Belgium and Greece, will draw up a guide."),
        (None, "The earlier project group, led by Malta in 2009, made a guide."),
        (None, "The earlier project group, led by Malta, has made a guide."),
        (None, "The lead is taken by Malta and Belgium."),
        (None, "Belgium has agreed to lead the seminar."),
        (None, "Malta has taken the lead in the seminar."),
        (None, "In 2009 the lead was taken by Malta."),
        (None, "Malta and Belgium will lead this action."),
        (None, "The Bank of Malta will lead this action."),
        (None, "Experts from Malta will lead this action."),
        (None, "The project group is chaired by Malta and Belgium."),
        (None, "The action is led by Malta Customs."),
        (None, "Belgium will lead this action. The project group is chaired by Malta."),
        (None, "Belgium will lead this seminar."),
    ],
)
def test_a_lead_may_be_told_in_running_text(
    lead: list[str] | None, terms: str, small_plan: Callable[..., Reading]
) -> None:
    """Where one state alone leads the action itself, it is read; else the field is told as not understood."""
    [action] = small_plan(terms=terms).actions
    assert lead == (action.lead and [each.target for each in action.lead.named_parties])
    silence = {each.field: each.silence for each in action.silences}.get("lead")
    assert silence == (None if lead else "not-understood")


@pytest.mark.parametrize(
    ("kind", "value", "terms"),
    [
        ("start", "2013-03-01", "This action will start on 1 March 2013."),
        ("start", "2013-03", "The work begins in March 2013."),
        ("deadline", "2014-05", "The report will be completed by May 2014."),
        (None, None, "The seminar will start on 1 March 2013."),
    ],
)
def test_a_time_may_be_told_in_running_text(
    kind: str | None, value: str | None, terms: str, small_plan: Callable[..., Reading]
) -> None:
    [action] = small_plan(terms=terms).actions
    assert [(kind, value)] * bool(kind) == [(each.kind, each.value) for each in action.statements]
    field = {"start": "start", "deadline": "timetable"}.get(kind or "")
    assert field not in {each.field for each in action.silences}
