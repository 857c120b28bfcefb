"""What a reader must know of a family of documents: the words it looks for and the marks of its layout.

A profile is a TOML file under `data/profiles/`; the reader itself holds no word of any document.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from ccwp_kg import assets
from ccwp_kg.errors import UnreadableDocument


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """A column or box of the annex: the reader's name of it, the headings it may bear, and words that explain it."""

    name: str
    labels: tuple[str, ...]
    meaning: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """The phrases that say one thing; `slug` names the thing (a kind, a role, a target or a section)."""

    slug: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Marks of pages, lists, cells and of the annex; `markings` are words that stand at the edge of pages."""

    page_breaks: tuple[str, ...]
    list_marks: tuple[str, ...]
    closing: str
    connectors: tuple[str, ...]
    annex: tuple[str, ...]
    label_lines: int
    markings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """Names of numbers, months and units, and the abbreviations of the language.

    `parts_of_year` has the names of halves (slug 2) and quarters (slug 4), `between` the words around a period's ends.
    """

    plan: str
    ordinals: tuple[str, ...]
    day_endings: tuple[str, ...]
    months: tuple[str, ...]
    of: tuple[str, ...]
    between: tuple[str, ...]
    parts_of_year: tuple[Forms, ...]
    numerals: tuple[str, ...]
    abbreviations: tuple[str, ...]
    dotted: tuple[str, ...]
    linking: tuple[str, ...]
    compounding: tuple[str, ...]
    before_hyphens: tuple[str, ...]
    prefixes: tuple[str, ...]
    until: tuple[str, ...]
    before_time: tuple[str, ...]
    behind_time: tuple[str, ...]
    unbounded: tuple[str, ...]
    joined: tuple[str, ...]
    units: tuple[Forms, ...]
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanCues:
    """Phrases that say what the plan is, where it goes and how its parts begin."""

    addressed_to: tuple[str, ...]
    forwarded_to: tuple[str, ...]
    meetings: tuple[str, ...]
    declared_actions: tuple[str, ...]
    implements: tuple[str, ...]
    work_areas: tuple[str, ...]
    objectives_after: str


@dataclass(frozen=True, slots=True)
class FootnoteCues:
    """Words before an annotated phrase, and words on a document that is still to come."""

    phrase_opens: tuple[str, ...]
    sentence_opens: tuple[str, ...]
    pending: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DocumentForms:
    """How Council documents, the Official Journal and the Commission's documents are written.

    The first word for a revision, addendum and corrigendum is its sign. `not_after` are words after which a number is
    no document's, `not_before` units that make it an amount.
    """

    series: str
    revision: tuple[str, ...]
    addendum: tuple[str, ...]
    corrigendum: tuple[str, ...]
    original: tuple[str, ...]
    register: str
    document: tuple[str, ...]
    documents: tuple[str, ...]
    number_words: tuple[str, ...]
    also: tuple[str, ...]
    to: tuple[str, ...]
    distribution: tuple[str, ...]
    other_series: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    latest_year: int
    commission_pivot: int
    journal: tuple[str, ...]
    journal_of: tuple[str, ...]
    page: tuple[str, ...]
    commission: tuple[str, ...]
    final: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ActForms:
    """How acts of the Union are named by number, and articles of its treaties.

    `kinds` are words for kinds of act by their slug; `treaties` the names of each treaty, the full one first.
    """

    authors: tuple[str, ...]
    qualities: tuple[str, ...]
    kinds: tuple[Forms, ...]
    number_words: tuple[str, ...]
    also: tuple[str, ...]
    articles: tuple[str, ...]
    article_of: tuple[str, ...]
    article_to: tuple[str, ...]
    treaties: tuple[Forms, ...]


@dataclass(frozen=True, slots=True)
class ActionCues:
    """How an action is numbered, and an earlier one mentioned, titled, placed in a plan and followed up."""

    word: tuple[str, ...]
    numbered: tuple[str, ...]
    continued: tuple[str, ...]
    of_plan: tuple[str, ...]
    title_gap: tuple[str, ...]
    document_before: tuple[str, ...]
    follow_up: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitationCues:
    """Phrases around a cited document."""

    regarding: tuple[str, ...]
    regarding_before: tuple[str, ...]
    singled_out: tuple[str, ...]
    pending: tuple[str, ...]
    quotation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strategy:
    """The strategic objectives that a strategy of some year sets, in its order."""

    year: int
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Legibility:
    """What an undamaged text of the language has: short and long words, its letters in per cent, and `ligatures`."""

    short_words: frozenset[str]
    long_words: frozenset[str]
    wrongly_decoded: tuple[str, ...]
    ligatures: tuple[str, ...]
    letters: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """One family of documents. `opening` is the part before any heading, `rules` the one whose sentences are rules.

    `publisher` (a reference) and `rights` are those of its documents. `explained` are words beside a heading that a
    document quotes to explain it.
    """

    name: str
    publisher: str
    rights: str
    layout: Layout
    columns: tuple[AnnexColumn, ...]
    box: AnnexColumn
    explained: tuple[str, ...]
    sections: tuple[Forms, ...]
    opening: str
    rules: str
    words: LanguageWords
    statuses: tuple[Forms, ...]
    plan: PlanCues
    footnotes: FootnoteCues
    documents: DocumentForms
    acts: ActForms
    actions: ActionCues
    citations: CitationCues
    roles: tuple[Forms, ...]
    decisions: tuple[Forms, ...]
    decision_signs: tuple[str, ...]
    products: tuple[Forms, ...]
    party_glue: tuple[str, ...]
    statements: tuple[Forms, ...]
    member_states: tuple[Forms, ...]
    strategies: tuple[Strategy, ...]
    legibility: Legibility


def load_profile(path: Path) -> Profile:
    """The profile in a TOML file.

    Raises UnreadableDocument where the file is missing, is not TOML, or lacks a table or key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnreadableDocument(f"there is no profile {path.name}; name a file of data/profiles") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableDocument(f"the profile {path.name} cannot be read ({error}); mend the TOML") from error
    try:
        return _profile(data)
    except KeyError as error:
        raise UnreadableDocument(f"the profile {path.name} lacks {error}; add it") from error
    except (TypeError, AttributeError) as error:
        raise UnreadableDocument(f"the profile {path.name} is not shaped as expected ({error}); mend it") from error


