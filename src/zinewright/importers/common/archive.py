"""A zip archive or a folder of strangers → the files in it, read one by one within bounds.

Nothing is ever unpacked to a disk. A file is reached by its path inside; what leads outside, by
its path or as a symbolic link, is not there.
"""

from __future__ import annotations

import io
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from zinewright.manuscript.file_kinds import not_there
from zinewright.problems import Problem, ZineError, shown

SIGN = b"PK\x03\x04"
MOST_FILES = 20_000
MOST_EACH, MOST_ALL = 100_000_000, 2_000_000_000
MOST_RATIO, RATIO_FROM = 250, 1_000_000  # text that is not made to be a bomb packs to a tenth
MOST_RATIO_OF_ALL, ALL_FROM = 25, 100_000_000
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError,
    IndexError, KeyError, TypeError, OverflowError, RuntimeError,
)  # fmt: skip
"""What zipfile raises on archives that are none, beside what it says that it raises."""
SKIPPED = frozenset(("__MACOSX", ".git", "node_modules", "_site", "__pycache__"))


@dataclass(frozen=True)
class Files(Mapping[str, bytes]):
    """Files by their paths, with “/” between; `refused` says what is not among them, and why.

    `taken` grows by each file that is read, or that an importer answers for itself (`answer`): what
    is not in it in the end has been left behind.
    """

    sizes: Mapping[str, int]
    read: Callable[[str], bytes] = field(repr=False)
    refused: tuple[str, ...] = ()
    taken: set[str] = field(default_factory=set, repr=False, compare=False)

    def __getitem__(self, path: str) -> bytes:
        """The bytes of a file. Raises `KeyError`, and `ZineError` where it cannot be read."""
        if path not in self.sizes:
            raise KeyError(path)
        self.taken.add(path)
        return self.read(path)

    def answer(self, *paths: str) -> None:
        """Say that somebody is told of some files, though nothing reads them."""
        self.taken.update(paths)

    def left(self) -> tuple[str, ...]:
        """The paths that nobody has read or answered for, in the order of their names."""
        return tuple(sorted(self.sizes.keys() - self.taken))

    def __contains__(self, path: object) -> bool:
        return path in self.sizes

    def __iter__(self) -> Iterator[str]:
        return iter(self.sizes)

    def __len__(self) -> int:
        return len(self.sizes)

    def ending(self, *endings: str) -> tuple[str, ...]:
        """The paths that end in one of some endings, in the order of their names."""
        return tuple(sorted(path for path in self.sizes if path.lower().endswith(endings)))


NO_FILES = Files({}, lambda path: b"")


def within(path: str, base: str = "") -> str:
    """A path as it is inside: seen from the file `base`, "" where it leads outside."""
    parts: list[str] = list(PurePosixPath(base).parent.parts) if base else []
    if path.startswith(("/", "\\")) or "\0" in path or path[1:2] == ":":
        return ""
    for part in path.replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def zip_file(path: Path, name: str) -> Files:
    """The files of a zip archive on the disk, which is not read as a whole. Raises `ZineError`."""
    real = path.resolve() if path.is_symlink() else path
    with _file(real) as file:
        is_one = file.read(len(SIGN)) == SIGN
    if not is_one:
        raise _no(name, "this is neither a folder nor a zip archive", "Name one of these")
    return zipped(real, name)


