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
    """Jena's commands: `arq.arq` answers queries, `riotcmd.riot` reads RDF, `shacl.shacl` checks it."""

    classpath: str

    def run(self, name: str, *words: str, timeout: float = 60) -> str:
        """What a command prints. A warning on its way is an error: it tells of what Jena does not take as it is."""
        return output_of(
            [str(_JAVA), "-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", self.classpath, name, *words],
            timeout=timeout,
        )


def jena(folder: Path) -> Jena:
    """Jena, with what is missing in its jars put into that folder; its tests are skipped where it is not installed."""
    require(_JAVA.exists(), missing="java", cure="install Debian's default-jre-headless")
    jars = [_JARS / f"{name}.jar" for name in _NEEDED]
    absent = [jar.name for jar in jars if not jar.exists()]
    require(not absent, missing=f"Jena ({', '.join(absent)})", cure="install Debian's libapache-jena-java")
    with zipfile.ZipFile(_JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(_MISPLACED) and name.endswith(".properties"):
                target = folder / name.removeprefix(_MISPLACED)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    return Jena(":".join(map(str, (folder, *jars))))
