"""Publish: build the editions, look at them, take them along, and release them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from zinewright.manuscript.folder import read_manuscript
from zinewright.press import flow
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError
from zinewright.publish.ownership import MANIFEST, manifest_in
from zinewright.publish.released import home_of
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Sent, Visit

KINDS = {
    ".pdf": "application/pdf", ".epub": "application/epub+zip", ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8", ".json": "application/json",
}  # fmt: skip


@dataclass(frozen=True)
class EditionFile:
    """A finished file: which edition it is, its name, its size in bytes, and its pages."""

    edition: str
    file: str
    size: int
    pages: int | None


@dataclass(frozen=True)
class Shelf:
    """The finished files of a zine in one folder: drafts, or a release."""

    kind: str
    folder: str
    date: str
    editions: tuple[EditionFile, ...]


def show(visit: Visit) -> Answer:
    """What was built, what stands in the way, and how far a build has come."""
    zine = visit.zine.shown()
    shelves = visit.zine.desk.ask(_shelves, visit.zine.folder) if zine.is_zine else ()
    return RoomPage("publish.html", {"zine": zine, "shelves": shelves, "work": visit.zine.work})


def build(visit: Visit) -> Answer:
    """Begin to build every edition as a draft."""
    return _begin(visit, "build")


def release(visit: Visit) -> Answer:
    """Begin to release, if nothing stands in the way."""
    return _begin(visit, "release")


def progress(visit: Visit) -> Answer:
    """How far the build has come, for the part of the page that shows it."""
    return RoomPage("progress.html", {"work": visit.zine.work})


def download(visit: Visit) -> Answer:
    """A finished file, to be kept: no page of it is shown as one of the studio."""
    kind, name = visit.names["kind"], visit.names["file"]
    content = visit.zine.desk.ask(_content, visit.zine.folder, kind, name)
    media = KINDS.get(Path(name).suffix, "application/octet-stream")
    return Sent(content, media, name=name)


def _begin(visit: Visit, kind: str) -> Answer:
    if not visit.zine.begin_work(kind):
        return Go("/publish", "A build is under way already.")
    visit.zine.meanwhile(lambda: _run(visit, kind))
    return Go("/publish")


def _run(visit: Visit, kind: str) -> None:
    zine = visit.zine

    def step(done: int, total: int, what: str) -> None:
        zine.step(done, total, what)

    try:
        said, warnings = zine.press.follow(step, _made, zine.folder, kind)
        zine.end_work(said, warnings)
    except ZineError as error:
        zine.end_work("Nothing was made. What was made before is still there.", error.problems)
    except BaseException:
        zine.end_work("Nothing was made: the work was broken off.", ())
        raise


# --- on the desk


def _made(press: Press, folder: Path, kind: str) -> tuple[str, tuple[Problem, ...]]:
    today = datetime.date.today()
    if kind == "release":
        built = flow.release(folder, press=press, today=today)
        said = f"Released: {len(built.files)} files."
    else:
        built = flow.build(folder, press=press)
        pages = f", {built.pages['reading']} pages" if "reading" in built.pages else ""
        said = f"Built: {len(built.files)} files{pages}."
    found = (*built.warnings, *built.unprintable)
    return said, tuple(each for each in found if each.level != "info")


def _shelves(_: Press, folder: Path) -> tuple[Shelf, ...]:
    manuscript = read_manuscript(folder)
    found = list[Shelf]()
    for is_release in (True, False):
        home = home_of(manuscript, release=is_release)
        said = manifest_in(home, MANIFEST)
        if said.get("zine") == manuscript.recipe.identity:
            editions = tuple(
                EditionFile(each["edition"], each["file"], each["bytes"], each.get("pages"))
                for each in said.get("editions", ())
                if {"edition", "file", "bytes"} <= each.keys()
            )
            kind = "release" if is_release else "drafts"
            found.append(Shelf(kind, str(home), said.get("date", ""), editions))
    return tuple(found)


def _content(press: Press, folder: Path, kind: str, name: str) -> bytes:
    """A file that a manifest names. Raises `ZineError` for any other."""
    for shelf in _shelves(press, folder):
        path = Path(shelf.folder) / Path(name).name
        is_named = shelf.kind == kind and name in [each.file for each in shelf.editions]
        if is_named and path.is_file() and not path.is_symlink():
            return path.read_bytes()
    what, fix = "there is no such file", "Build the zine, and take one of those that are listed"
    raise ZineError([Problem("build", None, "cannot-read", what, fix)])


DOORS = (
    Door("GET", "/publish", show),
    Door("POST", "/publish/build", build),
    Door("POST", "/publish/release", release),
    Door("GET", "/publish/progress", progress),
    Door("GET", "/publish/{kind}/{file}", download),
)
