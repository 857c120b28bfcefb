"""The shipped folders are found in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccwp_kg import assets
from ccwp_kg.errors import CannotServe


@pytest.mark.parametrize("name", assets.FOLDERS)
def test_a_checkout_has_them_beside_src(name: str) -> None:
    """Two levels above the package."""
    assert Path(__file__).parents[1] / name == assets.folder(name)


def test_a_wheel_has_them_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`_assets/` in the package comes first."""
    (tmp_path / "ccwp_kg" / "_assets" / "web").mkdir(parents=True)
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "lib" / "ccwp_kg")
    with pytest.raises(CannotServe, match="reinstall ccwp-kg"):
        assets.folder("web")
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "ccwp_kg")
    assert tmp_path / "ccwp_kg" / "_assets" / "web" == assets.folder("web")


def test_no_other_folder_is_asked_for() -> None:
    """A name outside the table is a mistake of the caller."""
    with pytest.raises(ValueError, match="is not shipped"):
        assets.folder("tests")
