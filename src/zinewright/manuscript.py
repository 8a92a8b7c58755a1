"""The folder that people edit → `Manuscript`: recipe, posts in order, resources, pictures.

Nothing outside the folder is ever read, whatever a post or a link in the file system says.
"""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from zinewright.body import NOT_XML
from zinewright.model import Picture
from zinewright.pictures import read_picture
from zinewright.posts import LANGUAGE, Post, read_post, read_text
from zinewright.problems import Problem, ZineError, nearest
from zinewright.resources import Channel, Resource

RECIPE = "zine.toml"
RESOURCES = "resources.toml"
DATE_FIX = "Write it as year-month-day without quotation marks, like date = 2026-01-31"


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `zine.toml` says. `order` holds post names; `name` names the finished files."""

    title: str
    date: datetime.date
    order: tuple[str, ...] = ()
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    language: str = "en"
    licence: str = ""
    identifier: str = ""
    publisher: str = ""
    description: str = ""
    contact: str = ""
    name: str = ""
    regions: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """The first part of the names of finished files: plain ASCII, never empty."""
        plain = (self.name or self.title).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-") or "zine"


@dataclass(frozen=True)
class Manuscript:
    """Posts in order, with what stands around them. `folder` is written as the user wrote it.

    `problems` is what was found while reading; `posts` are the sound ones. `assemble` refuses a
    manuscript whose problems hold an error.
    """

    folder: Path
    recipe: Recipe
    posts: tuple[Post, ...]
    resources: tuple[Resource, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def picture(self, source: str, where: str, line: int | None) -> Picture:
        """The picture that a post calls `source`, from the manuscript or beside its posts.

        Raises `ZineError` where there is none, or where it is outside the manuscript.
        """
        for base in (self.folder, self.folder / "posts"):
            path = base / source
            if _is_plain(source) and path.is_file():
                if not _is_inside(self.folder, path):
                    break
                return read_picture(path, source, where, line)
        raise ZineError([_picture_problem(self.folder, source, where, line)])


def read_manuscript(folder: Path) -> Manuscript:
    """The manuscript in a folder. Raises `ZineError` where there is no usable recipe.

    Everything else that is wrong is in `problems`, so that it can be said with what `assemble`
    finds.
    """
    recipe, lines = _read_recipe(folder)
    posts, problems = _read_posts(folder)
    resources, more = _read_resources(folder)
    problems += [*more, *_order_problems(folder, recipe, lines, posts)]
    order = recipe.order or tuple(sorted(posts))
    chosen = (posts[name] for name in dict.fromkeys(order) if name in posts)
    sound = tuple(post for post in chosen if post is not None)
    problems += [warning for post in sound for warning in post.warnings]
    return Manuscript(folder, recipe, sound, resources, tuple(problems))


def _is_plain(source: str) -> bool:
    drive = ":" in source or "\\" in source or "\0" in source
    return bool(source) and not drive and not source.startswith("/") and len(source) < 500


def _is_inside(folder: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _picture_problem(folder: Path, source: str, where: str, line: int | None) -> Problem:
    known = [
        path.relative_to(folder).as_posix()
        for path in folder.glob("**/*")
        if path.suffix.lower() in (".png", ".jpg", ".jpeg", ".gif", ".webp")
    ]
    outside = not _is_plain(source) or not all(
        _is_inside(folder, base / source) for base in (folder, folder / "posts")
    )
    if re.match(r"(?i)[a-z][a-z0-9+.-]*://|data:", source):
        what, fix = f"the picture {source[:80]} is not in the manuscript", "Save it into images/"
    elif outside and not _is_near(folder, source):
        what = f"the picture {source} is outside the manuscript"
        fix = "Copy it into images/ and use that path"
    else:
        what = f"there is no picture {source}{nearest(source, known)}"
        fix = "Put it into images/ or mend the path"
    return Problem(where, line, "picture", what, fix)


def _is_near(folder: Path, source: str) -> bool:
    """Whether the path, read from the posts' folder, stays inside the manuscript."""
    return _is_plain(source) and _is_inside(folder, folder / "posts" / source)


