"""Reads the cells that name parties: bodies, groups and Member States, as concerned, as participants or in the lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from ccwp_kg.sources.actions.entries import CellItem, parties_of
from ccwp_kg.sources.actions.optional_columns import scan_cell
from ccwp_kg.sources.actions.row_issues import no_value, note_mark
from ccwp_kg.sources.layout.headings import joined
from ccwp_kg.sources.profile.forms import forms_of
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.names import FoundName
from ccwp_kg.sources.recognition.phrases import PhraseMatch
from ccwp_kg.sources.recognition.scan import STATE, Grammar, Scan
from ccwp_kg.sources.records.records import PartyInvolvement
from ccwp_kg.sources.records.references import Mention
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cell_features import LEAD, PARTIES
from ccwp_kg.sources.table.cells import CERTAIN, Cell, Cells
from ccwp_kg.sources.text.patterns import any_of, whole_words

CONCERNED, PARTICIPANT = "concerned", "participant"
_MANY = 3
"""The unknown words, at least, of an entry that is no name of a party: one of them begins with a small letter."""
_GROUP = "group"
_OPENING = re.compile(r"(?:^|[.:;] |\bthat )(?:the )?$", re.IGNORECASE)
_CLOSING = re.compile(r"[.;)]|$|,? (?:with|in|supported by|assisted by|and (?:will|shall|begins|starts))\b")
"""What may stand before a name that begins a sentence, and behind one that ends it."""
_PARTY_KINDS = frozenset({"organisation", STATE, _GROUP})
_CURE = "if it is a body, describe it in data/curated/organisations.ttl with its name as printed and read again"


def read_parties(cells: Cells, collector: Collector, *, role: str) -> tuple[PartyInvolvement, ...]:
    """The entries of the column of parties. They have one `role`, or where a grid has one that of their heading."""
    grammar = collector.grammar
    every = [cells.cell(PARTIES), *(cell for cell in cells.others if names_parties(cell, grammar=grammar))]
    found: list[PartyInvolvement] = []
    headings = [joined(cell.heading) for cell in every]
    for cell, heading in zip(every, headings, strict=True):
        if no_value(cell, grammar=grammar) is not None:
            collector.claim(cell.spans, PARTIES)
            continue
        own = role_of([heading], profile=grammar.profile, beside=headings) if heading else role
        found += _entries(cell, cells, collector, role=own, after=len(found))
    return tuple(found)


def names_parties(cell: Cell, *, grammar: Grammar) -> bool:
    """Whether the heading of a cell is one of the column of parties."""
    heading = joined(cell.heading)
    return bool(heading) and grammar.labels.means(heading) == PARTIES


def _entries(cell: Cell, cells: Cells, collector: Collector, *, role: str, after: int) -> list[PartyInvolvement]:
    """The entries of one cell among the `cells` of a row; they are counted on from `after`."""
    grammar = collector.grammar
    if marks := cells.marks:
        collector.claim([mark.span for mark in marks], "list-mark")
        message = "the list marks of the parties collapsed; entries are told apart by their commas"
        collector.issue("list-marks-collapsed", message, marks[0].span, severity="note")
    involvements = []
    suspect = False
    for position, item in enumerate(parties_of(cell, grammar=grammar), after + 1):
        scan = collector.scan(item.flow, f"party/{position}", claim=item.value.spans)
        note_mark(item, collector)
        unknown = _unknown_words(scan, item.start, profile=grammar.profile)
        kinds = _PARTY_KINDS - {STATE} if unknown else _PARTY_KINDS
        named_parties, examples = _parties_named(scan, profile=grammar.profile, kinds=kinds)
        involvements.append(PartyInvolvement(position, item.value, named_parties, examples, role))
        if unknown or not named_parties:
            _note_unknown(unknown, item.value.text, item.whole, collector)
        _note_undivided(scan, item, collector)
        if item.value.text.count("(") != item.value.text.count(")"):
            message = (
                f"“{item.value.text}” has a bracket without its other half; words may be lost, or be of two parties"
            )
            collector.issue("bracket-open", message, item.whole, severity="note")
        if item.value.text.casefold() in (each.printed.text.casefold() for each in involvements[:-1]):
            message = f"“{item.value.text}” is printed twice; another party may be meant"
            collector.issue("party-twice", message, item.whole, severity="note")
        suspect = suspect or (len(unknown) >= _MANY and any(word.group().islower() for word in unknown))
    if suspect and cells.made_by not in CERTAIN:
        whole = Span(cell.lines[0].span.start, cell.lines[-1].span.end)
        message = "the cell of “parties” shows signs of words of another column"
        collector.issue("cell-suspect", message, whole)
    return involvements


def read_lead(cell: Cell, collector: Collector) -> PartyInvolvement | None:
    """The Member States and bodies that lead an action, as one entry; None for an empty cell."""
    printed = scan_cell(cell, f"{LEAD}/1", collector)
    if printed is None:
        return None
    (scan, words), profile = printed, collector.grammar.profile
    unknown = _unknown_words(scan, 0, profile=profile)
    named_parties, examples = _parties_named(scan, profile=profile, kinds=_PARTY_KINDS)
    if unknown or not named_parties:
        _note_unknown(unknown, words.text, words.spans[0], collector, where=f" in the column “{LEAD}”")
    return PartyInvolvement(1, words, named_parties, examples, LEAD)


def lead_in_text(collector: Collector) -> PartyInvolvement | None:
    """The one Member State that the terms of reference say leads the action; None where it may be one of several."""
    grammar = collector.grammar
    forms = forms_of(grammar.profile.field_phrases, LEAD)
    leads: list[Mention | None] = []
    for scan in (each for each in collector.scans if each.field == grammar.profile.box.name):
        own = grammar.scan(scan.flow, field=f"{LEAD}/1")
        leads += (
            own.mention_at(match.slots["state"].start) if _is_alone(scan.flow.text, match) else None
            for match in own.phrases.all(forms)
        )
    lead = leads[0] if leads else None
    if lead is None or any(each is None or each.target != lead.target for each in leads):
        return None
    return PartyInvolvement(1, lead.printed, (lead,), role=LEAD)


def _is_alone(text: str, match: PhraseMatch) -> bool:
    """Whether the state at an end of a phrase is a whole name, and joined to no other: "Spain and France will lead"."""
    state = match.slots["state"]
    opens = match.start == state.start and _OPENING.search(text[: match.start]) is None
    closes = match.end == state.end and _CLOSING.match(text, match.end) is None
    return not (opens or closes)


def _unknown_words(scan: Scan, start: int, *, profile: Profile) -> list[re.Match[str]]:
    """The words from `start` on that neither name a party nor join names; a word within another name is of that."""
    known = [found for found in scan.names if not _is_of_other(scan, found, profile=profile)]
    return [
        word
        for word in re.compile(r"\w+").finditer(scan.flow.text, start)
        if word.group().casefold() not in profile.party_stop_words
        and not any(found.start <= word.start() < found.end for found in known)
    ]


def _note_unknown(
    unknown: list[re.Match[str]], entry: str, place: Span, collector: Collector, *, where: str = ""
) -> None:
    """Report the unknown words of an entry, or one that names nothing, with the forms that look like names.

    Parties with an exception are none that is named.
    """
    profile = collector.grammar.profile
    if whole_words(profile.excepting).search(entry) is not None:
        message = f"“{entry}”{where} leaves out some of the parties that it names, which was not understood"
        collector.issue("unknown-party", message, place, severity="note")
        return
    forms = _forms(unknown, profile=profile) or (entry,)
    names = tuple(form for form in forms if len(form) > 1 and form != form.casefold())
    message = f"no known party is named by {', '.join(f'“{form}”' for form in forms)}{where}; {_CURE}"
    collector.issue("unknown-party", message, place, severity="note", unknown=names)


def _note_undivided(scan: Scan, item: CellItem, collector: Collector) -> None:
    """Report an entry with two known parties that nothing parts: "Europol Frontex"."""
    named = sorted((found.start, found.end) for found in scan.names if found.name.kind in _PARTY_KINDS - {_GROUP})
    if any(scan.flow.text[end:start] == " " for (_, end), (start, _) in pairwise(named)):
        message = (
            f"nothing parts the names in “{item.value.text}” in the column “{PARTIES}”; they may be several entries"
        )
        collector.issue("parties-undivided", message, item.whole, severity="note")


def _forms(unknown: list[re.Match[str]], *, profile: Profile) -> tuple[str, ...]:
    """The unknown words as forms of names: "of the" or "and" may stand within one, and a bracket without a space."""
    links = forms_of(profile.party_links, "between")
    inside = re.compile(rf"\(|[ ’'&-]+(?:(?:{any_of((*links, *profile.party_joins, 'the'))}) )*")
    stretches: list[tuple[int, int]] = []
    for word in unknown:
        if stretches and inside.fullmatch(word.string, stretches[-1][1], word.start()):
            closed = word.string[word.start() - 1] == "(" and word.string[word.end() :].startswith(")")
            stretches[-1] = (stretches[-1][0], word.end() + closed)
        else:
            stretches.append(word.span())
    return tuple(word.string[start:end] for word in unknown[:1] for start, end in stretches)


def _parties_named(
    scan: Scan, *, profile: Profile, kinds: Collection[str]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The known parties of some kinds that an entry names, each once, and those it names as examples of one before.

    Parties with an exception ("EU agencies other than Frontex") are not named.
    """
    if whole_words(profile.excepting).search(scan.flow.text) is not None:
        return (), ()
    named = [found for found in scan.names if found.name.kind in kinds]
    instances = list(_stretches_of_examples(scan.flow.text, profile=profile))
    named_parties: dict[str, Mention] = {}
    examples: dict[str, Mention] = {}
    for found in named:
        mention = None if _is_of_other(scan, found, profile=profile) else scan.mention_at(found.start)
        if mention is not None:
            is_example = named_parties and any(start <= found.start < end for start, end in instances)
            (examples if is_example else named_parties).setdefault(mention.target, mention)
    return tuple(named_parties.values()), tuple(examples.values())


