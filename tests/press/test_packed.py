"""The store of a zine is one file with a bound, and nothing that befalls it is an error."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zinewright.press import packed
from zinewright.press.packed import Packed, store_of

KEY = "ab" * 32
OTHER = "cd" * 32


def noise(count: int) -> bytes:
    """Bytes that no compression makes fewer."""
    return random.Random(count).randbytes(count)


ENTRY = noise(4500)
WRITES = """
import sys
from pathlib import Path
from zinewright.press.packed import Packed
store = Packed(Path(sys.argv[1]))
for number in range(10**9):
    store.put(f"{number:064x}", str(number).encode() * 1000)
    if number == 20:
        print("begun", flush=True)
"""


def test_what_was_put_is_found_also_by_another(tmp_path):
    path = tmp_path / "not" / "there" / "store"
    store = Packed(path)

    assert store.get(KEY) is None
    assert store.put(KEY, b"pages")
    assert (store.get(KEY), Packed(path).get(KEY), store.get(OTHER)) == (b"pages", b"pages", None)
    assert path.stat().st_mode & 0o777 == 0o600


def test_each_zine_has_a_store_of_its_own(tmp_path):
    one, two = (store_of(tmp_path / name, tmp_path) for name in ("one", "two"))

    assert one.path != two.path
    assert one.path == store_of(tmp_path / "two" / ".." / "one", tmp_path).path


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"no store at all" * 1000,
        lambda whole: whole[:5000],
        lambda whole: whole.replace(ENTRY[4000:4009], bytes(9)),
        lambda whole: b"",
    ],
    ids=["other", "cut off", "one letter", "empty"],
)
def test_what_is_damaged_counts_as_none_and_is_made_again(damage, tmp_path):
    path = tmp_path / "store"
    store = Packed(path)
    store.put(KEY, ENTRY)
    store.close()
    path.write_bytes(damage(path.read_bytes()))

    store = Packed(path)
    assert store.get(KEY) is None
    store.put(KEY, b"pages")
    assert store.put(KEY, b"pages")
    assert store.get(KEY) == b"pages"


def test_a_store_that_cannot_be_is_done_without(tmp_path):
    (tmp_path / "file").write_text("mine")
    store = Packed(tmp_path / "file" / "store")

    assert (store.put(KEY, b"pages"), store.get(KEY)) == (False, None)
    store.finish()
    assert (tmp_path / "file").read_text() == "mine"


def test_the_bound_holds_after_every_entry_and_what_was_used_last_stays(tmp_path):
    store = Packed(tmp_path / "store", most=400_000)
    store.put(KEY, noise(9000))
    for number in range(200):
        assert store.put(f"{number:064x}", os.urandom(9000))
        assert store.get(f"{number:064x}") is not None
        assert store.path.stat().st_size <= 400_000
        if number % 10 == 9:
            assert store.get(KEY)
            store.finish(1000)

    assert not store.put(OTHER, noise(400_000))


def test_what_some_builds_did_not_use_leaves(tmp_path):
    store = Packed(tmp_path / "store")
    store.put(KEY, b"kept")
    store.put(OTHER, noise(500_000))
    before = store.path.stat().st_size
    for _ in range(6):
        assert store.get(KEY) == b"kept"
        store.finish()

    assert (store.get(KEY), store.get(OTHER)) == (b"kept", None)
    assert store.path.stat().st_size < before / 10


def test_a_process_that_is_killed_leaves_only_whole_entries(tmp_path):
    path = tmp_path / "store"
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, str(path)], stdout=subprocess.PIPE
    ) as writes:
        assert writes.stdout
        writes.stdout.readline()
        assert Packed(path).put(KEY, b"at the same time")
        writes.send_signal(signal.SIGKILL)

    store = Packed(path)
    assert store.get(f"{3:064x}") == b"3" * 1000
    assert store.get(KEY) == b"at the same time"
    assert store.put(OTHER, b"more")


def test_all_stores_together_have_a_bound_and_the_oldest_go(tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "ALL_BYTES", 3_000_000)
    monkeypatch.setattr(packed, "MOST_BYTES", 1_000_000)
    for number in range(5):
        store = packed.store_of(tmp_path / f"zine-{number}", tmp_path / "cache")
        store.put("a" * 64, noise(700_000))
        store.close()
        os.utime(store.path, (number, number))
        assert sum(path.stat().st_size for path in (tmp_path / "cache").iterdir()) <= 3_000_000

    assert [Path(held.zine).name for held in packed.stores_in(tmp_path / "cache")] == [
        "zine-2", "zine-3", "zine-4",
    ]  # fmt: skip


def test_what_a_copy_of_this_process_uses_is_kept(tmp_path):
    store = Packed(tmp_path / "store")
    store.put(KEY, b"used by a copy")
    store.put(OTHER, b"used by nobody")
    store.finish()
    for _ in range(packed.BUILDS + 1):
        copy = Packed(tmp_path / "store")
        copy.get(KEY)
        store.note(copy.used)
        store.finish()

    assert (store.get(KEY), store.get(OTHER)) == (b"used by a copy", None)
