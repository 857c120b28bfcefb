"""The document as it was printed: no word lost, none shown twice, and every span of the data a place to land on."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from flask.testing import FlaskClient

from ccwp_kg.build import Build, Inputs, run_build
from ccwp_kg.publish.release import write_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.server import create_app
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import WHOLE, Dataset, EmbeddedStore, Rows
from support.formats.html_pages import all_words, bare, by_class, ids, own_words, parsed

ROOT = Path(__file__).parents[4]
NAME = "fifth-action-plan"
PATH = f"/source/{NAME}"
FILE = ROOT / "data" / "sources" / f"{NAME}.txt"
TEXT = FILE.read_bytes().decode()
REFERENCE = Path(os.environ.get("REFERENCE_DATA", ROOT.parent / "shared" / "reference"))
SPANS = (
    "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?span ?exact WHERE "
    "{{ ?span oa:hasSource <https://w3id.org/ccwp/id/source/{}> ; oa:hasSelector/oa:exact ?exact }}"
)
PARTS = """PREFIX ccwp: <https://w3id.org/ccwp/ontology#>
SELECT DISTINCT ?thing WHERE {
  ?thing ccwp:hasSpan ?span
  FILTER NOT EXISTS {
    VALUES ?class { ccwp:Mention ccwp:DocumentFamily ccwp:FieldSilence ccwp:SubjectCode } ?thing a ?class
  }
  FILTER(STRSTARTS(STR(?span), "https://w3id.org/ccwp/id/source/fifth-action-plan#"))
}"""


def store_of(built: Build, folder: Path, texts: TextFiles | None = None) -> EmbeddedStore:
    write_release(folder, built.dataset, texts=texts or TextFiles.of_package(), reports={}, layouts=built.layouts)
    return EmbeddedStore.of_named_graphs(folder / "dataset.nq")


class CountingStore(EmbeddedStore):
    """A store that counts what it is asked."""

    asked = 0

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:
        CountingStore.asked += 1
        return super().rows(query, dataset=dataset, client=client)


@pytest.fixture(scope="module")
def folder(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("reader") / "release"
    store_of(built, target)
    return target


@pytest.fixture(scope="module")
def store(folder: Path) -> EmbeddedStore:
    return CountingStore.of_named_graphs(folder / "dataset.nq")


@pytest.fixture(scope="module")
def whole(store: EmbeddedStore, folder: Path) -> FlaskClient:
    """The application over the real data."""
    return create_app(store, settings=Settings(), release=read_release(folder)).test_client()


@pytest.fixture(scope="module")
def body(whole: FlaskClient) -> str:
    answer = whole.get(PATH, headers={"Accept": "text/html"})
    assert 200 == answer.status_code
    return answer.text


@pytest.fixture(scope="module")
def tree(body: str) -> Element:
    return parsed(body)


def test_no_word_is_lost_or_shown_twice(tree: Element) -> None:
    """The words of the page's document are those of the file, each as often; only white space is ours to change."""
    (paper,) = by_class(tree, "paper")
    assert Counter(TEXT.split()) == Counter(own_words(paper).split())


def test_every_span_of_the_data_is_a_place_to_land_on(whole: FlaskClient, store: EmbeddedStore) -> None:
    """Evidence links end in the fragment of a span; its element stands once and holds the very words quoted."""
    places = ids(parsed(whole.get(PATH).text))
    rows = store.rows(SPANS.format(NAME))
    expected = {row["span"].value.partition("#")[2]: bare(row["exact"].value) for row in rows}
    assert len(expected) > 600
    assert expected == {name: bare(own_words(places[name])) for name in expected if name in places}


def test_links_do_not_nest(tree: Element) -> None:
    """HTML §4.5.1: a link holds no link; names inside a linked name stay names."""
    links = list(tree.iter("a"))
    assert links
    assert [] == [all_words(a) for a in links if any(inner is not a for inner in a.iter("a"))]


def test_each_statement_is_linked_from_the_passage_it_came_from(tree: Element, store: EmbeddedStore) -> None:
    """Whatever has a span in this document can be reached from its page: in the words or in the margin,
    but for the family and the codes of a document, which its own page shows, and for cells without words."""
    linked = {element.get("href") for element in tree.iter("a")}
    read = {row["thing"].value.replace("https://w3id.org/ccwp/id/", "/doc/") for row in store.rows(PARTS)}
    # the issues' sections are headings of the document and stand in its contents
    assert set() == {
        path for path in read if path not in linked and "/section/" not in path.partition("/paragraph/")[0]
    }


def row_of(tree: Element, number: str) -> Element:
    return next(element for element in tree.iter("section") if element.get("id") == f"action-{number}")


