"""What people type finds what they mean, and says why."""

import pytest

from ccwp_kg.kinds import SEARCHED, SEARCHED_BY_NAME
from ccwp_kg.namespaces import CCWP, ID, PUBLISHED
from ccwp_kg.search import PAGE_SIZE, Index, find, suggest
from ccwp_kg.search.lookup.candidates import candidates
from ccwp_kg.search.lookup.question import Question

NUMBER = "document number"
REV_1 = "document/ST-8284-2008-REV-1"
OLAF, WCO, CCWP_PARTY = "organisation/olaf", "organisation/wco", "organisation/ccwp"
FIRST = [
    # document numbers, in every form in which the Council, its register and its readers write them
    (REV_1, "exact", NUMBER, "8284/1/08"),
    (REV_1, "exact", NUMBER, "8284/1/08 REV 1"),
    (REV_1, "exact", NUMBER, "8284/08 REV 1"),
    (REV_1, "exact", NUMBER, "8284/08 rev1"),
    (REV_1, "exact", NUMBER, "ST 8284 2008 REV 1"),
    (REV_1, "exact", NUMBER, "8284/1/08 REV 1 ENFOCUSTOM 48"),
    (REV_1, "exact", NUMBER, "ST-8284-2008-REV-1"),
    (REV_1, "exact", NUMBER, "st8284/1/08rev1"),
    (REV_1, "exact", NUMBER, "ST 8284/1/08 REV 1"),
    (REV_1, "exact", NUMBER, "8284/1/2008"),
    (REV_1, "exact", NUMBER, " 8284 / 1 / 08 "),
    (REV_1, "exact", NUMBER, "document 8284/1/08, please"),
    (REV_1, "exact", NUMBER, "ST_8284_2008_REV_1"),
    (REV_1, "exact", NUMBER, "8284/08 REV.1"),
    (REV_1, "exact", NUMBER, "st08284-re01.en08.pdf"),
    ("document/ST-11684-2010-INIT", "exact", NUMBER, "st11684.en10.pdf"),
    ("document/ST-15653-2010-REV-1-COR-1", "exact", NUMBER, "st15653-re01-co01.en10.doc"),
    ("document/ST-8284-2008", "exact", NUMBER, "8284/08"),
    ("document/ST-8284-2008", "exact", NUMBER, "ST-8284-2008"),
    (REV_1, "prefix", "name", "8284"),
    ("document/ST-6285-2006-INIT", "exact", NUMBER, "6285/06"),
    ("document/ST-6285-2006-INIT", "exact", NUMBER, "ST 6285 2006 INIT"),
    ("document/ST-6285-2006-COR-1", "exact", NUMBER, "6285/06 COR 1"),
    ("document/ST-15653-2010-REV-1-COR-1", "exact", NUMBER, "15653/1/10 REV 1 COR 1"),
    ("document/ST-15653-2010-REV-1", "exact", NUMBER, "15653/1/10 REV 1"),
    ("document/ST-10238-2004-REV-2", "exact", NUMBER, "10238/2/04 ENFOCUSTOM 39 REV 2"),
    ("document/ST-11684-2010-INIT", "exact", NUMBER, "11684/10 ENFOCUSTOM 63"),
    ("subject-code/ENFOCUSTOM-48-2008", "prefix", "subject code", "ENFOCUSTOM 48"),
    ("subject-code/ENFOCUSTOM-48-2008", "exact", "subject code", "enfocustom 48 (2008)"),
    # the Official Journal and CELEX numbers, as printed and without their marks
    ("document/OJ-C-115-2010-P-1", "exact", "place in the Official Journal", "OJ-C-115-2010-P-1"),
    ("document/OJ-C-115-2010-P-1", "exact", "place in the Official Journal", "OJ C 115, 4.5.2010, p. 1"),
    ("document/OJ-C-115-2010-P-1", "exact", "place in the Official Journal", "O.J. C115 of 04/05/2010, p.1"),
    ("document/OJ-C-115-2010-P-1", "prefix", "name", "OJ C 115, 4.5.2010"),
    ("document/OJ-C-115-2010-P-1", "prefix", "place in the Official Journal", "oj c 115"),
    ("act/council-resolution-2009", "exact", "CELEX number", "32009G1030(01)"),
    ("act/council-resolution-2009", "exact", "CELEX number", "32009g103001"),
    ("act/council-resolution-2009", "exact", "CELEX number", "CELEX: 32009G1030(01)"),
    ("act/treaty-of-lisbon", "exact", "CELEX number", "12007L/TXT"),
    # acronyms
    (OLAF, "exact", "acronym", "OLAF"),
    (OLAF, "exact", "acronym", "olaf"),
    (CCWP_PARTY, "exact", "acronym", "CCWP"),
    (WCO, "exact", "acronym", "wco"),
    ("organisation/dg-taxud", "exact", "acronym", "DG TAXUD"),
    ("organisation/dg-taxud", "exact", "acronym", "dgtaxud"),
    ("organisation/dg-taxud", "word", "acronym", "taxud"),
    ("act/mla", "exact", "acronym", "MLA"),
    # actions and plans
    ("plan/5/action/5.4", "exact", "action number", "5.4"),
    ("plan/5/action/5.4", "exact", "name", "action 5.4"),
    ("plan/5/action/5.10", "exact", "name", "ACTION 5.10"),
    ("plan/4/action/4.10", "exact", "action number", "4.10"),
    ("plan/5", "exact", "name", "fifth action plan"),
    ("plan/5", "exact", "name", "5th Action Plan"),
    ("plan/1", "exact", "period", "2006"),
    ("plan/4", "exact", "period", "June 2011"),
    ("plan/4", "exact", "period", "2011-06-30"),
    # names, in any language, without regard to case and accents
    (OLAF, "exact", "name", "European Anti-Fraud Office"),
    (OLAF, "exact", "name in German", "Europäisches Amt für Betrugsbekämpfung"),
    (OLAF, "exact", "name in German", "europaisches amt fur betrugsbekampfung"),
    (OLAF, "word", "name in German", "betrugsbekampfung"),
    (OLAF, "prefix", "name", "european anti"),
    (WCO, "exact", "name in German", "Weltzollorganisation"),
    (WCO, "exact", "other name in German", "WZO"),
    (WCO, "exact", "other name", "World Customs Organisation"),
    ("organisation/europol", "exact", "other name", "european police office"),
    ("organisation/cepol", "prefix", "name in German", "Europäische Polizeiak"),
    ("organisation/com", "exact", "another spelling", "commission"),
    ("act/naples-ii", "exact", "another spelling", "Naples II"),
    (
        "act/naples-ii",
        "exact",
        "other name",
        "convention on mutual assistance and cooperation between customs administrations",
    ),
    ("act/treaty-of-lisbon", "exact", "another spelling", "lisbon treaty"),
    ("concept/tobacco-smuggling", "prefix", "name", "tobacco"),
    ("concept/afis-mab", "exact", "name", "afis mab"),
    ("work-area/information-exchange", "exact", "name", "information exchange"),
    ("group/border-guards", "exact", "name", "border guards"),
    ("meeting/draft-fifth-action-plan-2011-02-18", "exact", "date", "2011-02-18"),
    ("document/draft-fifth-action-plan", "exact", "name", "draft fifth action plan"),
    (CCWP.pursuesObjective.value, "exact", "name in the ontology", "pursuesObjective"),
    # a name in another order of its words
    ("act/naples-ii", "word", "name", "Convention de Naples II"),
    ("concept/tobacco-smuggling", "exact", "another spelling", "smuggling of tobacco"),
    ("concept/data-protection", "word", "name", "protection of data"),
    # words of texts, which count for the thing they are part of
    ("plan/5/action/5.1", "word", "title", "tobacco scanners"),
    ("plan/5/action/5.4", "word", "words of the terms of reference", "exclusive channels police"),
    ("plan/5/action/5.1", "word", "words of a performance indicator", "statistics on seizures"),
    ("source/fifth-action-plan#char=5805,5912", "exact", "words of the document", "responsible for the implementation"),
    ("concept/risk-analysis", "prefix", "name", "risk anal"),
]


