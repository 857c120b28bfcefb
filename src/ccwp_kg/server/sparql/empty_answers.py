"""Why the answer to a query is empty: at an address of its own, made when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias

from flask import Flask, Response
from werkzeug.exceptions import BadRequest, HTTPException

from ccwp_kg import __version__
from ccwp_kg.errors import CcwpError
from ccwp_kg.formats import JSON
from ccwp_kg.query import check, check_dataset
from ccwp_kg.query.shared_answers import Asker
from ccwp_kg.server.html.problems import failure_of, failure_of_http, wants_page
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.html.sanitise import plain
from ccwp_kg.server.http.headers import DATA, FRESH
from ccwp_kg.server.http.host_address import HOST_ADDRESS
from ccwp_kg.server.http.reply import Reply, found_out
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.sparql.endpoint import SparqlRequest, failed, read_request
from ccwp_kg.server.sparql.query_page import DIAGNOSIS, answer_path, with_others
from ccwp_kg.sparql_text import tokens

if TYPE_CHECKING:
    from ccwp_kg.query.empty_answers import Diagnosis, Finding

_SHOWN = 400


FoundDiagnosis: TypeAlias = "tuple[SparqlRequest, Diagnosis]"
"""What a page is to show: the request for a query and the diagnosis of its answer."""


async def diagnosis(
    site: Site, environ: Mapping[str, Any], _body: bytes | None, asker: Asker
) -> Reply | FoundDiagnosis | Exception:
    """The reply to a GET, or what a page shows, or its error. Raises HungUp where nobody waits any more.

    All questions together take no longer than one query, and each counts as a query of the client.
    """
    from ccwp_kg.query.empty_answers import diagnose  # noqa: PLC0415  # in no process that is not asked

    is_page, limits = wants_page(environ), site.limits
    try:
        asked = read_request(environ["QUERY_STRING"].encode("latin-1"), "", None)
        if asked.text is None:
            raise BadRequest("The parameter 'query' is missing; give it the query whose answer is empty.")
        check_dataset(asked.dataset, limits=limits)
        checked = check(asked.text.replace("\r\n", "\n"), limits=limits)
        asker.seconds = asked.timeout
        found = await diagnose(checked, answers=site.answers, limits=limits, asker=asker, dataset=asked.dataset)
    except HTTPException as error:
        return error if is_page else failed(failure_of_http(error))
    except CcwpError as error:
        return error if is_page else failed(failure_of(error))
    return (asked, found) if is_page else _reply(found, environ)


def _reply(found: Diagnosis, environ: Mapping[str, Any]) -> Reply:
    body = (json.dumps(found.as_json(), ensure_ascii=False) + "\n").encode()
    here = environ[HOST_ADDRESS].encode()
    tag = f'"{blake2b(b"%s %s" % (here, body), digest_size=16, key=__version__.encode()).hexdigest()}"'
    headers = [
        ("Content-Type", JSON.media_type),
        ("Content-Length", str(len(body))),
        ("Vary", "Accept"),
        ("Cache-Control", "no-store" if found.was_cut else FRESH),
        ("Link", f'<{environ[HOST_ADDRESS]}/sparql>; rel="service-desc"'),
        *DATA,
        ("ETag", tag),
    ]
    return Reply(200, headers, [body], len(body), tag).unless_known(environ.get("HTTP_IF_NONE_MATCH"))


def empty_answers(app: Flask, site: Site) -> None:
    """The route of diagnoses."""

    @app.get(DIAGNOSIS)
    def why() -> Response:
        outcome = found_out(partial(diagnosis, site))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome.response if isinstance(outcome, Reply) else _page(*outcome)


def _page(asked: SparqlRequest, found: Diagnosis) -> Response:
    findings = [(finding, tuple(_corrections(finding, asked))) for finding in found.findings]
    response = page(
        "diagnosis.html",
        text=asked.text,
        path=answer_path(asked.text or "", asked.dataset),
        diagnosis=found,
        findings=findings,
    )
    response.vary.add("Accept")
    if found.was_cut:
        response.headers["Cache-Control"] = "no-store"
    return response


def _corrections(finding: Finding, asked: SparqlRequest) -> Iterator[tuple[str, str | None]]:
    """What can be written instead, and the address of the answer then, where it replaces what is in the query; left out
    is what the cure says already and no link leads to."""
    for suggestion in finding.suggestions:
        text = None
        if finding.kind == "unknown-prefix":
            text = _declared(asked.text or "", suggestion)
        elif finding.kind in ("unknown-term", "unknown-thing"):
            text = _replaced(asked.text or "", finding.parts[0].text, suggestion)
        if text is not None or suggestion not in (finding.cure or ""):
            path = None if text is None else answer_path(text, asked.dataset)
            yield plain(suggestion, most=_SHOWN), path


def _replaced(text: str, name: str, other: str) -> str:
    """A query with another name wherever one stands."""
    return with_others(
        text, {word: other for word in tokens(text) if word.kind in ("iri", "name") and word.text == name}
    )


def _declared(text: str, declaration: str) -> str:
    """A query with another declaration of a prefix."""
    _, prefix, iri = declaration.split(" ")
    words = tuple(tokens(text))
    return with_others(
        text,
        {
            word: iri
            for before, name, word in zip(words, words[1:], words[2:], strict=False)
            if before.keyword == "PREFIX" and name.text == prefix
        },
    )
