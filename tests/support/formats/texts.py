"""The texts that go with the data, as a test wants them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import SH
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.turtle import turtle


def texts_with(folder: Path, prefixes: Prefixes, context: Mapping[str, Any]) -> TextFiles:
    """Texts in a folder: these prefixes, this context, and an empty rich module."""
    folder.mkdir(exist_ok=True)
    declared = {
        Triple(NamedNode(f"urn:prefix:{prefix}"), *declaration)
        for prefix, namespace in prefixes.table.items()
        for declaration in ((SH.prefix, Literal(prefix)), (SH.namespace, Literal(namespace)))
    }
    (folder / "prefixes.ttl").write_text(turtle(declared, Prefixes({})), encoding="utf-8")
    (folder / "context.jsonld").write_text(json.dumps({"@context": context}), encoding="utf-8")
    for name in ("rich.ttl", "CHANGELOG.md"):
        (folder / name).write_text("", encoding="utf-8")
    return TextFiles(folder, folder / "sources", folder / "layouts")
