"""Every state in which a file of a zine was saved → kept, with who saved it, when, and how.

It lies in the folder of the zine, in `.history`: the states as plain files under their digests,
and a line for each in `journal.jsonl`. What somebody did with another program is found by looking,
and kept as well.

A zine may come from a stranger, with a history and with links: nothing outside its folder is read
or written, whatever they say.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from zinewright.problems import Problem, ZineError
from zinewright.staging import in_turn, reason_of, settle_folder, write_surely

HISTORY, LINES, STATES = ".history", "journal.jsonl", "states"
ELSEWHERE = "changed with another program"
KEPT = "kept beside the file, which says something else"
KINDS = (".toml", ".md", ".html", ".css", ".svg", ".txt")  # what people write
LONGEST = 2_000_000  # bytes of a file that is a text
DEEPEST = 3  # folders
LONGEST_LINE = 100_000  # bytes of a line of the journal
WRITTEN = ("zine.toml", "resources.toml", "posts", "images", HISTORY)
"""What rooms write, or write into."""


class Saved(NamedTuple):
    """A state of a file: when (UTC, ISO 8601), by whom, what was done; "" as digest: none left."""

    when: str
    who: str
    what: str
    file: str
    digest: str


def digest_of_text(content: bytes) -> str:
    """By what a state is known: SHA-256 of its bytes, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@dataclass
class Journal:
    """The history of the zine in a folder."""

    folder: Path
    _known: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    _read: int = 0
    _entries: list[Saved] = field(default_factory=list)

    @property
    def place(self) -> Path:
        """The folder that holds the history."""
        return self.folder / HISTORY

    def entries(self) -> tuple[Saved, ...]:
        """All that was saved, the oldest first; a line that was broken off counts as none."""
        self._catch_up()
        return tuple(self._entries)

    def states_of(self, file: str) -> tuple[Saved, ...]:
        """The states of one file, the oldest first."""
        return tuple(entry for entry in self.entries() if entry.file == file)

    def content(self, digest: str) -> bytes | None:
        """A state by its digest; None where none of it is kept."""
        if not (len(digest) == 64 and set(digest) <= set("0123456789abcdef")):
            return None
        path = self.place / STATES / digest
        try:
            content = path.read_bytes() if path.is_file() else b""
        except OSError:
            return None
        return content if digest_of_text(content) == digest else None

    def state_of(self, path: Path) -> str:
        """The digest of a file as it is now; "" where there is none."""
        try:
            return digest_of_text(path.read_bytes())
        except OSError:
            return ""

    @contextlib.contextmanager
    def recorded(self, who: str, what: str) -> Iterator[None]:
        """Keep every file as it is now, and as it is after what happens inside.

        Raises `ZineError` where nothing can be kept; then nothing has happened inside.
        """
        with _told():
            refuse_links(self.folder)
            self.place.mkdir(exist_ok=True)
            self._ignored()
            with in_turn(self.place):
                self._look("", ELSEWHERE)
                try:
                    yield
                finally:
                    self._look(who, what)

    def look(self) -> None:
        """Keep what was done with another program, if the disk takes it.

        Raises `ZineError` where a link leads out of the zine.
        """
        try:
            with self.recorded("", ELSEWHERE):
                pass
        except ZineError as error:
            if any(each.rule != "cannot-write" for each in error.problems):
                raise  # else it can be read all the same, and who saves is told

    def keep(self, content: bytes, who: str, file: str) -> str:
        """Keep a state of a file that the file does not have; its digest. Raises `ZineError`."""
        with _told():
            refuse_links(self.folder)
            self.place.mkdir(exist_ok=True)
            self._put(content)
            self._add([Saved(_now(), who, KEPT, file, digest_of_text(content))])
        return digest_of_text(content)

    def _look(self, who: str, what: str) -> None:
        """Write down every file that is not as the last line of it says."""
        self._catch_up()
        there = dict(self._files())
        new = [
            Saved(_now(), who, what, file, digest)
            for file, digest in sorted(there.items())
            if self._known.get(file) != digest
        ]
        gone = [file for file, digest in self._known.items() if digest and file not in there]
        new += [Saved(_now(), who, what, file, "") for file in sorted(gone)]
        self._add(new)

    def _files(self) -> Iterator[tuple[str, str]]:
        """The texts of the zine, each with its digest; every state that is new is put away."""
        for path in sorted(_texts_in(self.folder)):
            name = path.relative_to(self.folder).as_posix()
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                as_seen = self._seen.get(name, (0, 0, ""))
                if as_seen[:2] == (status.st_mtime_ns, status.st_size):
                    yield name, as_seen[2]
                elif status.st_size <= LONGEST:
                    content = path.read_bytes()
                    digest = digest_of_text(content)
                    if self._known.get(name) != digest:
                        self._put(content)
                    self._seen[name] = (status.st_mtime_ns, status.st_size, digest)
                    yield name, digest

    def _put(self, content: bytes) -> None:
        states = self.place / STATES
        states.mkdir(exist_ok=True)
        path = states / digest_of_text(content)
        if path.exists() and path.read_bytes() == content:
            return
        part = path.with_name(f".{path.name}.{os.getpid()}")
        part.unlink(missing_ok=True)  # it could be a link
        write_surely(part, content)
        part.replace(path)
        settle_folder(states)

    def _add(self, entries: list[Saved]) -> None:
        if not entries:
            return
        said = "".join(json.dumps(entry._asdict(), ensure_ascii=False) + "\n" for entry in entries)
        with (self.place / LINES).open("a+b") as file:
            if file.tell() and not _ends_a_line(self.place / LINES):
                said = "\n" + said  # what was broken off stays a line of its own
            file.write(said.encode())
            file.flush()
            os.fsync(file.fileno())

    def _catch_up(self) -> None:
        """Read the lines that have come since the last time."""
        with contextlib.suppress(FileNotFoundError), (self.place / LINES).open("rb") as file:
            file.seek(self._read)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self._read += len(line)
                if len(line) > LONGEST_LINE:
                    continue
                with contextlib.suppress(ValueError, TypeError, RecursionError):
                    entry = Saved(**json.loads(line))
                    if all(isinstance(part, str) for part in entry) and _is_text(entry.file):
                        self._entries.append(entry)
                        if entry.what != KEPT:
                            self._known[entry.file] = entry.digest

    def _ignored(self) -> None:
        """Let version control pass it by: it has a history of its own."""
        path = self.place / ".gitignore"
        if not path.exists():
            path.write_text("*\n", "utf-8")


