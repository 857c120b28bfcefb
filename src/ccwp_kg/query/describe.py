"""DESCRIBE answered with the same description that a thing's own page gives, instead of bare outgoing statements.

SPARQL 1.1 §16.4 leaves to the service what a description is. Which things are meant is asked with a SELECT that is made
from the words of the DESCRIBE; each is then described by the function that is handed in.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.errors import AnswerTooLarge, QuerySyntaxError, QueryTooSlow
from ccwp_kg.query.guard import Question
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.sparql_text import Token, outline
from ccwp_kg.store import Dataset, Store

Describe: TypeAlias = Callable[[Store, NamedNode, Dataset], tuple[Triple, ...]]
"""What is said of a thing within a dataset."""

RESOURCES = 1_000
"""So many things one query describes."""
TRIPLES = 1_000_000
SECONDS = 10.0

# What an IRI is in a query: a thing the pattern finds or the query names, a graph after FROM or after FROM NAMED.
_FOUND, _NAMED, _FROM, _FROM_NAMED = "found", "named", "FROM", "FROM NAMED"


@dataclass(frozen=True, slots=True)
class _Parts:
    """A DESCRIBE query in pieces. `mentioned` are all its variables, `thing` and `role` two that it has not."""

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
        """FROM and FROM NAMED again."""
        return " ".join(f"{role} {iri}" for role, iri in self.constants if role != _NAMED)


@dataclass(frozen=True, slots=True)
class _Meant:
    """The things that are meant, whether there are some without a name, and the dataset they are described from."""

    things: frozenset[NamedNode]
    has_nameless: bool
    dataset: Dataset


def described(
    store: Store,
    question: Question,
    *,
    dataset: Dataset,
    describe: Describe,
    client: str = "",
    limit: int = TRIPLES,
    seconds: float = SECONDS,
) -> tuple[Triple, ...]:
    """The descriptions of all things that a DESCRIBE names or finds, sorted.

    A literal has none; a node without a name has its outgoing statements. Graphs given with the request come before
    FROM (SPARQL 1.1 Protocol §2.1.4), and the descriptions are drawn from the same graphs.

    Raises AnswerTooLarge where more than `RESOURCES` things are meant or more than `limit` triples are said of them,
    QueryTooSlow where all descriptions together take more than `seconds`, and what the store raises.
    """
    until = time.monotonic() + seconds
    parts = _parts(question.text)
    if parts is None:
        store.triples(question.text, dataset=dataset, client=client)  # tells what is wrong with it, and where
        raise QuerySyntaxError("DESCRIBE takes variables and IRIs, or * alone, and then one pattern")
    try:
        meant = _at_once(parts, dataset) or _asked(store, parts, dataset, client)
        triples = set(_of_nameless(store, parts, dataset, client)) if meant.has_nameless else set()
    except QuerySyntaxError:
        store.triples(
            question.text, dataset=dataset, client=client
        )  # the same complaint, at its place in the text that was sent
        raise
    if len(meant.things) > RESOURCES:
        raise AnswerTooLarge(
            f"the query describes more than {RESOURCES:,} things, the limit here; describe fewer, or use CONSTRUCT"
        )
    for thing in sorted(meant.things, key=str):
        triples.update(describe(store, thing, meant.dataset))
        if time.monotonic() > until:
            raise QueryTooSlow(
                f"the descriptions took more than {seconds:g} seconds, the limit here; describe fewer things"
            )
        if len(triples) > limit:
            raise AnswerTooLarge(f"the graph holds more than {limit:,} triples, the limit here; describe fewer things")
    return tuple(sorted_statements(triples))


def _parts(text: str) -> _Parts | None:
    """The pieces; None where they could make another query than the text is, because it is none itself."""
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


def _is_closed(words: Sequence[Token]) -> bool:
    """Whether every bracket is closed after it was opened, so that the words cannot end what they are put into."""
    depth = 0
    for word in words:
        depth += (word.text == "{") - (word.text == "}")
        if depth < 0:
            return False
    return depth == 0


def _at_once(parts: _Parts, dataset: Dataset) -> _Meant | None:
    """What is meant where absolute IRIs are named and nothing else; None where an engine has to be asked."""
    if parts.prologue or parts.rest or parts.variables or parts.is_all or not parts.constants:
        return None
    by_role: defaultdict[str, list[NamedNode]] = defaultdict(list)
    try:
        for role, iri in parts.constants:
            by_role[role].append(NamedNode(iri.removeprefix("<").removesuffix(">")))
    except ValueError:
        return None
    return _meant(by_role, dataset)


def _asked(store: Store, parts: _Parts, dataset: Dataset, client: str) -> _Meant:
    """Ask the engine what is meant; it also tells what prefixed names and relative IRIs stand for."""
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
    has_nameless = False
    for row in rows:
        thing, role = row[parts.thing], row[parts.role]
        if isinstance(thing, NamedNode) and isinstance(role, Literal):
            by_role[role.value].append(thing)
        has_nameless = has_nameless or isinstance(thing, BlankNode)
    return _meant(by_role, dataset, has_nameless=has_nameless)


def _meant(by_role: defaultdict[str, list[NamedNode]], dataset: Dataset, *, has_nameless: bool = False) -> _Meant:
    own = Dataset(tuple(by_role[_FROM]), tuple(by_role[_FROM_NAMED]))
    things = frozenset([*by_role[_FOUND], *by_role[_NAMED]])
    return _Meant(things, has_nameless, dataset if dataset.is_given else own)


def _found(parts: _Parts) -> str:
    """A pattern that binds each thing of each solution, one a row, in the order and number that the query tells.

    What a query that names IRIs alone says in its pattern is read, for it must parse, and finds nothing.
    """
    where = parts.rest if parts.rest.lstrip().startswith("{") or _has_where(parts.rest) else f"{{}} {parts.rest}"
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


def _has_where(rest: str) -> bool:
    return rest[:5].upper() == "WHERE"


def _of_nameless(store: Store, parts: _Parts, dataset: Dataset, client: str) -> tuple[Triple, ...]:
    """The outgoing statements of nodes without a name, which no second query could ask for."""
    thing, predicate, value = parts.thing, f"p{parts.role}", f"o{parts.role}"
    return store.triples(
        f"{parts.prologue}\nCONSTRUCT {{ ?{thing} ?{predicate} ?{value} }} {parts.dataset_clauses} WHERE {{\n"
        f"{_found(parts)} FILTER(isBlank(?{thing})) ?{thing} ?{predicate} ?{value} }}",
        dataset=dataset,
        client=client,
    )
