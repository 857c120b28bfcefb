"""Answers of the SPARQL endpoint, made in the event loop and without Flask.

Requests are read from any of the three operations of the protocol (SPARQL 1.1 Protocol §2.1.1 to §2.1.3).
"""

from __future__ import annotations

import asyncio
import gzip
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.http import parse_accept_header, parse_options_header

from ccwp_kg import __version__
from ccwp_kg.errors import CcwpError, UnknownFormat
from ccwp_kg.formats import HTML, JSON, PROBLEM, RDF_FORMATS, RESULT_FORMATS, Format, first_called
from ccwp_kg.query import CheckedQuery, UpdateRefused, check, check_dataset, formats_for
from ccwp_kg.query.evaluate import is_empty_answer
from ccwp_kg.query.outcomes import outcome_of
from ccwp_kg.query.shared_answers import Asker, FoundAnswer, HungUp, identity
from ccwp_kg.server.html.problems import Failure, failure_of, failure_of_http, problem, wants_page
from ccwp_kg.server.http.headers import DATA, FRESH, WORTH_COMPRESSING
from ccwp_kg.server.http.host_address import HOST_ADDRESS
from ccwp_kg.server.http.negotiation import NotOffered, first_not_excluded, negotiate
from ccwp_kg.server.http.parameters import Parameters, every, only, parse_form, text_of
from ccwp_kg.server.http.reply import Reply
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.sparql.query_page import DIAGNOSIS, short_path
from ccwp_kg.server.sparql.result_page import shown_form
from ccwp_kg.store import WHOLE, Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORMATS = (*RESULT_FORMATS, *RDF_FORMATS, HTML)
_ONLY_READS = "this endpoint only reads; an update changes data and is never run here"
_FORMAT_PARAMETERS = ("format", "output", "results")
"""Where clients name the format of an answer; SPARQL 1.1 Protocol has no parameter for it."""


_ASCII = {"us-ascii", "iso-8859-1", "latin-1", "windows-1252"}
"""Charsets in which what is ASCII is the same as in UTF-8; some clients name one whatever they send."""
_TIME = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|s|)", re.ASCII)


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """The query (None: there is none), the graphs it may see, and the names of formats in the order of the request.

    `timeout`: so many seconds the client waits for the answer; None: as long as a query may take. `view` is the picture
    in which a page shows it.
    """

    text: str | None
    dataset: Dataset
    format_names: tuple[str, ...] = ()
    timeout: float | None = None
    view: str | None = None

    def named_format(self, offers: Sequence[Format] = FORMATS) -> Format | None:
        """The offer that the first understood name means; None where Accept is to decide."""
        return first_called(self.format_names, offers)


def read_request(query_string: bytes, content_type: str, body: bytes | None) -> SparqlRequest:
    """The query of a GET (`body` None), or of a POST as a form or by itself (SPARQL 1.1 Protocol §2.1.1 to §2.1.3)."""
    parameters = [*parse_form(query_string)]
    if body is None and [name for name, _ in parameters] == ["query"]:  # as most requests are
        return SparqlRequest(parameters[0][1], WHOLE)
    text = None
    if body is not None:
        kind, options = parse_options_header(content_type)
        if kind.lower() == UPDATE:
            raise UpdateRefused(_ONLY_READS)
        if kind.lower() not in (FORM, QUERY) or not _is_utf_8(body, kind.lower(), options.get("charset", "utf-8")):
            raise UnsupportedMediaType(f"A query is posted as {FORM} or {QUERY}, in UTF-8.")
        if kind.lower() == FORM:
            parameters += parse_form(body)
        elif every(parameters, "query"):
            raise BadRequest("The query is given twice, in the body and in the address; give it once.")
        else:
            text = text_of(body)
    if every(parameters, "update"):
        raise UpdateRefused(_ONLY_READS)
    return _asked(parameters, text, must_ask=body is not None)


def _is_utf_8(body: bytes, kind: str, charset: str) -> bool:
    """Whether the words of a body, which are percent-encoded in a form, are in UTF-8 what they are in its charset."""
    if charset.lower() == "utf-8":
        return True
    return charset.lower() in _ASCII and (unquote_to_bytes(body) if kind == FORM else body).isascii()


