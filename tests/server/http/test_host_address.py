"""The address of the server is the one that was asked, in everything that is to be fetched, and for nobody else."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pyld import jsonld
from pyoxigraph import NamedNode, RdfFormat, parse
from werkzeug.exceptions import BadRequest

from ccwp_kg.namespaces import DCAT, VOID
from ccwp_kg.server.http.host_address import Proxies, host_address
from ccwp_kg.server.http.reply import Key, RecentReplies, Reply
from support.serving import Server, running, stop_server

PUBLISHED = "https://w3id.org/ccwp/"

ADDRESSES = [
    # (expected, Host, scheme, X-Forwarded-Proto, peer)
    ("http://plans.example", "plans.example", "http", None, "192.0.2.1"),
    ("http://plans.example:8000", "plans.example:8000", "http", None, "192.0.2.1"),
    ("http://plans.example", "PLANS.Example:80", "http", None, "192.0.2.1"),
    ("http://plans.example", "plans.example:", "http", None, "192.0.2.1"),
    ("https://plans.example", "plans.example:443", "https", None, "192.0.2.1"),
    ("https://plans.example:80", "plans.example:80", "https", None, "192.0.2.1"),
    ("http://my_app:8000", "my_app:8000", "http", None, "192.0.2.1"),
    ("http://xn--bcher-kva.example.", "xn--bcher-kva.example.", "http", None, "192.0.2.1"),
    ("http://127.0.0.1:8000", "127.0.0.1:8000", "http", None, "192.0.2.1"),
    ("http://[2001:db8::1]:8000", "[2001:DB8::1]:8000", "http", None, "192.0.2.1"),
    ("http://plans.example", "plans.example", "http", "https", "192.0.2.1"),
    ("https://plans.example", "plans.example", "http", "https", "10.0.0.1"),
    ("https://plans.example", "plans.example", "http", "HTTPS, http", "10.0.0.1"),
    ("http://plans.example", "plans.example", "http", "javascript", "10.0.0.1"),
    ("http://plans.example", "plans.example", "http", "", "10.0.0.1"),
    ("http://127.0.0.1:8000", None, "http", None, "192.0.2.1"),
]


@pytest.mark.parametrize(("expected", "host", "scheme", "forwarded", "peer"), ADDRESSES)
def test_the_address(expected: str, host: str | None, scheme: str, forwarded: str | None, peer: str) -> None:
    """RFC 9110 §7.2 and §4.2.3: the host that was asked, in one spelling; a trusted proxy says the scheme."""
    environ = {"wsgi.url_scheme": scheme, "REMOTE_ADDR": peer, "SERVER_NAME": "0.0.0.0", "SERVER_PORT": "8000"}
    environ |= {} if host is None else {"HTTP_HOST": host}
    environ |= {} if forwarded is None else {"HTTP_X_FORWARDED_PROTO": forwarded}
    assert expected == host_address(environ, base_url="", proxies=Proxies.of_text("10.0.0.0/8"))
    assert "https://set.example" == host_address(environ, base_url="https://set.example", proxies=Proxies())


NO_HOSTS = [
    "a b", "a/b", "a@b", "a,b", 'a"b', "<a>", "a?b", "a#b", "a\\b", "a..b", ".a", "-a.example", "a-.example", "a:b",
    "a:99999", "a:1:2", "999.1.1.1", "1.2.3", "[::1", "::1", "[::g]", "[127.0.0.1]", "a%20b", "b\u00fccher.example",
    "a" * 64 + ".example", "a." * 130 + "example", "a\tb", "a\nb", "$host",
]  # fmt: skip


@pytest.mark.parametrize("base_url", ["", "https://set.example"])
@pytest.mark.parametrize("host", NO_HOSTS)
def test_what_is_no_host_name_is_refused(host: str, base_url: str) -> None:
    """Also where a setting says the address."""
    environ = {"wsgi.url_scheme": "http", "REMOTE_ADDR": "192.0.2.1", "HTTP_HOST": host}
    with pytest.raises(BadRequest, match="no host name"):
        host_address(environ, base_url=base_url, proxies=Proxies())


@pytest.fixture(scope="module")
def served(published: Path) -> Iterator[Server]:
    """The release with nothing configured, in one process, whose counts are exact."""
    server = running("release", str(published), workers=1, cache_mb=1)
    yield server
    stop_server(server.process)


@pytest.mark.parametrize("host", ["a/b", "a b", "-a"])
@pytest.mark.parametrize("path", ["/", "/doc/plan/5", "/sparql?query=ASK%7B%7D", "/nothing"])
def test_a_host_that_is_none_is_a_bad_request(served: Server, host: str, path: str) -> None:
    """RFC 9112 §3.2: 400, whatever was asked."""
    status, headers, body = served.ask("GET", path, host=host)
    assert (400, "application/problem+json") == (status, headers["content-type"])
    assert b"no host name" in body


QUERY = quote("SELECT ?plan { ?plan a <https://w3id.org/ccwp/ontology#ActionPlan> }")
ANSWERS = [
    # (what it must hold at the host that is asked, path, Accept)
    ("/mcp</code>", "/", "text/html"),
    ("/search?q={search_term_string}", "/", "text/html"),
    ('property="og:image" content="', "/", "text/html"),
    ("/id/plan/5/action/5.4\n", "/data", "text/html"),
    ('/doc/plan/5.ttl"', "/data", "text/html"),
    ('/dumps/tables/actions.csv"', "/data", "text/html"),
    ('/sparql")', "/data", "text/html"),
    ('"contentUrl":"', "/data", "text/html"),
    ("/doc/plan/5", "/doc/plan/5", "text/html"),
    ("/dumps/dataset.nq", "/doc/dataset", "text/html"),
    ("/sparql", "/doc/service/sparql", "text/html"),
    ("/dumps/dataset.nq", "/doc/dataset/0.3.0/distribution/dataset.nq", "text/html"),
    ("/dumps/dataset.nq", "/doc/dataset", "text/turtle"),
    ("/dumps/dataset.nq", "/doc/dataset", "application/ld+json"),
    ("/dumps/dataset.nq", "/doc/dataset", "application/n-triples"),
    ("/dumps/dataset.nq", "/doc/dataset/0.3.0/distribution/dataset.nq", "text/turtle"),
    ("/sparql", "/doc/service/sparql", "text/turtle"),
    ("/sparql", "/sparql", "text/turtle"),
    ("/sparql", "/sparql", "text/html"),
    ("/sparql", f"/sparql?query={QUERY}", "text/html"),
    ("/dumps/changes/0.3.0.rdfp", "/changes", "text/turtle"),
    ("/changes.atom", "/changes.atom", "*/*"),
    ("/doc/plan/5", "/plans", "text/html"),
    ("/sparql", "/llms.txt", "*/*"),
    ("/doc/plan/5", "/sitemap.xml", "*/*"),
    ("/sitemap.xml", "/robots.txt", "*/*"),
    ("/search?q=", "/opensearch.xml", "*/*"),
    ("/reconcile", "/reconcile", "*/*"),
    ("/reconcile", "/reconcile/guide", "text/html"),
    ("/doc/plan/5", "/linkset/plan/5", "*/*"),
    ("/doc/organisation/europol", "/search?q=europol&format=json", "*/*"),
    ("/doc/organisation/europol", "/search/suggest?q=europol", "*/*"),
    ("/timemap/plan/5", "/timemap/plan/5", "*/*"),
]
# Names: things, terms, the site and its feed as such, a list as such.
_NAME = re.compile(r"(?:id/|ontology\b|shapes\b|#website|changes\Z|\Z)")


@pytest.mark.parametrize(("held", "path", "accept"), ANSWERS)
def test_what_is_to_be_fetched_is_at_the_host_that_was_asked(served: Server, held: str, path: str, accept: str) -> None:
    """No own IRI in body or headers but names; the same answer of another host has other addresses and another ETag."""
    etags = set()
    for host in ("first.example:8000", "second.example"):
        status, headers, body = served.ask("GET", path, accept=accept, host=host)
        text = body.decode()
        assert 200 == status
        assert f"http://{host}{held}" in text or f"{held}http://{host}" in text
        told = [*re.findall(rf"{PUBLISHED}([^\s\"'<>)&\\,{{}}\]]*)", text + headers.get("link", ""))]
        assert [] == [each for each in told if not _NAME.match(each)]
        for target, relation in re.findall(r'<([^>]*)>; rel="([^"]*)"', headers.get("link", "")):
            assert target.startswith(("http://", "https://")), target
            assert relation in ("cite-as", "author") or not target.startswith(PUBLISHED), target
        assert "no-store" not in headers["cache-control"]
        assert 304 == served.ask("GET", path, accept=accept, host=host, if_none_match=headers["etag"])[0]
        etags.add(headers["etag"])
    assert 2 == len(etags)
    for etag in etags:  # the last one asked is the second host, whose own is among them
        status = served.ask("GET", path, accept=accept, host="third.example", if_none_match=etag)[0]
        assert 200 == status


@pytest.mark.parametrize("path", [f"/sparql?query={QUERY}&format=csv", "/graph-store?default&format=turtle"])
def test_answers_to_queries_have_an_etag_for_each_host(served: Server, path: str) -> None:
    """Their bodies name no host, their Link header does."""
    found = {}
    for host in ("first.example", "second.example"):
        _, headers, body = served.ask("GET", path, host=host)
        found[headers["etag"]] = body
        assert f"<http://{host}/sparql>" in headers["link"]
    assert 2 == len(found)
    assert 1 == len(set(found.values()))


@pytest.mark.parametrize("path", ["/data", "/doc/plan/5", "/cite/dataset", "/llms.txt"])
def test_people_are_told_that_names_do_not_resolve(served: Server, path: str) -> None:
    """A name that looks like an address is marked where a person reads it."""
    text = served.ask("GET", path, accept="text/html")[2].decode()
    assert f"{PUBLISHED}id/" in text
    assert "not yet resolvable" in text


def test_the_description_of_a_release_is_right_at_every_address(served: Server) -> None:
    """RFC 3986 §5.1.3: as a file it has the same bytes everywhere and its neighbours where it was fetched from."""
    bodies = set()
    for host in ("first.example", "second.example:8000"):
        address = f"http://{host}/dumps/description.ttl"
        body = served.ask("GET", "/dumps/description.ttl", host=host)[2]
        bodies.add(body)
        quads = list(parse(body, format=RdfFormat.TURTLE, base_iri=address))
        for predicate in (VOID.dataDump, DCAT.downloadURL, DCAT.accessURL):
            values = {q.object.value for q in quads if q.predicate == predicate and isinstance(q.object, NamedNode)}
            assert values
            assert [] == [value for value in values if not value.startswith(f"http://{host}/")]
        dumps = {q.object.value for q in quads if q.predicate == VOID.dataDump}
        assert 200 == served.ask("HEAD", next(iter(dumps)).removeprefix(f"http://{host}"), host=host)[0]
    assert 1 == len(bodies)


def test_pyld_loads_a_document(served: Server) -> None:
    """PyLD's own reader of Link headers, which it gives two links of one relation as a list, then fails on it."""
    for path in ("/doc/plan/5", "/doc/dataset", "/ontology", "/changes", "/validation.json"):
        _, headers, _ = served.ask("GET", path, accept="application/ld+json")
        assert isinstance(jsonld.parse_link_header(headers["link"])["alternate"], dict) or "validation" in path