# --- zine.toml and resources.toml


def _read_recipe(folder: Path) -> tuple[Recipe, _Lines]:
    path = folder / RECIPE
    if not path.is_file() or not _is_inside(folder, path):
        what = "there is no zine here" if folder.is_dir() else "there is no such folder"
        fix = f"Make one with: zine new {folder}"
        raise ZineError([Problem(str(path), None, "zine-toml", what, fix)])
    read, lines = _read_toml(path)
    problems = [*_unknown(lines, read, Recipe), *_recipe_problems(lines, read)]
    if problems:
        raise ZineError(problems)
    try:
        return msgspec.convert(read, Recipe), lines
    except msgspec.ValidationError as error:
        raise ZineError([_type_problem(lines, error)]) from None


class _Lines:
    """Finds the lines of a TOML file, which its parser forgets."""

    def __init__(self, where: str, text: str) -> None:
        self.where = where
        self.lines = text.split("\n")

    def of(self, key: str, value: str = "", start: int = 0) -> int | None:
        """The line that sets `key`, or the first line from `start` that holds a quoted value."""
        pattern = rf"\s*{re.escape(key)}\s*=" if not value else rf".*[\"']{re.escape(value)}[\"']"
        for number, line in enumerate(self.lines[start:], start + 1):
            if re.match(pattern, line):
                return number
        return None

    def table(self, number: int) -> int:
        """The line of the table [[resource]] of that number, from 0."""
        heads = [
            n for n, line in enumerate(self.lines, 1) if re.match(r"\s*\[\[resource\]\]", line)
        ]
        return heads[number] if number < len(heads) else 1


def _read_toml(path: Path) -> tuple[dict[str, object], _Lines]:
    where = str(path)
    text = read_text(path, where)
    try:
        read, lines = tomllib.loads(text), _Lines(where, text)
        if unprintable := list(_unprintable(lines, read)):
            raise ZineError(unprintable)
        return read, lines
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = str(error)
        found = re.search(r"\(at line (\d+), column \d+\)", message)
        line = int(found[1]) if found else text.count("\n") + 1
        what = re.sub(r" \(at .*\)", "", message)
        fix = 'Write key = "text", and close every quotation mark and bracket'
        problem = Problem(where, line, "toml", f"the file is not TOML: {what}", fix)
        raise ZineError([problem]) from None


