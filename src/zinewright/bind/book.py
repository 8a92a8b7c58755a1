"""A bound PDF while it grows: its sections, its pages, and what its links lead to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from zinewright.bind.objects import Objects, array, dictionary, number, to
from zinewright.layout.fonts import FontFile
from zinewright.layout.layout import NEXT
from zinewright.locators import BEGINS, Locators
from zinewright.model import CENTRE, FIRST
from zinewright.typeset.section import Typeset


@dataclass(frozen=True)
class Leaf:
    """A section on its way into the file: its name, its language, and its first page, from 0.

    Where several sections run on, it goes by the first of them; `parts` has all. `folios` are the
    numbers of its pages; a page with the number "" stays out of the file, and so do those that are
    `out`: they are kept ready, and not needed. `matter` says whether it
    stands before, among or behind the posts. `fonts` are the files that it is set in, besides those
    of its layout or with them. `within` names the section that opens the part in which it is; one
    that `opens` a part is no piece.
    """

    name: str
    title: str
    language: str
    typeset: Typeset
    first: int = 0
    folios: tuple[str, ...] = ()
    matter: str = "body"
    fonts: tuple[FontFile, ...] = ()
    out: frozenset[int] = frozenset()
    within: str = ""
    opens: bool = False

    @property
    def parts(self) -> Sequence[tuple[str, int, int]]:
        """Its sections: the name of each, its first page, from 0, and the letters before it."""
        return self.typeset.parts or ((self.name, 0, 0),)

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """Its pages that stand in the file, from 0."""
        pages = range(self.typeset.pages)
        held = (page for page in pages if page not in self.out)
        return tuple(page for page in held if not self.folios or self.folios[page])

    def at(self, page: int) -> int:
        """The place in the file of one of its pages; of one that stays out, that of the next."""
        return self.first + bisect_left(self.shown, page)


@dataclass
class Book:
    """The file while it grows; objects go by their numbers.

    `elements` are the structure elements of ids, `headings` those of the headings of each section,
    in order, and `tree` the entries of each, `annotations` those of the links. With `is_2` it is a
    file of PDF 2.0, without of PDF 1.7.
    """

    objects: Objects
    leaves: tuple[Leaf, ...]
    from_the_right: bool = False
    is_2: bool = False
    root: dict[str, str] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    on_pages: list[list[str]] = field(default_factory=list)
    places: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    folios: tuple[str, ...] = ()
    locators: Locators | None = None
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    namespaces: tuple[int, ...] = ()
    parents: list[int] = field(default_factory=list)
    tree: dict[int, dict[str, str]] = field(default_factory=dict)
    annotations: dict[int, dict[str, str]] = field(default_factory=dict)
    elements: dict[str, int] = field(default_factory=dict)
    headings: dict[str, list[int]] = field(default_factory=dict)
    links: list[tuple[int, str]] = field(default_factory=list)
    identities: dict[str, int] = field(default_factory=dict)
    references: list[tuple[int, str]] = field(default_factory=list)

    def place_of(self, name: str, leaf: Leaf) -> tuple[int, float, float] | None:
        """Page, x and y of an id; `NEXT` is the beginning of what is read behind the section, which
        the centre spread is not, `FIRST` that of the first piece."""
        return self.places.get(self.name_of(name, leaf))

    def name_of(self, name: str, leaf: Leaf) -> str:
        if name == FIRST:
            return next(
                (other.name for other in self.leaves if other.matter == "body" and not other.opens),
                "",
            )
        if name != NEXT:
            return name
        behind = leaf.first + len(leaf.shown)
        read = (other for other in self.leaves if other.name != CENTRE)
        return next((other.name for other in read if other.first >= behind), "")

    def label_of(self, name: str, leaf: Leaf) -> str:
        """The page that readers are told for an id, "" for an unknown one.

        It is that of the reading edition; `BEGINS` and a number name a page of the section there.
        What is `elsewhere` has the page that is said there.
        """
        if name in self.elsewhere:
            return self.elsewhere[name]
        if self.locators is None:
            place = self.place_of(name, leaf)
            return self.folios[place[0]] if place else ""
        if name.startswith(BEGINS):
            pages = [page for part, _, _ in leaf.parts for page in self.locators.pages[part]]
            return pages[int(name.removeprefix(BEGINS))].label
        return self.locators.labels.get(self.name_of(name, leaf), "")


def destination(book: Book, place: tuple[int, float, float], element: int = 0) -> str:
    """An action that goes to a place, and to the element there (ISO 32000-2, 12.6.4.2)."""
    page, _, y = place
    view = ["/XYZ", "0", number(round(y + 6, 3)), "0"]
    action = {"Type": "/Action", "S": "/GoTo", "D": array([to(book.pages[page]), *view])}
    if element:
        action["SD"] = array([to(element), *view])
    return dictionary(action)
