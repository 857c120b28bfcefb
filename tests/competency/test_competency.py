"""The questions a reader of the plan asks, put as SPARQL to the running server, must have the document's answers.

Each is a file of `web/queries/`, or a template of `web/questions/` with values, and is also shown on the site. The
answers below are facts of the Draft Fifth Action Plan; where a collection of reference answers is at hand
(REFERENCE_DATA), it must say the same.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from SPARQLWrapper import JSON, SPARQLWrapper

ROOT = Path(__file__).parents[2]
QUERIES = sorted((ROOT / "web" / "queries").glob("*.rq"))
ASKED = {
    "D01": "actions-of-body?body=organisation/europol&other=organisation/olaf&plan=plan/5",
    "D05": "time-of-plan?plan=plan/5",
    "D08": "actions-of-body?body=organisation/dg-taxud",
    "D09": "sources-of-action?action=plan/5/action/5.3",
    "D10": "way-of-plan?plan=plan/5&step=forwarding",
    "D11": "objective?objective=objective/2009/1",
    "D12": "objective?objective=objective/2009/3",
    "D18": "line-of-action?action=plan/3/action/3.1",
    "D24": "way-of-plan?plan=plan/1&step=approval",
    "D25": "field-of-action?action=plan/5/action/5.2&field=lead",
}
"""The questions that templates ask."""
REFERENCE = Path(os.environ.get("REFERENCE_DATA", "none")) / "competency-questions.json"

Row = dict[str, str]
ANSWERS: dict[str, Any] = {
    "D01": ["5.1", "5.3", "5.4", "5.8", "5.10"],
    "D02": {"8351/2/09 REV 2": ["5.3", "5.4", "5.6"], "8282/3/08 REV 3": ["5.4", "5.9", "5.10"]},
    "D03": {
        "numerator": 6,
        "denominator": 10,
        "share": 0.6,
        "actions": ["5.1", "5.2", "5.6", "5.7", "5.8", "5.9"],
    },
    "D04": {
        "action": "4.10",
        "plan": "Fourth Action Plan",
        "title": "To update the Naples II Convention Handbook",
        "document": "11684/10",
    },
    "D05": {"from": "2011-07-01", "to": "2012-12-31"},
    "D06": {"document": "8284/1/08 REV 1", "codes": ["ENFOCUSTOM 48"], "period": "July 2008 - December 2009"},
    "D07": ["5.5"],
    "D08": ["5.1", "5.3", "5.6", "5.8"],
    "D09": [
        "14583/3/09 REV 3",
        "16883/3/06 REV 3",
        "5932/1/06 REV 1",
        "8062/1/07 REV 1",
        "10238/2/04 REV 2",
        "14667/3/07 REV 3",
        "8351/2/09 REV 2",
    ],
    "D10": "CATS",
    "D11": ["5.1", "5.2", "5.5", "5.6", "5.7", "5.8", "5.9"],
    "D12": ["5.1", "5.2", "5.3", "5.4", "5.6", "5.7", "5.8", "5.9"],
    "D13": ["5.4", "5.9", "5.10"],
    "D14": {
        "adopted by the CCWP": ["5.1", "5.2"],
        "approval by the CCWP": ["5.4", "5.6", "5.7", "5.8", "5.10"],
        "only to the CCWP": ["5.3", "5.5"],
        "no body named": ["5.9"],
    },
    "D15": {"date": "2010-06-15", "action": "5.4"},
    "D16": {"performanceIndicators": 16, "possibleOutcomes": 22},
    "D17": {"reference": "OJ C 115, 4.5.2010, p. 1", "annotates": "Stockholm Programme"},
    "D18": {"actions": ["5.3", "5.6"], "document": "8351/2/09 REV 2"},
    "D19": ["2011-02-18", "2011-03-24"],
    "D20": [["COM", 9], ["Europol", 7], ["OLAF", 5]],
    "D21": [
        ["first", "2004-2006", "15315/2/03 REV 2"],
        ["Second", "January 2007 - June 2008", "13424/2/06 REV 2"],
        ["Third", "July 2008 - December 2009", "8284/1/08 REV 1"],
        ["Fourth", "January 2010 - June 2011", "16445/09"],
    ],
    "D22": {"15653/1/10 REV 1 + COR 1": "5.6", "6285/06 + COR 1": "5.7"},
    "D23": ["5.1", "5.8"],
    "D24": {"body": 'Article 36 Committee (called "former")', "date": "2003-12"},
    "D25": "not stated",
    # Asked of facts from outside the document.
    "X01": {
        "5.10": ["customs cooperation"],  # on two lines
    },
    "X04": [
        ["cepol", "Collège européen de police", "CEPOL"],
        ["com", "Commission européenne", "COM"],
        ["council", "Conseil de l'Union européenne", "CONSIL"],
        ["dg-home", "Direction générale des affaires intérieures", "HOME"],
        ["dg-taxud", "Direction générale de la fiscalité et de l’union douanière", "TAXUD"],
        ["eurojust", "Eurojust", "EUROJUST"],
        ["europol", "Europol", "EUROPOL"],
        ["frontex", "Frontex", "FRONTEX"],
        ["olaf", "Office européen de lutte antifraude", "OLAF"],
    ],
    "X05": {"5.1": "tobacco", "5.3": "vocational training"},
    "X03": {"council-resolution-2009": ["32009G1030(01)", "2009-10-23", "notInForce"], "revised-strategy-2009": []},
    "X06": ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "5.10"],
    "X07": ["5.1", "5.3", "5.4", "5.8", "5.10"],
    "X08": {
        "5.1": ["adoption by the CCWP", "no body named", "submission to the CCWP"],
        "5.2": ["adoption by the CCWP", "submission to the CCWP"],
        "5.3": ["submission to the CCWP"],
        "5.4": ["approval by the CCWP", "submission to the CCWP"],
        "5.5": ["no body named", "submission to the CCWP"],
        "5.6": ["approval by the CCWP", "no body named", "submission to the CCWP"],
        "5.7": ["approval by the CCWP", "submission to the CCWP"],
        "5.8": ["approval by the CCWP", "submission to the CCWP"],
        "5.9": ["no body named", "submission to the CCWP"],  # of a final report, and of reports once per Presidency
        "5.10": ["approval by the CCWP", "no body named", "submission to the CCWP"],
    },
    "X09": [7, 8],  # one is cited twice
    "X10": ["1 July 2011 to 31 December 2012", "1.7.2011", "1.7.2011 to 31.12.2012"],
    "X11": ["5.10", "5.4", "5.9", "5.10"],  # in an objective of 5.10, then in terms of reference
    "X12": {"6.6": "1", "8": "2", "3.16": "3", "4.10": "4"},
    "X13": {
        str(number): dates
        for number, dates in enumerate(
            (
                "2004-01-01 2006-12-31",
                "2007-01-01 2008-06-30",
                "2008-07-01 2009-12-31",
                "2010-01-01 2011-06-30",
                "2011-07-01 2012-12-31",
            ),
            1,
        )
    },
    "X14": [10, 19],
    "X15": {"no longer in force": 1, "in force": 1, "not told by any source here": 10},
    "X16": {"1": "only named 0", "2": "only named 0", "3": "only named 0", "4": "only named 0", "5": "held 10"},
    "X17": [["not stated", "5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9, 5.10"]],
    "X18": "CATS CCU CCWP CEPOL COM COPEN DG HOME DG TAXUD JCO JIT LEWP MLA MOU OLAF WCO",
    "X02": [
        ["cepol", "European Police College", "32005D0681"],
        ["eurojust", "Eurojust", "32002D0187"],
        ["europol", "European Police Office", "32009D0371"],
        [
            "frontex",
            "European Agency for the Management of Operational Cooperation at the External Borders of the Member "
            "States of the European Union",
            "32004R2007",
        ],
    ],
}
_DECISIONS = {
    "adoption": "adopted by the CCWP",
    "approval": "approval by the CCWP",
    "submission": "only to the CCWP",
    "submission outside the indicators": "no body named",
}


def column(name: str) -> Callable[[list[Row]], list[str]]:
    """The values of one column, in the order of the answer."""
    return lambda rows: [row[name] for row in rows]


def one(rows: list[Row]) -> Row:
    """The only row; more or none is a wrong answer."""
    assert 1 == len(rows), rows
    return rows[0]


def _share(rows: list[Row]) -> dict[str, Any]:
    found = re.fullmatch(r"(\d+) of (\d+), (\d+) %", one(rows)["share"])
    assert found is not None
    return {
        "numerator": int(found[1]),
        "denominator": int(found[2]),
        "share": int(found[3]) / 100,
        "actions": rows[0]["actions"].split(", "),
    }


def _decisions(rows: list[Row]) -> dict[str, list[str]]:
    """An action with several indicators counts by those that expect a decision."""
    assert {"CCWP"} == {row["body"] for row in rows}
    assert all(len(row["numbers"].split(", ")) == int(row["actions"]) for row in rows)
    return {_DECISIONS[row["decision"]]: row["numbers"].split(", ") for row in rows}


def _totals(rows: list[Row]) -> dict[str, int]:
    parts, (whole,) = rows[:-1], rows[-1:]
    assert "5,1,1,2,1,1,1,1,2,1" == ",".join(row["indicators"] for row in parts)
    assert "4,4,3,4,1,1,1,1,2,1" == ",".join(row["outcomes"] for row in parts)
    return {"performanceIndicators": int(whole["indicators"]), "possibleOutcomes": int(whole["outcomes"])}


def _days(rows: list[Row]) -> dict[str, str]:
    """The first and the last day of a plan, which several passages may state."""
    days = {row["role"]: row["label"] for row in rows}
    assert len(days) == len({(row["role"], row["label"]) for row in rows})
    return {"from": days["from"], "to": days["until"]}


def _next_body(rows: list[Row]) -> str:
    return _last(one([row for row in rows if row["group"] == "to be forwarded to"])["thing"]).upper()


def _references(rows: list[Row]) -> dict[str, Any]:
    referring = [row for row in rows if row["group"] == "it is referred to by"]
    (document,) = {row["label"] for row in rows if row["group"] == "its results are reported in"}
    return {"actions": list(dict.fromkeys(_last(row["thing"]) for row in referring)), "document": document}


def _approval(rows: list[Row]) -> dict[str, str]:
    by, day, _ = rows
    assert by["thing"].endswith("/organisation/cats")
    printed = by["former"].removeprefix("former ")
    assert printed != by["former"]
    return {"body": f'{printed} (called "former")', "date": day["label"]}


def _labels(rows: list[Row]) -> list[str]:
    """What rows tell of, each once."""
    return list(dict.fromkeys(row["label"] for row in rows))


def _cited(rows: list[Row]) -> list[str]:
    """The documents among the sources of an action."""
    return sorted(_labels([row for row in rows if row["group"] == "Documents:"]), key=ANSWERS["D09"].index)


def _earlier_plans(rows: list[Row]) -> list[list[str]]:
    assert ["2004-01-01", "2007-01-01", "2008-07-01", "2010-01-01"] == column("from")(rows)
    assert ["2006-12-31", "2008-06-30", "2009-12-31", "2011-06-30"] == column("until")(rows)
    names = [row["name"].removesuffix(" Action Plan") for row in rows]
    names[0] = names[0].lower()  # the text has "the first 3–year Action Plan" and "the Second Action Plan"
    return [[name, _period(row), row["document"]] for name, row in zip(names, rows, strict=True)]


def _period(row: Row) -> str:
    """Years stand close to their dash, months do not."""
    dash = " - " if " " in row["first"] else "-"
    return dash.join((row["first"], row["last"]))


def _words_of_subject(rows: list[Row]) -> dict[str, list[str]]:
    assert {("http://www.w3.org/2004/02/skos/core#exactMatch", "0.875")} == {
        (r["match"], r["confidence"]) for r in rows
    }
    of: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        of[row["number"]].append(" ".join(row["words"].split()))
    return dict(of)


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


def _names_then(rows: list[Row]) -> list[list[str]]:
    return [[row["body"].rpartition("/")[2], row["name"], row["act"].rpartition("/")[2]] for row in rows]


def _results_of_actions(rows: list[Row]) -> dict[str, list[str]]:
    found = defaultdict(set)
    for row in rows:
        is_decided = set(row["products"].split(", ")) <= {"report", "analysis", "recommendations"}
        assert ("body" in row) <= is_decided
        found[_last(row["action"])].add(row["step"])
    return {action: sorted(results) for action, results in found.items()}


SHAPES: dict[str, Callable[[list[Row]], Any]] = {
    "D01": _labels,
    "D02": lambda rows: {row["label"]: row["actions"].split(", ") for row in rows},
    "D03": _share,
    "D04": lambda rows: {
        "action": one(rows)["number"],
        "plan": rows[0]["plan"],
        "title": rows[0]["title"],
        "document": rows[0]["document"],
    },
    "D05": _days,
    "D06": lambda rows: {
        "document": one(rows)["document"],
        "codes": [f"{rows[0]['series']} {rows[0]['serial']}"],
        "period": _period(rows[0]),
    },
    "D07": column("number"),
    "D08": _labels,
    "D09": _cited,
    "D10": _next_body,
    "D11": _labels,
    "D12": _labels,
    "D13": column("number"),
    "D14": _decisions,
    "D15": lambda rows: {"date": one(rows)["since"], "action": rows[0]["number"]},
    "D16": _totals,
    "D17": lambda rows: {"reference": one(rows)["reference"], "annotates": rows[0]["annotates"]},
    "D18": _references,
    "D19": column("date"),
    "D20": lambda rows: [[row["name"], int(row["actions"])] for row in rows[:3]],
    "D21": _earlier_plans,
    "D22": lambda rows: {f"{row['document']} + COR {row['corrigendum']}": row["number"] for row in rows},
    "D23": column("number"),
    "D24": _approval,
    "D25": lambda rows: _last(one(rows)["silence"]).replace("-", " "),
    "X01": _words_of_subject,
    "X02": _names_then,
    "X04": lambda rows: [[_last(row["body"]), row["name"], _last(row["code"])] for row in rows],
    "X05": lambda rows: {_last(row["action"]): row["topic"] for row in rows},
    "X06": lambda rows: [_last(row["action"]) for row in rows],
    "X07": lambda rows: [_last(row["action"]) for row in rows],
    "X08": _results_of_actions,
    "X09": lambda rows: [len({row["document"] for row in rows}), len(rows)],
    "X10": column("words"),
    "X11": lambda rows: [row["part"].split("/action/")[1].split("/")[0] for row in rows if "text" in row],
    "X12": lambda rows: {_last(row["earlier"]): _last(row["plan"]) for row in rows},
    "X13": lambda rows: {_last(row["plan"]): f"{row['from']} {row['until']}" for row in rows},
    "X14": lambda rows: [
        len({row["part"] for row in rows}),
        len({row["document"] for row in rows if "document" in row}),
    ],
    "X15": lambda rows: Counter(row["standing"] for row in rows),
    "X16": lambda rows: {_last(row["plan"]): f"{row['standing']} {row['actions']}" for row in rows},
    "X17": lambda rows: [[row["lead"], row["numbers"]] for row in rows],
    "X18": lambda rows: " ".join(row["abbreviation"] for row in rows),
    "X03": lambda rows: {
        _last(row["act"]): [row[name].split("InForce-")[-1] for name in ("celex", "date", "status") if name in row]
        for row in rows
    },
}


TWELVE = ["X03", "X04", "X05", *(f"X{number:02}" for number in range(6, 15))]


@pytest.mark.parametrize("question", TWELVE)
def test_a_common_question_takes_few_patterns_and_own_terms(question: str) -> None:
    """At most five triple patterns, a step of a path being one, and two terms of ours; classes count."""
    [path] = [each for each in QUERIES if name_of(each) == question]
    text = re.sub(r"(?m)^#.*$|OPTIONAL \{[^}]*\}|FILTER \(.*\)", "", path.read_text(encoding="utf-8"))
    where = text[text.index("{") + 1 : text.rindex("}")]
    patterns = [each for each in re.split(r"\s[;.]\s", where.strip() + " ") if each.strip()]
    steps = sum(1 + each.count(" / ") for each in patterns)
    assert 1 <= steps <= 5
    assert len(set(re.findall(r"ccwp:\w+", where))) <= 2


def name_of(path: Path) -> str:
    """What a question is called here, by the number of its file: D for those of the reference collection, else X."""
    number = int(path.stem[:2])
    return f"D{number:02}" if number <= 25 else f"X{number - 25:02}"


def header(path: Path, field: str) -> str:
    """The value of a comment line `# field: …` at the top of a query file."""
    match = re.search(rf"(?m)^# {field}: (.+)$", path.read_text(encoding="utf-8"))
    assert match is not None, f"{path.name} has no line '# {field}: …'"
    return match[1]


def test_each_question_has_one_query() -> None:
    assert sorted(ANSWERS) == sorted([*ASKED, *map(name_of, QUERIES)])
    assert len(QUERIES) == len({header(path, "question") for path in QUERIES})


@pytest.mark.parametrize("path", QUERIES, ids=[path.stem for path in QUERIES])
def test_the_server_gives_the_documents_answer(path: Path, endpoint: str) -> None:
    """Real HTTP, a client library that users have, the query as it is shown on the site."""
    client = SPARQLWrapper(endpoint, returnFormat=JSON)
    client.setQuery(path.read_text(encoding="utf-8"))
    question = name_of(path)
    assert ANSWERS[question] == SHAPES[question](rows_of(client.query().convert()))


@pytest.mark.parametrize(("question", "path"), ASKED.items(), ids=ASKED)
def test_a_template_gives_the_documents_answer(question: str, path: str, endpoint: str) -> None:
    """The page of the question, for a client that accepts its rows alone."""
    asked = Request(f"{endpoint.removesuffix('/sparql')}/questions/{path}", headers={"Accept": "application/json"})
    with urlopen(asked) as answer:
        assert ANSWERS[question] == SHAPES[question](rows_of(json.load(answer)))


def rows_of(found: Any) -> list[Row]:
    """The rows of an answer in SPARQL's JSON."""
    return [{name: value["value"] for name, value in binding.items()} for binding in found["results"]["bindings"]]


@pytest.mark.skipif(not REFERENCE.is_file(), reason="no collection of reference answers here (set REFERENCE_DATA)")
def test_the_pinned_answers_are_those_of_the_reference() -> None:
    questions = json.loads(REFERENCE.read_text(encoding="utf-8"))["questions"]
    of_the_document = {question: answer for question, answer in ANSWERS.items() if question.startswith("D")}
    assert {question["id"]: question["answer"] for question in questions} == of_the_document
