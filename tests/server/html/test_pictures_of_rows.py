"""Pictures of answers: which one fits which rows, what is drawn of hostile, empty and endless ones, and the file."""

from __future__ import annotations

import math
import re
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ccwp_kg.server.html.pictures.bars import BARS
from ccwp_kg.server.html.pictures.matrix import KEYS
from ccwp_kg.server.html.pictures.model import Picture, Rectangle, Text
from ccwp_kg.server.html.pictures.rows import Row, RowValue, picture_of_rows, shape_of
from ccwp_kg.server.html.pictures.timeline import SPANS

SVG = "{http://www.w3.org/2000/svg}"
ACTIVE = re.compile(r"<script|foreignObject|\bhref=|\bon[a-z]+=|@import|url\(|<image|<use|<a\b|javascript:")


def row(*cells: str | float | None) -> Row:
    """A row: numbers as numbers, `d:` before what is a date, all else as names."""
    return [
        None
        if cell is None
        else RowValue(str(cell), number=float(cell))
        if isinstance(cell, int | float)
        else RowValue(cell[2:], date=cell[2:])
        if cell.startswith("d:")
        else RowValue(cell)
        for cell in cells
    ]


SHAPES: list[tuple[tuple[str, ...], list[Row]]] = [
    (("bars",), [row("a", 1), row("b", 2)]),
    (("bars",), [row("a", 1)]),
    (("bars",), [row(2, "a", 1.5), row(3, "b", None)]),
    (("bars",), [row("same", "a", 1), row("same", "b", 2)]),
    (("bars",), [row("d:2011", 4), row("d:2012", 5)]),
    ((), [row("a", 1), row("a", 2)]),
    ((), [row("a"), row("b")]),
    ((), [row(1), row(2)]),
    ((), []),
    ((), [[None, None]]),
    (("timeline",), [row("a", "d:2011-01-01"), row("a", "d:2012-01-01")]),
    (("bars", "timeline"), [row("a", "d:2011-01-01", "d:2012", 7), row("b", "d:2012-01-01", None, 8)]),
    (("matrix",), [row("a", "x", 1), row("a", "y", 2), row("b", "x", 3), row("b", "y", 3)]),
    (("matrix",), [row("a", "x"), row("a", "x"), row("b", "x")]),
    (("matrix",), [row("a", "x"), row("a", "y"), row("b", "x"), row("b", "y")]),
    ((), [row("a", "x"), row("a", "y"), row("b", "y")]),
    ((), [row("a", "x", 1), row("a", "x", 2), row("b", "y", 3), row("b", "x", 3)]),
    ((), [row("a", "x", 1, 1), row("a", "y", 2, 2), row("b", "x", 3, 3), row("b", "y", 3, 3)]),
]


@pytest.mark.parametrize(("views", "rows"), SHAPES)
def test_the_shape_of_the_rows_says_what_fits(views: tuple[str, ...], rows: list[Row]) -> None:
    """And each view that fits is drawn, no other."""
    assert views == tuple(shape_of(rows))
    for view in ("bars", "timeline", "matrix", "table", "__class__"):
        assert (view in views) == (picture_of_rows(rows, view, title="t") is not None)


def words_of(picture: Picture) -> list[str]:
    return [piece.words for item in picture.items for piece in item.pieces if hasattr(piece, "words")]


def test_of_pairs_without_a_number_the_rows_count() -> None:
    picture = picture_of_rows([row("a", "x"), row("a", "x"), row("b", "x")], "matrix", title="t")
    assert picture is not None
    assert {"a, x: 2", "b, x: 1"} <= {item.label for item in picture.items}


MANY = 10_000
ENDLESS = {
    "bars": ([row(f"name {place}", place) for place in range(MANY)], BARS, MANY - BARS),
    "timeline": ([row(f"name {place}", f"d:{1000 + place % 900}-01-01") for place in range(MANY)], SPANS, MANY - SPANS),
    "matrix": ([row(f"a{place // 100}", f"b{place % 100}", place) for place in range(MANY)], KEYS, 2 * (100 - KEYS)),
}


