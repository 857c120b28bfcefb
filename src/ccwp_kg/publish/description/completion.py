"""What completes the description of a release: everything that it names, described in it, for a harvester reads one
document and follows no link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, DCTERMS, DUMPS, ID, RDF, SSSOM, VOID
from ccwp_kg.rdf.dataset import ABOUT, EXTERNAL, ONTOLOGY, NamedGraphs
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.labels import LABELS

_WHOLE = (f"{ID}dataset/linkset/", f"{ID}vocabulary/")
"""Of these things all is told but their single links: sets of links, and the vocabularies that they lead to."""
_NAMING = frozenset((RDF.type, *LABELS, DCTERMS.license))
_TERMS = frozenset((RDF.type, VOID.term("class"), VOID.property, VOID.linkPredicate, VOID.vocabulary))
"""What these properties lead to is described in its own vocabulary, and is not named here."""


def completed(
    facts: Iterable[Triple], dataset: NamedGraphs, stated: Mapping[NamedNode, Sequence[Triple]]
) -> set[Triple]:
    """The facts with what is kept by hand of the catalogue, its datasets and services, and the type, names and licence
    of everything else that they lead to.

    `stated` are the statements of the merge by their property.
    """
    curated = (dataset.graphs.get(name, ()) for name in ABOUT if name != ONTOLOGY)
    found = {*facts, *chain.from_iterable(curated), *filter(_is_whole, dataset.graphs.get(EXTERNAL, ()))}
    led_to = {t.object for t in found if isinstance(t.object, NamedNode) and _leads_to_described(t.predicate)}
    naming = chain(dataset.about(), *(stated.get(predicate, ()) for predicate in _NAMING))
    found.update(t for t in naming if t.predicate in _NAMING and t.subject in led_to and _is_in_english(t))
    return found


def _leads_to_described(predicate: NamedNode) -> bool:
    """Whether what a property leads to is named: not where it is a term, or a thing that a release changed."""
    return predicate not in _TERMS and not predicate.value.startswith(CCWP)


def _is_whole(triple: Triple) -> bool:
    is_whole = isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(_WHOLE)
    return is_whole and triple.predicate != SSSOM.mappings  # a set may have as many as there are things


def _is_in_english(triple: Triple) -> bool:
    return not isinstance(triple.object, Literal) or triple.object.language in (None, "en")


def relative_to_files(triples: Iterable[Triple], base: Base = PUBLISHED_BASE) -> Iterator[Triple]:
    """The triples with own addresses as they are written beside the files of a release: relative to these, so that they
    are right wherever the release lies."""
    files, folder = base.moved(DUMPS), DUMPS.removeprefix(PUBLISHED_BASE.iri)

    def place(path: str) -> str:
        return files + (path.removeprefix(folder) if path.startswith(folder) else f"../{path}")

    return base.addressed(triples, place)
