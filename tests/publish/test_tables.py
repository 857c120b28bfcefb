"""The tables hold what the graph states: every thing of an own class, each statement about it, and nothing else."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter

import pytest
from pyoxigraph import NamedNode, Triple

from ccwp_kg.formats import CSV, XLSX, Format
from ccwp_kg.namespaces import CCWP, DCAT, DCTERMS, RDF
from ccwp_kg.publish.tables import METADATA, TABLE_FORMATS, make_tables, table_files
from ccwp_kg.publish.tables.model import BY_IRI, DataTable, TableGroup
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT
from support.formats.csvw_reader import description, rows_of, triples, unresolved
from support.formats.odd_tables import UNSAID, odd_graph


@pytest.fixture(scope="module")
def prefixes() -> Prefixes:
    return read_prefixes(ROOT / "ontology" / "prefixes.ttl")


@pytest.fixture(scope="module")
def merged(dataset: NamedGraphs) -> set[Triple]:
    return dataset.with_ontology()


@pytest.fixture(scope="module")
def group(merged: set[Triple], prefixes: Prefixes) -> TableGroup:
    return make_tables(merged, prefixes)


@pytest.fixture(scope="module")
def files(group: TableGroup) -> dict[str, bytes]:
    return table_files(group, CSV)


def test_every_own_class_that_has_things_has_a_table_of_them(
    merged: set[Triple], files: dict[str, bytes], group: TableGroup
) -> None:
    """As many rows as the store counts things, each about a thing of the graph."""
    counted = {
        row["class"].value.removeprefix(CCWP): int(row["n"].value)
        for row in EmbeddedStore.of_triples(merged).rows(
            "SELECT ?class (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ?class "
            f"FILTER(STRSTARTS(STR(?class), '{CCWP}')) }} GROUP BY ?class"
        )
    }
    classes = [table for table in group.tables if table.about == BY_IRI]
    assert len(counted) > 30
    assert counted == {table.name: len(table.rows) for table in classes}
    assert {f"{name}.csv" for name in (*counted, "actions", "links")} | {METADATA} == set(files)
    subjects = {triple.subject.value for triple in merged if isinstance(triple.subject, NamedNode)}
    assert all(row[0] in subjects for table in classes for row in table.rows)


def test_a_reader_of_csv_on_the_web_gets_the_statements_back(merged: set[Triple], files: dict[str, bytes]) -> None:
    """Nothing invented, nothing lost: csv2rdf over all tables is what the graph states of their things.

    On the way every value is of its datatype, every primary key is one, and every foreign key leads to a row.
    """
    group = description(files[METADATA])
    rows = {table["url"]: rows_of(table, files.__getitem__) for table in group["tables"]}
    assert {name for name in files if name != METADATA} == set(rows)
    assert [] == unresolved(group, rows)
    told = {triple for table in group["tables"] for triple in triples(table, rows[table["url"]])}
    things = {t.subject for t in merged if t.predicate == RDF.type and str(t.object).startswith(f"<{CCWP}")}
    stated = {triple for triple in merged if triple.subject in things}
    assert len(stated) > 10_000
    assert set() == told - stated
    assert set() == stated - told


def test_columns_say_what_they_mean(files: dict[str, bytes]) -> None:
    """Titles and definitions are the ontology's, links lead to the table of what they link to."""
    tables = {table["url"]: table for table in description(files[METADATA])["tables"]}
    columns = {column.get("name"): column for column in tables["Action.csv"]["tableSchema"]["columns"]}
    assert ["action number", "action_number"] == columns["action_number"]["titles"]
    assert "string" == columns["action_number"]["datatype"]
    assert columns["part_of_plan"] == {
        "name": "part_of_plan",
        "titles": ["part of plan", "part_of_plan"],
        "dc:description": "The plan to which an action belongs.",
        "datatype": "anyURI",
        "propertyUrl": f"{CCWP}partOfPlan",
        "valueUrl": "{+part_of_plan}",
    }
    foreign = {
        (table["url"], *key["columnReference"]): key["reference"]["resource"]
        for table in tables.values()
        for key in table["tableSchema"].get("foreignKeys", ())
    }
    assert "ActionPlan.csv" == foreign["Action.csv", "part_of_plan"]
    assert "Section.csv" == foreign["Paragraph.csv", "is_part_of"]
    assert "Organisation.csv" == foreign["PlanDocument.csv", "publisher"]
    assert not {("PerformanceIndicator.csv", "decision_by"), ("Citation.csv", "cited_document")} & foreign.keys()


