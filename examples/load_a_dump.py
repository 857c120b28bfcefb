# %% [markdown]
"""A dump, fetched and checked, loaded into rdflib, into Oxigraph and, where you have one, into Virtuoso.

Usage: python examples/load_a_dump.py [SERVER [GRAPH_STORE ENDPOINT [USER PASSWORD]]]
       GRAPH_STORE and ENDPOINT are a Virtuoso's, such as http://127.0.0.1:8890/sparql-graph-crud-auth and …/sparql.
"""

# %%
import gzip
import hashlib
import sys
from urllib.error import HTTPError
from urllib.request import HTTPDigestAuthHandler, HTTPPasswordMgrWithDefaultRealm, Request, build_opener, urlopen

import pyoxigraph as ox
import rdflib
from SPARQLWrapper import JSON, SPARQLWrapper

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
GRAPH = "https://w3id.org/ccwp/id/dataset"
QUESTION = """
PREFIX ccwp: <https://w3id.org/ccwp/ontology#>
SELECT (COUNT(DISTINCT ?document) AS ?documents) WHERE { ?action a ccwp:Action ; ccwp:citesDocument ?document }
"""


# %% Fetch a file of the release and hold it to its checksum.
def fetch(name: str) -> bytes:
    with urlopen(f"{SERVER}/dumps/SHA256SUMS") as reply:
        sums = dict(reversed(line.split("  ", 1)) for line in reply.read().decode().splitlines())
    with urlopen(f"{SERVER}/dumps/{name}") as reply:
        content = reply.read()
    if hashlib.sha256(content).hexdigest() != sums[name]:
        sys.exit(f"{name} is not what SHA256SUMS says; fetch it again")
    return gzip.decompress(content)


triples = fetch("merged.nt.gz")

# %% rdflib: fine for a release of this size.
graph = rdflib.Graph().parse(data=triples, format="nt")
[row] = graph.query(QUESTION)
print(f"rdflib: {len(graph)} statements, {row.documents} documents cited")

# %% Oxigraph: the same in a moment, with room for millions; named graphs kept.
store = ox.Store()
store.bulk_load(fetch("dataset.nq.gz"), format=ox.RdfFormat.N_QUADS)
answer = store.query(QUESTION, use_default_graph_as_union=True)
assert isinstance(answer, ox.QuerySolutions)
print(
    f"Oxigraph: {len(store)} statements in {len(list(store.named_graphs()))} graphs, "
    f"{next(answer)['documents'].value} documents cited"
)

# %% Virtuoso: put the graph by the Graph Store Protocol, then ask.
if len(sys.argv) > 3:
    address, endpoint = sys.argv[2:4]
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, address, *(sys.argv[4:6] or ("dba", "dba")))
    digest = HTTPDigestAuthHandler(passwords)
    build_opener(digest)

    def put(body: bytes) -> Request:
        said = {"Content-Type": "application/n-triples"}
        request = Request(f"{address}?graph-uri={GRAPH}", body, said, method="PUT")
        request.timeout = 60
        return request

    try:
        reply = urlopen(put(b""))  # asks how to say who we are; it would hang up on a large body that comes too early
    except HTTPError as refused:
        reply = digest.retry_http_digest_auth(put(triples), refused.headers["WWW-Authenticate"])
    print(f"Virtuoso: {reply.status}", end=", ")
    reply.close()
    asked = SPARQLWrapper(endpoint, returnFormat=JSON, defaultGraph=GRAPH)
    asked.setQuery(QUESTION)
    print(f"{asked.queryAndConvert()['results']['bindings'][0]['documents']['value']} documents cited")
