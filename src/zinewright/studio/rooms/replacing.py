"""Replacing: words in all pieces → what would change in each, and then the change, with history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zinewright.manuscript.edit.front_matter import parted
from zinewright.manuscript.edit.order import file_of
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError
from zinewright.studio.journal import digest_of_text, journal_of
from zinewright.studio.saving import save, text_of
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Visit

AROUND = 40  # letters on each side of what is found
MOST_SHOWN = 5  # places of each piece


@dataclass(frozen=True)
class WordsFound:
    """A piece in which words stand: how often, and the first places as (before, them, behind)."""

    name: str
    title: str
    base: str
    count: int
    places: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Replacement:
    """Words that are looked for, and those that come in their place, letter by letter."""

    find: str
    by: str
    is_exact: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds the words; without `is_exact`, in capitals and small letters alike."""
        return re.compile(re.escape(self.find), 0 if self.is_exact else re.IGNORECASE)

    def in_text(self, text: str) -> str:
        """A file of a post with the words replaced in its text; what stands above it stays."""
        _, head, body = parted(text)
        return head + self.pattern.sub(lambda _: self.by, body)


def show(visit: Visit) -> Answer:
    """Where the words stand, piece by piece, and what would come in their place."""
    asked = _asked(visit.query.get("find", ""), visit.query.get("with", ""), visit.query)
    zine = visit.zine.shown()
    titles = [(each.name, each.title) for each in (*zine.pieces, *zine.left_out)]
    found = visit.zine.desk.ask(_found, visit.zine.folder, titles, asked) if asked.find else ()
    back = visit.query.get("from", "")
    values = {"asked": asked, "found": found, "back": back if zine.piece(back) else ""}
    return RoomPage("replacing.html", {"here": "Pieces", **values})


def replace(visit: Visit) -> Answer:
    """Replace the words in the pieces that are ticked."""
    form = visit.form
    asked = _asked(form["find"], form["with"], dict(form.fields))
    parts = [each.partition(" ") for each in form.each("piece")]
    chosen = [(name, base) for name, _, base in parts]
    for name, _ in chosen:
        if visit.zine.shown().piece(name) is None:
            what, fix = f"there is no piece “{name}”", "Look again where the words stand"
            raise ZineError([Problem("Replace", None, "no-such-post", what, fix)])
    if not asked.find or not chosen:
        return Go("/replace", "Tick the pieces in which the words are replaced.")
    count, left = visit.zine.desk.ask(_replaced, visit.zine.folder, chosen, asked, visit.who)
    visit.zine.changed()
    times = "1 time" if count == 1 else f"{count:,} times"
    said = f"Replaced {times}. What was there is in the history."
    if left:
        said += f" Changed by somebody else meanwhile, and left as they are: {', '.join(left)}."
    return Go("/pieces", said)


def _asked(find: str, by: str, said: object) -> Replacement:
    is_exact = isinstance(said, dict) and bool(said.get("exact"))
    return Replacement(find, by, is_exact)


# --- on the desk


def _found(
    _: Press, folder: Path, titles: Sequence[tuple[str, str]], asked: Replacement
) -> tuple[WordsFound, ...]:
    journal_of(folder).look()
    found = list[WordsFound]()
    for name, title in titles:
        path = file_of(folder, name)
        content = path.read_bytes() if path.is_file() else b""
        body = parted(text_of(content))[2]
        hits = list(asked.pattern.finditer(body))
        places = tuple(
            (body[max(hit.start() - AROUND, 0) : hit.start()], hit[0],
             body[hit.end() : hit.end() + AROUND])
            for hit in hits[:MOST_SHOWN]
        )  # fmt: skip
        if hits:
            found.append(WordsFound(name, title, digest_of_text(content), len(hits), places))
    return tuple(found)


def _replaced(
    _: Press, folder: Path, chosen: Sequence[tuple[str, str]], asked: Replacement, who: str
) -> tuple[int, tuple[str, ...]]:
    """How often words were replaced, and the pieces that could not be merged with what others did.

    Each is changed as it was shown: what came into it meanwhile stays as it is.
    """
    journal, count, left = journal_of(folder), 0, list[str]()
    for name, base in chosen:
        began = journal.content(base)
        if began is None:
            left.append(name)
            continue
        text = text_of(began)
        settled = save(journal, file_of(folder, name), base, asked.in_text(text), who)
        if settled.how == "kept":
            left.append(name)
        else:
            count += len(asked.pattern.findall(parted(text)[2]))
    return count, tuple(left)


DOORS = (Door("GET", "/replace", show), Door("POST", "/replace", replace))
