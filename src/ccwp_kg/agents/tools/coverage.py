"""The tool `coverage`: which documents, plans and actions are held, and which are only known by mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from ccwp_kg.agents.answer_lines import dataset_line
from ccwp_kg.agents.arguments import Arguments
from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.tool_answer import ToolAnswer, quoted
from ccwp_kg.entities.facts.facts import Names, look_up
from ccwp_kg.languages import counted
from ccwp_kg.namespaces import CCWP, DCTERMS, RDFS
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.rdf.terms.silences import sentence
from ccwp_kg.store import Row, Store

_TEXTS = f"""SELECT ?text ?document ?pages ?characters ?words ?accounted WHERE {{
  ?text a {CCWP.SourceText} ; {CCWP.fileName} ?file .
  OPTIONAL {{ ?text {DCTERMS.isFormatOf} ?document }} OPTIONAL {{ ?text {CCWP.pageCount} ?pages }}
  OPTIONAL {{ ?text {CCWP.characterCount} ?characters }} OPTIONAL {{ ?text {CCWP.wordCount} ?words }}
  OPTIONAL {{ ?text {CCWP.accountedWordCount} ?accounted }}
}}"""
_PLANS = f"""SELECT ?plan ?from WHERE {{
  ?plan a {CCWP.ActionPlan} OPTIONAL {{ ?plan {CCWP.readFrom} ?from }}
}}"""
_ACTIONS = f"""SELECT ?action ?plan ?from WHERE {{
  ?action a {CCWP.Action} OPTIONAL {{ ?action {CCWP.partOfPlan} ?plan }} OPTIONAL {{ ?action {CCWP.readFrom} ?from }}
}}"""
_CITED = f"""SELECT DISTINCT ?document ?address WHERE {{
  {{ ?document a {CCWP.CouncilDocument} }} UNION {{ ?document a {CCWP.LegalInstrument} }}
  FILTER NOT EXISTS {{ ?text {DCTERMS.isFormatOf} ?document ; {CCWP.fileName} ?file }}
  OPTIONAL {{ ?document {RDFS.seeAlso} ?address }}
}}"""
_ISSUES = f"SELECT ?kind (COUNT(*) AS ?n) WHERE {{ ?x a {CCWP.ReadingIssue} ; {CCWP.severity} ?kind }} GROUP BY ?kind"
_NOT_HELD = (
    "Not held: what is only mentioned or cited by these. Of such a thing only the mention is known, so a missing fact "
    "about it says nothing."
)
_SILENT = f"SELECT ?kind (COUNT(*) AS ?n) WHERE {{ ?x a {CCWP.FieldSilence} ; {CCWP.silence} ?kind }} GROUP BY ?kind"


def coverage(collection: Collection, arguments: Arguments) -> ToolAnswer:
    """What is held and what is not."""
    store = collection.store
    texts, plans, actions, cited = (store.rows(query) for query in (_TEXTS, _PLANS, _ACTIONS, _CITED))
    named = (*_things(texts, "text"), *_things(plans, "plan"), *_things(actions, "action"), *_things(cited, "document"))
    names = look_up(store, named, languages=(), prefixes=collection.prefixes)
    if not (texts or plans or actions or cited):
        return ToolAnswer(
            ["Nothing of an action plan is held here: the store has no text, plan, action or cited document."],
            foot=[dataset_line(collection)],
        )
    read = {row["plan"] for row in plans if "from" in row}
    documents, found = (
        counted(len(_things(texts, "text")), "document"),
        {row["action"] for row in actions if "from" in row},
    )
    head = [
        f"Held: {documents} as text, {counted(len(read), 'plan')} and {counted(len(found), 'action')} read from them.",
        _NOT_HELD,
        *_gaps(store),
    ]
    items = [
        *_texts(texts, names),
        *_plans(plans, actions, names),
        *_others(actions, names),
        *_cited(cited, names),
    ]
    return ToolAnswer(head, items, [dataset_line(collection)], "things", arguments.number("start"))


def _gaps(store: Store) -> Iterator[str]:
    """What was printed and not understood, and how often the documents are silent."""
    issues, silent = store.rows(_ISSUES), store.rows(_SILENT)
    if issues:
        told = ", ".join(sorted(f"{_value(row, 'n')} × {_value(row, 'kind')}" for row in issues))
        yield f"Issues of reading: {told} (class ccwp:ReadingIssue)."
    if silent:
        counts = {_value(row, "kind").rpartition("/")[2]: _value(row, "n") for row in silent}
        told = "; ".join(f"{counts[kind]} × {sentence(kind)}" for kind in sorted(counts))
        yield f"Fields of actions without a value: {told}."


def _texts(rows: Iterable[Row], names: Names) -> Iterator[str]:
    for text in _ordered(rows, "text"):
        row = next(each for each in rows if each["text"] == text)
        sizes = [
            counted(int(_value(row, key)), what)
            for key, what in (("pages", "page"), ("characters", "character"))
            if key in row
        ]
        words = (
            f"{_value(row, 'accounted')} of {_value(row, 'words')} words accounted for" if "accounted" in row else ""
        )
        yield f"- held, document: {_shown(text, names)} ({', '.join([*sizes, *([words] if words else [])])})"


def _plans(plans: Iterable[Row], actions: Iterable[Row], names: Names) -> Iterator[str]:
    counts = Counter(plan for _, plan in {(row["action"], row.get("plan")) for row in actions})
    read = {row["plan"] for row in plans if "from" in row}
    for is_read in (True, False):
        for plan in _ordered(plans, "plan"):
            if (plan in read) == is_read:
                held = "held, plan" if is_read else "not held, plan known by mention"
                yield f"- {held}: {_shown(plan, names)}, {counted(counts[plan], 'action')} known"


def _others(actions: Iterable[Row], names: Names) -> Iterator[str]:
    """The actions that are known by mention; those of a plan that is held stand with the plan."""
    mentioned = [row for row in actions if "from" not in row]
    for action in _ordered(mentioned, "action"):
        yield f"- not held, action known by mention: {_shown(action, names)}"


def _cited(rows: Iterable[Row], names: Names) -> Iterator[str]:
    addresses: dict[object, str] = {}
    for row in rows:
        if "address" in row:
            addresses[row["document"]] = min(_value(row, "address"), addresses.get(row["document"], "￿"))
    for document in _ordered(rows, "document"):
        where = f"; see also {addresses[document]}" if document in addresses else ""
        yield f"- not held, cited: {_shown(document, names)}{where}"


def _shown(thing: NamedNode, names: Names) -> str:
    title = names[thing].title
    more = f" {quoted(title)}" if title and title != names[thing].name else ""
    return f"{names[thing].name}{more} <{thing.value}>"


def _things(rows: Iterable[Row], name: str) -> set[NamedNode]:
    return {thing for row in rows if isinstance(thing := row.get(name), NamedNode)}


def _ordered(rows: Iterable[Row], name: str) -> list[NamedNode]:
    return sorted(_things(rows, name), key=lambda thing: natural_key(thing.value))


def _value(row: Row, name: str) -> str:
    term = row.get(name)
    return term.value if isinstance(term, Literal | NamedNode) else ""
