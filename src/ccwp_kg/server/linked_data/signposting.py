"""FAIR Signposting: typed links from a document to its name, formats, licence and authors.

Level 1 writes them into the Link header of each document, level 2 into one linkset for each thing (RFC 9264).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.formats import HTML, JSONLD, LINK_FORMAT, LINKSET, RDF_FORMATS, STRATML, Format, essence
from ccwp_kg.kinds import list_of, schema_type_of
from ccwp_kg.namespaces import DCAT, DCTERMS, PUBLISHED, RDF, SCHEMA, VOID
from ccwp_kg.publish.dumps.stratml import file_name
from ccwp_kg.server.http.host_address import absolute, here
from ccwp_kg.server.http.links import (
    Link,
    common_links,
    document_path,
    encoded,
    href,
    licence_links,
    link_header,
    uri_of,
)
from ccwp_kg.server.http.negotiation import DOCUMENT_FORMATS, alternates, offers_at
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import described_in

_DATASET = document_path("dataset")


@dataclass(frozen=True, slots=True)
class Landing:
    """A document about one thing: the IRI to cite, the path without a suffix, and the targets of its links.

    `kind` is a type of schema.org; `authors` are the dcterms:creator of the thing; `items` are the files that hold it;
    `stratml` is the file of the release that holds it in StratML; `collection` is the list that shows it; `linkset` is
    the path of its linkset.
    """

    iri: str
    path: str
    kind: str
    authors: tuple[str, ...] = ()
    items: tuple[Link, ...] = ()
    stratml: str | None = None
    collection: str | None = None
    linkset: str | None = None


def landing_of(site: Site, iri: NamedNode, own: Facts) -> Landing:
    """The document of a thing; `own` are the statements about the thing."""
    reference = site.base.reference(iri.value)
    classes = own.things(iri, RDF.type)
    files = [*own.things(iri, VOID.dataDump), *own.things(iri, DCAT.downloadURL)]
    in_stratml = file_name(reference)
    shown_in = list_of(classes)
    return Landing(
        iri.value,
        document_path(reference),
        SCHEMA.term(schema_type_of(classes)).value,
        authors=tuple(author.value for author in own.things(iri, DCTERMS.creator)),
        items=tuple((target, "item", _type_of(site, target)) for file in files if (target := href(file.value))),
        stratml=f"/dumps/{in_stratml}" if site.release and site.release.file(in_stratml) else None,
        # the parts of the dataset stand in its document
        collection=None if not shown_in else _DATASET if shown_in == "dataset" else f"/{shown_in}",
        linkset=f"/linkset/{encoded(reference)}",
    )


def landing_of_vocabulary(site: Site, name: str) -> Landing:
    """The document of the ontology, of a module of it, or of the shapes; a module has the authors of the whole."""
    whole = NamedNode(PUBLISHED + name.partition("/")[0])
    stated = own_facts(described_in(site.store, whole), whole)
    authors = tuple(author.value for author in stated.things(whole, DCTERMS.creator))
    return Landing(PUBLISHED + name, f"/{name}", SCHEMA.DefinedTermSet.value, authors=authors)


def signposts(site: Site, landing: Landing, form: Format, around: Iterable[Link] = ()) -> str:
    """The Link header of a document in one format (FAIR Signposting, level 1); `around` links to its other pages."""
    path = landing.path
    described = [(f"{path}.{each.suffix}", "describedby", each.essence) for each in RDF_FORMATS]
    return link_header(
        [
            *around,
            (landing.iri, "cite-as", None),
            (path, "canonical", None),
            *([(landing.linkset, "linkset", LINKSET.essence)] if landing.linkset else []),
            *common_links(site),
            *_about(landing),
            *(described if form is HTML else [(path, "describes", None)]),
            *alternates(offers_at(path, DOCUMENT_FORMATS), to=form),
            *([] if form is JSONLD else _in_other_terms(landing)),  # see alternates
            *landing.items,
            *_over_time(site, landing),
        ],
        here=here(),
    )


def _over_time(site: Site, landing: Landing) -> list[Link]:
    """The states of a thing's document, where earlier ones are kept (RFC 7089 §2.2)."""
    if site.is_static or site.release is None or not site.release.past or landing.linkset is None:
        return []
    if not landing.path.startswith("/doc/"):  # the catalogue is about today
        return []
    reference = landing.linkset.removeprefix("/linkset/")
    return [
        (landing.path, "original", None),
        (landing.path, "timegate", None),
        (f"/timemap/{reference}", "timemap", LINK_FORMAT.essence),
    ]


def linkset(site: Site, landing: Landing) -> bytes:
    """The links of a thing's document, of its formats and of its files (FAIR Signposting, level 2)."""
    page = absolute(landing.path)
    formats = [(absolute(f"{landing.path}.{each.suffix}"), each.essence) for each in RDF_FORMATS]
    about = [
        (landing.iri, "cite-as", None),
        *((target, "describedby", kind) for target, kind in formats),
        *common_links(site),
        *_about(landing),
        *landing.items,
        *_in_other_terms(landing),
        *_over_time(site, landing),
    ]
    backwards: list[Link] = [(page, "describes", HTML.essence), *licence_links(site.dataset_facts.read())]
    sets = [
        _context(page, about),
        *(_context(target, backwards) for target, _ in formats),
        *(_context(target, [(page, "collection", HTML.essence)]) for target, _, _ in landing.items),
    ]
    return (json.dumps({"linkset": sets}, ensure_ascii=False, indent=1) + "\n").encode()


def _about(landing: Landing) -> list[Link]:
    collection: list[Link] = [(landing.collection, "collection", HTML.essence)] if landing.collection else []
    return [
        (SCHEMA.AboutPage.value, "type", None),
        (landing.kind, "type", None),
        *((author, "author", None) for author in landing.authors),
        *collection,
    ]


def _in_other_terms(landing: Landing) -> list[Link]:
    return [(landing.stratml, "alternate", STRATML.essence)] if landing.stratml else []


def _context(anchor: str, links: Iterable[Link]) -> dict[str, object]:
    """One member of a linkset: a link context and its targets by relation (RFC 9264 §4.2.2)."""
    targets: dict[str, list[dict[str, str]]] = {}
    for target, relation, kind in links:
        described = {"href": absolute(uri_of(target))} | ({"type": kind} if kind else {})
        targets.setdefault(relation, []).append(described)
    return {"anchor": absolute(uri_of(anchor)), **targets}


def _type_of(site: Site, target: str) -> str | None:
    """The media type of a file of the release; None where the target is no such file."""
    file = None if site.release is None else site.release.file(target.removeprefix("/dumps/"))
    return None if file is None else essence(file.sent_as)
