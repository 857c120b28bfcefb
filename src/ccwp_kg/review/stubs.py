"""What the curated lists get from a review: bodies and series of codes that no list had, and forms of known bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import ReviewRefused
from ccwp_kg.namespaces import CCWP, DCTERMS, ORG, RDF, SKOS
from ccwp_kg.rdf.syntax.read import read_triples, turtle_files
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, english
from ccwp_kg.review.answers import NEW, SAME_AS, Decision
from ccwp_kg.review.review_lines import BODY, CODE, ReviewLine
from ccwp_kg.review.values import party_named
from ccwp_kg.sources.profile.profile import SERIES, Lexicon

_FILES = {BODY: "organisations", CODE: "concepts"}
_CLASSES_AND_WHOLES = (RDF.type, DCTERMS.isPartOf, ORG.subOrganizationOf, ORG.unitOf)
_ACRONYM = re.compile(r"[A-Z]+( [A-Z]+)*")
_SERIES = iris.thing("scheme/subject-code-series")

Additions = Mapping[Path, frozenset[Triple]]
"""Statements by the file that gets them, its path within `data/`."""


def file_of(kind: str) -> Path:
    """The file within `data/` that gets a new body or a new code."""
    return Path("curated") / f"{_FILES[kind]}.ttl"


def thing_of(kind: str, printed: str) -> NamedNode | None:
    """The IRI of a new body or a new series by its printed form; None for one without a Latin letter or a figure."""
    slug = iris.slug(printed)
    return iris.thing(f"{'organisation' if kind == BODY else 'concept'}/{slug}") if slug else None


def additions_of(
    decided: Iterable[tuple[Decision, ReviewLine]], *, data: Path, lexicon: Lexicon, document: str
) -> Additions:
    """What the decisions on unknown names add to the curated files of `data`.

    A new body has the classes and wholes that all bodies of its kind have. The head of the file says who decided what
    in the review of the `document`. Raises ReviewRefused for a kind that is none, or a name that another thing has.
    """
    files = {path.relative_to(data): read_triples(path) for path in turtle_files(data / "curated")}
    added: dict[Path, set[Triple]] = {}
    who: dict[tuple[Path, str], list[Decision]] = {}
    for each, line in decided:
        if each.verdict == NEW:
            path = file_of(line.kind)
            triples = _body(each, files[path], lexicon) if line.kind == BODY else _series(each)
        elif each.verdict == SAME_AS and line.kind == BODY:
            target = iris.thing(party_named(each.value, lexicon, each))
            path = next(path for path, said in files.items() if any(triple.subject == target for triple in said))
            triples = {Triple(target, SKOS.hiddenLabel, english(each.printed))}
        elif each.verdict == SAME_AS:
            raise ReviewRefused(f"{each.name}: a series of codes is new or nothing; write new or right")
        else:
            continue
        clash = {triple.subject for triple in triples} & {
            triple.subject for made in added.values() for triple in made if each.verdict == NEW
        }
        if clash:
            raise ReviewRefused(f"{each.name}: another line makes {min(map(str, clash))} too; give it another name")
        added.setdefault(path, set()).update(triples)
        role = each.role if each.second is None else f"{each.role} and the {each.second}"
        who.setdefault((path, f"as the {role} decided on {each.day.isoformat()}"), []).append(each)
    for (path, words), decisions in who.items():
        forms = ", ".join(each.printed for each in decisions)
        why = " ".join(dict.fromkeys(each.why for each in decisions if each.why))
        head = iris.graph(f"curated/{path.stem}")
        text = f"{forms}: {words} in the review of {document}. {why}".strip()
        added[path].add(Triple(head, DCTERMS.source, english(text)))
    return {path: frozenset(triples) for path, triples in added.items()}


def _body(each: Decision, known: Iterable[Triple], lexicon: Lexicon) -> set[Triple]:
    """A body as its line describes it: "kind; name; definition", the last left out where nothing is to be said."""
    kind, name, definition = ([part.strip() for part in each.value.split(";", 2)] + ["", ""])[:3]
    triples = list(known)
    kinds = {
        iris.reference(t.object).removeprefix("concept/"): t.object
        for t in triples
        if t.predicate == CCWP.organisationKind and isinstance(t.object, NamedNode)
    }
    concept = kinds.get(kind)
    if concept is None or not name:
        raise ReviewRefused(
            f"{each.name}: write the value as kind; name, such as eu-agency; {each.printed}; the kinds are "
            f"{', '.join(sorted(kinds))}"
        )
    iri = thing_of(BODY, each.printed) or thing_of(BODY, name)
    if iri is None:
        raise ReviewRefused(f"{each.name}: “{name}” has no Latin letter; give the name in English")
    forms = {entry.form.casefold(): entry.target for entry in lexicon if entry.kind != SERIES}
    taken = forms.get(name.casefold()) or forms.get(each.printed.casefold())
    if any(t.subject == iri for t in triples) or taken is not None:
        raise ReviewRefused(
            f"{each.name}: {taken or iris.reference(iri)} is there already; write same-as, or right if it is no party"
        )
    like = [t.subject for t in triples if t.predicate == CCWP.organisationKind and t.object == concept]
    shared = [{(t.predicate, t.object) for t in triples if t.subject == body} for body in like]
    common = set.intersection(*shared)
    said = {(p, o) for p, o in common if p in _CLASSES_AND_WHOLES}
    said |= {(CCWP.organisationKind, concept), (ORG.classification, concept), (SKOS.prefLabel, english(name))}
    if definition:
        said.add((SKOS.definition, english(definition)))
    if name.casefold() != each.printed.casefold():
        is_acronym = _ACRONYM.fullmatch(each.printed) is not None
        said.add((CCWP.acronym, code(each.printed)) if is_acronym else (SKOS.altLabel, english(each.printed)))
    return {Triple(iri, predicate, term) for predicate, term in said}


def _series(each: Decision) -> set[Triple]:
    iri = iris.thing(f"concept/{iris.slug(each.printed)}")
    said: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, SKOS.Concept),
        (SKOS.prefLabel, english(each.printed)),
        (SKOS.definition, english(each.value)),
        (SKOS.inScheme, _SERIES),
        (SKOS.notation, code(each.printed)),
    ]
    return {Triple(iri, predicate, term) for predicate, term in said}
