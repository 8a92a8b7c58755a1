"""The zine that the studio has open: what it shows, what it holds ready, and who is told of it."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zinewright.problems import Problem, ZineError
from zinewright.studio.desk import Desk
from zinewright.studio.events import Events
from zinewright.studio.journal import HISTORY
from zinewright.studio.shown import PageNumbers, ZineShown, page_numbers, zine_shown

MOST_SAID = 200
MOST_PICTURES = 60_000_000  # bytes of pages that are held for those who look at them
State = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Remark:
    """What is said on the page that follows: that something happened, or what is wrong."""

    said: str = ""
    wrong: Sequence[Problem] = ()


@dataclass(frozen=True)
class Building:
    """A build that is under way, or the last one: how far it is, and what came of it."""

    kind: str = ""
    is_done: bool = True
    done: int = 0
    total: int = 0
    what: str = ""
    said: str = ""
    wrong: tuple[Problem, ...] = ()


@dataclass
class OpenZine:
    """The folder of a zine, with two desks: one for what is quick, and one where pages are made."""

    folder: Path
    desk: Desk = field(default_factory=lambda: Desk(jobs=1))
    press: Desk = field(default_factory=Desk)
    events: Events = field(default_factory=Events)
    work: Building = field(default_factory=Building)
    looks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plan: object = None
    arrivals: dict[str, tempfile.TemporaryDirectory[str]] = field(default_factory=dict)
    _shown: tuple[object, ZineShown] | None = None
    _pages: tuple[State, PageNumbers] = ((), PageNumbers())
    _counting: threading.Lock = field(default_factory=threading.Lock)
    _remarks: dict[str, Remark] = field(default_factory=dict)
    _number: int = 0
    _pictures: dict[str, bytes] = field(default_factory=dict)
    _working: threading.Lock = field(default_factory=threading.Lock)

    @property
    def title(self) -> str:
        """What the zine was called when it was looked at last."""
        return self._shown[1].title if self._shown else self.folder.name

    def shown(self) -> ZineShown:
        """The zine as it stands in its files now."""
        key = (self.state(), datetime.date.today())
        held = self._shown
        if held is None or held[0] != key:
            held = (key, self.desk.ask(zine_shown, self.folder, key[1]))
            self._shown = held
        return held[1]

    def make_ready(self) -> None:
        """Look at the zine, and let both desks load what they need, before anybody asks."""
        self.meanwhile(lambda: self.press.begin("zinewright.press.make"))
        self.meanwhile(self._look_ahead)

    def _look_ahead(self) -> None:
        with contextlib.suppress(ZineError):  # it is told to whoever asks
            self.shown()

    def pages(self) -> PageNumbers:
        """The page numbers as they were counted last; where that is too long ago, they follow."""
        state = self.state()
        if self._pages[0] != state and self._counting.acquire(blocking=False):
            self.meanwhile(lambda: self._count(state))
        return self._pages[1]

    def meanwhile(self, work: Callable[[], object]) -> None:
        """Do something while pages are answered."""
        threading.Thread(target=work, daemon=True).start()

    def pages_are_current(self) -> bool:
        """Whether the page numbers are those of the files as they are now."""
        return self._pages[0] == self.state()

    def _count(self, state: State) -> None:
        try:
            with contextlib.suppress(ZineError):  # it is told as what is wrong with the zine
                counted = self.press.ask(page_numbers, self.folder)
                self._pages = (state, counted)
                self.events.tell("pages", total=counted.total)
        finally:
            self._counting.release()

    def state(self) -> State:
        """By what a change of any file of the zine is noticed."""
        return tuple(sorted(_seen(self.folder)))

    def key(self) -> str:
        """The same as `state`, short enough for an address."""
        return hashlib.sha256(repr(self.state()).encode()).hexdigest()[:16]

    def changed(self) -> None:
        """Tell every open page that something is otherwise."""
        self.events.tell("changed")

    def remember(self, said: str, wrong: Sequence[Problem] = ()) -> str:
        """Keep something to be said on the page that follows; its number."""
        self._number += 1
        self._remarks[str(self._number)] = Remark(said, tuple(wrong))
        if len(self._remarks) > MOST_SAID:
            del self._remarks[next(iter(self._remarks))]
        return str(self._number)

    def remark(self, number: str) -> Remark:
        """What was kept to be said, once."""
        return self._remarks.pop(number, Remark())

    def keep_picture(self, content: bytes) -> str:
        """Keep the picture of a page for those who look at it; its digest."""
        digest = hashlib.sha256(content).hexdigest()
        self._pictures.pop(digest, None)
        self._pictures[digest] = content
        while sum(map(len, self._pictures.values())) > MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]
        return digest

    def picture(self, digest: str) -> bytes | None:
        """The picture of a page; None where it was let go."""
        return self._pictures.get(digest)

    def begin_work(self, kind: str) -> bool:
        """Whether a build may begin; there is one at a time."""
        if not self._working.acquire(blocking=False):
            return False
        self.work = Building(kind, is_done=False)
        self.events.tell("progress")
        return True

    def step(self, done: int, total: int, what: str) -> None:
        """Say how far a build has come."""
        self.work = replace(self.work, done=done, total=total, what=what)
        self.events.tell("progress")

    def end_work(self, said: str, wrong: Sequence[Problem]) -> None:
        """Say what came of a build."""
        self.work = replace(self.work, is_done=True, said=said, wrong=tuple(wrong))
        self._working.release()
        self.events.tell("progress", said=said)

    def close(self) -> None:
        """End what was begun."""
        self.events.close()
        for folder in self.arrivals.values():
            folder.cleanup()
        self.desk.close()
        self.press.close()


def _seen(folder: Path, name: str = "", depth: int = 0) -> list[tuple[str, int, int]]:
    """The files of a zine, with their times in nanoseconds and their sizes in bytes."""
    found = list[tuple[str, int, int]]()
    with contextlib.suppress(OSError), os.scandir(folder / name) as entries:
        for each in entries:
            path = os.path.join(name, each.name)
            if each.name.startswith(".") or each.name == "build" or each.name == HISTORY:
                continue
            with contextlib.suppress(OSError):
                if each.is_dir(follow_symlinks=False):
                    found += _seen(folder, path, depth + 1) if depth < 4 else []
                else:
                    status = each.stat(follow_symlinks=False)
                    found.append((path, status.st_mtime_ns, status.st_size))
    return found
