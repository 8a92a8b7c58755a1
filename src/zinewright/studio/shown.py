"""The folder of a zine → what the rooms show of it, as values that can be sent.

What is wrong with it is shown beside what is right: a zine that cannot be made is still one that
can be put in order.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from zinewright.assemble.zine import Choice
from zinewright.manuscript.folder import Manuscript, read_manuscript
from zinewright.manuscript.post_names import post_name
from zinewright.manuscript.posts import read_post
from zinewright.manuscript.recipe import RECIPE
from zinewright.model import Section
from zinewright.press.build import assembled, notes_in, order_of, unprintable_in
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError, visible
from zinewright.review.matrix import PostNotes
from zinewright.studio.journal import within_zine

HEAVY = 3
NOTES_RULES = ("notes-waiting", "notes-review", "summary", "notes")
UNREADABLE = ("toml", "utf-8", "not-text", "front-matter", "unseen-character")
SUPPORT_RULES = ("no-support", "resource-unchecked")


@dataclass(frozen=True)
class ToDo:
    """Something to do: what is wrong, what mends it, and the room and place where that is done.

    Of a piece, `post` is its name and `title` what it is called.
    """

    what: str
    fix: str
    level: str
    rule: str
    file: str
    line: int | None
    post: str = ""
    title: str = ""

    @property
    def room(self) -> str:
        """The address of the very place."""
        if self.rule in UNREADABLE and self.file.endswith((".toml", ".md")):
            return f"/mend/{quote(self.file)}"
        if self.rule in SUPPORT_RULES or self.file == "resources.toml":
            return "/support"
        if self.post and self.rule in NOTES_RULES:
            return f"/notes/{quote(self.post)}"
        if self.post:
            return f"/pieces/{quote(self.post)}" + (f"?line={self.line}" if self.line else "")
        return "/about"


@dataclass(frozen=True)
class PieceShown:
    """A piece in the order: `notes` as readers see them, `weight` 0 to 3, `suggested` a number.

    `status` is that of its notes; `review` why its review does not count, "" where it does. `part`
    is the title of the part that begins with it, "" where none does.
    """

    name: str
    title: str
    words: int = 0
    weight: int = 0
    notes: tuple[str, ...] = ()
    status: str = "unreviewed"
    suggested: int = 0
    review: str = ""
    part: str = ""


@dataclass(frozen=True)
class ZineShown:
    """A zine as it stands. `left_out` are posts that are there and not in the order.

    `things` stand in the way of a release, `errors` in the way of any build; `heavy` are runs of
    three or more heavy pieces, by their names. Without a recipe there `is_zine` not yet.
    """

    title: str
    language: str = "en"
    is_zine: bool = True
    pieces: tuple[PieceShown, ...] = ()
    left_out: tuple[PieceShown, ...] = ()
    things: tuple[ToDo, ...] = ()
    errors: tuple[ToDo, ...] = ()
    heavy: tuple[tuple[str, ...], ...] = ()

    def piece(self, name: str) -> PieceShown | None:
        """A piece, in the order or left out, by its name."""
        return next((each for each in (*self.pieces, *self.left_out) if each.name == name), None)


@dataclass(frozen=True)
class PageNumbers:
    """The printed number of the first page of each piece, and how many pages it has."""

    first: Mapping[str, str] = field(default_factory=dict)
    count: Mapping[str, int] = field(default_factory=dict)
    total: int = 0


def zine_shown(press: Press, folder: Path, today: datetime.date) -> ZineShown:
    """What the rooms show of a zine. Raises `ZineError` only where nothing of it can be read."""
    if not (folder / RECIPE).is_file():
        return ZineShown(folder.name, is_zine=False)
    press.take_up(folder)
    manuscript = read_manuscript(folder, press.keep)
    found = _held(manuscript)
    try:
        prepared = assembled(manuscript, press)
    except ZineError as error:
        return replace(found, errors=things_of(error.problems, manuscript))
    sections = [section for section in prepared.zine.sections if section.is_piece]
    notes = {each.chapter.post.name: each for each in notes_in(manuscript, press)}
    parts = {part.posts[0]: part.title for part in manuscript.parts if part.posts}
    pieces = tuple(
        replace(_piece(each, notes.get(each.name), today), part=parts.get(each.name, ""))
        for each in sections
    )
    stops = _in_the_way(manuscript, press, today)
    return replace(
        found, pieces=pieces, things=things_of(stops, manuscript), heavy=_heavy_runs(pieces)
    )


def page_numbers(press: Press, folder: Path) -> PageNumbers:
    """The numbers of the pages as they would be printed now. Raises `ZineError`."""
    prepared, leaves = order_of(folder, press)
    body = [leaf for leaf in leaves if leaf.matter == "body" and leaf.shown]
    first = {leaf.name: leaf.folios[leaf.shown[0]] for leaf in body}
    count = {leaf.name: len(leaf.shown) for leaf in body}
    return PageNumbers(first, count, sum(len(leaf.shown) for leaf in leaves))


def things_of(problems: Iterable[Problem], manuscript: Manuscript) -> tuple[ToDo, ...]:
    """Problems as things to do, without remarks on style."""
    posts = {post.where: post.name for post in manuscript.posts}
    files = manuscript.folder / "posts"
    posts |= {str(files / f"{name}.md"): name for name in manuscript.unread}
    titles = {post.where: post.title for post in manuscript.posts}
    return tuple(
        ToDo(
            visible(each.what), visible(each.fix), each.level, each.rule, Path(each.where).name,
            each.line, posts.get(each.where, ""), titles.get(each.where, ""),
        )
        for each in problems if each.level != "info"
    )  # fmt: skip


def _held(manuscript: Manuscript) -> ZineShown:
    """A zine by its files alone."""
    recipe, folder = manuscript.recipe, manuscript.folder
    pieces = {post.name: PieceShown(post.name, post.title) for post in manuscript.posts}
    order = recipe.order or tuple(pieces)
    named = [pieces.get(name, PieceShown(name, name)) for name in dict.fromkeys(order)]
    return ZineShown(
        recipe.title or folder.name, recipe.language, pieces=tuple(named),
        left_out=tuple(_left_out(folder, frozenset(order))),
    )  # fmt: skip


def _left_out(folder: Path, order: frozenset[str]) -> Iterable[PieceShown]:
    for path in sorted((folder / "posts").glob("[!.]*.md")):
        name = post_name(path.name)
        if name not in order and path.is_file():
            try:
                within_zine(folder, f"posts/{path.name}")
                yield PieceShown(name, read_post(path, str(path)).title or name)
            except ZineError:
                yield PieceShown(name, name)


def _in_the_way(manuscript: Manuscript, press: Press, today: datetime.date) -> tuple[Problem, ...]:
    """All that stands in the way of a release, as far as no page has to be made for it."""
    choice = Choice(release=True, today=today)
    try:
        prepared = assembled(manuscript, press, choice)
        return (*prepared.warnings, *unprintable_in(prepared))
    except ZineError as error:
        return error.problems


def _piece(section: Section, notes: PostNotes | None, today: datetime.date) -> PieceShown:
    from zinewright.review.reviewed import wanting

    status = section.review.status if section.review else "unreviewed"
    suggested = len(notes.waiting) if notes else 0
    return PieceShown(
        section.name, section.title, section.words, section.weight, section.notes, status,
        suggested, wanting(notes.chapter, today) if notes else "",
    )  # fmt: skip


def _heavy_runs(pieces: Sequence[PieceShown]) -> tuple[tuple[str, ...], ...]:
    """Every run of three or more heavy pieces."""
    runs: list[list[str]] = [[]]
    for piece in pieces:
        if piece.weight >= HEAVY:
            runs[-1].append(piece.name)
        elif runs[-1]:
            runs.append([])
    return tuple(tuple(run) for run in runs if len(run) >= HEAVY)
