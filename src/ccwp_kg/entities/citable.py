"""The metadata of the dataset, and what a citation of a thing is made of: dates and authors as the data state them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.facts import Facts, Thing, look_up
from ccwp_kg.kinds import KINDS
from ccwp_kg.namespaces import CCWP, DCAT, DCTERMS, FOAF, RDFS, SKOS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.rdf.terms.silences import NOT_STATED, WORDS, silence_of
from ccwp_kg.store import Store, about, described_in

_TITLE = DCTERMS.term("title")
_VERSION = DCAT.term("version")
_PROPERTIES = (
    _TITLE, DCTERMS.description, DCTERMS.issued, DCTERMS.modified, DCTERMS.license, DCTERMS.rights, DCTERMS.creator,
    DCTERMS.publisher, DCTERMS.temporal, DCAT.keyword, DCAT.startDate, DCAT.endDate, _VERSION, FOAF.name, RDFS.label,
    RDFS.comment, SKOS.altLabel,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """The metadata of the dataset; None or empty where the data state none. A licence in words is among the rights.

    `name` is its short name, `comment` what it is in a line. `issued` is the day of the release that answers, else of
    the first one; `start` and `end` are the period that its contents cover.
    """

    title: str | None = None
    name: str | None = None
    comment: str | None = None
    version: str | None = None
    description: str | None = None
    issued: str | None = None
    licence: str | None = None
    rights: str | None = None
    creators: tuple[Thing, ...] = ()
    publishers: tuple[Thing, ...] = ()
    keywords: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None

    @property
    def called(self) -> str:
        """What a site over the data is called: as they are, else by what they are about."""
        return self.name or "Action plans"


def dataset_facts(store: Store) -> DatasetFacts:
    """The metadata that a store holds, in one query."""
    iri = store.base.thing("dataset")
    properties = " ".join(map(str, _PROPERTIES))
    links = " ".join(map(str, (DCTERMS.creator, DCTERMS.publisher, DCTERMS.temporal)))
    facts = Facts.of_rows(
        about(store).rows(
            f"SELECT ?s ?p ?o WHERE {{ {{ VALUES ?s {{ {iri} }} VALUES ?p {{ {properties} }} ?s ?p ?o }} UNION "
            f"{{ VALUES ?link {{ {links} }} {iri} ?link ?s . VALUES ?p {{ {properties} }} ?s ?p ?o }} }}"
        )
    )

    def makers(relation: NamedNode) -> tuple[Thing, ...]:
        """The agents that have a name; a list of authors can hold no others."""
        agents = {
            maker: facts.text(maker, FOAF.name) or facts.text(maker, RDFS.label)
            for maker in facts.things(iri, relation)
        }
        return tuple(Thing(maker.value, name) for maker, name in agents.items() if name is not None)

    period = facts.thing(iri, DCTERMS.temporal)
    licence = facts.thing(iri, DCTERMS.license)
    return DatasetFacts(
        title=facts.text(iri, _TITLE),
        name=facts.text(iri, SKOS.altLabel) or facts.text(iri, _TITLE),
        comment=facts.text(iri, RDFS.comment),
        version=facts.text(iri, _VERSION),
        description=facts.text(iri, DCTERMS.description),
        issued=facts.text(iri, DCTERMS.modified) or facts.text(iri, DCTERMS.issued),
        licence=None if licence is None else licence.value,
        rights=facts.text(iri, DCTERMS.rights) or facts.text(iri, DCTERMS.license),
        creators=makers(DCTERMS.creator),
        publishers=makers(DCTERMS.publisher),
        keywords=tuple(words.text for words in facts.all_words(iri, DCAT.keyword)),
        start=None if period is None else facts.text(period, DCAT.startDate),
        end=None if period is None else facts.text(period, DCAT.endDate),
    )


_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citable:
    """A thing as bibliographies name it.

    `kind`: the dataset itself, a document that exists outside of it, or an entry of the dataset about anything else.
    `title` is the title where one is stated, else the `name`. `number` is the printed number of a document. `issued` is
    a date as stated (`2011-02-18`), None where the source is silent. `dataset` is the title of the dataset that holds
    the thing, None for the dataset itself, and `version` the version of the dataset, empty where it is not known.
    `rights` are the licence of the dataset, of a document what is stated of its use. `no_date` is why none is known.
    """

    iri: str
    reference: str
    name: str
    kind: OneOf["dataset", "document", "entry"]
    title: str
    version: str
    number: str | None = None
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    issued: str | None = None
    dataset: str | None = None
    rights: str | None = None
    no_date: str = NOT_STATED


def citable(store: Store, iri: NamedNode, *, dataset: DatasetFacts, prefixes: Prefixes) -> Citable:
    """A thing as it is cited; one without statements of its own is cited by its shortened IRI."""
    store = described_in(store, iri)
    own = own_facts(store, iri)
    reference = store.base.reference(iri.value)
    is_dataset = reference == "dataset"
    publishers = own.things(iri, DCTERMS.publisher)
    names = look_up(store, {iri, *publishers}, languages=(), prefixes=prefixes)
    thing = names[iri]
    title = thing.title or thing.name
    entry = Citable(
        iri=iri.value,
        reference=reference,
        name=thing.name,
        kind="dataset" if is_dataset else "entry",
        title=thing.name if title == thing.name else f"{thing.name}: {title}",
        version=dataset.version or "",
        authors=tuple(maker.name for maker in dataset.creators),
        publishers=tuple(maker.name for maker in dataset.publishers),
        issued=dataset.issued,
        dataset=None if is_dataset else dataset.title,
        rights=dataset.licence,
    )
    if is_dataset or not any(own.is_a(iri, each) for kind in KINDS if kind.is_document for each in kind.classes):
        return entry
    # a document is cited by its own metadata; the makers of the dataset did not write it
    is_numbered = own.text(iri, CCWP.documentNumber) is not None and thing.name != title
    return replace(
        entry,
        kind="document",
        title=title,
        number=thing.name if is_numbered else None,
        authors=(),
        publishers=tuple(names[maker].name for maker in publishers),
        issued=own.text(iri, CCWP.publishedOn) or own.text(iri, DCTERMS.issued),
        rights=own.text(iri, DCTERMS.rights),
        no_date=silence_of("date", {}, is_held=bool(own.things(iri, DCTERMS.hasFormat))),
    )


def sentence(thing: Citable) -> str:
    """The citation in words, without the address that ends it."""
    date = f"({f'date {WORDS[thing.no_date]}' if thing.issued is None else day_of(thing.issued)})"
    title = thing.title + (f", {thing.number}" if thing.number else "")
    version = f" (version {thing.version})" if thing.version else ""
    title += f"{version} [data set]" if thing.kind == "dataset" else ""
    who = f"{', '.join(thing.authors)} {date}. {title}." if thing.authors else f"{title} {date}."
    others = [name for name in thing.publishers if name not in thing.authors]
    return " ".join([who, *(f"{words}." for words in (*others, *notes(thing)))])


def notes(thing: Citable) -> tuple[str, ...]:
    """What a citation says beside who, when and what: where the thing stands, and the licence of what is ours."""
    licence = [f"Licence: {licence_in_words(thing.rights)}"] if thing.rights and thing.kind != "document" else []
    return (*([] if thing.dataset is None else [setting(thing)]), *licence)


def setting(thing: Citable) -> str:
    """How the dataset relates to the thing: an entry is part of it, a document is only described there."""
    role = "Entry" if thing.kind == "entry" else "Described"
    return f"{role} in {thing.dataset}" + (f", version {thing.version}" if thing.version else "")


def licence_in_words(iri: str) -> str:
    """A licence of Creative Commons by its short name; of any other the IRI.

    >>> licence_in_words("http://creativecommons.org/licenses/by-sa/4.0/"), licence_in_words("urn:x:licence")
    ('CC BY-SA 4.0', 'urn:x:licence')
    """
    found = _CREATIVE_COMMONS.fullmatch(iri)
    return iri if found is None else f"CC {found[1].upper()} {found[2]}"