@pytest.mark.parametrize(("thing", "score", "why", "typed"), FIRST, ids=[each[3] for each in FIRST])
def test_the_thing_that_is_meant_comes_first(thing: str, score: str, why: str, typed: str, index: Index) -> None:
    """What is typed → the first hit, how well it fits, why it was found."""
    first = find(index, typed).hits[0]
    assert (thing if ":" in thing else ID + thing, score, why) == (first.iri, first.score, first.reason)


def test_days_are_told_as_pages_write_them(index: Index) -> None:
    """Both days of the period of a plan, also of one that is only named, and the day by which a thing was found."""
    plan = find(index, "Fourth Action Plan").hits[0]
    assert (plan.iri, plan.about) == (ID + "plan/4", "1 January 2010 – 30 June 2011")
    for typed, iri, said in (
        ("2011-06-30", "plan/4", "30 June 2011"),
        ("18.2.2011", "meeting/draft-fifth-action-plan-2011-02-18", "18 February 2011"),
    ):
        hit = find(index, typed).hits[0]
        assert (hit.iri, [piece.text for piece in hit.snippet]) == (ID + iri, [said])
    assert find(index, "18.2.2011").hits[0].label == "Meeting of the drafting group on 18 February 2011"


def test_a_cited_document_is_found_by_what_it_is_cited_for(index: Index) -> None:
    """Its title is not held; what the citation says that it is good for leads to it."""
    hits = find(index, "illegal waste shipment").hits
    found = {hit.iri: (hit.field, "".join(piece.text for piece in hit.snippet)) for hit in hits}
    field, said = found[ID + "document/ST-14667-2007-REV-3"]
    assert (field, "illegal waste shipment" in said) == ("cited-regarding", True)