def cells(row: Element) -> list[list[str]]:
    """The entries of each cell."""
    found = []
    for cell in row.iter("td"):
        entries = list(cell.iter("li")) or [cell]
        found.append([" ".join(own_words(entry).split()) for entry in entries])
    return found


PRINTED_HEADINGS = [
    "Proposed action",
    "Strategic objectives",
    "Performance indicator",
    "Possible outcome(s)",
    "Other concerned parties",
]
ROWS = [
    # (number of entries in the cells of objectives, indicators, outcomes, parties; the first words of the title)
    ("5.1", (3, 5, 4, 2), "To improve the possibilities to tackle"),
    ("5.2", (3, 1, 4, 3), "To examine the working/investigative techniques"),
    ("5.3", (2, 1, 3, 5), "To explore available and required training"),
    ("5.4", (1, 2, 4, 2), "To examine the use of secure channels"),
    ("5.5", (2, 1, 1, 0), "To identify and share best practices"),
    ("5.6", (3, 1, 1, 2), "To explore in greater detail"),
    ("5.7", (3, 1, 1, 2), "Improvement of the visibility"),
    ("5.8", (3, 1, 1, 2), "The role of customs in managing crisis situations"),
    ("5.9", (3, 2, 2, 5), "Improve the exchange of information and intelligence"),
    ("5.10", (1, 1, 1, 5), "To find and recommend best practice for customs cooperation in criminal matters"),
]


@pytest.mark.parametrize(("number", "entries", "title"), ROWS)
def test_columns_are_restored(tree: Element, number: str, entries: tuple[int, ...], title: str) -> None:
    """Each action is a table under the headings printed over it, whatever order its cells were received in."""
    row = row_of(tree, number)
    assert PRINTED_HEADINGS == [" ".join(own_words(head).split()) for head in row.iter("th")]
    assert PRINTED_HEADINGS == [cell.get("data-label") for cell in row.iter("td")]
    first, *others = cells(row)
    assert first[0].startswith(title)
    assert entries == tuple(len([entry for entry in cell if entry not in ("", "-")]) for cell in others)
    (terms,) = (" ".join(own_words(h3).split()) for h3 in row.iter("h3"))
    assert "Terms of reference" == terms.rstrip(":")


def test_entries_keep_their_printed_numbers(tree: Element) -> None:
    """(1), (2), … in the printed order, list marks as printed."""
    _, objectives, indicators, _, parties = cells(row_of(tree, "5.1"))
    assert ["(1)", "(2)", "(3)"] == [entry[:3] for entry in objectives]
    assert ["(1)", "(2)", "(3)", "(4)", "(5)"] == [entry[:3] for entry in indicators]
    assert ["- COM (DG TAXUD, OLAF),", "- Europol."] == parties


def test_interleaved_columns_are_put_apart_and_the_note_says_how(tree: Element) -> None:
    """5.10: title and objective stood in the same lines; the page says so, and how they were told apart."""
    row = row_of(tree, "5.10")
    title, objective, *_ = cells(row)
    assert ["To find and recommend best practice for customs cooperation in criminal matters"] == title
    assert objective[0].startswith(
        "Comparing the legal base of special forms of cooperation in criminal matters and its"
    )
    told = "a passage of the document that quotes one of them tells which words belong to which"
    assert [number for number, *_ in ROWS if told in all_words(row_of(tree, number))] == ["5.10"]


def test_list_marks_go_with_their_entries(tree: Element) -> None:
    """The third strategic objective is printed behind the mark of the next item; it takes none."""
    items = [element for element in tree.iter("li") if any(True for _ in by_class(element, "leaf"))]
    marked = {}
    for item in items:
        said = next(by_class(item, "said"))
        words = " ".join(own_words(said).split())
        marked[words[:28]] = words
    assert "To improve and make more fle" in marked
    assert marked["o “Performance indicator” co"].startswith("o “Performance indicator” column refers")
    assert any(words.startswith("- intelligence,") for words in marked.values())


def test_marks_of_footnotes_lead_to_the_footnotes(tree: Element) -> None:
    """Ten marks in the running text, each a link to the words of its footnote."""
    places = ids(tree)
    marks = list(by_class(tree, "foot-mark"))
    assert [str(number) for number in range(1, 11)] == [all_words(mark) for mark in marks]
    words = [bare(own_words(places[(mark.get("href") or "").lstrip("#")])) for mark in marks]
    assert "OJC260,30.10.2009,p.1" == words[0]
    assert "13424/2/06REV2ENFOCUSTOM64" == words[5]


def test_pages_are_marked_once_and_in_order(tree: Element) -> None:
    """A mark where each printed page begins."""
    marks = [all_words(mark) for mark in by_class(tree, "folio")]
    assert [f"page {number}" for number in range(1, 16)] == marks


def test_coverage_is_what_the_data_state(tree: Element) -> None:
    """Every word accounted for."""
    assert len(TEXT.split()) == 4350
    assert "Every word is accounted for: 4 350 of 4 350." in all_words(tree).replace("\u202f", " ")


