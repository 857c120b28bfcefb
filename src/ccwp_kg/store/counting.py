"""Make the query that counts the rows or triples of another, to detect truncated answers.

Some stores truncate every answer at a number of rows and do not say so. A count is a single row, so it is whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from ccwp_kg.namespaces import RDF
from ccwp_kg.sparql_text import QueryOutline, SparqlToken
from ccwp_kg.sparql_text.parts import parts_of
from ccwp_kg.sparql_text.triples import TriplePattern, Unread

# With these functions another run may give other rows.
_VOLATILE = frozenset(["NOW", "RAND", "UUID", "STRUUID"])


def counted(query: QueryOutline, name: str) -> str | None:
    """A query that counts the rows or triples of another as `?name`; None where they cannot be counted.

    They cannot for DESCRIBE, for a volatile query, and for a CONSTRUCT whose template has blank nodes or brackets, or
    has several triples while LIMIT or OFFSET choose solutions at random.
    """
    if any(word.keyword in _VOLATILE for word in query.tokens) or name in query.text:
        return None
    if query.kind == "SELECT":
        inner: str | None = query.without_dataset(query.tokens[query.keyword].start)
    else:
        inner = _construct(query) if query.kind == "CONSTRUCT" else None
    dataset = " ".join(map(query.text_of, query.dataset_clauses))
    return None if inner is None else f"{query.prologue}\nSELECT (COUNT(*) AS ?{name}) {dataset} WHERE {{ {inner} }}"


def _construct(query: QueryOutline) -> str | None:
    """SPARQL 1.1 §16.2: each solution gives the template's triples, each triple counts once."""
    if not query.groups:
        return None
    opening, closing = query.groups[0]
    # CONSTRUCT WHERE { … } is template and pattern in one.
    is_short = any(word.keyword == "WHERE" for word in query.tokens[query.keyword : opening])
    triples = _template(query.text, query.tokens[opening + 1 : closing])
    rest = query.tokens[closing + 1 :]
    is_cut = any(word.keyword in ("LIMIT", "OFFSET") for word in rest)
    if not triples or (is_cut and len(triples) > 1):
        return None
    pattern = query.without_dataset(query.tokens[opening].start if is_short else query.tokens[closing].end)
    where = f"WHERE {pattern}" if is_short else pattern
    found = " UNION ".join(
        f"{{ SELECT ({each.subject} AS ?ccwp_s) ({RDF.type if each.verb == 'a' else each.verb} AS ?ccwp_p) "
        f"({each.object} AS ?ccwp_o) {where} }}"
        for each in triples
    )
    # §16.2: no triple has a literal as its subject, a predicate that is no IRI, or an unbound term.
    sound = "FILTER(!isLiteral(?ccwp_s) && isIRI(?ccwp_p) && BOUND(?ccwp_o))"
    return f"SELECT DISTINCT ?ccwp_s ?ccwp_p ?ccwp_o WHERE {{ {found} {sound} }}"


def _template(text: str, words: Sequence[SparqlToken]) -> list[TriplePattern]:
    """The triples of a template; none where it has blank nodes or brackets, or is not read."""
    if any(word.text in ("[", "(") or word.text.startswith("_:") for word in words):
        return []
    try:
        parts = parts_of(text, words)
    except Unread:
        return []
    triples = [part.triple for part in parts if part.triple is not None]
    return triples if len(triples) == len(parts) else []