def counted(server: Server, result: str) -> int:
    text = server.ask("GET", "/metrics")[2].decode()
    return int(float(re.findall(rf'ccwp_cache_lookups_total{{cache="requests",result="{result}"}} (\S+)', text)[0]))


def test_invented_hosts_push_nothing_out(release_folder: Path) -> None:
    """What is kept for a host that people ask stays, though a thousand others want more than the room holds."""
    server = running("release", str(release_folder), workers=1, cache_mb=1)
    try:
        paths = ["/robots.txt", "/opensearch.xml", "/doc/plan/5.ttl", "/sparql?query=ASK%7B%7D"]
        for path in paths:
            assert 200 == server.ask("GET", path)[0]
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        for number in range(1_000):
            connection.request("GET", "/robots.txt", headers={"Host": f"invented-{number}.example"})
            assert f"invented-{number}.example" in connection.getresponse().read().decode()
        connection.close()
        before = counted(server, "hit")
        for path in paths:
            server.ask("GET", path)
        assert before + len(paths) == counted(server, "hit")
    finally:
        stop_server(server.process)


def key(host: str, path: str = "/") -> Key:
    return Key(f"http://{host}", path, "", None, None, None, None, None)


def test_ten_thousand_invented_hosts() -> None:
    """They share an eighth of the room; a host that is asked again and again gets into the rest, one asked once not."""
    body = b"x" * 1_000
    replies = RecentReplies(200_000)
    mine = [key("plans.example", f"/{number}") for number in range(40)]
    for each in mine:
        replies.keep(each, Reply(200, [], [body], len(body)))
    for number in range(10_000):
        replies.keep(key(f"invented-{number}.example"), Reply(200, [], [body], len(body)))
    assert [] == [each for each in mine if replies.get(each) is None]
    kept = sum(replies.get(key(f"invented-{number}.example")) is not None for number in range(10_000))
    assert 0 < kept < 40
    moved = [key("moved.example", f"/{number}") for number in range(40)]
    for each in moved:
        replies.keep(each, Reply(200, [], [body], len(body)))
    assert [] == [each for each in moved[10:] if replies.get(each) is None]


