"""The files that a build writes into the repository, `data/generated/` and `ontology/rich.ttl`, and their check."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ccwp_kg.atomic_files import write_together
from ccwp_kg.build.assemble import Build, Inputs
from ccwp_kg.build.ontology.rich import rich_module
from ccwp_kg.errors import BuildDiffers
from ccwp_kg.rdf.dataset import CORRECTED, INFERRED, ONTOLOGY, SHAPES
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.read import turtle_files
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.terms.iris import reference
from ccwp_kg.sources.records.source_layout import layout_as_json


def generated_files(built: Build, inputs: Inputs, prefixes: Prefixes) -> dict[Path, bytes]:
    """Path → content: `ontology/rich.ttl`, for each generated graph one like `data/generated/inferred.ttl`, and for
    each document its layout."""
    graphs = built.dataset.graphs
    written = {inputs.ontology / "rich.ttl": rich_module(graphs[ONTOLOGY], graphs[SHAPES])}
    for graph, triples in graphs.items():
        name = reference(graph).removeprefix("graph/")
        if name.startswith(("source/", "aside/", "replaced/")) or graph in (CORRECTED, INFERRED):
            written[_folder(inputs) / f"{name.replace('/', '-')}.ttl"] = triples
    files = {path: turtle(triples, prefixes).encode() for path, triples in written.items()}
    for layout in built.layouts:
        files[_folder(inputs) / f"{layout.source}.layout.json"] = layout_as_json(layout).encode()
    return files


def write_generated(files: Mapping[Path, bytes], inputs: Inputs) -> None:
    """Write these files, and remove all other files of generated graphs and layouts.

    A run that is killed leaves whole files, old or new; `check_generated` reports them, and the next build replaces
    them. A release is made from the inputs, never from these files.
    """
    write_together(files)
    for path in _generated(inputs):
        if path not in files:
            path.unlink()


def check_generated(files: Mapping[Path, bytes], inputs: Inputs) -> None:
    """Raise BuildDiffers, naming files and first differing lines, unless these files are there and no other graphs."""
    there = {path: path.read_bytes() for path in {*_generated(inputs), *files} if path.exists()}
    differing = [
        f"{path} ({_difference(there.get(path), files.get(path))})"
        for path in sorted({*there, *files})
        if there.get(path) != files.get(path)
    ]
    if differing:
        raise BuildDiffers(f"the tree differs from a fresh build: {'; '.join(differing)}; run 'ccwp-kg build'")


def _generated(inputs: Inputs) -> list[Path]:
    """The files that are in the folder of generated files."""
    return [*turtle_files(_folder(inputs)), *sorted(_folder(inputs).glob("*.layout.json"))]


def _folder(inputs: Inputs) -> Path:
    return inputs.data / "generated"


def _difference(old: bytes | None, new: bytes | None) -> str:
    if old is None:
        return "missing"
    if new is None:
        return "not made by this build"
    pairs = zip(old.splitlines(), new.splitlines(), strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(old.count(b"\n"), new.count(b"\n")))
    return f"first at line {same + 1}"
