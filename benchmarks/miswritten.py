"""Names of a release as people write them: misspelled, abbreviated, reordered, always in the same ways (a fixed seed).

What means two things is left out by rule, not by hand.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, RDFS, SKOS
from ccwp_kg.search.index.words import folded, squeezed
from ccwp_kg.store import Store

SEED = 2011
TYPES = (
    "ActionPlan", "Action", "Organisation", "CouncilDocument", "DocumentFamily", "LegalInstrument",
    "StrategicObjective", "WorkArea", "PartyGroup", "DomainConcept", "OfficialJournalReference", "Meeting",
    "SubjectCode",
)  # fmt: skip
STRANGERS = (
    "Interpol", "Eurostat", "European Court of Auditors", "European Central Bank", "ENISA", "eu-LISA", "EPPO", "EASO",
    "European Parliament", "World Trade Organization", "World Health Organization", "DG TRADE", "DG JUST", "EDPS",
    "Fundamental Rights Agency", "European Defence Agency", "European Food Safety Authority", "Naples I Convention",
    "Treaty of Amsterdam", "Treaty of Nice", "Tampere Programme", "Rome Programme", "Schengen Information System",
    "Horizontal Working Party on Drugs", "Customs 2007", "Customs 2020", "Fiscalis 2013", "Sixth Action Plan",
    "Council Resolution of 3 October 2003", "UK Presidency in 2017", "Paris Convention", "Tobacco advertising",
    "Article 133 Committee", "Joint supervisory authority", "Customs Code Committee", "2011-02-19",
)  # fmt: skip
"""What no document of the release is about."""
_NAMES = (
    SKOS.prefLabel, RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, DCTERMS.term("title"), CCWP.acronym, CCWP.registerKey,
    CCWP.celexNumber, CCWP.actionNumber, CCWP.printedForm,
)  # fmt: skip
_SHORTEST = 6
_SHORTEST_CUT = 8
_LONG_WORD = 6
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing: by which property, and its language where it has one."""

    iri: str
    predicate: NamedNode
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A name as somebody wrote it, in which way, and what it means; None where it means nothing here."""

    way: str
    written: str
    meant: str | None


def names_of(store: Store) -> list[Name]:
    """What the things of the main types are called, always in the same order."""
    classes, predicates = " ".join(str(CCWP.term(name)) for name in TYPES), " ".join(map(str, _NAMES))
    rows = store.rows(
        f"SELECT DISTINCT ?x ?p ?o WHERE {{ VALUES ?c {{ {classes} {SKOS.Concept} }} VALUES ?p {{ {predicates} }} "
        f'?x a ?c ; ?p ?o FILTER(STRSTARTS(STR(?x), "{ID}")) }}'
    )
    found = [
        Name(row["x"].value, row["p"], row["o"].value, row["o"].language)
        for row in rows
        if isinstance(row["x"], NamedNode) and isinstance(row["p"], NamedNode) and isinstance(row["o"], Literal)
    ]
    return sorted(found, key=lambda name: (name.iri, name.predicate.value, name.language or "", name.text))


def main_things(store: Store) -> set[str]:
    """The things of the main types."""
    classes = " ".join(str(CCWP.term(name)) for name in TYPES)
    rows = store.rows(f"SELECT ?x WHERE {{ VALUES ?c {{ {classes} }} ?x a ?c }}")
    return {row["x"].value for row in rows if isinstance(row["x"], NamedNode)}


# Ways to write a name otherwise: each gives what was written, or nothing where the name does not lend itself to it.


def _inner(text: str) -> list[int]:
    """The places of letters that stand between others, where people mistype."""
    return [at for at in range(1, len(text) - 1) if text[at].isalpha() and text[at - 1].isalpha()]


def dropped(chance: random.Random, text: str) -> str:
    at = chance.choice(_inner(text))
    return text[:at] + text[at + 1 :]


def doubled(chance: random.Random, text: str) -> str:
    at = chance.choice(_inner(text))
    return text[:at] + text[at] + text[at:]


def swapped(chance: random.Random, text: str) -> str:
    places = [at for at in _inner(text) if text[at + 1].isalpha() and text[at] != text[at + 1]]
    at = chance.choice(places or _inner(text))
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def replaced(chance: random.Random, text: str) -> str:
    at = chance.choice(_inner(text))
    return text[:at] + chance.choice("aeinorst") + text[at + 1 :]


def twice(chance: random.Random, text: str) -> str:
    first, second = chance.sample((dropped, doubled, swapped, replaced), 2)
    return second(chance, first(chance, text))


def reordered(chance: random.Random, text: str) -> str | None:
    """Words in another order, where no two of them are numbers, for 3.5 is not 5.3."""
    words = text.split()
    chance.shuffle(words)
    is_told_by_order = sum(any(letter.isdigit() for letter in word) for word in words) > 1
    return None if is_told_by_order or " ".join(words) == text else " ".join(words)


def cut(chance: random.Random, text: str) -> str | None:
    """The first half or more, never within a number."""
    end = max(_SHORTEST_CUT, int(len(text) * chance.uniform(0.5, 0.85)))
    while end < len(text) and (text[end - 1].isdigit() or text[end].isdigit()):
        end += 1
    return text[:end].rstrip() if end < len(text) else None


def word_left_out(chance: random.Random, text: str) -> str | None:
    """One word less of at least three, none that has a number."""
    words = text.split()
    places = [at for at, word in enumerate(words) if word.isalpha()]
    if len(words) < _FEWEST_WORDS or not places:
        return None
    at = chance.choice(places)
    return " ".join(words[:at] + words[at + 1 :])


def abbreviated(chance: random.Random, text: str) -> str | None:
    """Long words by their first letters; no numbers in them."""
    words = text.split()
    short = [f"{w[: chance.randint(3, 5)]}." if len(w) > _LONG_WORD and w.isalpha() else w for w in words]
    return " ".join(short) if short != words and len(words) > 1 else None


def marked(chance: random.Random, text: str) -> str:
    """Other capitals, other marks between the words."""
    other = chance.choice((str.upper, str.lower, str.title, str.swapcase))(text)
    return other.replace(" ", chance.choice(("  ", " - ", "_", " / ")))


def plain(_: random.Random, text: str) -> str | None:
    """Without accents."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return None if bare == text else bare