def cells(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def test_the_first_columns_are_those_people_look_for(files: dict[str, bytes]) -> None:
    heads = {
        name: next(csv.reader(io.StringIO(content.decode()))) for name, content in files.items() if name != METADATA
    }
    assert ["iri", "label", "pref_label", "action_number", "title", "part_of_plan"] == heads["Action.csv"][:6]
    assert ["iri", "label", "pref_label", "type", "type_label", "acronym"] == heads["Organisation.csv"][:6]
    kinds = ["object_date", "object_duration", "object_g_year", "object_g_year_month", "object_integer"]
    assert kinds == [name for name in heads["Statement.csv"] if name in kinds]
    languages = [name for name in heads["Organisation.csv"] if name.startswith("pref_label_")]
    assert len(languages) > 20
    assert languages == sorted(languages)
    assert "alt_label_de" in heads["Organisation.csv"][-5:]


BODY = f"{iris.ID}organisation/"
ACTIONS = [
    # What readers ask (the questions of tests/competency), answered by the one table of the actions.
    (["5.1", "5.3", "5.4", "5.8", "5.10"], lambda row: {f"{BODY}europol", f"{BODY}olaf"} <= row["parties"]),
    (["5.5"], lambda row: not row["parties"]),
    (["5.1", "5.2", "5.6", "5.7", "5.8", "5.9"], lambda row: len(row["objectives"]) == 3),
    (["5.10"], lambda row: "Action 4.10" in row["follows_up_label"]),
    (["5.4", "5.9", "5.10"], lambda row: f"{iris.ID}act/naples-ii" in row["mentions"]),
    (["5.1", "5.8"], lambda row: not row["documents_cited"]),
    (["5.3", "5.4", "5.6"], lambda row: "ST-8351-2009-REV-2" in row["documents_cited_keys"]),
    ([], lambda row: row["lead"] or row["start_date"] or row["work_areas"]),
]  # fmt: skip


@pytest.mark.parametrize(("numbers", "holds"), ACTIONS)
def test_the_table_of_actions_answers(numbers: list[str], holds: object, files: dict[str, bytes]) -> None:
    group = description(files[METADATA])
    (table,) = (table for table in group["tables"] if table["url"] == "actions.csv")
    rows = [
        {name: set(value) if isinstance(value, list) else value or () for name, value in row.items()}
        for row in rows_of(table, files.__getitem__)
    ]
    assert 10 == len(rows)
    assert numbers == [row["number"] for row in rows if holds(row)]  # type: ignore[operator]


def test_the_table_of_actions_counts_and_dates(files: dict[str, bytes]) -> None:
    rows = cells(files, "actions.csv")
    assert (16, 22) == tuple(sum(int(row[name]) for row in rows) for name in ("indicator_count", "outcome_count"))
    assert {("2011-07-01", "2012-12-31")} == {(row["plan_from"], row["plan_until"]) for row in rows}
    assert [f"5.{number}" for number in range(1, 11)] == [row["number"] for row in rows]


def test_links_stand_in_the_order_people_count(files: dict[str, bytes]) -> None:
    subjects = [row["subject"].removeprefix(f"{iris.ID}plan/5/action/") for row in cells(files, "links.csv")]
    assert subjects.index("5.2") < subjects.index("5.2/party/2") < subjects.index("5.10")


def test_lists_and_the_names_beside_them_run_in_step(group: TableGroup) -> None:
    compared = 0
    for table in group.tables:
        names = [column.name for column in table.columns]
        for column in table.columns:
            if column.is_link and column.separator and f"{column.name}_label" in names:
                for row in table.rows:
                    links, labels = row[names.index(column.name)], row[names.index(f"{column.name}_label")]
                    assert len(links or ()) == len(labels or ()), (table.name, column.name)
                    compared += 1
    assert compared > 500


@pytest.mark.parametrize("form", TABLE_FORMATS, ids=lambda form: form.name)
def test_the_same_statements_give_the_same_bytes(
    form: Format, merged: set[Triple], group: TableGroup, prefixes: Prefixes
) -> None:
    """In whatever order they come; tests/cli sees that hash seed, time zone and locale leave no trace either."""
    turned = sorted(merged, key=lambda triple: str(triple)[::-1], reverse=True)
    assert table_files(group, form) == table_files(make_tables(turned, prefixes), form)


def test_the_workbook_is_dated_by_the_day_of_issue(merged: set[Triple], group: TableGroup) -> None:
    """That of the current version; a graph that states none gets the day that ZIP takes for none, never today."""
    (row,) = EmbeddedStore.of_triples(merged).rows(
        f"SELECT ?day {{ <{iris.ID}dataset> {DCAT.hasCurrentVersion} ?release . ?release {DCTERMS.issued} ?day }}"
    )
    assert row["day"].value == str(group.issued)
    for each, day in ((group, str(group.issued)), (make_tables((), Prefixes({})), "1980-01-01")):
        with zipfile.ZipFile(io.BytesIO(table_files(each, XLSX)["tables.xlsx"])) as book:
            assert f">{day}T00:00:00Z<" in book.read("docProps/core.xml").decode()
            assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in book.infolist()}


