"""Earlier states of a thing's document, and the one that was valid at a date (Memento, RFC 7089)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest
from werkzeug.http import http_date

from ccwp_kg.entities.description import exists
from ccwp_kg.entities.portraits.releases import releases
from ccwp_kg.formats import LINK_FORMAT
from ccwp_kg.server.http.host_address import absolute, here
from ccwp_kg.server.http.links import Link, document_path, encoded, link_header, uri_of
from ccwp_kg.server.http.reply import date_of
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import Dataset, Store, StoreView


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
