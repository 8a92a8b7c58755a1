"""Pictures: one that somebody drops, pastes or chooses → a file of the zine, and its mark."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from zinewright.importers.common.arrived import image_of
from zinewright.manuscript.pictures.picture import MOST_BYTES, arriving
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError, visible
from zinewright.staging import reason_of
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Visit

LONGEST = 2_000  # letters of what a picture shows


def add(visit: Visit) -> Answer:
    """Put a picture into the zine; the answer is the mark by which a text shows it."""
    form, post = visit.form, visit.names["post"]
    here = f"/pieces/{post}"
    if not form.files:
        return Go(here, "Choose a picture first.")
    says = " ".join(visible(form["says"]).split())[:LONGEST]
    if not says and not form["decorative"]:
        what = "nothing is said yet in place of the picture, for those who do not see it"
        fix = "Write what it shows, or say that it is decorative"
        raise ZineError([Problem("Picture", None, "alt", what, fix)])
    if visit.zine.shown().piece(post) is None:
        what, fix = "there is no such piece", "Choose one of those that there are"
        raise ZineError([Problem("Picture", None, "no-such-post", what, fix)])
    sent = form.files[0]
    path = visit.zine.desk.ask(_put, visit.zine.folder, sent.path, sent.name)
    visit.zine.changed()
    mark = mark_of(path, "" if form["decorative"] else says, form["size"])
    return RoomPage("picture.html", {"here": "Pieces", "post": post, "mark": mark})


def mark_of(path: str, says: str, size: str) -> str:
    """The Markdown of a picture; one of which nothing is said is decorative."""
    written = re.sub(r"([\\\[\]])", r"\\\1", says)
    if not says:
        return f"![]({path}){{decorative}}"
    return f"![{written}]({path})" + (f"{{{size}}}" if size in ("full", "small") else "")


# --- on the desk


def _put(_: Press, folder: Path, sent: Path, name: str) -> str:
    """A picture as a file of the zine: no file that is there is written over. Its path."""
    shown = visible(name)
    if sent.stat().st_size > MOST_BYTES:
        what = f"the picture {shown} has more than {MOST_BYTES // 10**6} MB"
        raise ZineError([Problem("Picture", None, "picture", what, "Save it smaller")])
    content = sent.read_bytes()
    made = arriving(content, shown)
    path = image_of(name, content, made, lambda: made).path
    number = 1
    while (folder / path).exists() and not _is(folder / path, made):
        number += 1
        stem = hashlib.sha256(content).hexdigest()[: 6 + number]
        path = f"{path.rpartition('-')[0]}-{stem}{Path(path).suffix}"
    try:
        (folder / path).parent.mkdir(exist_ok=True)
        if not (folder / path).exists():
            with (folder / path).open("xb") as file:
                file.write(made)
    except OSError as error:
        what = f"the picture cannot be kept: {reason_of(error)}"
        fix = "Make room on the disk, or let the folder images be written"
        raise ZineError([Problem("Picture", None, "cannot-write", what, fix)]) from None
    return path


def _is(path: Path, content: bytes) -> bool:
    return path.stat().st_size == len(content) and path.read_bytes() == content


DOORS = (Door("POST", "/pieces/{post}/pictures", add, takes_files=True),)
