"""What people type: of each query, one of the first three hits is useful. The aim is 95 of 100."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from ccwp_kg.kinds import SEARCHED_BY_NAME
from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.search import Hit, Index, find, suggest
from support.clock import slowness

LINES = [
    line.split("|")
    for line in Path(__file__).with_name("queries.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
QUERIES = [(query.strip(), useful.split()) for query, useful in LINES]


def short(hit: Hit) -> str:
    """The end of an IRI, as the list writes it."""
    name = hit.iri.removeprefix(PUBLISHED).removeprefix("id/")
    return re.sub(r"query/[0-9]+-", "q:", name).partition("#char=")[0].partition("#page-")[0]


@pytest.mark.parametrize(("query", "useful"), QUERIES, ids=[query for query, _ in QUERIES])
def test_one_of_the_first_three_hits_is_useful(query: str, useful: list[str], index: Index) -> None:
    first = [short(hit) for hit in find(index, query).hits[:3]]
    assert first if useful else not first
    assert not useful or not set(first).isdisjoint(useful), first


def test_the_list_has_all_sorts_of_queries() -> None:
    assert 185 <= len(QUERIES) == len({query for query, _ in QUERIES})
    assert {each.name for each in SEARCHED_BY_NAME.values()} >= {"question", "passage"}


@pytest.mark.timed
def test_an_answer_takes_less_than_five_milliseconds(index: Index) -> None:
    """p95 of the processor's time, the least of three for each query, for hits and for suggestions, on a machine of the
    usual speed."""
    for answer in (lambda query: find(index, query), lambda query: suggest(index, query, most=8)):
        rounds = []
        for _ in range(4):  # the first one fills the caches
            spent = []
            for query, _ in QUERIES:
                begun = time.process_time()
                answer(query)
                spent.append(time.process_time() - begun)
            rounds.append(spent)
        least = sorted(map(min, zip(*rounds[1:], strict=True)))
        assert 0.005 * slowness() > least[int(0.95 * len(QUERIES))]
