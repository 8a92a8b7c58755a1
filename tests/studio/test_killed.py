"""The studio ended at any moment, and a disk that is full: what was answered is there."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import re
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from programs import children_of, is_there, started
from running import POST, stands
from visits import guest_of

from zinewright.problems import ZineError
from zinewright.studio.desk import Desk
from zinewright.studio.journal import Journal

LINES = [f"Line {number} of a text.\n\n" for number in range(200)]
TEXT = "".join(LINES)


class Writer:
    """Somebody who saves a word at a time over HTTP, and knows which saves were answered."""

    def __init__(self, address):
        self.base = address.partition("/?")[0]
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.opener.open(address, timeout=30).read()
        self.answered = []

    def saves(self, words):
        for word in words:
            page = self.opener.open(f"{self.base}/pieces/one", timeout=30).read().decode()
            base = re.search(r'name="base" value="(\w+)"', page)[1]
            text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1]
            body = urllib.parse.urlencode({"base": base, "title": "One", "text": f"{text}{word}\n"})
            asked = urllib.request.Request(
                f"{self.base}/pieces/one", body.encode(), {"origin": self.base}
            )
            if "Saved" in self.opener.open(asked, timeout=30).read().decode():
                self.answered.append(word)


def killed_while_saving(folder, number, seconds):
    """The words whose saves were answered before the program was killed."""
    process, address = started(folder)
    writer = Writer(address)

    def write():
        with contextlib.suppress(urllib.error.URLError, ConnectionError, OSError, TypeError):
            writer.saves(f"word{number}x{count}." for count in range(1000))

    thread = threading.Thread(target=write)
    thread.start()
    while not writer.answered and thread.is_alive():
        time.sleep(0.01)
    time.sleep(seconds)
    begun = children_of(process.pid)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    thread.join(30)
    until = time.monotonic() + 10
    while any(map(is_there, begun)) and time.monotonic() < until:
        time.sleep(0.02)
    return writer.answered


def holds(folder, words):
    """Whether the file is whole and has all words, and the history reads."""
    text = (folder / "posts/one.md").read_text()
    assert text.startswith(POST.partition("\n\n")[0])
    assert text.count(TEXT.strip()) == 1
    assert text.endswith((".\n", "."))
    assert [word for word in words if word not in text] == []
    journal = Journal(folder)
    journal.look()
    entries = journal.entries()
    assert all(journal.content(each.digest) is not None for each in entries if each.digest)
    assert journal.content(journal.states_of("posts/one.md")[-1].digest).decode() == text
    assert [path.name for path in folder.rglob(".one.md.*")] == []


@pytest.mark.slow
def test_a_save_that_was_answered_outlives_the_program(lay):
    folder = lay({"posts/one.md": POST + TEXT})
    words = killed_while_saving(folder, 0, 0.13)

    assert words
    holds(folder, words)


@pytest.mark.thorough
def test_fifty_ends_at_any_moment_lose_nothing(lay):
    folder, words = lay({"posts/one.md": POST + TEXT}), []
    moments = random.Random(4)
    for number in range(50):
        words += killed_while_saving(folder, number, moments.uniform(0, 0.4))
        holds(folder, words)

    assert len(words) >= 50


WAYS = {
    "a piece": ("/pieces/one", {"title": "One", "text": "First.\n\nOne.\n"}),
    "a new piece": ("/order/new", {"title": "New"}),
    "a move": ("/order/move", {"move": "up two"}),
    "what the zine says": ("/about", {"subtitle": "Of a ward"}),
    "a note": ("/notes/one/status", {"status": "unsaid"}),
    "a place of support": ("/support/new", {
        "name": "A line", "kind": "topic", "regions": "GB", "way": "web",
        "display": "https://a.example", "url": "https://a.example",
    }),
    "a whole file": ("/mend/zine.toml", {"whole": 'title = "A"\n'}),
    "a state of before": ("/history/back", {}),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_where_the_disk_is_full_every_file_is_as_it_was_or_as_it_should_be(lay, monkeypatch, way):
    address, form = WAYS[way]
    robin = guest_of(lay({}))
    for count in range(40):
        folder = lay({
            "zine.toml": 'title = "A"\ndate = 2026-01-31\norder = ["one", "two"]\n',
            "posts/one.md": POST + "One.\n", "posts/two.md": POST + "Two.\n",
            "resources.toml": "# none\n",
        })  # fmt: skip
        (folder / "posts/new.md").unlink(missing_ok=True)
        page = robin.get("/pieces/one" if way == "a piece" else "/mend/zine.toml").text
        base = re.search(r'name="base" value="(\w+)"', page)[1]
        digest = Journal(folder).states_of("posts/one.md")[-1].digest
        (folder / "posts/one.md").write_text(POST + "One, later.\n")
        before = texts(folder)
        with monkeypatch.context() as patch:
            left = iter(range(count))
            patch.setattr(Path, "open", until(left, Path.open, is_open=True))
            patch.setattr(Path, "write_bytes", until(left, Path.write_bytes))
            patch.setattr(os, "fsync", until(left, os.fsync))
            answer = robin.post(address, form | {"base": base, "digest": digest})
        after = texts(folder)

        assert answer.status == 200
        assert all(each for each in after.values())
        assert not [name for name in after if "/." in name or name.startswith(".")]
        if "no space" not in answer.text.lower() and "disk is full" not in answer.text.lower():
            break
    assert 2 < count < 39
    assert after != before


def until(left, real, is_open=False):
    """A function that works so often, and then says that the disk is full."""

    def call(*args, **kwargs):
        writes = not is_open or (args[1:2] or ("r",))[0] not in ("r", "rb")
        if writes and next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*args, **kwargs)

    return call


def texts(folder):
    return {name: text for name, text in stands(folder).items() if ".history" not in name}


def wait_long(press):
    time.sleep(60)


@pytest.mark.slow
def test_a_desk_that_is_killed_while_it_works_says_so_and_is_begun_anew():
    desk = Desk(jobs=1)
    desk.begin()

    def kill():
        time.sleep(0.3)
        os.kill(desk._process.pid, signal.SIGKILL)

    threading.Thread(target=kill).start()
    with pytest.raises(ZineError, match="its process was ended by this machine"):
        desk.ask(wait_long)

    assert desk.ask(answer) == 4
    desk.close()
    with pytest.raises(ZineError, match="the studio is ending"):
        desk.ask(answer)


def answer(press):
    return 4
