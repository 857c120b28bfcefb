"""The table most readers want: a row for each action of a plan, with everything about it in columns of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, RDFS
from ccwp_kg.publish.tables.columns import IRI, filled, names_beside
from ccwp_kg.publish.tables.datatypes import ANY_URI, DATE, INTEGER, STRING, Datatype, is_written_as
from ccwp_kg.publish.tables.model import Cell, Column, Table
from ccwp_kg.publish.tables.things import Things
from ccwp_kg.rdf.terms.labels import TITLE

NAME = "actions"


@dataclass(frozen=True, slots=True)
class _Told:
    """A column: its name, what it means, the way from an action to its values, and what these are."""

    name: str
    title: str
    path: tuple[NamedNode, ...]
    datatype: Datatype = STRING
    is_list: bool = False
    is_counted: bool = False


_INDICATORS, _OUTCOMES = (CCWP.hasIndicator,), (CCWP.hasOutcome,)
_CITATIONS = (CCWP.hasTermsOfReference, CCWP.hasCitation)
_COLUMNS = (
    _Told("label", "What the action is called", (RDFS.label,)),
    _Told("number", "Number of the action, which is a text: 5.1 and 5.10 are two", (CCWP.actionNumber,)),
    _Told("title", "Title as printed", (TITLE,)),
    _Told("plan", "Plan the action is of", (CCWP.partOfPlan,), ANY_URI),
    _Told("plan_from", "First day of the plan", (CCWP.partOfPlan, CCWP.validFrom), DATE),
    _Told("plan_until", "Last day of the plan", (CCWP.partOfPlan, CCWP.validUntil), DATE),
    _Told("lead_member_state", "Member State that leads the action", (CCWP.leadMemberState,), ANY_URI),
    _Told("start_date", "Day on which the action begins", (CCWP.startDate,), DATE),
    _Told("deadline", "Time by which the action is to be done", (CCWP.deadline,)),
    _Told("work_areas", "Work areas the action is assigned to", (CCWP.workArea,), ANY_URI, is_list=True),
    _Told("objectives", "Strategic objectives pursued", (CCWP.pursuesObjective,), ANY_URI, is_list=True),
    _Told(
        "objective_wordings", "Objectives as worded in the row of the action",
        (CCWP.hasObjectiveAssignment, CCWP.wording), is_list=True,
    ),
    _Told("indicator_count", "How many performance indicators are listed", _INDICATORS, INTEGER, is_counted=True),
    _Told("indicators", "Performance indicators, as printed", (*_INDICATORS, CCWP.text), is_list=True),
    _Told("outcome_count", "How many possible outcomes are listed", _OUTCOMES, INTEGER, is_counted=True),
    _Told("outcomes", "Possible outcomes, as printed", (*_OUTCOMES, CCWP.text), is_list=True),
    _Told("parties", "Other concerned parties", (CCWP.concernsParty,), ANY_URI, is_list=True),
    _Told("parties_printed", "Parties as printed", (CCWP.hasPartyInvolvement, CCWP.printedForm), is_list=True),
    _Told("documents_cited", "Documents cited", (CCWP.citesDocument,), ANY_URI, is_list=True),
    _Told(
        "documents_cited_keys", "Keys of the cited documents in the Council's register",
        (CCWP.citesDocument, CCWP.registerKey), is_list=True,
    ),
    _Told("documents_cited_printed", "Citations as printed", (*_CITATIONS, CCWP.printedForm), is_list=True),
    _Told("follows_up", "Actions that this one follows up", (CCWP.followsUp,), ANY_URI, is_list=True),
    _Told("refers_to", "Actions that this one refers to", (CCWP.refersToAction,), ANY_URI, is_list=True),
    _Told("mentions", "Things that the text of the action names", (CCWP.mentions,), ANY_URI, is_list=True),
    _Told("subjects", "Subjects given to the action from outside", (DCTERMS.subject,), ANY_URI, is_list=True),
)  # fmt: skip


def actions_table(things: Things) -> Table:
    """The actions of the plans that were read; an empty cell means that the document does not state it.

    It repeats what the tables of the classes tell, so it is not said to tell statements of its own.
    """
    actions = things.of_class(CCWP.Action)
    columns: list[tuple[Column, Sequence[Cell]]] = [(IRI, [action.value for action in actions])]
    for told in _COLUMNS:
        lists = [_values(things, action, told) for action in actions]
        column, cells = filled(_column(told, lists), lists, is_list=told.is_list)
        columns.append((column, cells))
        if column.is_link:
            columns.append(names_beside(column, lists, things, name=f"{told.name}_label"))
    return Table(
        name=NAME,
        title="Actions in one table",
        definition=(
            "A row for each action of a plan that was read, with what is stated of it and of its parts. An empty cell "
            "means that it is not stated."
        ),
        columns=tuple(column for column, _ in columns),
        rows=tuple(zip(*(cells for _, cells in columns), strict=True)),
        about="",
    )


def _values(things: Things, action: NamedNode, told: _Told) -> list[str]:
    values = things.values(action, *told.path)
    if told.is_counted:
        return [str(len(values))]
    kind = NamedNode if told.datatype is ANY_URI else Literal
    return [value.value for value in values if isinstance(value, kind)]


def _column(told: _Told, lists: Sequence[Sequence[str]]) -> Column:
    fits = all(is_written_as(told.datatype.kind, value) for values in lists for value in values)
    return Column(
        name=told.name,
        title=told.title,
        datatype=told.datatype if fits else STRING,
        property=told.path[0].value if len(told.path) == 1 and not told.is_counted else "",
        is_link=told.datatype is ANY_URI,
    )
