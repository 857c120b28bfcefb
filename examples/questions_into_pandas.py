# %% [markdown]
"""The readers' questions, asked with SPARQLWrapper, answered as data frames of pandas.

Usage: python examples/questions_into_pandas.py [SERVER]
"""

# %%
import json
import sys
from urllib.request import urlopen

import pandas as pd
from SPARQLWrapper import JSON, SPARQLWrapper

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
NUMBER = "http://www.w3.org/2001/XMLSchema#integer"
DAY = "http://www.w3.org/2001/XMLSchema#date"

endpoint = SPARQLWrapper(f"{SERVER}/sparql", returnFormat=JSON)


# %% An answer as a data frame: whole numbers as numbers, days as dates, what is not stated as a missing value.
def frame(query: str) -> pd.DataFrame:
    endpoint.setQuery(query)
    answer = endpoint.queryAndConvert()
    rows = [
        {name: int(term["value"]) if term.get("datatype") == NUMBER else term["value"] for name, term in row.items()}
        for row in answer["results"]["bindings"]
    ]
    table = pd.DataFrame(rows, columns=answer["head"]["vars"])
    for name in table:
        kinds = {row[name].get("datatype") for row in answer["results"]["bindings"] if name in row}
        if kinds == {DAY}:
            table[name] = pd.to_datetime(table[name])
    return table


# %% The catalogue of questions that the site shows, each with its query.
with urlopen(f"{SERVER}/sparql/vocabulary.json") as reply:
    catalogue = json.load(reply)["examples"]

# %% Every question once.
for entry in catalogue:
    table = frame(entry["query"])
    print(f"{entry['id']}. {entry['question']}")
    print(table.to_string(index=False, max_colwidth=60) if len(table) else "(not stated)")
    print()

# %% One of our own: which bodies meet in the same actions, as a table to plot or pivot.
parties = frame(
    """
    PREFIX ccwp: <https://w3id.org/ccwp/ontology#>
    SELECT ?action ?party WHERE {
      ?a a ccwp:Action ; ccwp:actionNumber ?action ; ccwp:concernsParty ?p .
      ?p ccwp:acronym ?party .
    }
    """
)
met = pd.crosstab(parties["action"], parties["party"])
print("How often two bodies are concerned by the same action:")
print(met.T.dot(met).to_string())
