"""Same manuscript, same bytes: whatever the folder, the hash seed, the clock, the cache."""

from __future__ import annotations

import hashlib
import io
import os
import time

import pytest
from manuscripts import POSTS, manuscript, zine
from PIL import Image

pytestmark = pytest.mark.slow

FILES = [
    "content-notes.json",
    "manifest.json",
    "small-hours-booklet.pdf",
    "small-hours-large-print.pdf",
    "small-hours-pocket.pdf",
    "small-hours-reading.pdf",
    "small-hours.epub",
    "small-hours.html",
    "small-hours.txt",
]
PHOTO = "---\ntitle: Photo\n---\nSee [Arabic: ليل]{lang=ar}.\n\n![A slope](slope.jpg)\n"


def written(folder, cache, seed: str, zone: str, locale: str, jobs: int, **more: str):
    """The digests of what a build makes of the manuscript in a folder."""
    slope = io.BytesIO()
    Image.linear_gradient("L").resize((2400, 900)).save(slope, "JPEG", comment=b"not for print")
    made = manuscript(folder / "manuscript", POSTS | {"photo": PHOTO})
    (made / "posts" / "slope.jpg").write_bytes(slope.getvalue())
    done = zine(
        "build", "manuscript", "--out", "out", "--jobs", jobs, at=folder, PYTHONHASHSEED=seed,
        TZ=zone, LC_ALL=locale, LANG=locale, ZINEWRIGHT_CACHE=str(cache), **more,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "out").iterdir())
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A build with a cold cache, its folder, and when it was made."""
    folder = tmp_path_factory.mktemp("first")
    digests = written(folder, folder / "cache", "1", "UTC", "C.UTF-8", 1)
    return digests, folder, time.time()


def test_it_is_these_files(first):
    assert sorted(first[0]) == FILES


def test_elsewhere_and_later_with_another_seed_clock_and_language(first, tmp_path):
    digests, _, made = first
    folder = tmp_path / "another folder (ليل)"
    folder.mkdir()
    time.sleep(max(0, 2.1 - (time.time() - made)))  # ZIP counts time in steps of two seconds

    assert written(folder, tmp_path / "cold", "4242", "Asia/Kathmandu", "C", 2) == digests


def test_with_a_warm_cache(first):
    digests, folder, _ = first

    assert written(folder, folder / "cache", "7", "America/St_Johns", "C.UTF-8", 2) == digests


def test_from_files_of_another_age(first, tmp_path):
    digests, _, _ = first
    manuscript(tmp_path / "manuscript", POSTS | {"photo": PHOTO})
    for path in tmp_path.rglob("*"):
        os.utime(path, (946_684_800, 946_684_800))
        path.chmod(0o700)

    assert written(tmp_path, tmp_path / "cold", "random", "UTC", "POSIX", 2) == digests


def test_after_a_move_there_and_back(first, tmp_path):
    digests, folder, _ = first
    cache = {"ZINEWRIGHT_CACHE": str(folder / "cache")}
    for place in ("--last", "--first"):
        assert zine("move", "money", place, "manuscript", at=folder, **cache).returncode == 0
        assert zine("build", "manuscript", "--out", "out", at=folder, **cache).returncode == 0

    assert {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "out").iterdir())
    } == digests


def test_the_date_of_the_source_is_the_date_of_the_files(first, tmp_path):
    """The recipe's day at midnight is what the files are dated without it."""
    digests, _, _ = first
    same = written(
        tmp_path / "a", tmp_path / "c", "1", "UTC", "C", 1, SOURCE_DATE_EPOCH="1767312000"
    )
    other = written(
        tmp_path / "b", tmp_path / "c", "1", "UTC", "C", 1, SOURCE_DATE_EPOCH="1767312001"
    )

    assert same == digests
    assert {name for name in FILES if other[name] != digests[name]} == {
        "manifest.json",
        "small-hours-booklet.pdf",
        "small-hours-large-print.pdf",
        "small-hours-pocket.pdf",
        "small-hours-reading.pdf",
        "small-hours.epub",
    }
