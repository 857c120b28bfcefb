"""The inference rules in `ontology/rules/`: each is a query with conclusions and premises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.errors import InvalidRule
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.order import Term

Bound: TypeAlias = Mapping[str, Term]
"""Variable name → term."""

_FORM = re.compile(
    r"# label: (?P<label>[^\n]+)\n# description: (?P<description>[^\n]+)\n(?P<prologue>.*)"
    r"^CONSTRUCT \{(?P<head>[^{}]*)\}\nWHERE \{\s*\{(?P<premises>[^{}]*)\}(?P<conditions>.*)\}\s*",
    re.DOTALL | re.MULTILINE,
)
_VARIABLE = "urn:variable:"
# SPARQL 1.1 §19.8, as far as statements need it: what stands in quotes, in angles or in a comment holds no variable.
_TOKEN = re.compile(r"\"[^\"\n]*\"|<[^>\s]*>|#[^\n]*|\?(\w+)")


@dataclass(frozen=True, slots=True)
class InferenceRule:
    """A rule: its name, which is its file's, what it does in words, and its query, a CONSTRUCT of SPARQL 1.1 §16.2.

    `conclusions` and `premises` are its statements with variables in them: what it adds, and the first group of its
    WHERE, each of which holds where it adds something. `conditions` is the rest of the WHERE, as text.
    """

    name: str
    label: str
    description: str
    query: str
    conclusions: tuple[Triple, ...]
    premises: tuple[Triple, ...]
    prologue: str
    pattern: str
    conditions: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables of its conclusions and premises, sorted."""
        terms = (term for each in (*self.conclusions, *self.premises) for term in _terms(each))
        return tuple(sorted({name for term in terms if (name := variable(term)) is not None}))

    def solutions(self, wanted: Mapping[str, Iterable[Term]], *, most: int | None = None) -> str:
        """A SELECT for solutions of the rule, at most `most`; `wanted` narrows variables of its premises to terms."""
        narrowed = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, of))} }}" for name, of in wanted.items())
        names = " ".join(f"?{name}" for name in self.variables)
        where = f"{narrowed} {self.pattern} {self.conditions}"
        first = "" if most is None else f" ORDER BY {names} LIMIT {most}"
        return f"{self.prologue}SELECT DISTINCT {names} WHERE {{ {where} }}{first}"


def read_rules(folder: Path, base: Base = PUBLISHED_BASE) -> tuple[InferenceRule, ...]:
    """The rules of a folder, by name, with the IRIs of `base`.

    Raises InvalidRule, naming the file, for one not written as a rule is here.
    """
    return tuple(read_rule(path, base) for path in sorted(folder.glob("*.rq")))


def read_rule(path: Path, base: Base = PUBLISHED_BASE) -> InferenceRule:
    """One rule from its file, with the IRIs of `base`."""
    query = base.moved(path.read_text(encoding="utf-8"))
    found = _FORM.fullmatch(query)
    if found is None:
        raise InvalidRule(
            f"{path} is not written as a rule: '# label:', '# description:', prefixes, CONSTRUCT {{ … }}, and a WHERE "
            "whose first group holds the statements it concludes from; write it as the others in that folder"
        )
    prologue = found["prologue"]
    try:
        conclusions, premises = (_statements(prologue, found[part]) for part in ("head", "premises"))
    except SyntaxError as error:
        raise InvalidRule(f"{path} has statements that do not parse: {error}; write them as Turtle would") from error
    if any(variable(conclusion.predicate) for conclusion in conclusions):
        raise InvalidRule(f"{path} concludes something of any property; name the property, in a rule for each")
    return InferenceRule(
        name=path.stem,
        label=found["label"],
        description=found["description"],
        query=query,
        conclusions=conclusions,
        premises=premises,
        prologue=prologue,
        pattern=found["premises"],
        conditions=found["conditions"],
    )


@lru_cache(maxsize=1_024)
def variable(term: Term) -> str | None:
    """The name of the variable that stands in a statement of a rule; None for a term.

    >>> variable(NamedNode("urn:variable:plan")), variable(NamedNode("http://example.org/plan"))
    ('plan', None)
    """
    if isinstance(term, NamedNode) and term.value.startswith(_VARIABLE):
        return term.value.removeprefix(_VARIABLE)
    return None


def matched(pattern: Triple, statement: Triple) -> Bound | None:
    """The bindings that make a pattern the statement; None where the statement does not match it.

    >>> says = NamedNode("http://example.org/says")
    >>> bound = matched(Triple(NamedNode("urn:variable:x"), says, says), Triple(says, says, says))
    >>> bound == {"x": says}
    True
    """
    bound: dict[str, Term] = {}
    for one, other in zip(_terms(pattern), _terms(statement), strict=True):
        name = variable(one)
        if (one if name is None else bound.setdefault(name, other)) != other:
            return None
    return bound


def filled(pattern: Triple, bound: Bound) -> Triple | None:
    """The pattern with these terms for its variables; None where a term is missing or cannot stand in its place.

    >>> says = NamedNode("http://example.org/says")
    >>> filled(Triple(NamedNode("urn:variable:x"), says, says), {"x": says}) == Triple(says, says, says)
    True
    """
    subject, predicate, value = (bound.get(name) if (name := variable(term)) else term for term in _terms(pattern))
    if not isinstance(subject, NamedNode | BlankNode) or not isinstance(predicate, NamedNode) or value is None:
        return None
    return Triple(subject, predicate, value)


def _terms(statement: Triple) -> tuple[Term, Term, Term]:
    return statement.subject, statement.predicate, statement.object


def _statements(prologue: str, text: str) -> tuple[Triple, ...]:
    """Statements of a query as Turtle reads them, an IRI for each variable."""
    turtle = _TOKEN.sub(lambda found: f"<{_VARIABLE}{found[1]}>" if found[1] else found[0], text).rstrip()
    ended = turtle if turtle.endswith(".") else f"{turtle} ."
    return tuple(quad.triple for quad in parse(prologue + ended, format=RdfFormat.TURTLE))
