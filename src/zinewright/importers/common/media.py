"""A blog's own pictures, in a folder or a zip archive → the picture that an address means.

WordPress keeps them by year and month, each in several sizes (`hat-300x200.jpg`, `hat-scaled.jpg`);
an export names them and does not hold them. A name that several pictures have is decided by the
folders in the address, or by nobody.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from zinewright.importers.common.archive import Files, foldered, zip_file
from zinewright.importers.common.arrived import Image
from zinewright.importers.common.within import Unclear, image_in
from zinewright.manuscript.file_kinds import address_in, not_fetched
from zinewright.problems import Problem, ZineError, shown

SIZES = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-rotated|-e\d{10,13}|@[2-4]x)+\Z", re.IGNORECASE)
WHOLE = re.compile(r"(?:-scaled|-rotated)+\Z", re.IGNORECASE)
PICTURES = (
    ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".gif", ".webp", ".bmp", ".tif", ".tiff",
    ".avif", ".heic", ".heif", ".hif",
)  # fmt: skip
UPLOADS = ("wp-content", "uploads")


@dataclass(frozen=True)
class PicturePath:
    """A picture in the media: the folders that it is in, and its name without its ending."""

    files: Files
    path: str
    folders: tuple[str, ...]
    stem: str

    def rank(self, stem: str) -> tuple[int, bool, int]:
        """The less, the better: whole before smaller sizes, and a name in the same letters."""
        size = SIZES.search(self.stem)
        kind = 0 if not size else 1 if WHOLE.fullmatch(size[0]) else 2
        return kind, SIZES.sub("", self.stem) != SIZES.sub("", stem), -self.files.sizes[self.path]


class Media:
    """Pictures by address. `asked` has each address that a post named, and whether it was found."""

    def __init__(self, places: Iterable[Files] = ()) -> None:
        self.asked: dict[str, bool] = {}
        self.known: dict[str, list[PicturePath]] = {}
        self.made: dict[tuple[int, str], Image | None] = {}
        for files in places:
            for path in files.ending(*PICTURES):
                *folders, name = _parts(path)
                place = PicturePath(
                    files, path, tuple(map(_folded, folders)), name.rpartition(".")[0]
                )
                self.known.setdefault(_key(name), []).append(place)

    def __call__(self, address: str) -> Image | None:
        """The picture of an address. Raises `Unclear` where it could be one of several."""
        try:
            *folders, name = _parts(urlsplit(address).path) or [""]
        except ValueError:
            return None
        if not self.known or not name or address.startswith("data:"):
            return None
        self.asked.setdefault(address, False)
        found = self._found(_behind_uploads(tuple(map(_folded, folders))), name)
        self.asked[address] = found is not None
        return found

    def _found(self, folders: tuple[str, ...], name: str) -> Image | None:
        named = self.known.get(_key(name), [])
        fitting = [place for place in named if not _is_of_another_month(folders, place.folders)]
        if named and not fitting:
            raise Unclear(f"the media hold one of its name, but of another month ({_paths(named)})")
        most = max((_alike(folders, place.folders) for place in fitting), default=0)
        near = [place for place in fitting if _alike(folders, place.folders) == most]
        chosen: dict[tuple[int, tuple[str, ...]], tuple[PicturePath, Image]] = {}
        for place in sorted(near, key=lambda each: each.rank(name.rpartition(".")[0])):
            if image := self._image(place):
                chosen.setdefault((id(place.files), place.folders), (place, image))
        if len({_digest(place) for place, _ in chosen.values()}) > 1:
            several = _paths([place for place, _ in chosen.values()])
            raise Unclear(f"the media hold several of its name ({several})")
        return next((image for _, image in chosen.values()), None)

    def _image(self, place: PicturePath) -> Image | None:
        key = (id(place.files), place.path)
        if key not in self.made:
            self.made[key] = image_in(place.files, place.path)
        return self.made[key]


def media_at(paths: Sequence[Path]) -> Media:
    """The pictures in some folders and zip archives. Raises `ZineError`, with all that is wrong."""
    found: list[Files] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found.append(_opened(path))
        except ZineError as error:
            problems += error.problems
    if problems:
        raise ZineError(problems)
    return Media(found)


def _opened(path: Path) -> Files:
    name = str(path)
    if address := address_in(path):
        raise ZineError([Problem(address, None, "media", *not_fetched("its folder or its zip"))])
    files = foldered(path, name) if path.is_dir() else zip_file(path, name)
    if not files.ending(*PICTURES):
        what = "there are no pictures in it"
        fix = (
            "Name the folder of the blog's pictures (for WordPress wp-content/uploads), or its zip"
        )
        raise ZineError([Problem(name, None, "media", what, fix)])
    return files


def _parts(path: str) -> list[str]:
    return [part for part in unquote(path).replace("\\", "/").split("/") if part]


def _folded(part: str) -> str:
    return unicodedata.normalize("NFC", unquote(part)).casefold()


def _key(name: str) -> str:
    """What the names of all sizes of a picture have in common."""
    stem, _, ending = _folded(name).rpartition(".")
    return f"{SIZES.sub('', stem) or stem}.{'jpg' if ending == 'jpeg' else ending}"


def _behind_uploads(folders: tuple[str, ...]) -> tuple[str, ...]:
    for n in range(len(folders) - 1, 0, -1):
        if folders[n - 1 : n + 1] == UPLOADS:
            return folders[n + 1 :]
    return folders


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many folders two paths have in common at their ends."""
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _is_of_another_month(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two paths name a year and a month, as far as they go, and not the same."""
    dated = re.compile(r"\d{4}/\d\d\Z")
    if not dated.search("/".join(one)) or not re.search(r"(?:\A|/)\d\d\Z", "/".join(other)):
        return False
    if dated.search("/".join(other)):
        return one[-2:] != other[-2:]
    return one[-1] != other[-1]


def _paths(places: Sequence[PicturePath]) -> str:
    named = sorted(shown(place.path) for place in places)[:3]
    return ", ".join(named) + " …" * (len(places) > 3)


def _digest(place: PicturePath) -> str:
    return hashlib.sha256(place.files[place.path]).hexdigest()