def acronym(chance: random.Random, text: str) -> str:
    return chance.choice((text.lower(), text.title(), f"{'.'.join(text.replace(' ', ''))}.", text.replace(" ", "-")))


WAYS: Mapping[str, Callable[[random.Random, str], str | None]] = {
    "a letter dropped": dropped,
    "a letter doubled": doubled,
    "two letters swapped": swapped,
    "a letter replaced": replaced,
    "two such errors": twice,
    "words in another order": reordered,
    "a word left out": word_left_out,
    "cut short": cut,
    "abbreviated": abbreviated,
    "other capitals and marks": marked,
}
OTHER_LANGUAGE = {
    "another language": lambda _, text: text,
    "without accents": plain,
    "another language, misspelled": dropped,
}


def other_numbers(name: Name) -> Iterator[str]:
    """A number in other printed forms: Council documents, the Official Journal, CELEX, subject codes, actions."""
    if name.predicate == CCWP.registerKey and (key := re.fullmatch(r"ST-(\d+)-(\d+)-(.+)", name.text)):
        number, year, rest = key.groups()
        revision, corrigendum = re.search(r"REV-(\d+)", rest), re.search(r"COR-(\d+)", rest)
        middle = f"/{revision[1]}" if revision else ""
        tail = (f" REV {revision[1]}" if revision else "") + (f" COR {corrigendum[1]}" if corrigendum else "")
        yield f"{number}{middle}/{year[2:]}{tail}"
        yield f"ST {number}/{year[2:]}{tail}"
        yield f"st{number}{middle}/{year}{tail.lower()}"
        yield f"Council document {number}{middle}/{year[2:]}{tail.replace(' ', '')}" if not corrigendum else name.text
        yield f"ST {number} {year} {rest.replace('-', ' ')}"
    elif name.predicate == CCWP.celexNumber:
        yield f"CELEX: {name.text}"
        yield name.text.replace("(", "").replace(")", "").lower()
    elif place := re.fullmatch(r"OJ ([A-Z]) (\d+), (\d+)\.(\d+)\.(\d+), p\. (\d+)", name.text):
        series, number, day, month, year, page = place.groups()
        yield f"OJ {series} {number} of {day}.{month}.{year}, p. {page}"
        yield f"O.J. {series}{number}, {int(day):02}/{int(month):02}/{year}, p.{page}"
        yield f"ABl. {series} {number} vom {day}.{month}.{year}, S. {page}"
    elif code := re.fullmatch(r"([A-Z]{2,}) (\d+) \((\d{4})\)", name.text):
        yield f"{code[1].title()} {code[2]}/{code[3]}"
        yield f"{code[1]}-{code[2]}-{code[3]}"
    elif action := re.fullmatch(r"Action ([\d.]+)", name.text):
        yield f"action no. {action[1]}"


