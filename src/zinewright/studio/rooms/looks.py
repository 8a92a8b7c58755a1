"""Looks: layouts as pictures of the zine's own first pages, its page size, accent and cover."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from zinewright.editions.shelf_picture import drawn_pages
from zinewright.editions.with_pages import bound_reading
from zinewright.layout.based_on import source_of
from zinewright.layout.choose import layouts_for, refuse_look
from zinewright.manuscript.edit.settings import set_value, shown_value
from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.pictures.picture import read_picture
from zinewright.manuscript.recipe import RECIPE
from zinewright.manuscript.toml_files import read_toml
from zinewright.press.build import assembled
from zinewright.press.jobs import Press
from zinewright.press.make import reading_pages
from zinewright.problems import Problem, ZineError
from zinewright.studio.journal import journal_of, within_zine
from zinewright.studio.saving import put_in_place
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Sent, Upload, Visit

PAGES = {
    "": "as the paper asks for", "A5": "A5", "A6": "A6", "half-letter": "Half letter",
    "quarter-letter": "Quarter letter", "square": "Square, 148 mm",
}  # fmt: skip
FACTS = {
    "layout": "Layout", "page": "Page size", "accent": "Accent colour, as #7a1f2b",
    "cover.alt": "What the picture on the cover shows, in words",
    "cover.credit": "Who made the picture on the cover",
}  # fmt: skip
DPI, FIRST = 60.0, 4  # pages of a picture of a layout: the cover, and what follows it
MOST_LOOKS = 100  # layouts, each in a state of the zine, of which the pictures are known
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".heic")


@dataclass(frozen=True)
class LayoutShown:
    """A layout that the zine can have."""

    name: str
    description: str


def show(visit: Visit) -> Answer:
    """The layouts, and what is chosen."""
    layouts, values = visit.zine.desk.ask(_choices, visit.zine.folder)
    return RoomPage(
        "looks.html",
        {
            "layouts": layouts, "values": values, "facts": FACTS, "pages": PAGES,
            "used": values["layout"] or "plain", "state": visit.zine.key(),
            "zine": visit.zine.shown(),
        },
    )  # fmt: skip


def change(visit: Visit) -> Answer:
    """Write what was chosen into zine.toml; a picture for the cover goes into images/."""
    form = visit.form
    said = form.changed(FACTS)
    picture = next((file for file in form.files if file.name), None)
    changed = visit.zine.desk.ask(_changed, visit.zine.folder, said, picture, visit.who)
    visit.zine.changed()
    named = ", ".join(FACTS.get(key, "Cover").partition(",")[0] for key in changed)
    return Go("/looks", f"Saved: {named}." if changed else "Nothing was changed.")


def picture(visit: Visit) -> Answer:
    """A page of the zine's beginning in a layout, as it would be printed."""
    number = int(visit.names["number"]) if visit.names["number"].isdecimal() else 0
    name = visit.names["layout"]
    key = f"{visit.zine.key()} {name}"
    pictures = visit.zine.looks.get(key)
    if pictures is None:
        made = visit.zine.press.ask(_pictured, visit.zine.folder, name)
        pictures = tuple(visit.zine.keep_picture(each) for each in made)
        visit.zine.looks[key] = pictures
        while len(visit.zine.looks) > MOST_LOOKS:
            visit.zine.looks.pop(next(iter(visit.zine.looks)), None)
    content = visit.zine.picture(pictures[number]) if number < len(pictures) else None
    if content is None:
        visit.zine.looks.pop(key, None)
        what, fix = "there is no such page", "Choose another"
        raise ZineError([Problem("Looks", None, "no-such-layout", what, fix)])
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return Sent(content, kind, is_kept=True)


# --- on the desk


def _choices(_: Press, folder: Path) -> tuple[tuple[LayoutShown, ...], dict[str, str]]:
    read, _lines = read_toml(within_zine(folder, RECIPE))
    values = {key: shown_value(_value(read, key)).removeprefix("–") for key in FACTS}
    layouts = tuple(
        LayoutShown(name, source_of(path).description) for name, path in layouts_for(folder).items()
    )
    return layouts, values


def _value(read: Mapping[str, object], key: str) -> object:
    value: object = read
    for part in key.split("."):
        value = value.get(part, "") if isinstance(value, Mapping) else ""
    return value


def _changed(
    press: Press, folder: Path, said: Mapping[str, str], picture: Upload | None, who: str
) -> tuple[str, ...]:
    """The keys that were changed. Raises `ZineError` with all that is wrong."""
    _, before = _choices(press, folder)
    changed, wrong = list[str](), list[Problem]()
    with journal_of(folder).recorded(who, "changed how the zine looks"):
        named = {**({"cover.picture": _taken(folder, picture)} if picture else {}), **said}
        for key, words in named.items():
            if " ".join(words.split()) != before.get(key):
                try:
                    refuse_look(folder, key, words)
                    set_value(folder, key, (words,), datetime.date.today())
                    changed.append(key)
                except ZineError as error:
                    wrong += error.problems
    if wrong:
        raise ZineError(wrong)
    return tuple(changed)


def _taken(folder: Path, picture: Upload) -> str:
    """Where a picture lies in the zine, once it is known to be one. Raises `ZineError`."""
    ending = picture.path.suffix
    if ending not in PICTURES:
        what = f"{picture.name} is no picture that can be printed"
        raise ZineError([Problem("Cover", None, "picture", what, "Choose a PNG or a JPEG")])
    read_picture(picture.path, picture.name, "Cover", None)
    images, content = folder / "images", picture.path.read_bytes()
    name, number = f"cover{ending}", 1
    while (images / name).exists() and (images / name).read_bytes() != content:
        number += 1
        name = f"cover-{number}{ending}"
    images.mkdir(exist_ok=True)
    put_in_place(images / name, content)
    return f"images/{name}"


def _pictured(press: Press, folder: Path, layout: str) -> tuple[bytes, ...]:
    """The first pages of the zine in a layout; of a long one, as if it held one piece."""
    if layout not in layouts_for(folder):
        what = f"there is no layout “{layout}”"
        raise ZineError([Problem("Looks", None, "no-such-layout", what, "Choose another")])
    with _laid_out_as(press, layout):
        press.take_up(folder)
        manuscript = read_manuscript(folder, press.keep)
        if manuscript.posts:
            first = manuscript.posts[0]
            alone = replace(manuscript, posts=(first,), problems=first.problems)
            with contextlib.suppress(ZineError):  # it may lead to another piece
                assembled(alone, press)
                manuscript = alone
        prepared = assembled(manuscript, press)
        zine = prepared.zine
        leaves = reading_pages(zine, zine, prepared.layout, press)
        pdf = bound_reading(zine, prepared.layout, leaves, press.keep)
        total = sum(leaf.typeset.pages for leaf in leaves)
        return drawn_pages(pdf, range(min(FIRST, total)), DPI)


@contextlib.contextmanager
def _laid_out_as(press: Press, layout: str) -> Iterator[None]:
    press.layout = layout
    try:
        yield
    finally:
        press.layout = ""


DOORS = (
    Door("GET", "/looks", show),
    Door("POST", "/looks", change, takes_files=True),
    Door("GET", "/looks/{layout}/{number}", picture),
)
