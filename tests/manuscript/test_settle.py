"""What an import brings arrives as a whole or not at all, whatever happens to it."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from interrupted_import import (
    MINE,
    NEW_RECIPE,
    RECIPE,
    imported,
    is_sound,
    lines,
    prepared,
    seen,
    state,
)

from zinewright.manuscript.arrive import arriving
from zinewright.manuscript.settle import settle
from zinewright.problems import ZineError

KILLS, SEED = 80, 20261130


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the disk has a file counts when the power fails, and not for what is tested here."""
    monkeypatch.setattr(os, "fsync", lambda file: None)


@pytest.mark.parametrize(
    ("way", "how", "told"),
    [
        ("absent", "fail", {"ow", "nd"}), ("empty", "fail", {"ow", "nd"}),
        ("zine", "fail", {"ow", "nd"}), ("no links", "fail", {"ow", "nd"}),
        pytest.param("absent", "kill", {"ok", "nk", "nd"}, marks=pytest.mark.slow),
        pytest.param("empty", "kill", {"ok", "~k", "nk", "nd"}, marks=pytest.mark.slow),
        pytest.param("zine", "kill", {"ok", "~k", "nk", "nd"}, marks=pytest.mark.slow),
        pytest.param("zine", "interrupt", {"ow", "nr", "nd"}, marks=pytest.mark.slow),
        pytest.param("no links", "kill", {"ok", "~k", "nk", "nd"}, marks=pytest.mark.slow),
    ],
)  # fmt: skip
def test_stopped_at_any_step_all_of_it_arrives_or_nothing(way, how, told, tmp_path):
    """What stands there, and what was said; `interrupted_import.py` says what the letters mean."""
    steps = list(lines(tmp_path / "tried", way, how))

    assert set(steps) == told
    assert len(steps) > 10


