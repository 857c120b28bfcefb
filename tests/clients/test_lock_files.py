"""The clients' lock files hold versions and hashes, and no address of a registry; the Makefile installs each."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from support.commands import ROOT

REQUIREMENTS = ROOT / "requirements"
LOCKED = sorted(path.name for path in REQUIREMENTS.glob("clients-*.txt"))


def test_every_group_has_a_lock_file_and_is_installed() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    named = {f"{name}.txt" for name in groups if name.startswith("clients-")}
    assert named == set(LOCKED) != set()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in (*named, "clients-node.txt"):
        assert f"build/clients/{name.removeprefix('clients-').removesuffix('.txt')}/installed" in makefile


@pytest.mark.parametrize("name", LOCKED)
def test_python(name: str) -> None:
    """Each group asks for what it locks; each version has a hash."""
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    assert "://" not in text
    requirements = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert requirements
    for requirement in requirements:
        assert re.match(r"[a-z0-9._-]+==\S+ .*\n    --hash=sha256:", requirement), requirement
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    asked = {re.split(r"[<>=]", line)[0] for line in groups[name.removesuffix(".txt")]}
    assert asked <= {requirement.partition("==")[0] for requirement in requirements}


def test_node() -> None:
    """npm verifies what it installs by `integrity` and finds it by name, wherever its registry is."""
    folder = REQUIREMENTS / "clients-node"
    asked = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    root = lock["packages"].pop("")
    assert (asked["dependencies"], asked["optionalDependencies"]) == (
        root["dependencies"],
        root["optionalDependencies"],
    )
    assert lock["packages"]
    for name, package in lock["packages"].items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
