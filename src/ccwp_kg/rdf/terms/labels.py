"""Which properties name a thing, and which of several labels is the one to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal

from ccwp_kg.namespaces import DCTERMS, RDFS, SKOS
from ccwp_kg.rdf.terms.order import natural_key

TITLE = DCTERMS.term("title")
LABELS = (SKOS.prefLabel, RDFS.label, TITLE)
"""Where a name is looked for, in this order; a title is last, for an action is called "Action 5.4"."""


def best_label(labels: Iterable[Literal], chain: Sequence[str]) -> Literal | None:
    """The label in the first language of the chain that has one, else the one without a language, else any.

    >>> best_label([Literal("Zoll", language="de"), Literal("customs", language="en")], ["fr", "en"]).value
    'customs'
    """

    def rank(label: Literal) -> tuple[int, str, str]:
        language = label.language or ""
        place = chain.index(language) if language in chain else len(chain) + bool(language)
        return place, language, natural_key(label.value)

    found = tuple(labels)
    return min(found, key=rank) if len(found) > 1 else next(iter(found), None)
