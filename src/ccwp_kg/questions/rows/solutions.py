"""What lies behind the rows of an answer: the query opened, so that its solutions bind every variable of its patterns.

A row of an answer tells what was asked for. Its solutions (SPARQL 1.1 §18.5) also tell the nodes in between: of them
and the triple patterns come the statements that the row stands on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from pyoxigraph import NamedNode, Triple
from pyoxigraph import Store as Scratch

from ccwp_kg.namespaces import CCWP, DCTERMS, RDF
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.silences import FIELDS
from ccwp_kg.sparql_text import QueryOutline, SparqlToken, outline, tokens
from ccwp_kg.sparql_text.parts import Part, parts_of, where_of
from ccwp_kg.sparql_text.triples import Unread, joined_text
from ccwp_kg.store import Row, Term

MOST_SOLUTIONS = 2_000
_KEEPS = frozenset(
    ["GROUP", "LIMIT", "OFFSET", "HAVING", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"]
)
"""Words in a subquery by which its solutions are not those of its pattern."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern with one property: a term is the name of a variable, or what it was in the query."""

    subject: str | Term
    property: str | Term
    object: str | Term

    def filled(self, row: Row) -> Triple | None:
        """The statement that a solution makes of it; None where a variable has no value or the place cannot have it."""
        subject, said, value = (
            row.get(each) if isinstance(each, str) else each for each in (self.subject, self.property, self.object)
        )
        if isinstance(subject, NamedNode) and isinstance(said, NamedNode) and value is not None:
            return Triple(subject, said, value)
        return None


@dataclass(frozen=True, slots=True)
class OpenedQuery:
    """A query for all solutions, and the patterns that make statements of them.

    Where the query wants that a field of a thing tells nothing, that is the statement on its silence.
    """

    text: str
    patterns: tuple[Pattern, ...]


def opened(text: str, base: Base = PUBLISHED_BASE) -> OpenedQuery | None:
    """A checked query, opened; None for a form in which it is not read here. IRIs of ours start with `base`.

    >>> query = opened("PREFIX x: <urn:x:> SELECT ?n { ?a x:p/x:n ?n }")
    >>> [(p.subject, str(p.property), p.object) for p in query.patterns]
    [('a', '<urn:x:p>', 'step1'), ('step1', '<urn:x:n>', 'n')]
    """
    query = outline(text)
    where = where_of(query)
    if where is None:
        return None
    reader = _Opener(query)
    try:
        body = reader.group(where[1:-1])
        terms = _terms(query.prologue, {term for triple in (*reader.triples, *reader.absent) for term in triple})
    except (Unread, IndexError, SyntaxError, ValueError):
        return None
    clauses = " ".join(query.text_of(clause) for clause in query.dataset_clauses)
    present, absent = (
        tuple(dict.fromkeys(Pattern(*(terms[term] for term in triple)) for triple in of))
        for of in (reader.triples, reader.absent)
    )
    silent = tuple(_silences(absent, base))
    body += "".join(
        f" OPTIONAL {{ ?{each.subject} {each.property} {each.object} ; {DCTERMS.isPartOf} ?{of.subject} }}"
        for each, of in silent
    )
    asked = f"{query.prologue}SELECT DISTINCT * {clauses} WHERE {{ {body} }} LIMIT {MOST_SOLUTIONS}"
    return OpenedQuery(asked, (*present, *(each for each, _ in silent)))


def _silences(absent: tuple[Pattern, ...], base: Base) -> Iterator[tuple[Pattern, Pattern]]:
    """The statement that a field is silent, for each pattern of a value that must not be there."""
    for number, pattern in enumerate(absent, 1):
        if isinstance(pattern.property, NamedNode) and pattern.property in FIELDS and isinstance(pattern.subject, str):
            field = base.thing(f"concept/{FIELDS[pattern.property]}")
            yield Pattern(f"nodeOfSilence{number}", CCWP.field, field), pattern


