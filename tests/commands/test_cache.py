"""`zine cache`: where it is, how large, for whom; and gone on a word."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from running import Lay, zine

from zinewright.press.packed import store_of


@pytest.fixture
def here(lay: Lay, tmp_path: Path, monkeypatch) -> Path:
    """A cache with the store of a zine, what all share, and a file of somebody else."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(folder))
    (folder / "ab").mkdir(parents=True)
    folder.chmod(0o700)
    (folder / "ab" / "cd").write_bytes(bytes(300_000))
    (folder / "theirs.txt").write_text("keep")
    store = store_of(tmp_path / "m", folder)
    store.put("a" * 64, random.Random(1).randbytes(2_000_000))
    store.close()
    return folder


def test_what_is_kept_is_shown(here, tmp_path):
    assert zine("cache").output == (
        f"{here}\n"
        f"     2.0 MB  {tmp_path / 'm'}\n"
        "     0.3 MB  what all zines share\n"
        "     2.3 MB  in all, of 604 MB that it may take\n"
    )


def test_as_json(here, tmp_path):
    said = json.loads(zine("cache", "--json").stdout)

    assert said["folder"] == str(here)
    assert [held["zine"] for held in said["zines"]] == [str(tmp_path / "m")]
    assert said["bytes"] == said["zines"][0]["bytes"] + 300_000


def test_it_is_cleared_on_a_word_and_what_is_not_ours_stays(here):
    assert zine("cache", "clear").exit_code == 2
    done = zine("cache", "clear", "--yes")

    assert (done.exit_code, done.output) == (0, "2.3 MB are free.\n")
    assert [path.name for path in here.iterdir()] == ["theirs.txt"]
    assert zine("cache").output.splitlines()[-1] == (
        "     0.0 MB  in all, of 604 MB that it may take"
    )


def test_a_store_that_cannot_be_read_is_shown_all_the_same(here):
    next(here.glob("*.store")).write_bytes(b"no store")

    assert "0.0 MB  a zine of an earlier version" in zine("cache").output