def _asked(parameters: Parameters, text: str | None, *, must_ask: bool) -> SparqlRequest:
    text = only(parameters, "query") if text is None else text
    dataset = Dataset(_graphs(parameters, "default-graph-uri"), _graphs(parameters, "named-graph-uri"))
    if text is not None:
        values = (value for name, value in parameters if name in _FORMAT_PARAMETERS)
        names = tuple(name for value in values for name in value.split(","))
        return SparqlRequest(text, dataset, names, _timeout(only(parameters, "timeout")), only(parameters, "view"))
    if must_ask or dataset.is_given:
        raise BadRequest("The parameter 'query' is missing; give it the text of a SPARQL query.")
    name = only(parameters, "format")
    if name and all(form.name != name for form in FORMATS):
        raise UnknownFormat(f"there is no format '{name}'; use one of {', '.join(form.name for form in FORMATS)}")
    return SparqlRequest(None, dataset, (name,) if name else ())


def _graphs(parameters: Parameters, name: str) -> tuple[NamedNode, ...]:
    """The graphs that a parameter names; an empty value names none."""
    try:
        return tuple(NamedNode(value) for value in every(parameters, name) if value)
    except ValueError as error:
        raise BadRequest(f"The parameter '{name}' holds no absolute IRI: {error}.") from None


def _timeout(text: str | None) -> float | None:
    """A time in seconds, or with its unit; none for 0.

    >>> [_timeout(each) for each in ("2", "0.5", "2s", "500ms", "0", None)]
    [2.0, 0.5, 2.0, 0.5, None, None]
    """
    if text is None:
        return None
    time = _TIME.fullmatch(text)
    if time is None:
        raise BadRequest("The parameter 'timeout' is no time; give it seconds, such as 2, 0.5, 2s or 500ms.")
    seconds = float(time[1]) / (1000 if time[2] == "ms" else 1)
    return seconds or None


T = TypeVar("T")

_OPENED = "ccwp_kg.opened"
"""The key for what was read of a request that could not be answered at once."""
_PROGRAM = __version__.encode()
_LARGE = 1 << 20
_MUCH_WORK = 20_000
"""Characters to check or bytes to compress."""
_HEADERS_KEPT, _LONGEST_KEPT = 1_000, 1_000  # Accept headers, and the characters of one
_LONGEST_SHOWN = 64_000
"""Characters of the query on a page, which repeats it as code and in addresses."""
_TOO_LONG_TO_SHOW = f"A page shows queries of at most {_LONGEST_SHOWN:,} characters; ask for data by Accept or format=."


@dataclass(frozen=True, slots=True)
class ForPage:
    """What a page for people is to show: a request with the answer to its query, or with the error it met.

    `asked` is None where not even the request could be read.
    """

    asked: SparqlRequest | None
    error: Exception | None = None
    checked: CheckedQuery | None = None
    found: FoundAnswer | None = None
    seconds: float = 0.0


async def in_proportion(size: int, function: Callable[[], T]) -> T:
    """The result of a function: at once where it is little work, else in a thread, so that it holds up nobody."""
    if size < _MUCH_WORK:
        return function()
    return await asyncio.get_running_loop().run_in_executor(None, function)


