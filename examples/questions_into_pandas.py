# %% [markdown]
"""The readers' questions, asked with SPARQLWrapper, answered as data frames of pandas.

Usage: python examples/questions_into_pandas.py [SERVER]
"""

# %%
import re
import sys
from pathlib import Path

import pandas as pd
from SPARQLWrapper import JSON, SPARQLWrapper

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
QUESTIONS = Path(__file__).parents[1] / "web" / "queries"
XSD = "http://www.w3.org/2001/XMLSchema#"

endpoint = SPARQLWrapper(f"{SERVER}/sparql", returnFormat=JSON)


# %% An answer as a data frame: whole numbers as numbers, days as dates, what is not stated as a missing value.
def frame(query: str) -> pd.DataFrame:
    endpoint.setQuery(query)
    answer = endpoint.queryAndConvert()
    names, rows = answer["head"]["vars"], answer["results"]["bindings"]
    table = pd.DataFrame([{name: term["value"] for name, term in row.items()} for row in rows], columns=names)
    for name in names:
        kinds = {row[name].get("datatype") for row in rows if name in row}
        if kinds == {f"{XSD}integer"}:
            table[name] = pd.to_numeric(table[name]).astype("Int64")
        elif kinds == {f"{XSD}date"}:
            table[name] = pd.to_datetime(table[name])
    return table


# %% Every question of the site's catalogue.
for path in sorted(QUESTIONS.glob("*.rq")):
    query = path.read_text(encoding="utf-8")
    answer = frame(query)
    print(path.stem.partition("-")[0], *re.findall(r"# question: (.*)", query))
    print(answer.to_string(index=False, max_colwidth=60) if len(answer) else "(not stated)", end="\n\n")

# %% One of our own: which bodies meet in the same actions, as a table to plot or pivot.
parties = frame("""
    PREFIX ccwp: <https://w3id.org/ccwp/ontology#>
    SELECT ?action ?party WHERE {
      ?a a ccwp:Action ; ccwp:actionNumber ?action ; ccwp:concernsParty/ccwp:acronym ?party .
    }
""")
concerned = pd.crosstab(parties["action"], parties["party"])
print("How many actions concern two bodies together:")
print(concerned.T.dot(concerned).to_string())