@pytest.fixture(scope="module")
def odd(prefixes: Prefixes) -> TableGroup:
    return make_tables(odd_graph(), prefixes)


def test_odd_statements_come_back_or_are_not_claimed(odd: TableGroup) -> None:
    """A reader gets only what is stated; what CSV on the Web cannot say stands in the cells and is told as nothing."""
    files = table_files(odd, CSV)
    group = description(files[METADATA])
    rows = {table["url"]: rows_of(table, files.__getitem__) for table in group["tables"]}
    told = {triple for table in group["tables"] for triple in triples(table, rows[table["url"]])}
    assert set() == told - odd_graph()
    things = {triple.subject for triple in odd_graph() if triple.predicate == RDF.type}
    lost = {triple for triple in odd_graph() - told if triple.subject in things}
    assert set(UNSAID) == {triple.object for triple in lost}
    written = {cell for table in rows.values() for row in table for cell in row.values() if isinstance(cell, str)}
    assert {value.value for value in UNSAID} - written == {""}


def test_the_table_of_actions_takes_links_for_links_and_texts_for_texts(odd: TableGroup) -> None:
    """A text where a link belongs is in the table of the class; two outcomes of one wording are two."""
    table = named(odd, "actions")
    (row,) = (dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows)
    assert (None, None, None, None) == tuple(row[name] for name in ("number", "plan", "parties", "parties_label"))
    assert ("2", ("twice the same", "twice the same")) == (row["outcome_count"], row["outcomes"])
    assert {"part_of_plan", "concerns_party", "action_number"} <= {each.name for each in named(odd, "Action").columns}


def test_names_are_fit_for_files_sheets_and_databases(odd: TableGroup) -> None:
    """No path, no name twice whatever the case, none longer than a sheet's may be, none that Excel keeps for itself."""
    names = [table.name for table in odd.tables]
    assert len(names) == len({name.lower() for name in names})
    assert all(name.replace("-", "").replace("_", "").isalnum() and name.isascii() for name in names)
    assert 31 == max(map(len, names))
    assert not {"history", "columns"} & {name.lower() for name in names}
    thing = named(odd, "Thing")
    columns = Counter(column.name for column in thing.columns)
    assert {1} == set(columns.values())
    assert {"iri", "ccwp_iri", "title", "ccwp_title", "title_2", "link_label", "ccwp_link_label", "unnamed"} <= set(
        columns
    )


def named(group: TableGroup, name: str) -> DataTable:
    (table,) = (table for table in group.tables if table.name == name)
    return table


def test_no_statements_at_all_are_tables_too(prefixes: Prefixes) -> None:
    """A release of nothing has the two tables that every release has, without rows."""
    nothing = make_tables((), prefixes)
    assert {"actions": 0, "links": 0} == {table.name: len(table.rows) for table in nothing.tables}
    for form in TABLE_FORMATS:
        assert all(table_files(nothing, form).values())
