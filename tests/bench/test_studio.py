"""How long people wait for the studio, and what it takes of the machine meanwhile.

    ./zine test tests/bench/test_studio.py -m bench -s -n0

Each figure is told by the clock and in seconds of all processors. The smaller of both has to be
within its bound: others may use the machine, and two desks may work at once.
"""

from __future__ import annotations

import contextlib
import html
import http.client
import os
import re
import subprocess
import threading
import time
from urllib.parse import urlencode, urlsplit

import pytest
from made_up import write_manuscript
from programs import started

pytestmark = pytest.mark.bench
TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = 3


def processes(pid):
    """A process and all that it has begun."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [pid, *(each for child in found.stdout.split() for each in processes(int(child)))]


def work(pid):
    """Seconds of all processors that a program and what it has begun have used."""
    total = 0
    for each in processes(pid):
        try:
            with open(f"/proc/{each}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15]))
    return total / TICKS


def memory(pid):
    """What a process holds, in MB."""
    with open(f"/proc/{pid}/status") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) / 1000


class Browser:
    """Somebody who was let in to a studio; each request has a line of its own."""

    def __init__(self, address):
        parts = urlsplit(address)
        self.host = parts.netloc
        self.cookie = ""
        status, heads, _ = self.ask("GET", f"/?{parts.query}")
        assert status == 303
        self.cookie = heads["set-cookie"].partition(";")[0]

    def ask(self, method, path, fields=None):
        heads = {"cookie": self.cookie} | ({"origin": f"http://{self.host}"} if fields else {})
        if fields:
            heads["content-type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(http.client.HTTPConnection(self.host, timeout=60)) as line:
            line.request(method, path, urlencode(fields) if fields else None, heads)
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def get(self, path):
        status, _, text = self.ask("GET", path)
        assert status == 200, (path, status)
        return text

    def save_a_word(self, name):
        page = self.get(f"/pieces/{name}")
        base = re.search(r'name="base" value="(\w+)"', page)[1]
        text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1]
        word = f"{html.unescape(text)}More at {time.time()}.\n"
        return lambda: self.ask("POST", f"/pieces/{name}", {"base": base, "text": word})


class Program:
    """A studio of a zine of so many posts whose pages were counted before."""

    def __init__(self, folder, count):
        if not folder.exists():
            write_manuscript(folder, count)
        begun = time.monotonic()
        self.process, self.address = started(folder)
        self.began = (time.monotonic() - begun, work(self.process.pid))

    def taken(self, what, call):
        """What something takes: the best of its rounds where it can be done again."""
        before, begun = work(self.process.pid), time.monotonic()
        call()
        took = (time.monotonic() - begun, work(self.process.pid) - before)
        print(f"{what}: {took[0]:.2f} s by the clock, {took[1]:.2f} s of all processors")
        return min(took)

    def end(self):
        self.process.terminate()
        self.process.communicate(timeout=20)


def counted(browser):
    """Wait until the pages are counted that are shown."""
    while "being counted" in browser.get("/order"):
        time.sleep(0.02)


@pytest.fixture
def program(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    held = []

    def open_program(count):
        held.append(Program(tmp_path / f"of-{count}", count))
        return held[-1]

    yield open_program
    for each in held:
        each.end()


def test_it_answers_soon_after_it_is_started(program):
    first = program(100)
    counted(Browser(first.address))
    first.end()
    starts, pages = [], []
    for _ in range(ROUNDS):
        again = program(100)
        print("start: {:.2f} s by the clock, {:.2f} s of all processors".format(*again.began))
        starts.append(min(again.began))
        time.sleep(4)  # until a browser is there, and the desks have looked at the zine
        browser = Browser(again.address)
        pages.append(again.taken("first page", lambda browser=browser: browser.get("/")))
        again.end()

    assert min(starts) <= 1.5
    assert min(pages) <= 0.3


def test_what_is_typed_and_moved_is_seen_at_once(program):
    it = program(30)
    browser = Browser(it.address)
    counted(browser)
    browser.get("/pieces/post-002/pages")
    saves, previews, moves = [], [], []
    for _ in range(ROUNDS + 1):
        save = browser.save_a_word("post-002")
        saves.append(it.taken("save", save))
        previews.append(it.taken("preview", lambda: browser.get("/pieces/post-002/pages")))
    for _ in range(ROUNDS + 1):
        form = {"move": "up post-009"}

        def move(form=form):
            browser.ask("POST", "/order/move", form)
            counted(browser)

        moves.append(it.taken("move, until the pages are counted", move))

    assert min(saves) <= 0.2
    assert min(saves) + min(previews) <= 1.0
    assert min(moves) <= 1.0


def test_a_thousand_pages_leave_its_memory_as_it_was(program):
    it = program(3)
    browser = Browser(it.address)
    counted(browser)
    paths = ("/", "/order", "/pieces", "/notes", "/history", "/assets/studio.css", "/nowhere")
    held = []
    for turn in range(3):
        for number in range(500):
            browser.ask("GET", f"{paths[number % len(paths)]}?said={turn}{number}")
        held.append([memory(pid) for pid in processes(it.process.pid)])
    took = it.taken("100 pages", lambda: [browser.get("/order") for _ in range(100)])
    print(f"server: {held[0][0]:.0f} MB after 500 requests, {held[2][0]:.0f} MB after 1,500")

    assert held[2][0] - held[0][0] < 3
    assert took < 3


def test_twenty_browsers_hear_of_a_change_at_once(program):
    it = program(3)
    first = Browser(it.address)
    counted(first)
    heard = []

    def listen():
        with contextlib.closing(http.client.HTTPConnection(first.host, timeout=20)) as line:
            line.request("GET", "/events", headers={"cookie": first.cookie})
            with contextlib.closing(line.getresponse()) as answer:
                while answer.readline().strip() != b"event: changed":
                    pass
                heard.append(time.monotonic())

    threads = [threading.Thread(target=listen) for _ in range(20)]
    for each in threads:
        each.start()
    time.sleep(2)
    begun = time.monotonic()
    first.save_a_word("post-002")()
    for each in threads:
        each.join(20)

    print(f"20 browsers: the last heard of it after {max(heard) - begun:.2f} s")
    assert len(heard) == 20
    assert max(heard) - begun < 2
