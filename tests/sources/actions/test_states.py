"""Member States as parties: by name or code in the cell of the parties, and nowhere else."""

from collections.abc import Callable

from ccwp_kg.sources.records.records import Reading


def test_states_are_parties(small_plan: Callable[..., Reading]) -> None:
    """Names and codes in a cell of parties are states; a name inside an unknown one is none."""
    [action] = small_plan(parties="- Belgium and EL,\n- COM,\n- Bank of Malta.").actions
    assert [[leaf.target for leaf in party.leaves] for party in action.parties] == [
        ["country/BEL", "country/GRC"],
        ["organisation/com"],
        [],
    ]


def test_states_in_running_text_are_no_mentions(small_plan: Callable[..., Reading]) -> None:
    """“BE” in capitals may be a verb, and a state named in prose may be a place."""
    [action] = small_plan(title="TO BE examined in Malta", terms="The group will meet in Belgium.").actions
    assert [mention.target for mention in action.mentions if mention.kind == "country"] == []
