"""A profile of JSON-LD that a client names beside the media type."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse

from support.serving import Server

PROFILES = ["", ';profile="http://www.w3.org/ns/json-ld#compacted"', ";profile=unknown;charset=utf-8", ";q=0.9;x=1"]


def test_a_profile_loses_no_triple(server: Server) -> None:
    """RFC 6906 §3: a profile may be ignored, and what is said of a thing is the same with it and without."""
    bodies = {server.ask("GET", "/doc/plan/5", accept=f"application/ld+json{profile}")[2] for profile in PROFILES}
    assert 1 == len(bodies)
    triples = {quad.triple for quad in parse(bodies.pop(), format=RdfFormat.JSON_LD)}
    plain = server.ask("GET", "/doc/plan/5.nt")[2]
    assert {quad.triple for quad in parse(plain, format=RdfFormat.N_TRIPLES)} == triples