def _texts_in(folder: Path, depth: int = 0) -> Iterator[Path]:
    """The files of a zine that people write: nothing hidden, nothing that was made of them."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for each in found:
            if each.name.startswith(".") or each.is_symlink():
                continue
            if each.is_dir():
                if depth < DEEPEST and each.name != "build":
                    yield from _texts_in(Path(each.path), depth + 1)
            elif each.is_file() and Path(each.name).suffix.lower() in KINDS:
                yield Path(each.path)


def _is_text(file: str) -> bool:
    """Whether a line of the journal names a text of this zine, and nothing around it."""
    parts = PurePosixPath(file).parts
    is_plain = not file.startswith("/") and "\\" not in file and file.isprintable()
    is_near = 0 < len(parts) <= DEEPEST + 1 and not any(part.startswith(".") for part in parts)
    return is_plain and is_near and PurePosixPath(file).suffix.lower() in KINDS


def within_zine(folder: Path, file: str) -> Path:
    """The path of a file of a zine. Raises `ZineError` where a link leads out of the folder."""
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ZineError([_leads_out(path)])
    return path


def refuse_links(folder: Path) -> None:
    """Raise `ZineError` with every link that leads out of a zine where something is written.

    The history is written by this program alone: there, any link is one too many.
    """
    found, home = list[Path](), folder.resolve()
    for path in _links_in(folder):
        if HISTORY in path.relative_to(folder).parts or not path.resolve().is_relative_to(home):
            found.append(path)
    if found:
        raise ZineError([_leads_out(path) for path in sorted(found)])


def _links_in(folder: Path) -> Iterator[Path]:
    """The links among what is written, and what is neither a file nor a folder."""
    places = [folder / name for name in WRITTEN] + [folder / HISTORY / STATES]
    for place in places:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            mode = place.lstat().st_mode
            if _is_other(mode):
                yield place
            if stat.S_ISDIR(mode) and place.name != STATES:
                with os.scandir(place) as entries:
                    yield from (
                        Path(each.path) for each in entries
                        if each.is_symlink() or not (each.is_file() or each.is_dir())
                    )  # fmt: skip


def _is_other(mode: int) -> bool:
    return not (stat.S_ISDIR(mode) or stat.S_ISREG(mode))


def _leads_out(path: Path) -> Problem:
    what = f"{path.name} is a link to a place outside the zine, or no file"
    return Problem(str(path), None, "outside", what, "Put the file itself here, or delete the link")


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _now() -> str:
    """The time by the clock, which no file that is made of the zine ever holds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Raise as a `ZineError` that the disk takes nothing more."""
    try:
        yield
    except OSError as error:
        what = f"the history cannot be written: {reason_of(error)}"
        fix = "Nothing was changed. Make room on the disk, or let the folder be written, and go on"
        raise ZineError([Problem(HISTORY, None, "cannot-write", what, fix)]) from None


@cache
def journal_of(folder: Path) -> Journal:
    """The history of the zine in a folder, as this process knows it."""
    return Journal(folder)
