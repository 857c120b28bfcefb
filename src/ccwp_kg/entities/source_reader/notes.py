"""Notes in the margin: what a block became, in a sentence, with a link to each statement made from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate
from textwrap import shorten

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Thing, days_of_period, value_in_words
from ccwp_kg.entities.facts.inferences import rule_in_words
from ccwp_kg.entities.source_reader.read_things import ReadBlock, ReadThings, Stretch
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF

Part = str | Thing
"""A piece of a sentence: words, or a thing to link to."""
Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a block became: what it is as a whole, and what was found in it."""

    whole: Sentence
    points: tuple[Sentence, ...] = ()
    room: int = 0
    """How many points fit beside the block, about."""


_COUNTED = {
    "objectives": ("entry on objectives", "entries on objectives"),
    "indicators": ("indicator", "indicators"),
    "outcomes": ("outcome", "outcomes"),
    "parties": ("entry on parties", "entries on parties"),
    "lead": ("lead", "leads"),
}
"""What the entries of a column are: one of them, and several; of any other column they are statements."""

_LINE, _NOTE_LINE, _NOTE_LINES, _GAP, _LEAST = 62, 28, 1.4, 1.25, 2
"""On a wide page: characters in a line of the text and of the margin, lines of the margin beside one of the text, those
that a point takes beside what fills them, and how many points are shown though a few lines stand below the text."""
_FEW, _FOLD = 2, 2.25
"""How many lines may stand below the text for that, and how many are too few to be folded."""
_LONGEST_VALUE = 40
"""How many characters of a value are shown: the whole of it stands beside the note, as it was printed."""


