"""The folder that people edit → `Manuscript`: recipe, posts in order, resources, pictures.

Nothing outside the folder is ever read, whatever a post or a link in the file system says.
"""

from __future__ import annotations

import itertools
import os
import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zinewright.languages.starter_words import left_from_starter
from zinewright.limits import in_bounds
from zinewright.manuscript.authors import biography_problems
from zinewright.manuscript.file_kinds import address_in, not_fetched
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.manuscript.parts import ZinePart, part_problems, parts_of
from zinewright.manuscript.pictures.picture import read_picture
from zinewright.manuscript.post_names import composed, post_name
from zinewright.manuscript.posts import Post, read_post
from zinewright.manuscript.recipe import RECIPE, Recipe, read_recipe, told_in
from zinewright.manuscript.resources.resource import Entries, Resource, read_entries
from zinewright.manuscript.settle import settle
from zinewright.manuscript.toml_files import Lines
from zinewright.model import Picture
from zinewright.problems import Problem, ZineError, behind, nearest, shown
from zinewright.sealed import Keep, anew

RESOURCES = "resources.toml"
PICTURES = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif",
)  # fmt: skip
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
FOREIGN = (".rtf", ".doc", ".odt", ".pages", ".pdf")
MOST_LETTERS = 3_000_000  # of all posts; “War and Peace” has about as many
LESS = "Take out what repeats itself"
TEXTS = ("", *MARKDOWN, *FOREIGN, ".txt", ".text", ".html", ".htm", ".docx", ".epub")


@dataclass(frozen=True)
class Manuscript:
    """Posts in order, with what stands around them. `folder` is written as the user wrote it.

    `problems` is what was found while reading; `unread` names the posts in the order that cannot
    be read, and `checks` the line of the check of each place of support; `told` are the sentences
    that readers meet of the recipe and of each place of support, by the file that they stand in.
    `assemble` refuses a manuscript whose problems hold an error.
    """

    folder: Path
    recipe: Recipe
    posts: tuple[Post, ...]
    resources: tuple[Resource, ...] = ()
    unread: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    checks: Mapping[str, int | None] = field(default_factory=dict, compare=False)
    told: tuple[tuple[str, tuple[Paragraph, ...]], ...] = field(default=(), compare=False)

    @property
    def parts(self) -> tuple[ZinePart, ...]:
        """Its parts, with the posts of each that can be read."""
        behind = {post.name for post in self.posts if post.kind == "afterword"}
        return parts_of(self.recipe, [post.name for post in self.posts], behind)

    def picture(self, source: str, where: str, line: int | None) -> Picture:
        """The picture that a post calls `source`, from the manuscript or beside its posts.

        Raises `ZineError` where there is none, or where it is outside the manuscript.
        """
        bases = (self.folder, self.folder / "posts")
        names = (source, composed(source), unicodedata.normalize("NFD", source))
        for base, name in itertools.product(bases, names):
            path = base / name
            if _is_plain(source) and path.is_file():
                if not _is_inside(self.folder, path):
                    break
                return read_picture(path, source, where, line)
        raise ZineError([_picture_problem(self.folder, source, where, line)])


def read_manuscript(folder: Path, keep: Keep = anew) -> Manuscript:
    """The manuscript in a folder, once an import that was stopped is finished.

    `keep` gives posts that were read before. Raises `ZineError` where there is no recipe.

    Everything else that is wrong is in `problems`, so that it can be said with what `assemble`
    finds.
    """
    settle(folder)
    path = folder / RECIPE
    if not path.is_file() or not _is_inside(folder, path):
        raise ZineError([_no_recipe(folder)])
    with in_bounds(str(path), None, LESS):
        recipe, lines, problems = read_recipe(path)
    posts, found = _read_posts(folder, keep)
    with in_bounds(str(folder / RESOURCES), None, LESS):
        resources, more, checks, spoken = _resources(folder)
    problems += [*found, *more, *(p for post in posts.values() if post for p in post.problems)]
    if lines is not None:
        with in_bounds(str(path), lines.of("order"), LESS):
            problems += _order_problems(folder, recipe, lines, posts)
        problems += _starter_problems(recipe, lines)
        problems += [] if more else unknown_places(recipe, resources, lines)
        problems += _unknown_piece(recipe, posts, lines)
    order = [
        name for name in dict.fromkeys(recipe.order or _by_name(posts, recipe)) if name in posts
    ]
    if lines is not None:
        problems += part_problems(recipe, posts, order, lines)
    sound = tuple(post for name in order if (post := posts[name]))
    unread = tuple(name for name in order if not posts[name])
    if lines is not None and not unread:
        problems += biography_problems(recipe, sound, lines)
    told = [(str(folder / RESOURCES), paragraphs) for paragraphs in spoken]
    if lines is not None:
        told = [(lines.where, told_in(recipe, lines)), *told]
    return Manuscript(
        folder, recipe, sound, resources, unread, tuple(problems), checks, tuple(told)
    )


