"""Notes in the margin: what a block became, in a sentence, with a link to each statement made from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.source_reader.blocks import ReadBlock
from ccwp_kg.entities.source_reader.read_things import ReadThings, Stretch, anchor
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF

Part = str | Thing
"""A piece of a sentence: words, or a thing to link to."""
Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a block became: where it stands, what it is as a whole, and what was found in it."""

    anchor: str
    whole: Sentence
    points: tuple[Sentence, ...] = ()


_COUNTED = {
    "objectives": ("entry on objectives", "entries on objectives"),
    "indicators": ("indicator", "indicators"),
    "outcomes": ("outcome", "outcomes"),
    "parties": ("concerned party", "concerned parties"),
    "lead": ("lead", "leads"),
}
"""What the entries of a column are: one of them, and several; of any other column they are statements."""


@dataclass(slots=True)
class Notes:
    """Writes the notes of one document. A block of which the store knows nothing has none."""

    things: ReadThings
    _starts: list[int] = field(init=False)
    _by_start: list[tuple[Stretch, NamedNode]] = field(init=False)
    _citing: dict[NamedNode, list[NamedNode]] = field(init=False)

    def __post_init__(self) -> None:
        places = self.things.places.items()
        self._by_start = sorted(
            ((stretch, subject) for subject, stretches in places for stretch in stretches),
            key=lambda each: (each[0][0], -each[0][1], each[1].value),
        )
        self._starts = [stretch[0] for stretch, _ in self._by_start]
        self._citing = {}
        for citation in self.things.of(CCWP.Citation):
            whole = self.things.whole(citation)
            for document in self.things.facts.things(citation, CCWP.citedDocument):
                if whole is not None and whole not in self._citing.setdefault(document, []):
                    self._citing[document].append(whole)

    def of_title(self, block: ReadBlock) -> Note | None:
        """The title is the plan's."""
        subject = block.subject
        if subject is None:
            return None
        return self._note([block], ("title of the ", self.things.name(subject)), self._points([block]))

    def of_heading(self, block: ReadBlock) -> Note | None:
        """A heading names a section."""
        subject = block.subject
        if subject is None:
            return None
        return self._note([block], ("section ", self.things.name(subject)), self._points([block]))

    def of_paragraph(self, block: ReadBlock) -> Note | None:
        """A paragraph of a section, and everything read in it."""
        if block.subject is None:
            return None
        position = self.things.facts.number(block.subject, CCWP.position)
        whole = (self.things.name(block.subject, f"paragraph {position}" if position else "paragraph"),)
        return self._note([block], whole, self._points([block]))

    def of_footnote(self, block: ReadBlock) -> Note | None:
        """What a footnote cites, and for which words."""
        if block.subject is None:
            return None
        return self._note([block], self._citation(block.subject), self._points([block]))

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
        if column not in _COUNTED:
            return self._note(cell, (f"{column} of ", of), map(self._statement, subjects))
        one, many = _COUNTED[column]
        sentence = (f"{len(subjects)} {one if len(subjects) == 1 else many} of ", of)
        if column in ("outcomes", "parties", "lead"):
            shown = self._entry if column == "outcomes" else self._as_printed
            points: tuple[Sentence, ...] = (tuple(_between((shown(subject) for subject in subjects), "; ")),)
        else:
            say = self._objective if column == "objectives" else self._indicator
            points = tuple(sentence for subject in subjects for sentence in say(subject, cell))
        return self._note(cell, sentence, (*points, *self._points(cell, without=subjects)))

    def of_terms(self, action: NamedNode, row: Sequence[ReadBlock]) -> Note | None:
        """What was read in the terms of reference of an action."""
        terms = [block for block in row if block.kind == "terms-of-reference"]
        subject = next((block.subject for block in terms if block.subject is not None), None)
        if subject is None:
            return None
        whole = (self.things.name(subject, "terms of reference"), " of ", self.things.name(action))
        return self._note(terms, whole, self._points(terms, without=[subject]))

    def _note(self, blocks: Sequence[ReadBlock], whole: Sentence, points: Iterable[Sentence] = ()) -> Note:
        """A block may go a full stop beyond what was read in it, and only what was read is a place to land on."""
        first = next((block for block in blocks if block.subject is not None), blocks[0])
        places = () if first.subject is None else self.things.places.get(first.subject, ())
        within = (place for place in places if first.start <= place[0] and place[1] <= first.end)
        place = min(within, key=lambda each: (each[0], -each[1]), default=(first.start, first.end))
        return Note(anchor(place), whole, (*points, *self._corrections(blocks)))

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
            how += [f"wording matches by {score} of 100"] if score else []
            number = things.name(objective, f"strategic objective {place}" if place else None)
            yield (self._entry(subject), " is ", number, f" ({', '.join(how)})" if how else "")
        yield from _rules(things, subject)

    def _indicator(self, subject: NamedNode, cell: Sequence[ReadBlock]) -> Iterator[Sentence]:
        things, facts = self.things, self.things.facts
        own = [block for block in cell if block.subject == subject]
        expected: list[Part] = []
        for part in self._inside(own):
            if not (things.is_a(part, CCWP.ExpectedDecision) or things.is_a(part, CCWP.ExpectedProduct)):
                continue
            decision, by = facts.thing(part, CCWP.expectsDecision), facts.thing(part, CCWP.decisionBy)
            products = [
                things.name(each, things.name(each).name.lower()) for each in facts.things(part, CCWP.expectsProduct)
            ]
            expected += ["; "] if expected else []
            if decision is not None and by is not None:
                joint = " to the " if decision.value.endswith("/submission") else " by the "
                expected += [
                    things.name(part, things.name(decision).name.lower()),
                    joint,
                    things.name(by, things.name(by).short),
                ]
                expected += [" of "] if products else []
            expected += _between(products)
        yield (self._entry(subject), " expects ", *expected) if expected else (self._entry(subject),)

    def _as_printed(self, subject: NamedNode) -> Thing:
        """A party by its printed form, for the organisations meant are linked in the cell itself."""
        return self.things.name(subject, self.things.facts.text(subject, CCWP.printedForm))

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
            (CCWP.ColumnDefinition, self._named("definition of the column ")),
            (CCWP.StrategicObjective, self._numbered("strategic objective")),
            (CCWP.WorkArea, self._named("work area ")),
            (CCWP.ExpectedProduct, self._named("product without a body: ")),
            (CCWP.ObjectiveListing, self._named("")),
            (CCWP.Statement, self._statement),
            (CCWP.Citation, self._citation),
            (CCWP.ActionReference, self._reference),
            (CCWP.Meeting, self._named("")),
            (CCWP.ActionPlan, self._named("a fact of the ")),
        )
        found = [subject for subject in self._inside(blocks) if subject not in known]
        return tuple(say(s) for kind, say in kinds for s in found if self.things.is_a(s, kind))

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

    def _statement(self, statement: NamedNode) -> Sentence:
        """A statement by its property, with its value, and what it is said of where it is not of the document."""
        facts, things = self.things.facts, self.things
        subject, predicate = facts.thing(statement, RDF.subject), facts.thing(statement, RDF.predicate)
        value = facts.thing(statement, RDF.object)
        named = things.name(predicate).name if predicate is not None else None
        words: list[Part] = [things.name(statement, named), ": "]
        words += [things.name(value) if value is not None else facts.text(statement, RDF.object) or ""]
        if subject is not None and subject != things.document:
            words += [", of ", things.name(subject)]
        return tuple(words)

    def _citation(self, subject: NamedNode) -> Sentence:
        things, facts = self.things, self.things.facts
        number, role = facts.text(subject, CCWP.footnoteNumber), facts.thing(subject, CCWP.citationRole)
        documents = facts.things(subject, CCWP.citedDocument)
        start = things.name(subject, f"footnote {number}" if number else "cites")
        words: list[Part] = [start, " cites " if number else " "]
        words += _between(things.name(document) for document in documents)
        words += [f" ({things.name(role).name.lower()})"] if role is not None and not number else []
        own = things.whole(subject)
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


def _between(things: Iterable[Thing], joint: str = ", ") -> list[Part]:
    parts: list[Part] = []
    for thing in things:
        parts += [joint, thing] if parts else [thing]
    return parts


def _rules(things: ReadThings, subject: NamedNode) -> Iterator[Sentence]:
    """How a value was obtained that the reading order alone does not give."""
    for words in things.facts.all_words(subject, CCWP.derivedByRule):
        yield (f"put together by the rule {words.text}",)