class Endpoint:
    """The endpoint over one site. `count` is called with the outcome of each query and the seconds it took."""

    def __init__(self, site: Site, *, count: Callable[[str, float], None] = lambda _outcome, _seconds: None) -> None:
        self._site = site
        self._count = count
        self._limits = site.limits
        self._formats: dict[tuple[str | None, str], Format] = {}

    async def answer(self, environ: Mapping[str, Any], body: bytes | None, asker: Asker) -> Reply | ForPage:
        """The reply to a GET (`body` None) or POST, or what a page shows. Raises HungUp where nobody waits any more."""
        begun = time.monotonic()
        asked: SparqlRequest | None = None
        try:
            if _OPENED in environ:
                asked, wanted = environ[_OPENED]
            else:
                asked = await in_proportion(len(body or b""), partial(_read, environ, body))
                if asked.text is None:
                    return ForPage(asked)
                wanted = await in_proportion(len(asked.text), partial(self._open, asked, environ))
            assert asked is not None  # noqa: S101  # for the type checker
            if wanted is None:
                return await self._for_page(asked, asker)
            reply, outcome = await self._answer(wanted, asked.timeout, asker)
        except HTTPException as error:
            return ForPage(None, error) if wants_page(environ) else failed(failure_of_http(error))
        except HungUp:
            self._count("cancelled", time.monotonic() - begun)
            raise
        except CcwpError as error:
            if wants_page(environ) or (asked is not None and asked.named_format() is HTML):
                return _refused_page(asked, error)
            outcome = outcome_of(error)
            reply = failed(failure_of(error))
        if isinstance(reply, Reply):
            self._count(outcome, time.monotonic() - begun)
        return reply

    async def answer_for_picture(self, environ: Mapping[str, Any], _: bytes | None, asker: Asker) -> Reply | ForPage:
        """The answer to the query of a GET as a picture is made from it, whatever the client accepts."""
        return await self.answer({**environ, "HTTP_ACCEPT": HTML.essence}, None, asker)

    def at_once(self, environ: dict[str, Any]) -> Reply | None:
        """The reply to a GET whose query is a look-up; None for all others.

        What was read of them stays in the environ for `answer`, which also tells what is wrong with a request.
        """
        begun = time.monotonic()
        if not 0 < len(environ["QUERY_STRING"]) < _MUCH_WORK:
            return None
        try:
            asked = _read(environ, None)
            wanted = None if asked.text is None else self._open(asked, environ)
            if wanted is None:
                return None
            found = self._site.answers.look_up(wanted.checked, wanted.form, dataset=wanted.dataset)
        except (HTTPException, CcwpError):
            return None
        if found is None:
            environ[_OPENED] = asked, wanted.with_work()
            return None
        self._count("answered", time.monotonic() - begun)
        return wanted.reply(found)

    def _open(self, asked: SparqlRequest, environ: Mapping[str, Any]) -> WantedAnswer | None:
        """The answer that a request wants; None where a page is to show it."""
        if asked.named_format() is HTML:
            return None
        checked = self._checked(asked)
        offers = (*formats_for(checked), HTML)
        form = asked.named_format(offers) or self._negotiated(environ.get("HTTP_ACCEPT"), checked)
        if form is HTML:
            return None
        link = f'<{environ[HOST_ADDRESS]}/sparql>; rel="service-desc"'
        return WantedAnswer(checked, form, asked.dataset, environ, link)

    async def _answer(self, wanted: WantedAnswer, seconds: float | None, asker: Asker) -> tuple[Reply, str]:
        known = wanted.if_known(self._site.store.state)
        if known is not None:
            return known, "not_modified"
        asker.seconds = seconds
        found = await self._site.answers.find(wanted.checked, wanted.form, dataset=wanted.dataset, asker=asker)
        return await in_proportion(found.written.size, partial(wanted.reply, found)), "answered"

    async def _for_page(self, asked: SparqlRequest, asker: Asker) -> ForPage:
        asked = _for_people(asked)
        if len(asked.text or "") > _LONGEST_SHOWN:
            raise RequestEntityTooLarge(_TOO_LONG_TO_SHOW)
        checked = await in_proportion(len(asked.text or ""), partial(self._checked, asked))
        begun = time.perf_counter()
        asker.seconds = asked.timeout
        found = await self._site.answers.find(checked, shown_form(checked), dataset=asked.dataset, asker=asker)
        return ForPage(asked, None, checked, found, time.perf_counter() - begun)

    def _checked(self, asked: SparqlRequest) -> CheckedQuery:
        check_dataset(asked.dataset, limits=self._limits)
        return check(asked.text or "", limits=self._limits)

    def _negotiated(self, accept: str | None, checked: CheckedQuery) -> Format:
        """The format that Accept asks for, else the first it does not exclude; kept, for few headers are common."""
        key = (accept, checked.kind)
        form = self._formats.get(key)
        if form is None:
            offers = (*formats_for(checked), HTML)
            form = negotiate(accept, offers) or first_not_excluded(accept or "", formats_for(checked))
            if form is None:
                raise NotOffered({f"/sparql?format={each.name}": each for each in offers})
            if len(self._formats) < _HEADERS_KEPT and len(accept or "") < _LONGEST_KEPT:
                self._formats[key] = form
        return form