def zipped(content: bytes | Path, name: str) -> Files:
    """The files of a zip archive. Raises `ZineError` where it is broken, locked or too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)
    except BROKEN:
        raise _no(name, "the archive is broken", "Download it again") from None
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES:
        raise _no(name, f"the archive holds more than {MOST_FILES:,} files", "Import it in parts")
    if unpacked > MOST_ALL:
        what = f"the archive unpacks to more than {MOST_ALL // 10**9} GB"
        raise _no(name, what, "Import it in parts")
    if unpacked > ALL_FROM and unpacked > MOST_RATIO_OF_ALL * packed:
        what = f"the archive unpacks to {unpacked / 10**6:,.0f} MB, more than can be right"
        raise _no(name, what, "Import it in parts")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _no(name, "the archive is locked with a password", "Unpack it, and import the folder")
    known: dict[str, zipfile.ZipInfo] = {}
    refused = []
    for entry in entries:
        path = within(entry.filename)
        if not path or path != entry.filename.replace("\\", "/"):
            refused.append(f"“{shown(entry.filename)}”, whose path leads elsewhere")
        elif stat.S_ISLNK(entry.external_attr >> 16):
            refused.append(f"“{shown(path)}”, a link to elsewhere")
        elif path in known:
            refused.append(f"“{shown(path)}”, which is in there twice")
        elif not SKIPPED & set(path.split("/")):
            known[path] = entry

    def read(path: str) -> bytes:
        return _unpacked(archive, known[path], f"{name}/{shown(path)}")

    return Files({path: entry.file_size for path, entry in known.items()}, read, tuple(refused))


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> bytes:
    packed = max(entry.compress_size, 1)
    is_bomb = entry.file_size > RATIO_FROM and entry.file_size / packed > MOST_RATIO
    if is_bomb or entry.file_size > MOST_EACH:
        what = f"the file unpacks to {entry.file_size / 10**6:,.0f} MB, more than can be right"
        raise _no(where, what, "Take it out of the archive")
    try:
        with archive.open(entry) as file:
            return file.read(MOST_EACH)
    except NotImplementedError:
        what = "the file is packed in a way that cannot be unpacked"
        raise _no(where, what, "Unpack the archive, and import the folder") from None
    except BROKEN:
        what = "the file is broken in the archive"
        raise _no(where, what, "Download the archive again") from None


def foldered(folder: Path, name: str) -> Files:
    """The files in a folder and below it. Links and what is no file are left alone.

    Raises `ZineError` where there are too many.
    """
    sizes: dict[str, int] = {}
    refused = []
    for place, folders, files in os.walk(folder):
        for each in [each for each in folders if (Path(place) / each).is_symlink()]:
            refused.append(f"“{shown(each)}”, a link to elsewhere")
        folders[:] = sorted(f for f in folders if f not in SKIPPED and f[0] != ".")
        for file in sorted(files):
            path = Path(place) / file
            inside = path.relative_to(folder).as_posix()
            try:
                found = path.lstat()
            except OSError:
                refused.append(f"“{shown(inside)}”, which cannot be read")
                continue
            if not stat.S_ISREG(found.st_mode):
                refused.append(f"“{shown(inside)}”, which is no plain file")
            else:
                sizes[inside] = found.st_size
            if len(sizes) > MOST_FILES:
                what = f"the folder holds more than {MOST_FILES:,} files"
                raise _no(name, what, "Import a part of it")
    return Files(sizes, lambda path: file_content(folder / path), tuple(refused))


def file_content(path: Path) -> bytes:
    """The bytes of a plain file that is no link. Raises `ZineError`, also where it is too large."""
    try:
        with _file(path) as file:
            content = file.read(MOST_EACH + 1)
    except OSError as error:
        raise _unread(path, error) from None
    if len(content) > MOST_EACH:
        what = f"the file has more than {MOST_EACH // 10**6} MB"
        raise _no(str(path), what, "Import it in parts")
    return content


def _file(path: Path) -> IO[bytes]:
    """A plain file that is no link, opened. Raises `ZineError`."""
    try:
        file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb")
    except OSError as error:
        raise _unread(path, error) from None
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise _no(str(path), "this is no plain file", "Name a file or a folder", "cannot-read")
    return file


def _unread(path: Path, error: OSError) -> ZineError:
    if isinstance(error, FileNotFoundError):
        return ZineError([not_there(path)])
    what = f"the file cannot be read ({(error.strerror or str(error)).lower()})"
    return _no(str(path), what, "Name a file, and see that you may read it", "cannot-read")


def _no(where: str, what: str, fix: str, rule: str = "import") -> ZineError:
    return ZineError([Problem(where, None, rule, what, fix)])
