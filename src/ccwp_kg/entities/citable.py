"""What a citation of a thing is made of. Dates and authors are those that the data state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from ccwp_kg.entities.dataset import DatasetFacts
from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.entities.facts.names import Names, look_up
from ccwp_kg.kinds import KINDS
from ccwp_kg.namespaces import CCWP, DCTERMS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Store

CitedKind = OneOf["dataset", "document", "entry"]
"""The dataset itself, a document that exists outside of it, or an entry of the dataset about anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citable:
    """A thing as bibliographies name it.

    `title` is the title where one is stated, else the `name`. `number` is the printed number of a document. `issued` is
    a date as stated (`2011-02-18`), None where the source is silent. `dataset` is the title of the dataset that holds
    the thing, None for the dataset itself, and `version` the version of the dataset.
    """

    iri: str
    reference: str
    name: str
    kind: CitedKind
    title: str
    version: str
    number: str | None = None
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    issued: str | None = None
    dataset: str | None = None


def citable(store: Store, iri: NamedNode, *, dataset: DatasetFacts, version: str, prefixes: Prefixes) -> Citable:
    """A thing as it is cited; one without statements of its own is cited by its shortened IRI."""
    own = own_facts(store, iri)
    reference = store.base.reference(iri.value)
    is_dataset = reference == "dataset"
    names = look_up(store, {iri, *own.things(iri, DCTERMS.publisher)}, languages=(), prefixes=prefixes)
    if not is_dataset and any(own.is_a(iri, each) for kind in KINDS if kind.is_document for each in kind.classes):
        return _document(own, iri, reference, names, dataset=dataset, version=version)
    thing = names[iri]
    title = f"{thing.name}: {thing.title}" if thing.title and thing.title != thing.name else thing.name
    return Citable(
        iri=iri.value,
        reference=reference,
        name=thing.name,
        kind="dataset" if is_dataset else "entry",
        title=title,
        version=version,
        authors=tuple(maker.name for maker in dataset.creators),
        publishers=tuple(maker.name for maker in dataset.publishers),
        issued=dataset.issued,
        dataset=None if is_dataset else dataset.title,
    )


def _document(
    own: Facts, iri: NamedNode, reference: str, names: Names, *, dataset: DatasetFacts, version: str
) -> Citable:
    """A document is cited by its own metadata; the makers of the dataset did not write it."""
    thing = names[iri]
    title = thing.title or thing.name
    is_numbered = own.text(iri, CCWP.documentNumber) is not None and thing.name != title
    return Citable(
        iri=iri.value,
        reference=reference,
        name=thing.name,
        kind="document",
        title=title,
        version=version,
        number=thing.name if is_numbered else None,
        publishers=tuple(names[maker].name for maker in own.things(iri, DCTERMS.publisher)),
        issued=own.text(iri, CCWP.publishedOn) or own.text(iri, DCTERMS.issued),
        dataset=dataset.title,
    )
