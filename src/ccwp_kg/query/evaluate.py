"""Evaluates a checked query on a store, and writes the answer in a format."""

from __future__ import annotations

import re

from ccwp_kg.errors import AnswerTooLarge, UnknownFormat
from ccwp_kg.formats import RDF_FORMATS, RESULT_FORMATS, Format
from ccwp_kg.query.describe import TRIPLES, Describe, described
from ccwp_kg.query.guard import CheckedQuery
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.sparql_text import QueryKind
from ccwp_kg.store import Bounds, Dataset, Store, Written

_BOUNDS = Bounds()
_EMPTY = {
    "json": re.compile(rb'"bindings"\s*:\s*\[\s*\]\s*\}\s*\}\s*$|"boolean"\s*:\s*false\s*\}\s*$'),
    "xml": re.compile(rb"<results(?:\s[^>]*)?(?:/>|>\s*</results>)|<boolean>\s*false"),
    "jsonld": re.compile(rb'"@graph"\s*:\s*\[\s*\]\s*\}\s*$'),
    "rdfxml": re.compile(rb"<rdf:RDF[^>]*(?:/>|>\s*</rdf:RDF>)\s*$"),
}
"""Format → what stands at the end of an answer that holds nothing."""
_END = 256


def formats_for(checked: CheckedQuery) -> tuple[Format, ...]:
    """The formats that can hold the answer to a query, the default first."""
    return RESULT_FORMATS if checked.kind in ("SELECT", "ASK") else RDF_FORMATS


def require_fit(checked: CheckedQuery, form: Format) -> None:
    """Raise UnknownFormat where a format cannot hold the answer to a query."""
    if form not in formats_for(checked):
        raise UnknownFormat(
            f"{form.label} cannot hold the answer to {checked.kind}; "
            f"choose {', '.join(each.label for each in formats_for(checked))}"
        )


def is_empty_answer(content: bytes, form: Format, *, kind: QueryKind) -> bool:
    """Whether an answer holds no row and no triple, or says no. A few of its bytes show it."""
    if form.name in _EMPTY:
        return _EMPTY[form.name].search(content, max(0, len(content) - _END)) is not None
    if kind == "ASK":
        return content.strip() == b"false"
    if kind == "SELECT":
        # SPARQL 1.1 Query Results CSV and TSV Formats §3: the names of the variables are the first line.
        return 0 <= content.find(b"\n") == len(content) - 1
    return not content[:_END].strip()


def answer(
    store: Store,
    checked: CheckedQuery,
    form: Format,
    *,
    dataset: Dataset,
    describe: Describe,
    prefixes: Prefixes,
    client: str = "",
    bounds: Bounds = _BOUNDS,
) -> Written:
    """The answer to a checked query. For a DESCRIBE, `describe` gives the triples and `prefixes` shorten their IRIs.

    Raises UnknownFormat where the format is not one of `formats_for` this kind of query, AnswerTooLarge and
    QueryTooSlow where the descriptions together exceed `bounds`, and what the store raises.
    """
    require_fit(checked, form)
    if checked.kind == "DESCRIBE":
        most = min(bounds.rows, TRIPLES)
        triples = described(
            store, checked, dataset=dataset, describe=describe, client=client, limit=most, seconds=bounds.seconds
        )
        content = write_bytes(triples, form, prefixes=prefixes)
        if len(content) > bounds.size:
            raise AnswerTooLarge(
                f"the answer has more than {bounds.size:,} bytes, the limit here; describe fewer things"
            )
        return Written.of(content)
    return store.written(checked.text, form, dataset=dataset, client=client)
