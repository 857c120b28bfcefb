"""Debian's Jena, run by class: its jars bring no commands."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from support.clients.installed import output_of, require

_JAVA, _JARS = Path("/usr/bin/java"), Path("/usr/share/java")
_NEEDED = (
    *("jena-arq", "jena-base", "jena-cmds", "jena-core", "jena-dboe-base", "jena-dboe-index", "jena-dboe-storage"),
    *("jena-dboe-trans-data", "jena-dboe-transaction", "jena-iri", "jena-rdfconnection", "jena-rdfpatch", "jena-shacl"),
    *("jena-shex", "jena-tdb", "jena-tdb2", "caffeine", "commons-cli", "commons-codec", "commons-collections4"),
    *("commons-compress", "commons-csv", "commons-io", "commons-lang3", "commons-logging", "dexx.collection", "gson"),
    *("httpclient", "httpclient-cache", "httpcore", "jackson-annotations", "jackson-core", "jackson-databind"),
    *("jakarta.json-api", "jsonld-java", "protobuf", "slf4j-api", "slf4j-simple", "thrift", "titanium-json-ld"),
)
_MISPLACED = "org/apache/jena/ext/"
"""Where Debian's jar has its messages; its classes, which were moved, look for them without this."""


@dataclass(frozen=True)
class Jena:
    """Jena's commands: `arq.arq` answers queries, `tdb.tdbquery` from a store that `tdb.tdbloader` fills,
    `riotcmd.riot` reads RDF, `shacl.shacl` checks it. `archive` keeps their classes, which makes them quick to start.
    """

    classpath: str
    archive: Path

    def run(self, name: str, *words: str, timeout: float = 60) -> str:
        """What a command prints. A warning on its way is an error: it tells of what Jena does not take as it is."""
        return output_of([*self.java(), f"-XX:SharedArchiveFile={self.archive}", name, *words], timeout=timeout)

    def java(self) -> list[str]:
        """Java with Jena's jars, quick to start."""
        return [str(_JAVA), "-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", self.classpath]


def jena(folder: Path) -> Jena:
    """Jena, with what is missing in its jars put into that folder; its tests are skipped where it is not installed."""
    require(_JAVA.exists(), missing="java", cure="install Debian's default-jre-headless")
    jars = [_JARS / f"{name}.jar" for name in _NEEDED]
    absent = [jar.name for jar in jars if not jar.exists()]
    require(not absent, missing=f"Jena ({', '.join(absent)})", cure="install Debian's libapache-jena-java")
    messages = folder / "messages.jar"  # Java keeps no classes where a folder is among the jars
    with zipfile.ZipFile(_JARS / "jena-core.jar") as jar, zipfile.ZipFile(messages, "w") as placed:
        for name in jar.namelist():
            if name.startswith(_MISPLACED) and name.endswith(".properties"):
                placed.writestr(name.removeprefix(_MISPLACED), jar.read(name))
    found = Jena(":".join(map(str, (messages, *jars))), folder / "classes.jsa")
    query = "SELECT * { ?s ?p ?o OPTIONAL { ?o ?q ?r } FILTER(?o > 1) } ORDER BY ?s"
    words = ["tdb.tdbquery", "--loc", str(folder / "empty"), "--results", "json", query]
    (folder / "empty").mkdir()
    output_of([*found.java(), f"-XX:ArchiveClassesAtExit={found.archive}", *words])
    return found
