"""History: every state in which a file was saved, to be compared, and brought back."""

from __future__ import annotations

import difflib
from pathlib import Path

from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError
from zinewright.studio.journal import Saved, journal_of, within_zine
from zinewright.studio.saving import put_in_place, text_of
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Visit

MOST = 200  # lines of the journal on a page


def show(visit: Visit) -> Answer:
    """The states of all files, or of one, the newest first."""
    file = visit.query.get("file", "")
    entries = visit.zine.desk.ask(_entries, visit.zine.folder)
    files = sorted({entry.file for entry in entries})
    found = [entry for entry in reversed(entries) if not file or entry.file == file]
    return RoomPage("history.html", {"entries": found[:MOST], "files": files, "file": file})


def compare(visit: Visit) -> Answer:
    """What a state of a file says that the file does not say now, and the other way round."""
    digest = visit.names["digest"]
    entry, old, now = visit.zine.desk.ask(_both, visit.zine.folder, digest)
    lines = list(difflib.ndiff(now.splitlines(), old.splitlines()))
    rows = [(line[:1].strip(), line[2:]) for line in lines if not line.startswith("?")]
    return RoomPage("compare.html", {"entry": entry, "rows": rows, "is_now": old == now})


def bring_back(visit: Visit) -> Answer:
    """Let a file be as it was; what it is now stays in the history."""
    entry = visit.zine.desk.ask(_brought_back, visit.zine.folder, visit.form["digest"], visit.who)
    visit.zine.changed()
    return Go("/history", f"{entry.file} is as it was on {entry.when[:16].replace('T', ', ')}.")


# --- on the desk


def _entries(_: Press, folder: Path) -> tuple[Saved, ...]:
    journal = journal_of(folder)
    journal.look()
    return journal.entries()


def _entry(folder: Path, digest: str) -> tuple[Saved, bytes]:
    """The last line that names a state. Raises `ZineError` where there is none."""
    journal = journal_of(folder)
    content = journal.content(digest)
    found = [entry for entry in journal.entries() if entry.digest == digest]
    if not found or content is None:
        what, fix = "this state is not kept", "Choose one of those that are listed"
        raise ZineError([Problem("history", None, "cannot-read", what, fix)])
    return found[-1], content


def _both(_: Press, folder: Path, digest: str) -> tuple[Saved, str, str]:
    entry, content = _entry(folder, digest)
    path = within_zine(folder, entry.file)
    return entry, text_of(content), text_of(path.read_bytes()) if path.is_file() else ""


def _brought_back(_: Press, folder: Path, digest: str, who: str) -> Saved:
    entry, content = _entry(folder, digest)
    path = within_zine(folder, entry.file)
    with journal_of(folder).recorded(who, f"brought {entry.file} back"):
        path.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(path, content)
    return entry


DOORS = (
    Door("GET", "/history", show),
    Door("GET", "/history/{digest}", compare),
    Door("POST", "/history/back", bring_back),
)
