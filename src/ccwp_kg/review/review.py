"""The answers to a review, put to the reading that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ccwp_kg.errors import ReviewRefused
from ccwp_kg.rdf.terms import iris
from ccwp_kg.review.answers import NEW, SAME_AS, Decision, unfit
from ccwp_kg.review.changes import ReviewChange, changes_of
from ccwp_kg.review.corrections import corrections_of
from ccwp_kg.review.review_lines import BODY, ReviewLine, lines_of
from ccwp_kg.review.stubs import Additions, additions_of, file_of, thing_of
from ccwp_kg.sources.profile.profile import SERIES, Lexicon
from ccwp_kg.sources.records.records import Issue, Reading
from ccwp_kg.sources.records.source_text import SourceText

Decided = tuple[tuple[Decision, ReviewLine], ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reading that was reviewed: `reading` is made with the names that the review adds to the curated files.

    `open` are the lines with a problem that no verdict answers.
    """

    reading: Reading
    curated: Additions
    changes: tuple[ReviewChange, ...]
    open: tuple[ReviewLine, ...]

    def kept(self, *, source: SourceText, document: NamedNode, plan: NamedNode) -> Additions:
        """What comes into `data/` with the document, whose text is the `source`: names, and corrections."""
        if not self.changes:
            return self.curated
        named = [replace(change, reading=replace(change.reading, source=source)) for change in self.changes]
        made = corrections_of(replace(self.reading, source=source), named, document=document, plan=plan)
        return {**self.curated, Path("corrections") / f"{source.name}.ttl": made}


def reviewed(
    first: Reading,
    decisions: Iterable[Decision],
    *,
    read_with: Callable[[Iterable[Triple]], tuple[Reading, Lexicon]],
    data: Path,
    lexicon: Lexicon,
    name: str,
    document: str,
) -> Reviewed:
    """What the decisions in the file called `name` make of a reading with the names known so far.

    `read_with` reads the document again with further curated statements. Raises ReviewRefused, with a sentence for each
    decision that fits no line, and for one that cannot be carried out.
    """
    decided = _on_lines(tuple(decisions), lines_of(first), name)
    curated = additions_of(decided, data=data, lexicon=lexicon, document=document)
    reading = first
    if curated:
        reading, lexicon = read_with(triple for triples in curated.values() for triple in triples)
    told = {line.key for _, line in decided}
    of_names = {line.key for each, line in decided if each.verdict in (NEW, SAME_AS)}
    lines = lines_of(reading)
    again = [each for each, line in decided if line.key not in of_names and line.state != "unknown"]
    still = {line.key for line in lines}
    settled = {line.key for _, line in decided if line.kind == "problem"} - still
    decided = _on_lines([each for each in again if each.key not in settled], lines, name)
    changes = changes_of(reading, decided, lexicon=lexicon)
    return Reviewed(
        reading, curated, changes, tuple(line for line in lines if line.is_problem and line.key not in told)
    )


def _on_lines(decisions: Sequence[Decision], lines: Sequence[ReviewLine], name: str) -> Decided:
    misfits = list(unfit(decisions, lines, name))
    if misfits:
        raise ReviewRefused("\n".join(misfits))
    by_key = {line.key: line for line in lines}
    return tuple((each, by_key[each.key]) for each in decisions)


def open_problems(reading: Reading, decisions: Iterable[Decision]) -> tuple[Issue, ...]:
    """The problems of a reading that stand at a line without a decision."""
    decided = {each.key: each for each in decisions}
    lines = (line for line in lines_of(reading) if line.is_problem)
    left = [line for line in lines if line.key not in decided or not decided[line.key].is_on(line)]
    told = {issue for line in left for issue in line.issues}
    return tuple(issue for issue in reading.problems if issue in told)


def proposed(lines: Iterable[ReviewLine], lexicon: Lexicon) -> list[ReviewLine]:
    """The lines of unknown names that can be taken as they are proposed."""
    known = (name for entry in lexicon if entry.kind != SERIES for name in (entry.form.casefold(), entry.target))
    taken: set[tuple[str, str | None]] = {(BODY, name) for name in known}
    found: list[ReviewLine] = []
    for line in (each for each in lines if each.state == "unknown"):
        iri = thing_of(line.kind, line.printed)
        names = {(line.kind, line.printed.casefold()), (line.kind, iri and iris.reference(iri))}
        if iri is not None and not names & taken:
            taken |= names
            found.append(line)
    return found


def proposals(unknown: Sequence[ReviewLine]) -> Iterator[str]:
    """A line for each name that no list has, with the file that a description of it goes to, and how it gets there."""
    yield from (f"  new {line.kind}: {line.printed} → data/{file_of(line.kind)}" for line in unknown)
    if unknown:
        yield "  (take them as proposed with --accept-new, or answer in a review: --review plan.review.csv)"


def as_proposed(lines: Iterable[ReviewLine], *, role: str, day: date) -> tuple[Decision, ...]:
    """Decisions that take every name that nobody knows as it is proposed."""
    return tuple(
        Decision(0, line.key, line.printed, NEW, line.proposal, role, None, day, "Taken as proposed by the reader.")
        for line in lines
    )


def refuse_open(lines: Sequence[ReviewLine], name: str) -> None:
    """Raise ReviewRefused if problems have no verdict."""
    if lines:
        keys = ", ".join(line.key for line in lines[:5]) + (" …" if len(lines) > 5 else "")
        are = "a problem and no verdict" if len(lines) == 1 else "problems and no verdict"
        raise ReviewRefused(
            f"{len(lines)} {'line has' if len(lines) == 1 else 'lines have'} {are}: {keys}; answer in {name}, "
            "or accept with --accept-problems"
        )
