"""What stood in the folder before is whole, whatever happens to a build, and it says what happened.

Builds are run in processes of their own, as people run them, and stopped for real. Most of them had
Python and its modules loaded before they began, so that it is the build that is met, not its start.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest
from apart import Apart, Started
from manuscripts import MONEY, WAITING, command, manuscript, zine

from zinewright.publish.swap import finish

pytestmark = pytest.mark.slow

KILLS = 50
LONGEST = 1.0  # seconds, which are about as long as a cold build takes
SEED = 20261123
FULL = (
    "the disk is full; what stood there is as it was. Make room and build again. [publish]\n"
    "1 error: nothing was built.\n"
)
CHILDREN = Path("/proc/self/task").exists()


@pytest.fixture(scope="module")
def place(tmp_path_factory, apart):
    """Two manuscripts, a and b, and a cache that knows both."""
    folder = tmp_path_factory.mktemp("nothing-lost")
    for name, text in (("a", MONEY), ("b", WAITING.replace("money.md#in-figures", "after.md"))):
        manuscript(folder / name, {"piece": text.replace("waiting.md", "after.md"), "after": AFTER})
        build = apart.zine(*_build(folder, name, folder / f"whole-{name}"), **_at(folder))
        assert build.returncode == 0
    return folder


AFTER = "---\ntitle: Afterwards\n---\nWe wrote it down.\n"


def _at(place: Path, cache: str = "cache") -> dict[str, str]:
    return {"ZINEWRIGHT_CACHE": str(place / cache)}


def _build(place: Path, name: str, out: Path) -> tuple[object, ...]:
    return "build", place / name, "--out", out, "--jobs", 2


def _started(place: Path, name: str, out: Path, cache: str = "cache") -> subprocess.Popen[str]:
    """A build that has begun, in a group of processes of its own."""
    return subprocess.Popen(
        command(*_build(place, name, out)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_heeds_interrupts,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | _at(place, cache),
    )


def _heeds_interrupts() -> None:
    """Shells let what they start in the background ignore Ctrl-C, which would be inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def what_stands(place: Path, out: Path) -> str:
    """`a` or `b` where the whole set of one manuscript stands there; else what is wrong."""
    files = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    if files.pop("mine.txt", b"") != b"mine":
        return "what the user put there is lost"
    for edition in json.loads(files["manifest.json"])["editions"]:
        if hashlib.sha256(files.get(edition["file"], b"")).hexdigest() != edition["sha256"]:
            return f"{edition['file']} is not whole"
    for name in ("a", "b"):
        whole = {path.name: path.read_bytes() for path in (place / f"whole-{name}").iterdir()}
        if files == whole:
            return name
    return f"neither set: {sorted(files)}"


def begun(place: Path, out: Path) -> None:
    """A folder with the set of a and a file of the user."""
    shutil.copytree(place / "whole-a", out)
    (out / "mine.txt").write_text("mine")


