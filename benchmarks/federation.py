"""Lets Comunica answer the example queries over two endpoints, and tells how many of its requests were look-ups.

`python -m benchmarks.federation`, after `make clients`. The second endpoint holds one triple, so that Comunica has to
take every query apart. Each request counts once; what is asked again with the very same bytes is kept and counts as
neither. A query that Comunica cannot take apart is named, with the reason that it gives.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from benchmarks.pages import wait_until_ready
from benchmarks.sparql.setup.processes import free_port, running

_CHECKOUT = Path(__file__).parent.parent
_QUERIES = _CHECKOUT / "web" / "queries"
_PACKAGES = _CHECKOUT / "build" / "clients" / "node" / "node_modules"
_ASK = """
const { QueryEngine } = require(process.argv[2] + '/@comunica/query-sparql');
const fs = require('fs');
(async () => {
  const engine = new QueryEngine();
  const sources = process.argv.slice(4).map(value => ({ type: 'sparql', value }));
  for (const name of fs.readdirSync(process.argv[3]).sort()) {
    const text = fs.readFileSync(process.argv[3] + '/' + name, 'utf8');
    try {
      const rows = await (await engine.queryBindings(text, { sources })).toArray();
      console.log(name + (rows.length === 0 ? ': no answer' : ': answered'));
    } catch (error) {
      console.log(name + ': ' + error.message);
    }
  }
})();
"""


def main() -> None:
    """Serve a release and a triple, let Comunica ask, print the counts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.federation", description=__doc__)
    parser.parse_args()
    if not (node := _PACKAGES / ".bin" / "node").exists():
        parser.error("there is no build/clients/node: install npm, then make clients")
    with tempfile.TemporaryDirectory(prefix="federation-") as name:
        folder, ports = Path(name), (free_port(), free_port())
        (folder / "other.nt").write_text("<urn:x:a> <urn:x:b> <urn:x:c> .\n", encoding="ascii")
        (folder / "ask.cjs").write_text(_ASK, encoding="ascii")
        subprocess.run([sys.executable, "-m", "ccwp_kg", "release", "--out", str(folder / "release")], check=True)
        serve = [sys.executable, "-m", "ccwp_kg", "serve", "--port"]
        with (
            running([*serve, str(ports[0]), "--release", str(folder / "release")], log=folder / "log"),
            running([*serve, str(ports[1]), "--data", str(folder / "other.nt")], log=folder / "other"),
        ):
            for port in ports:
                wait_until_ready(port)
            addresses = [f"http://127.0.0.1:{port}/sparql" for port in ports]
            ask = [str(node), str(folder / "ask.cjs"), str(_PACKAGES), str(_QUERIES), *addresses]
            subprocess.run(ask, check=True)
            with urlopen(f"http://127.0.0.1:{ports[0]}/metrics") as answer:
                counted = dict(re.findall(r"^(\S+) (\S+)$", answer.read().decode(), re.MULTILINE))
    asked = float(counted['ccwp_queries_total{outcome="answered"}'])
    for text, result in (("answered as look-ups", "hit"), ("look-ups that could cost too much", "miss")):
        found = float(counted[f'ccwp_cache_lookups_total{{cache="merge",result="{result}"}}'])
        print(f"{text}: {found:.0f} of {asked:.0f} queries, {found / asked:.0%}")


if __name__ == "__main__":
    main()
