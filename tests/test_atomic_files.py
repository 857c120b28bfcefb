"""Files are written whole or not at all, by one run at a time, and leave nothing behind."""

from pathlib import Path

import pytest

from ccwp_kg.atomic_files import write_whole
from ccwp_kg.errors import CannotWrite


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "data.ttl"
    write_whole(target, b"old")
    with pytest.raises(TypeError):
        write_whole(target, "not bytes")  # type: ignore[arg-type]
    assert b"old" == target.read_bytes()
    assert ["data.ttl"] == [path.name for path in tmp_path.iterdir()]


def test_an_unwritable_target_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="choose a folder"):
        write_whole(tmp_path / "file" / "data.ttl", b"")
