"""Plan → run → publish: which sections have to be typeset, and everything that follows.

A build reads the manuscript, plans a job for each section of each edition with pages, takes from
the cache what was typeset before, hands the rest to worker processes, makes the editions, checks
them, and puts the whole set into place.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol

import msgspec

from zinewright import __version__
from zinewright.assemble import assemble
from zinewright.bind import placed
from zinewright.cache import Cache, cache_folder, code_of
from zinewright.checks import check_finished
from zinewright.editions import EDITIONS, Edition, Material
from zinewright.fonts import FontFile, part_of
from zinewright.layouts import Layout, Unit, plain
from zinewright.manuscript import Manuscript, read_manuscript
from zinewright.model import Picture, Section, Zine
from zinewright.pictures import fitted
from zinewright.posts import Post
from zinewright.problems import Problem, ZineError
from zinewright.prose import Prose, prose
from zinewright.publish import MANIFEST, finish, publish
from zinewright.stack import stacked
from zinewright.structure import Leaf
from zinewright.typeset import Job, Typeset, restored
from zinewright.workers import Workers

COVER = "cover.svg"
STACKED = ("content-notes", "contents", "links")
PROSE_CODE = ("zinewright.dialect", "zinewright.mending", "zinewright.prose")


class Progress(Protocol):
    """Told how many sections are typeset of how many, and which was the last."""

    def __call__(self, done: int, total: int, what: str) -> None: ...


def _silent(done: int, total: int, what: str) -> None:
    pass


@dataclass
class Press:
    """What builds need and share: the layout, the cache, the workers.

    Use it in a `with` block; the workers end with it.
    """

    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    layout: Layout = field(default_factory=plain)
    cache: Cache = field(default_factory=lambda: Cache(cache_folder()))
    progress: Progress = _silent

    @cached_property
    def workers(self) -> Workers:
        return Workers(self.jobs, self.layout.fonts)

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        self.workers.stop()


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
    work = _plan(prepared.zine, chosen, press)
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
    files[MANIFEST] = _manifest(prepared, chosen, files, pages, press.layout)
    publish(files, out)
    press.cache.prune()
    names = tuple(str(out / name) for name in files)
    return Built(prepared.zine, names, pages, work.typeset, work.total, prepared.warnings)


def order_of(folder: Path, press: Press) -> tuple[Prepared, tuple[Leaf, ...]]:
    """The zine with the pages of every section in the reading edition."""
    press.workers.start()
    prepared = prepare(folder, press)
    work = _plan(prepared.zine, [EDITIONS["reading"]], press)
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


# --- typesetting


@dataclass
class _Section:
    """A section of an edition, with the keys of what has to be typeset for it.

    One that lists things has the keys of a frame and of its units; `whole` is the job that sets it
    in one piece where a unit turns out to be taller than a page.
    """

    section: Section
    whole: Job
    keys: tuple[str, ...]
    units: tuple[Unit, ...] = ()


@dataclass
class _Work:
    """The sections of every edition with pages: found in the cache, or still to be typeset."""

    press: Press
    planned: dict[str, list[_Section]] = field(default_factory=dict)
    found: dict[str, Typeset] = field(default_factory=dict)
    missing: dict[str, Job] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(map(len, self.planned.values()))

    @property
    def typeset(self) -> int:
        """How many sections have anything that is to be typeset."""
        every = [planned for sections in self.planned.values() for planned in sections]
        return sum(any(key in self.missing for key in planned.keys) for planned in every)

    def done(self, meanwhile: Iterable[Callable[[], None]] = ()) -> dict[str, tuple[Leaf, ...]]:
        """The pages of every section, by edition. Raises `ZineError` with all that went wrong."""
        self._run(self.missing.values(), meanwhile)
        return {name: self._leaves(sections) for name, sections in self.planned.items()}

    def _run(self, jobs: Iterable[Job], meanwhile: Iterable[Callable[[], None]] = ()) -> None:
        problems: list[Problem] = []
        longest_first = sorted(jobs, key=lambda job: -len(job.html))
        results = self.press.workers.run(longest_first, meanwhile)
        for number, (job, (content, wrong)) in enumerate(results, 1):
            problems += wrong
            if content is not None:
                self.found[job.key] = restored(content)
                self.press.cache.put(job.key, content)
            self.press.progress(number, len(longest_first), job.section)
        if problems:
            raise ZineError(dict.fromkeys(problems))

    def _leaves(self, sections: list[_Section]) -> tuple[Leaf, ...]:
        return tuple(
            Leaf(s.section.name, s.section.title, s.section.language, self._pages(s))
            for s in sections
        )

    def _pages(self, planned: _Section) -> Typeset:
        first, *rest = (self.found[key] for key in planned.keys)
        if not planned.units:
            return first
        units = tuple(zip(planned.units, rest, strict=True))
        made = stacked(planned.section.name, first, units)
        if made is None:
            self._run([planned.whole])
            made = self.found[planned.whole.key]
        return made


def _plan(zine: Zine, editions: list[Edition], press: Press) -> _Work:
    """What has to be typeset, and what the cache holds."""
    work = _Work(press)
    for edition in editions:
        if edition.style:
            work.planned[edition.name] = [
                _planned(work, zine, section, edition) for section in zine.sections
            ]
    return work


def _planned(work: _Work, zine: Zine, section: Section, edition: Edition) -> _Section:
    whole = _job(zine, section, edition, work.press)
    if section.kind not in STACKED:
        return _Section(section, whole, _looked_up(work, [whole]))
    layout = work.press.layout
    units = layout.units(section)
    htmls = [layout.frame(section, zine), *(unit.html for unit in units)]
    jobs = [replace(whole, html=html) for html in htmls]
    return _Section(section, whole, _looked_up(work, jobs), units)


def _looked_up(work: _Work, jobs: list[Job]) -> tuple[str, ...]:
    """The keys of jobs; what the cache does not hold is noted as missing."""
    for job in jobs:
        held = _held(work.press.cache, job.key)
        if held is None:
            work.missing[job.key] = job
        else:
            work.found[job.key] = held
    return tuple(job.key for job in jobs)


def _held(cache: Cache, key: str) -> Typeset | None:
    content = cache.get(key)
    if content is None:
        return None
    try:
        return restored(content)
    except (msgspec.MsgspecError, ValueError):
        return None


def _job(zine: Zine, section: Section, edition: Edition, press: Press) -> Job:
    pictures = {
        name: picture.content
        for name, picture in _fitted(zine, edition, press).items()
        if name in section.body.pictures
    }
    if section.kind == "title-page":
        pictures[COVER] = press.layout.cover(zine, words=False).encode()
    return Job(
        section.name, section.source, press.layout.page(section, zine),
        press.layout.style(edition.style), press.layout.fonts, pictures,
    )  # fmt: skip


# --- editions


def _make(
    zine: Zine, edition: Edition, press: Press, made: dict[str, bytes], leaves: tuple[Leaf, ...]
) -> None:
    pictures = _fitted(zine, edition, press) if not edition.style else {}
    part = partial(_part, press.cache)
    made[edition.name] = edition.make(Material(zine, press.layout, pictures, leaves, part))


def _part(cache: Cache, file: FontFile, glyphs: tuple[int, ...]) -> bytes:
    """The part of a font, from the cache where the same glyphs were asked for before."""
    key = hashlib.sha256(f"font\0{file.digest}\0{glyphs}".encode()).hexdigest()
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


def _fitted(zine: Zine, edition: Edition, press: Press) -> dict[str, Picture]:
    """The zine's pictures in the size of an edition, from the cache where they were made before."""
    if not edition.longest:
        return {}
    return {p.name: _fit(p, edition.longest, press.cache) for p in zine.pictures}


