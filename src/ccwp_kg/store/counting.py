"""Make the query that counts the rows or triples of another, to detect truncated answers.

Some stores truncate every answer at a number of rows and do not say so. A count is a single row, so it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ccwp_kg.sparql_text import NOTHING, QueryOutline, SparqlToken

# With these functions another run may give other rows.
_VOLATILE = frozenset(["NOW", "RAND", "UUID", "STRUUID"])
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_VALUES = frozenset(["iri", "name", "var", "string", "number"])


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
    if query.first_group is None:
        return None
    opening, closing = query.first_group
    # CONSTRUCT WHERE { … } is template and pattern in one.
    is_short = any(word.keyword == "WHERE" for word in query.tokens[query.keyword : opening])
    triples = list(_template(query.tokens[opening + 1 : closing]))
    rest = query.tokens[closing + 1 :]
    is_cut = any(word.keyword in ("LIMIT", "OFFSET") for word in rest)
    if None in triples or not triples or (is_cut and len(triples) > 1):
        return None
    pattern = query.without_dataset(query.tokens[opening].start if is_short else query.tokens[closing].end)
    where = f"WHERE {pattern}" if is_short else pattern
    found = " UNION ".join(
        f"{{ SELECT ({s} AS ?ccwp_s) ({p} AS ?ccwp_p) ({o} AS ?ccwp_o) {where} }}"
        for s, p, o in (triple for triple in triples if triple is not None)
    )
    # §16.2: no triple has a literal as its subject, a predicate that is no IRI, or an unbound term.
    sound = "FILTER(!isLiteral(?ccwp_s) && isIRI(?ccwp_p) && BOUND(?ccwp_o))"
    return f"SELECT DISTINCT ?ccwp_s ?ccwp_p ?ccwp_o WHERE {{ {found} {sound} }}"


def _template(words: Sequence[SparqlToken]) -> Iterator[tuple[str, str, str] | None]:
    """The triples of a template, None for what is more than plain terms with `.`, `;` and `,`."""
    terms: list[str] = []
    for term in (*_terms(words), "."):
        if term is None:
            yield None
            return
        if term not in (".", ";", ","):
            terms.append(term)
            continue
        if len(terms) == 3:
            yield terms[0], terms[1], terms[2]
        elif len(terms) > 1:
            yield None
        terms = {".": [], ";": terms[:1], ",": terms[:2]}[term]


def _terms(words: Sequence[SparqlToken]) -> Iterator[str | None]:
    """The terms and separators of a template as written, `a` as its IRI, None for what is neither."""
    for word, after in pairwise((*words, NOTHING)):
        if word.kind == "langtag":
            continue  # it went with the string before it
        if word.text in (".", ";", ",", "true", "false"):
            yield word.text
        elif word.text == "a":
            yield _TYPE
        elif word.kind in _VALUES and not word.text.startswith("_:") and after.text != "^^":
            yield word.text + (after.text if after.kind == "langtag" else "")
        else:
            yield None
