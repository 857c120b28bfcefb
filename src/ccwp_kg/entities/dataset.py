"""The metadata of the dataset: its title, creators, day of issue, licence."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.namespaces import DCAT, DCTERMS, FOAF, RDFS
from ccwp_kg.store import Store, about

_TITLE = DCTERMS.term("title")
_VERSION = DCAT.term("version")
_PROPERTIES = (
    _TITLE, DCTERMS.description, DCTERMS.issued, DCTERMS.modified, DCTERMS.license, DCTERMS.rights, DCTERMS.creator,
    DCTERMS.publisher, DCTERMS.temporal, DCAT.keyword, DCAT.startDate, DCAT.endDate, _VERSION, FOAF.name, RDFS.label,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Maker:
    """Whoever made or published something: an IRI and a name."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """The metadata of the dataset; None or empty where the data state none.

    `issued` is the day of the release that answers, else of the first one; `start` and `end` are the period that its
    contents cover.
    """

    title: str | None = None
    version: str | None = None
    description: str | None = None
    issued: str | None = None
    licence: str | None = None
    rights: str | None = None
    creators: tuple[Maker, ...] = ()
    publishers: tuple[Maker, ...] = ()
    keywords: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None


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

    def makers(relation: NamedNode) -> tuple[Maker, ...]:
        """The agents that have a name; a list of authors can hold no others."""
        agents = {
            maker: facts.text(maker, FOAF.name) or facts.text(maker, RDFS.label)
            for maker in facts.things(iri, relation)
        }
        return tuple(Maker(maker.value, name) for maker, name in agents.items() if name is not None)

    period = facts.thing(iri, DCTERMS.temporal)
    licence = facts.thing(iri, DCTERMS.license)
    return DatasetFacts(
        title=facts.text(iri, _TITLE),
        version=facts.text(iri, _VERSION),
        description=facts.text(iri, DCTERMS.description),
        issued=facts.text(iri, DCTERMS.modified) or facts.text(iri, DCTERMS.issued),
        licence=None if licence is None else licence.value,
        rights=facts.text(iri, DCTERMS.rights),
        creators=makers(DCTERMS.creator),
        publishers=makers(DCTERMS.publisher),
        keywords=tuple(words.text for words in facts.all_words(iri, DCAT.keyword)),
        start=None if period is None else facts.text(period, DCAT.startDate),
        end=None if period is None else facts.text(period, DCAT.endDate),
    )