@dataclass(frozen=True, slots=True)
class WantedAnswer:
    """The answer that a request wants; `link` is the Link header that it is sent with."""

    checked: CheckedQuery
    form: Format
    dataset: Dataset
    environ: Mapping[str, Any]
    link: str

    def with_work(self) -> WantedAnswer:
        """The same for workers: that it is a look-up does not count."""
        return self if self.checked.lookup is None else replace(self, checked=replace(self.checked, lookup=None))

    def if_known(self, state: str | None) -> Reply | None:
        """304 where the client has the answer of this state, before the store is asked (RFC 9110 §13.1.2)."""
        known = self.environ.get("HTTP_IF_NONE_MATCH")
        if known is None or known.strip() == "*" or state is None or self.checked.is_volatile:
            return None
        answer = identity(state, self.checked, self.form, self.dataset)
        for zipped in (self._takes_gzip, False):  # short and large answers are not compressed
            tag = self._tag(answer, zipped=zipped)
            reply = Reply(200, self._headers(tag), [], 0, tag).unless_known(known)
            if reply.status == 304:
                return reply
        return None

    def reply(self, found: FoundAnswer) -> Reply:
        """The answer, or 304 where the client has it; a large one is streamed without compression."""
        written, answer = found.written, found.identity
        if written.size > _LARGE:
            tag = None if answer is None else self._tag(answer, zipped=False)
            pieces, size, coding, is_empty = written.pieces, written.size, None, False
        else:
            body = written.whole()
            is_empty = is_empty_answer(body, self.form, kind=self.checked.kind)
            coding = "gzip" if self._takes_gzip and len(body) >= WORTH_COMPRESSING else None
            if answer is None and not self.checked.is_volatile:
                answer = body
            tag = None if answer is None else self._tag(answer, zipped=coding is not None)
            body = body if coding is None else gzip.compress(body, compresslevel=6, mtime=0)
            pieces, size = [body], len(body)
        headers = self._headers(tag, is_empty=is_empty)
        if coding is not None:
            headers.append(("Content-Encoding", coding))
        headers.append(("Content-Length", str(size)))
        return Reply(200, headers, pieces, size, tag).unless_known(self.environ.get("HTTP_IF_NONE_MATCH"))

    @property
    def _takes_gzip(self) -> bool:
        """Whether Accept-Encoding wants gzip (RFC 9110 §12.5.3)."""
        header = self.environ.get("HTTP_ACCEPT_ENCODING")
        return bool(header) and parse_accept_header(header).quality("gzip") > 0

    def _headers(self, tag: str | None, *, is_empty: bool = False) -> list[tuple[str, str]]:
        why = short_path(DIAGNOSIS, self.checked.text, self.dataset) if is_empty else None
        # RFC 8288 §3.3: rel="help" is the registered relation to what helps with this.
        more = "" if why is None else f', <{self.environ[HOST_ADDRESS]}{why}>; rel="help"; type="{JSON.essence}"'
        return [
            ("Content-Type", self.form.media_type),
            ("Vary", "Accept, Accept-Encoding"),
            ("Cache-Control", "no-store" if self.checked.is_volatile else FRESH),
            ("Link", self.link + more),
            *DATA,
            *([("ETag", tag)] if tag is not None else []),
        ]

    def _tag(self, answer: bytes, *, zipped: bool) -> str:
        """A strong ETag: all that the bytes and the Link depend on, the program included.

        RFC 9110 §8.8.3.3: each coding has its own.
        """
        here = self.environ[HOST_ADDRESS].encode()
        digest = blake2b(b"%s %s" % (here, answer), digest_size=16, key=_PROGRAM).hexdigest()
        return f'"{digest}-gzip"' if zipped else f'"{digest}"'


def _read(environ: Mapping[str, Any], body: bytes | None) -> SparqlRequest:
    return read_request(environ["QUERY_STRING"].encode("latin-1"), environ.get("CONTENT_TYPE", ""), body)


def _for_people(asked: SparqlRequest) -> SparqlRequest:
    """HTML §4.10.22.3: a form sends each line end of its text as CR LF."""
    return replace(asked, text=(asked.text or "").replace("\r\n", "\n"))


def _refused_page(asked: SparqlRequest | None, error: CcwpError) -> ForPage:
    """The error of a query with the query, unless that is too long to show."""
    if asked is None:
        return ForPage(None, error)
    if len(asked.text or "") > _LONGEST_SHOWN:
        return ForPage(None, RequestEntityTooLarge(_TOO_LONG_TO_SHOW))
    return ForPage(_for_people(asked), error)


def failed(failure: Failure) -> Reply:
    """A failure as problem details."""
    body = problem(failure)
    headers = [
        ("Content-Type", PROBLEM.media_type),
        ("Content-Length", str(len(body))),
        ("Vary", "Accept"),
        ("Cache-Control", "no-store" if failure.status >= 429 else FRESH),
        *DATA,
        *failure.headers,
    ]
    return Reply(failure.status, headers, [body], len(body))