def test_a_word_for_a_kind_beside_others_only_hints(index: Index) -> None:
    """It brings no action or page that has none of the other words, and its own kind comes first."""
    for word, others in (
        ("actions", "crisis management"),
        ("actions", "terrorism"),
        ("Maßnahmen", "Zigarettenschmuggel"),
        ("agencies", "border"),
        ("documents", "waste shipment"),
    ):
        plain = {hit.iri for hit in find(index, others, size=200).hits}
        hinted = find(index, f"{word} {others}", size=200).hits
        assert {hit.iri for hit in hinted if hit.kind in ("action", "page")} <= plain
        assert hinted
        assert not [hit for hit in hinted if word in hit.missing]
    assert find(index, "documents Naples II").hits[0].kind == "document"
    assert find(index, "Naples II").hits[0].kind == "act"
    assert [hit.kind for hit in find(index, "actions").hits[:1]] == ["page"]


TYPOS = [
    ("organisation/europol", "europoll"),
    ("organisation/europol", "Euorpol"),
    ("organisation/europol", "eropol"),
    (OLAF, "OLAV"),
    (CCWP_PARTY, "CWCP"),
    (CCWP_PARTY, "customs coperation wroking party"),
    ("organisation/frontex", "frontexx"),
    ("organisation/frontex", "forntex"),
    ("concept/customs-union", "Zollunoin"),
    (OLAF, "betrugsbekaempfung"),
    ("act/naples-ii", "Neaples II convention"),
    ("act/stockholm-programme", "Stokholm Programme"),
    ("act/treaty-of-lisbon", "Lisobn treaty"),
    ("concept/tobacco-smuggling", "tobaco smugling"),
    ("concept/joint-customs-operation", "joint custom operatoin"),
    ("concept/best-practice", "best parctice"),
]


@pytest.mark.parametrize(("thing", "typed"), TYPOS, ids=[each[1] for each in TYPOS])
def test_a_slip_of_the_finger_still_finds(thing: str, typed: str, index: Index) -> None:
    first = find(index, typed).hits[0]
    assert (ID + thing, "fuzzy") == (first.iri, first.score)


def test_the_reason_tells_where_each_word_stands(index: Index) -> None:
    """A word that leads to an action by what it speaks of does not stand in its title."""
    by_query = {typed: {hit.iri: hit.reasons for hit in find(index, typed).hits} for typed in REASONS}
    found = {typed: by_query[typed][ID + thing] for typed, (thing, _) in REASONS.items()}
    assert {typed: reasons for typed, (_, reasons) in REASONS.items()} == found


