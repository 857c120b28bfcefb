"""The prefix registry: short names for namespaces, from `ontology/prefixes.ttl` and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pyoxigraph import Literal

from ccwp_kg.errors import InvalidTurtle, UnknownPrefix
from ccwp_kg.namespaces import SH
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base

LOCAL_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\Z")
"""The part of PN_LOCAL (Turtle §6.5) that needs no escape and that a reader takes in at a glance."""


@dataclass(frozen=True)
class Prefixes:
    """A table prefix → namespace, in the order of the prefixes."""

    table: Mapping[str, str]

    @cached_property
    def _by_namespace(self) -> dict[str, str]:
        return {namespace: prefix for prefix, namespace in self.table.items()}

    def namespace(self, prefix: str) -> str:
        """The namespace a prefix stands for; UnknownPrefix if there is none."""
        try:
            return self.table[prefix]
        except KeyError:
            raise UnknownPrefix(f"prefix '{prefix}' is not registered; add it to ontology/prefixes.ttl") from None

    @cached_property
    def split(self) -> Callable[[str], tuple[str, str] | None]:
        """Prefix and local name of an IRI, or None where no registered prefix gives a plain name.

        With a memory, for the same few IRIs come in answer after answer.
        """
        return lru_cache(maxsize=16_384)(self._split)

    def _split(self, iri: str) -> tuple[str, str] | None:
        """See `split`.

        >>> Prefixes({"skos": "http://www.w3.org/2004/02/skos/core#"}).split("http://www.w3.org/2004/02/skos/core#Concept")
        ('skos', 'Concept')
        """
        for end in (iri.rfind("#") + 1, iri.rfind("/") + 1, iri.rfind("_") + 1):
            prefix = self._by_namespace.get(iri[:end])
            if prefix is not None and LOCAL_NAME.match(iri, end):
                return prefix, iri[end:]
        return None

    def shorten(self, iri: str) -> str:
        """The prefixed name of an IRI, or the IRI itself."""
        pair = self.split(iri)
        return iri if pair is None else f"{pair[0]}:{pair[1]}"


NO_PREFIXES = Prefixes({})


def read_prefixes(path: Path, base: Base = PUBLISHED_BASE) -> Prefixes:
    """The registry in a Turtle file of SHACL prefix declarations (SHACL §5.2.1), with the IRIs of `base`.

    Raises InvalidTurtle where one prefix has two namespaces or a declaration lacks one of the two.
    """
    prefix_of: dict[str, str] = {}
    namespace_of: dict[str, str] = {}
    for triple in base.triples(read_triples(path)):
        if isinstance(triple.object, Literal) and triple.predicate == SH.prefix:
            prefix_of[str(triple.subject)] = triple.object.value
        elif isinstance(triple.object, Literal) and triple.predicate == SH.namespace:
            namespace_of[str(triple.subject)] = triple.object.value
    if prefix_of.keys() != namespace_of.keys() or len(set(prefix_of.values())) != len(prefix_of):
        raise InvalidTurtle(f"{path}: each declaration needs one sh:prefix and one sh:namespace, no prefix twice")
    return Prefixes(
        {prefix: namespace_of[subject] for subject, prefix in sorted(prefix_of.items(), key=lambda pair: pair[1])}
    )


def check_prefixes(registry: Path, context: Path) -> None:
    """Check that a registry and a JSON-LD context give each prefix one namespace: a slip in one shows in the other.

    Raises InvalidTurtle with the first prefix in which they differ.
    """
    terms = json.loads(context.read_text(encoding="utf-8"))["@context"]
    spaces = {
        name: value for name, value in terms.items() if isinstance(value, str) and value.endswith(("/", "#", "_"))
    }
    table = read_prefixes(registry).table
    for prefix in sorted(table.keys() | spaces.keys()):
        if table.get(prefix) != spaces.get(prefix):
            files = f"{registry.name} has <{table.get(prefix, '')}>, {context.name} <{spaces.get(prefix, '')}>"
            raise InvalidTurtle(f"the prefix {prefix} is not the same in two files of ontology/: {files}; correct one")
