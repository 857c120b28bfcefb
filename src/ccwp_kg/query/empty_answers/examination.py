"""What empties an answer: first what the query names and nobody knows, then which of its patterns hold nothing.

Whatever is said was asked: of a pattern alone, or of the others without it (SPARQL 1.1 §18.5: a join with nothing is
nothing, and OPTIONAL, MINUS, FILTER and BIND never add a solution to none).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from ccwp_kg.namespaces import CCWP
from ccwp_kg.query.empty_answers.diagnosis import Diagnosis, Finding, QueryPart
from ccwp_kg.query.empty_answers.hints import Hint, Tried, hint
from ccwp_kg.query.empty_answers.names import (
    KnownIris,
    QueryName,
    declared_in,
    known_of,
    named_here,
    names_in,
    nearest_terms,
    nearest_things,
    usual_namespace,
)
from ccwp_kg.query.empty_answers.questions import Asking, DiagnosticQuery, NotKnown, is_so
from ccwp_kg.query.guard import CheckedQuery
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.sparql_text import QueryOutline, SparqlToken, outline
from ccwp_kg.sparql_text.parts import Part, parts_of, where_of
from ccwp_kg.sparql_text.tokens import place
from ccwp_kg.sparql_text.triples import Unread, joined_text
from ccwp_kg.store import Dataset

_SHOWN = 200
_MOST_FINDINGS, _MOST_HINTS = 10, 3
_LEFT_OUT = {"HAVING": "HAVING", "LIMIT": "LIMIT", "OFFSET": "OFFSET", "VALUES": "VALUES"}
_CALLED = {
    "group": "group",
    "union": "UNION",
    "graph": "GRAPH",
    "subquery": "subquery",
    "values": "VALUES",
    "filter": "FILTER",
    "optional": "OPTIONAL",
    "minus": "MINUS",
    "bind": "BIND",
    "triple": "pattern",
}


@dataclass(frozen=True, slots=True)
class _Subject:
    """The query that a diagnosis is about, and what its texts are put together from."""

    query: QueryOutline
    prefixes: Prefixes
    base: Base
    dataset: Dataset

    @property
    def clauses(self) -> str:
        return " ".join(self.query.text_of(clause) for clause in self.query.dataset_clauses)

    @property
    def is_limited(self) -> bool:
        """Whether the query sees some graphs alone."""
        return bool(self.query.dataset_clauses) or self.dataset.is_given

    def ask(self, group: str) -> str:
        return f"{self.query.prologue}ASK {self.clauses} WHERE {group}"

    def part(self, text: str, start: int) -> QueryPart:
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        return QueryPart(shown, *place(self.query.text, start))


def diagnosing(
    checked: CheckedQuery, *, prefixes: Prefixes, base: Base, dataset: Dataset, is_empty: bool = False
) -> Asking[Diagnosis]:
    """The diagnosis of the answer to a query; `is_empty` where that is known, else it is the first question."""
    if not is_empty:
        has_answer = yield DiagnosticQuery(checked.text, "whole")
        if has_answer:
            return Diagnosis(False)
    about = _Subject(outline(checked.text), prefixes, base, dataset)
    found: list[Finding] = []
    why: list[Finding] = []
    was_cut = is_explained = False
    try:
        declared = declared_in(about.query)
        where = where_of(about.query)
        names = names_in((*_described(about.query), *(where or ())), declared)
        known = yield from known_of([name.iri for name in names], about.clauses)
        found += yield from _unknown(about, names, declared, known)
        is_explained = where is None and len(found) == len(names) > 0
        if where is not None:
            unused = {name.text for name in names if name.iri in known.apart - known.held}
            why += yield from _emptying(about, where, frozenset(unused))
    except NotKnown:
        was_cut = True
    except Unread:
        pass
    findings = tuple((*found, *why)[:_MOST_FINDINGS])
    return Diagnosis(True, findings, is_explained=is_explained or bool(why), was_cut=was_cut)


def _unknown(
    about: _Subject, names: Sequence[QueryName], declared: dict[str, str], known: KnownIris
) -> Asking[list[Finding]]:
    """What the query names and no statement holds: prefixes that mean another namespace, terms and things of ours."""
    found: list[Finding] = []
    reported: set[str] = set()
    nowhere = [name for name in names if known.is_nowhere(name.iri)]
    if about.is_limited:  # what it does not see may well be there
        return [
            _prefix(about, name, declared[name.prefix], usual)
            for name in nowhere
            if name.prefix and (usual := usual_namespace(name.prefix, declared[name.prefix], about.prefixes))
        ][:1]
    aliases = {name.iri: alias for name in nowhere if (alias := named_here(name.iri, about.base)) is not None}
    if aliases:
        there = yield from known_of(aliases.values(), about.clauses)
        aliases = {iri: alias for iri, alias in aliases.items() if alias in there.held}
    for name in nowhere:
        finding: Finding | None = None
        usual = None if name.prefix is None else usual_namespace(name.prefix, declared[name.prefix], about.prefixes)
        if name.iri in aliases:
            finding = Finding(
                "unknown-thing",
                f"{name.text} stands in no statement: it is an address, and the name of the thing is another.",
                (about.part(name.text, name.start),),
                f"Write <{aliases[name.iri]}>.",
                (f"<{aliases[name.iri]}>",),
            )
        elif usual is not None and name.prefix is not None:
            if name.prefix not in reported:
                finding = _prefix(about, name, declared[name.prefix], usual)
            reported.add(name.prefix)
        elif name.iri.startswith(str(CCWP)):
            finding = yield from _term(about, name)
        elif name.iri.startswith(about.base.id):
            finding = yield from _thing(about, name)
        if finding is not None:
            found.append(finding)
    return found


def _prefix(about: _Subject, name: QueryName, namespace: str, usual: tuple[str, str]) -> Finding:
    prefix, iri = usual
    line = f"PREFIX {name.prefix}: <{iri}>"
    return Finding(
        "unknown-prefix",
        f"The prefix {name.prefix}: stands for <{namespace}> here, and no statement that the query sees holds "
        f"{name.text}; "
        f"{prefix}: usually stands for <{iri}>.",
        (about.part(name.text, name.start),),
        f"Declare {line}.",
        (line,),
    )


def _term(about: _Subject, name: QueryName) -> Asking[Finding]:
    near = yield from nearest_terms(name.iri, about.base)
    return Finding(
        "unknown-term",
        f"{name.text} is no term of the vocabulary, and no statement holds it.",
        (about.part(name.text, name.start),),
        _meant(about, near) or "See /ontology for the terms.",
        _written(about, near),
    )


def _thing(about: _Subject, name: QueryName) -> Asking[Finding]:
    near = yield from nearest_things(name.iri, about.base)
    return Finding(
        "unknown-thing",
        f"{name.text} stands in no statement: there is no such thing here.",
        (about.part(name.text, name.start),),
        _meant(about, near),
        _written(about, near),
    )


def _written(about: _Subject, iris: Sequence[str]) -> tuple[str, ...]:
    """IRIs as the query can write them: with its own prefixes where they stand for what is registered."""
    declared = declared_in(about.query)
    found = []
    for iri in iris:
        pair = about.prefixes.split(iri)
        is_short = pair is not None and declared.get(pair[0]) == about.prefixes.table[pair[0]]
        found.append(about.prefixes.shorten(iri) if is_short else f"<{iri}>")
    return tuple(found)


def _meant(about: _Subject, iris: Sequence[str]) -> str | None:
    written = _written(about, iris)
    return f"Did you mean {' or '.join(written)}?" if written else None


def _described(query: QueryOutline) -> Sequence[SparqlToken]:
    """The tokens after DESCRIBE that name what is to be described."""
    words = query.tokens[query.keyword + 1 :] if query.kind == "DESCRIBE" else ()
    return [*takewhile(lambda word: word.kind in ("var", "iri", "name"), words)]


def _emptying(about: _Subject, where: Sequence[SparqlToken], unused: frozenset[str]) -> Asking[list[Finding]]:
    """What empties the answer, as far as that is certain."""
    if about.is_limited:
        finding = yield from _dataset(about)
        if finding is not None:
            return [finding]
    if (yield from is_so(about.ask(joined_text(where)))):
        return [_nothing_left(about, where)]
    return (yield from _Examination(about, unused).of_group(where[1:-1]))


def _dataset(about: _Subject) -> Asking[Finding | None]:
    if (yield from is_so(about.ask("{ ?s_ ?p_ ?o_ }"))):
        return None
    named = yield from is_so(about.ask("{ GRAPH ?g_ { ?s_ ?p_ ?o_ } }"))
    if named and any(word.keyword == "GRAPH" for word in about.query.tokens):
        return None
    clauses = about.query.dataset_clauses
    parts = tuple(about.part(clause.graph, about.query.tokens[clause.after - 1].start) for clause in clauses)
    if named:
        return Finding(
            "empty-dataset",
            "The dataset of the query has named graphs and no default graph, and the query asks the default graph.",
            parts,
            "Put the pattern into GRAPH ?g { … }, or name the graphs by FROM instead of FROM NAMED.",
        )
    return Finding(
        "empty-dataset",
        "No statement is in the graphs that the query is to see.",
        parts,
        "Leave the graphs out to ask everything, or list them: SELECT DISTINCT ?g { GRAPH ?g { } }.",
    )


def _nothing_left(about: _Subject, where: Sequence[SparqlToken]) -> Finding:
    """The pattern has solutions: what comes after it leaves nothing."""
    words = about.query.tokens
    after = [word for word in words if word.start > where[-1].start and word.keyword in _LEFT_OUT]
    parts = tuple(about.part(word.text, word.start) for word in after)
    if about.query.kind == "CONSTRUCT" and not parts:
        return Finding(
            "nothing-left",
            "The pattern has solutions, and the template makes a triple of none: each lacks a value, or has a literal "
            "where a triple takes none.",
            (about.part("CONSTRUCT", words[about.query.keyword].start),),
        )
    if about.query.kind == "DESCRIBE" and not parts:
        return Finding("nothing-left", "The pattern has solutions, and nothing is known of what it finds.")
    named = " and ".join(dict.fromkeys(word.keyword for word in after)) or "what follows it"
    return Finding("nothing-left", f"The pattern has solutions; {named} leaves none of them.", parts)


@dataclass(frozen=True, slots=True)
class _Examination:
    """Looks for what empties a group.

    `unused`: names that stand in graphs about the data alone. `around`: GRAPH with a name, or nothing, for each group
    around this one.
    """

    about: _Subject
    unused: frozenset[str]
    around: tuple[str, ...] = ()

    def of_group(self, words: Sequence[SparqlToken]) -> Asking[list[Finding]]:
        """Findings about a group that has no solution, from the tokens between its braces."""
        parts = parts_of(self.about.query.text, words)
        if (yield from self._has_solution(parts)):
            raise Unread("the group was not read as it was meant")
        joined = [part for part in parts if part.is_joined]
        alone = []
        for part in joined:
            has_solution = yield from self._has_solution([part])
            alone += [] if has_solution else [part]
        if alone:
            found = []
            for part in alone[:_MOST_FINDINGS]:
                found += yield from self._empty(part)
            return found
        if len(joined) > 1 and not (yield from self._has_solution(joined)):
            return [self._excluding((yield from self._core(joined)), joined)]
        return (yield from self._removing(parts))

    def _query(self, form: str, text: str) -> str:
        for graph in reversed(self.around):
            text = f"{graph} {{ {text} }}"
        return f"{self.about.query.prologue}{form} {self.about.clauses} WHERE {{ {text} }}"

    def _has_solution(self, parts: Sequence[Part]) -> Asking[bool]:
        return (yield from is_so(self._query("ASK", " . ".join(part.text for part in parts))))

    def _empty(self, part: Part) -> Asking[list[Finding]]:
        """Findings about a part that has no solution alone."""
        if part.graph is not None and part.graph.kind != "var":
            inside = f"GRAPH {part.graph.text} {{ ?s_ ?p_ ?o_ }}"
            if not (yield from is_so(self._query("ASK", inside))):
                sentence = f"The graph {part.graph.text} holds no statement."
                cure = "List the graphs there are: SELECT DISTINCT ?g { GRAPH ?g { } }."
                return [Finding("empty-pattern", sentence, (self._shown(part),), cure)]
        if part.inside:
            around = "" if part.graph is None else f"GRAPH {part.graph.text}"
            found = yield from _Examination(self.about, self.unused, (*self.around, around)).of_group(part.inside)
            if found:
                return found
        sentence = f"This {_CALLED[part.kind]} has no solution, even without the rest of the query."
        shown = (self._shown(part),)
        if part.triple is None:
            return [Finding("empty-pattern", sentence, shown)]
        tried = Tried(
            select=lambda variable, text: self._query(f"SELECT DISTINCT {variable}", text) + f" LIMIT {_MOST_HINTS}",
            ask=lambda text: self._query("ASK", text),
            looks_apart=not any(self.around) and not self.about.is_limited,
        )
        better = yield from hint(part.triple, tried)
        verb = part.triple.verb
        if better.sentence is None and verb in self.unused:
            better = Hint(f"{verb} is defined, and no statement uses it.")
        return [Finding("empty-pattern", sentence, shown, better.sentence, better.suggestions)]

    def _core(self, joined: Sequence[Part]) -> Asking[list[Part]]:
        """Of parts that have no solution together, some that have none either, and have one without any of them."""
        core = list(joined)
        for part in joined:
            others = [each for each in core if each is not part]
            if not (yield from self._has_solution(others)):
                core = others
        return core

    def _excluding(self, core: Sequence[Part], joined: Sequence[Part]) -> Finding:
        among = "" if len(core) == len(joined) else ", even without the rest of the query"
        return Finding(
            "patterns-exclude-each-other",
            f"These {len(core)} patterns have no solution in common{among}; without any one of them there are some.",
            tuple(self._shown(part) for part in core),
        )

    def _removing(self, parts: Sequence[Part]) -> Asking[list[Finding]]:
        """Findings where the joined parts have solutions, so that one of the others takes them away."""
        others = [part for part in parts if not part.is_joined]
        found = []
        for part in others:
            if (yield from self._has_solution([each for each in parts if each is not part])):
                sentence = f"Without this {_CALLED[part.kind]} the pattern has solutions; with it, it has none."
                found.append(Finding("part-excludes-all", sentence, (self._shown(part),)))
        if found:
            return found
        sentence = "What is joined has solutions; these parts together leave none of them, and no one of them alone."
        return [Finding("parts-exclude-all", sentence, tuple(map(self._shown, others)))]

    def _shown(self, part: Part) -> QueryPart:
        return self.about.part(part.shown, part.start)