def read_sound(folder: Path) -> Manuscript:
    """A manuscript whose recipe and places of support can be relied on; its posts may have slips.

    Raises `ZineError` with what is wrong with the two files.
    """
    manuscript = read_manuscript(folder)
    files = (str(folder / RECIPE), str(folder / RESOURCES))
    wrong = [
        problem
        for problem in manuscript.problems
        if problem.where in files and problem.level == "error" and problem.rule != "order"
    ]
    if wrong:
        raise ZineError(wrong)
    return manuscript


def _starter_problems(recipe: Recipe, lines: Lines) -> Iterator[Problem]:
    values = {key: getattr(recipe, key) for key in ("title", "authors", "description")}
    return left_from_starter(values, {key: lines.of(key) for key in values}, lines.where)


def _is_plain(source: str) -> bool:
    drive = ":" in source or "\\" in source or "\0" in source
    return bool(source) and not drive and not source.startswith("/") and len(source) < 500


def _is_inside(folder: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _picture_problem(folder: Path, source: str, where: str, line: int | None) -> Problem:
    places = [base / source for base in (folder, folder / "posts")]
    name = shown(source)
    fix = f"Copy it into images/ and write images/{_last_part(source)}"
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", source):
        what = f"the picture {name} is not in the manuscript"
    elif not _is_plain(source) or any(_is_there(p) and not _is_inside(folder, p) for p in places):
        what = f"the picture {name} is outside the manuscript"
    else:
        known = [path.relative_to(folder).as_posix() for path in folder.glob("**/*")
                 if path.suffix.lower() in PICTURES]  # fmt: skip
        what = f"there is no picture {name}{nearest(source, known)}"
        fix = "Put it into images/, or correct the name"
    return Problem(where, line, "picture", what, fix)


def _last_part(source: str) -> str:
    """The name of a file in any notation, or room for one."""
    name = re.split(r"[/\\]", source)[-1]
    return "…" if source.startswith("data:") or not name else shown(name)


def _is_there(path: Path) -> bool:
    """Whether a path leads anywhere, or leads out of the manuscript, where nobody looks."""
    return ".." in path.parts or os.path.lexists(path)


# --- zine.toml and resources.toml


def _no_recipe(folder: Path) -> Problem:
    if address := address_in(folder):
        return Problem(address, None, "zine-toml", *not_fetched("the folder of a zine"))
    if folder.is_dir():
        what, fix = "there is no zine.toml here, so this is no zine", "Name the folder of a zine"
    elif folder.exists():
        what, fix = "this is a file, not the folder of a zine", "Name the folder of a zine"
    else:
        what, fix = "there is no such folder", "Name the folder of a zine"
    return Problem(str(folder), None, "zine-toml", what, f"{fix}, or start one: zine new my-zine")


def _resources(folder: Path) -> Entries:
    path = folder / RESOURCES
    if not os.path.lexists(path):
        return Entries()
    if not path.is_file() or not _is_inside(folder, path):
        return Entries(problems=(_outside(str(path)),))
    return read_entries(path)


def unknown_places(
    recipe: Recipe, resources: Sequence[Resource], lines: Lines
) -> Iterator[Problem]:
    """The places of support that a recipe names and that are not in `resources.toml`."""
    known = [resource.id for resource in resources]
    for table, key, named in (
        ("support", "always", recipe.support.always),
        ("pocket", "resources", recipe.pocket.resources),
    ):
        written = dict(lines.items(key))
        for name in named:
            if name not in known:
                what = f"there is no “{shown(name)}” in {RESOURCES}{nearest(name, known)}"
                fix = f"Correct the id, or add it: zine resources add {shown(name)}"
                line = written.get(name) or lines.of(key) or lines.of(table)
                yield Problem(lines.where, line, "resource-id", what, fix, "warning")


def _unknown_piece(recipe: Recipe, posts: Iterable[str], lines: Lines) -> Iterator[Problem]:
    """A post that the pocket zine is to give to read, and that the zine has not."""
    name, known = composed(recipe.pocket.post), recipe.order or tuple(posts)
    if name and name not in known:
        what = f"the pocket zine names “{shown(name)}”, no post of the order{nearest(name, known)}"
        line = lines.inner("pocket", "post")
        yield Problem(lines.where, line, "order", what, "Correct the name", "warning")


def _outside(where: str) -> Problem:
    what = "this is a link to a file outside the manuscript, or no file"
    return Problem(where, None, "outside", what, "Put the file itself here")


# --- posts and their order


def _read_posts(folder: Path, keep: Keep) -> tuple[dict[str, Post | None], list[Problem]]:
    """Every post by its name, None for one that cannot be read."""
    posts: dict[str, Post | None] = {}
    problems: list[Problem] = []
    letters = 0
    for path in sorted((folder / "posts").glob("[!.]*")):
        where = str(folder / "posts" / path.name)
        if path.suffix != ".md":
            problems += _no_post(path, where)
            continue
        name = post_name(path.name)
        if name in posts:
            what = f"“{shown(name)}” is the name of another post, too, in other code points"
            problems.append(
                Problem(where, None, "post-name", what, "Give one of them another name")
            )
            continue
        posts[name] = None
        if not path.is_file() or not _is_inside(folder, path):
            problems.append(_outside(where))
            continue
        try:
            with in_bounds(where, None, LESS):
                posts[name] = read_post(path, where, keep)
        except ZineError as error:
            problems += error.problems
        found = posts[name]
        letters += len(found.text) if found else 0
        if letters > MOST_LETTERS:
            what = f"the posts hold more than {MOST_LETTERS:,} letters together"
            raise ZineError([Problem(where, None, "size", what, "Make several zines of them")])
    return posts, problems


def _no_post(path: Path, where: str) -> Iterator[Problem]:
    ending = path.suffix.lower().strip()
    if ending not in TEXTS or not path.is_file():
        return
    what = "this file is not taken for a post, because its name does not end in .md"
    stem = path.stem.strip()
    if ending in ("", *MARKDOWN) or stem.lower().endswith(MARKDOWN):
        stem = re.sub(r"(?i)\.(?:md|markdown|mdown|mkd)\Z", "", stem)
        fix = f"Rename it to {shown(stem)}.md"
    elif ending in FOREIGN:
        fix = f"Save it as docx, bring that in: zine import {shlex.quote(f'{stem}.docx')}, and"
        fix += " move it out of posts/"
    else:
        fix = f"Bring it in: zine import {shlex.quote(where)}, and then move it out of posts/"
    yield Problem(where, None, "not-a-post", what, fix, "warning")


def _order_problems(
    folder: Path, recipe: Recipe, lines: Lines, posts: Mapping[str, Post | None]
) -> Iterator[Problem]:
    line = lines.of("order")
    if not posts:
        what, fix = "there are no posts", "Put your posts there, each a file that ends in .md"
        yield Problem(str(folder / "posts"), None, "no-posts", what, fix)
    elif not recipe.order and recipe.title:
        fix = "Write order = [ … ] with one post name a line"
        what = "there is no order, so the posts come by their names"
        yield Problem(lines.where, line, "order", what, fix, "warning")
    yield from _item_problems(lines, posts)
    placed = {*recipe.order, *recipe.dropped}
    for name in [name for name in posts if recipe.order and name not in placed]:
        what = f"the post “{name}” is not in the order, so it is not in the zine"
        said, place = shlex.quote(name), behind(folder)
        fix = (
            f"Take it in: zine move {said} --last{place} (or leave it out: zine drop {said}{place})"
        )
        yield Problem(lines.where, line, "order", what, fix, "warning")


def _by_name(posts: Iterable[str], recipe: Recipe) -> list[str]:
    """The order of posts where none is written."""
    return sorted(name for name in posts if name not in recipe.dropped)


def _item_problems(lines: Lines, posts: Mapping[str, Post | None]) -> Iterator[Problem]:
    seen: set[str] = set()
    for said, line in lines.items("order"):
        name = composed(said)
        if name in seen:
            what = f"the post “{shown(name)}” stands in the order already"
            yield Problem(lines.where, line, "order", what, "Leave it in once")
        elif name not in posts:
            what = f"there is no post “{shown(name)}”{nearest(name, posts)}"
            fix = f"Correct the name, or write posts/{shown(name)}.md"
            yield Problem(lines.where, line, "order", what, fix)
        seen.add(name)