def _is_of_other(scan: Scan, found: FoundName, *, profile: Profile) -> bool:
    """Whether a group, or a name that is also a common word, is a part of another name: "Danube Commission"."""
    text = scan.flow.text
    if found.name.kind != _GROUP and text[found.start : found.end].lower() not in profile.legibility.long_words:
        return False
    before = re.search(r"([^\W\d_]+) $", text[: found.start])
    more = re.compile(rf" (?:{any_of(forms_of(profile.party_links, 'between'))}) [A-Z]")
    ends = {name.end for name in scan.names}
    ends_other = before is not None and before[1][0].isupper() and before.end(1) not in ends
    return ends_other or more.match(text, found.end) is not None


def _stretches_of_examples(text: str, *, profile: Profile) -> Iterator[tuple[int, int]]:
    """Where a text lists examples: from a word such as "including" to the end of its bracket, or of the text."""
    for cue in whole_words(profile.exemplifying).finditer(text):
        closed = text.find(")", cue.end()) if text.count("(", 0, cue.start()) > text.count(")", 0, cue.start()) else -1
        yield cue.end(), closed if closed >= 0 else len(text)


def role_of(headings: Collection[str], *, profile: Profile, beside: Collection[str] = ()) -> str:
    """The role of those in the columns of parties, by the headings printed for them.

    Under headings of both roles, those of which no heading tells are only known to be concerned. So are the other
    participants, where one of the headings `beside` is that of the participants; where none is, partners beside other
    bodies are participants.

    >>> from ccwp_kg.sources.profile.load import action_plans
    >>> role_of(["Other participants"], profile=action_plans()), role_of([], profile=action_plans())
    ('participant', 'concerned')
    >>> role_of(["Participating Member States", "Other bodies"], profile=action_plans())
    'concerned'
    """

    def has(heading: str, kind: str) -> bool:
        return not {*re.findall(r"\w+", heading.casefold())}.isdisjoint(forms_of(profile.participating, kind))

    known = any(has(each, "named") and not has(each, "others") for each in beside)
    is_beside = len({*beside}) > 1 and not known
    is_theirs = all(
        (has(each, "named") and not (known and has(each, "others"))) or (is_beside and has(each, "beside"))
        for each in headings
    )
    return PARTICIPANT if headings and is_theirs else CONCERNED
