"""What an edition is, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zinewright.bind.book import Leaf
from zinewright.bind.embed_fonts import PartOf
from zinewright.editions.shelf_picture import shelf_cover
from zinewright.layout.fonts import part_of
from zinewright.layout.layout import Layout
from zinewright.locators import UNKNOWN, Locators
from zinewright.manuscript.pictures.picture import kept_fit
from zinewright.model import Picture, Zine
from zinewright.problems import Problem
from zinewright.sealed import Keep, anew

PDF = "application/pdf"


@dataclass(frozen=True)
class Material:
    """What an edition is made from: `leaves` are empty where it has no pages.

    `pages` are those of the reading edition, and `locators` their places, which all others name;
    `reading` is that edition, and `name` how the names of all files begin. `shelf` draws its cover
    in pixels; `tell` is told what stops nothing. `keep` gives what was made before of the same
    things.
    """

    zine: Zine
    layout: Layout
    pictures: Mapping[str, Picture]
    leaves: tuple[Leaf, ...] = ()
    pages: tuple[Leaf, ...] = ()
    part: PartOf = part_of
    locators: Locators = UNKNOWN
    reading: bytes = b""
    name: str = ""
    shelf: Callable[[bytes], Picture] = shelf_cover
    tell: Callable[[Problem], object] = lambda problem: None
    keep: Keep = anew


@dataclass(frozen=True)
class Edition:
    """One finished form. `style` names the style sheet that its pages are set in, "" for none, and
    `told` says what that is told of a zine.

    `ending` ends its file's name; no side of a picture has more than `longest` pixels. What it
    makes is the file, or that ("") and files for single inks by their names.
    """

    name: str
    ending: str
    media_type: str
    style: str
    longest: int
    make: Callable[[Material], bytes | Mapping[str, bytes]]
    told: Callable[[Zine], Mapping[str, str]] = lambda zine: {}

    def fitted(self, zine: Zine, keep: Keep) -> dict[str, Picture]:
        """The zine's pictures in the size of the edition; none where it has no size for them."""
        if not self.longest:
            return {}
        return {each.name: kept_fit(each, self.longest, keep) for each in zine.pictures}

    @property
    def is_paged(self) -> bool:
        """Whether it has pages, of its own or those of another edition."""
        return self.media_type == PDF
