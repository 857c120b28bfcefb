"""Plans that are not the fifth, added to a checkout and released: each shows its own pages and headings."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

import html5lib
import pytest

from ccwp_kg.build import AddedDocument, Addition, Inputs, shipped_lexicon, stage
from ccwp_kg.entities.source_reader.printed_text import mended
from ccwp_kg.publish.release import write_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.intake.receive import Received
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_text import SourceText
from siblings.making.generator import generate
from siblings.plans import DEVELOPMENT, HELD_OUT
from support.serving import Server, running, stop_server

pytestmark = pytest.mark.slow
PLANS = [
    # (plan, the pages it has, how its columns are headed, over which rows the headings are printed)
    ("seventh", 7, "Action|Strategic objective(s)|Performance indicators|Expected results|Partners", "yes no no no"),
    ("ninth", 7, "Actions|Objectives|Indicators|Outcomes|Parties|Status|Timetable", "yes yes yes yes"),
    (
        "twelfth",
        6,
        "Proposed Action(s)|Strategic Objective(s)|Lead|Performance indicator(s)|Possible outcome(s)|Partner(s)",
        "yes yes no yes",
    ),
]
NAMES = [name for name, *_ in PLANS]


def text_of(name: str) -> str:
    return generate(f"{name}-action-plan", *(DEVELOPMENT | HELD_OUT)[name]).text


@pytest.fixture(scope="module")
def site(inputs: Inputs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A release with these plans, made elsewhere and served by this installation, which has none of them."""
    place = tmp_path_factory.mktemp("plans")
    texts, lexicon = TextFiles.of_package(), shipped_lexicon(inputs)
    prefixes, profile = read_prefixes(texts.prefixes), load_profile(inputs.data / "profiles" / "action-plan.toml")
    for name in NAMES:
        source = SourceText.of(f"{name}-action-plan", text_of(name))
        reading = read(source, profile=profile, lexicon=lexicon)
        document = AddedDocument(name=source.name, rights="It may be reused.")
        incoming, plan = Received("text", source, source.text.encode()), iris.plan(reading.plan.ordinal or name)
        addition = Addition(document, plan, incoming, reading, profile)
        data = place / name
        built = stage(addition, inputs, data, prefixes=prefixes, progress=lambda _: None)
        inputs = replace(inputs, data=data)
    texts = replace(texts, sources=inputs.data / "sources")
    write_release(place / "release", built.dataset, texts=texts, reports={}, layouts=built.layouts)
    server = running("release", str(place / "release"))
    yield server
    stop_server(server.process)


def tree_of(site: Server, name: str) -> Element:
    status, _, body = site.ask("GET", f"/source/{name}-action-plan", accept="text/html")
    assert 200 == status
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(body.decode())
    return tree


def by_class(tree: Element, name: str) -> list[Element]:
    return [e for e in tree.iter() if isinstance(e.tag, str) and name in e.get("class", "").split()]


def words(element: Element, *, ours: bool) -> str:
    """The words in an element: all of them, or without those that are not the document's."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and (ours or "ours" not in child.get("class", "").split()):
            parts.append(words(child, ours=ours))
        parts.append(child.tail or "")
    return "".join(parts)


def lines(elements: list[Element]) -> list[str]:
    return [" ".join(words(element, ours=True).replace("\xad", "").split()) for element in elements]


@pytest.mark.parametrize(("name", "pages"), [plan[:2] for plan in PLANS])
def test_every_page_is_marked_once(site: Server, name: str, pages: int) -> None:
    """Form feeds and counted numbers begin pages too; a page that begins inside a row is marked in its cell."""
    tree = tree_of(site, name)
    assert [f"page {number}" for number in range(1, pages + 1)] == sorted(
        lines(by_class(tree, "folio")), key=lambda mark: int(mark.split()[1])
    )
    (eyebrow,) = by_class(tree, "eyebrow")
    assert f"{pages} pages" in words(eyebrow, ours=True)


@pytest.mark.parametrize(("name", "headings", "printed"), [(name, *heads) for name, _, *heads in PLANS])
def test_columns_are_headed_as_the_document_heads_them(site: Server, name: str, headings: str, printed: str) -> None:
    """In its order, optional columns too; a heading that is not printed over a row is marked as ours there."""
    rows = by_class(tree_of(site, name), "action-row")
    over = []
    for row in rows:
        heads = list(row.iter("th"))
        assert headings.split("|") == lines(heads)
        assert headings.split("|") == [(cell.get("data-label") or "").replace("\xad", "") for cell in row.iter("td")]
        over.append({"yes" if words(head, ours=False).strip() else "no" for head in heads})
    assert [{each} for each in printed.split()] == over


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost_or_shown_twice(site: Server, name: str) -> None:
    """The words of the page's document are those of the file, each as often."""
    (paper,) = by_class(tree_of(site, name), "paper")
    assert Counter(mended(text_of(name)).split()) == Counter(words(paper, ours=False).split())


@pytest.mark.parametrize("name", NAMES)
def test_every_span_is_a_place_to_land_on(site: Server, name: str) -> None:
    """Each id stands once, and links within the page lead somewhere."""
    tree = tree_of(site, name)
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert [] == [each for each, count in ids.items() if count > 1]
    question = (
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT DISTINCT ?span WHERE "
        f"{{ ?span oa:hasSource <https://w3id.org/ccwp/id/source/{name}-action-plan> }}"
    )
    status, _, body = site.ask(
        "POST", "/sparql", body=question.encode(), content_type="application/sparql-query", accept="application/json"
    )
    assert 200 == status
    spans = {row["span"]["value"].partition("#")[2] for row in json.loads(body)["results"]["bindings"]}
    assert len(spans) > 100
    assert spans <= ids.keys()
    inner = {html.unescape(a.get("href", ""))[1:] for a in tree.iter("a") if a.get("href", "").startswith("#")}
    assert inner <= ids.keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_action_has_its_notes(site: Server, name: str) -> None:
    """What the cells became, those of optional columns too, with a link to each."""
    for row in by_class(tree_of(site, name), "action-row"):
        number = (row.get("id") or "").removeprefix("action-")
        (heading,) = row.iter("h2")
        assert 1 == words(heading, ours=True).count("Action")
        notes = " ".join(lines(by_class(row, "became")))
        assert f"title of Action {number}" in notes
        links = {a.get("href", "") for note in by_class(row, "became") for a in note.iter("a")}
        assert any(re.search(rf"/action/{re.escape(number)}/", link) for link in links)


@pytest.mark.parametrize("reference", ["organisation/europol", "organisation/ccwp", "act/naples-ii"])
def test_passages_of_several_plans_stand_by_plan(site: Server, reference: str) -> None:
    """Each has the characters of its own document, and the page says whose they are."""
    found = json.loads(site.ask("GET", f"/doc/{reference}/passages.json")[2])
    assert len(found["documents"]) > 1
    page = site.ask("GET", f"/doc/{reference}.html")[2].decode()
    assert "What the plans say of it" in page
    for document in found["documents"]:
        text = site.ask("GET", f"/source/{document['source'].rpartition('/')[2]}.txt")[2].decode("utf-8-sig")
        assert document["passages"]
        assert f"{html.escape(document['label'])}</a>" in page
        for passage in document["passages"]:
            assert all(text[each["start"] : each["end"]] == each["exact"] for each in passage["places"])
            printed = "".join(text[piece["start"] : piece["end"]] for piece in passage["pieces"])
            assert "…" in passage["words"] or "".join(passage["words"].split()) == "".join(printed.split())
