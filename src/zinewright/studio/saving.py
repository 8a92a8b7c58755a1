"""A text as somebody left it, and the state that they began from → the file, and nothing lost.

What was changed meanwhile is merged by words. Where two people changed the same words, the file
stays as it is, and what was to be saved is kept beside it until somebody chooses.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from zinewright.problems import Problem, ZineError
from zinewright.staging import reason_of, settle_folder, write_surely
from zinewright.studio.journal import Journal, digest_of_text
from zinewright.studio.merging import merged, with_ends_of

Fate = Literal["saved", "merged", "kept"]


@dataclass(frozen=True)
class Settled:
    """What became of a text: `text` and `digest` are those of the file now.

    Of one that was "kept", `other` is the digest under which the journal has it.
    """

    how: Fate
    text: str
    digest: str
    other: str = ""


def text_of(content: bytes) -> str:
    """A file as a page shows it: `\\n` at line ends, no byte-order mark.

    Raises `ZineError` where it is no text in UTF-8; no byte of it is then changed here.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        what, fix = "this file is not in UTF-8", "Open it in an editor, and save it as UTF-8"
        raise ZineError([Problem("the file", None, "utf-8", what, fix)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def save(journal: Journal, path: Path, base: str, mine: str, who: str) -> Settled:
    """Save a text that somebody began from the state with the digest `base`.

    Everything that they did not touch stays, byte for byte. Raises `ZineError` where nothing could
    be written; the file is then as it was.
    """
    mine = mine.replace("\r\n", "\n").replace("\r", "\n")
    name = path.relative_to(journal.folder).as_posix()
    with journal.recorded(who, f"saved {name}"):
        there = path.read_bytes() if path.exists() else b""
        now = text_of(there)
        if digest_of_text(there) == base or now == mine:
            return _written(path, there, mine, "saved")
        began = journal.content(base)
        both = merged(text_of(began), now, mine) if began is not None else None
        if both is not None:
            return _written(path, there, both, "merged")
    return Settled("kept", now, digest_of_text(there), journal.keep(mine.encode(), who, name))


def _written(path: Path, there: bytes, text: str, how: Fate) -> Settled:
    """The file with a text: its byte-order mark, its line ends and its mode stay."""
    mark = b"\xef\xbb\xbf" if there.startswith(b"\xef\xbb\xbf") else b""
    old = there.removeprefix(mark).decode("utf-8")
    content = mark + with_ends_of(old, text).encode()
    if content != there:
        put_in_place(path, content)
    return Settled(how, text, digest_of_text(content))


def put_in_place(path: Path, content: bytes) -> None:
    """Write a file in one step, and wait until the disk has it.

    A program that writes it in the last thousandth of a second before can still lose that.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        part.unlink(missing_ok=True)  # it could be a link
        write_surely(part, content)
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
        settle_folder(target.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = f"{path.name} cannot be written: {reason_of(error)}"
        fix = "The file is as it was. Mend that, and save again"
        raise ZineError([Problem(str(path), None, "cannot-write", what, fix)]) from None
