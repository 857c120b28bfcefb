"""What is installed: the shipped folders, in a checkout and in an installed wheel, and the command for an extra."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ccwp_kg import installation
from ccwp_kg.errors import CannotServe


@pytest.mark.parametrize("name", installation.FOLDERS)
def test_a_checkout_has_them_beside_src(name: str) -> None:
    """Two levels above the package."""
    assert Path(__file__).parents[1] / name == installation.folder(name)


def test_a_wheel_has_them_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`_assets/` in the package comes first."""
    (tmp_path / "ccwp_kg" / "_assets" / "web").mkdir(parents=True)
    monkeypatch.setattr(installation, "_PACKAGE", tmp_path / "lib" / "ccwp_kg")
    with pytest.raises(CannotServe, match="reinstall ccwp-kg"):
        installation.folder("web")
    monkeypatch.setattr(installation, "_PACKAGE", tmp_path / "ccwp_kg")
    assert tmp_path / "ccwp_kg" / "_assets" / "web" == installation.folder("web")


def test_no_other_folder_is_asked_for() -> None:
    """A name outside the table is a mistake of the caller."""
    with pytest.raises(ValueError, match="is not shipped"):
        installation.folder("tests")


@dataclass(frozen=True, kw_only=True)
class Installed:
    """An environment as the command sees it: its folder, what it says of the distribution, and what is in it."""

    prefix: str = "env"
    requires: tuple[str, ...] = ("rdflib<8", "a>=1; extra == 'maps'", "b; sys_platform != 'win32' and extra == 'maps'")
    direct_url: str | None = None
    is_known: bool = True
    is_wheel: bool = True
    is_pipx: bool = False
    has_pip: bool = True

    def read_text(self, name: str) -> str | None:
        return {"direct_url.json": self.direct_url}[name]


INSTALLED = {
    "by pip": ("env/bin/python -m pip install 'a>=1' b", Installed()),
    "by pip for all": ("python -m pip install 'a>=1' b", Installed()),
    "by uv": ("uv pip install --python env/bin/python 'a>=1' b", Installed(has_pip=False)),
    "editable": ("env/bin/python -m pip install 'a>=1' b", Installed(is_wheel=False)),
    "editable, before there was the extra": (
        "env/bin/python -m pip install '--editable=.[maps]'",
        Installed(is_wheel=False, requires=("rdflib<8",)),
    ),
    "not installed": ("env/bin/python -m pip install '--editable=.[maps]'", Installed(is_wheel=False, is_known=False)),
    "by pipx": ("pipx inject ccwp-kg_2 'a>=1' b", Installed(is_pipx=True, prefix="venvs/ccwp-kg_2")),
    "by pipx for all": ("pipx inject ccwp-kg 'a>=1' b", Installed(is_pipx=True, prefix="venvs/ccwp-kg")),
    "by pipx run": (
        "pipx run --spec 'my wheels/x.whl[maps]' ccwp-kg",
        Installed(is_pipx=True, prefix=".cache/12ab", direct_url="my%20wheels/x.whl"),
    ),
    "by pipx run for all": (
        "python -m pip install 'a>=1' b",
        Installed(is_pipx=True, prefix=".cache/12ab", direct_url="my%20wheels/x.whl"),
    ),
    "by pipx run, from a file that has gone": (
        "pipx run --spec 'ccwp-kg[maps]' ccwp-kg",
        Installed(is_pipx=True, prefix=".cache/12ab", direct_url="gone.whl"),
    ),
}
"""How it was installed → the command that adds an extra; a visitor is told no paths."""


@pytest.mark.parametrize("how", INSTALLED)
def test_an_extra_is_added_to_where_this_is_installed(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, it = INSTALLED[how]
    monkeypatch.chdir(tmp_path)
    prefix = tmp_path / it.prefix
    prefix.mkdir(parents=True)
    (tmp_path / "my wheels").mkdir()
    (tmp_path / "my wheels" / "x.whl").touch()
    if it.is_pipx:
        (prefix / "pipx_metadata.json").touch()
    url = None if it.direct_url is None else json.dumps({"url": f"{tmp_path.as_uri()}/{it.direct_url}"})

    def distribution(name: str) -> Installed:
        if not it.is_known:
            raise importlib.metadata.PackageNotFoundError(name)
        return replace(it, direct_url=url)

    monkeypatch.setattr(importlib.metadata, "distribution", distribution)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: it if it.has_pip else None)
    monkeypatch.setattr(sys, "prefix", str(prefix))
    monkeypatch.setattr(sys, "executable", str(prefix / "bin" / "python"))
    package = tmp_path / "lib" / "ccwp_kg" if it.is_wheel else tmp_path / "src" / "ccwp_kg"
    (package / "_assets" if it.is_wheel else package).mkdir(parents=True)
    monkeypatch.setattr(installation, "_PACKAGE", package)
    assert expected == installation.install_command("maps", for_visitors=how.endswith("for all"))


def test_a_path_elsewhere_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert installation.install_command("pdf").startswith(f"{sys.executable} -m pip install ")
