"""The files of a review as commands get and write them, and the document that is added with their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ccwp_kg.atomic_files import write_together
from ccwp_kg.build import REVIEW, Addition, Inputs, refuse_problems, shipped_lexicon
from ccwp_kg.errors import ReviewRefused
from ccwp_kg.input_file import read_input
from ccwp_kg.languages import counted
from ccwp_kg.rdf.terms import iris
from ccwp_kg.review.answers import MOST_BYTES, Decision, Row, decisions_of, is_answered, review_as_csv, rows_of
from ccwp_kg.review.page import LARGEST, review_as_page
from ccwp_kg.review.pictures import Pages, pages_of
from ccwp_kg.review.review import Reviewed, as_proposed, open_problems, proposals, proposed, refuse_open, reviewed
from ccwp_kg.review.review_lines import BODY, CODE, ReviewLine, lines_of
from ccwp_kg.sources.profile.profile import SERIES, Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Issue, Reading

CSV, HTML = ".csv", ".html"


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """A file of answers as it is now: its name, its lines, and the decisions in them.

    `proposals` tell of the names that no list has and that no decision is about. `is_review` is False where there is
    no file; `content` has the bytes of the one there is.
    """

    name: str = "the review"
    rows: tuple[Row, ...] = ()
    decisions: tuple[Decision, ...] = ()
    proposals: tuple[str, ...] = ()
    is_review: bool = True
    content: bytes | None = None

    def refuse_problems(self, found: Reviewed) -> None:
        """Raise CannotAdd or ReviewRefused if a problem is left without an answer."""
        if self.is_review:
            refuse_open(found.open, self.name)
        else:
            refuse_problems(len(found.open))

    @classmethod
    def in_file(cls, path: Path) -> AnswersFile:
        """Those in a file. Raises ReviewRefused where it is none, or a line of it cannot be."""
        content = read_input(path, limit=MOST_BYTES)
        rows = rows_of(content, path.name)
        return cls(path.name, tuple(rows), decisions_of(rows, path.name), content=content)


def file_with(ending: str, paths: Iterable[Path]) -> Path | None:
    """The file of a review with that ending. Raises ReviewRefused for one with another than the two there are."""
    found = None
    for path in paths:
        if path.suffix not in (CSV, HTML):
            raise ReviewRefused(
                f"{path.name} is no file of a review; let its name end in .csv or .html, such as plan.review.csv"
            )
        found = path if path.suffix == ending else found
    return found


def answers_before(paths: Sequence[Path]) -> AnswersFile | None:
    """The answers in the file that a review is to be written to; None where there is none yet."""
    path = file_with(CSV, paths)
    return AnswersFile.in_file(path) if path is not None and path.exists() else None


def answers_to(reading: Reading, given: AnswersFile | None, *, inputs: Inputs, accept_new: bool) -> AnswersFile:
    """The answers that were given, and with `accept_new` those that take each unknown name as proposed.

    Nothing is proposed of a name that is that of something else, or under which another name is proposed. An answer on
    a name that a list has by now, as where the document was added before, is settled.
    """
    answers, lexicon, lines = given or AnswersFile(is_review=False), shipped_lexicon(inputs), lines_of(reading)
    listed = {f"{CODE if each.kind == SERIES else BODY} {each.form}".casefold() for each in lexicon}
    listed -= {line.key.casefold() for line in lines}
    is_settled = [each.key.casefold() in listed for each in answers.decisions]
    decisions = tuple(each for each, settled in zip(answers.decisions, is_settled, strict=True) if not settled)
    notes = [f"  settled: {each.key}" for each, settled in zip(answers.decisions, is_settled, strict=True) if settled]
    notes += ["  (a list has them by now; what the review says of them changes nothing)"] if notes else []
    decided = {each.key for each in decisions}
    unknown = proposed((line for line in lines if line.key not in decided), lexicon)
    if not accept_new:
        return replace(answers, decisions=decisions, proposals=(*notes, *proposals(unknown)))
    taken = as_proposed(unknown, role="curator", day=datetime.now(tz=UTC).date())
    return replace(answers, decisions=(*decisions, *taken), proposals=tuple(notes))


def problems_left(reading: Reading, text: Path) -> tuple[Issue, ...]:
    """The problems of the reading of a text in `data/sources/` that no answer beside it is about.

    Raises ReviewRefused where the file of answers is none, or a line of it cannot be.
    """
    kept = text.with_suffix(REVIEW)
    return open_problems(reading, AnswersFile.in_file(kept).decisions if kept.exists() else ())


def report_of(addition: Addition) -> Iterator[str]:
    """What a document brings with it, a line for each thing."""
    for path, triples in addition.kept.items():
        subjects = {t.subject for t in triples if isinstance(t.subject, NamedNode)}
        for iri in sorted(subject.value for subject in subjects):
            if not iri.startswith(iris.thing("graph/").value):
                yield f"  {iris.reference(NamedNode(iri))} → data/{path}"


def with_answers(
    first: Reading, answers: AnswersFile, *, inputs: Inputs, profile: Profile, document: str | None
) -> Reviewed:
    """A reading with what was decided on it. Raises ReviewRefused where a decision cannot be carried out."""
    lexicon = shipped_lexicon(inputs)

    def read_with(more: Iterable[Triple]) -> tuple[Reading, Lexicon]:
        known = shipped_lexicon(inputs, more)
        return read(first.source, profile=profile, lexicon=known, counted=first.plan.ordinal is not None), known

    return reviewed(
        first,
        answers.decisions,
        read_with=read_with,
        data=inputs.data,
        lexicon=lexicon,
        name=answers.name,
        document=document or first.source.name,
    )


def with_review(addition: Addition, review: Reviewed, answers: AnswersFile) -> Addition:
    """A document as it is to be added, with the answers to its review, and the names and corrections these make."""
    source = addition.incoming.source
    document = iris.document(addition.document.name)
    kept = review.kept(source=source, document=document, plan=addition.plan)
    return replace(addition, kept=kept, answers=answers.content)


def write_review(
    paths: Sequence[Path], reading: Reading, before: AnswersFile | None, *, pdf: Path | None
) -> Iterator[str]:
    """Write the files of a review; what was written, and what became of the answers that were there, in sentences.

    `pdf` is the file that was read, if it is one, for pictures of its pages.
    """
    lines = lines_of(reading)
    files: dict[Path, bytes] = {}
    answered, shown = file_with(CSV, paths), file_with(HTML, paths)
    if answered is not None:
        kept, lost = _kept(before, lines)
        told = f"{answered.name}: {counted(len(kept), 'answer')} kept"
        files[answered] = review_as_csv(lines, kept).encode("utf-8-sig")
        if lost:
            old = answered.with_suffix(".before.csv")
            files[old] = answered.read_bytes()
            yield f"{told}, {len(lost)} fit no line now (the first: {lost[0]}); the file as it was is {old.name}"
        elif kept:
            yield told
    if shown is not None:
        printed = reading.source.printed
        pages: Pages = {}
        if pdf is not None and printed is not None:
            blank = dict.fromkeys(range(1, len(printed.pages) + 1), "")
            most = max(0, LARGEST - len(review_as_page(lines, reading, blank).encode()))
            pages = pages_of(pdf, lines, printed, most=most)
        if pdf is not None and not pages:
            yield f"no page of {pdf.name} is drawn; the review shows its words alone"
        files[shown] = review_as_page(lines, reading, pages).encode()
    write_together(files)
    groups = Counter(line.group for line in lines)
    problems, unknown = groups["problems"], groups["unknown"]
    written = " and ".join(map(str, paths))
    counts = f"{counted(len(lines), 'line')}, {problems} with a problem, {counted(unknown, 'name')} that no list has"
    yield f"{written}: {counts}"


def _kept(before: AnswersFile | None, lines: Iterable[ReviewLine]) -> tuple[list[Row], list[str]]:
    """The answers that fit a line by key and printed words, and the keys of those that do not."""
    by_key = {line.key: line for line in lines}
    kept: list[Row] = []
    lost: list[str] = []
    for number, row in before.rows if before is not None else ():
        line = by_key.get(row["key"])
        if is_answered(row, proposal=line.proposal if line is not None else ""):
            fits = line is not None and " ".join(row["printed"].split()) == " ".join(line.printed.split())
            kept += [(number, row)] if fits else []
            lost += [] if fits else [row["key"]]
    return kept, lost
