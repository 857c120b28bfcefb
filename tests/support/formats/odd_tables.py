"""Statements that programs which read tables trip over: what looks like a formula, a number, a path or markup."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, RDFS, SKOS, XSD
from ccwp_kg.rdf.terms import iris

TEXTS = (
    'say "yes", twice', "line one\r\nline two\nline three", "a | b", "a || b|", "=1+2", "+1", "-1", "@SUM(A1)", "\t=1",
    " spaces ", "NA", "None", "null", "#N/A", "1e5", "TRUE", "01", "5.10", "'", "a\x00b\x07c", "\ufffe", "\u202eabc",
    "<r>bold</r>", "_x0041_", "long " * 10_000, "http://a.example/", "{=1}", "\ufeffmark", "🏴‍☠️ مرحبا", "1.7.2011",
)  # fmt: skip
UNSAID = (
    Literal("abc", datatype=XSD.integer),
    Literal("9" * 19, datatype=XSD.integer),
    Literal("2011-02-30", datatype=XSD.date),
    Literal("20110701", datatype=XSD.date),
    Literal("INF", datatype=XSD.double),
    Literal(""),
    NamedNode("http://odd.example/é"),
    NamedNode(f"{CCWP}Länder"),
    Literal("by a property whose IRI is no URI"),
)
"""Values that CSV on the Web cannot say, or not as they are stated."""
_LITERALS = (
    Literal("-0.5", datatype=XSD.decimal),
    Literal("0001-01-01", datatype=XSD.date),
    Literal("true", datatype=XSD.boolean),
    Literal(str(2**53 + 1), datatype=XSD.integer),
    Literal("x", datatype=NamedNode("http://odd.example/type#own")),
    Literal("oi", language="pt-BR"),
    Literal("你好", language="zh-Hans"),
    Literal("hi", language="en"),
)
_CLASSES = ("actions", "Links", "History", "history", "a/b", "../../up", "C" * 300, "Länder", "columns")
X, Y, ACTION = iris.thing("odd/x"), iris.thing("odd/y"), iris.action(9, "9.1")
TITLE = DCTERMS.term("title")


def odd_graph() -> set[Triple]:
    """A thing for each text, one for each value of another kind, one whose properties have each other's names."""
    facts = {Triple(iris.thing(f"odd/{at}"), RDF.type, NamedNode(CCWP + name)) for at, name in enumerate(_CLASSES)}
    for at, text in enumerate(TEXTS):
        thing = iris.thing(f"odd/text/{at}")
        facts |= {Triple(thing, RDF.type, CCWP.Text), Triple(thing, CCWP.one, Literal(text))}
        facts |= {Triple(thing, CCWP.several, each) for each in (Literal(text), Literal("end"))}
    for at, value in enumerate((*UNSAID[:-2], *_LITERALS)):
        thing = iris.thing(f"odd/value/{at}")
        facts |= {Triple(thing, RDF.type, CCWP.Value), Triple(thing, NamedNode(f"{CCWP}value{at}"), value)}
        facts.add(Triple(thing, CCWP.unsaid if value in UNSAID else CCWP.said, value))
    facts.add(Triple(X, NamedNode("urn:odd:назва"), UNSAID[-1]))
    named = (TITLE, NamedNode("http://odd.example/vocabulary/title"), CCWP.term("title"))
    facts |= {Triple(X, predicate, Literal(f"title {at}")) for at, predicate in enumerate(named)}
    facts |= {Triple(each, RDF.type, CCWP.Thing) for each in (X, Y)}
    facts |= {Triple(X, CCWP.number, Literal(str(number), datatype=XSD.integer)) for number in (1, 2)}
    facts |= {Triple(X, CCWP.iri, Y), Triple(Y, SKOS.prefLabel, Literal("name | of y", language="en"))}
    facts |= {Triple(X, CCWP.link, Y), Triple(X, CCWP.link, NamedNode("http://odd.example/nameless"))}
    facts |= {Triple(X, CCWP.linkLabel, Literal("is no label")), Triple(Y, RDFS.seeAlso, X)}
    facts |= {
        Triple(ACTION, RDF.type, CCWP.Action),
        Triple(ACTION, CCWP.readFrom, iris.document("odd")),
        Triple(ACTION, CCWP.actionNumber, iris.thing("odd/number")),
    }
    facts |= {Triple(ACTION, predicate, Literal("no link")) for predicate in (CCWP.partOfPlan, CCWP.concernsParty)}
    facts.add(Triple(ACTION, CCWP.readFrom, X))
    for part in (1, 2):
        outcome = iris.part(ACTION, "outcome", part)
        facts |= {Triple(ACTION, CCWP.hasOutcome, outcome), Triple(outcome, CCWP.text, Literal("twice the same"))}
    return facts
