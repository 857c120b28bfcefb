"""Templates of questions: one file of `web/questions/` each, with slots for the things that are asked about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ccwp_kg.errors import InvalidTemplate
from ccwp_kg.kinds import SEARCHED_BY_NAME
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base

_SEGMENT = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{([a-z_]+)\}")
_INCLUDED = re.compile(r"^.*# include ([a-z-]+) ([$?][a-z_]+)( *# if .*)?$", re.MULTILINE)
_PREFIX = re.compile(r"(?<![\w:/])([a-z0-9]+):(?=\w)")
SHARED = "shared"
"""The folder beside the templates with what several of them use."""


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """One of the values that a slot can have: what stands in an address, the reference of the thing it is (empty for
    none), what it is called, the words by which a question means it, and the choice that it means behind the kind of
    the first slot in plural: "plans after …"."""

    name: str
    label: str
    words: tuple[str, ...] = ()
    reference: str = ""
    many: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value: a thing of one of some kinds (names in kinds.SEARCHED, the likeliest first), one of some
    choices, or a time.

    `label` (else the name) and `hint` stand at the field of a form; {} in a hint is a thing that the slot may be
    filled with. `default` is the choice that is meant where none is named. `cues` ask the question where the slot is
    filled, and `behind` where they stand behind it, too; the words of choices do so, unless they only join
    (`is_joint`). Of `needs` (slots, or "slot:choice") one is filled where the slot is, and none of those that it goes
    `without`. A slot comes `after` the one of that name; the words of its choices stand ahead of the first value where
    it `is_ahead`. A plan that `is_assumed` is the one that is held where none is named. Where it `takes_two`, two
    values joined by "and" or "or" are asked for, each by itself. One that only stands behind some words, such as "in"
    or "by", is `within` them. With one that is asked alone, `is_alone`, no cue goes.
    """

    name: str
    label: str
    hint: str = ""
    kinds: tuple[str, ...] = ()
    choices: tuple[SlotChoice, ...] = ()
    default: str = ""
    is_required: bool = False
    cues: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    after: str = ""
    is_ahead: bool = False
    is_assumed: bool = False
    is_joint: bool = False
    takes_two: bool = False
    within: tuple[str, ...] = ()
    is_alone: bool = False

    @property
    def sort(self) -> Literal["thing", "choice", "time"]:
        """What the values of the slot are."""
        return "thing" if self.kinds else "choice" if self.choices else "time"


