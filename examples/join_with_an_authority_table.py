# %% [markdown]
"""A federated query on your own engine: your extract of an authority table, joined with our actions.

Our endpoint calls no other one, so the federated part runs on your side. Here the engine is pyoxigraph; any engine with
SERVICE does it.

Usage: python examples/join_with_an_authority_table.py [SERVER]
"""

# %%
import sys

import pyoxigraph as ox

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"

# %% Your extract: some corporate bodies of the Publications Office as you hold them, with a note of your own on each.
EXTRACT = """
PREFIX body: <http://publications.europa.eu/resource/authority/corporate-body/>
PREFIX mine: <https://example.org/mine#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
body:EUROPOL skos:prefLabel "Europol"@en ; mine:desk "Desk A" .
body:OLAF skos:prefLabel "European Anti-Fraud Office"@en ; mine:desk "Desk B" .
body:FRONTEX skos:prefLabel "Frontex"@en ; mine:desk "Desk A" .
body:CEPOL skos:prefLabel "European Police College"@en ; mine:desk "Desk C" .
"""
mine = ox.Store()
mine.load(EXTRACT, format=ox.RdfFormat.TURTLE)

# %% One query over both: the table is here, the actions are there, and the identifiers of the Union join them.
QUERY = f"""
PREFIX ccwp: <https://w3id.org/ccwp/ontology#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX mine: <https://example.org/mine#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?desk ?name ?number WHERE {{
  SERVICE <{SERVER}/sparql> {{
    ?action a ccwp:Action ; ccwp:actionNumber ?number ; ccwp:concernsParty ?party .
    ?body foaf:focus ?party .
  }}
  ?body skos:prefLabel ?name ; mine:desk ?desk .
}}
ORDER BY ?desk ?name ?number
"""
answer = mine.query(QUERY)
assert isinstance(answer, ox.QuerySolutions)
work: dict[tuple[str, str], list[str]] = {}
for row in answer:
    work.setdefault((row["desk"].value, row["name"].value), []).append(row["number"].value)
for (desk, name), numbers in work.items():
    print(f"{desk}  {name}: actions {', '.join(sorted(numbers, key=lambda number: [*map(int, number.split('.'))]))}")