@pytest.mark.parametrize("view", ENDLESS)
def test_ten_thousand_rows_are_cut_and_the_rest_is_counted(view: str) -> None:
    rows, most, left_out = ENDLESS[view]
    picture = picture_of_rows(rows, view, title="t")
    assert picture is not None
    assert left_out == picture.left_out
    assert len(picture.items) <= most * (most + 2)
    assert len(picture.description) < 2_500


@pytest.mark.parametrize(
    "numbers", [[0], [-5, 5], [-1e308, 1e308], [1e-300], [float("inf"), 1], [float("nan"), 2], [-3], [0, 0]]
)
def test_bars_stay_in_their_frame(numbers: list[float]) -> None:
    """Whatever the numbers: from the zero line, below zero to the left, none without an end."""
    picture = picture_of_rows([row(f"n{place}", number) for place, number in enumerate(numbers)], "bars", title="t")
    assert picture is not None
    bars = [piece for item in picture.items for piece in item.pieces if isinstance(piece, Rectangle)]
    assert all(0 <= bar.x <= bar.x + bar.width <= picture.width + 0.1 for bar in bars)
    shown = [number for number in numbers if number and not math.isnan(number)]
    assert len(shown) == [bar.style for bar in bars].count("period")


def test_a_long_name_goes_on_in_a_second_line_and_figures_end_below_each_other() -> None:
    names = ["Directorate-General for Taxation and Customs Union", "OLAF"]
    picture = picture_of_rows([row(names[0], 4), row(names[1], 12)], "bars", title="t")
    assert picture is not None
    texts = [[piece for piece in item.pieces if isinstance(piece, Text)] for item in picture.items]
    assert names == [" ".join(text.words for text in each if text.style == "what") for each in texts]
    assert [3, 2] == [len(each) for each in texts]
    assert 1 == len({(text.x, text.anchor) for each in texts for text in each if text.style == "by"})
    assert 1 == len({text.x for each in texts for text in each if text.style == "what"})


DATES = ["0800-12-25", "-0044-03-15", "9999-12-31", "2011", "2011-07", "2011-07-01+02:00", "2011-07-01T10:00:00Z"]


@pytest.mark.parametrize("date", DATES)
def test_a_date_of_any_age_is_drawn_as_written(date: str) -> None:
    picture = picture_of_rows(
        [row("a", f"d:{date}"), row("b", "d:12345-01-01"), row("c", "d:soon")], "timeline", title="t"
    )
    assert picture is not None
    assert any("12345" in words for words in words_of(picture))
    assert any("soon" in words for words in words_of(picture))


def test_dates_on_no_line_of_years_are_no_timeline() -> None:
    assert picture_of_rows([row("a", "d:soon"), row("b", "d:123456-01-01")], "timeline", title="t") is None


