"""Whatever is typed is a question: nothing in it is an operator, nothing in it makes an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccwp_kg.search import LONGEST, Index, find, nearest, suggest

HOSTILE = [
    "",
    " ",
    '"',
    '""',
    '"olaf',
    "olaf*",
    "*",
    "^olaf",
    "olaf AND",
    "AND OR NOT",
    "NEAR(olaf europol)",
    "names : olaf",
    "{names codes} : olaf",
    "-olaf",
    "olaf + europol",
    "(olaf",
    "olaf)",
    "'; DROP TABLE thing; --",
    "%",
    "_",
    "\\",
    "\x00",
    "olaf\x00europol",
    "\ud800",
    "\ue000",
    "\ue000 \ue000",
    "😀",
    "🇪🇺 👩‍👩‍👧‍👦",
    "\u202eolaf\u202c",
    "\ufeffolaf",
    "…—–“”‘’«»",
    "!?.,;:()[]{}<>@#$%^&*+=|~`",
    "<script>alert(1)</script>",
    "½ ² ﬁ ǆ ㎒ ①",
    "١٢٣٤/٠٨",
    "ß ẞ İ ı ſ ς",
    "a" * 10_000,
    "a " * 5_000,
    '" OR ' * 2_500,
    "8284/1/08 " * 1_000,
    "e" + "\u0301" * 9_000,
    "日本語 عربى עברית ไทย हिन्दी",
    "99999999999999999999/99/99",
    "1/" * 500,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_question_is_an_error(typed: str, index: Index) -> None:
    found = find(index, typed)
    assert found.total == sum(facet.count for facet in found.facets)
    assert LONGEST >= len(found.asked)
    suggest(index, typed, most=8)
    nearest(index, typed)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60) | st.text(alphabet='olaf rev8214/.-*"():^{}+\x00', max_size=60))
def test_no_text_at_all_is_an_error(typed: str, index: Index) -> None:
    find(index, typed)


WORDS_ONLY = [
    ("olaf", '"olaf"'),
    ("olaf", "olaf*"),
    ("olaf", "^olaf"),
    ("olaf", "-olaf"),
    ("olaf", "(olaf)"),
    ("olaf", "\u202eolaf"),
    ("olaf europol", "olaf + europol"),
]


@pytest.mark.parametrize(("plain", "typed"), WORDS_ONLY)
def test_operators_of_the_index_are_mere_marks(plain: str, typed: str, index: Index) -> None:
    assert find(index, plain).hits == find(index, typed).hits