def cases(names: Sequence[Name], wanted: set[str], *, seed: int = SEED) -> list[Case]:
    """Every name of the main things in every way it lends itself to, without what means two things."""
    chance = random.Random(seed)
    shared = Shared(names)
    found: dict[tuple[str, str], Case] = {}
    for name in names:
        if name.iri in wanted and not shared.has_two(name.text, name.iri):
            for way, written in _written(chance, name):
                case = Case(way, written, name.iri)
                if folded(written) and not shared.may_mean_another(case):
                    found.setdefault((written, name.iri), case)
    for case in [*found.values()]:
        if case.way == "cut short" and _inner(case.written):
            worse = Case("cut short and misspelled", dropped(chance, case.written), case.meant)
            if not shared.has_two(worse.written, str(case.meant)):
                found.setdefault((worse.written, str(case.meant)), worse)
    return list(found.values())


def _written(chance: random.Random, name: Name) -> Iterator[tuple[str, str]]:
    yield from (("a number in another form", written) for written in other_numbers(name))
    if name.predicate == CCWP.acronym:
        yield "an acronym", acronym(chance, name.text)
    if name.predicate not in (SKOS.prefLabel, RDFS.label, SKOS.altLabel, DCTERMS.term("title")):
        return
    ways = WAYS if name.language in (None, "en") else OTHER_LANGUAGE
    if sum(letter.isalpha() for letter in name.text) >= _SHORTEST and _inner(name.text):
        for way, write in ways.items():
            if (written := write(chance, name.text)) is not None:
                yield way, written


class Shared:
    """Which names mean which things, so that what two share can be left out."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._by_code: defaultdict[str, set[str]] = defaultdict(set)
        for name in names:
            self._by_name[folded(name.text)].add(name.iri)
            self._by_code[squeezed(name.text)].add(name.iri)

    def has_two(self, text: str, iri: str) -> bool:
        """Whether something else is called so, marks and spaces apart."""
        return bool((self._by_name.get(folded(text), set()) | self._by_code.get(squeezed(text), set())) - {iri})

    def may_mean_another(self, case: Case) -> bool:
        """Whether what was written is a name of something else, or, where it was shortened, the short form of one."""
        if self.has_two(case.written, case.meant or ""):
            return True
        if case.way not in ("cut short", "abbreviated", "a word left out"):
            return False
        short = folded(case.written)
        others = (name for name, things in self._by_name.items() if things - {case.meant or ""})
        return any(_is_short_for(short, name) or f"{short} ".startswith(f"{name} ") for name in others)


def _is_short_for(short: str, name: str) -> bool:
    """Whether the words begin words of the name, in their order."""
    words = iter(name.split())
    return all(any(word.startswith(each) for word in words) for each in short.split())


def strangers(names: Sequence[Name], *, seed: int = SEED) -> list[Case]:
    """Names of what is not there: those of the list, and ours with another number in them."""
    chance, shared = random.Random(seed), Shared(names)
    written = [*STRANGERS]
    for name in names:
        if name.predicate in (RDFS.label, CCWP.registerKey, CCWP.celexNumber) and (at := re.findall(r"\d+", name.text)):
            number = chance.choice(at)
            written.append(name.text.replace(number, str(int(number) + chance.randint(1, 9)), 1))
    return [Case("nothing of ours", each, None) for each in dict.fromkeys(written) if not shared.has_two(each, "")]
