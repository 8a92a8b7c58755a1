"""Files, folders and archives that people name → the posts in them, and what stays behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath

from zinewright.file_kinds import FileKind, address_in, kind_of, not_fetched
from zinewright.importers import IMPORTERS, importer_of
from zinewright.importers.common.archive import (
    NO_FILES,
    SIGN,
    Files,
    file_content,
    foldered,
    zipped,
)
from zinewright.importers.common.arrived import Arrivals, Image, Source, nothing
from zinewright.limits import MEGABYTES, TooMuch, limited
from zinewright.problems import Problem, ZineError, shown

SECONDS, SMALL, BYTES_A_SECOND = 5.0, 8_000_000, 1_000_000
MOST_NAMED = 10  # files that are named of those that nothing knows


def gathered(
    paths: Iterable[Path], unpublished: bool = False, pages: bool = False,
    picture: Callable[[str], Image | None] = nothing,
) -> Iterator[tuple[Source, Arrivals]]:  # fmt: skip
    """Each source with its posts; `picture` finds those that the sources only name.

    Raises `ZineError`, once, with everything that is wrong.
    """
    wanted = {"unpublished": unpublished, "pages": pages, "picture": picture}
    problems: list[Problem] = []
    for path in paths:
        try:
            yield from _known(replace(opened(path), **wanted))  # type: ignore[arg-type]
        except ZineError as error:
            problems += error.problems
    if problems:
        raise ZineError(problems)


def opened(path: Path) -> Source:
    """What lies at a path. Raises `ZineError` where it cannot be read."""
    name = str(path)
    if address := address_in(path):
        raise ZineError([Problem(address, None, "import", *not_fetched("that: zine import FILE"))])
    if path.is_dir():
        files = foldered(path, name)
        if not files:
            what, fix = "the folder holds no files", "Name the folder that the posts are in"
            raise ZineError([Problem(name, None, "import", what, fix)])
        return Source(name, files=files)
    content = file_content(path.resolve() if path.is_symlink() else path)
    if content.startswith(SIGN):
        return Source(name, content, zipped(content, name))
    saved = path.with_name(f"{path.stem}_files")  # as browsers save the pictures of a page
    beside = NO_FILES
    if content.lstrip()[:1] == b"<" and saved.is_dir() and not saved.is_symlink():
        inside = foldered(saved, str(saved))
        sizes = {f"{saved.name}/{each}": size for each, size in inside.sizes.items()}
        beside = Files(sizes, lambda each: inside[each.partition("/")[2]], inside.refused)
    return Source(name, content, beside=beside)


def _known(source: Source) -> Iterator[tuple[Source, Arrivals]]:
    """A source as what it is; an archive or a folder that is nothing, file by file."""
    importer = importer_of(source)
    kind = None if source.files else kind_of(source.content)
    if kind and kind.fix and (importer is None or importer.name in ("text", "markdown")):
        raise _unreadable(source, kind)
    refused = source.files.refused
    if importer:
        with _in_bounds(source) as bounded:
            found = importer.read(bounded)
        yield source, replace(found, dropped=(*found.dropped, *refused))
        return
    if not source.files:
        raise _unknown(source)
    unknown, any_known = [], False
    for path in source.files:
        inner = replace(
            source, name=f"{source.name}/{path}", content=source.files[path], files=NO_FILES
        )
        if inner.content.startswith(SIGN):
            inner = replace(inner, files=zipped(inner.content, inner.name))
        known = importer_of(inner) if inner.content else None
        if known is None or (known.name == "text" and not path.lower().endswith((".txt", ".text"))):
            unknown.append(path)
            continue
        any_known = True
        with _in_bounds(inner) as bounded:
            found = known.read(bounded)
        yield inner, found
    if not any_known:
        raise _unknown(source)
    left = [f"“{shown(path)}”, which is no kind of post" for path in unknown[:MOST_NAMED]]
    left += [f"{len(unknown) - MOST_NAMED} more such files"] * (len(unknown) > MOST_NAMED)
    yield source, Arrivals((), (*left, *refused))


@contextmanager
def _in_bounds(source: Source) -> Iterator[Source]:
    """A source to read within bounds; where it takes more, the file that was read last is named.

    More than a few megabytes have more time: a blog of twenty years may come in one file.
    """
    last = [source.name]

    def read(path: str) -> bytes:
        last[0] = f"{source.name}/{path}"
        return source.files.read(path)

    size = len(source.content) or sum(source.files.sizes.values())
    seconds = SECONDS + max(0, size - SMALL) / BYTES_A_SECOND
    try:
        with limited(seconds, MEGABYTES):
            yield replace(source, files=replace(source.files, read=read))
    except TooMuch as error:
        what = f"this cannot be imported: {error}"
        fix = "Import it in parts, and leave out what repeats itself"
        raise ZineError([Problem(last[0], None, "limits", what, fix)]) from None


def _unreadable(source: Source, kind: FileKind) -> ZineError:
    """That a source is something that nothing here can read, and what to do with it."""
    what = f"this is {kind.says}, which cannot be imported"
    fix = kind.remedy(PurePath(source.name))
    return ZineError([Problem(source.name, None, "import", what, fix)])


def _unknown(source: Source) -> ZineError:
    known = ", ".join(importer.says for importer in IMPORTERS.values())
    is_empty = not source.files and not source.content.strip()
    what = "the file is empty" if is_empty else "nothing here knows what this is"
    fix = f"Import {known}"
    return ZineError([Problem(source.name, None, "import", what, fix)])
