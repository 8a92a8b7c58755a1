"""Order: the pieces one behind the other, and every way to move them.

A move is an operation, “X behind Y”, done on the order as it is in the file at that moment: two
people who move different pieces both get what they wanted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from zinewright.manuscript.edit.notes import scalar
from zinewright.manuscript.edit.order import (
    Destination,
    drop_posts,
    file_of,
    move_part,
    move_posts,
)
from zinewright.manuscript.folder import read_manuscript
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError
from zinewright.studio.journal import journal_of
from zinewright.studio.saving import put_in_place
from zinewright.studio.sessions import Moved
from zinewright.studio.shown import ZineShown
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Visit

WEIGHTS = ("", "light", "middling", "heavy")
LONGEST = 60  # letters of the name of a file
Names = tuple[str, ...]


def show(visit: Visit) -> Answer:
    """The running order; `moving` names pieces for which a place is being chosen."""
    zine = visit.zine.shown()
    moving = [name for name in visit.query.get("moving", "").split() if zine.piece(name)]
    return RoomPage(
        "order.html",
        {
            "zine": zine, "pages": visit.zine.pages(), "weights": WEIGHTS, "moving": moving,
            "current": visit.zine.pages_are_current(), "undo": bool(visit.guest.undo),
        },
    )  # fmt: skip


def move(visit: Visit) -> Answer:
    """Move one piece, or all that are ticked: `way` is up, down, first, last, or to a place."""
    form, zine = visit.form, visit.zine.shown()
    way, _, name = (form["move"] or f"{form['way']} {form['name']}").partition(" ")
    names = (name,) if name else form.each("chosen")
    if not names:
        return Go("/order", "Tick the pieces that you want to move.")
    for each in names:
        if zine.piece(each) is None:
            what, fix = f"there is no piece “{each}”", "Choose one of those that there are"
            raise ZineError([Problem("Order", None, "no-such-post", what, fix)])
    if way == "choose":
        return Go(f"/order?moving={'+'.join(names)}")
    order = tuple(piece.name for piece in zine.pieces)
    place = _place(way, names, order, form["where"])
    if place is None:
        which = "first" if way in ("up", "first") else "last"
        return Go("/order", f"{_title(zine, names[0])} is already {which}.")
    before, after = visit.zine.desk.ask(_moved, visit.zine.folder, names, place, visit.who)
    visit.guest.undo.append(Moved(names[0], before, after))
    visit.zine.pages()  # on the other desk, while this one looks at the zine
    visit.zine.changed()
    return Go("/order", _told(visit.zine.shown(), names, after))


def move_whole_part(visit: Visit) -> Answer:
    """Move a part, with all of its pieces, before the one above it or behind the one below."""
    way, _, title = visit.form["part"].partition(" ")
    zine = visit.zine.shown()
    titles = [piece.part for piece in zine.pieces if piece.part]
    if title not in titles or way not in ("up", "down"):
        what, fix = f"there is no part “{title}”", "Choose one of those that there are"
        raise ZineError([Problem("Order", None, "part", what, fix)])
    at = titles.index(title)
    if at == (0 if way == "up" else len(titles) - 1):
        which = "first" if way == "up" else "last"
        return Go("/order", f"The part {title} is already {which}.")
    beside = titles[at - 1] if way == "up" else titles[at + 1]
    place = Destination(before=beside) if way == "up" else Destination(after=beside)
    before, after = visit.zine.desk.ask(_part_moved, visit.zine.folder, title, place, visit.who)
    first = next(piece.name for piece in zine.pieces if piece.part == title)
    visit.guest.undo.append(Moved(first, before, after))
    visit.zine.changed()
    number = at + (0 if way == "up" else 2)
    return Go("/order", f"The part {title}: now {number} of {len(titles)} parts.")


def undo(visit: Visit) -> Answer:
    """Take back what was moved last, if nobody has changed the order since."""
    if not visit.guest.undo:
        return Go("/order", "There is nothing to undo.")
    step = visit.guest.undo.pop()
    visit.zine.desk.ask(_restored, visit.zine.folder, step.before, step.after, visit.who)
    visit.zine.changed()
    is_in = step.piece in step.before
    place = f"{step.before.index(step.piece) + 1} of {len(step.before)}" if is_in else "left out"
    return Go("/order", f"Undone. {_title(visit.zine.shown(), step.piece)}: {place}.")


def drop(visit: Visit) -> Answer:
    """Leave a piece out of the zine; its file stays."""
    name, zine = visit.form["name"], visit.zine.shown()
    before, after = visit.zine.desk.ask(_dropped, visit.zine.folder, name, visit.who)
    visit.guest.undo.append(Moved(name, before, after))
    visit.zine.changed()
    return Go("/order", f"{_title(zine, name)} is left out. Its text stays, below the order.")


def write_new(visit: Visit) -> Answer:
    """A new piece with a title, at the end."""
    title = " ".join(visit.form["title"].split())
    if not any(map(str.isalnum, title)):
        what, fix = "the new piece has no title yet", "Write one in letters"
        raise ZineError([Problem("New piece", None, "title", what, fix)])
    name = visit.zine.desk.ask(_written, visit.zine.folder, title, visit.who)
    visit.zine.changed()
    return Go(f"/pieces/{name}", f"{title} is there, at the end of the order.")


def _place(way: str, names: Sequence[str], order: Names, where: str) -> Destination | None:
    """Where pieces go; None where they are there already."""
    rest = [name for name in order if name not in names]
    places = [order.index(name) for name in names if name in order]
    if way == "first" or (way == "up" and places and min(places) == 1):
        return Destination(first=True) if list(order[: len(names)]) != list(names) else None
    if way == "up":
        if not places or min(places) == 0:
            return None
        return Destination(before=order[min(places) - 1])
    if way == "last" or not places:
        return Destination() if list(order[-len(names) :]) != list(names) else None
    if way == "down":
        following = [name for name in order[max(places) + 1 :] if name in rest]
        return Destination(after=following[0]) if following else None
    return _said_place(where, len(rest) + len(names))


def _said_place(where: str, last: int) -> Destination:
    """A place as the form of “Move to…” says it: a number, or before or after a piece."""
    side, _, anchor = where.partition(" ")
    if side == "before" and anchor:
        return Destination(before=anchor)
    if side == "after" and anchor:
        return Destination(after=anchor)
    if side == "first":
        return Destination(first=True)
    if side == "last":
        return Destination()
    if where.strip().isdecimal() and 1 <= int(where) <= last:
        return Destination(to=int(where))
    what, fix = "that is no place in the order", f"Write a number from 1 to {last}"
    raise ZineError([Problem("Move to", None, "no-such-post", what, fix)])


def _told(zine: ZineShown, names: Sequence[str], order: Names) -> str:
    """Where pieces stand now."""
    first = order.index(names[0])
    behind = f", after {_title(zine, order[first - 1])}" if first else ", at the beginning"
    if len(names) > 1:
        return f"{len(names)} pieces: now {first + 1} to {first + len(names)}{behind}."
    return f"{_title(zine, names[0])}: now {first + 1} of {len(order)}{behind}."


def _title(zine: ZineShown, name: str) -> str:
    piece = zine.piece(name)
    return piece.title if piece else name


# --- on the desk


def _moved(
    _: Press, folder: Path, names: Sequence[str], place: Destination, who: str
) -> tuple[Names, Names]:
    """The order before and after a move."""
    before = _order_in(folder)
    with journal_of(folder).recorded(who, f"moved {', '.join(names)}"):
        return before, move_posts(folder, names, place)


def _part_moved(
    _: Press, folder: Path, title: str, place: Destination, who: str
) -> tuple[Names, Names]:
    before = _order_in(folder)
    with journal_of(folder).recorded(who, f"moved the part {title}"):
        return before, move_part(folder, title, place)


def _dropped(_: Press, folder: Path, name: str, who: str) -> tuple[Names, Names]:
    before = _order_in(folder)
    with journal_of(folder).recorded(who, f"left out {name}"):
        return before, drop_posts(folder, [name])[0]


def _restored(_: Press, folder: Path, before: Names, after: Names, who: str) -> None:
    """The order of before. Raises `ZineError` where it is no longer the one that is taken back."""
    if _order_in(folder) != after:
        what = "the order was changed meanwhile, so that nothing was undone"
        fix = "Look at it, and move the pieces; every earlier order is in the history"
        raise ZineError([Problem("zine.toml", None, "order", what, fix)])
    with journal_of(folder).recorded(who, "took a move back"):
        gone = [name for name in after if name not in before]
        if gone:
            drop_posts(folder, gone)
        move_posts(folder, before, Destination(first=True))


def _written(_: Press, folder: Path, title: str, who: str) -> str:
    """The name of a new piece. Its text is empty but for a place to write in."""
    name = _name_for(folder, title)
    path = folder / "posts" / f"{name}.md"
    with journal_of(folder).recorded(who, f"began {name}"):
        path.parent.mkdir(exist_ok=True)
        put_in_place(path, f"---\ntitle: {scalar(title)}\n---\n\nWrite here.\n".encode())
        move_posts(folder, [name], Destination())
    return name


def _name_for(folder: Path, title: str) -> str:
    """A name for a file that is not there yet: small letters, digits and single hyphens."""
    letters = unicodedata.normalize("NFC", title.lower()).replace("’", "").replace("'", "")
    slug = re.sub(r"[\W_]+", "-", letters).strip("-")[:LONGEST].strip("-") or "piece"
    name, number = slug, 1
    while file_of(folder, name).exists():
        number += 1
        name = f"{slug}-{number}"
    return name


def _order_in(folder: Path) -> Names:
    manuscript = read_manuscript(folder)
    return manuscript.recipe.order or tuple(post.name for post in manuscript.posts)


DOORS = (
    Door("GET", "/order", show),
    Door("POST", "/order/move", move),
    Door("POST", "/order/part", move_whole_part),
    Door("POST", "/order/undo", undo),
    Door("POST", "/order/drop", drop),
    Door("POST", "/order/new", write_new),
)
