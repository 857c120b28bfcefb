"""Texts with another word, letter, language or edge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from changes import Change, put
from places import Places, changed_letter, like, own
from pyoxigraph import Literal

from ccwp_kg.namespaces import CCWP, DCTERMS, OA, RDFS, SKOS, XSD
from defects.kinds import kind

PROSE = (CCWP.text, CCWP.wording, DCTERMS.title, CCWP.annotates, CCWP.quotes, CCWP.citedRegarding)
AS_PRINTED = (*PROSE, CCWP.printedForm)


@kind("text in another language")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(*PROSE, RDFS.label, SKOS.definition):
        if own(t.subject) and t.object.language == "en":
            yield put(t, Literal(t.object.value, language="fr"))


@kind("prose without language")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.language:
            yield put(t, Literal(t.object.value))


@kind("code with a language")
def _(p: Places) -> Iterator[Change]:
    codes = (CCWP.actionNumber, CCWP.registerKey, CCWP.printedForm, CCWP.acronym, OA.exact, SKOS.notation)
    for t in p.texts(*codes, CCWP.celexNumber, CCWP.derivedByRule, CCWP.sha256, CCWP.issueCode):
        yield put(t, Literal(t.object.value, language="en"))


@kind("word of a text is changed")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(*AS_PRINTED):
        if t in p.was_read and CCWP.ReadingIssue not in p.classes(t.subject):
            yield put(t, like(t.object, changed_letter(t.object.value)))


@kind("text loses its last word")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(CCWP.text, CCWP.wording):
        if " " in t.object.value and CCWP.ReadingIssue not in p.classes(t.subject):
            yield put(t, like(t.object, t.object.value.rpartition(" ")[0]))


@kind("letter of another script")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        english = isinstance(t.object, Literal) and (t.object.language or "en") == "en"
        if own(t.subject) and english and t.object.datatype != XSD.anyURI and re.search("[aceo]", t.object.value):
            yield put(
                t, like(t.object, re.sub("[aceo]", lambda m: "асео"["aceo".index(m[0])], t.object.value, count=1))
            )


@kind("white space at the edge or double")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.language:
            odd = t.object.value.replace(" ", "  ", 1) if " " in t.object.value else t.object.value + " "
            yield put(t, like(t.object, odd))


@kind("control character")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.language:
            middle = len(t.object.value) // 2
            yield put(t, like(t.object, t.object.value[:middle] + "\u0007" + t.object.value[middle:]))


@kind("letters read in the wrong encoding")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        is_prose = isinstance(t.object, Literal) and t.object.language is not None
        if own(t.subject) and is_prose and not t.object.value.isascii():
            garbled = t.object.value.encode().decode("latin-1")
            yield put(t, like(t.object, garbled))


@kind("text is empty")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(*AS_PRINTED, RDFS.label, SKOS.prefLabel, SKOS.definition, OA.exact):
        yield put(t, like(t.object, ""))
