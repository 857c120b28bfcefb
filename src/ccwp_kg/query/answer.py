"""A checked query asked of a store, and its answer as bytes of a format."""

from __future__ import annotations

from ccwp_kg.errors import AnswerTooLarge, UnknownFormat
from ccwp_kg.formats import RDF_FORMATS, RESULT_FORMATS, Format
from ccwp_kg.query.describe import TRIPLES, Describe, described
from ccwp_kg.query.guard import CheckedQuery
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.store import Bounds, Dataset, Store, Written

_BOUNDS = Bounds()


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
