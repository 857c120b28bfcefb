"""The examples in docstrings hold: whoever reads one may rely on it."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import ccwp_kg

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(ccwp_kg.__path__, "ccwp_kg.")
    if not module.name.endswith(".__main__")
)


@pytest.mark.parametrize("package", sorted({".".join(name.split(".")[:2]) for name in MODULES}))
def test_examples_in_docstrings_hold(package: str) -> None:
    """In every module of a package or a single module."""
    names = [name for name in MODULES if f"{name}.".startswith(f"{package}.")]
    results = {name: doctest.testmod(importlib.import_module(name)) for name in names}
    assert [] == [name for name, done in results.items() if done.failed]


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(found) > 150