def _children(process: subprocess.Popen[str] | Started) -> list[int]:
    try:
        return [
            int(child)
            for task in Path(f"/proc/{process.pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []


def _lives(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _survivors(numbers: list[int]) -> list[int]:
    """Which of the processes still live after a few seconds."""
    until = time.monotonic() + 5
    while (left := [number for number in numbers if _lives(number)]) and time.monotonic() < until:
        time.sleep(0.02)
    return left


def names(folder: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return os.listdir(folder)
    return []


def _publishing(out: Path, process: Started) -> bool:
    """Wait until a build has begun to publish; False where it has ended."""
    while process.poll() is None:
        if any(
            name.startswith(".build-") for folder in (out.parent, out) for name in names(folder)
        ):
            return True
    return False


def killed(
    apart: Apart, place: Path, out: Path, name: str, moment: float, cache: str
) -> tuple[bool, list[int]]:
    """Kill a build: at a moment after its start, or (below 0) after it began to publish."""
    process = apart.start(*_build(place, name, out), **_at(place, cache))
    if moment >= 0:
        time.sleep(moment)
    elif _publishing(out, process):
        time.sleep(-moment)
    workers = _children(process)
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL, _survivors(workers)


# --- killed


def test_killed_at_any_moment_the_old_or_the_new_is_whole(apart, place, tmp_path):
    """A third of the kills fall anywhere in a cold build, the others while it publishes."""
    rolled = random.Random(SEED)
    out = tmp_path / "out"
    begun(place, out)
    stood, drawn, kills, orphans = "a", "", 0, []
    for number in range(KILLS):
        name = "b" if stood == "a" else "a"
        cold = number % 3 == 0
        moment = rolled.uniform(0, LONGEST) if cold else -rolled.uniform(0, 0.012)
        cache = f"cold-{number}" if cold else "cache"
        was_killed, left = killed(apart, place, out, name, moment, cache)
        found = what_stands(place, out)
        assert found in (stood, name), f"seed {SEED}, kill {number}: {found}"
        kills, orphans = kills + was_killed, orphans + left
        drawn += "o" if found == stood else "n"
        stood = found
    again = apart.zine("build", place / "b", "--out", out, **_at(place))

    assert (again.returncode, what_stands(place, out)) == (0, "b")
    assert [path.name for path in tmp_path.rglob(".build-*")] == []
    assert orphans == []
    assert (len(drawn), set(drawn) <= {"o", "n"}) == (KILLS, True)
    assert kills > KILLS / 2, f"only {kills} builds were killed: {drawn}"


def test_killed_where_folders_cannot_change_places_the_next_start_finishes(apart, place, tmp_path):
    rolled = random.Random(SEED)
    out = tmp_path / "out"
    begun(place, out)
    (out / "photos").mkdir()
    (out / "photos" / "one.jpg").write_text("mine")
    stood = "a"
    for number in range(KILLS // 3):
        name = "b" if stood == "a" else "a"
        killed(apart, place, out, name, -rolled.uniform(0, 0.012), "cache")
        finish(out)
        found = what_stands(place, out)
        assert found in (stood, name), f"seed {SEED}, kill {number}: {found}"
        stood = found
    again = apart.zine("build", place / "b", "--out", out, **_at(place))

    assert (again.returncode, what_stands(place, out)) == (0, "b")
    assert (out / "photos" / "one.jpg").read_text() == "mine"
    assert [path.name for path in tmp_path.rglob(".build-*")] == []


def test_a_build_that_fails_finishes_what_another_had_begun(apart, place, tmp_path):
    out = tmp_path / "out"
    begun(place, out)
    inside = out / ".build-inside"
    shutil.copytree(place / "whole-b", inside)
    names = sorted(path.name for path in inside.iterdir())
    (inside / ".plan.json").write_text(json.dumps({"files": names, "old": []}))
    (inside / names[0]).replace(out / names[0])
    done = apart.zine("build", tmp_path / "nowhere", "--out", out, **_at(place))

    assert done.returncode == 1
    assert what_stands(place, out) == "b"
    assert not inside.exists()


def test_interrupted_by_hand_it_says_so_in_a_line(place, tmp_path):
    """Ctrl-C goes to the build and to its workers, as from a terminal."""
    rolled = random.Random(SEED)
    out = tmp_path / "out"
    begun(place, out)
    said = Counter()
    for number in range(12):
        process = _started(place, "b", out, f"fresh-{number}")
        while process.poll() is None and not _children(process):
            time.sleep(0.01)
        time.sleep(rolled.uniform(0, 0.6))
        workers = _children(process)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        if process.returncode and "This is a draft" not in errors:  # else it had ended
            said[process.returncode, errors.strip().splitlines()[-1]] += 1
        assert "Traceback" not in errors
        assert _survivors(workers) == []
        assert what_stands(place, out) in ("a", "b")

    assert set(said) <= {(1, "Aborted!"), (-signal.SIGINT, "Aborted!"), (130, "Aborted!")}
    assert said
    assert [path.name for path in tmp_path.rglob(".build-*")] == []


# --- a disk that is full, a folder that cannot be written


def _fill(disk: Path, leave: int) -> None:
    """Fill a disk, but for so many bytes."""
    file = os.open(disk / "filler", os.O_WRONLY | os.O_CREAT)
    with contextlib.suppress(OSError):
        while True:
            os.write(file, bytes(4096))
    os.ftruncate(file, os.lseek(file, 0, os.SEEK_CUR) - leave)
    os.close(file)


@pytest.mark.parametrize("leave", [0, 8_192, 20_480])
def test_a_full_disk(apart, leave, place, small_disk):
    out = small_disk / "out"
    begun(place, out)
    _fill(small_disk, leave)
    done = apart.zine("build", place / "b", "--out", out, **_at(place))

    assert (done.returncode, done.stderr) == (1, f"{out}: {FULL}")
    assert what_stands(place, out) == "a"
    assert sorted(path.name for path in small_disk.iterdir()) == ["filler", "out"]

    (small_disk / "filler").unlink()
    again = apart.zine("build", place / "b", "--out", out, **_at(place))

    assert (again.returncode, what_stands(place, out)) == (0, "b")


def test_a_full_disk_that_holds_everything(place, small_disk):
    """Cache and temporary files are on the same disk: the cache is done without."""
    out = small_disk / "out"
    begun(place, out)
    _fill(small_disk, 20_000)
    here = {"ZINEWRIGHT_CACHE": str(small_disk / "cache"), "TMPDIR": str(small_disk)}
    done = zine("build", place / "b", "--out", out, **here)

    assert (done.returncode, done.stderr.partition(f"{out}: ")[2]) == (1, FULL)
    assert what_stands(place, out) == "a"


def test_a_full_disk_for_temporary_files_is_passed_over(place, small_disk, tmp_path):
    _fill(small_disk, 0)
    begun(place, tmp_path / "out")
    here = {"ZINEWRIGHT_CACHE": str(tmp_path / "cold"), "TMPDIR": str(small_disk)}
    done = zine("build", place / "b", "--out", tmp_path / "out", **here)

    assert (done.returncode, what_stands(place, tmp_path / "out")) == (0, "b")


def test_a_file_that_grows_too_large(place, tmp_path):
    """A limit on the size of files stops a build in the middle of writing one."""
    out = tmp_path / "out"
    begun(place, out)
    process = subprocess.run(
        command("build", place / "b", "--out", out),
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | _at(place),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000)),
    )

    assert (process.returncode, process.stderr) == (1, f"{out}: {FULL}")
    assert what_stands(place, out) == "a"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


AS_ANOTHER = """
import fcntl, os, sys
from pathlib import Path
from zinewright.problems import ZineError
from zinewright.publish.swap import publish
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    publish({"zine.txt": b"new", "manifest.json": b"{}"}, Path(sys.argv[1]))
except ZineError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("folder_mode", "parent_mode"),
    [(0o555, 0o777), (0o555, 0o555), (0o000, 0o755)],
    ids=["the folder", "the folder and the one around it", "nothing may be read"],
)
def test_a_folder_that_cannot_be_written(folder_mode, parent_mode):
    with tempfile.TemporaryDirectory() as around:
        parent = Path(around) / "parent"
        out = parent / "out"
        out.mkdir(parents=True)
        (out / "zine.txt").write_text("old")
        os.chmod(around, 0o755)
        out.chmod(folder_mode)
        parent.chmod(parent_mode)
        done = subprocess.run(
            [sys.executable, "-c", AS_ANOTHER, out],
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        parent.chmod(0o777)
        out.chmod(0o777)

        assert done.stdout + done.stderr == (
            f"{out}: the folder cannot be written; what stood there is as it was. "
            "Change its permissions, or use --out. [publish]\n"
        )
        assert [(path.name, path.read_text()) for path in out.iterdir()] == [("zine.txt", "old")]
        assert [path.name for path in parent.iterdir()] == ["out"]


def test_a_folder_that_may_be_written_though_the_one_around_it_may_not():
    with tempfile.TemporaryDirectory() as around:
        out = Path(around) / "out"
        out.mkdir()
        out.chmod(0o777)
        os.chmod(around, 0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_ANOTHER, out],
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        os.chmod(around, 0o755)

        assert done.stdout + done.stderr == ""
        assert sorted(path.name for path in out.iterdir()) == ["manifest.json", "zine.txt"]


# --- where it goes


def test_two_builds_at_once_both_end_well(apart, place, tmp_path):
    out = tmp_path / "out"
    begun(place, out)
    for _ in range(3):
        asked = [_build(place, name, out) for name in ("a", "b", "a", "b")]
        both = [apart.start(*words, **_at(place)) for words in asked]
        ended = [(process.communicate(timeout=60)[1], process.returncode) for process in both]

        assert [code for _, code in ended] == [0, 0, 0, 0], ended
        assert what_stands(place, out) in ("a", "b")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_into_a_folder_that_is_a_disk_of_its_own(apart, place, small_disk):
    (small_disk / "mine.txt").write_text("mine")
    for name in ("a", "b"):
        done = apart.zine("build", place / name, "--out", small_disk, **_at(place))

        assert (done.returncode, what_stands(place, small_disk)) == (0, name)
    assert [path.name for path in small_disk.glob(".*")] == []


def test_into_the_folder_where_one_stands(place, tmp_path):
    out = tmp_path / "out"
    begun(place, out)
    done = zine("build", place / "b", "--out", ".", at=out, **_at(place))

    assert (done.returncode, what_stands(place, out)) == (0, "b")


def test_into_a_file(apart, place, tmp_path):
    (tmp_path / "out").write_text("mine")
    done = apart.zine("build", place / "b", "--out", tmp_path / "out", **_at(place))

    assert (done.returncode, done.stderr) == (
        1,
        f"{tmp_path}/out: it is a file, not a folder; what stood there is as it was. "
        "Move it away, or use --out. [publish]\n1 error: nothing was built.\n",
    )
    assert (tmp_path / "out").read_text() == "mine"