def test_reading_notes_lead_to_their_places(tree: Element) -> None:
    """What the reading had to decide is listed, each with a link to a place on this page."""
    places = ids(tree)
    section = next(s for s in tree.iter("section") if s.get("aria-labelledby") == "issues")
    targets = [a.get("href") for a in section.iter("a") if (a.get("href") or "").startswith("#")]
    assert 4 == len(targets)
    assert all(target is not None and target[1:] in places for target in targets)


def test_notes_say_what_a_cell_became(tree: Element) -> None:
    """The second indicator of 5.4 expects an approval by the CCWP."""
    notes = [all_words(note) for note in by_class(row_of(tree, "5.4"), "became")]
    assert any("2 indicators of Action 5.4" in n and "(2) expects" in n for n in notes)
    assert any("approval by CCWP" in note for note in notes)
    assert any("also cited by Action 5.3, Action 5.6" in note for note in notes)
    assert any("in operation since: 15 June 2010" in note for note in notes)


def test_notes_are_in_plain_words(tree: Element) -> None:
    """No names of properties of RDF, no duration as XML Schema writes it, no name of a rule, no end of an IRI."""
    notes = " ".join(all_words(note) for note in by_class(tree, "became"))
    assert all(each in notes for each in ("runs for: 3 years", "5 entries on parties of Action 5.10"))
    assert "of Action 5.10" in notes
    assert "of Terms of reference" not in notes  # that is what the note is on
    assert not re.search(r"\b(rdfs|skos|eli|dcterms):|\bP\d+[YMD]|\buntangle\.|plan/5|\d--\d", notes)


def test_contents_lead_to_every_action(tree: Element) -> None:
    """5.1 to 5.10 in the side, each a place on the page."""
    (contents,) = by_class(tree, "contents")
    targets = [(a.get("href") or "")[1:] for a in contents.iter("a")]
    assert [f"action-{number}" for number, *_ in ROWS] == [t for t in targets if t.startswith("action-")]
    assert set(targets) <= set(ids(tree))


def test_page_is_light_and_asks_little(whole: FlaskClient, body: str) -> None:
    """One page of the whole document in 28 kB as it is sent, made from at most ten questions."""
    CountingStore.asked = 0
    whole.get(PATH)
    assert CountingStore.asked <= 10
    assert int(whole.get(PATH, headers={"Accept-Encoding": "gzip"}).headers["Content-Length"]) <= 28_000
    assert not re.search(r"<style|\sstyle=|\son\w+=", body)


def test_text_is_offered_byte_for_byte(whole: FlaskClient) -> None:
    """Offsets count in this file, so not a byte is changed; its ETag lets a client keep it."""
    answer = whole.get(PATH + ".txt")
    assert (200, "text/plain; charset=utf-8") == (answer.status_code, answer.content_type)
    assert FILE.read_bytes() == answer.data
    assert hashlib.sha256(answer.data).hexdigest() in whole.get(f"/doc{PATH}").text
    tag = answer.headers["ETag"]
    assert 304 == whole.get(PATH + ".txt", headers={"If-None-Match": tag}).status_code
    assert (200, b"") == ((head := whole.head(PATH + ".txt")).status_code, head.data)
    packed = whole.get(PATH + ".txt", headers={"Accept-Encoding": "gzip"})
    assert FILE.read_bytes() == gzip.decompress(packed.data)


REFUSED = [
    (404, "/source/nothing", "No document of this name"),
    (404, "/source/nothing.txt", "No document of this name"),
    (404, "/source/a%3E%20b", "No document of this name"),
    (404, "/source/..%5cpasswd.txt", "No document of this name"),
]


@pytest.mark.parametrize(("status", "path", "words"), REFUSED)
def test_what_is_not_there_is_said(whole: FlaskClient, status: int, path: str, words: str) -> None:
    """A clear sentence instead of an empty page."""
    answer = whole.get(path, headers={"Accept": "text/html"})
    assert status == answer.status_code
    assert words in answer.text


@pytest.mark.parametrize("path", [PATH, PATH + ".txt"])
def test_another_text_is_not_shown_as_the_one_read(
    store: EmbeddedStore, folder: Path, tmp_path: Path, path: str
) -> None:
    """Where the sha256 is not the one stated, every link would land on wrong words; so nothing is shown."""
    release = Path(shutil.copytree(folder, tmp_path / "release"))
    other = TEXT.replace("tobacco", "cheese")
    (release / "source" / FILE.name).write_text(other, encoding="utf-8", newline="")
    client = create_app(store, settings=Settings(), release=read_release(release)).test_client()
    answer = client.get(path, headers={"Accept": "text/html"})
    assert 500 == answer.status_code
    assert "is not the text that was read" in answer.text
    assert "cheese" not in answer.text
    assert "char=" not in answer.text


