"""Plan → run → publish: which sections have to be typeset, and everything that follows.

A build reads the manuscript, plans a job for each section of each edition with pages, takes from
the cache what was typeset before, hands the rest to worker processes, makes the editions, checks
them, and puts the whole set into place.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from zinewright.assemble import assemble
from zinewright.bind import placed
from zinewright.cache import Cache, code_of
from zinewright.checks import check_finished
from zinewright.editions import EDITIONS, Edition, Material
from zinewright.fonts import FontFile, part_of
from zinewright.manifest import manifest
from zinewright.manuscript import Manuscript, read_manuscript
from zinewright.model import Zine
from zinewright.plan import Press, fitted_for, plan
from zinewright.posts import Post
from zinewright.problems import Problem, ZineError
from zinewright.prose import Prose, prose
from zinewright.publish import MANIFEST, finish, publish
from zinewright.structure import Leaf

PROSE_CODE = tuple(
    f"zinewright.{name}"
    for name in (
        "body",
        "dialect",
        "figures",
        "mending",
        "notes",
        "paragraphs",
        "problems",
        "prose",
    )
)


@dataclass(frozen=True)
class Built:
    """What a build made. `typeset` counts the sections that were typeset anew, of `sections`."""

    zine: Zine
    files: tuple[str, ...]
    pages: Mapping[str, int]
    typeset: int
    sections: int
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Prepared:
    """A manuscript and the zine made from it."""

    manuscript: Manuscript
    zine: Zine
    warnings: tuple[Problem, ...]


def prepare(folder: Path, press: Press) -> Prepared:
    """Read and assemble. Raises `ZineError` with everything that is wrong."""
    manuscript = read_manuscript(folder)
    convert = partial(_prose, press.cache)
    zine, warnings = assemble(manuscript, manuscript.picture, _modified(), convert)
    return Prepared(manuscript, zine, warnings)


def build(folder: Path, out: Path, press: Press, editions: tuple[str, ...] = ()) -> Built:
    """Make the editions (all of them, unless named) of the manuscript in `folder` into `out`.

    Raises `ZineError` with every problem; what stood in `out` is then as it was.
    """
    press.workers.start()
    finish(out)
    prepared = prepare(folder, press)
    chosen = [EDITIONS[name] for name in editions or EDITIONS]
    made: dict[str, bytes] = {}
    flat = [
        partial(_make, prepared.zine, edition, press, made, ())
        for edition in chosen
        if not edition.style
    ]
    work = plan(prepared.zine, chosen, press)
    leaves = work.done(flat)
    for edition in chosen:
        if edition.style:
            _make(prepared.zine, edition, press, made, leaves[edition.name])
    stem = prepared.manuscript.recipe.file_name
    files = {f"{stem}{edition.ending}": made[edition.name] for edition in chosen}
    problems = [p for name, content in files.items() for p in check_finished(name, content)]
    if problems:
        raise ZineError(problems)
    pages = {name: sum(leaf.typeset.pages for leaf in found) for name, found in leaves.items()}
    files[MANIFEST] = manifest(
        prepared.manuscript, prepared.zine, chosen, files, pages, press.layout.fonts
    )
    publish(files, out)
    press.cache.prune()
    names = tuple(str(out / name) for name in files)
    return Built(prepared.zine, names, pages, work.typeset, work.total, prepared.warnings)


def order_of(folder: Path, press: Press) -> tuple[Prepared, tuple[Leaf, ...]]:
    """The zine with the pages of every section in the reading edition."""
    press.workers.start()
    prepared = prepare(folder, press)
    work = plan(prepared.zine, [EDITIONS["reading"]], press)
    return prepared, placed(work.done()["reading"])


def _modified() -> datetime.datetime | None:
    """SOURCE_DATE_EPOCH as a date in UTC; the clock is never asked."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        what, fix = f"“{epoch}” is no number of seconds", "Write seconds since 1970, or unset it"
        raise ZineError([Problem("SOURCE_DATE_EPOCH", None, "date", what, fix)]) from None


# --- editions


def _make(
    zine: Zine, edition: Edition, press: Press, made: dict[str, bytes], leaves: tuple[Leaf, ...]
) -> None:
    pictures = fitted_for(zine, edition, press) if not edition.style else {}
    part = partial(_part, press.cache)
    made[edition.name] = edition.make(Material(zine, press.layout, pictures, leaves, part))


def _part(cache: Cache, file: FontFile, glyphs: tuple[int, ...]) -> bytes:
    """The part of a font, from the cache where the same glyphs were asked for before."""
    asked = f"font\0{code_of('zinewright.fonts')}\0{file.digest}\0{glyphs}"
    key = hashlib.sha256(asked.encode()).hexdigest()
    if held := cache.get(key):
        return held
    made = part_of(file, glyphs)
    cache.put(key, made)
    return made


def _prose(cache: Cache, post: Post, posts: frozenset[str], language: str) -> Prose:
    """The text of a post, from the cache where the same text was converted before."""
    asked = (
        code_of(*PROSE_CODE),
        post.name,
        post.where,
        post.text,
        post.first_line,
        sorted(posts),
        language,
    )
    key = hashlib.sha256(b"prose\0" + msgspec.msgpack.encode(asked)).hexdigest()
    with contextlib.suppress(msgspec.MsgspecError):
        if held := cache.get(key):
            return msgspec.msgpack.decode(held, type=Prose)
    made = prose(post, posts, language)
    cache.put(key, msgspec.msgpack.encode(made))
    return made
