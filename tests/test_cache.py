"""The store of what was made before: losing any of it costs time and nothing else."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path

import pytest
from manuscripts import manuscript
from running import zine

from zinewright.cache import DAY, Cache, cache_folder
from zinewright.press.build import Press, build
from zinewright.problems import ZineError

TRUETYPE = b"\0\1\0\0"  # how a font begins: every byte of it is as good as any other
KEY = "ab" + "0" * 62
OTHER = "cd" + "1" * 62


def entry(cache: Cache) -> Path:
    return cache.folder / KEY[:2] / KEY[2:]


def test_what_was_put_is_found(tmp_path):
    cache = Cache(tmp_path / "not" / "there")

    assert cache.get(KEY) is None
    assert cache.put(KEY, b"pages")
    assert cache.get(KEY) == b"pages"
    assert cache.get(OTHER) is None
    assert [path.name for path in entry(cache).parent.iterdir()] == [KEY[2:]]


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"short"),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes() + b"x"),
        lambda path: path.write_bytes(hashlib.sha256(b"x").digest() + b"pages"),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: (path.unlink(), path.symlink_to(path)),
        lambda path: (path.unlink(), path.parent.rmdir(), path.parent.write_bytes(b"a file")),
    ],
    ids=["empty", "short", "cut off", "longer", "other", "a folder", "a loop", "no folder"],
)
def test_a_damaged_entry_counts_as_none(damage, tmp_path):
    cache = Cache(tmp_path)
    cache.put(KEY, b"pages")
    damage(entry(cache))

    assert cache.get(KEY) is None
    assert cache.put(KEY, b"pages") in (True, False)
    assert cache.get(KEY) in (b"pages", None)


def test_a_store_that_cannot_be_is_done_without(tmp_path):
    (tmp_path / "file").write_text("mine")
    cache = Cache(tmp_path / "file" / "cache")

    assert (cache.put(KEY, b"pages"), cache.get(KEY)) == (False, None)
    cache.prune()
    assert (tmp_path / "file").read_text() == "mine"


def test_a_store_that_can_only_be_read_is_still_one(tmp_path, monkeypatch):
    cache = Cache(tmp_path)
    cache.put(KEY, b"pages")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "utime", refuse)
    monkeypatch.setattr(Path, "write_bytes", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)

    assert (cache.get(KEY), cache.put(OTHER, b"more")) == (b"pages", False)


def test_what_was_not_used_for_longest_is_dropped_once_a_day(tmp_path, monkeypatch):
    monkeypatch.setattr("zinewright.cache.MOST_BYTES", 250)
    cache = Cache(tmp_path)
    keys = [f"{number:02x}" + "0" * 62 for number in range(4)]
    for age, key in enumerate(keys):
        cache.put(key, bytes(68))  # and 32 of its digest
        os.utime(cache._path(key), (1000 + age, 1000 + age))
    assert cache.get(keys[0])  # now it was used last
    cache.prune()

    assert [key for key in keys if cache.get(key)] == [keys[0], keys[3]]

    for key in keys:
        cache.put(key, bytes(68))
    cache.prune()

    assert len([key for key in keys if cache.get(key)]) == 4

    yesterday = time.time() - DAY - 1
    os.utime(tmp_path / "pruned", (yesterday, yesterday))
    cache.prune()

    assert len([key for key in keys if cache.get(key)]) == 2


def test_the_folder_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"

    monkeypatch.setenv("ZINEWRIGHT_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert cache_folder().name == "zinewright"


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_bytes(hashlib.sha256(b"\x93\x01").digest() + b"\x93\x01"),
        lambda path: path.write_bytes(hashlib.sha256(b"\xc0").digest() + b"\xc0"),
        lambda path: path.write_bytes(hashlib.sha256(b"").digest()),
    ],
    ids=["empty", "cut off", "not what it should be", "nothing", "whole and empty"],
)
def test_a_build_from_a_damaged_store_is_the_same(damage, whole, tmp_path):
    """Also where the bytes are whole and yet not what the key promises."""
    store = shutil.copytree(whole / "cache", tmp_path / "cache")
    for path in store.glob("??/*"):
        if path.read_bytes()[32:36] != TRUETYPE:
            damage(path)

    assert _built(whole / "m", tmp_path / "out", store) == contents(whole / "out")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A manuscript, what was built of it, and the store that this left."""
    folder = tmp_path_factory.mktemp("whole")
    _built(manuscript(folder / "m"), folder / "out", folder / "cache")
    return folder


def _built(folder: Path, out: Path, store: Path) -> dict[str, bytes]:
    with Press(jobs=1, cache=Cache(store)) as press:
        build(folder, out, press)
    return contents(out)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_folder_into_which_others_can_write_is_refused(monkeypatch, tmp_path):
    folder = tmp_path / "a folder"
    folder.mkdir()
    folder.chmod(0o777)
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(folder))
    with pytest.raises(ZineError) as caught:
        cache_folder()

    assert str(caught.value) == (
        f"{folder}: the cache is not yours alone (others can write into it), so what lies in it "
        "may not be what you made. Take that away from them: "
        f"chmod go-w '{folder}', and remove what is in it (or let "
        "ZINEWRIGHT_CACHE name a folder that is yours alone). [cache]"
    )
    assert zine("build", "m").output == f"{caught.value}\n1 error: nothing was built.\n"

    folder.chmod(0o755)
    assert cache_folder() == folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders away")
def test_a_folder_of_somebody_else_is_refused(monkeypatch, tmp_path):
    os.chown(tmp_path, 65534, 65534)
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(tmp_path))
    with pytest.raises(ZineError) as caught:
        cache_folder()

    assert str(caught.value) == (
        f"{tmp_path}: the cache is not yours alone (it belongs to somebody else), so what lies in "
        "it may not be what you made. Let ZINEWRIGHT_CACHE name a folder that is yours alone. "
        "[cache]"
    )


def test_what_is_made_is_for_nobody_else(monkeypatch, tmp_path):
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(tmp_path / "a" / "cache"))
    before = os.umask(0)
    try:
        cache = Cache(cache_folder())
        cache.put(KEY, b"pages")
    finally:
        os.umask(before)

    made = [cache.folder, entry(cache).parent, entry(cache)]
    assert [path.stat().st_mode & 0o777 for path in made] == [0o700, 0o700, 0o600]
