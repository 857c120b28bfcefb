"""The examples put actions in the order in which people count, whatever form the numbers of a plan have."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal

from ccwp_kg.rdf.example_queries import ExampleQuery, read_examples
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT

COUNTED = ["1", "2", "4.2", "4.10", "5.1", "5.2", "5.10", "10", "A", "B"]
ORDERED = re.compile(r"ORDER BY ([^\n{}]*\?number\b[^\n{}]*)")
BY_NUMBER = [
    each
    for each in read_examples(ROOT / "web" / "queries")
    if (found := ORDERED.search(each.text)) and "COUNT(" not in found[1]
]


def test_there_are_some() -> None:
    assert len(BY_NUMBER) >= 9


@pytest.mark.parametrize("example", BY_NUMBER, ids=lambda each: each.name)
def test_ten_comes_after_two(example: ExampleQuery) -> None:
    """Numbers with a dot and without one, of several plans, and letters."""
    order = ORDERED.search(example.text)
    assert order is not None
    values = " ".join(f'"{number}"' for number in sorted(COUNTED, reverse=True))
    query = f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?number {{ VALUES ?number {{ {values} }} }} "
    rows = EmbeddedStore.of_triples([]).rows(f"{query} ORDER BY {order[1]}")
    found = [row["number"].value for row in rows if isinstance(row["number"], Literal)]
    letters = [number for number in found if not number[0].isdigit()]  # which count in no order with numbers
    assert COUNTED == [number for number in found if number not in letters] + letters
