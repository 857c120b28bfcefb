"""The table most readers want: a row for each action of a plan, with everything about it in columns of one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, RDFS
from ccwp_kg.publish.dumps.silences import is_lead, silences
from ccwp_kg.publish.tables.datatypes import ANY_URI, DATE, INTEGER, STRING, Datatype, is_written_as
from ccwp_kg.publish.tables.model import IRI, Cell, DataTable, TableColumn, filled, label_column
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.rdf.terms.order import natural_key

NAME = "actions"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A column: its name, its meaning, the properties that lead from an action to its values, and their type.

    `is_lead` wants only entries on parties that lead the action, or only others.
    """

    name: str
    title: str
    path: tuple[NamedNode, ...]
    datatype: Datatype = STRING
    is_list: bool = False
    is_counted: bool = False
    is_lead: bool | None = None


_POSITION = TableColumn(name="position", title="Position of the action in its plan, counted from 1", datatype=INTEGER)
_INDICATORS, _OUTCOMES = (CCWP.hasIndicator,), (CCWP.hasOutcome,)
_EXPECTED = (*_INDICATORS, DCTERMS.hasPart)
_ENTRIES = (CCWP.hasPartyInvolvement,)
_CITATIONS = (CCWP.hasTermsOfReference, CCWP.hasCitation)
_COLUMNS = (
    _Wanted("label", "What the action is called", (RDFS.label,)),
    _Wanted("number", "Number of the action: a text, for 5.1 and 5.10 are two", (CCWP.actionNumber,)),
    _Wanted("title", "Title as printed", (TITLE,)),
    _Wanted("plan", "Plan the action is of", (CCWP.partOfPlan,), ANY_URI),
    _Wanted("plan_from", "First day of the plan", (CCWP.partOfPlan, CCWP.validFrom), DATE),
    _Wanted("plan_until", "Last day of the plan", (CCWP.partOfPlan, CCWP.validUntil), DATE),
    _Wanted(
        "lead", "Member States and bodies that lead the action",
        (*_ENTRIES, CCWP.involvedParty), ANY_URI, is_list=True, is_lead=True,
    ),
    _Wanted("lead_printed", "Lead as printed", (*_ENTRIES, CCWP.printedForm), is_list=True, is_lead=True),
    _Wanted("start_date", "Day on which the action begins", (CCWP.startDate,), DATE),
    _Wanted("deadline", "Time by which the action is to be done", (CCWP.deadline,)),
    _Wanted("work_areas", "Work areas the action is assigned to", (CCWP.workArea,), ANY_URI, is_list=True),
    _Wanted("objectives", "Strategic objectives pursued", (CCWP.pursuesObjective,), ANY_URI, is_list=True),
    _Wanted(
        "objective_wordings", "Objectives as worded in the row of the action",
        (CCWP.hasObjectiveAssignment, CCWP.wording), is_list=True,
    ),
    _Wanted("indicator_count", "How many performance indicators are listed", _INDICATORS, INTEGER, is_counted=True),
    _Wanted("indicators", "Performance indicators, as printed", (*_INDICATORS, CCWP.text), is_list=True),
    _Wanted(
        "expected_decisions", "Decisions that the indicators expect",
        (*_EXPECTED, CCWP.expectsDecision), ANY_URI, is_list=True,
    ),
    _Wanted(
        "deciding_bodies", "Bodies of which a decision is expected",
        (*_EXPECTED, CCWP.decisionBy), ANY_URI, is_list=True,
    ),
    _Wanted(
        "expected_products", "Products that the indicators expect",
        (*_EXPECTED, CCWP.expectsProduct), ANY_URI, is_list=True,
    ),
    _Wanted("outcome_count", "How many possible outcomes are listed", _OUTCOMES, INTEGER, is_counted=True),
    _Wanted("outcomes", "Possible outcomes, as printed", (*_OUTCOMES, CCWP.text), is_list=True),
    _Wanted("parties", "Parties, concerned or taking part", (CCWP.concernsParty,), ANY_URI, is_list=True),
    _Wanted("parties_printed", "Parties as printed", (*_ENTRIES, CCWP.printedForm), is_list=True, is_lead=False),
    _Wanted("documents_cited", "Documents cited", (CCWP.citesDocument,), ANY_URI, is_list=True),
    _Wanted(
        "documents_cited_keys", "Keys of the cited documents in the Council's register",
        (CCWP.citesDocument, CCWP.registerKey), is_list=True,
    ),
    _Wanted("documents_cited_printed", "Citations as printed", (*_CITATIONS, CCWP.printedForm), is_list=True),
    _Wanted("follows_up", "Actions that this one follows up", (CCWP.followsUp,), ANY_URI, is_list=True),
    _Wanted("refers_to", "Actions that this one refers to", (CCWP.refersToAction,), ANY_URI, is_list=True),
    _Wanted("mentions", "Things that the text of the action names", (CCWP.mentions,), ANY_URI, is_list=True),
    _Wanted("subjects", "Subjects given to the action from outside", (DCTERMS.subject,), ANY_URI, is_list=True),
)  # fmt: skip


