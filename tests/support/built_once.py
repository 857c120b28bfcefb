"""Builds and verdicts made once a process: a command that runs here gets what was made of the same files before.

A build depends on nothing but its files and the reader; `tests/build/test_correcting.py` and `.ci/run`
build twice, without what is kept here, and compare.
"""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from ccwp_kg.build import Build, Inputs, run_build
from ccwp_kg.cli.validate import checked
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.validation import Report

_KEPT = 6
_NOT_READ = {"generated", "cases"}
"""Folders within those of a build that it does not read."""
_builds: OrderedDict[object, Build] = OrderedDict()
_reports: dict[object, Report] = {}


def _key(inputs: Inputs) -> object:
    """The same for the same files and the same reader, wherever the files are."""
    found = hashlib.sha256()
    for number, folder in enumerate((inputs.ontology, inputs.data, inputs.shapes, inputs.queries)):
        for place, folders, files in os.walk(folder, followlinks=True):
            folders[:] = sorted({*folders} - _NOT_READ)
            for name in sorted(files):
                path = Path(place, name)
                digest = hashlib.sha256(path.read_bytes()).digest()
                found.update(f"{number}/{path.relative_to(folder)}\0".encode() + digest)
    return found.digest(), vars(import_module("ccwp_kg.build.assemble"))["read"]


def build_once(inputs: Inputs, *, progress: Callable[[str], None] = lambda _: None) -> Build:
    """What `run_build` makes, which is kept."""
    key = _key(inputs)
    if key not in _builds:
        _builds[key] = run_build(inputs, progress=progress)
        while len(_builds) > _KEPT:
            _reports.pop(_builds.popitem(last=False)[0], None)
    _builds.move_to_end(key)
    return _builds[key]


def _check_once(dataset: NamedGraphs, inputs: Inputs, progress: Callable[[str], None]) -> Report:
    """What `checked` finds, which is kept where the build is."""
    key = _key(inputs)
    if key not in _builds or _builds[key].dataset is not dataset:
        return checked(dataset, inputs, progress)
    if key not in _reports:
        _reports[key] = checked(dataset, inputs, progress)
    return _reports[key]


@contextmanager
def each_once() -> Iterator[None]:
    """Within it, commands of this process build and check the same files once."""
    with ExitStack() as stack:
        for module in ("build.additions", "cli.checkout"):
            stack.enter_context(patch(f"ccwp_kg.{module}.run_build", build_once))
        for module in ("cli.add", "cli.validate"):
            stack.enter_context(patch(f"ccwp_kg.{module}.checked", _check_once))
        yield