@dataclass(frozen=True, slots=True)
class Telling:
    """How a question and its answer are told where `when` holds: `body` (the slot is filled), `no body`, `join=or`.

    `heading` and `reading` say what is asked. `each` is what is said of a row, with the names of its variables as
    fields; `some` is the sentence around them, in which `{count}` is "four actions" and `{list}` the rows, with
    `between` between two of a group ("and": in a list with commas); `none` the sentence where there are no rows.
    `absent` are words for some groups of which there is no row where there are others.
    `query` is its own query, empty for that of the template. `column` heads what the rows of a table are called by.
    What `is_planned` is to be, by its plan: it answers nothing that asks what was done. One that `counts_groups` tells
    how many each has.

    What a telling does not say, its template says for all of them; `many` is `one` with an s where neither does.
    """

    when: tuple[str, ...]
    heading: str
    reading: str
    some: str
    each: str
    between: str
    one: str
    many: str
    none: str
    query: str = ""
    column: str = ""
    absent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_planned: bool = False
    counts_groups: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A question with slots.

    What is told of it has fields such as `{body}`; what stands in brackets is left out where a field in it is empty.
    The first of the `tellings` counts of which `when` holds. Of the slots `one_of` at least one is filled. `cues` are
    the words that ask this question, `ahead` those that do before the first value, `behind` those after it, and `words`
    those that may go with them; `cues_with` are words that do where all of some slots are filled, or with one choice
    ("slot:choice"), and none that has a minus ("-slot"); `other` ask another question. The slots `enough` ask it
    without a cue, where those with a minus are not filled. `query` is SPARQL in which `$body` stands for a value; a
    line that ends with `# if body` or `# if no body` counts only where that is so.

    The variables of its SELECT mean the same in all templates: `?thing` is what a row tells of, called `?label`;
    `?says` the words of the document, and `?evidence` the statement, entry, mention or citation whose ccwp:hasSpan or
    oa:hasTarget leads to their characters. `?plan` names the plan of an action, `?role` its part in the question, and
    `?group` the heading under which rows are told apart. A row with `?silence` (a concept of the scheme of silences)
    says why there is no value; its `?says` and `?evidence` are the words that come nearest.
    """

    slug: str
    title: str
    slots: tuple[Slot, ...]
    one_of: tuple[str, ...]
    enough: tuple[str, ...]
    cues: tuple[str, ...]
    words: tuple[str, ...]
    ahead: tuple[str, ...]
    behind: tuple[str, ...]
    cues_with: Mapping[str, tuple[str, ...]]
    other: tuple[str, ...]
    query: str
    tellings: tuple[Telling, ...]

    @property
    def has_time(self) -> bool:
        """Whether a slot takes a time."""
        return any(slot.sort == "time" for slot in self.slots)

    def slot(self, name: str) -> Slot | None:
        """The slot of that name."""
        return next((slot for slot in self.slots if slot.name == name), None)


def catalogue(folder: Path, base: Base = PUBLISHED_BASE) -> tuple[Template, ...]:
    """The templates of a folder with the IRIs of `base`, in the order of their `place`.

    Raises InvalidTemplate, naming the file, for one that is not written as a template is.
    """
    shared = _read(folder / SHARED / "patterns.toml", base)
    found = []
    for path in sorted(folder.glob("*.toml")):
        content = _read(path, base)
        try:
            found.append((int(content["place"]), _template(path.stem, content, shared)))
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidTemplate(f"{path} is no template of a question: {error} is missing or wrong") from error
    return tuple(template for _, template in sorted(found, key=lambda each: each[0]))


def _read(path: Path, base: Base) -> Mapping[str, Any]:
    try:
        return tomllib.loads(base.moved(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise InvalidTemplate(f"{path} cannot be read as TOML: {error}") from error


def _template(slug: str, content: Mapping[str, Any], shared: Mapping[str, Any]) -> Template:
    slots = tuple(_slot(name, own, shared) for name, own in content["slots"].items())
    unknown = {kind for slot in slots for kind in slot.kinds} - SEARCHED_BY_NAME.keys()
    if unknown:
        raise ValueError(f"the kind {min(unknown)!r}")
    return Template(
        slug=slug,
        title=content["title"],
        slots=slots,
        one_of=tuple(content.get("one_of", ())),
        enough=tuple(content.get("enough", ())),
        cues=tuple(content["cues"]),
        words=tuple(content.get("words", ())),
        ahead=tuple(content.get("ahead", ())),
        behind=tuple(content.get("behind", ())),
        cues_with={slots: tuple(words) for slots, words in content.get("cues_with", {}).items()},
        other=tuple(content.get("other", ())),
        query=_with_patterns(content["query"], shared),
        tellings=tuple(_telling(each, content, shared) for each in content["tellings"]),
    )


def _with_patterns(query: str, shared: Mapping[str, Any]) -> str:
    """The query with the patterns that it includes, behind the declarations of the prefixes that it uses."""
    whole = _INCLUDED.sub(lambda found: _included(shared[found[1]], *found.groups()[1:]), query).strip()
    used = {*_PREFIX.findall(whole)}
    declared = [f"PREFIX {prefix}: <{iri}>" for prefix, iri in shared["prefixes"].items() if prefix in used]
    return "\n".join([*declared, "", whole])


def _included(pattern: str, slot: str, condition: str | None) -> str:
    """The lines of a pattern with the slot in the place of $thing, each under the condition of the whole."""
    lines = pattern.strip("\n").replace("$thing", slot).split("\n")
    return "\n".join(line + (condition or "") for line in lines)


def _slot(name: str, own: Mapping[str, Any], shared: Mapping[str, Any]) -> Slot:
    content = shared["slots"].get(name, {}) | own
    choices = tuple(
        SlotChoice(
            each["name"], each["label"], tuple(each.get("words", ())), each.get("reference", ""), each.get("many", "")
        )
        for each in content.get("choices", ())
    )
    return Slot(
        name=name,
        label=content.get("label") or name.capitalize(),
        hint=content.get("hint", ""),
        kinds=tuple(content.get("kinds", ())),
        choices=choices,
        default=content.get("default", ""),
        is_required=content.get("required", False),
        cues=tuple(content.get("cues", ())),
        behind=tuple(content.get("behind", ())),
        needs=tuple(content.get("needs", ())),
        without=tuple(content.get("without", ())),
        after=content.get("after", ""),
        is_ahead=content.get("ahead", False),
        is_assumed=content.get("assumed", False),
        is_joint=content.get("joint", False),
        takes_two=content.get("two", False),
        within=tuple(content.get("within", ())),
        is_alone=content.get("alone", False),
    )


def _telling(content: Mapping[str, Any], template: Mapping[str, Any], shared: Mapping[str, Any]) -> Telling:
    """How it is told; what is not said here is as the template says."""
    own = content.get("query", "")
    told = {**template, **content}
    return Telling(
        when=tuple(content.get("when", ())),
        heading=told["heading"],
        reading=told["reading"],
        some=told.get("some", "{count}: {list}."),
        each=told.get("each", "{label}"),
        between=told.get("between", "and"),
        one=told["one"],
        many=told.get("many") or f"{told['one']}s",
        none=told["none"],
        query=_with_patterns(template["queries"][own], shared) if own else "",
        column=told.get("column") or told["one"],
        absent={words: tuple(groups) for words, groups in content.get("absent", {}).items()},
        is_planned=told.get("planned", False),
        counts_groups=told.get("counts_groups", False),
    )


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """A sentence with values in its fields; what stands in brackets is left out where a field in it has none.

    >>> filled("actions of {body}[ in {plan}]", {"body": "OLAF"}), filled("[{a}: ]{b}", {"a": "1", "b": "2"})
    ('actions of OLAF', '1: 2')
    """

    def segment(found: re.Match[str]) -> str:
        return found[1] if all(values.get(name) for name in _FIELD.findall(found[1])) else ""

    return _FIELD.sub(lambda found: values.get(found[1], ""), _SEGMENT.sub(segment, pattern))


def sentence(pattern: str, values: Mapping[str, str]) -> str:
    """The same with a capital letter at its beginning."""
    words = filled(pattern, values)
    return words[:1].upper() + words[1:]