class _Opener:
    """Writes the groups of one query anew, and keeps the triples of one property that stand in them."""

    def __init__(self, query: QueryOutline) -> None:
        self._words = query.tokens
        self.triples: list[tuple[str, str, str]] = []
        self.absent: list[tuple[str, str, str]] = []
        self._taken = query.text
        stem = self._new("step")
        self._fresh = (f"?{stem}{number}" for number in count(1))

    def _new(self, name: str) -> str:
        """A beginning of names of variables that none has yet."""
        while f"?{name}" in self._taken or f"${name}" in self._taken:
            name += "_"
        self._taken += f" ?{name}"
        return name

    def _parts(self, words: Sequence[SparqlToken]) -> tuple[Part, ...]:
        """The parts of a group; its nodes in brackets have names of their own."""
        taken = self._taken
        self._new("node")
        return parts_of(taken, words)

    def group(self, words: Sequence[SparqlToken]) -> str:
        """The same group, each path of several steps with a variable between two of them."""
        return " ".join(map(self._part, self._parts(words)))

    def _part(self, part: Part) -> str:
        words = tuple(tokens(part.text))
        match part.kind:
            case "triple" if part.triple is not None:
                return self._triple(part.triple.subject, part.triple.verb, part.triple.object)
            case "optional" | "group" | "graph":
                opening = next(place for place, word in enumerate(words) if word.text == "{")
                before = " ".join(word.text for word in words[:opening])
                return f"{before} {{ {self.group(words[opening + 1 : -1])} }}"
            case "union":
                return " UNION ".join(f"{{ {self.group(each)} }}" for each in _members(words))
            case "subquery":
                return self._subquery(part, words)
            case "filter" if [word.keyword for word in words[1:3]] == ["NOT", "EXISTS"]:
                self.absent += [
                    (each.triple.subject, each.triple.verb, each.triple.object)
                    for each in self._parts(words[4:-1])
                    if each.triple is not None and len(_steps(each.triple.verb)) == 1
                ]
        return part.text

    def _triple(self, subject: str, verb: str, target: str) -> str:
        steps = _steps(verb)
        nodes = [subject, *(next(self._fresh) for _ in steps[1:]), target]
        written = []
        for start, (step, is_inverse), end in zip(nodes, steps, nodes[1:], strict=False):
            if step.kind in ("iri", "name", "var") or step.text == "a":
                triple = (end, step.text, start) if is_inverse else (start, step.text, end)
                self.triples.append(triple)
                written.append(" ".join(triple))
            else:
                written.append(f"{start} {step.text} {end}")
        return " . ".join(written) + " ."

    def _subquery(self, part: Part, words: Sequence[SparqlToken]) -> str:
        """Its pattern, where each of its solutions is one of the subquery and no name of it means another thing."""
        start = next(place for place, word in enumerate(words[1:], 1) if word.text == "{")
        end = max(place for place, word in enumerate(words[:-1]) if word.text == "}")
        if any(word.keyword in _KEEPS for word in (*words[:start], *words[end:])):  # not those of one within it
            return part.text
        selected = {word.text for word in words[1:start]}
        inside = {word.text for word in words if word.kind == "var"} - selected
        outside = {
            word.text for word in self._words if word.kind == "var" and not part.start <= word.start < self._end(part)
        }
        if "*" not in selected and inside & outside:
            return part.text
        return f"{{ {self.group(words[start + 1 : end])} }}"

    def _end(self, part: Part) -> int:
        """The offset after a part that begins with a bracket."""
        depth = 0
        for word in self._words:
            if word.start >= part.start:
                depth += word.opens - word.closes
                if depth == 0:
                    return word.end
        return self._words[-1].end


def _members(words: Sequence[SparqlToken]) -> Iterator[Sequence[SparqlToken]]:
    """What stands in the brackets of the members of a UNION."""
    depth = start = 0
    for place, word in enumerate(words):
        if word.opens:
            start = place + 1 if depth == 0 else start
            depth += 1
        elif word.closes:
            depth -= 1
            if depth == 0:
                yield words[start:place]


def _steps(verb: str) -> list[tuple[SparqlToken, bool]]:
    """The steps of a path one after another, each with whether it is inverse; what is no single property is one step.

    >>> [(step.text, is_inverse) for step, is_inverse in _steps("a:p / ^a:q / a:r?")]
    [('a:p', False), ('a:q', True), ('a:r?', False)]
    """
    words = tuple(tokens(verb))
    found: list[list[SparqlToken]] = [[]]
    depth = 0
    for word in words:
        depth += word.opens - word.closes
        if depth == 0 and word.text == "|":
            return [(SparqlToken("path", verb, 0), False)]
        if depth == 0 and word.text == "/":
            found.append([])
        else:
            found[-1].append(word)
    return [
        (step[-1], step[0].text == "^")
        if len(step) == 1 or (len(step) == 2 and step[0].text == "^")
        else (SparqlToken("path", joined_text(step), 0), False)
        for step in found
    ]


def _terms(prologue: str, written: set[str]) -> Mapping[str, str | Term]:
    """What the terms of a query are: the names of variables without their mark, and constants as RDF terms."""
    constants = sorted(term for term in written if term[0] not in "?$" and term != "a")
    found: dict[str, str | Term] = {term: term[1:] for term in written if term[0] in "?$"}
    found["a"] = RDF.type
    if constants:
        names = " ".join(f"?c{place}" for place in range(len(constants)))
        # parsed by the parser that the query itself goes through, over no data
        rows = Scratch().query(f"{prologue}SELECT * {{ VALUES ({names}) {{ ({' '.join(constants)}) }} }}")
        row = next(iter(rows))  # type: ignore[arg-type]
        found |= {term: row[f"c{place}"] for place, term in enumerate(constants)}
    return found