def _unprintable(lines: _Lines, value: object, key: str = "") -> Iterator[Problem]:
    """Control characters, which TOML's escapes can bring in and no edition can hold."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _unprintable(lines, inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _unprintable(lines, inner, key)
    elif isinstance(value, str) and NOT_XML.search(value):
        what = f"“{key}” holds a control character, which cannot be printed"
        yield Problem(lines.where, lines.of(key), "control", what, "Write the text without it")


def _unknown(
    lines: _Lines, read: Mapping[str, object], kind: type[msgspec.Struct], start: int = 0
) -> Iterator[Problem]:
    known = kind.__struct_fields__
    for key in read:
        if key not in known:
            what = f"“{key}” is no key here{nearest(key, known)}"
            fix = f"Use one of: {', '.join(known)}"
            yield Problem(lines.where, lines.of(key, start=start), "unknown-key", what, fix)


def _recipe_problems(lines: _Lines, read: Mapping[str, object]) -> Iterator[Problem]:
    if not str(read.get("title") or "").strip():
        line = lines.of("title")
        yield Problem(lines.where, line, "title", "the zine has no title", 'Write title = "…"')
    if not isinstance(read.get("date"), datetime.date):
        value = read.get("date")
        what = "the zine has no date" if value is None else f"“{value}” is no date"
        yield Problem(lines.where, lines.of("date"), "date", what, DATE_FIX)
    language = read.get("language", "en")
    if not isinstance(language, str) or not LANGUAGE.match(language):
        what, fix = f"“{language}” is no language", "Write a tag such as en-GB, cy or ar"
        yield Problem(lines.where, lines.of("language"), "language", what, fix)


def _type_problem(lines: _Lines, error: msgspec.ValidationError, start: int = 0) -> Problem:
    message = str(error)
    path = re.search(r"at `\$\.?(\w*)", message)
    key = path[1] if path else ""
    what = re.sub(r" - at `.*", "", message).replace("`", "“", 1).replace("`", "”", 1)
    fix = f"Mend the value of “{key}”" if key else "Mend the entry"
    line = lines.of(key, start=start) or (start or None)
    return Problem(lines.where, line, "value", what.rstrip("."), fix)


def _read_resources(folder: Path) -> tuple[tuple[Resource, ...], list[Problem]]:
    path = folder / RESOURCES
    if not path.is_file() or not _is_inside(folder, path):
        return (), []
    try:
        read, lines = _read_toml(path)
    except ZineError as error:
        return (), list(error.problems)
    problems = [
        Problem(lines.where, lines.of(key), "unknown-key", f"“{key}” is no key here",
                "Begin each entry with [[resource]]")
        for key in read if key != "resource"
    ]  # fmt: skip
    found: list[Resource] = []
    entries = read.get("resource", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        try:
            found.append(_resource(lines, entry, lines.table(number)))
        except ZineError as error:
            problems += error.problems
    for name, count in Counter(resource.id for resource in found).items():
        if count > 1:
            what, fix = f"the id “{name}” is used {count} times", "Give each resource its own"
            problems.append(Problem(lines.where, lines.of("", name), "id", what, fix))
    return tuple(found), problems


def _resource(lines: _Lines, entry: dict[str, object], start: int) -> Resource:
    problems = list(_unknown(lines, entry, Resource, start))
    channels = entry.get("channels", [])
    for channel in channels if isinstance(channels, list) else []:
        problems += _unknown(lines, channel, Channel, start)
    if problems:
        raise ZineError(problems)
    try:
        return msgspec.convert(entry, Resource)
    except msgspec.ValidationError as error:
        raise ZineError([_type_problem(lines, error, start)]) from None


# --- posts and their order


def _read_posts(folder: Path) -> tuple[dict[str, Post | None], list[Problem]]:
    """Every post by its name, None for one that cannot be read."""
    posts: dict[str, Post | None] = {}
    problems: list[Problem] = []
    for path in sorted((folder / "posts").glob("*.md")):
        where = os.path.join(str(folder), "posts", path.name)
        if not path.is_file() or not _is_inside(folder, path):
            what = "the post is a link to a file outside the manuscript"
            problems.append(Problem(where, None, "outside", what, "Copy the file into posts/"))
            posts[path.stem] = None
            continue
        try:
            posts[path.stem] = read_post(path, where)
        except ZineError as error:
            posts[path.stem] = None
            problems += error.problems
    return posts, problems


def _order_problems(
    folder: Path, recipe: Recipe, lines: _Lines, posts: Mapping[str, Post | None]
) -> Iterator[Problem]:
    line = lines.of("order")
    if not posts:
        where, fix = str(folder / "posts"), "Put a Markdown file there"
        yield Problem(where, None, "posts", "there are no posts", fix)
    elif not recipe.order:
        fix = "Write order = [ … ] with one post name a line"
        what = "there is no order, so the posts come by their names"
        yield Problem(lines.where, line, "order", what, fix, "warning")
    for name, count in Counter(recipe.order).items():
        place = lines.of("", name, (line or 1) - 1)
        if name not in posts:
            what = f"there is no post “{name}”{nearest(name, posts)}"
            fix = f"Correct the name, or write posts/{name}.md"
            yield Problem(lines.where, place, "order", what, fix)
        elif count > 1:
            again = lines.of("", name, place or 0)
            what = f"the post “{name}” stands {count} times in the order"
            yield Problem(lines.where, again, "order", what, "Leave it in once")
    for name in [name for name in posts if recipe.order and name not in recipe.order]:
        what = f"the post “{name}” is not in the order, so it is not in the zine"
        fix = f'Add "{name}" to order, or move the file out of posts/'
        yield Problem(lines.where, line, "order", what, fix, "warning")
