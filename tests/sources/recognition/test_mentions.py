"""Known names are found whole, the longest first, and capitals only as capitals."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.profile.profile import Lexicon, LexiconEntry, Profile
from ccwp_kg.sources.recognition.names import NameFinder
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.recognition.statements import statements_in
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.prose import Stretch

NAMES: Lexicon = (
    LexiconEntry("COM", "organisation/com", "organisation"),
    LexiconEntry("Naples II", "act/naples-ii", "act"),
    LexiconEntry("Naples II Convention", "act/naples-ii", "act"),
    LexiconEntry("Naples II Convention Handbook", "concept/handbook", "concept"),
    LexiconEntry("border guards", "group/border-guards", "group"),
    LexiconEntry("JCO", "concept/jco", "concept"),
    LexiconEntry("COPEN", "organisation/copen", "organisation"),
    LexiconEntry("Council", "organisation/council", "organisation"),
)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (["COM"], "COM (DG Home)"),
        ([], "com, COMET and WELCOM"),
        (["Naples II Convention Handbook"], "the Naples II Convention Handbook”"),
        (["Naples II Convention", "Naples II"], "Naples II Convention and Naples II, MLA"),
        (["Border Guards"], "Border Guards etc."),
        ([], "JCOs"),
        (["Council"], "the Council's priorities"),
    ],
)
def test_names_in_a_text(found: list[str], text: str) -> None:
    assert [text[item.start : item.end] for item in NameFinder(NAMES).find(text)] == found


def test_no_name_is_found_in_a_masked_stretch() -> None:
    """The COPEN of a subject code is not the working party."""
    text = "12003/29 ENFOCUSTOM 120 COPEN 77 and COPEN"
    assert [item.start for item in NameFinder(NAMES).find(text, masked=[Stretch(0, 32)])] == [37]


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (["3.3(q)"], "the Hague Programme point 3.3(q)) also"),
        (["4"], "the Hague Programme, paragraph 4, and"),
        (["2.1"], "according to point 2.1 of the Hague Programme"),
        ([None], "the Hague Programme 3.3(q)"),
        ([None], "the Hague Programme point 16883/3/06"),
        ([None], "the Hague Programme made a point 4 times"),
        ([None], "Europol, point 4"),
    ],
)
def test_a_point_beside_the_name_of_an_act(points: list[str | None], text: str, scan: Callable[[str], Scan]) -> None:
    """It is the number behind the word for it; other names have none."""
    named = [each for each in scan(text).mentions if each.kind != "document"]
    assert [each.point.text if each.point else None for each in named] == points


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (["Hague Programme"], "Action Plan implementing the Hague Programme point 3.3(q)"),
        ([], "Action Plan on the Hague Programme"),
        ([], "Notes on implementing the Hague Programme"),
        ([], "Action Plan implementing the Hague Programme and more"),
    ],
)
def test_an_act_named_inside_the_name_of_another(
    inner: list[str], text: str, profile: Profile, lexicon: Lexicon, flow: Callable[[str], Flow]
) -> None:
    """Where the longer name says that it carries the other out, and ends with it."""
    longer = ("Action Plan implementing the Hague Programme", "Action Plan on the Hague Programme")
    known = (*lexicon, *(LexiconEntry(name, "act/plan", "act") for name in (*longer, f"{longer[0]} and more")))
    made = flow(text)
    scan = Grammar.of(made.source, profile=profile, lexicon=known).scan(made, field="terms-of-reference")
    assert [text[each.start : each.end] for each in scan.inner] == inner
    assert [each.target for each in scan.mentions][len(scan.names) :] == ["act/hague-programme"] * len(inner)


@pytest.mark.parametrize(
    ("examples", "text"),
    [
        (["cepol", "europol"], "Channels of the CCWP (e.g. Europol, CEPOL etc.) are open to OLAF."),
        (["cepol", "europol"], "Bodies (Europol and CEPOL, etc.) meet."),
        ([], "Bodies (Europol and CEPOL) meet."),
        (["europol"], "Channels (such as those of CEPOL, Europol) are open."),
        (["europol"], "Bodies such as Europol, and the CCWP itself, meet."),
        (["cepol", "europol"], "Bodies such as Europol, CEPOL in its premises; OLAF and others meet."),
        (["cepol"], "Bodies (e.g. CEPOL in its premises, Europol officers) meet."),
        (["cepol", "olaf"], "Bodies (e.g. OLAF, CEPOL - Europol etc.) meet."),  # what it has to do with Europol
        (["cepol", "olaf"], "Bodies (e.g. OLAF - CEPOL etc.) meet."),
        ([], "People such as Europol officers meet."),
        ([], "Europol, CEPOL etc. meet."),
    ],
)
def test_examples(examples: list[str], text: str, scan: Callable[[str], Scan]) -> None:
    """Names that are whole entries of a list of examples, or of which an entry tells more: “CEPOL in its premises”."""
    named = {each.target.removeprefix("organisation/") for each in scan(text).mentions if each.is_example}
    assert sorted(named) == examples


@pytest.mark.parametrize(
    ("quantities", "text"),
    [
        (["one or more"], "The actions cover one or more of the following areas."),
        (["one or two countries"], "The service of one or two countries is involved."),
        ([], "One country or two are involved."),
    ],
)
def test_quantities(quantities: list[str], text: str, scan: Callable[[str], Scan], profile: Profile) -> None:
    """Words that leave a number open are a statement of their place."""
    found = statements_in(scan(text), profile=profile)
    assert [each.passage.text for each in found if each.kind == "quantity"] == quantities