REASONS = {
    "container smuggling": (
        "plan/5/action/5.1", ("speaks of Mobile or fixed scanner (synonym or related word “container”)", "title"),
    ),
    "cigarette smuggling": ("concept/tobacco-smuggling", ("synonym or related word “cigarettes”", "name")),
    "Tabakschmuggel": ("concept/tobacco-smuggling", ("synonym or related word in German “Tabakschmuggel”",)),
    "tabakschmuggel ": (
        "plan/5/action/5.1",
        ("speaks of Tobacco smuggling (synonym or related word in German “Tabakschmuggel”)",),
    ),
    "World Customs Organization": ("plan/5/action/5.3", ("speaks of World Customs Organization",)),
    # the word for all actions is no reason before words of their own
    "which actions share best practices": ("plan/5/action/5.5", ("title",)),
}  # fmt: skip


def test_no_reason_is_said_twice_and_no_word_lacks_that_named_a_thing(index: Index) -> None:
    """Both words name what the action speaks of, each as a synonym of its own."""
    for typed in ("OLAF Europol", "Zigaretten Schmuggel", "customs Europol party", "LEWP Europol"):
        assert all(len({*hit.reasons}) == len(hit.reasons) for hit in find(index, typed).hits)
    (behind,) = [hit for hit in find(index, "Zigaretten Schmuggel").hits if hit.kind == "action"]
    assert (f"{ID}plan/5/action/5.1", ()) == (behind.iri, behind.missing)


def test_what_stands_before_a_number_is_not_looked_for(index: Index) -> None:
    hit = find(index, "plan no. 2").hits[0]
    assert (f"{ID}plan/2", ()) == (hit.iri, hit.missing)


def test_a_mark_behind_a_number_is_no_part_of_it(index: Index) -> None:
    assert ("seizures", "2010") == find(index, "how many seizures in 2010?").sought
    assert ("waste",) == find(index, "show me everything that deals with waste pls").sought


def test_a_word_that_finds_something_is_not_corrected(index: Index) -> None:
    """“happened” has the stem of “happens”; of two wrong letters none is the first."""
    assert not find(index, "what happened to action 3.9").corrected
    assert not find(index, "licenced").corrected
    for typed in ("actions on fishing", "which actions on training ended", "what did it cost"):
        assert not find(index, typed).corrected, typed  # fighting, mended, coast
    for typed in ("who wrote it", "who sits on it", "what was sent"):
        assert not find(index, typed).corrected, typed  # write, site
    for typed in ("actions concerning Interpol", "actions about drug trafficking in Antwerp", "Interpol"):
        assert not find(index, typed).corrected, typed  # internal, answers
    assert (("fronteks", "frontex"),) == find(index, "actions of Fronteks").corrected
    assert (("fronteks", "frontex"),) == find(index, "Fronteks").corrected  # and not frontera, which fewer things have


NOTHING = [
    "hamburger",
    "xyzzy",
    "9999/99",
    "5.99",
    "blockchain",
    "european parliament",
    "qq",
    "regulation hamburger",
    "12.34",
]


@pytest.mark.parametrize("typed", NOTHING)
def test_what_is_not_there_is_not_found(typed: str, index: Index) -> None:
    """Precision: a fuzzy hit for a word that means something else is worse than none."""
    assert () == find(index, typed).hits


def test_words_of_the_ontology_alone_lead_to_none_of_its_terms(index: Index) -> None:
    """Nothing of a document has a word like “deliver”, so it says nothing, and it is not said to be corrected."""
    for typed in ("Which actions deliver recommendations?", "Who drafted the last plan?", "when does plan 6 end"):
        found = find(index, typed)
        assert {"term", "page"}.isdisjoint(hit.kind for hit in found.hits[:3])
        assert () == found.corrected
    assert "query" not in {hit.iri.rpartition("/")[2] for hit in find(index, "when does plan 6 end").hits}


def test_a_number_begins_no_other_number(index: Index) -> None:
    labels = [hit.label for hit in find(index, "ENFOCUSTOM 118").hits]
    assert "15198/09" in labels
    assert [] == [label for label in labels if label.startswith("11801")]


def test_a_name_is_found_beside_words_that_nothing_has(index: Index) -> None:
    """What is named comes, and says what it lacks; most of the words are asked of what is not named."""
    olaf = find(index, "olaf hamburger").hits[0]
    assert (ID + OLAF, "some", ("hamburger",)) == (olaf.iri, olaf.score, olaf.missing)
    channels = find(index, "secure channels between Europol and hamburgers").hits
    assert ID + "plan/5/action/5.4" in [hit.iri for hit in channels[:3]]


