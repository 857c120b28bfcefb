"""The redirects that w3id.org would have, on a real Apache: every IRI that was published leads to its document."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.publish.opening import open_release
from support.commands import ROOT
from support.serving import Server, eventually, free_port

pytestmark = pytest.mark.slow

APACHE = Path("/usr/sbin/apache2")
MODULES = Path("/usr/lib/apache2/modules")
SHIPPED = ROOT / "docs" / "w3id" / "ccwp" / ".htaccess"
PLACEHOLDER = "https://kg.example.org/"
CONFIGURATION = """\
ServerName 127.0.0.1
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule rewrite_module {modules}/mod_rewrite.so
{user}
StartServers 1
ServerLimit 1
DocumentRoot {folder}/root
<Directory {folder}/root>
  AllowOverride All
  Options FollowSymLinks
  Require all granted
</Directory>
"""


@pytest.fixture(scope="module")
def ours(release_server: Server) -> Server:
    return release_server


@pytest.fixture(scope="module")
def w3id(ours: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of an Apache that has the shipped file, with our server as the host that answers."""
    if not APACHE.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{APACHE} is missing, and in CI the shipped redirects must be tried")
        pytest.skip(f"{APACHE} is not installed (Debian: apache2-bin)")
    folder, port = tmp_path_factory.mktemp("w3id"), free_port()
    (folder / "root" / "ccwp").mkdir(parents=True)
    text = SHIPPED.read_text(encoding="utf-8")
    assert PLACEHOLDER in text
    (folder / "root" / "ccwp" / ".htaccess").write_text(text.replace(PLACEHOLDER, f"{ours.address}/"), encoding="utf-8")
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    for path in (folder, *folder.parents[:3]):  # Apache's own user reads here; a worker of its own adds a level
        path.chmod(path.stat().st_mode | 0o055)
    written = CONFIGURATION.format(folder=folder, port=port, modules=MODULES, user=user)
    (folder / "httpd.conf").write_text(written, encoding="utf-8")
    apache = subprocess.Popen(
        [APACHE, "-D", "FOREGROUND", "-f", folder / "httpd.conf"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert eventually(lambda: apache.poll() is not None or _answers(port), within=10)
        assert apache.poll() is None, apache.communicate()
        yield port
    finally:
        apache.send_signal(signal.SIGTERM)
        apache.communicate(timeout=10)


def _answers(port: int) -> bool:
    try:
        ask(port, "GET", "/ccwp/")
    except OSError:
        return False
    return True


def ask(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str | None, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body=body, headers=headers)
        response = connection.getresponse()
        return response.status, response.getheader("Location"), response.read()
    finally:
        connection.close()


def follow(port: int, path: str, **headers: str) -> tuple[int, int, bytes]:
    """Status, steps and body at the end of at most five redirects."""
    for steps in range(6):
        status, location, body = ask(port, "GET", path, **headers)
        if location is None:
            return status, steps, body
        parts = urlsplit(location)
        port = parts.port or port
        path = parts.path + (f"?{parts.query}" if parts.query else "")
    return 0, 6, b""


def test_every_kind_of_iri_that_was_published_arrives(w3id: int, published: Path) -> None:
    """Things, parts, graphs, vocabularies, releases, endpoint and files: from the name to 200 in at most four steps."""
    store = open_release(published)
    rows = store.rows(
        f'SELECT DISTINCT ?x WHERE {{ {{ ?x ?p ?o }} UNION {{ ?s ?p ?x }} FILTER(STRSTARTS(STR(?x), "{PUBLISHED}")) }}'
    )
    iris = sorted({x.value.partition("#")[0] for row in rows if isinstance(x := row["x"], NamedNode)})
    assert len(iris) > 1_000
    kinds: dict[str, str] = {}
    for iri in iris:  # one of each form: numbers and names stand for all of theirs
        kinds.setdefault(re.sub(r"[0-9]+|[a-z-]+(?=/?$)", "*", iri.removeprefix(PUBLISHED)), iri)
    assert len(kinds) > 60
    failures = []
    for iri in kinds.values():
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
