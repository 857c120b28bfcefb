"""The redirects that w3id.org would have, on a real Apache: every IRI that was published leads to its document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from apache_site import ask, folder_of_apache, follow, published_kinds, served_by_apache

from ccwp_kg.namespaces import PUBLISHED
from support.commands import ROOT
from support.serving import Server

pytestmark = pytest.mark.slow

SHIPPED = ROOT / "docs" / "w3id" / "ccwp" / ".htaccess"
PLACEHOLDER = "https://kg.example.org/"


@pytest.fixture(scope="module")
def ours(release_server: Server) -> Server:
    return release_server


@pytest.fixture(scope="module")
def w3id(ours: Server) -> Iterator[int]:
    """The port of an Apache that has the shipped file, with our server as the host that answers."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert PLACEHOLDER in text
    with folder_of_apache() as folder:
        file = folder / "root" / "ccwp" / ".htaccess"
        file.parent.mkdir(parents=True)
        file.write_text(text.replace(PLACEHOLDER, f"{ours.address}/"), encoding="utf-8")
        with served_by_apache(folder, folder / "root") as port:
            yield port


def test_every_kind_of_iri_that_was_published_arrives(w3id: int, published: Path) -> None:
    """Things, parts, graphs, vocabularies, releases, endpoint and files: from the name to 200 in at most four steps."""
    kinds = published_kinds(published)
    failures = []
    for iri in kinds:
        path = "/ccwp/" + quote(iri.removeprefix(PUBLISHED), safe="/:@!$&'()*+,;=-._~")
        status, steps, _ = follow(w3id, path, Accept="text/turtle")
        if status not in (200, 406) or steps > 4:
            failures.append(f"{iri}: {status} after {steps} steps")
    assert [] == failures


@pytest.mark.parametrize(
    ("status", "location", "method", "path"),
    [
        (302, "/", "GET", "/ccwp/"),
        (302, "/id/plan/5/action/5.4", "GET", "/ccwp/id/plan/5/action/5.4"),
        (302, "/ontology", "GET", "/ccwp/ontology"),
        (302, "/sparql?query=ASK%7B%7D", "GET", "/ccwp/sparql?query=ASK%7B%7D"),
        (302, "/id/concept/caf%c3%a9", "GET", "/ccwp/id/concept/caf%C3%A9"),
        (302, "/id/act/32009G1030(01)", "GET", "/ccwp/id/act/32009G1030(01)"),
        (302, "/id/plan/5", "HEAD", "/ccwp/id/plan/5"),
        (307, "/sparql", "POST", "/ccwp/sparql"),
    ],
)
def test_where_an_address_leads(*, status: int, location: str, method: str, path: str, w3id: int, ours: Server) -> None:
    found, there, _ = ask(w3id, method, path)
    assert (status, f"{ours.address}{location}") == (found, there)


def test_what_is_negotiated_arrives_negotiated(w3id: int) -> None:
    """Accept and Accept-Datetime are the client's, who sends them again at each step."""
    status, _, body = follow(w3id, "/ccwp/id/reading/fifth-action-plan", Accept="application/n-triples")
    assert (200, True) == (status, body.startswith(b"<"))
    dated = {"Accept": "text/turtle", "Accept-Datetime": "Tue, 24 Nov 2026 12:00:00 GMT"}
    assert b'ccwp:codeVersion "0.1.0"' in follow(w3id, "/ccwp/id/reading/fifth-action-plan", **dated)[2]


def test_the_files_say_that_the_name_is_not_registered() -> None:
    """Nobody should read the folder and believe that the name answers."""
    assert "not registered yet" in (ROOT / "docs" / "w3id" / "README.md").read_text(encoding="utf-8")
    assert "**not yet registered**" in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
