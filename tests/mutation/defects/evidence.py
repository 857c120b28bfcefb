"""Places in a source that are not where the words stand."""

from __future__ import annotations

from collections.abc import Iterator

from changes import Change, put
from places import Places, changed_letter, like, one_more
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, ID, OA
from defects.kinds import kind


def _edges(p: Places, span: NamedNode) -> tuple[Triple, Triple]:
    selectors = p.values(span, OA.hasSelector)
    start, end = (
        next(t for each in selectors for t in p.of[each] if t.predicate == edge) for edge in (OA.start, OA.end)
    )
    return start, end


@kind("place is shifted")
def _(p: Places) -> Iterator[Change]:
    for span in p.instances(CCWP.Span):
        start, end = _edges(p, span)
        yield put(start, _one_more(start)) | put(end, _one_more(end))


@kind("place and its IRI are shifted")
def _(p: Places) -> Iterator[Change]:
    for span in p.instances(CCWP.Span):
        start, end = _edges(p, span)
        name = f"{p.value(span, OA.hasSource).value}#char={_one_more(start).value},{_one_more(end).value}"
        yield p.rename(span, NamedNode(name)) | put(start, _one_more(start)) | put(end, _one_more(end))


def _one_more(edge: Triple) -> Literal:
    return like(edge.object, str(int(edge.object.value) + 1))


@kind("quotation is changed")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(OA.exact):
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
