"""Finds the decisions that an indicator expects: what each body is to do, and with which products."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.profile.forms import forms_of
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.phrases import PhraseMatch
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.recognition.statements import RECURRENCE, statements_in
from ccwp_kg.sources.records.records import ExpectedDecision
from ccwp_kg.sources.records.references import Mention
from ccwp_kg.sources.text.patterns import any_of

PRODUCTS_BEFORE = "decision.products-before"
"""The rule by which a decision that names no product is on those named before it."""
_BOUNDARY = re.compile(r"[,;.:](?= |$)")


@dataclass(frozen=True, slots=True)
class Expectations:
    """The decisions in the words of an indicator, and all products it names, both in the order of the text.

    `undecided` are the places, counted from 1, of the products of which no body is named. `start` and `end` of each
    decision are in `places`.
    """

    decisions: tuple[ExpectedDecision, ...]
    products: tuple[Mention, ...]
    undecided: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


def expectations_in(scan: Scan, start: int, *, profile: Profile, announced: bool = False) -> Expectations:
    """What the words of an indicator or outcome expect; they begin at `start` of the running text.

    `announced` says that it is running text: only what is still to come counts, and only on products in its own words.
    """
    kinds = profile.announced if announced else profile.decisions
    found = scan.phrases.of_kinds(kinds)
    told_of = re.compile(rf"(?<!\w)(?:{any_of(forms_of(profile.product_acts, 'told'))}) of (?:the )?$", re.IGNORECASE)
    found_products = scan.phrases.of_kinds(profile.products)
    printed = [each for each in found_products if told_of.search(scan.flow.text, 0, each[0].start) is None]
    acts = rf"(?:{any_of(forms_of(profile.product_acts, 'done'))})"
    done_with = re.compile(rf"(?<!\w){acts}(?:(?:,| and|, and) {acts})* of (?:the )?$", re.IGNORECASE)
    opened = {each.start: done_with.search(scan.flow.text, 0, each.start) for each, _ in printed}
    done = [(words.start(), end) for end, words in opened.items() if words]
    products, mentions = [], []
    for each, target in printed:
        # what is done with a product is none of its own: "publication of practical guides"
        if not any(start <= each.start < end for start, end in done):
            words = opened[each.start]
            passage = scan.flow.passage(words.start() if words else each.start, each.end)
            products.append(each)
            mentions.append(Mention(target, "concept", passage, scan.field))
    recurrences = {
        scan.flow.index(each.passage.spans[0].start): each
        for each in statements_in(scan, profile=profile)
        if found and each.kind == RECURRENCE
    }
    decisions, places, decided = [], [], set[int]()
    joint = re.compile(rf" ?(?:(?:{any_of(profile.layout.connectors)}) )?")
    before: list[int] = []
    last = 0
    for match, kind in found:
        if match.start < last:  # "presented to and adopted by the CCWP": the later words are of this decision alone
            own = [at for at, each in enumerate(products) if match.start <= each.start and each.end <= match.end]
        else:
            own = _products_of(match, products, scan.flow.text, last, profile=profile)
        covered = own
        if not own and not announced:
            covered = before or [at for at, each in enumerate(products) if each.end <= match.start]
        first = min([match.start, *(products[at].start for at in own)])
        ends = [each.end() for each in _BOUNDARY.finditer(scan.flow.text, start, first)]
        begin = max([start, *ends, last if last <= first else match.start if match.start < last else start])
        opening = joint.match(scan.flow.text, begin)
        begin = opening.end() if opening else begin
        end = max([match.end, *(products[at].end for at in own)])
        text = scan.flow.passage(begin, end, rule=None if own or not covered else PRODUCTS_BEFORE)
        by = match.slots["agent"].target or ""
        named = tuple(mentions[at] for at in covered)
        decisions.append(ExpectedDecision(kind, by, text, named, recurrences.get(end + 1), _reporter(match, scan)))
        places.append((begin, end))
        decided.update(covered)
        before, last = covered, match.end
    undecided = tuple(at for at in range(1, len(products) + 1) if at - 1 not in decided)
    return Expectations(tuple(decisions), tuple(mentions), undecided, tuple(places))


def _reporter(match: PhraseMatch, scan: Scan) -> Mention | None:
    """Who is to report, where the words of a decision begin with a known name: "the steering group will report"."""
    actor = match.slots.get("actor")
    if actor is None or actor.target is None:
        return None
    kind = actor.target.partition("/")[0]
    return Mention(actor.target, kind, scan.flow.passage(actor.start, actor.end), scan.field)


def _products_of(
    match: PhraseMatch, products: Sequence[PhraseMatch], text: str, last: int, *, profile: Profile
) -> list[int]:
    """The products that the words of a decision name: in it, right before it, and behind it after "of the".

    Those that stand behind the decision before, which ends at `last`, are nearer than those of the whole clause.
    Those listed with the first of them are of the decision, too: "report, analysis and recommendations to the CCWP".
    """
    close = next(_BOUNDARY.finditer(text, match.end), None)
    behind = re.compile(rf" (?:{any_of(profile.decision_objects)}) ").match(text, match.end)
    end = match.end if behind is None else close.start() if close else len(text)
    opened = max((each.end() for each in _BOUNDARY.finditer(text, 0, match.start)), default=0)
    clause = [at for at, each in enumerate(products) if opened <= each.start and each.end <= end]
    own = [at for at in clause if products[at].start >= last] or clause
    if own:
        own[:0] = reversed([*_listed_before(own[0], products, text, profile=profile)])
    return own


def _listed_before(at: int, products: Sequence[PhraseMatch], text: str, *, profile: Profile) -> Iterator[int]:
    """The products of one list before a product, from the nearest to the first.

    A product belongs to the list if a comma or "and" follows it at once: "analysis of risks, report" is no list.
    """
    joints = {",", *profile.layout.connectors}
    for place in range(at - 1, -1, -1):
        between = re.findall(r"\w+|[^\w\s]", text[products[place].end : products[place + 1].start])
        words = [word for word in between if word not in joints]
        if not between or between[0] not in joints:
            return
        if any(each in profile.words.linking or not each.isalnum() for each in words):
            return
        yield place
