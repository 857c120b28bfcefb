"""Everything recognised in one part of a document: its known names, documents, and the phrases to look for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ccwp_kg.sources.dates import Calendar
from ccwp_kg.sources.flow import Flow
from ccwp_kg.sources.lexicon import Lexicon
from ccwp_kg.sources.mentions import Finder, Found, mentions_of
from ccwp_kg.sources.phrases import Phrases
from ccwp_kg.sources.profile import Profile
from ccwp_kg.sources.prose import Stretch, sentences
from ccwp_kg.sources.records import Mention
from ccwp_kg.sources.references import FoundDocument, FoundJournal, documents_in, journals_in
from ccwp_kg.sources.text import SourceText, Span


@dataclass(frozen=True, slots=True)
class Scan:
    """One part of a document, `field` by name, with what is recognised in its running text."""

    field: str
    flow: Flow
    names: tuple[Found, ...]
    documents: tuple[FoundDocument, ...]
    journals: tuple[FoundJournal, ...]
    phrases: Phrases
    sentences: tuple[Stretch, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The known names as records."""
        return mentions_of(self.flow, self.names, field=self.field)

    def mention_at(self, start: int) -> Mention | None:
        """The known name that begins at a place of the running text."""
        here = [found for found in self.names if found.start == start]
        return next(iter(mentions_of(self.flow, here, field=self.field)), None)

    def sentence_at(self, place: int) -> Stretch:
        """The sentence that holds a place of the running text."""
        return next(each for each in reversed(self.sentences) if each.start <= place)


@dataclass(frozen=True, slots=True)
class Reader:
    """A document and what one needs to read it; `scan` reads one part."""

    source: SourceText
    profile: Profile
    finder: Finder
    calendar: Calendar

    @classmethod
    def of(cls, source: SourceText, *, profile: Profile, lexicon: Lexicon) -> Reader:
        """A reader for one document."""
        return cls(source, profile, Finder.of(lexicon), Calendar(profile.words))

    def flow(self, spans: Iterable[Span], *, skip: Collection[int] = ()) -> Flow:
        """The running text of some stretches of the document."""
        return Flow.of(self.source, spans, skip=skip)

    def scan(self, flow: Flow, *, field: str) -> Scan:
        """What is recognised in a running text. Names are not looked for inside document references."""
        documents = documents_in(flow, forms=self.profile.documents)
        journals = journals_in(flow, forms=self.profile.documents, calendar=self.calendar)
        masked = [(found.start, found.end) for found in documents]
        masked += [(found.start, found.end) for found in journals]
        names = self.finder.find(flow.text, masked=masked)
        return Scan(
            field=field,
            flow=flow,
            names=names,
            documents=documents,
            journals=journals,
            phrases=Phrases(flow.text, names, self.calendar),
            sentences=sentences(flow.text, words=self.profile.words),
        )
