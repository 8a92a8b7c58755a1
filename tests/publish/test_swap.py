"""Finished files → a folder: all of them at once or none, and nothing of anybody else's lost."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
import threading
from pathlib import Path

import interrupted
import pytest
from interrupted import NEW, OLD
from running import stands

from zinewright.problems import ZineError
from zinewright.publish import swap as module
from zinewright.publish.swap import finish, publish


def text(files: dict[str, bytes]) -> dict[str, str]:
    return {name: content.decode() for name, content in files.items()}


def refused(out: Path, files=NEW) -> str:
    """What publishing says when it refuses, without the folder that it names."""
    with pytest.raises(ZineError) as caught:
        publish(files, out)
    return str(caught.value).replace(str(out), "OUT")


# --- what comes, what goes, what stays


def test_files_come_into_a_folder_that_was_not_there(tmp_path):
    publish(OLD, tmp_path / "not" / "yet" / "there")

    assert stands(tmp_path) == {
        f"not/yet/there/{name}": said for name, said in text(OLD).items()
    }  # fmt: skip


def test_the_files_of_an_earlier_build_go_and_those_of_people_stay(tmp_path):
    out = tmp_path / "out"
    publish(OLD, out)
    (out / "mine.txt").write_text("mine")
    (out / "link").symlink_to("nowhere")
    publish(NEW, out)

    assert stands(tmp_path) == {f"out/{name}": said for name, said in text(NEW).items()} | {
        "out/mine.txt": "mine"
    }
    assert os.readlink(out / "link") == "nowhere"


def test_a_folder_that_holds_folders_keeps_them(tmp_path):
    out = tmp_path / "out"
    publish(OLD, out)
    (out / ".build-notes").mkdir()
    (out / ".build-notes" / "mine.txt").write_text("mine")
    (out / "photos").mkdir()
    (out / "photos" / "one.jpg").write_text("mine, too")
    publish(NEW, out)

    assert stands(out) == text(NEW) | {
        ".build-notes/mine.txt": "mine",
        "photos/one.jpg": "mine, too",
    }


def test_a_folder_with_many_files_of_people_keeps_them(tmp_path):
    mine = {f"{number}.txt": "mine" for number in range(100)}
    for name in mine:
        (tmp_path / name).write_text("mine")
    publish(OLD, tmp_path)
    publish(NEW, tmp_path)

    assert stands(tmp_path) == text(NEW) | mine


def test_a_folder_keeps_its_permissions(tmp_path):
    out = tmp_path / "out"
    publish(OLD, out)
    out.chmod(0o2771)
    publish(NEW, out)

    assert (oct(out.stat().st_mode), stands(out)) == ("0o42771", text(NEW))


def test_the_current_folder_stays_the_current_one(tmp_path, monkeypatch):
    publish(OLD, tmp_path / "out")
    monkeypatch.chdir(tmp_path / "out")
    publish(NEW, Path("."))

    assert Path.cwd() == tmp_path / "out"
    assert stands(Path.cwd()) == text(NEW)


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    publish(OLD, tmp_path / "out")
    publish(NEW, tmp_path / "out")

    assert os.readlink(tmp_path / "out") == "real"
    assert stands(tmp_path / "real") == text(NEW)


def test_a_link_to_nothing_gets_its_folder(tmp_path):
    (tmp_path / "out").symlink_to("later")
    publish(NEW, tmp_path / "out")

    assert stands(tmp_path / "later") == text(NEW)


@pytest.mark.parametrize("name", ["out [1]", "*", "o?t", "out\n", "ليل", "x" * 250])
def test_a_folder_may_have_any_name(name, tmp_path):
    publish(OLD, tmp_path / name)
    publish(NEW, tmp_path / name)

    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert stands(tmp_path / name) == text(NEW)


def test_what_comes_while_the_new_folder_is_made_is_kept(tmp_path, monkeypatch):
    out = tmp_path / "out"
    publish(OLD, out)
    (out / "draft.txt").write_text("first")
    exchanged = module._exchanged

    def late(staging, folder):
        (out / "late.txt").write_text("late")
        (out / "new.txt").write_text("second")
        (out / "new.txt").replace(out / "draft.txt")  # as editors save
        return exchanged(staging, folder)

    monkeypatch.setattr(module, "_exchanged", late)
    publish(NEW, out)

    assert stands(tmp_path) == {f"out/{name}": said for name, said in text(NEW).items()} | {
        "out/late.txt": "late",
        "out/draft.txt": "second",
    }


def test_the_new_folder_of_a_build_beside_is_left_alone(tmp_path):
    """Two folders, of which one is named as the other begins; both are built into at once."""
    publish(OLD, tmp_path / "out")
    others = Path(f"{tmp_path}/{module._prefix(tmp_path / 'out-2')}abc")
    others.mkdir()
    mine = tmp_path / ".build-out-2"
    mine.mkdir()
    publish(NEW, tmp_path / "out")

    assert others.is_dir()
    assert mine.is_dir()


# --- what is refused


@pytest.mark.parametrize(
    ("standing", "message"),
    [
        (
            lambda out: out.write_text("mine"),
            "OUT: it is a file, not a folder; what stood there is as it was. "
            "Move it away, or use --out. [publish]",
        ),
        (
            lambda out: (out / "a.txt").mkdir(parents=True),
            "OUT: a folder of the name a.txt is in the way; nothing was changed. "
            "Move it away, or use --out. [publish]",
        ),
        (
            lambda out: [out.mkdir(), (out / "manifest.json").write_text('{"name": "an app"}')],
            "OUT: its manifest.json is not one of Zinewright's; nothing was changed. "
            "Move it away, or use --out. [publish]",
        ),
        (
            lambda out: [out.mkdir(), (out / "manifest.json").write_text("")],
            "OUT: its manifest.json is not one of Zinewright's; nothing was changed. "
            "Move it away, or use --out. [publish]",
        ),
        (
            lambda out: out.symlink_to(out.name),
            "OUT: the files cannot be written (too many levels of symbolic links); what stood "
            "there is as it was. Mend that and build again. [publish]",
        ),
    ],
    ids=["a file", "a folder in the way", "another manifest", "an empty manifest", "a loop"],
)
def test_what_a_build_did_not_put_there_is_not_replaced(standing, message, tmp_path):
    standing(tmp_path / "out")
    before = stands(tmp_path)

    assert refused(tmp_path / "out") == message
    assert stands(tmp_path) == before
    assert not [*tmp_path.glob(".build-*")]


def test_a_folder_cannot_be_made_in_a_file(tmp_path):
    (tmp_path / "file").write_text("mine")

    for out in (tmp_path / "file" / "out", tmp_path / "file" / "deeper" / "out"):
        assert refused(out) == (
            "OUT: a part of its path is a file, not a folder; what stood there is as it was. "
            "Use another --out. [publish]"
        )
    assert stands(tmp_path) == {"file": "mine"}


def test_a_folder_in_the_place_of_an_old_edition_is_kept(tmp_path):
    publish(OLD, tmp_path / "out")
    (tmp_path / "out" / "a.epub").unlink()
    (tmp_path / "out" / "a.epub").mkdir()
    (tmp_path / "out" / "a.epub" / "mine.txt").write_text("mine")
    publish(NEW, tmp_path / "out")

    assert stands(tmp_path / "out") == text(NEW) | {"a.epub/mine.txt": "mine"}


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "the disk is full; *. Make room and build again"),
        (errno.EDQUOT, "the disk is full; *. Make room and build again"),
        (errno.EROFS, "the folder cannot be written; *. Change its permissions, or use --out"),
        (errno.EIO, "the files cannot be written (input/output error); *. Mend that and build again"),  # noqa: E501
    ],
)  # fmt: skip
def test_what_the_system_says_is_said_in_words(number, message, tmp_path, monkeypatch):
    publish(OLD, tmp_path / "out")

    def fail(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)

    state = "what stood there is as it was"
    assert refused(tmp_path / "out") == f"OUT: {message.replace('*', state)}. [publish]"
    assert stands(tmp_path) == {f"out/{name}": said for name, said in text(OLD).items()}


# --- stopped at any step


@pytest.mark.parametrize(
    ("way", "how", "drawn", "said"),
    [
        ("first", "kill", "on", "kd"),
        ("first", "fail", "on", "wd"),
        ("exchange", "kill", "on", "kd"),
        ("exchange", "fail", "non", "dwd"),
        ("move", "kill", "o~n", "kd"),
        ("move", "fail", "no~n", "dwfd"),
    ],
)
def test_stopped_at_any_step_it_is_the_old_or_the_new(way, how, drawn, said, tmp_path):
    """Each run of letters is one or more steps; `interrupted.py` says what they mean."""
    program = Path(interrupted.__file__)
    done = subprocess.run(
        [sys.executable, program, tmp_path / "tried", way, how],
        capture_output=True, encoding="utf-8", env=os.environ | {"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    told = [_runs(line) for line in done.stdout.splitlines()]

    assert (done.stderr, told) == ("", [drawn, said])
    assert len(done.stdout) > 15


def _runs(letters: str) -> str:
    return "".join(letter for letter, _ in itertools.groupby(letters))


def test_a_move_that_was_begun_is_finished_at_the_next_start(tmp_path):
    publish(OLD, tmp_path)
    inside = tmp_path / ".build-inside"
    inside.mkdir()
    (inside / "a.txt").write_text("new text")
    (inside / "manifest.json").write_bytes(NEW["manifest.json"])
    (tmp_path / "a.pdf").write_text("new pdf")  # this one had been moved
    (inside / ".plan.json").write_text(
        '{"files": ["a.pdf", "a.txt", "manifest.json"], "old": ["a.epub"]}'
    )
    finish(tmp_path)

    assert stands(tmp_path) == text(NEW)
    assert not inside.exists()


@pytest.mark.parametrize("plan", ["", "[]{", '{"files": [".'])
def test_a_move_that_was_only_prepared_is_dropped(plan, tmp_path):
    publish(OLD, tmp_path)
    inside = tmp_path / ".build-inside"
    inside.mkdir()
    (inside / "a.txt").write_text("half")
    (inside / ".plan.json").write_text(plan)
    finish(tmp_path)

    assert stands(tmp_path) == text(OLD) | {
        ".build-inside/a.txt": "half",
        ".build-inside/.plan.json": plan,
    }

    publish(NEW, tmp_path)

    assert stands(tmp_path) == text(NEW)


def test_what_killed_builds_left_is_swept(tmp_path):
    out = tmp_path / "out"
    publish(OLD, out)
    left = Path(f"{tmp_path}/{module._prefix(out)}left")
    left.mkdir()
    (left / "a.pdf").write_text("half")
    publish(NEW, out)

    assert stands(tmp_path) == {f"out/{name}": said for name, said in text(NEW).items()}
    assert not left.exists()


def test_without_exchange_the_files_are_moved_in(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_exchanged", lambda staging, out: False)
    publish(OLD, tmp_path / "out")
    publish(NEW, tmp_path / "out")

    assert stands(tmp_path) == {f"out/{name}": said for name, said in text(NEW).items()}


def test_where_files_cannot_have_two_names_they_stay_in_place(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(errno.EPERM, "Operation not permitted")

    publish(OLD, tmp_path / "out")
    (tmp_path / "out" / "film.mp4").write_text("mine")
    number = (tmp_path / "out" / "film.mp4").stat().st_ino
    monkeypatch.setattr(os, "link", fail)
    publish(NEW, tmp_path / "out")

    assert stands(tmp_path / "out") == text(NEW) | {"film.mp4": "mine"}
    assert (tmp_path / "out" / "film.mp4").stat().st_ino == number


def test_builds_at_the_same_time_wait_for_each_other(tmp_path):
    sets = [
        {name: f"{number} {name}".encode() for name in ("a.pdf", "a.txt")}
        | {"manifest.json": NEW["manifest.json"]}
        for number in range(8)
    ]
    threads = [threading.Thread(target=publish, args=(files, tmp_path / "out")) for files in sets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert stands(tmp_path) in [
        {f"out/{name}": said for name, said in text(files).items()} for files in sets
    ]
