"""Notes in the margin: what a passage became, in a sentence, with a link to each statement made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.source_reader.facts import Reading, Stretch, anchor
from ccwp_kg.entities.source_reader.passages import Passage, Role
from ccwp_kg.namespaces import CCWP, DCTERMS

Part = str | Thing
"""A piece of a sentence: words, or a thing to link to."""
Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a passage became: the place of the passage, what it is as a whole, and what was found in it."""

    anchor: str
    whole: Sentence
    points: tuple[Sentence, ...] = ()


_COUNTED: dict[Role, tuple[str, str]] = {
    "objective": ("entry on objectives", "entries on objectives"),
    "indicator": ("indicator", "indicators"),
    "outcome": ("outcome", "outcomes"),
    "party": ("concerned party", "concerned parties"),
}


@dataclass(slots=True)
class Notes:
    """Writes the notes of one document."""

    reading: Reading
    _by_start: list[tuple[Stretch, NamedNode]] = field(init=False)
    _citing: dict[NamedNode, list[NamedNode]] = field(init=False)

    def __post_init__(self) -> None:
        places = self.reading.places.items()
        self._by_start = sorted(
            ((stretch, subject) for subject, stretches in places for stretch in stretches),
            key=lambda each: (each[0][0], -each[0][1], each[1].value),
        )
        self._citing = {}
        for citation in self.reading.of(CCWP.Citation):
            whole = self.reading.whole(citation)
            for document in self.reading.facts.things(citation, CCWP.citedDocument):
                if whole is not None and whole not in self._citing.setdefault(document, []):
                    self._citing[document].append(whole)

    def of_title(self, passage: Passage) -> Note:
        """The title is the plan's."""
        return self._note([passage], ("title of the ", self.reading.name(passage.subject)))

    def of_heading(self, passage: Passage) -> Note:
        """A heading names a section."""
        return self._note([passage], ("section ", self.reading.name(passage.subject)))

    def of_paragraph(self, passage: Passage) -> Note:
        """A paragraph of a section, and everything read in it."""
        position = self.reading.facts.number(passage.subject, CCWP.position)
        shown = f"paragraph {position}" if position else "paragraph"
        whole = (self.reading.name(passage.subject, shown),)
        return self._note([passage], whole, self._points([passage]))

    def of_footnote(self, passage: Passage) -> Note:
        """What a footnote cites, and for which words."""
        return self._note(
            [passage], self._citation(passage.subject), self._points([passage], without=[passage.subject])
        )

    def of_cell(self, action: NamedNode, role: Role, row: Sequence[Passage]) -> Note | None:
        """What the entries of a cell became; None where the cell is empty."""
        cell = [passage for passage in row if passage.role == role]
        if not cell:
            return None
        of = self.reading.name(action)
        if role == "name":
            found = self._points(cell, without=[action])
            return self._note(cell, ("title of ", of), (*_rules(self.reading, action), *found))
        subjects = list(dict.fromkeys(passage.subject for passage in cell))
        one, many = _COUNTED[role]
        sentence = (f"{len(subjects)} {one if len(subjects) == 1 else many} of ", of)
        if role in ("outcome", "party"):
            shown = self._entry if role == "outcome" else self._as_printed
            points: tuple[Sentence, ...] = (tuple(_between((shown(subject) for subject in subjects), "; ")),)
        else:
            say = self._objective if role == "objective" else self._indicator
            points = tuple(sentence for subject in subjects for sentence in say(subject, cell))
        return self._note(cell, sentence, points)

    def of_terms(self, action: NamedNode, row: Sequence[Passage]) -> Note | None:
        """What was read in the terms of reference of an action."""
        terms = [passage for passage in row if passage.role == "terms"]
        if not terms:
            return None
        whole = (self.reading.name(terms[0].subject, "terms of reference"), " of ", self.reading.name(action))
        return self._note(terms, whole, self._points(terms, without=[terms[0].subject]))

    def _note(self, passages: Sequence[Passage], whole: Sentence, points: Iterable[Sentence] = ()) -> Note:
        """A passage may go a full stop beyond what was read in it, and only what was read is a place to land on."""
        first = passages[0]
        within = (
            place
            for place in self.reading.places.get(first.subject, ())
            if first.start <= place[0] and place[1] <= first.end
        )
        place = min(within, key=lambda each: (each[0], -each[1]), default=(first.start, first.end))
        return Note(anchor(place), whole, (*points, *self._corrections(passages)))

    # Entries of cells

    def _entry(self, subject: NamedNode) -> Thing:
        facts = self.reading.facts
        printed, position = facts.number(subject, CCWP.printedNumber), facts.number(subject, CCWP.position)
        return self.reading.name(subject, f"({printed})" if printed is not None else f"entry {position or 1}")

    def _objective(self, subject: NamedNode, _: Sequence[Passage]) -> Iterator[Sentence]:
        reading, facts = self.reading, self.reading.facts
        objective = facts.thing(subject, CCWP.assignedObjective)
        if objective is None:
            yield (self._entry(subject), " words none of the strategic objectives")
        else:
            score, coverage = facts.text(subject, CCWP.matchScore), facts.thing(subject, CCWP.coverage)
            place = facts.number(objective, CCWP.position)
            how = [reading.name(coverage).name.lower()] if coverage is not None else []
            how += [f"wording matches by {score} of 100"] if score else []
            number = reading.name(objective, f"strategic objective {place}" if place else None)
            yield (self._entry(subject), " is ", number, f" ({', '.join(how)})" if how else "")
        yield from _rules(reading, subject)

    def _indicator(self, subject: NamedNode, cell: Sequence[Passage]) -> Iterator[Sentence]:
        reading, facts = self.reading, self.reading.facts
        own = [passage for passage in cell if passage.subject == subject]
        products = [s for s in self._inside(own) if s != subject and reading.is_a(s, CCWP.Statement)]
        expected: list[Part] = [part for each in products for part in (*self._short(each), ", ")]
        decision, by = facts.thing(subject, CCWP.expectsDecision), facts.thing(subject, CCWP.decisionBy)
        if decision is not None:
            expected += [reading.name(decision, reading.name(decision).name.lower())]
            joined = " to the " if decision.value.endswith("/submission") else " by the "
            expected += [joined, reading.name(by, reading.name(by).short)] if by is not None else []
        elif expected:
            expected.pop()
        yield (self._entry(subject), " expects ", *expected) if expected else (self._entry(subject),)

    def _short(self, statement: NamedNode) -> Sentence:
        """A statement by what it is about, for it stands in a list of its kind."""
        about = self.reading.facts.thing(statement, CCWP.about)
        kind = self.reading.facts.thing(statement, CCWP.statementKind)
        named = about or kind
        return (self.reading.name(statement, self.reading.name(named).name.lower() if named is not None else None),)

    def _as_printed(self, subject: NamedNode) -> Thing:
        """A party by its printed form, for the organisations meant are linked in the cell itself."""
        return self.reading.name(subject, self.reading.facts.text(subject, CCWP.printedForm))

    # What stands inside a passage

    def _inside(self, passages: Sequence[Passage]) -> list[NamedNode]:
        found = [
            subject
            for passage in passages
            for stretch, subject in self._by_start
            if passage.start <= stretch[0] and stretch[1] <= passage.end
        ]
        return list(dict.fromkeys(found))

    def _points(self, passages: Sequence[Passage], *, without: Sequence[NamedNode] = ()) -> tuple[Sentence, ...]:
        known = {*without, *(passage.subject for passage in passages)}
        kinds: tuple[tuple[NamedNode, Callable[[NamedNode], Sentence]], ...] = (
            (CCWP.ReadingIssue, self._issue),
            (CCWP.ImplementationRule, self._numbered("rule")),
            (CCWP.ColumnDefinition, self._named("definition of the column ")),
            (CCWP.StrategicObjective, self._numbered("strategic objective")),
            (CCWP.WorkArea, self._named("work area ")),
            (CCWP.Statement, self._statement),
            (CCWP.Citation, self._citation),
            (CCWP.ActionReference, self._reference),
            (CCWP.Meeting, self._named("")),
            (CCWP.ActionPlan, self._named("a fact of the ")),
        )
        found = [subject for subject in self._inside(passages) if subject not in known]
        return tuple(say(s) for kind, say in kinds for s in found if self.reading.is_a(s, kind))

    def _corrections(self, passages: Sequence[Passage]) -> Iterator[Sentence]:
        """What holds by correction of that which was read here."""
        for subject in self._inside(passages):
            for correction in self.reading.facts.things(subject, CCWP.hasCorrection):
                yield ("corrected: ", self.reading.name(correction))

    def _named(self, before: str) -> Callable[[NamedNode], Sentence]:
        return lambda subject: (before, self.reading.name(subject))

    def _numbered(self, called: str) -> Callable[[NamedNode], Sentence]:
        def say(subject: NamedNode) -> Sentence:
            number = self.reading.facts.number(subject, CCWP.position)
            return (self.reading.name(subject, f"{called} {number}" if number else None),)

        return say

    def _issue(self, subject: NamedNode) -> Sentence:
        return ("reading note: ", self.reading.name(subject, self.reading.facts.text(subject, CCWP.text)))

    def _statement(self, subject: NamedNode) -> Sentence:
        facts, reading = self.reading.facts, self.reading
        kind, about = facts.thing(subject, CCWP.statementKind), facts.thing(subject, CCWP.about)
        said: list[Part] = [reading.name(subject, reading.name(kind).name.lower() if kind is not None else None)]
        text = facts.text(subject, CCWP.text)
        said += [f": “{text}”"] if text else []
        if about is not None and about != reading.whole(subject):
            said += [", on ", reading.name(about)]
        return tuple(said)

    def _citation(self, subject: NamedNode) -> Sentence:
        reading, facts = self.reading, self.reading.facts
        number, role = facts.text(subject, CCWP.footnoteNumber), facts.thing(subject, CCWP.citationRole)
        documents = facts.things(subject, CCWP.citedDocument)
        start = reading.name(subject, f"footnote {number}" if number else "cites")
        said: list[Part] = [start, " cites " if number else " "]
        said += _between(reading.name(document) for document in documents)
        said += [f" ({reading.name(role).name.lower()})"] if role is not None and not number else []
        own = reading.whole(subject)
        others = {each for document in documents for each in self._citing[document] if each != own}
        if others:
            ordered = [each for each in facts.subjects() if each in others]
            said += ["; also cited by ", *_between(reading.name(each) for each in ordered)]
        return tuple(said)

    def _reference(self, subject: NamedNode) -> Sentence:
        reading, facts = self.reading, self.reading.facts
        action = facts.thing(subject, CCWP.referredAction)
        said: list[Part] = [reading.name(subject, "refers to"), " "]
        if action is not None:
            said += [reading.name(action)]
            title = facts.text(action, DCTERMS.term("title"))
            said += [f", “{title}”"] if title else []
        return tuple(said)


def _between(things: Iterable[Thing], joint: str = ", ") -> list[Part]:
    parts: list[Part] = []
    for thing in things:
        parts += [joint, thing] if parts else [thing]
    return parts


def _rules(reading: Reading, subject: NamedNode) -> Iterator[Sentence]:
    """How a value was obtained that the reading order alone does not give."""
    for words in reading.facts.all_words(subject, CCWP.derivedByRule):
        yield (f"put together by the rule {words.text}",)
