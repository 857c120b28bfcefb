"""What words outside the rows tell of actions: their work areas, and "Action 6.4 shall start in May" below a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccwp_kg.sources.actions.action_references import actions_in
from ccwp_kg.sources.actions.row_issues import may_tell
from ccwp_kg.sources.actions.work_areas import with_work_areas
from ccwp_kg.sources.layout.text_lines import spans_of
from ccwp_kg.sources.profile.profile import RELATIONS
from ccwp_kg.sources.recognition.hints import hints_in
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.records.records import Action, FieldSilence, Issue, Plan
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.table.rows import Annex
from ccwp_kg.sources.text.prose import Punctuation


def outside_rows(
    annex: Annex, actions: Sequence[Action], plan: Plan, *, above: Sequence[Scan], ordinal: int | None, grammar: Grammar
) -> tuple[Annex, tuple[Action, ...], list[Issue]]:
    """The annex, the actions of a plan, and an issue for each field that one lacks and a sentence elsewhere may tell.

    The actions have the work area that a row over them names, which then is no loose words of the annex. The sentence
    stands `above` the table, or in words that are in no row. It names the action and holds words that may state the
    field, which is then not understood.
    """
    annex, actions = with_work_areas(annex, actions, plan.work_areas, grammar=grammar)
    scans = (*above, grammar.scan(grammar.flow(spans_of(annex.loose)), field=""))
    possible: dict[tuple[str | None, str], Passage] = {}
    for number, field, words in (each for scan in scans for each in _possible_fields(scan, ordinal, grammar=grammar)):
        possible.setdefault((number, field), words)
    found, issues = [], []
    for action in actions:
        silences = []
        for silence in action.silences:
            tells = possible.get((action.number, silence.field)) if silence.silence != "not-understood" else None
            if tells is None:
                silences.append(silence)
            else:
                silences.append(FieldSilence(silence.field, "not-understood", tells))
                message = f"action {action.number}: {may_tell(tells, silence.field)}"
                issues.append(Issue("field-not-understood", message, tells.spans[0], "note"))
        found.append(replace(action, silences=tuple(silences)))
    return annex, tuple(found), issues


def _possible_fields(scan: Scan, ordinal: int | None, *, grammar: Grammar) -> Iterator[tuple[str | None, str, Passage]]:
    """The numbers of own actions, each with a field that a sentence may tell and the words that may do so."""
    profile = grammar.profile
    named = actions_in(scan, Punctuation(scan.flow.text, words=profile.words), profile=profile)
    own = [each for each in named if each.record.plan in (None, ordinal)]
    for hint in profile.hints if own else ():
        for words in hints_in(scan, hint, grammar=grammar) if hint.field not in RELATIONS else ():
            sentence = scan.sentence_at(scan.flow.index(words.spans[0].start))
            yield from ((each.record.number, hint.field, words) for each in own if sentence.holds(each))
