"""Folders into which others could put something."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from zinewright.permissions import writable_by_others

NOBODY = 65534


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder that everybody on the machine can reach, as those of tests are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def lay(place: Path, *modes: int) -> Path:
    """Folders in folders, of some modes; the innermost one."""
    for number, mode in enumerate(modes):
        place = place / f"f{number}"
        place.mkdir()
        place.chmod(mode)
    return place


@pytest.mark.parametrize(
    ("modes", "why"),
    [
        ((0o700,), ""),
        ((0o755,), ""),
        ((0o755, 0o755), ""),
        ((0o777,), "others can write into it"),
        ((0o1777,), "others can write into it"),
        ((0o770,), "others can write into it"),
        ((0o775,), "others can write into it"),
        ((0o702,), "others can write into it"),
        ((0o777, 0o700), "others can write into {0}/f0, and so replace it"),
        ((0o757, 0o755, 0o755), "others can write into {0}/f0, and so replace it"),
        ((0o1777, 0o755), ""),
        ((0o700, 0o777, 0o755), ""),
        ((0o711, 0o777, 0o755), "others can write into {0}/f0/f1, and so replace it"),
    ],
)
def test_the_modes_of_folders(ground, modes, why):
    assert writable_by_others(lay(ground, *modes)) == why.format(ground)


def test_a_folder_that_is_not_there_yet(ground):
    assert writable_by_others(ground / "not" / "there") == ""
    assert writable_by_others(lay(ground, 0o777) / "not" / "there") == (
        f"others can write into {ground}/f0, and so replace it"
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders away")
def test_a_folder_of_somebody_else(ground):
    inner = lay(ground, 0o755, 0o755)
    os.chown(inner, NOBODY, NOBODY)
    assert writable_by_others(inner) == "it belongs to somebody else"

    os.chown(inner, 0, 0)
    os.chown(inner.parent, NOBODY, NOBODY)
    assert writable_by_others(inner) == (
        f"{inner.parent} belongs to somebody else, who can replace it"
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders away")
def test_the_group_that_is_a_users_own_is_nobody_else(ground):
    inner = lay(ground, 0o775, 0o755)

    assert writable_by_others(inner) == ""
    os.chown(inner.parent, 0, NOBODY)
    assert "replace it" in writable_by_others(inner)


def test_a_link_is_followed_to_what_it_means(ground):
    (ground / "mine").symlink_to(lay(ground, 0o777))
    assert writable_by_others(ground / "mine") == "others can write into it"

    (ground / "f0").chmod(0o777)
    (ground / "f0" / "link").symlink_to(lay(ground / "f0", 0o755))
    assert writable_by_others(ground / "f0" / "link") == (
        f"others can write into {ground}/f0, and so replace it"
    )
