"""Typed links from a document: to its name, formats, licence and authors, and to the earlier states of it.

FAIR Signposting: level 1 writes them into the Link header of each document, level 2 into one linkset for each thing
(RFC 9264). Memento (RFC 7089): earlier states of a thing's document, and the one that was valid at a date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest
from werkzeug.http import http_date

from ccwp_kg.entities.description import exists
from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.entities.portraits.releases import releases
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
from ccwp_kg.server.http.reply import date_of
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import Dataset, Store, StoreView, described_in

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


@dataclass(frozen=True, slots=True)
class Memento:
    """One state: the number of its release and the moment from which it was valid.

    A release states the day it was issued; the moment is the beginning of that day, in UTC.
    """

    number: str
    moment: datetime
    is_current: bool

    @property
    def http_date(self) -> str:
        """The moment as an HTTP date (RFC 9110 §5.6.7)."""
        return http_date(self.moment)

    def path(self, reference: str, suffix: str = "") -> str:
        """Where the document of a thing in this state is.

        >>> Memento("0.1.0", datetime(2026, 11, 24, tzinfo=UTC), False).path("plan/5", ".ttl")
        '/dataset/0.1.0/doc/plan/5.ttl'
        """
        return f"/dataset/{self.number}/doc/{encoded(reference)}{suffix}"


class Mementos:
    """The states that a site can show; none where it serves no release, or one that keeps no earlier ones."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @property
    def all(self) -> tuple[Memento, ...]:
        """Every state, the first one first."""
        return self._site.kept.get("mementos", self._read)

    def _read(self) -> tuple[Memento, ...]:
        served = self._site.release
        if served is None or not served.past:
            return ()
        kept = (*served.past, served.version)
        return tuple(
            Memento(row.number, moment, row.number == served.version)
            for row in reversed(releases(self._site.store))
            if row.number in kept and (moment := _start_of(row.issued)) is not None
        )

    def of_number(self, number: str) -> Memento | None:
        """The state of that release."""
        return next((memento for memento in self.all if memento.number == number), None)

    def store(self, memento: Memento) -> Store:
        """The store as it was."""
        if memento.is_current:
            return self._site.store
        earlier = Dataset((self._site.base.thing(f"dataset/{memento.number}"),))
        return StoreView(self._site.store, earlier, is_another=True)

    def of(self, iri: NamedNode) -> tuple[Memento, ...]:
        """The states that mention a thing."""
        return tuple(memento for memento in self.all if exists(self.store(memento), iri))


def _start_of(day: str) -> datetime | None:
    try:
        return datetime.combine(datetime.fromisoformat(day).date(), time(), UTC)
    except ValueError:
        return None


def chosen(mementos: Sequence[Memento], accept_datetime: str) -> Memento:
    """The newest state at that moment; the first state for any moment before it (RFC 7089 §4.5.3).

    Raises BadRequest where the text is no HTTP date.
    """
    wanted = date_of(accept_datetime)
    if wanted is None:
        raise BadRequest(
            f"Accept-Datetime holds '{accept_datetime[:60]}', which is no date of HTTP; "
            "send one such as Tue, 24 Nov 2026 12:00:00 GMT (RFC 7089 §2.1.1)."
        )
    before = [memento for memento in mementos if memento.moment <= wanted]
    return before[-1] if before else mementos[0]


def memento_links(reference: str, mementos: Sequence[Memento], *, of: Memento) -> str:
    """The Link header of one state: the original, the list, and the states around it (RFC 7089 §2.2)."""
    place = mementos.index(of)
    around = {"first": mementos[0], "last": mementos[-1]}
    around |= {"prev": mementos[place - 1]} if place else {}
    around |= {"next": mementos[place + 1]} if place + 1 < len(mementos) else {}
    others = [each for each in mementos if each != of and each in around.values()]
    return ", ".join([link_header(originals(reference), here=here()), *_states(reference, [*others, of], around)])


def timemap(reference: str, mementos: Sequence[Memento]) -> str:
    """All states of a document in the link format (RFC 7089 §5, RFC 6690)."""
    span = f'; from="{mementos[0].http_date}"; until="{mementos[-1].http_date}"'
    own = f'<{absolute(f"/timemap/{encoded(reference)}")}>; rel="self"; type="{LINK_FORMAT.essence}"{span}'
    links = _states(reference, mementos, {"first": mementos[0], "last": mementos[-1]})
    original = (link_header([each], here=here()) for each in originals(reference))
    return ",\n".join([*original, own, *links]) + "\n"


def originals(reference: str) -> list[Link]:
    """Where a document is today, from which a date leads to its states, and the list of them."""
    return [
        (document_path(reference), "original timegate", None),
        (f"/timemap/{encoded(reference)}", "timemap", LINK_FORMAT.essence),
    ]


def _states(reference: str, mementos: Iterable[Memento], around: Mapping[str, Memento]) -> Iterator[str]:
    """A link to each state, with its place among the others."""
    for each in mementos:
        relation = " ".join([*(name for name, it in around.items() if it == each), "memento"])
        yield f'<{uri_of(absolute(each.path(reference)))}>; rel="{relation}"; datetime="{each.http_date}"'
