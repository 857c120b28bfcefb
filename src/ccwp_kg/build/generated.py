"""The files under `data/generated/`: written by a build, committed, compared by `build --check`, edited by nobody."""

from __future__ import annotations

from pathlib import Path

from ccwp_kg.errors import BuildDiffers
from ccwp_kg.rdf.dataset import INFERRED, NamedGraphs
from ccwp_kg.rdf.files import turtle_files, write_whole
from ccwp_kg.rdf.iris import reference
from ccwp_kg.rdf.prefixes import Prefixes
from ccwp_kg.rdf.turtle import turtle


def generated_files(dataset: NamedGraphs, prefixes: Prefixes) -> dict[str, bytes]:
    """File name → content of each generated graph: `source-fifth-action-plan.ttl`, `inferred.ttl`."""
    files = {}
    for graph, triples in dataset.graphs.items():
        name = reference(graph).removeprefix("graph/")
        if name.startswith("source/") or graph == INFERRED:
            files[f"{name.replace('/', '-')}.ttl"] = turtle(triples, prefixes).encode()
    return files


def write_generated(files: dict[str, bytes], folder: Path) -> None:
    """Make the folder hold exactly these files; a file of a document that is gone goes too."""
    for name, content in files.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            write_whole(path, content)
    for path in turtle_files(folder):
        if path.name not in files:
            path.unlink()


def check_generated(files: dict[str, bytes], folder: Path) -> None:
    """Raise BuildDiffers, naming files and first differing lines, unless the folder holds exactly these files."""
    there = {path.name: path.read_bytes() for path in turtle_files(folder)}
    differing = [
        f"{name} ({_difference(there.get(name), files.get(name))})"
        for name in sorted({*there, *files})
        if there.get(name) != files.get(name)
    ]
    if differing:
        raise BuildDiffers(f"{folder} differs from a fresh build: {'; '.join(differing)}; run 'ccwp-kg build'")


def _difference(old: bytes | None, new: bytes | None) -> str:
    if old is None:
        return "missing"
    if new is None:
        return "not made by this build"
    pairs = zip(old.splitlines(), new.splitlines(), strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(old.count(b"\n"), new.count(b"\n")))
    return f"first at line {same + 1}"
