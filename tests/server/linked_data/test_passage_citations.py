"""The page of a passage: its citations in each format, the link to its very words, and the line of a review."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from urllib.parse import quote, unquote

import pytest
from pyld import jsonld

from ccwp_kg.namespaces import ID
from ccwp_kg.review.answers import decisions_of, rows_of
from ccwp_kg.server.http.links import text_fragment
from ccwp_kg.sources.records.entry_fields import REVIEW_COLUMNS
from support.formats.bibtex import bibtex_fields
from support.serving import Server

PASSAGE = "/source/fifth-action-plan/15506-15513"
"""Europol among the parties of action 5.4, on page 9."""

ANSWERS = [
    (200, "text/html", PASSAGE),
    (200, "text/plain", f"{PASSAGE}.txt"),
    (200, "application/x-bibtex", f"{PASSAGE}.bib"),
    (200, "application/ld+json", f"{PASSAGE}.jsonld"),
    (404, "", f"{PASSAGE}.ris"),
    (404, "", "/source/fifth-action-plan/5-5"),
    (404, "", "/source/fifth-action-plan/9-5"),
    (404, "", "/source/fifth-action-plan/28690-99999"),
    (404, "", "/source/fifth-action-plan/0-28699"),  # more than a passage
    (404, "", "/source/fifth-action-plan/1-99999999999999999999999"),
    (404, "", "/source/fifth-action-plan/-1-5"),
    (404, "", "/source/fifth-action-plan/a-b"),
    (404, "", "/source/nothing/1-5"),
    (404, "", "/source/%3Cscript%3E/1-5"),
    (400, "", f"{PASSAGE}?value=a&value=b"),
]


@pytest.mark.parametrize(("status", "media_type", "path"), ANSWERS)
def test_each_passage_has_an_address(release_server: Server, status: int, media_type: str, path: str) -> None:
    answer = release_server.ask("GET", path, accept="text/html")
    assert status == answer[0]
    assert answer[1]["content-type"].startswith(media_type)


def test_it_cites_the_document_the_page_and_the_words(release_server: Server) -> None:
    text = release_server.ask("GET", f"{PASSAGE}.txt")[2].decode()
    assert text.startswith("“- COM (OLAF), - Europol.”, in: Draft Fifth Action Plan (1.7.2011")
    ending = f"(date not stated). Council of the European Union. P. 9. {release_server.address}{PASSAGE}"
    assert text.rstrip().endswith(ending)
    entry = release_server.ask("GET", f"{PASSAGE}.bib")[2].decode()
    assert entry.startswith("@misc{ccwp:document-draft-fifth-action-plan:15506-15513,\n")
    assert "  pages = {9},\n" in entry
    assert "  note = {“- COM (OLAF), - Europol.” Text as read, characters 15490 to 15514},\n" in entry
    assert f"  url = {{{release_server.address}{PASSAGE}}},\n" in entry
    assert entry.count("{") == entry.count("}")


@pytest.mark.parametrize(
    "reference", ["organisation/olaf", "act/naples-ii", "document/ST-8351-2009", "objective/2009/2", "concept/training"]
)
def test_each_entry_of_bibtex_is_read_whole(release_server: Server, reference: str) -> None:
    """By a reader that forgives nothing; it tells the page and the words, and its address answers with the passage."""
    documents = json.loads(release_server.ask("GET", f"/doc/{reference}/passages.json")[2])["documents"]
    passages = [passage for each in documents for passage in each["passages"]]
    assert passages
    for passage in passages:
        path = f"/source/fifth-action-plan/{passage['places'][0]['start']}-{passage['places'][0]['end']}"
        found = bibtex_fields(release_server.ask("GET", f"{path}.bib")[2].decode())
        assert (str(passage["page"]), f"{release_server.address}{path}") == (found["pages"], found["url"])
        places = ", ".join(f"{piece['start']} to {piece['end']}" for piece in passage["pieces"])
        assert found["note"].endswith(f"” Text as read, characters {places}")
        begin = passage["places"][0]["exact"].split()[0]
        assert begin in found["note"].replace("\\", "") or len(found["note"]) > 1_000


BROKEN = [
    "@misc{a b,\n}\n",
    "@misc{a,\n  title = {x,\n}\n",
    "@misc{a,\n  title = {x},\n  title = {y},\n}\n",
    "@misc{a,\n  title = {50 % of it},\n}\n",
    "@misc{a,\n  title = {x}\n}\n",
    "@misc{a,\n  title = {x},\n}\n@misc{b,\n}\n",
    "@misc{a,\n  title = {x\ny},\n}\n",
]


@pytest.mark.parametrize("entry", BROKEN)
def test_a_broken_entry_is_not_read(entry: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        bibtex_fields(entry)


def test_the_annotation_selects_the_passage(release_server: Server) -> None:
    """Both selectors give the same characters of the text that is served; PyLD reads it as the vocabulary has it."""
    annotation = json.loads(release_server.ask("GET", f"{PASSAGE}.jsonld")[2])
    (target,) = annotation["target"]
    quotation, position = target["selector"]
    text = release_server.ask("GET", target["source"].removeprefix(release_server.address))[2].decode()
    assert text[position["start"] : position["end"]] == quotation["exact"]
    assert 1 == text.count(quotation["prefix"] + quotation["exact"] + quotation["suffix"])
    assert [f"{ID}organisation/europol"] == annotation["body"]
    # the terms that anno.jsonld, the context of the recommendation, gives these names (Web Annotation Vocabulary §3)
    terms = ("body", "motivation", "selector", "source", "target")
    context = {
        "oa": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type",
        **{name: {"@id": f"oa:has{name.capitalize()}", "@type": "@id"} for name in terms if name != "motivation"},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "identifying": "oa:identifying",
        "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
        **{name: f"oa:{name}" for name in ("Annotation", "TextQuoteSelector", "TextPositionSelector")},
    }  # fmt: skip
    quads = jsonld.to_rdf(annotation | {"@context": context})["@default"]
    found = {quad["predicate"]["value"].rpartition("#")[2] for quad in quads}
    assert {
        "hasBody",
        "hasTarget",
        "hasSource",
        "hasSelector",
        "motivatedBy",
        "exact",
        "prefix",
        "suffix",
        "start",
    } <= found


FRAGMENTS = [
    ("simple%20words", ("simple words", "")),
    ("co%2Doperation%2C%20R%26D", ("co-operation, R&D", "")),
    ("first,last%2D", ("first", "last-")),
    ("%C3%A9%2B%23", ("é+#", "")),
]


@pytest.mark.parametrize(("expected", "words"), FRAGMENTS)
def test_a_text_directive_keeps_its_syntax_apart(expected: str, words: tuple[str, str]) -> None:
    directive = text_fragment(*words)
    assert f":~:text={expected}" == directive
    assert all(word in unquote(directive) for word in words)


def line_on(server: Server, path: str, **answers: str) -> str:
    """The line that the page writes, with answers given in its form."""
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in answers.items())
    page = server.ask("GET", f"{path}?{query}", accept="text/html")[2].decode()
    found = re.search(r'aria-label="Line of a review"[^>]*><code>(.*?)</code>', page, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


GIVEN = {"value": "Eurojust", "role": "curator", "day": "2026-11-28", "why": "A test of the line."}


def test_the_line_is_one_that_a_review_takes(release_server: Server) -> None:
    line = line_on(release_server, PASSAGE, **GIVEN)
    content = ",".join(REVIEW_COLUMNS) + "\r\n" + line + "\r\n"
    ((_, row),) = rows_of(content.encode(), "review.csv")
    assert ("5.4 parties 2", "- Europol.", "change", "Eurojust") == tuple(
        row[name] for name in ("key", "printed", "verdict", "value")
    )
    (decision,) = decisions_of(rows_of(content.encode(), "review.csv"), "review.csv")
    assert "A test of the line." == decision.why


def test_the_line_says_what_was_read(release_server: Server) -> None:
    line = line_on(release_server, "/source/fifth-action-plan/26-34", verdict="Right")
    row = dict(zip(REVIEW_COLUMNS, next(csv.reader([line])), strict=True))
    told = ("plan valid-from", "plan/valid-from", "2011-07-01", "read", "right")
    assert told == tuple(row[name] for name in ("key", "field", "read as", "state", "verdict"))


@pytest.mark.parametrize("wrong", ["verdict=nonsense", "verdict=new", "day=31.31.2026", "day=soon"])
def test_what_no_review_takes_is_refused(release_server: Server, wrong: str) -> None:
    status, _, body = release_server.ask("GET", f"{PASSAGE}?{wrong}", accept="text/html")
    assert 400 == status
    assert "write" in body.decode()


EVIL = ['=HYPERLINK("x")', '"\r\n"5.1 title","', "<script>alert(1)</script>", "'=1", "@x", "a" * 5_000]


@pytest.mark.parametrize("value", EVIL)
def test_whatever_is_written_stays_one_cell(release_server: Server, value: str) -> None:
    line = line_on(release_server, PASSAGE, **(GIVEN | {"value": value}))
    ((*_, _verdict, cell, _role, _day, _why),) = csv.reader(io.StringIO(line, newline=""))
    assert not cell.startswith(("=", "@", "+", "-"))
    assert cell.removeprefix("'") in (value[:2_000], value[:2_000].removeprefix("'"))
