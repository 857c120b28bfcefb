"""The data, looked up in the ways that planting a defect needs."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from changes import Change, put, short
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, ID, RDF, XSD

SEED = "ccwp-kg"


class Places:
    """The data, looked up in the ways defects need."""

    def __init__(self, data: Iterable[Triple], read: Iterable[Triple]) -> None:
        self.data = sorted(data, key=str)
        self.read = sorted(read, key=str)
        self.was_read = frozenset(self.read)
        self.of: dict[NamedNode, list[Triple]] = defaultdict(list)
        self.to: dict[NamedNode, list[Triple]] = defaultdict(list)
        self.saying: dict[NamedNode, list[Triple]] = defaultdict(list)
        self._instances: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for triple in self.data:
            self.of[triple.subject].append(triple)
            self.saying[triple.predicate].append(triple)
            if isinstance(triple.object, NamedNode):
                self.to[triple.object].append(triple)
            if triple.predicate == RDF.type:
                self._instances[triple.object].append(triple.subject)

    def values(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        return [t.object for t in self.of[thing] if t.predicate == predicate]

    def value(self, thing: NamedNode, predicate: NamedNode) -> NamedNode | Literal:
        return self.values(thing, predicate)[0]

    def classes(self, thing: NamedNode) -> set[NamedNode]:
        return {c for c in self.values(thing, RDF.type) if c.value.startswith(CCWP)}

    def instances(self, cls: NamedNode) -> list[NamedNode]:
        return self._instances[cls]

    def sibling(self, thing: NamedNode) -> NamedNode | None:
        """Another thing of the same class, always the same one."""
        for cls in sorted(self.classes(thing), key=str):
            instances = self.instances(cls)
            drawn = int(digest(f"{thing} {cls}"), 16) % len(instances)
            others = [one for one in (instances[drawn], instances[drawn - 1]) if one != thing]
            if others:
                return others[0]
        return None

    def links(self) -> Iterator[Triple]:
        """Statements that lead from one thing of ours to another."""
        for triple in self.data:
            if isinstance(triple.object, NamedNode) and own(triple.subject) and own(triple.object):
                yield triple

    def texts(self, *predicates: NamedNode) -> Iterator[Triple]:
        for predicate in predicates:
            yield from self.saying[predicate]

    def rename(self, thing: NamedNode, name: NamedNode) -> Change:
        """The thing under another IRI, wherever it stands."""
        removed = {*self.of[thing], *self.to[thing]}
        added = {
            Triple(name if t.subject == thing else t.subject, t.predicate, name if t.object == thing else t.object)
            for t in removed
        }
        return Change(f"{short(thing)} is called {short(name)}", frozenset(removed), frozenset(added))


def digest(text: object) -> str:
    return hashlib.sha256(f"{SEED} {text}".encode()).hexdigest()


def own(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(ID)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


def like(literal: Literal, text: str) -> Literal:
    return Literal(text, language=literal.language) if literal.language else Literal(text, datatype=literal.datatype)


def one_more(triples: Iterable[Triple], step: int = 1) -> Iterator[Change]:
    for triple in triples:
        yield put(triple, integer(int(triple.object.value) + step))


def changed_letter(text: str) -> str:
    """The text with its middle letter replaced.

    >>> changed_letter("customs")
    'cusxoms'
    """
    places = [match.start() for match in re.finditer(r"[A-Za-z]", text)] or [len(text) // 2]
    place = places[len(places) // 2]
    return text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]
