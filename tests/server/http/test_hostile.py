"""Data that means harm: literals and IRIs that would be markup, script or a query if anyone let them."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from flask import Flask
from pyoxigraph import Literal, NamedNode, Triple, parse

from ccwp_kg.formats import RDF_FORMATS
from ccwp_kg.namespaces import CCWP, DCTERMS, EUVOC, OA, OWL, RDF, RDFS, SKOS, SKOSXL, SSSOM, XSD
from ccwp_kg.server import create_app
from ccwp_kg.server.http.links import href
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 91*91*91 }}</textarea></title>"
ID = "https://w3id.org/ccwp/id/"


def thing(reference: str) -> NamedNode:
    return NamedNode(ID + reference)


def evil_triples() -> list[Triple]:
    """One thing of every kind of page, everything said of it hostile."""
    said = Literal(EVIL, language="en")
    plain = Literal(EVIL)
    iris = [NamedNode("javascript:alert(1)"), NamedNode("data:text/html,x"), NamedNode("http://a.example/'onclick='x")]
    action, plan, body = thing("plan/6/action/6.1"), thing("plan/6"), thing("organisation/evil")
    document, objective, span = thing("document/EVIL"), thing("objective/2009/9"), thing("source/x#char=1,9")
    triples = [
        Triple(action, RDF.type, CCWP.Action),
        Triple(plan, RDF.type, CCWP.ActionPlan),
        Triple(body, RDF.type, CCWP.Organisation),
        Triple(document, RDF.type, CCWP.CouncilDocument),
        Triple(objective, RDF.type, CCWP.StrategicObjective),
        Triple(thing("concept/evil"), RDF.type, SKOS.Concept),
        Triple(action, CCWP.partOfPlan, plan),
        Triple(action, CCWP.actionNumber, plain),
        Triple(action, CCWP.concernsParty, body),
        Triple(action, CCWP.pursuesObjective, objective),
        Triple(action, CCWP.citesDocument, document),
        Triple(action, CCWP.hasTermsOfReference, thing("plan/6/action/6.1/terms")),
        Triple(plan, CCWP.validFrom, Literal(EVIL, datatype=XSD.date)),
        Triple(document, CCWP.printedForm, plain),
        Triple(span, OA.hasSelector, thing("source/x#evil")),
        Triple(thing("source/x#evil"), OA.start, Literal(1)),
        Triple(thing("source/x#evil"), OA.end, Literal(9)),
        Triple(thing("source/x#evil"), OA.exact, plain),
        Triple(span, OA.hasSource, thing("source/x")),
    ]
    correction = thing("correction/x/evil")
    triples += [Triple(action, CCWP.hasCorrection, correction), Triple(correction, RDF.type, CCWP.Correction)]
    triples += [Triple(correction, CCWP.correctedProperty, CCWP.actionNumber), Triple(correction, CCWP.hasSpan, span)]
    triples += [Triple(correction, CCWP.term(name), plain) for name in ("replacedValue", "correctValue", "authorRole")]
    triples += [Triple(correction, CCWP.reason, said), Triple(correction, DCTERMS.created, Literal(EVIL))]
    triples += [Triple(correction, CCWP.replacedThing, iri) for iri in iris]
    for kind, name in ((CCWP.TermsOfReference, "terms"), (CCWP.PerformanceIndicator, "i"), (CCWP.PartyInvolvement, "p"),
                       (CCWP.Citation, "c"), (CCWP.Mention, "m"), (CCWP.Statement, "s")):  # fmt: skip
        part = thing(f"plan/6/action/6.1/{name}")
        triples += [Triple(part, RDF.type, kind), Triple(part, DCTERMS.isPartOf, action), Triple(part, CCWP.text, said)]
        triples += [Triple(part, CCWP.hasSpan, span), Triple(part, CCWP.printedForm, plain)]
        triples += [Triple(part, CCWP.citedDocument, document), Triple(part, OA.hasBody, iris[0])]
        triples += [Triple(part, CCWP.mentionedIn, action), Triple(part, OA.hasTarget, span)]
        triples += [Triple(part, RDF.subject, action), Triple(part, RDF.predicate, CCWP.deadline)]
        triples += [Triple(part, RDF.object, Literal(EVIL, datatype=XSD.date)), Triple(part, CCWP.involvedParty, body)]
    linkset, record, name, subject_of = (
        thing("dataset/linkset/evil"),
        thing("mapping/evil"),
        thing("organisation/evil/name/1"),
        thing("plan/6/action/6.1/subject/1"),
    )
    triples += [
        Triple(record, RDF.type, OWL.Axiom),
        Triple(record, OWL.annotatedProperty, RDFS.seeAlso),
        Triple(record, RDFS.comment, said),
        Triple(record, DCTERMS.source, plain),
        Triple(record, SSSOM.confidence, plain),
        Triple(linkset, SSSOM.mappings, record),
        Triple(linkset, DCTERMS.relation, iris[0]),
        Triple(body, SKOSXL.altLabel, name),
        Triple(name, RDF.type, SKOSXL.Label),
        Triple(name, SKOSXL.literalForm, said),
        Triple(name, EUVOC.startDate, plain),
        Triple(name, DCTERMS.source, iris[0]),
        Triple(name, RDFS.comment, said),
        Triple(subject_of, RDF.type, CCWP.SubjectAssignment),
        Triple(subject_of, DCTERMS.isPartOf, action),
        Triple(subject_of, OA.hasBody, iris[1]),
        Triple(subject_of, CCWP.restsOnMention, thing("plan/6/action/6.1/m")),
        Triple(subject_of, CCWP.restsOnMapping, record),
    ]
    triples += [Triple(record, OWL.annotatedTarget, iri) for iri in iris]
    for subject in (action, plan, body, document, objective, thing("concept/evil")):
        triples.append(Triple(record, OWL.annotatedSource, subject))
        triples += [
            Triple(subject, p, said) for p in (RDFS.label, SKOS.prefLabel, DCTERMS.term("title"), SKOS.definition)
        ]
        triples += [Triple(subject, SKOS.altLabel, Literal(EVIL, language="x-evil"))]
        triples += [Triple(subject, p, iri) for p in (RDFS.seeAlso, SKOS.exactMatch, DCTERMS.isPartOf) for iri in iris]
        triples += [Triple(subject, RDFS.comment, Literal("javascript:alert(1)", datatype=XSD.anyURI))]
    return triples


@pytest.fixture(scope="module")
def evil_app() -> Flask:
    return create_app(EmbeddedStore.of_triples(evil_triples()), settings=Settings())


class Markup(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.targets: list[str] = []
        self.outside: list[str] = []
        self.scripts: list[dict[str, str | None]] = []
        self.structured: list[str] = []
        self._reads_data = False

    def handle_endtag(self, tag: str) -> None:
        self._reads_data = self._reads_data and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._reads_data:
            self.structured.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        given = dict(attrs)
        self._reads_data = tag == "script" and given.get("type") == "application/ld+json"
        if tag == "script" and not self._reads_data:
            self.scripts.append(given)
        self.targets += [value for name, value in attrs if name in ("href", "src", "action") and value]
        if tag == "a" and (given.get("href") or "").startswith("http"):
            self.outside.append(given.get("rel") or "")


PATHS = [
    "/doc/plan/6/action/6.1",
    "/doc/plan/6",
    "/doc/organisation/evil",
    "/doc/document/EVIL",
    "/doc/objective/2009/9",
    "/doc/concept/evil",
    "/doc/plan/6/action/6.1/terms",
    "/plans",
    "/actions",
    "/organisations",
    "/documents",
    "/concepts",
    "/objectives",
    "/",
    "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D",
    "/sparql?query=DESCRIBE%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D",
    "/sparql?query=%22%27%3E%3Cscript%3Ealert(1)%3C/script%3E%3C/textarea%3E",
    "/doc/%3Cscript%3Ealert(1)%3C/script%3E",
    "/id/'%22%3E%3Cscript%3E",
    "/%3Cscript%3Ealert(1)",
    "/sparql?query=ASK%7B%7D&format=%3Cscript%3E",
]


@pytest.mark.parametrize("path", PATHS)
def test_hostile_data_stays_text(evil_app: Flask, path: str) -> None:
    """No element, handler or address comes out of the data; links outside carry no trust."""
    response = evil_app.test_client().get(path, headers={"Accept": "text/html"})
    assert response.status_code < 500
    markup = Markup()
    markup.feed(response.text)
    assert not {"img", "iframe", "object", "base"} & set(markup.tags)
    assert all(script.get("type") == "module" and (script.get("src") or "").startswith("/static/")
               for script in markup.scripts)  # fmt: skip
    assert all(json.loads(each) for each in markup.structured)
    assert [] == markup.handlers
    assert all(target.startswith(("/", "#", "http://", "https://", "mailto:")) for target in markup.targets)
    assert all({"nofollow", "noopener", "external"} <= set(rel.split()) for rel in markup.outside)
    assert "753571" not in response.text or "{{ 91*91*91 }}" in response.text


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonld", "rdf", "trig", "nq"])
def test_hostile_data_is_well_formed_in_every_format(evil_app: Flask, suffix: str) -> None:
    """A hostile literal comes out of each format as it went in."""
    body = evil_app.test_client().get(f"/doc/organisation/evil.{suffix}").data
    found = {
        quad.object for quad in parse(body, format=next(each.rdf for each in RDF_FORMATS if each.suffix == suffix))
    }
    assert Literal(EVIL, language="en") in found


LINKS = [
    ("/doc/plan/5", ID + "plan/5"),
    ("/doc/caf%C3%A9", ID + "café"),
    ("/doc/caf%25C3%25A9", ID + "caf%C3%A9"),
    ("/doc/a%3Fb", ID + "a?b"),
    ("/source/x#char=1,9", ID + "source/x#char=1,9"),
    ("/doc/source/x", ID + "source/x"),
    ("/ontology#Action", "https://w3id.org/ccwp/ontology#Action"),
    ("/doc//evil.example/x", ID + "/evil.example/x"),
    ("https://example.org/", "https://example.org/"),
    ("mailto:a@example.org", "mailto:a@example.org"),
    (None, "javascript:alert(1)"),
    (None, "JavaScript:alert(1)"),
    (None, "data:text/html,x"),
    (None, "urn:x:y"),
    (None, "http://[bad"),
    ("https://w3id.org/ccwp//evil.example/", "https://w3id.org/ccwp//evil.example/"),
]


@pytest.mark.parametrize(("target", "iri"), LINKS)
def test_where_a_link_leads(target: str | None, iri: str) -> None:
    """Own IRIs become local paths, http, https and mailto stay, everything else is no link."""
    assert target == href(iri)
