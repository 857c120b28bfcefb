# %% [markdown]
"""What a release changed, and what a document said before: for whoever keeps a copy and wants to know when to fetch.

Usage: python examples/what_changed.py [SERVER]
"""

# %%
import sys
from urllib.request import Request, urlopen

import rdflib

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
CCWP = rdflib.Namespace("https://w3id.org/ccwp/ontology#")
READING = "/doc/reading/fifth-action-plan"

# %% The changes of every release, as data.
changes = rdflib.Graph().parse(f"{SERVER}/changes.ttl")
sets = sorted(changes.subjects(rdflib.RDF.type, CCWP.ChangeSet))
if not sets:
    print(f"{SERVER} has no release before the one it serves, so nothing has changed yet")
for told in sets:
    release, since = changes.value(told, CCWP.changesOf), changes.value(told, CCWP.changesSince)
    counts = [
        len(list(changes.objects(told, kind))) for kind in (CCWP.addsThing, CCWP.changesThing, CCWP.withdrawsThing)
    ]
    print(f"{since} → {release}: {counts[0]} things added, {counts[1]} changed, {counts[2]} withdrawn")
    print(f"  patch: {SERVER}/dumps/changes/{str(release).rpartition('/')[2]}.rdfp")


# %% A document as it was on a day (Memento, RFC 7089): the server leads to the state of that day.
def version_read_by(date: str | None) -> str:
    headers = {"Accept": "text/turtle"} | ({"Accept-Datetime": date} if date else {})
    with urlopen(Request(f"{SERVER}{READING}", headers=headers)) as reply:
        graph = rdflib.Graph().parse(reply.read(), format="turtle")
        moment = reply.headers.get("Memento-Datetime", "now")
    return f"{next(graph.objects(None, CCWP.codeVersion))} ({moment})"


print("read by version", version_read_by("Tue, 24 Nov 2026 12:00:00 GMT"))
print("read by version", version_read_by(None))
