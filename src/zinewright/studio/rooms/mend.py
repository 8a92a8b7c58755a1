"""Mend: a file that cannot be read, as it is, to be put right without another program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zinewright.manuscript.folder import RESOURCES
from zinewright.manuscript.recipe import RECIPE
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError
from zinewright.studio.journal import digest_of_text, journal_of, within_zine
from zinewright.studio.saving import Settled, put_in_place, save, text_of
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Visit

LONGEST = 2_000_000  # bytes of a file that a page shows
FOREIGN = "cp1252"  # what most texts that are not in UTF-8 are written in


@dataclass(frozen=True)
class FileToMend:
    """A file as it is: with its digest, whether it is in UTF-8, and a text that was kept of it."""

    text: str
    digest: str
    is_utf8: bool
    kept: str


def show(visit: Visit) -> Answer:
    """The whole file, and what is wrong with it."""
    file = visit.names["file"]
    shown = visit.zine.desk.ask(_shown, visit.zine.folder, file, visit.query.get("other", ""))
    zine = visit.zine.shown()
    things = [each for each in (*zine.errors, *zine.things) if each.file == file]
    line = visit.query.get("line", "")
    return RoomPage("mend.html", {"file": file, "shown": shown, "things": things, "line": line})


def write(visit: Visit) -> Answer:
    """Save the whole file as it was mended."""
    form, file = visit.form, visit.names["file"]
    settled = visit.zine.desk.ask(
        _mended, visit.zine.folder, file, form["base"], form["whole"], visit.who
    )
    visit.zine.changed()
    if settled.how == "kept":
        return Go(f"/mend/{file}?other={settled.other}", "Both texts are here. Choose one.")
    zine = visit.zine.shown()
    rest = sum(each.file == file for each in zine.errors)
    said = f"Saved. {'1 thing is' if rest == 1 else f'{rest} things are'} still wrong in {file}."
    return Go(f"/mend/{file}", said) if rest else Go("/", f"Saved. {file} can be read.")


# --- on the desk


def _path(folder: Path, file: str) -> Path:
    """A file that can be mended: one of two, or a post. Raises `ZineError` for any other."""
    posts = folder / "posts"
    names = [path.name for path in posts.iterdir()] if posts.is_dir() else []
    if file in (RECIPE, RESOURCES):
        path = within_zine(folder, file)
    elif file.endswith(".md") and not file.startswith(".") and file in names:
        path = within_zine(folder, f"posts/{file}")
    else:
        path = folder
    if path.is_file() and path.stat().st_size <= LONGEST:
        return path
    what, fix = "there is no such file to be mended", "Choose one that is named as wrong"
    raise ZineError([Problem("Mend", None, "cannot-read", what, fix)])


def _shown(_: Press, folder: Path, file: str, other: str) -> FileToMend:
    journal, path = journal_of(folder), _path(folder, file)
    journal.look()
    content = path.read_bytes()
    text, is_utf8 = _text(content)
    kept = journal.content(other) if other else None
    return FileToMend(text, digest_of_text(content), is_utf8, _text(kept)[0] if kept else "")


def _text(content: bytes) -> tuple[str, bool]:
    """What a file says, whatever it is written in, and whether that is UTF-8."""
    try:
        return text_of(content), True
    except ZineError:
        text = content.decode(FOREIGN, "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"), False


def _mended(_: Press, folder: Path, file: str, base: str, text: str, who: str) -> Settled:
    """The file with this text, if it is as it was shown, or as far as both can be merged."""
    journal, path = journal_of(folder), _path(folder, file)
    if _text(path.read_bytes())[1]:
        return save(journal, path, base, text, who)
    mine = text.replace("\r\n", "\n").encode()
    with journal.recorded(who, f"mended {file}"):
        is_as_shown = journal.state_of(path) == base
        if is_as_shown:
            put_in_place(path, mine)
    if is_as_shown:
        return Settled("saved", text, digest_of_text(mine))
    now = path.read_bytes()
    return Settled("kept", _text(now)[0], digest_of_text(now), journal.keep(mine, who, file))


DOORS = (
    Door("GET", "/mend/{file}", show),
    Door("POST", "/mend/{file}", write),
)