@dataclass(slots=True)
class Notes:
    """Writes the notes of one document. A block of which the store knows nothing has none."""

    things: ReadThings
    _starts: list[int] = field(init=False)
    _by_start: list[tuple[Stretch, NamedNode]] = field(init=False)
    _citing: dict[NamedNode, list[NamedNode]] = field(init=False)
    _said: dict[NamedNode, list[NamedNode]] = field(init=False)
    """Thing → the statements in which something is said of it."""
    _of_marks: set[NamedNode] = field(init=False)
    """The statements of footnotes that were read from their marks: they come last, for the marks say as much."""

    def __post_init__(self) -> None:
        places = self.things.places.items()
        self._by_start = sorted(
            ((stretch, subject) for subject, stretches in places for stretch in stretches),
            key=lambda each: (each[0][0], -each[0][1], each[1].value),
        )
        self._starts = [stretch[0] for stretch, _ in self._by_start]
        self._said = {}
        for statement in self.things.of(CCWP.Statement):
            subject = self.things.facts.thing(statement, RDF.subject)
            if subject is not None:
                self._said.setdefault(subject, []).append(statement)
        self._of_marks = {
            each
            for citation in self.things.of(CCWP.Citation)
            if self.things.facts.text(citation, CCWP.footnoteNumber) is not None
            for predicate in (CCWP.footnoteNumber, CCWP.annotates)
            for each in self._saying(citation, predicate)
        }
        self._citing = {}
        for citation in self.things.of(CCWP.Citation):
            whole = self.things.facts.whole(citation)
            for document in self.things.facts.things(citation, CCWP.citedDocument):
                if whole is not None and whole not in self._citing.setdefault(document, []):
                    self._citing[document].append(whole)

    def of(self, block: ReadBlock, what: str = "") -> Note | None:
        """What a paragraph became, and everything read in it; what a footnote cites, and for which words; of a heading,
        which names a section, or a title, which names the plan, `what` is told."""
        if block.subject is None:
            return None
        whole: Sentence = (what, self.things.name(block.subject))
        announced: tuple[Sentence, ...] = ()
        if block.kind == "footnote":
            whole = self._citation(block.subject)
        elif not what:
            position = self.things.facts.number(block.subject, CCWP.position)
            whole = (self.things.name(block.subject, f"paragraph {position}" if position else "paragraph"),)
            announced = self._announced(block.subject, [block])
        return self._note([block], whole, (*announced, *self._points([block])))

    def of_cell(self, action: NamedNode, column: str, row: Sequence[ReadBlock]) -> Note | None:
        """What the entries of a cell became; None where the cell is empty."""
        cell = [block for block in row if block.kind == "cell" and block.column == column and block.subject is not None]
        if not cell:
            return None
        of = self.things.name(action)
        if column == "title":
            found = self._points([block for block in row if block.kind == "number"] + cell, without=[action])
            return self._note(cell, ("title of ", of), (*_rules(self.things, action), *found))
        subjects = list(dict.fromkeys(block.subject for block in cell if block.subject is not None))
        if column not in _COUNTED and self.things.is_a(subjects[0], CCWP.OtherEntry):
            heading = self.things.facts.text(subjects[0], CCWP.columnHeading)
            whole = (self.things.name(subjects[0], f"entry under “{heading}”"), " of ", of)
            return self._note(cell, whole, self._points(cell, without=subjects))
        if column not in _COUNTED:
            return self._note(cell, (f"{column} of ", of), self._statements(subjects))
        one, many = _COUNTED[column]
        sentence = (f"{len(subjects)} {one if len(subjects) == 1 else many} of ", of)
        known = list(subjects)
        if column == "outcomes":
            entries = tuple(_between(map(self._entry, subjects), "; "))
            said = (self._indicator(subject, cell) for subject in subjects if self._expected(subject, cell))
            points: tuple[Sentence, ...] = (entries, *(each for sentences in said for each in sentences))
        elif column in ("parties", "lead"):
            points = tuple(map(self._party, subjects))
            known += (each for subject in subjects for each in self._saying(subject, CCWP.involvedParty))
        else:
            say = self._objective if column == "objectives" else self._indicator
            points = tuple(sentence for subject in subjects for sentence in say(subject, cell))
        return self._note(cell, sentence, (*points, *self._points(cell, without=known)))

    def of_terms(self, action: NamedNode, row: Sequence[ReadBlock]) -> Note | None:
        """What was read in the terms of reference of an action."""
        terms = [block for block in row if block.kind == "terms-of-reference"]
        subject = next((block.subject for block in terms if block.subject is not None), None)
        if subject is None:
            return None
        whole = (self.things.name(subject, "terms of reference"), " of ", self.things.name(action))
        return self._note(terms, whole, (*self._announced(subject, terms), *self._points(terms, without=[subject])))

    def _note(self, blocks: Sequence[ReadBlock], whole: Sentence, points: Iterable[Sentence] = ()) -> Note:
        found = (*self._corrections(blocks), *points)
        lines = sum(block.end - block.start for block in blocks) / _LINE
        return Note(whole, found, _room(found, lines * _NOTE_LINES - _lines_of(whole)))

    # Entries of cells

    def _entry(self, subject: NamedNode) -> Thing:
        facts = self.things.facts
        printed, position = facts.number(subject, CCWP.printedNumber), facts.number(subject, CCWP.position)
        return self.things.name(subject, f"({printed})" if printed is not None else f"entry {position or 1}")

    def _objective(self, subject: NamedNode, _: Sequence[ReadBlock]) -> Iterator[Sentence]:
        things, facts = self.things, self.things.facts
        objective = facts.thing(subject, CCWP.assignedObjective)
        if objective is None:
            yield (self._entry(subject), " words none of the strategic objectives")
        else:
            score, coverage = facts.text(subject, CCWP.matchScore), facts.thing(subject, CCWP.coverage)
            place = facts.number(objective, CCWP.position)
            how = [things.name(coverage).name.lower()] if coverage is not None else []
            how += [f"wording matches by {score} of 100" if score else "wording matches"]
            number = things.name(objective, f"strategic objective {place}" if place else None)
            yield (self._entry(subject), " is ", number, f" ({', '.join(how)})" if how else "")
        yield from _rules(things, subject)

    def _indicator(self, subject: NamedNode, cell: Sequence[ReadBlock]) -> Iterator[Sentence]:
        expected = self._expected(subject, cell)
        yield (self._entry(subject), " expects ", *expected) if expected else (self._entry(subject),)

    def _announced(self, subject: NamedNode, blocks: Sequence[ReadBlock]) -> tuple[Sentence, ...]:
        """The decisions that running text says are to come, if it says of any."""
        expected = self._expected(subject, blocks)
        return (("expects ", *expected),) if expected else ()

    def _expected(self, subject: NamedNode, cell: Sequence[ReadBlock]) -> list[Part]:
        """The decisions and products that a part of an action expects, in the order of its words."""
        things, facts = self.things, self.things.facts
        own = [block for block in cell if block.subject == subject]
        expected: list[Part] = []
        for part in self._inside(own):
            if not (things.is_a(part, CCWP.ExpectedDecision) or things.is_a(part, CCWP.ExpectedProduct)):
                continue
            decision, by = facts.thing(part, CCWP.expectsDecision), facts.thing(part, CCWP.decisionBy)
            alone = decision is None
            products = [
                things.name(part if alone else each, things.name(each).name.lower())
                for each in facts.things(part, CCWP.expectsProduct)
            ]
            expected += ["; "] if expected else []
            if decision is not None and by is not None:
                joint = " to " if decision.value.endswith("/submission") else " by "
                expected += [
                    things.name(part, things.name(decision).name.lower()),
                    joint,
                    things.name(by, things.name(by).short),
                ]
                expected += [" of "] if products else []
            expected += _between(products)
        return expected

    def _party(self, subject: NamedNode) -> Sentence:
        """A party by its printed form, and whom it means, each by the statement that says so."""
        things = self.things
        printed = things.name(subject, things.facts.text(subject, CCWP.printedForm))
        meant = tuple(_between(self._value(each) for each in self._saying(subject, CCWP.involvedParty)))
        return (printed, ": ", *meant) if meant else (printed,)

    # What stands inside a block

    def _inside(self, blocks: Sequence[ReadBlock]) -> list[NamedNode]:
        found = [
            subject
            for block in blocks
            for stretch, subject in self._by_start[
                bisect_left(self._starts, block.start) : bisect_left(self._starts, block.end)
            ]
            if stretch[1] <= block.end
        ]
        return list(dict.fromkeys(found))

    def _points(self, blocks: Sequence[ReadBlock], *, without: Sequence[NamedNode] = ()) -> tuple[Sentence, ...]:
        known = {*without, *(block.subject for block in blocks)}
        kinds: tuple[tuple[NamedNode, Callable[[NamedNode], Sentence]], ...] = (
            (CCWP.ReadingIssue, self._issue),
            (CCWP.ImplementationRule, self._numbered("rule")),
            (CCWP.CoverEntry, self._named("entry of the cover ")),
            (CCWP.ColumnDefinition, self._named("definition of the column ")),
            (CCWP.StrategicObjective, self._numbered("strategic objective")),
            (CCWP.WorkArea, self._named("work area ")),
            (CCWP.ObjectiveListing, self._numbered("listed objective")),
            (CCWP.Citation, self._citation),
            (CCWP.ActionReference, self._reference),
            (CCWP.Meeting, self._named("")),
            (CCWP.ActionPlan, self._named("a fact of the ")),
        )
        found = [subject for subject in self._inside(blocks) if subject not in known]
        roles = {role for subject in found for role in self._role(subject)}
        statements = [each for each in found if self.things.is_a(each, CCWP.Statement) and each not in roles]
        points = (say(subject) for kind, say in kinds for subject in found if self.things.is_a(subject, kind))
        return (*points, *self._statements(sorted(statements, key=self._of_marks.__contains__), known))

    def _corrections(self, blocks: Sequence[ReadBlock]) -> Iterator[Sentence]:
        """The corrections of what was read here."""
        for subject in self._inside(blocks):
            for correction in self.things.facts.things(subject, CCWP.hasCorrection):
                yield ("corrected: ", self.things.name(correction))

    def _named(self, before: str) -> Callable[[NamedNode], Sentence]:
        return lambda subject: (before, self.things.name(subject))

    def _numbered(self, called: str) -> Callable[[NamedNode], Sentence]:
        def say(subject: NamedNode) -> Sentence:
            number = self.things.facts.number(subject, CCWP.position)
            return (self.things.name(subject, f"{called} {number}" if number else None),)

        return say

    def _issue(self, subject: NamedNode) -> Sentence:
        return ("reading note: ", self.things.name(subject, self.things.facts.text(subject, CCWP.text)))

    def _statements(
        self, statements: Iterable[NamedNode], known: Set[NamedNode | None] = frozenset()
    ) -> Iterator[Sentence]:
        """What is said of one thing, together, and what the thing is, where it is neither the document nor `known`.

        The link leads to the statement, which leads on; the things themselves are linked in the words of the passage.
        """
        facts, things = self.things.facts, self.things
        said: dict[NamedNode | None, dict[NamedNode | None, list[Thing]]] = {}
        for statement in statements:
            of = said.setdefault(facts.thing(statement, RDF.subject), {})
            of.setdefault(facts.thing(statement, RDF.predicate), []).append(self._value(statement))
        for subject, values in said.items():
            words: list[Part] = []
            for predicate, each in values.items():
                words += ["; "] if words else []
                words += [] if predicate is None else [f"{things.name(predicate).in_words}: "]
                words += _between(each)
            is_known = subject is None or subject in {things.document, *known}
            words += [] if is_known or subject is None else [f" ({self._called(subject)})"]
            yield tuple(words)

    def _value(self, statement: NamedNode) -> Thing:
        """A statement by its value."""
        value = self.things.facts.thing(statement, RDF.object)
        literal = self.things.facts.words(statement, RDF.object) if value is None else None
        words = value_in_words(literal.text, literal.datatype) if literal else self._called(value) if value else ""
        return self.things.name(statement, shorten(words or "", _LONGEST_VALUE, placeholder=" …") or None)

    def _called(self, iri: NamedNode) -> str:
        """A thing by its name in short, else by its days or the last two steps of its IRI, such as `decision 1`."""
        thing = self.things.name(iri)
        steps = " ".join(iri.value.rpartition("/id/")[2].split("/")[-2:])
        return thing.short if thing.is_named else days_of_period(iri.value) or steps

    def _saying(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The statements that give a property of a thing."""
        said = self._said.get(subject, ())
        return [each for each in said if self.things.facts.thing(each, RDF.predicate) == predicate]

    def _role(self, citation: NamedNode) -> list[NamedNode]:
        """The statement of the role of a citation in running words; that of a footnote needs no word."""
        is_footnote = self.things.facts.text(citation, CCWP.footnoteNumber) is not None
        return [] if is_footnote else self._saying(citation, CCWP.citationRole)[:1]

    def _citation(self, subject: NamedNode) -> Sentence:
        things, facts = self.things, self.things.facts
        number, role = facts.text(subject, CCWP.footnoteNumber), facts.thing(subject, CCWP.citationRole)
        documents = facts.things(subject, CCWP.citedDocument)
        start = things.name(subject, f"footnote {number}" if number else "cites")
        words: list[Part] = [start, " cites " if number else " "]
        words += _between(things.name(document) for document in documents)
        if role is not None and not number:
            said = next(iter(self._role(subject)), role)
            words += [" (", things.name(said, things.name(role).name.lower()), ")"]
        own = facts.whole(subject)
        others = {each for document in documents for each in self._citing[document] if each != own}
        if others:
            ordered = [each for each in facts.subjects() if each in others]
            words += ["; also cited by ", *_between(things.name(each) for each in ordered)]
        return tuple(words)

    def _reference(self, subject: NamedNode) -> Sentence:
        things, facts = self.things, self.things.facts
        action = facts.thing(subject, CCWP.referredAction)
        words: list[Part] = [things.name(subject, "refers to"), " "]
        if action is not None:
            words += [things.name(action)]
            title = facts.text(action, DCTERMS.term("title"))
            words += [f", “{title}”"] if title else []
        return tuple(words)


def _lines_of(sentence: Sentence) -> float:
    """About how many lines of the margin a sentence fills."""
    return sum(len(part if isinstance(part, str) else part.name) for part in sentence) // _NOTE_LINE + _GAP


def _room(points: Sequence[Sentence], lines: float) -> int:
    """How many of the points fill at most so many lines; all where hardly more than one line would be left."""
    filled = [0.0, *accumulate(map(_lines_of, points))]
    least = min(_LEAST, bisect_right(filled, lines + _FEW) - 1)
    fit = max(1, least, bisect_right(filled, lines) - 1)
    return fit if fit < len(points) and filled[-1] - filled[fit] > _FOLD else len(points)


def _between(things: Iterable[Thing], joint: str = ", ") -> list[Part]:
    parts: list[Part] = []
    for thing in things:
        parts += [joint, thing] if parts else [thing]
    return parts


def _rules(things: ReadThings, subject: NamedNode) -> Iterator[Sentence]:
    """How a value was obtained that the reading order alone does not give."""
    for words in things.facts.all_words(subject, CCWP.derivedByRule):
        yield (rule_in_words(words.text, {}),)
