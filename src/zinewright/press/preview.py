"""A post → its pages, as the reading edition has them now: for whoever is editing it.

In a press that stays open, a word that was changed costs the typesetting of its post and the
binding, and nothing is read but that post.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from zinewright.editions.shelf_picture import drawn_pages
from zinewright.editions.with_pages import bound_reading
from zinewright.limits import in_bounds
from zinewright.manuscript.folder import LESS, Manuscript, read_manuscript
from zinewright.manuscript.post_names import posts_called
from zinewright.manuscript.posts import read_post
from zinewright.press.build import assembled
from zinewright.press.jobs import Press
from zinewright.press.make import reading_pages

DPI = 110.0


@dataclass(frozen=True)
class Preview:
    """The pages of a post: their printed numbers, a PNG or JPEG of each, and the bound edition.

    `first` is the place of the first in that file, from 0.
    """

    manuscript: Manuscript
    folios: tuple[str, ...]
    pictures: tuple[bytes, ...]
    pdf: bytes
    first: int


def preview(source: Manuscript | Path, post: str, press: Press) -> Preview:
    """The pages of a post, by its name or number, in the draft that a build would make now.

    Of a `Manuscript` that was read, the file of that post alone is read again. Raises `ZineError`
    with everything that is wrong.
    """
    press.will_typeset = True
    held = source if isinstance(source, Manuscript) else read_manuscript(source)
    names = [each.name for each in held.posts]
    (post,) = posts_called([post], names, str(held.folder))
    if isinstance(source, Manuscript):
        held = _read_again(held, post)
    prepared = assembled(held, press)
    zine, layout = prepared.zine, prepared.layout
    leaves = reading_pages(zine, zine, layout, press)
    pdf = bound_reading(zine, layout, leaves, press.keep)
    leaf = next(leaf for leaf in leaves if leaf.name == post)
    pages = range(leaf.first, leaf.first + len(leaf.shown))
    pictures = drawn_pages(pdf, pages, DPI)
    return Preview(held, tuple(leaf.folios[page] for page in leaf.shown), pictures, pdf, leaf.first)


def _read_again(held: Manuscript, post: str) -> Manuscript:
    """A manuscript with one post as its file is now."""
    old = next(each for each in held.posts if each.name == post)
    with in_bounds(old.where, None, LESS):
        new = read_post(Path(old.where), old.where)
    posts = tuple(new if each is old else each for each in held.posts)
    problems = [problem for problem in held.problems if problem not in old.problems]
    return replace(held, posts=posts, problems=(*problems, *new.problems))
