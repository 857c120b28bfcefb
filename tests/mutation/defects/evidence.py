"""Places in a source that are not where the words stand."""

from __future__ import annotations

from collections.abc import Iterator

from changes import Change, put
from places import Places, changed_letter, integer, one_more
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, ID, OA
from defects.kinds import kind


@kind("place is shifted")
def _(p: Places) -> Iterator[Change]:
    for span in p.instances(CCWP.Span):
        start, end = (next(t for t in p.of[span] if t.predicate == edge) for edge in (OA.start, OA.end))
        yield put(start, integer(int(start.object.value) + 1)) | put(end, integer(int(end.object.value) + 1))


@kind("place and its IRI are shifted")
def _(p: Places) -> Iterator[Change]:
    for span in p.instances(CCWP.Span):
        start, end = (next(t for t in p.of[span] if t.predicate == edge) for edge in (OA.start, OA.end))
        moved = [(t, integer(int(t.object.value) + 1)) for t in (start, end)]
        name = NamedNode(f"{p.value(span, OA.hasSource).value}#char={moved[0][1].value},{moved[1][1].value}")
        renamed = p.rename(span, name)
        news = {Triple(name, t.predicate, value) for t, value in moved}
        olds = {Triple(name, t.predicate, t.object) for t, _ in moved}
        yield Change(renamed.text, renamed.removed, (renamed.added - olds) | news)


@kind("quotation is changed")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(OA.exact, OA.prefix, OA.suffix):
        if t.object.value:
            yield put(t, Literal(changed_letter(t.object.value)))


@kind("place on another page")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(t for t in p.saying[CCWP.page] if CCWP.Span in p.classes(t.subject))


@kind("place of another text")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, NamedNode(f"{ID}source/another-plan")) for t in p.saying[OA.hasSource])


@kind("evidence is another place")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.hasSpan]:
        other = p.sibling(t.object)
        if other is not None and len(p.values(t.subject, CCWP.hasSpan)) == 1:
            yield put(t, other)
