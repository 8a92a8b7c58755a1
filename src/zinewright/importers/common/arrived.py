"""What is imported, and what it becomes: a source, the posts in it, and their pictures."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zinewright.body import is_address
from zinewright.importers.common.archive import NO_FILES, Files
from zinewright.problems import Problem, ZineError

LONGEST_NAME, MOST_LINES = 40, 3
MOST_POSTS = 5_000  # of one source: a post a day for thirteen years
BEHIND = f"all that comes behind the first {MOST_POSTS:,} posts: import the rest in parts"
JPEG = b"\xff\xd8"


@dataclass(frozen=True)
class Image:
    """A picture that comes along: its path in the manuscript, and what makes its bytes.

    They are made when they are written, so that no more than one is held in memory.
    """

    path: str
    made: Callable[[], bytes] = field(repr=False, compare=False)


def nothing(source: str) -> Image | None:
    """The picture of an address, where there are none."""
    return None


@dataclass(frozen=True)
class Source:
    """Something to import: its name as people see it, and its bytes or the `files` in it.

    A folder has no bytes, an archive has both. `beside` are the files of a web page that was saved
    with them, and `picture` finds those that somebody gave beside the source. `unpublished` and
    `pages` are what somebody asked for beside published posts.
    """

    name: str
    content: bytes = b""
    files: Files = NO_FILES
    beside: Files = NO_FILES
    picture: Callable[[str], Image | None] = field(default=nothing, repr=False, compare=False)
    unpublished: bool = False
    pages: bool = False

    @property
    def head(self) -> bytes:
        """The first bytes, by which most kinds can be told; none of a file in an archive."""
        return b"" if self.files else self.content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()


@dataclass(frozen=True)
class Arrived:
    """A post from elsewhere: `text` is Markdown. `dropped` says what did not come along, and why.

    `remarks` are what somebody should look at; `line` is where it begins in a source of several
    posts, from 1.
    """

    title: str
    text: str
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None
    language: str = ""
    address: str = ""
    licence: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    line: int = 1
    dropped: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    also_at: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrivals:
    """The posts of a source, and what of it stayed behind, and why.

    `title` and `language` are those of the blog or the book itself, never those of a post.
    """

    posts: tuple[Arrived, ...]
    dropped: tuple[str, ...] = ()
    title: str = ""
    language: str = ""


def original(said: str) -> str:
    """The address that a post is taken from, "" where what was said is no web address."""
    return said if said.startswith("http") and is_address(said) else ""


def arrivals(
    posts: Iterable[Arrived], left: Mapping[str, int | Sequence[int]], broken: bool = False,
    title: str = "", language: str = "",
) -> Arrivals:  # fmt: skip
    """Posts, oldest first, with what was `left` by its reason; `broken` is what the file was."""
    dropped = [_left(why, found) for why, found in left.items() if found]
    dropped += ["the file is broken in places, and was read as far as it goes"] * broken
    in_order = tuple(sorted(posts, key=lambda post: str(post.date or "")))
    return Arrivals(in_order, tuple(dropped), title, language)


def _left(why: str, found: int | Sequence[int]) -> str:
    """How often something stays behind, and the first of the lines on which it stands."""
    if isinstance(found, int):
        return f"{found} × {why}"
    said = ", ".join(str(line) for line in found[:MOST_LINES] if line)
    more = " …" if len(found) > MOST_LINES else ""
    return f"{len(found)} × {why}" + (f" (line {said}{more})" if said else "")


def unreadable(source: Source, what: str, fix: str, line: int | None = None) -> ZineError:
    """The one error of a source that cannot be read."""
    return ZineError([Problem(source.name, line, "import", what, fix)])


def image_of(path: str, content: bytes, first: bytes, made: Callable[[], bytes]) -> Image:
    """A picture under a name that no other picture has: its own, and a few signs of its bytes.

    `first` are the bytes that are made of it, by which its ending is known.
    """
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    slug = re.sub(r"[^A-Za-z0-9]+", "-", stem or ending).lower()[:LONGEST_NAME].strip("-")
    form = "jpg" if first.startswith(JPEG) else "png"
    return Image(
        f"images/{slug or 'picture'}-{hashlib.sha256(content).hexdigest()[:6]}.{form}", made
    )
