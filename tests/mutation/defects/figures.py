"""Numbers, dates, periods and durations that are off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from changes import Change, put
from places import Places, integer, like, one_more, own
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, XSD
from defects.kinds import kind


@kind("wrong datatype")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if (
            own(t.subject)
            and isinstance(t.object, Literal)
            and t.object.datatype in (XSD.integer, XSD.date, XSD.duration)
        ):
            yield put(t, Literal(t.object.value))


@kind("figure in the wrong number type")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.datatype == XSD.integer:
            yield put(t, Literal(t.object.value, datatype=XSD.decimal))


@kind("position off by one")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.saying[CCWP.position])


@kind("two parts change places")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.position]:
        if t.object.value == "1":
            other = NamedNode(t.subject.value[:-1] + "2")
            if own(t.subject) and p.of[other]:
                yield put(t, integer(2)) | put(Triple(other, t.predicate, integer(2)), integer(1))


@kind("printed number is wrong")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.texts(CCWP.printedNumber, CCWP.footnoteNumber))


@kind("revision disagrees")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.texts(CCWP.revision, CCWP.corrigendum, CCWP.addendum, CCWP.addendumRevision))


@kind("document has another number or year")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.texts(CCWP.documentNumber, CCWP.documentYear))


@kind("subject code has another number or year")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.texts(CCWP.serial, CCWP.year))


@kind("period is reversed")
def _(p: Places) -> Iterator[Change]:
    pairs = ((CCWP.validFrom, CCWP.validUntil), (CCWP.value, CCWP.valueUntil))
    for first, last in pairs:
        for t in p.saying[last]:
            start = Triple(t.subject, first, p.value(t.subject, first))
            yield put(start, t.object) | put(t, start.object)


@kind("date is in another year")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.datatype == XSD.date and t in p.was_read:
            yield put(t, like(t.object, re.sub(r"^\d{4}", lambda year: str(int(year[0]) + 1), t.object.value)))


@kind("date is a day off")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(CCWP.validFrom, CCWP.validUntil, CCWP.heldOn, CCWP.publishedOn):
        if t.object.datatype == XSD.date:
            yield put(t, like(t.object, str(date.fromisoformat(t.object.value) + timedelta(days=1))))


@kind("duration in another unit")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if isinstance(t.object, Literal) and t.object.datatype == XSD.duration:
            unit = "D" if t.object.value.endswith("M") else "M"
            yield put(t, like(t.object, t.object.value[:-1] + unit))


@kind("ordinal is wrong")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.saying[CCWP.ordinal])


@kind("action number is another's")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.actionNumber]:
        other = p.sibling(t.subject)
        yield put(t, p.value(other, CCWP.actionNumber))


@kind("mapping surer than its evidence")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[NamedNode("https://w3id.org/sssom/confidence")]:
        yield put(t, like(t.object, "0.99"))