@pytest.mark.parametrize("path", [PATH, PATH + ".txt"])
def test_a_missing_text_is_said(store: EmbeddedStore, folder: Path, tmp_path: Path, path: str) -> None:
    """What was read stays in the store; only its text is not here, though the package has it."""
    release = Path(shutil.copytree(folder, tmp_path / "release"))
    (release / "source" / FILE.name).unlink()
    shown = read_release(folder)
    client = create_app(store, settings=Settings(), release=replace(shown, folder=release)).test_client()
    answer = client.get(path, headers={"Accept": "text/html"})
    assert 404 == answer.status_code
    assert "not part of what is served here" in answer.text


@pytest.mark.parametrize("damage", ["", "{}", "another text"])
def test_a_layout_of_another_text_is_not_drawn(store: EmbeddedStore, folder: Path, tmp_path: Path, damage: str) -> None:
    """Where the layout is damaged or that of another text, words would stand in wrong columns; so nothing is shown."""
    release = Path(shutil.copytree(folder, tmp_path / "release"))
    layout = release / "source" / f"{NAME}.layout.json"
    layout.write_text(re.sub(r'"sha256": "\w+"', '"sha256": "0"', layout.read_text()) if damage[:1] == "a" else damage)
    client = create_app(store, settings=Settings(), release=read_release(release)).test_client()
    answer = client.get(PATH, headers={"Accept": "text/html"})
    assert 500 == answer.status_code
    assert "make the release anew" in answer.text
    assert "Terms of reference" not in answer.text


def test_without_a_release_text_and_layout_are_those_of_the_package(store: EmbeddedStore, body: str) -> None:
    """RDF files or an endpoint that are served with a document of the package show it as a release does."""
    answer = create_app(store, settings=Settings()).test_client().get(PATH, headers={"Accept": "text/html"})
    assert 200 == answer.status_code
    papers = [next(by_class(parsed(text), "paper")) for text in (body, answer.text)]
    assert own_words(papers[0]) == own_words(papers[1])
    assert 15 == len(list(by_class(papers[1], "folio")))


def test_a_document_of_which_little_was_read_is_shown_whole(client: FlaskClient) -> None:
    """What nothing was made of stands in its place, in a quiet style."""
    tree = parsed(client.get(PATH, headers={"Accept": "text/html"}).text)
    (paper,) = by_class(tree, "paper")
    assert Counter(TEXT.split()) == Counter(own_words(paper).split())
    assert any(True for _ in by_class(paper, "quiet"))


def test_another_document_is_read_the_same_way(inputs: Inputs, tmp_path: Path) -> None:
    """An invented sibling, planted beside the real document: its rows restored, its words complete, its spans there."""
    sibling = REFERENCE / "synthetic-plan-21.txt"
    if not sibling.is_file():
        pytest.skip("the reference sibling is not here; set REFERENCE_DATA to the folder that holds it")
    data = tmp_path / "data"
    shutil.copytree(inputs.data, data)
    shutil.copy(sibling, data / "sources" / "sibling.txt")
    digest = hashlib.sha256(sibling.read_bytes()).hexdigest()
    entry = re.search(r"(?ms)^source:fifth-action-plan$.*?^\.$", (data / "sources" / "sources.ttl").read_text())
    assert entry is not None
    planted = entry[0].replace(NAME, "sibling") + "\ncouncil:draft-sibling foaf:primaryTopic plan:21 ."
    planted = re.sub(r'(sha256 )"\w+"', rf'\1"{digest}"', planted)
    with (data / "sources" / "sources.ttl").open("a", encoding="utf-8") as sources:
        sources.write("\n" + planted + "\n")
    built = run_build(Inputs(ontology=inputs.ontology, data=data, shapes=inputs.shapes))
    store = store_of(built, tmp_path / "release", replace(TextFiles.of_package(), sources=data / "sources"))
    release = read_release(tmp_path / "release")
    answer = create_app(store, settings=Settings(), release=release).test_client().get("/source/sibling")
    assert 200 == answer.status_code
    tree = parsed(answer.text)
    (paper,) = by_class(tree, "paper")
    text = sibling.read_bytes().decode()
    assert Counter(text.split()) == Counter(own_words(paper).split())
    places = ids(tree)
    spans = {
        row["span"].value.partition("#")[2]: bare(row["exact"].value) for row in store.rows(SPANS.format("sibling"))
    }
    assert spans
    assert set(spans) <= set(places)
    numbers = [row.get("id") for row in by_class(tree, "action-row")]
    assert [f"action-21.{place}" for place in range(1, 7)] == numbers
    assert all(5 == len(list(row.iter("th"))) for row in by_class(tree, "action-row"))
