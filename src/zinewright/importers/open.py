"""Files, folders and archives that people name → the posts in them, and what stays behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath

from zinewright.importers import IMPORTERS, Importer, importer_of
from zinewright.importers.common.archive import (
    NO_FILES,
    SIGN,
    Files,
    file_content,
    foldered,
    zipped,
)
from zinewright.importers.common.arrived import Arrivals, Image, Source, nothing
from zinewright.importers.common.charsets import as_utf8
from zinewright.importers.common.left_behind import TEXTS, left_behind, markup_of
from zinewright.importers.documents.markdown_files import is_site
from zinewright.importers.documents.web_page import page_post
from zinewright.importers.services.csv_posts import is_readers
from zinewright.limits import MEGABYTES, TooMuch, limited
from zinewright.manuscript.file_kinds import (
    UTF16,
    UTF32,
    FileKind,
    address_in,
    kind_of,
    not_fetched,
)
from zinewright.problems import Problem, ZineError

LOOSE = ("markdown", "web-page", "google-docs")  # folders in which other files may lie, too
DOCUMENTS = ("word", "opendocument", "ebook")  # archives of which every file is a part of one text
PROGRAMS = frozenset(
    "readme license licence copying changelog contributing robots humans requirements "
    "code_of_conduct security cname archive_browser".split()
)
EXPORTS = (".json", ".xml", ".csv", ".atom", ".rss")
CHARSET = re.compile(rb"(?i)<\?xml[^>]{0,200}?encoding\s*=|<meta[^>]{0,200}charset\s*=", re.DOTALL)
SECONDS, SMALL, BYTES_A_SECOND = 5.0, 8_000_000, 1_000_000


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
    source, told = _readable(source)
    if is_readers(source):
        what = "this is a table of readers' addresses, which stays closed"
        raise _no(source, what, "Import the posts themselves: the file that holds their texts")
    importer = importer_of(source)
    kind = None if source.files else kind_of(source.content)
    if kind and kind.fix and (importer is None or importer.name in ("text", "markdown")):
        raise _unreadable(source, kind)
    if importer and importer.name == "text" and source.name.lower().endswith((".csv", ".tsv")):
        what = "this is a table in which no column that is known holds texts"
        raise _no(source, what, "Call the columns title and content, or export the texts, too")
    if importer is None and not source.files:
        raise _unknown(source)
    if importer and importer.name == "text" and (marks := markup_of(source.name)):
        told = (*told, marks)
    files = replace(source.files, taken=set())
    posts = 0
    if importer:
        with _in_bounds(replace(source, files=files)) as bounded:
            found = importer.read(bounded)
        posts = len(found.posts)
        left = _left(importer, files) if importer.name not in LOOSE else ()
        yield source, _told(replace(found, dropped=(*found.dropped, *left, *files.refused)), told)
    if not source.files or (importer and importer.name not in LOOSE):
        return
    alone = importer is None
    problems: list[Problem] = []
    for path in files.left():
        if alone or (path.lower().endswith(TEXTS + EXPORTS) and not is_site(files)):
            try:
                for inner, arrived in _one_of(replace(source, files=files), path):
                    posts += len(arrived.posts)
                    yield inner, arrived
            except ZineError as error:
                problems += error.problems
                broken = tuple(f"{p.what}: {p.fix[:1].lower()}{p.fix[1:]}" for p in error.problems)
                yield replace(source, name=f"{source.name}/{path}"), Arrivals((), broken)
    if not posts and alone:
        raise ZineError(problems) if problems else _unknown(source)
    left = (*left_behind(files.left()), *(files.refused if alone else ()))
    if left:
        yield source, Arrivals((), left)


def _left(importer: Importer, files: Files) -> tuple[str, ...]:
    """What is said of the files of a document, a book or a service's archive that nobody read."""
    if importer.name in DOCUMENTS:
        return ()
    return left_behind(files.left())


def _one_of(source: Source, path: str) -> Iterator[tuple[Source, Arrivals]]:
    """A file of a folder or an archive that is of several kinds, as what it is by itself.

    Files that any program has, and that say by their names that they are no posts, stay unread.
    """
    if PurePath(path).stem.lower() in PROGRAMS:
        return
    content = source.files.read(path)
    inner = replace(source, name=f"{source.name}/{path}", content=content, files=NO_FILES)
    if content.startswith(SIGN):
        inner = replace(inner, files=zipped(content, inner.name))
    inner, told = _readable(inner)
    if is_readers(inner):
        return
    known = importer_of(inner) if inner.content else None
    if known is None or (known.name == "text" and not path.lower().endswith((".txt", ".text"))):
        return
    source.files.answer(path)
    with _in_bounds(inner) as bounded:
        if known.name == "web-page":
            found = Arrivals((page_post(source, bounded.content, path),))
        else:
            found = known.read(bounded)
    yield inner, _told(found, told)


def _readable(source: Source) -> tuple[Source, tuple[str, ...]]:
    """A text in UTF-8, whatever it was in, and what is to be looked at for that."""
    said = CHARSET.search(source.content[:2000])
    is_text = kind_of(source.content) in (None, UTF16, UTF32)
    if source.files or not is_text or (said and b"\0" not in source.content[:2000]):
        return source, ()
    content, told = as_utf8(source.content)
    return replace(source, content=content), (told,) if told else ()


def _told(found: Arrivals, remarks: tuple[str, ...]) -> Arrivals:
    posts = (replace(post, remarks=(*remarks, *post.remarks)) for post in found.posts)
    return replace(found, posts=tuple(posts)) if remarks else found


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
    return _no(source, what, kind.remedy(PurePath(source.name)))


def _no(source: Source, what: str, fix: str) -> ZineError:
    return ZineError([Problem(source.name, None, "import", what, fix)])


def _unknown(source: Source) -> ZineError:
    known = ", ".join(importer.says for importer in IMPORTERS.values())
    is_empty = not source.files and not source.content.strip()
    what = "the file is empty" if is_empty else "nothing here knows what this is"
    return _no(source, what, f"Import {known}")
