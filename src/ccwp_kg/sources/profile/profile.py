"""What a reader must know of a family of documents: the words it looks for and the marks of its layout.

A profile is a TOML file under `data/profiles/`; the reader itself holds no word of any document.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from ccwp_kg.sources.profile.forms import Forms
from ccwp_kg.sources.profile.legibility import Legibility

COLUMNS = (
    *("title", "objectives", "indicators", "outcomes", "parties", "lead", "start", "status", "timetable"),
    *("work-area", "terms-of-reference"),
)
"""The reader's names of columns, and of the box."""
STEPS = "steps"
"""The column whose entries are the steps of one action."""
RELATIONS = ("follow-up", "basis", "recommendation", "decision", "addressee")
"""What may relate an action to another, to a document or to a body, for hints."""


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """A column or box of the annex: the reader's name of it, the headings it may bear, and words that explain it.

    `cues` are words that make another heading likely to name it; a star at the end of a word is any ending.
    """

    name: str
    labels: tuple[str, ...]
    meaning: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldHint:
    """Words that may hold the value of a field, a column in the profile or one of the relations, in running text.

    One of the `forms` stands, or one of the `words` and something to stand `beside` it in one sentence: words again, a
    `{state}`, an `{agent}`, a `{time}`. A star at the end of a word is any ending.
    """

    field: str
    forms: tuple[str, ...]
    words: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Marks of pages, lists, cells and of the annex.

    `markings` are words at the edge of pages, `directorates` how codes of departments begin that stand there,
    `clause_opens` words that go on with an item behind a semicolon, `explaining` words beside a heading that is quoted
    to explain it, `defining` verbs behind it, `beside` how headings begin of what stands beside another column.
    """

    page_breaks: tuple[str, ...]
    list_marks: tuple[str, ...]
    closing: str
    connectors: tuple[str, ...]
    annex: tuple[str, ...]
    label_lines: int
    explaining: tuple[str, ...]
    defining: tuple[str, ...]
    beside: tuple[str, ...] = ()
    clause_opens: tuple[str, ...] = ()
    markings: tuple[str, ...] = ()
    directorates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """Names of numbers, months and units, and the abbreviations of the language.

    `low_ordinals` are those from one to nineteen; `tens` has, from twenty to ninety, the ordinal and the word that
    stands before another ordinal. `parts_of_year` has the names of halves (slug 2) and quarters (slug 4), and
    `short_parts_of_year` the letters before their number; `between` has the words around a period's ends.
    """

    plan: str
    plans: str
    low_ordinals: tuple[str, ...]
    tens: tuple[tuple[str, str], ...]
    day_endings: tuple[str, ...]
    months: tuple[str, ...]
    of: tuple[str, ...]
    between: tuple[str, ...]
    parts_of_year: tuple[Forms, ...]
    short_parts_of_year: tuple[Forms, ...]
    numerals: tuple[str, ...]
    abbreviations: tuple[str, ...]
    dotted: tuple[str, ...]
    concessions: tuple[str, ...]
    conclusions: tuple[str, ...]
    relatives: tuple[str, ...]
    former: tuple[str, ...]
    linking: tuple[str, ...]
    compounding: tuple[str, ...]
    before_hyphens: tuple[str, ...]
    prefixes: tuple[str, ...]
    until: tuple[str, ...]
    before_time: tuple[str, ...]
    behind_time: tuple[str, ...]
    unbounded: tuple[str, ...]
    before_deadline: tuple[str, ...]
    before_last_days: tuple[str, ...]
    before_first_day: tuple[str, ...]
    around_time: tuple[str, ...]
    onwards: tuple[str, ...]
    joined: tuple[str, ...]
    between_days: tuple[str, ...]
    by_example: tuple[str, ...]
    and_so_on: tuple[str, ...]
    units: tuple[Forms, ...]
    quotes: tuple[tuple[str, str], ...]

    @property
    def ordinals(self) -> tuple[str, ...]:
        """The ordinals from first to ninety-ninth."""
        higher = ((ordinal, *(f"{ten}-{low}" for low in self.low_ordinals[:9])) for ordinal, ten in self.tens)
        return (*self.low_ordinals, *chain.from_iterable(higher))


@dataclass(frozen=True, slots=True)
class PlanCues:
    """Phrases that say what the plan is, where it goes and how its parts begin.

    `counted` name the body whose plans are counted, and what they are for; `kinds` stand before the `names` of a plan.
    """

    counted: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    full_names: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    forwarded_to: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    earlier_periods: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    declared_actions: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    work_areas: tuple[str, ...] = ()
    objectives_after: str = ""


@dataclass(frozen=True, slots=True)
class RelationCues:
    """Phrases by which the prose says something of two things, by the kind of relation where there are several.

    `audience` are words by which a sentence says for whom the document is, `plan_as_subject` the ways in which a clause
    begins with the plan, `considers` the words behind it that lead to a list of things, `list_openers` what may open
    that list or one within it, and `considered` its entries.
    """

    of_things: tuple[Forms, ...] = ()
    of_noted_documents: tuple[Forms, ...] = ()
    of_the_document: tuple[Forms, ...] = ()
    audience: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    plan_as_subject: tuple[str, ...] = ()
    considers: tuple[str, ...] = ()
    list_openers: tuple[str, ...] = ()
    considered: tuple[Forms, ...] = ()


@dataclass(frozen=True, slots=True)
class FootnoteCues:
    """Words before an annotated phrase, and words on a document that is still to come."""

    phrase_opens: tuple[str, ...] = ()
    sentence_opens: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DocumentForms:
    """How Council documents, the Official Journal and the Commission's documents are written.

    The first word for a revision, addendum or corrigendum is its mark: REV. Behind `not_after` and before `not_before`
    no number is a document's. The first `journal_number` may also stand between series and number.
    """

    series: str = "(?!)"
    revision: tuple[str, ...] = ()
    addendum: tuple[str, ...] = ()
    corrigendum: tuple[str, ...] = ()
    original: tuple[str, ...] = ()
    register: str = ""
    document: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    number_words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    other_series: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    latest_year: int = 2079
    commission_pivot: int = 50
    journal: tuple[str, ...] = ()
    journal_number: tuple[str, ...] = ()
    journal_of: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    commission: tuple[str, ...] = ()
    final: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverForms:
    """The labels on the cover of a document, and its usual words; `others` are labels of which nothing is read,
    `procedure` those of the numbers of procedures, `openings` begin the text behind it, `verbs` make words a sentence,
    which is no title.
    """

    sender: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ActForms:
    """How acts of the Union are named by number, and articles of its treaties.

    `kinds` are words for kinds of act by their slug; `treaties` the names of each treaty, the full one first.
    """

    authors: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    kinds: tuple[Forms, ...] = ()
    number_words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    article_of: tuple[str, ...] = ()
    article_to: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    before_date: tuple[str, ...] = ()
    before_subject: tuple[str, ...] = ()
    implementing: tuple[str, ...] = ()
    treaties: tuple[Forms, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionCues:
    """How an action is numbered, and an earlier one mentioned, titled, placed in a plan and followed up.

    `follow_up_of` open a sentence on one followed up, `itself` name an action's issue, `dealt_with` stand behind that.
    `own` are one document's numbers that are no figures, `inserted` words behind figures of an action put in later,
    `totals` stand between two figures that count sheets.
    """

    word: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
    of_plan: tuple[str, ...] = ()
    title_gap: tuple[str, ...] = ()
    document_before: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    follow_up_of: tuple[str, ...] = ()
    itself: tuple[str, ...] = ()
    dealt_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationCues:
    """Phrases around a cited document."""

    regarding: tuple[str, ...] = ()
    regarding_before: tuple[str, ...] = ()
    singled_out: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    quotation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strategy:
    """The strategic objectives that a strategy of some year sets, in its order."""

    year: int
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One family of documents, with their `publisher` (a reference), what it is called, and their `rights`.

    `requests` are what a document asks of bodies, by the kind of decision; `field_phrases` name the value of a field.
    `opening` is the section before any heading, `rules` the section whose sentences are rules. `expected` are what
    every document of the family says of its plan. `steps` head the column of the steps of an action in a table of its
    own. `is_labelled` says that actions stand in the text by themselves, `has_prose` that the words under the heading
    of an action, without a heading of their own, are those of its box. `other_headings` are those of which the reader
    knows no column, in such blocks, `other_cues` words that make a heading one of those. What a family lacks is empty.
    """

    name: str
    publisher: str
    rights: str
    layout: Layout
    columns: tuple[AnnexColumn, ...]
    words: LanguageWords
    legibility: Legibility
    cover: CoverForms = CoverForms()
    publisher_name: str = ""
    box: AnnexColumn = AnnexColumn("terms-of-reference", (), ())
    sections: tuple[Forms, ...] = ()
    opening: str = "introduction"
    rules: str = ""
    steps: tuple[str, ...] = ()
    is_labelled: bool = False
    has_prose: bool = False
    other_headings: tuple[str, ...] = ()
    other_cues: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    statuses: tuple[Forms, ...] = ()
    plan: PlanCues = PlanCues()
    requests: tuple[Forms, ...] = ()
    relations: RelationCues = RelationCues()
    footnotes: FootnoteCues = FootnoteCues()
    documents: DocumentForms = DocumentForms()
    acts: ActForms = ActForms()
    actions: ActionCues = ActionCues()
    citations: CitationCues = CitationCues()
    roles: tuple[Forms, ...] = ()
    decisions: tuple[Forms, ...] = ()
    announced: tuple[Forms, ...] = ()
    decision_cues: tuple[str, ...] = ()
    decision_objects: tuple[str, ...] = ()
    products: tuple[Forms, ...] = ()
    party_stop_words: tuple[str, ...] = ()
    no_value: tuple[Forms, ...] = ()
    party_links: tuple[Forms, ...] = ()
    party_joins: tuple[str, ...] = ()
    participating: tuple[Forms, ...] = ()
    exemplifying: tuple[str, ...] = ()
    excepting: tuple[str, ...] = ()
    product_acts: tuple[Forms, ...] = ()
    statements: tuple[Forms, ...] = ()
    field_phrases: tuple[Forms, ...] = ()
    hints: tuple[FieldHint, ...] = ()
    strategies: tuple[Strategy, ...] = ()

    @property
    def is_headed(self) -> bool:
        """Whether actions stand in the text, each under a heading of its own, instead of in an annex."""
        return self.is_labelled or bool(self.steps)

    @property
    def examples(self) -> tuple[str, str]:
        """Two headings of the family."""
        first, *others = [*self.steps, *(column.labels[0] for column in self.columns if column.labels)]
        return first, [*others, *self.other_headings, first][0]

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings that the family is known by, in their order."""
        labels = (each.labels for each in (*self.columns, self.box))
        return (*chain.from_iterable(labels), *self.steps, *self.other_headings)


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One way a document may write a thing: `form` as printed, `target` as a reference such as `organisation/olaf`.

    `kind` is the collection of the target (`organisation`, `group`, `act`, `concept`, …), or `SERIES`. A form written
    wholly in capitals is matched as it stands, any other without regard to case; white space stands for any line break.
    """

    form: str
    target: str
    kind: str


SERIES = "series"
"""The kind of a series of subject codes: only a number behind it makes its form one."""
Lexicon = tuple[LexiconEntry, ...]
"""All names known to the reader; where two match at one place the longer wins."""