@cache
def action_plans() -> Profile:
    """The profile of action plans that is installed with the package."""
    return load_profile(assets.folder("data") / "profiles" / "action-plan.toml")


def _profile(data: Mapping[str, Any]) -> Profile:
    return Profile(
        name=str(data["name"]),
        publisher=str(data["published"]["publisher"]),
        rights=str(data["published"]["rights"]),
        layout=Layout(**_frozen(data["layout"])),
        columns=tuple(AnnexColumn(**_frozen(column)) for column in data["columns"]),
        box=AnnexColumn(**_frozen(data["box"])),
        explained=tuple(data["explained"]["words"]),
        sections=tuple(Forms(entry["slug"], tuple(entry["headings"])) for entry in data["sections"]),
        opening=str(data["parts"]["opening"]),
        rules=str(data["parts"]["rules"]),
        words=_words(data),
        statuses=_table(data["statuses"]),
        plan=PlanCues(**_frozen(data["plan"])),
        footnotes=FootnoteCues(**_frozen(data["footnotes"])),
        documents=DocumentForms(**_frozen(data["documents"])),
        acts=_acts(data),
        actions=ActionCues(**_frozen(data["actions"])),
        citations=CitationCues(**_frozen(data["citations"])),
        roles=_entries(data["roles"], "slug"),
        decisions=_entries(data["decisions"], "slug"),
        decision_signs=tuple(data["indicators"]["decision_signs"]),
        products=_entries(data["products"], "target"),
        party_glue=tuple(data["parties"]["glue"]),
        statements=_entries(data["statements"], "kind"),
        member_states=_table(data["member_states"]),
        strategies=tuple(Strategy(int(each["year"]), tuple(each["objectives"])) for each in data["strategies"]),
        legibility=_legibility(data["legibility"]),
    )


def _words(data: Mapping[str, Any]) -> LanguageWords:
    words = _frozen(data["words"])
    ordinals: tuple[str, ...] = words.pop("ordinals")
    for ordinal, ten in words.pop("tens"):
        ordinals = (*ordinals, ordinal, *(f"{ten}-{below_ten}" for below_ten in ordinals[:9]))
    return LanguageWords(
        **words,
        ordinals=ordinals,
        units=_table(data["units"]),
        parts_of_year=_table(data["parts_of_year"]),
        quotes=tuple((opening, closing) for opening, closing in data["quotes"].items()),
    )


def _legibility(table: Mapping[str, Any]) -> Legibility:
    return Legibility(
        short_words=frozenset(table["short_words"]),
        long_words=frozenset(table["long_words"]),
        wrongly_decoded=tuple(table["wrongly_decoded"]),
        ligatures=tuple(table["ligatures"]),
        letters={letter: float(percent) for letter, percent in table["letters"].items()},
    )


def _acts(data: Mapping[str, Any]) -> ActForms:
    return ActForms(
        **_frozen(data["acts"]), kinds=_entries(data["act_kinds"], "slug"), treaties=_entries(data["treaties"], "slug")
    )


def _frozen(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _table(table: Mapping[str, list[str]]) -> tuple[Forms, ...]:
    return tuple(Forms(slug, tuple(forms)) for slug, forms in table.items())


def _entries(entries: list[Mapping[str, Any]], key: str) -> tuple[Forms, ...]:
    return tuple(
        Forms(entry[key], tuple(form for each in entry["forms"] for form in expanded(each))) for entry in entries
    )


_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def expanded(form: str) -> tuple[str, ...]:
    """The phrases that a form with choices in brackets stands for.

    >>> expanded("(sent|handed) to (the |)council")
    ('sent to the council', 'sent to council', 'handed to the council', 'handed to council')
    """
    pieces = _CHOICE.split(form)
    return tuple("".join(chosen) for chosen in product(*(piece.split("|") for piece in pieces)))
