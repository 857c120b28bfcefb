"""What the plan says of a thing: each passage has the document's characters, in the bounds of its cell or sentence."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.evidence import Evidence
from ccwp_kg.entities.source_reader.passages import passages
from ccwp_kg.entities.source_reader.printed_text import PrintedText, printed_text
from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OA, RDF
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.server import create_app
from ccwp_kg.server.site.printed_texts import column_of
from ccwp_kg.server.site.site import open_site, read_release
from ccwp_kg.settings import Settings
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.records.source_layout import LayoutBlock, LayoutColumn, plain_layout
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.text.prose import sentences
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT
from support.serving import Server

TEXT = (ROOT / "data" / "sources" / "fifth-action-plan.txt").read_bytes().decode()
PARTIES, TERMS, OBJECTIVES = "Other concerned parties", "Terms of reference", "Strategic objectives"

# From the paper: the thing → kind, action, page, how the passage begins, the words of the thing
SAID = {
    "organisation/europol": [
        (f"Under “{PARTIES}”", "5.1", 6, "- COM (DG TAXUD, OLAF), - Europol.", "Europol"),
        (f"Under “{PARTIES}”", "5.2", 7, "- Europol, - COM, - LEWP.", "Europol"),
        (f"Under “{PARTIES}”", "5.3", 8, "- CEPOL, - COM (DG Taxud, OLAF) - Europol, - FRONTEX, - WCO.", "Europol"),
        (f"Under “{PARTIES}”", "5.4", 9, "- COM (OLAF), - Europol.", "Europol"),
        (f"Under “{PARTIES}”", "5.8", 13, "- COM (DG Home, DG TAXUD, OLAF), - Europol.", "Europol"),
        (f"Under “{PARTIES}”", "5.9", 14, "COM, COPEN, Eurojust, Europol, LEWP.", "Europol"),
        (f"Under “{PARTIES}”", "5.10", 15, "- COM (OLAF), - Europol, - Eurojust, - FRONTEX, - CEPOL.", "Europol"),
        (f"Under “{TERMS}”", "5.3", 8, "The CCWP should further discuss and thoroughly examine (1) which", "Europol"),
        (f"Under “{TERMS}”", "5.4", 9, "As the AFIS MAB has been operating live since 15 June 2010, it", "Europol"),
        ("In the running text", None, 5, "“Other concerned parties” column refers to other Council working", "Europol"),
    ],
    "document/ST-8282-2008-REV-3": [
        ("Cited as basis", "5.9", 14, "This Action is based on the “Report on", "8282/3/08 REV 3 ENFOCUSTOM 47"),
        ("Cited as quotation", "5.10", 15, "In parallel, the final report (8282/3/08", "8282/3/08 REV 3 ENFOCUSTOM 47"),
        ("Cited as starting point", "5.4", 9, "", "8282/3/08 REV 3 ENFOCUSTOM 47"),
    ],
    "meeting/draft-fifth-action-plan-2011-03-24": [
        ("In the running text", None, 1, "Delegations will find below the draft", "24 March 2011")
    ],
    "plan/3/action/3.6": [("Referred to", "5.3", 8, "", "Action 3.6")],
    "plan/5": [],
    "plan/5/action/5.4": [],
    "document/draft-fifth-action-plan": [],
}


def said_of(server: Server, reference: str) -> list[dict[str, Any]]:
    status, _, body = server.ask("GET", f"/doc/{reference}/passages.json")
    assert 200 == status
    found = json.loads(body)
    every = [passage for document in found["documents"] for passage in document["passages"]]
    assert (found["thing"], found["total"], found["complete"]) == (ID + reference, len(every), True)
    return every


@pytest.mark.parametrize("reference", SAID)
def test_the_passages_of_a_thing(release_server: Server, reference: str) -> None:
    found = said_of(release_server, reference)
    assert len(found) == len(SAID[reference])
    for (kind, action, page, start, words), passage in zip(SAID[reference], found, strict=True):
        assert (kind, page) == (passage["kind"], passage["page"])
        assert action == (passage["action"] and passage["action"].rpartition("/")[2])
        assert passage["words"].startswith(start)
        assert words == " ".join(passage["places"][0]["exact"].split())


PRINTED = {
    "organisation/ccwp": r"\bCCWP\b|Customs Cooperation Working\s+Party",
    "organisation/cats": r"\bCATS\b",
    "organisation/europol": r"\bEuropol\b",
    "organisation/frontex": r"\bFRONTEX\b",
    "organisation/lewp": r"\bLEWP\b",
    "organisation/olaf": r"\bOLAF\b",
}


@pytest.mark.parametrize("reference", PRINTED)
def test_wherever_a_document_names_a_body_there_is_a_passage_on_it(release_server: Server, reference: str) -> None:
    """Words of a decision name its body, as an entry of parties does: no mention repeats them."""
    names = [each.span() for each in re.finditer(PRINTED[reference], TEXT)]
    found = said_of(release_server, reference)
    shown = [(piece["start"], piece["end"]) for passage in found for piece in passage["pieces"]]
    assert names
    assert [] == [name for name in names if not any(a <= name[0] and name[1] <= b for a, b in shown)]
    marked = [(place["start"], place["end"]) for passage in found for place in passage["places"]]
    assert [] == [name for name in names if not any(a <= name[0] and name[1] <= b for a, b in marked)]


def test_passages_and_lists_count_the_same_actions(release_server: Server, release_store: EmbeddedStore) -> None:
    """An entry that names a body as an example is a passage, and says that the body does not count as concerned."""
    rows = release_store.rows(
        f"SELECT ?x ?action {{ ?action {CCWP.partOfPlan} ?plan ; {CCWP.concernsParty}|{CCWP.mentions} ?x . "
        f"?x a {CCWP.Organisation} }}"
    )
    bodies = {NamedNode(row["x"].value) for row in rows if isinstance(row["x"], NamedNode)}
    examples = 0
    for body in bodies:
        asked = release_store.rows(f"SELECT DISTINCT ?action {{ ?action {CCWP.concernsParty} {body} }}")
        concerned = {str(row["action"]).strip("<>") for row in asked}
        entries = [
            each
            for each in said_of(release_server, body.value.removeprefix(ID))
            if each["kind"] == f"Under “{PARTIES}”"
        ]
        assert concerned >= {each["action"] for each in entries if not each["isExample"]}, body
        assert concerned.isdisjoint(each["action"] for each in entries if each["isExample"]), body
        examples += sum(each["isExample"] for each in entries)
    assert examples == 1
    page = release_server.ask("GET", "/doc/organisation/frontex", accept="text/html")[2].decode()
    assert page.count("an example in the entry, not counted as concerned") == 1
    assert "2 actions; an example in 1 more" in page


NAMED = [
    "organisation/ccwp", "organisation/com", "organisation/olaf", "group/customs-authorities", "act/naples-ii",
    "concept/training", "concept/mutual-assistance", "document/ST-8351-2009-REV-2", "document/ST-8351-2009",
    "objective/2009/2", "plan/2", "plan/4/action/4.10",
]  # fmt: skip


@pytest.mark.parametrize("reference", NAMED)
def test_each_passage_is_a_cell_or_a_sentence(
    release_server: Server, release_store: EmbeddedStore, reference: str
) -> None:
    """Its characters are those of the document; the reader, which knows the abbreviations, cuts the same sentences."""
    words = load_profile(ROOT / "data" / "profiles" / "action-plan.toml").words
    rows = release_store.rows(f"SELECT DISTINCT ?t {{ ?x <{CCWP.text.value}>|<{CCWP.wording.value}> ?t }}")
    texts = [row["t"].value for row in rows if isinstance(row["t"], Literal)]
    known = {squeezed(text[cut.start : cut.end]) for text in texts for cut in sentences(text, words=words)}
    layout = json.loads((ROOT / "data" / "generated" / "fifth-action-plan.layout.json").read_text())
    entries: dict[tuple[str, ...], str] = {}
    marks = {offset for note in layout["footnotes"] for offset in range(*note["mark"])}  # no words of the sentence
    for block in layout["blocks"]:
        part = TEXT[slice(*block["span"])]
        if block["kind"] == "column-heading":
            continue
        for key in ((block["field"],), (block.get("row", ""), block.get("column", ""))):
            entries[key] = entries.get(key, "") + part
    whole = {squeezed(entry) for entry in entries.values()}
    found = said_of(release_server, reference)
    assert found
    for passage in found:
        printed = [TEXT[piece["start"] : piece["end"]] for piece in passage["pieces"]]
        if "…" not in passage["words"]:
            assert squeezed(passage["words"]) == squeezed("".join(printed))
        own = squeezed(
            "".join(
                TEXT[at] for piece in passage["pieces"] for at in range(piece["start"], piece["end"]) if at not in marks
            )
        )
        # a paragraph of the terms of reference ends a sentence, too
        assert own in known | whole or any(own in each for each in known if own[-1] in ".”;:"), passage["words"]
        for place in passage["places"]:
            assert TEXT[place["start"] : place["end"]] == place["exact"]
            assert any(piece["start"] <= place["start"] < piece["end"] for piece in passage["pieces"])
            assert place["url"].endswith(f"/source/fifth-action-plan#char={place['start']},{place['end']}")
        assert passage["page"] == TEXT[: passage["places"][0]["start"] + 1].count("\f") + 1 or "\f" not in TEXT


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_mark_of_a_footnote_stands_apart_from_what_it_is_on(release_server: Server) -> None:
    """It is printed raised: “2009 10” is no year 200910."""
    words = " ".join(passage["words"] for passage in said_of(release_server, "concept/belgian-presidency"))
    assert "31 December 2009\N{NARROW NO-BREAK SPACE}10 prepared by" in words


def test_a_page_quotes_its_passages_before_anything_else(release_server: Server) -> None:
    """Each with its words marked, and a link to them; what was read from a document tells itself first."""
    page = release_server.ask("GET", "/doc/organisation/europol.html")[2].decode()
    assert page.index('id="passages"') < page.index('id="partners"')
    assert (
        10
        == page.count('<span class="at"><a href="/source/fifth-action-plan#char=')
        == page.count("<mark>Europol</mark>")
    )
    body = page[page.index('class="body"') : page.index('id="all"')]
    assert 1 == body.count('href="/doc/plan/5/action/5.1"'), "said once"
    assert 'id="passages"' not in release_server.ask("GET", "/doc/plan/5/action/5.4.html")[2].decode()


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("document/ST-8351-2009-REV-2", [("Action 5.3", TERMS), ("Action 5.4", TERMS), ("Action 5.6", TERMS)]),
        ("organisation/europol", []),  # whose groups are columns
    ],
)
def test_a_citation_names_its_column(release_server: Server, reference: str, shown: list[tuple[str, str]]) -> None:
    """Beside its action, where its group does not."""
    page = release_server.ask("GET", f"/doc/{reference}.html")[2].decode()
    assert shown == re.findall(r'<span class="by"><a [^>]+>([^<]+)</a> <small>([^<]+)</small></span>', page)


COLUMNS = [("a", "parties", ""), ("b", "parties", "1"), ("c", "terms-of-reference", "1"), ("d", "parties", "2")]
"""The blocks of a table of one letter each: the first a heading of a column, the others cells with their row."""


@pytest.mark.parametrize(
    ("start", "end", "column"),
    [(0, 1, ""), (1, 2, "Who"), (2, 3, "Terms of reference"), (3, 4, "Who"), (1, 3, ""), (1, 4, ""), (4, 5, "")],
)
def test_a_column_is_named_where_it_is_known(start: int, end: int, column: str) -> None:
    """As it is printed, else as it was read; not for words of two cells, of its heading, or outside of the table."""
    blocks = tuple(
        LayoutBlock("cell" if row else "column-heading", Span(at, at + 1), row=row or "1", column=name)
        for at, (_, name, row) in enumerate(COLUMNS)
    )
    columns = (LayoutColumn("parties", "Who"), LayoutColumn("terms-of-reference"))
    layout = replace(plain_layout("abcde", name="x", sha256=""), columns=columns, blocks=blocks)
    text = PrintedText(NamedNode(f"{ID}source/x"), "abcde", layout, None, {})
    assert column == text.column_of(start, end)


def test_two_headings_of_one_column_part_its_cells() -> None:
    """Each unit keeps within its own cell, under the heading that is printed over it."""
    words = "Guests;BE, FR;Other;hosts;IT"
    kinds = ["column-heading", "cell", "column-heading", "column-heading", "cell"]
    starts = [0, 7, 14, 20, 26]
    blocks = tuple(
        LayoutBlock(kind, Span(at, at + len(each)), row="1.1", column="parties")
        for kind, at, each in zip(kinds, starts, words.split(";"), strict=True)
    )
    layout = replace(
        plain_layout(words, name="x", sha256=""), columns=(LayoutColumn("parties", "Guests"),), blocks=blocks
    )
    text = PrintedText(NamedNode(f"{ID}source/x"), words, layout, None, {})
    units = [text.unit_of(7, 9), text.unit_of(26, 28)]
    assert [(unit.heading, text.words_of(unit)) for unit in units] == [("Guests", "BE, FR"), ("Other hosts", "IT")]
    assert [text.column_of(7, 9), text.column_of(26, 28), text.column_of(7, 28)] == ["Guests", "Other hosts", ""]


def test_a_column_is_named_for_the_words_that_are_there(release_store: EmbeddedStore, published: Path) -> None:
    """A store elsewhere may hold places of another text than the one that is kept here under the same name."""
    site = open_site(release_store, settings=Settings(), release=read_release(published))
    at = TEXT.index("Europol", TEXT.index("OLAF),"))
    place = Evidence(at, at + 7, f"{ID}x", "Europol", f"{ID}source/fifth-action-plan")
    assert PARTIES == column_of(site, place)
    assert "" == column_of(site, replace(place, exact="Eurojus"))


def test_of_the_unknown_there_are_none(release_server: Server) -> None:
    assert 404 == release_server.ask("GET", "/doc/organisation/nobody/passages.json")[0]


HOSTILE = "“<script>alert(1)</script>” \u202e & <b>Evil</b> body. Next. It names Evil & co."


def store_with(text: str, *places: tuple[int, int]) -> EmbeddedStore:
    """A body that a text names at some places; its document has a hostile name."""
    body, source = NamedNode(f"{ID}organisation/evil"), NamedNode(f"{ID}source/evil")
    triples = [
        (body, RDF.type, CCWP.Organisation),
        (source, DCTERMS.isFormatOf, NamedNode(f"{ID}document/evil")),
        (NamedNode(f"{ID}document/evil"), DCTERMS.term("title"), Literal(HOSTILE)),
    ]
    for start, end in places:
        mention, span = NamedNode(f"{ID}m/{start}"), NamedNode(f"{source.value}#char={start},{end}")
        position, quote = NamedNode(f"{span.value}-p"), NamedNode(f"{span.value}-q")
        triples += [
            (mention, OA.hasBody, body), (mention, OA.hasTarget, span), (span, OA.hasSource, source),
            (span, OA.hasSelector, position), (span, OA.hasSelector, quote),
            (position, OA.start, Literal(start)), (position, OA.end, Literal(end)),
            (quote, OA.exact, Literal(text[start:end])),
        ]  # fmt: skip
    return EmbeddedStore.of_triples(Triple(*each) for each in triples)


def test_hostile_words_are_only_words() -> None:
    """A text that is not kept here is quoted as far as the data do; nothing of it is markup, its controls are named."""
    client = create_app(store_with(HOSTILE, (0, 43)), settings=Settings()).test_client()
    page = client.get("/doc/organisation/evil.html").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "<mark>“&lt;script&gt;alert(1)&lt;/script&gt;” [U+202E] &amp; &lt;b&gt;Evil&lt;/b&gt;</mark>" in page
    found = client.get("/doc/organisation/evil/passages.json").get_json()
    assert [HOSTILE[:43]] == [each["places"][0]["exact"] for each in found["documents"][0]["passages"]]


def test_a_thing_that_is_named_everywhere_is_bounded() -> None:
    """Of more than 1,000 places the first are read, which the answer says; the page folds all but eight."""
    text = "Evil. " * 1_200
    client = create_app(
        store_with(text, *((n * 6, n * 6 + 4) for n in range(1_200))), settings=Settings()
    ).test_client()
    found = client.get("/doc/organisation/evil/passages.json").get_json()
    assert (1_000, False) == (found["total"], found["complete"])
    page = client.get("/doc/organisation/evil.html").get_data(as_text=True)
    assert 60 == page.count("<mark>Evil</mark>")
    assert "992 more" in page


def test_another_text_is_not_quoted() -> None:
    """Where the text is another than that which was read, the quotation of the data stands alone."""
    store = store_with("Evil words. Evil again.", (12, 16))
    source = NamedNode(f"{ID}source/evil")
    other = printed_text(store, source, "Another text altogether", plain_layout("x" * 23, name="evil", sha256=""))
    found = passages(
        store,
        NamedNode(f"{ID}organisation/evil"),
        own_facts(store, NamedNode(f"{ID}organisation/evil")),
        texts=lambda _: other,
        languages=(),
        prefixes=Prefixes({}),
    )
    assert ["Evil"] == [piece.text for piece in found.documents[0].groups[0].passages[0].words]


@pytest.mark.parametrize(
    ("document", "cited"),
    [("ST-16883-2006-REV-3", "twice"), ("ST-11801-2010-REV-4", "once")],  # in one sentence; and told of in another
)
def test_a_document_is_cited_as_often_as_its_citations(release_server: Server, document: str, cited: str) -> None:
    page = release_server.ask("GET", f"/doc/document/{document}", accept="text/html")[2].decode()
    assert f"<dt>Cited</dt><dd>{cited}</dd>" in page
