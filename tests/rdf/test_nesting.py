"""The depth of a text is told the same however it comes in pieces, and is the depth that it has."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from ccwp_kg.errors import InvalidTurtle
from ccwp_kg.rdf.syntax import nesting
from ccwp_kg.rdf.syntax.nesting import nesting_check

# What does not nest, though it looks so, and what does: each is whole, so any sequence of them ends where it began.
_FLAT = {
    RdfFormat.TURTLE: [
        *("<urn:x:((>", "'[['", '"(("', '""', "''", '"""<< " "" <<"""', "'''(' '' ['''", r'"\\"', r'"\"("'),
        *(" ", "\n", '# (( " <<\n', r"a:b\'\(", r'"""\"""((\""""', "1", ","),
    ],
    RdfFormat.JSON_LD: ['"[["', r'"\"{"', r'"\\"', '""', ",", ":", "1", " ", "\n"],
}
_PAIRS = {
    RdfFormat.TURTLE: [("[", "]"), ("(", ")"), ("{", "}"), ("<<", ">>"), ("<<(", ")>>")],
    RdfFormat.JSON_LD: [("[", "]"), ("{", "}")],
}


def texts(form: RdfFormat) -> st.SearchStrategy[tuple[int, str]]:
    """A text and how deep it nests."""
    flat = st.lists(st.sampled_from(_FLAT[form]), max_size=4).map(lambda words: (0, " ".join(words)))

    def within(inner: st.SearchStrategy[tuple[int, str]]) -> st.SearchStrategy[tuple[int, str]]:
        def wrap(pair: tuple[str, str], parts: list[tuple[int, str]]) -> tuple[int, str]:
            own = sum(pair[0].count(mark) for mark in ("[", "(", "{", "<<"))
            return own + max(depth for depth, _ in parts), pair[0] + " ".join(text for _, text in parts) + pair[1]

        return st.builds(wrap, st.sampled_from(_PAIRS[form]), st.lists(inner, min_size=1, max_size=3))

    return st.recursive(flat, within, max_leaves=8)


def passes(form: RdfFormat, text: str, cuts: list[int], limit: int) -> bool:
    """Whether a text that comes in pieces, cut there, is let through."""
    data = text.encode()
    places = sorted({0, *(min(cut, len(data)) for cut in cuts), len(data)})
    told, nesting.DEEPEST = nesting.DEEPEST, limit
    try:
        check = nesting_check(form, "text")
        for start, end in itertools.pairwise(places):
            check(data[start:end])
        check(b"")
    except InvalidTurtle:
        return False
    finally:
        nesting.DEEPEST = told
    return True


@pytest.mark.parametrize("form", list(_FLAT), ids=["turtle", "json"])
@settings(max_examples=100, deadline=None, derandomize=True)
@given(data=st.data())
def test_the_depth_is_told_however_the_text_is_cut(form: RdfFormat, data: st.DataObject) -> None:
    depth, text = data.draw(texts(form))
    cuts = data.draw(st.lists(st.integers(0, 60), max_size=8))
    assert passes(form, text, cuts, depth)
    assert depth == 0 or not passes(form, text, cuts, depth - 1)


def test_the_line_is_told() -> None:
    """Counted over all pieces."""
    check = nesting_check(RdfFormat.TURTLE, "a.ttl")
    check(b"\n\n# x\n")
    with pytest.raises(InvalidTurtle, match=r"a\.ttl, line 5: brackets nest deeper than 128"):
        check(b"\n" + b"(" * 129)
