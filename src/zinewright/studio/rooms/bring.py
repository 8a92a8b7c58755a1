"""Bring in: an export, documents or a folder → what is in it, what is taken, and then yes."""

from __future__ import annotations

import datetime
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zinewright.importers.common.media import media_at
from zinewright.importers.open import gathered
from zinewright.importers.write import Brought, brought, write
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError, visible
from zinewright.studio.journal import journal_of
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Upload, Visit

MOST_WAITING = 5  # imports that were looked at and not yet taken
STATES = {"new": "", "there": "is there already", "edited": "is there, and edited: it stays"}


@dataclass(frozen=True)
class ArrivalShown:
    """A post that can be taken: what is known of it, and what of it does not come along."""

    name: str
    title: str
    day: str
    words: int
    pictures: int
    notes: tuple[str, ...]
    state: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class ReportShown:
    """What an import would bring, and what stays behind."""

    title: str
    posts: tuple[ArrivalShown, ...]
    behind: tuple[str, ...]


@dataclass(frozen=True)
class WaitingFiles:
    """Where the files lie for now, and what of them is wanted."""

    folder: Path
    unpublished: bool
    pages: bool


def show(visit: Visit) -> Answer:
    """Where files are dropped or chosen."""
    return RoomPage("bring.html", {"is_zine": visit.zine.shown().is_zine})


def look(visit: Visit) -> Answer:
    """Keep what was sent, and go to where it is shown what is in it."""
    form = visit.form
    if not form.files:
        return Go("/import", "Choose a file first.")
    number = secrets.token_hex(8)
    held = tempfile.TemporaryDirectory(prefix="zine-import-")
    _lay_out(form.files, Path(held.name))
    options = "".join(
        letter for name, letter in (("unpublished", "u"), ("pages", "p")) if form[name]
    )
    waiting = visit.zine.arrivals
    while len(waiting) >= MOST_WAITING:
        waiting.pop(next(iter(waiting))).cleanup()
    waiting[number] = held
    return Go(f"/import/{number}?with={options}")


def report(visit: Visit) -> Answer:
    """What is in it: which posts, and what of them does not come along."""
    asked = _asked(visit, visit.query.get("with", ""))
    found = visit.zine.desk.ask(_report, visit.zine.folder, asked)
    return RoomPage(
        "arrived.html",
        {"report": found, "number": visit.names["number"], "with": visit.query.get("with", "")},
    )


def take(visit: Visit) -> Answer:
    """Write the posts that are ticked into the zine, behind the others."""
    names = visit.form.each("post")
    asked = _asked(visit, visit.form["with"])
    if not names:
        here = f"/import/{visit.names['number']}?with={visit.form['with']}"
        return Go(here, "Tick the posts that you want to take.")
    count = visit.zine.desk.ask(_taken, visit.zine.folder, asked, names, visit.who)
    visit.zine.arrivals.pop(visit.names["number"]).cleanup()
    visit.zine.changed()
    return Go("/order", f"{count} taken, at the end of the order.")


def _asked(visit: Visit, options: str) -> WaitingFiles:
    """What is waiting under a number. Raises `ZineError` where there is nothing any more."""
    held = visit.zine.arrivals.get(visit.names["number"])
    if held is None:
        what, fix = "these files are no longer here", "Choose them again"
        raise ZineError([Problem("Bring in", None, "import", what, fix)])
    return WaitingFiles(Path(held.name), "u" in options, "p" in options)


def _lay_out(files: Sequence[Upload], folder: Path) -> None:
    """Put each file under its own name, as far as that is one, so that it is told of by it."""
    for number, file in enumerate(files):
        name = visible(file.name).strip(". ") or "file"
        if name in ("", ".", "..") or "/" in name or (folder / name).exists():
            name = f"{number}{file.path.suffix}"
        try:
            shutil.copyfile(file.path, folder / name)
        except OSError:  # a name that this disk does not take
            shutil.copyfile(file.path, folder / f"{number}{file.path.suffix}")


# --- on the desk


def _brought(folder: Path, asked: WaitingFiles) -> Brought:
    """What is in the files. Raises `ZineError` with everything that is wrong with them."""
    paths = sorted(asked.folder.iterdir())
    found = gathered(paths, asked.unpublished, asked.pages, media_at(()))
    return brought(found, folder)


def _report(_: Press, folder: Path, asked: WaitingFiles) -> ReportShown:
    found, place = _brought(folder, asked), f"{asked.folder}/"
    posts = tuple(
        ArrivalShown(
            row.name, visible(row.arrived.title),
            row.arrived.date.isoformat() if row.arrived.date else "", row.words,
            len(row.images), row.notes, STATES[row.state],
            (*(f"does not come along: {visible(each)}" for each in row.dropped),
             *(f"look at this: {visible(each).replace(f'{folder}/posts/', '')}"
               for each in row.remarks)),
        )
        for row in found.rows
    )  # fmt: skip
    return ReportShown(found.title, posts, tuple(each.replace(place, "") for each in found.behind))


def _taken(_: Press, folder: Path, asked: WaitingFiles, names: Sequence[str], who: str) -> str:
    found = _brought(folder, asked)
    wanted = replace(found, rows=tuple(row for row in found.rows if row.name in names))
    today = datetime.date.today()
    if not (folder / "zine.toml").exists():  # its history begins with what is brought
        written = write(wanted, folder, today)
        journal_of(folder).look()
    else:
        with journal_of(folder).recorded(who, "brought posts in"):
            written = write(wanted, folder, today)
    posts = [path for path in written if path.suffix == ".md"]
    return f"{len(posts)} post{'s' * (len(posts) != 1)}"


DOORS = (
    Door("GET", "/import", show),
    Door("POST", "/import", look, takes_files=True),
    Door("GET", "/import/{number}", report),
    Door("POST", "/import/{number}", take),
)