@pytest.fixture(scope="module")
def behind_a_proxy(release_folder: Path) -> Iterator[Server]:
    server = running("release", str(release_folder), trusted_proxies="127.0.0.2")
    yield server
    stop_server(server.process)


def test_the_scheme_is_the_word_of_a_trusted_proxy(behind_a_proxy: Server) -> None:
    """The same path of the same host, by two schemes and by a client that only says so."""
    asked = {"host": "plans.example", "x_forwarded_proto": "https"}
    for _ in range(2):
        trusted = behind_a_proxy.ask("GET", "/robots.txt", source="127.0.0.2", **asked)
        plain = behind_a_proxy.ask("GET", "/robots.txt", source="127.0.0.2", host="plans.example")
        hearsay = behind_a_proxy.ask("GET", "/robots.txt", source="127.0.0.3", **asked)
        assert b"https://plans.example/" in trusted[2]
        assert b"http://plans.example/" in plain[2]
        assert plain[2] == hearsay[2]
        assert trusted[1]["etag"] != plain[1]["etag"] == hearsay[1]["etag"]


def test_the_same_bytes_with_another_body_are_another_request(server: Server) -> None:
    """What is remembered of a request by its bytes must not stand for one with a body."""
    kind = {"content_type": "application/sparql-query", "accept": "text/csv"}
    for number in (*range(4), *range(4)):
        assert (
            f"{number}"
            in server.ask("POST", "/sparql", body=f"SELECT ({number} AS ?n) {{}}".encode(), **kind)[2].decode()
        )


def test_a_reply_is_remembered_by_all_that_it_depends_on(server: Server) -> None:
    """The same path again and again, each time with one other header, and then the first again."""
    path = "/sparql?query=SELECT%20(1%20AS%20%3Fn)%20%7B%7D"
    kinds = ["text/csv", "application/sparql-results+json", "application/sparql-results+xml"]
    for _ in range(3):
        for kind in kinds:
            status, headers, _ = server.ask("GET", path, accept=kind)
            assert (200, kind) == (status, headers["content-type"].partition(";")[0])
            tag = headers["etag"]
            assert 304 == server.ask("GET", path, accept=kind, if_none_match=tag)[0]
            assert 412 == server.ask("GET", path, accept=kind, if_match='"other"')[0]