def _fit(picture: Picture, longest: int, cache: Cache) -> Picture:
    digest = hashlib.sha256(picture.content).hexdigest()
    key = hashlib.sha256(f"picture\0{digest}\0{longest}".encode()).hexdigest()
    if held := cache.get(key):
        media_type, width, height, content = msgspec.msgpack.decode(
            held, type=tuple[str, int, int, bytes]
        )
        return Picture(picture.name, media_type, width, height, content)
    made = fitted(picture, longest)
    fields = (made.media_type, made.width, made.height, made.content)
    cache.put(key, msgspec.msgpack.encode(fields))
    return made


def _manifest(
    prepared: Prepared,
    chosen: list[Edition],
    files: Mapping[str, bytes],
    pages: Mapping[str, int],
    layout: Layout,
) -> bytes:
    """What was made, and from what: names, sizes, SHA-256 digests, and why it is a draft."""
    zine = prepared.zine
    made = [
        {
            "edition": edition.name,
            "file": name,
            "media_type": edition.media_type,
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "pages": pages.get(edition.name),
        }
        for edition, (name, content) in zip(chosen, files.items(), strict=True)
    ]
    written = {
        "title": zine.title,
        "identifier": zine.identifier,
        "date": zine.date.isoformat(),
        "status": "draft" if zine.draft else "release",
        "draft_because": list(zine.draft),
        "made_by": f"Zinewright {__version__}",
        "editions": made,
        "made_from": _made_from(prepared.manuscript, zine, layout.fonts),
    }
    return json.dumps(written, ensure_ascii=False, indent=2).encode() + b"\n"


def _made_from(
    manuscript: Manuscript, zine: Zine, fonts: tuple[FontFile, ...]
) -> dict[str, dict[str, str]]:
    folder = manuscript.folder
    texts = [folder / "zine.toml", folder / "resources.toml"]
    texts += [Path(post.where) for post in manuscript.posts]
    digests = {
        os.path.relpath(path, folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in texts
        if path.is_file()
    }
    digests |= {p.name: hashlib.sha256(p.content).hexdigest() for p in zine.pictures}
    return {"manuscript": digests, "fonts": {font.path.name: font.digest for font in fonts}}