def test_names_to_try_are_offered_where_nothing_was_found(index: Index) -> None:
    found = find(index, "comissionaires")
    assert (0, ID + "organisation/com", "Organisation") == (
        found.total,
        found.nearest[0].iri,
        found.nearest[0].kind_words,
    )
    assert () == find(index, "tobacco").nearest


def test_better_matches_come_before_worse_ones(index: Index) -> None:
    """exact > prefix > the rest, for every question; terms, passages and pages of the site have places of their own."""
    order = ["exact", "prefix"]
    apart = {SEARCHED.index(SEARCHED_BY_NAME[name]) for name in ("term", "passage", "page")}
    for typed in ["customs", "action", "council", "5", "naples ii", "o", "europ", *(each[3] for each in FIRST)]:
        found = [
            each for each in candidates(index, Question.of(typed)).all if each.kind not in apart and not each.missing
        ]
        scores = [order.index(each.score) if each.score in order else 2 for each in found if each.tier < 3]
        assert found or typed == "pursuesObjective"
        assert sorted(scores) == scores, typed


@pytest.mark.parametrize("typed", ["customs", "action", "a", "council", "tobacco", "5"])
def test_facets_add_up(typed: str, index: Index) -> None:
    """The counts of the types are those of all hits, and choosing a type leaves as many as it says."""
    whole = find(index, typed)
    assert whole.total == sum(facet.count for facet in whole.facets)
    for facet in whole.facets:
        chosen = find(index, typed, kind=facet.kind)
        assert (facet.count, {facet.kind}) == (chosen.total, {hit.kind for hit in chosen.hits})
        assert whole.facets == chosen.facets


def test_pages_hold_every_hit_once(index: Index) -> None:
    whole = find(index, "customs")
    assert 2 <= whole.pages
    pages = [find(index, "customs", page=page) for page in range(1, whole.pages + 1)]
    assert [PAGE_SIZE] * (whole.pages - 1) == [len(page.hits) for page in pages[:-1]]
    iris = [hit.iri for page in pages for hit in page.hits]
    assert (whole.total, whole.total) == (len(iris), len(set(iris)))
    assert () == find(index, "customs", page=whole.pages + 1).hits


def test_the_same_question_has_the_same_answer(index: Index) -> None:
    """Whatever its case and its spaces, and however often it is asked."""
    answers = [
        find(index, typed) for typed in ("customs cooperation", "  CUSTOMS \t cooperation ", "customs cooperation")
    ]
    assert 1 == len({(answer.hits, answer.facets) for answer in answers})


def test_a_snippet_shows_the_words_in_their_place(index: Index) -> None:
    """Marked words are data, not markup; accents stay as they are printed."""
    olaf = find(index, "betrugsbekampfung").hits[0]
    assert [("Europäisches Amt für ", False), ("Betrugsbekämpfung", True)] == [(p.text, p.is_hit) for p in olaf.snippet]
    assert ("de", "European Anti-Fraud Office", "en") == (olaf.language, olaf.label, olaf.label_language)
    channels = find(index, "exclusive channels police").hits[0].snippet
    assert {"exclusive", "channels", "police"} == {piece.text for piece in channels if piece.is_hit}
    assert 260 > sum(len(piece.text) for piece in channels)


def test_suggestions_are_the_first_hits(index: Index) -> None:
    assert find(index, "euro").hits[:4] == suggest(index, "euro", most=4)
    assert [ID + "organisation/com", ID + "organisation/europol"] == [hit.iri for hit in suggest(index, "euro", most=2)]


def test_what_stands_for_a_thing_in_other_forms_is_found(index: Index) -> None:
    """A path of a page, an issue of the Journal without its year, a compound of which one part is known."""
    first = {
        "/doc/plan/5": f"{ID}plan/5",
        "/shapes": f"{PUBLISHED}shapes",
        "C 260/1": f"{ID}document/OJ-C-260-2009-P-1",
        "Schmuggelware": f"{ID}concept/tobacco-smuggling",
    }
    assert first == {typed: find(index, typed).hits[0].iri for typed in first}
    assert (("schmuggelware", "schmuggel"),) == find(index, "Schmuggelware").corrected
    assert not find(index, "Europolitan").hits  # English makes no such words
