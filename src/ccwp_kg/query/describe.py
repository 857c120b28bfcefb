"""DESCRIBE answered with the description in a thing's own document, instead of bare outgoing triples.

SPARQL 1.1 §16.4 leaves to the service what a description is. A SELECT made from the tokens of the DESCRIBE finds the
resources; a function that the caller gives describes each of them.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.errors import AnswerTooLarge, QuerySyntaxError, QueryTooSlow, in_seconds
from ccwp_kg.query.guard import CheckedQuery
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.sparql_text import SparqlToken, outline
from ccwp_kg.store import Dataset, Store

Describe: TypeAlias = Callable[[Store, NamedNode, Dataset], tuple[Triple, ...]]
"""Gives the description of a resource within a dataset."""

RESOURCES = 1_000
"""The most resources that one query may describe."""
TRIPLES = 1_000_000
"""The most triples of all descriptions together."""
SECONDS = 10.0
"""The longest time that all descriptions together may take."""

# The role of an IRI in a query: found by the pattern, named after DESCRIBE, a graph after FROM or after FROM NAMED.
_FOUND, _NAMED, _FROM, _FROM_NAMED = "found", "named", "FROM", "FROM NAMED"


@dataclass(frozen=True, slots=True)
class _Parts:
    """A DESCRIBE query in pieces. `mentioned` are its variables; `thing` and `role` name none of them."""

    prologue: str
    variables: tuple[str, ...]
    constants: tuple[tuple[str, str], ...]
    is_all: bool
    rest: str
    mentioned: tuple[str, ...]
    thing: str
    role: str

    @property
    def dataset_clauses(self) -> str:
        """The FROM and FROM NAMED clauses."""
        return " ".join(f"{role} {iri}" for role, iri in self.constants if role != _NAMED)


_Resources: TypeAlias = tuple[frozenset[NamedNode], bool, Dataset]
"""The resources to describe, whether there are blank nodes among them, and the dataset to describe them from."""


def described(
    store: Store,
    checked: CheckedQuery,
    *,
    dataset: Dataset,
    describe: Describe,
    client: str = "",
    limit: int = TRIPLES,
    seconds: float = SECONDS,
) -> tuple[Triple, ...]:
    """The descriptions of all resources that a DESCRIBE names or finds, sorted.

    A literal has no description; that of a blank node is its outgoing triples. Graphs given with the request replace
    those of FROM (SPARQL 1.1 Protocol §2.1.4), and the descriptions come from the same graphs.

    Raises AnswerTooLarge for more than `RESOURCES` resources or more than `limit` triples, QueryTooSlow where all
    descriptions together take more than `seconds`, and what the store raises.
    """
    until = time.monotonic() + seconds
    parts = _parts(checked.text)
    if parts is None:
        store.triples(checked.text, dataset=dataset, client=client)  # raises the error with its place
        raise QuerySyntaxError("DESCRIBE takes variables and IRIs, or * alone, and then one pattern")
    try:
        found = _named_resources(parts, dataset) or _found_resources(store, parts, dataset, client)
        things, has_blank, source = found
        triples = set(_of_blank_nodes(store, parts, dataset, client)) if has_blank else set()
    except QuerySyntaxError:
        store.triples(checked.text, dataset=dataset, client=client)  # raises it with the place in the text as sent
        raise
    if len(things) > RESOURCES:
        raise AnswerTooLarge(
            f"the query describes more than {RESOURCES:,} things, the limit here; describe fewer, or use CONSTRUCT"
        )
    for thing in sorted(things, key=str):
        triples.update(describe(store, thing, source))
        if time.monotonic() > until:
            raise QueryTooSlow(
                f"the descriptions took more than {in_seconds(seconds)}, the limit here; describe fewer things"
            )
        if len(triples) > limit:
            raise AnswerTooLarge(f"the graph holds more than {limit:,} triples, the limit here; describe fewer things")
    return tuple(sorted_statements(triples))


def _parts(text: str) -> _Parts | None:
    """The pieces of a DESCRIBE; None where the text is no valid query, so that its pieces could make another one."""
    query = outline(text)
    words = query.tokens
    end = query.keyword + 1
    while end < len(words) and (words[end].kind in ("var", "iri", "name") or words[end].text == "*"):
        end += 1
    named = words[query.keyword + 1 : end]
    clauses = []
    for clause in query.dataset_clauses:
        if clause.first == end:
            clauses.append((_FROM_NAMED if clause.is_named else _FROM, clause.graph))
            end = clause.after
    is_all = [word.text for word in named] == ["*"]
    if not named or (not is_all and any(word.text == "*" for word in named)) or not _is_closed(words[end:]):
        return None
    mentioned = tuple(sorted({word.text[1:] for word in words if word.kind == "var"}))
    fresh = "_" * (1 + max(map(len, mentioned), default=0))
    return _Parts(
        prologue=query.prologue,
        variables=tuple(word.text[1:] for word in named if word.kind == "var"),
        constants=(*((_NAMED, word.text) for word in named if word.kind in ("iri", "name")), *clauses),
        is_all=is_all,
        rest=text[words[end].start :] if end < len(words) else "",
        mentioned=mentioned,
        thing=f"thing{fresh}",
        role=f"role{fresh}",
    )


def _is_closed(words: Sequence[SparqlToken]) -> bool:
    """Whether all braces are balanced, so that the tokens cannot close a group that they are put into."""
    depth = 0
    for word in words:
        depth += (word.text == "{") - (word.text == "}")
        if depth < 0:
            return False
    return depth == 0


def _named_resources(parts: _Parts, dataset: Dataset) -> _Resources | None:
    """The resources of a query that names absolute IRIs and nothing else; None where an engine has to find them."""
    if parts.prologue or parts.rest or parts.variables or parts.is_all or not parts.constants:
        return None
    by_role: defaultdict[str, list[NamedNode]] = defaultdict(list)
    try:
        for role, iri in parts.constants:
            by_role[role].append(NamedNode(iri.removeprefix("<").removesuffix(">")))
    except ValueError:
        return None
    return _resources(by_role, dataset)


def _found_resources(store: Store, parts: _Parts, dataset: Dataset, client: str) -> _Resources:
    """Let the engine find the resources; it also resolves prefixed names and relative IRIs."""
    constants = " ".join(f"('{role}' {iri})" for role, iri in parts.constants)
    rows = store.rows(
        f"{parts.prologue}\nSELECT DISTINCT ?{parts.role} ?{parts.thing} {parts.dataset_clauses} WHERE {{\n"
        f"{{ {_found(parts)} BIND('{_FOUND}' AS ?{parts.role}) }}\n"
        f"UNION {{ VALUES (?{parts.role} ?{parts.thing}) {{ {constants} }} }}\n"
        f"}} LIMIT {RESOURCES + len(parts.constants) + 2}",
        dataset=dataset,
        client=client,
    )
    by_role: defaultdict[str, list[NamedNode]] = defaultdict(list)
    has_blank = False
    for row in rows:
        thing, role = row[parts.thing], row[parts.role]
        if isinstance(thing, NamedNode) and isinstance(role, Literal):
            by_role[role.value].append(thing)
        has_blank = has_blank or isinstance(thing, BlankNode)
    return _resources(by_role, dataset, has_blank=has_blank)


def _resources(by_role: defaultdict[str, list[NamedNode]], dataset: Dataset, *, has_blank: bool = False) -> _Resources:
    own = Dataset(tuple(by_role[_FROM]), tuple(by_role[_FROM_NAMED]))
    things = frozenset([*by_role[_FOUND], *by_role[_NAMED]])
    return things, has_blank, dataset if dataset.is_given else own


def _found(parts: _Parts) -> str:
    """A pattern that binds each resource of each solution, one a row, in the order of the query.

    A query that names IRIs alone may have a pattern too: it must parse, and it finds nothing.
    """
    has_pattern = parts.rest.startswith("{") or parts.rest[:5].upper() == "WHERE"
    where = parts.rest if has_pattern else f"{{}} {parts.rest}"
    variables = parts.mentioned if parts.is_all else parts.variables
    if not variables:
        return f"{{ SELECT (1 AS ?{parts.thing}) {where}\n}} FILTER(false)"
    wanted = "*" if parts.is_all else " ".join(f"?{name}" for name in variables)
    numbers = " ".join(map(str, range(len(variables))))
    column = f"column{parts.thing}"
    each = ", ".join(f"IF(?{column} = {number}, ?{name}, 1/0)" for number, name in enumerate(variables))
    return (
        f"{{ SELECT {wanted} {where}\n}} VALUES ?{column} {{ {numbers} }} BIND(COALESCE({each}) AS ?{parts.thing}) "
        f"FILTER(isIRI(?{parts.thing}) || isBlank(?{parts.thing}))"
    )


def _of_blank_nodes(store: Store, parts: _Parts, dataset: Dataset, client: str) -> tuple[Triple, ...]:
    """The outgoing triples of blank nodes, which no second query could ask for."""
    thing, predicate, value = parts.thing, f"p{parts.role}", f"o{parts.role}"
    return store.triples(
        f"{parts.prologue}\nCONSTRUCT {{ ?{thing} ?{predicate} ?{value} }} {parts.dataset_clauses} WHERE {{\n"
        f"{_found(parts)} FILTER(isBlank(?{thing})) ?{thing} ?{predicate} ?{value} }}",
        dataset=dataset,
        client=client,
    )
