"""Debian's Apache on a free port of the loopback, with files that have an .htaccess."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.publish.opening import open_release
from support.serving import eventually, free_port

APACHE = Path("/usr/sbin/apache2")
MODULES = Path("/usr/lib/apache2/modules")
CONFIGURATION = """\
ServerName 127.0.0.1
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule rewrite_module {modules}/mod_rewrite.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule headers_module {modules}/mod_headers.so
TypesConfig /dev/null
AddType text/html .html
AddType text/css .css
AddType text/javascript .js
AddType image/svg+xml .svg
AddType text/xml .xml
AddType image/png .png
AddType image/x-icon .ico
AddType application/zip .zip
AddType application/vnd.openxmlformats-officedocument.spreadsheetml.sheet .xlsx
{user}
StartServers 1
ServerLimit 1
DocumentRoot {root}
<Directory {root}>
  AllowOverride All
  Options FollowSymLinks
  Require all granted
</Directory>
"""


@contextmanager
def folder_of_apache() -> Iterator[Path]:
    """A folder that Apache's own user may read; pytest takes that right from its folders whenever it starts."""
    with tempfile.TemporaryDirectory(prefix="ccwp-kg-apache-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def served_by_apache(folder: Path, root: Path) -> Iterator[int]:
    """The port of an Apache that serves `root` and keeps its own files in `folder`; in CI it must be there."""
    if not APACHE.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{APACHE} is missing, and in CI what is shipped for it must be tried")
        pytest.skip(f"{APACHE} is not installed (Debian: apache2-bin)")
    port = free_port()
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    written = CONFIGURATION.format(folder=folder, root=root, port=port, modules=MODULES, user=user)
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


def published_kinds(release: Path) -> list[str]:
    """An IRI of each form that a release publishes: things, parts, graphs, vocabularies, endpoints and files."""
    store = open_release(release)
    rows = store.rows(
        f'SELECT DISTINCT ?x WHERE {{ {{ ?x ?p ?o }} UNION {{ ?s ?p ?x }} FILTER(STRSTARTS(STR(?x), "{PUBLISHED}")) }}'
    )
    iris = sorted({x.value.partition("#")[0] for row in rows if isinstance(x := row["x"], NamedNode)})
    assert len(iris) > 1_000
    kinds: dict[str, str] = {}
    for iri in iris:  # one of each form: numbers and names stand for all of theirs
        kinds.setdefault(re.sub(r"[0-9]+|[a-z-]+(?=/?$)", "*", iri.removeprefix(PUBLISHED)), iri)
    assert len(kinds) > 60
    return list(kinds.values())