@pytest.fixture(scope="module")
def client(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


def asked(**parameters: str) -> str:
    return f"/sparql/picture.svg?{urlencode(parameters)}"


HOSTILE = ['"><script>alert(1)</script>', "\u202egnp.exe\u2066", "א" * 50, "a" * 10_000, "]]>&amp;<!--", "\x0b\x00"[:1]]


@pytest.mark.parametrize("label", HOSTILE)
@pytest.mark.parametrize("view", ["bars", "timeline", "matrix"])
def test_a_hostile_label_is_words_in_a_file(client: FlaskClient, label: str, view: str) -> None:
    """Well-formed, bounded, no markup of its own, no character that turns the direction of what follows."""
    name = "".join(each if each.isalpha() else '\\"' if each == '"' else f"\\u{ord(each):04X}" for each in label)
    date = '"0800-12-25"^^<http://www.w3.org/2001/XMLSchema#date>'
    values = {
        "bars": f'SELECT ?n (-7 AS ?v) {{ BIND("{name}" AS ?n) }}',
        "timeline": f'SELECT ?n ?d {{ BIND("{name}" AS ?n) BIND({date} AS ?d) }}',
        "matrix": f'SELECT ?n ?m {{ VALUES ?m {{ "x" "x" }} BIND("{name}" AS ?n) }}',
    }
    answer = client.get(asked(query=values[view], view=view))
    assert 200 == answer.status_code
    assert len(answer.data) < 30_000
    ElementTree.fromstring(answer.text)
    assert not ACTIVE.search(answer.text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", answer.text)


GOOD = {
    "bars": "SELECT ?n ?v { VALUES (?n ?v) { ('a' 1) ('b' 2) } }",
    "graph": "DESCRIBE <https://w3id.org/ccwp/id/plan/5/action/5.10>",
}


@pytest.mark.parametrize("view", GOOD)
def test_the_file_stands_alone(client: FlaskClient, view: str) -> None:
    """It names itself for those who cannot see it, and its policy lets others show it and nothing run."""
    answer = client.get(asked(query=GOOD[view], view=view), headers={"Accept": "image/avif,image/webp,*/*"})
    assert (200, "image/svg+xml; charset=utf-8") == (answer.status_code, answer.headers["Content-Type"])
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "frame-ancestors *" in policy
    assert "unsafe" not in policy
    assert "cross-origin" == answer.headers["Cross-Origin-Resource-Policy"]
    root = ElementTree.fromstring(answer.text)
    assert "img" == root.get("role")
    named = {each.get("id"): each.text for each in root if each.get("id")}
    assert all(named[part] for part in (root.get("aria-labelledby") or "").split())
    assert len((root.get("aria-labelledby") or "").split()) == 2
    assert not ACTIVE.search(answer.text)
    assert "prefers-color-scheme: dark" in answer.text
    assert "var(" not in answer.text
    assert answer.data == client.get(asked(query=GOOD[view], view=view)).data


@pytest.mark.parametrize(
    ("status", "said", "parameters"),
    [
        (404, "what fits its rows is: bars", {"query": GOOD["bars"], "view": "matrix"}),
        (404, "what fits its rows is: graph", {"query": GOOD["graph"], "view": "bars"}),
        (404, "none of the pictures", {"query": "ASK {}", "view": "bars"}),
        (404, "none of the pictures", {"query": "SELECT * { ?s a <urn:x> }", "view": "bars"}),
        (404, "cannot be drawn", {"query": GOOD["bars"]}),
        (400, "query", {"view": "bars"}),
        (400, "", {"query": "SELECT * {", "view": "bars"}),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(
    client: FlaskClient, status: int, said: str, parameters: dict[str, str]
) -> None:
    answer = client.get(asked(**parameters))
    assert status == answer.status_code
    assert said in answer.text


def test_the_page_of_an_answer_offers_what_fits_as_links(client: FlaskClient) -> None:
    """A tab for each view, the file and the line that embeds it; an unfit view shows the table."""
    page = client.get("/sparql?" + urlencode({"query": GOOD["bars"], "view": "bars"}), headers={"Accept": "text/html"})
    tabs = re.findall(r'<li><a href="(/sparql\?[^"]*)"[^>]*>(Table|Bars|Timeline|Matrix)</a>', page.text)
    assert ["Table", "Bars"] == [name for _, name in tabs]
    assert 1 == page.text.count('<svg class="figure bars"')
    file = re.search(r'href="(/sparql/picture\.svg[^"]*)"', page.text)
    assert file is not None
    assert 200 == client.get(file[1].replace("&amp;", "&")).status_code
    assert "&lt;img src=" in page.text
    unfit = client.get(
        "/sparql?" + urlencode({"query": GOOD["bars"], "view": "matrix"}), headers={"Accept": "text/html"}
    )
    assert "<svg" not in unfit.text
    assert '<table class="results"' in unfit.text


def test_questions_with_counts_or_dates_have_a_picture(client: FlaskClient) -> None:
    """Above their rows, with a file; one without says so."""
    for slug in ("most-frequent-parties", "plans-in-time"):
        assert '<svg class="figure' in client.get(f"/questions/{slug}").text
        ElementTree.fromstring(client.get(f"/questions/{slug}.svg").text)
    assert 404 == client.get("/questions/citations-of-5-3.svg").status_code