@pytest.mark.slow
@pytest.mark.parametrize("way", ["absent", "zine"])
def test_killed_at_random_moments(way, tmp_path):
    chance = random.Random(SEED)
    begun = time.monotonic()
    imported(prepared(tmp_path / "whole", way))
    whole = time.monotonic() - begun
    states = set()
    for _ in range(KILLS // 2):
        zine = prepared(tmp_path / "killed", way)
        child = os.fork()
        if not child:
            imported(zine)
            os._exit(0)
        time.sleep(chance.random() * whole)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        settle(zine)
        states.add(state(zine))
        assert state(zine) in "on"
        imported(zine)
        assert state(zine) == "n"
        assert is_sound(zine) or way == "absent"

    assert states <= {"o", "n"}


def test_a_zine_as_it_is_in_the_end(tmp_path):
    zine = prepared(tmp_path / "x", "zine")
    imported(zine)
    files = seen(zine)

    assert files["zine.toml"].decode() == NEW_RECIPE
    assert files["posts/one.md"].decode() == MINE
    assert files["posts/gloves.md"].decode() == (
        '---\ntitle: "Gloves"\nauthor: ["Ada"]\nlang: en-GB\n---\n\nA pair.\n'
    )
    assert sorted(path.name for path in zine.iterdir()) == ["images", "posts", "zine.toml"]


def test_two_imports_at_once(tmp_path):
    for way in ("absent", "zine"):
        zine = prepared(tmp_path / "x", way)
        children = []
        for _ in range(4):
            children.append(os.fork())
            if not children[-1]:
                imported(zine)
                os._exit(0)
        ended = [os.waitpid(child, 0)[1] for child in children]

        assert (ended, state(zine)) == ([0] * 4, "n")
        assert list((tmp_path / "x").glob("**/.import*")) == []


# --- what people do between a stop and the next start


def begun(tmp_path: Path) -> Path:
    """An import that was killed when its plan was written and nothing moved."""
    zine = prepared(tmp_path / "x", "zine")
    staged = zine / ".importing"
    (staged / "posts").mkdir(parents=True)
    (staged / "posts/hats.md").write_text("---\ntitle: Hats\nnotes: none\n---\n\nA hat.\n")
    (staged / "zine.toml").write_text(RECIPE.replace("first\n", 'first\n  "hats",\n'))
    plan = {"files": ["posts/hats.md"], "order": ["hats"], "recipe": "0", "folders": []}
    (staged / "plan.json").write_text(json.dumps(plan))
    return zine


def test_a_recipe_that_was_changed_meanwhile_keeps_that_and_gets_the_posts(tmp_path):
    zine = begun(tmp_path)
    changed = RECIPE.replace("Mine", "Changed")
    (zine / "zine.toml").write_text(changed)
    settle(zine)

    assert (zine / "zine.toml").read_text() == changed.replace("first\n", 'first\n  "hats",\n')
    assert is_sound(zine)


def test_a_post_that_was_written_meanwhile_stays(tmp_path):
    zine = begun(tmp_path)
    (zine / "posts/hats.md").write_text(MINE)
    settle(zine)

    assert (zine / "posts/hats.md").read_text() == MINE
    assert sorted(path.name for path in zine.iterdir()) == ["posts", "zine.toml"]


def test_every_command_that_reads_the_zine_finishes_it(tmp_path):
    zine = begun(tmp_path)

    assert is_sound(zine)
    assert not (zine / ".importing").exists()


def test_the_plan_of_a_stranger_leads_nowhere_else(tmp_path):
    zine = begun(tmp_path)
    (zine / ".importing/outside.md").write_text("x")
    (zine / ".importing/posts/link.md").symlink_to("/etc/hostname")
    names = ["../outside.md", "outside.md", "posts/../../outside.md", "posts/.hidden.md",
             "/outside.md", "posts/link.md"]  # fmt: skip
    plan = {"files": names, "order": [], "recipe": None, "folders": ["..", "posts"]}
    (zine / ".importing/plan.json").write_text(json.dumps(plan))
    settle(zine)

    assert sorted(seen(zine)) == ["posts/one.md", "zine.toml"]
    assert sorted(path.name for path in tmp_path.rglob("outside.md")) == []


def test_a_folder_of_posts_that_leads_out_of_the_zine_is_not_written_into(tmp_path):
    zine = begun(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    (zine / "posts").rename(elsewhere)
    (zine / "posts").symlink_to(elsewhere)
    with pytest.raises(ZineError) as caught:
        settle(zine)

    assert str(caught.value) == (
        f"{zine}: the files cannot be written (posts leads out of the zine); an import that was "
        "stopped cannot be finished. Mend that and do it again. [cannot-write]"
    )
    assert [path.name for path in elsewhere.iterdir()] == ["one.md"]


# --- where nothing can be written


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("file", "it is a file, not a folder; nothing was written. "
         "Choose another folder with --into. [cannot-write]"),
        ("file/zine", "a part of its path is a file, not a folder; nothing was written. "
         "Choose another folder with --into. [cannot-write]"),
    ],
)  # fmt: skip
def test_into_a_file(at, message, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ZineError) as caught, arriving(tmp_path / at) as arrival:
        arrival.put("posts/one.md", b"x")

    assert str(caught.value) == f"{tmp_path / at}: {message}"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_into_a_folder_of_somebody_else(tmp_path):
    zine = prepared(tmp_path / "x", "zine")
    for path in (zine, *zine.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in (tmp_path, *tmp_path.parents[:3]):
        path.chmod(0o755)
    child = os.fork()
    if not child:
        os.setuid(65534)
        try:
            imported(zine)
        except ZineError as error:
            fix = "Change its permissions, or choose another folder with --into. [cannot-write]"
            wanted = f"{zine}: the folder cannot be written; nothing was written. {fix}"
            os._exit(0 if str(error) == wanted else 1)
        os._exit(2)

    assert os.waitpid(child, 0)[1] == 0
    assert state(zine) == "o"


@pytest.mark.parametrize("room", [0, 4_096, 12_288, 100_000])
def test_a_full_disk(room, small_disk):
    """A disk of a megabyte, filled but for a little."""
    zine = prepared(small_disk / "x", "zine")
    with (small_disk / "filler").open("wb", buffering=0) as filler:
        with contextlib.suppress(OSError):
            while filler.write(bytes(4_096)):
                pass
        filler.truncate(max(0, filler.tell() - room))
    said = ""
    try:
        imported(zine)
    except ZineError as error:
        said = str(error)

    full = "the disk is full; nothing was written. Make room and do it again. [cannot-write]"
    assert (said, state(zine)) == ((f"{zine}: {full}", "o") if room < 50_000 else ("", "n"))
    (small_disk / "filler").unlink()
    imported(zine)
    assert state(zine) == "n"


@pytest.mark.slow
def test_the_command_itself_killed(tmp_path):
    """The same with the whole program, from its start to its end."""
    chance = random.Random(SEED)
    (tmp_path / "posts.txt").write_text("Hats\n\n" + "A hat is what one wears in the rain. " * 9)
    words = [sys.executable, "-m", "zinewright", "import", "posts.txt", "--into", "m", "--yes"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    times = []
    for _ in range(2):  # the first compiles what is not compiled yet
        subprocess.run(["rm", "-rf", "m"], cwd=tmp_path, check=True)
        started = time.monotonic()
        subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, env=environment)
        times.append(time.monotonic() - started)
    whole = min(times)
    expected = seen(tmp_path / "m").keys()
    for _ in range(20):
        subprocess.run(["rm", "-rf", "m"], cwd=tmp_path, check=True)
        (tmp_path / "m").mkdir()
        process = subprocess.Popen(
            words, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment,
        )  # fmt: skip
        time.sleep(whole * (0.6 + 0.4 * chance.random()))
        process.kill()
        process.wait()
        settle(tmp_path / "m")

        assert seen(tmp_path / "m").keys() in (set(), expected)
