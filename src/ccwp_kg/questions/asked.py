"""A question that was understood, with its values and its SPARQL; or why there is none, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal as OneOf
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from ccwp_kg.questions.template import Telling, Template, sentence
from ccwp_kg.rdf.example_queries import ExampleQuery

Why = OneOf["which", "not-known", "not-held", "words", "refused", "incomplete"]
_CONDITION = re.compile(r"^(?P<line>.*?)\s*# if (?P<conditions>[a-z_=| -]+?)\s*$")
_VARIABLE = re.compile(r"\$([a-z_]+)")
_VARIABLE_OF_ORDER = re.compile(r"\?\w+")
_WHOLE = re.compile(
    r"(?P<head>(?:PREFIX .*\n|\n)*)SELECT (?:DISTINCT )?(?P<names>[?\w ]+) WHERE \{\n(?P<body>[\s\S]*)\}\n"
    r"ORDER BY (?P<order>.*)\n"
)
"""A query of a template whose slot takes two values."""


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What a slot is filled with: as it stands in an address, as it is called, and as terms of SPARQL by the names of
    their variables; of two values `each` by itself."""

    text: str
    label: str
    terms: Mapping[str, NamedNode | Literal]
    each: tuple[SlotValue, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A template with its values; `notes` are sentences that say which words were taken for what."""

    template: Template
    values: Mapping[str, SlotValue]
    notes: tuple[str, ...] = ()

    @property
    def slot_of_two(self) -> str:
        """The slot that has two values; empty where none has."""
        return next((name for name, value in self.values.items() if value.each), "")

    @cached_property
    def parts(self) -> Mapping[str, Asked]:
        """The same of each of the two values of a slot, by what the value is called; nothing where no slot has two."""
        two = self.slot_of_two
        return {
            value.label[:1].upper() + value.label[1:]: replace(self, values={**self.values, two: value}, notes=())
            for value in (self.values[two].each if two else ())
        }

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each slot is filled with, as it is called; the default of a choice where none is named."""
        defaults = {
            slot.name: choice.label
            for slot in self.template.slots
            for choice in slot.choices
            if choice.name == slot.default
        }
        return defaults | {name: value.label for name, value in self.values.items()}

    @property
    def telling(self) -> Telling:
        """How it is told: the first way of which `when` holds."""
        return next(each for each in self.template.tellings if all(map(self._holds, each.when)))

    @property
    def heading(self) -> str:
        """The question as a heading."""
        if self.parts:
            first, *others = (part.heading for part in self.parts.values())
            return " and ".join([first, *(each[:1].lower() + each[1:] for each in others)])
        return sentence(self.telling.heading, self.labels)

    @property
    def reading(self) -> str:
        """What was asked, in words: a sentence."""
        parts = self.parts.values() or (self,)
        return " ".join([*(sentence(part.telling.reading, part.labels) for part in parts), *self.notes])

    @property
    def parameters(self) -> Mapping[str, str]:
        """The values as they stand in an address, in the order of the slots."""
        return {slot.name: self.values[slot.name].text for slot in self.template.slots if slot.name in self.values}

    @property
    def path(self) -> str:
        """Where its answer stands on the site."""
        return f"/questions/{self.template.slug}?{urlencode(self.parameters, safe='/:')}"

    @cached_property
    def query(self) -> str:
        """The whole SPARQL query; nothing but checked IRIs and typed literals was put into it."""
        if self.parts:
            return _of_each({called: part.query for called, part in self.parts.items()})
        terms = {name: str(term) for value in self.values.values() for name, term in value.terms.items()}
        lines = []
        for line in (self.telling.query or self.template.query).split("\n"):
            found = _CONDITION.match(line)
            if found is None or all(map(self._holds, found["conditions"].split(" and "))):
                lines.append(found["line"] if found else line)
        return _VARIABLE.sub(lambda found: terms.get(found[1], found[0]), "\n".join(lines)) + "\n"

    def _holds(self, condition: str) -> bool:
        """Whether `body` is filled, `no other` is not, or `join=or` or one of `step=all|approval` is what is chosen,
        or would be where nothing is."""
        name, _, choices = condition.removeprefix("no ").partition("=")
        slot, value = self.template.slot(name), self.values.get(name)
        chosen = value.text if value is not None else slot.default if slot is not None and choices else ""
        is_so = chosen in choices.split("|") if choices else value is not None
        return is_so != condition.startswith("no ")


def _of_each(queries: Mapping[str, str]) -> str:
    """Queries of one form as one, in which `?asked` has what each is about."""
    found = [_WHOLE.fullmatch(query) for query in queries.values()]
    parts = [(str(Literal(called)), *match.groups()) for called, match in zip(queries, found, strict=True) if match]
    _, head, names, _, order = parts[0]
    inner = " ".join(dict.fromkeys(["?asked", *names.split(), *_VARIABLE_OF_ORDER.findall(order)]))
    each = "\n  UNION\n".join(
        f"  {{\n  SELECT DISTINCT {inner} WHERE {{\n  BIND ({called} AS ?asked)\n{body}}}\n  }}"
        for called, _, _, body, _ in parts
    )
    by = "?asked" if [*queries] == sorted(queries) else "DESC(?asked)"
    return f"{head}SELECT DISTINCT ?asked {names} WHERE {{\n{each}\n}}\nORDER BY {by} {order}\n"


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """Why a text is no question here: `sentence` says it.

    `which`: a name fits several things, and `choices` are the questions that may be meant, each with what tells it
    apart; `not-known`: a name that nothing here has; `not-held`: a plan that is only named, and nothing is asked of it;
    `words`: `words` were not understood; `refused`: what no template can ask; `incomplete`: no question was recognised
    at all, or a value is missing. Where a plan `is_missing`, it may be added.
    """

    why: Why
    sentence: str
    words: tuple[str, ...] = ()
    choices: tuple[tuple[str, Asked], ...] = ()
    template: Template | None = None
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A question of the catalogue, which has no slots, in other words."""

    example: ExampleQuery

    @property
    def heading(self) -> str:
        """The question as a heading."""
        return self.example.question

    @property
    def reading(self) -> str:
        """What was asked, in words: a sentence."""
        return self.example.reading

    @property
    def parameters(self) -> Mapping[str, str]:
        """There are none."""
        return {}

    @property
    def path(self) -> str:
        """Where its answer stands on the site."""
        return self.example.path

    @property
    def query(self) -> str:
        """Its SPARQL query."""
        return self.example.text


Outcome = Asked | NotAnswered