def actions_table(index: TripleIndex) -> DataTable:
    """The actions of the plans that were read; of what has an empty cell, the last column says why.

    It begins with a key that no program takes for a decimal number: the position of an action in its plan, and its
    label. The tables of the classes hold the same statements, so CSVW gets none from this one.
    """
    read = (action for action in index.members(CCWP.Action) if index.things(action, CCWP.readFrom))
    actions = sorted(index.in_order(read, CCWP.position), key=lambda action: _plan_key(index, action))
    seen: Counter[object] = Counter()
    positions = []
    for action in actions:
        plan = index.values(action, CCWP.partOfPlan)
        seen[plan] += 1
        positions.append(str(seen[plan]))
    columns: list[tuple[TableColumn, Sequence[Cell]]] = [(_POSITION, positions)]
    for wanted in _COLUMNS:
        lists = [_values(index, action, wanted) for action in actions]
        fits = all(is_written_as(wanted.datatype.kind, value) for values in lists for value in values)
        column = TableColumn(
            name=wanted.name,
            title=wanted.title,
            datatype=wanted.datatype if fits else STRING,
            property=wanted.path[0].value if len(wanted.path) == 1 and not wanted.is_counted else "",
            is_link=wanted.datatype is ANY_URI,
        )
        column, cells = filled(column, lists, is_list=wanted.is_list)
        columns.append((column, cells))
        if column.is_link:
            columns.append(label_column(column, lists, index, name=f"{wanted.name}_label"))
    columns.append(
        filled(
            TableColumn(name="silences", title="Fields of which nothing is known, each with why"),
            [[f"{field}: {words}" for field, words in silences(index, action)] for action in actions],
            is_list=True,
        )
    )
    columns.insert(2, (IRI, [action.value for action in actions]))
    return DataTable(
        name=NAME,
        title="Actions in one table",
        definition=(
            "A row for each action of a plan that was read, with what is stated of it and of its parts. Why a cell "
            "is empty stands in the column silences."
        ),
        columns=tuple(column for column, _ in columns),
        rows=tuple(zip(*(cells for _, cells in columns), strict=True)),
        about="",
    )


def _plan_key(index: TripleIndex, action: NamedNode) -> str:
    plan = index.thing(action, CCWP.partOfPlan)
    return natural_key(plan.value) if plan else ""


def _values(index: TripleIndex, action: NamedNode, wanted: _Wanted) -> list[str]:
    values = index.values(action, *wanted.path)
    if wanted.is_lead is not None:
        entries = (entry for entry in index.things(action, wanted.path[0]) if is_lead(index, entry) == wanted.is_lead)
        values = tuple(value for entry in entries for value in index.values(entry, *wanted.path[1:]))
    if wanted.is_counted:
        return [str(len(values))]
    kind = NamedNode if wanted.datatype is ANY_URI else Literal
    return [value.value for value in values if isinstance(value, kind)]
