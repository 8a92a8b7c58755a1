"""Structure trees of sections → the one tree of a bound PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from zinewright.layouts import NEXT
from zinewright.locators import BEGINS, Locators
from zinewright.tags import PAGE, Annotation, Content, Tag
from zinewright.typeset import Typeset


@dataclass(frozen=True)
class Leaf:
    """A section on its way into the file: its name, its language, and its first page, from 0.

    `folios` are the numbers of its pages; a page with the number "" stays out of the file.
    `matter` says whether it stands before, among or behind the posts.
    """

    name: str
    title: str
    language: str
    typeset: Typeset
    first: int = 0
    folios: tuple[str, ...] = ()
    matter: str = "body"

    @property
    def shown(self) -> tuple[int, ...]:
        """Its pages that stand in the file, from 0."""
        pages = range(self.typeset.pages)
        return tuple(page for page in pages if not self.folios or self.folios[page])

    def at(self, page: int) -> int:
        """The place in the file of one of its pages; of one that stays out, that of the next."""
        return self.first + sum(number < page for number in self.shown)


@dataclass
class Book:
    """The file while it grows."""

    pdf: pikepdf.Pdf
    leaves: tuple[Leaf, ...]
    from_the_right: bool = False
    pages: list[Any] = field(default_factory=list)
    places: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    folios: tuple[str, ...] = ()
    locators: Locators | None = None
    parents: dict[int, Any] = field(default_factory=dict)

    def place_of(self, name: str, leaf: Leaf) -> tuple[int, float, float] | None:
        """Page, x and y of an id; `NEXT` is the beginning of what follows the section."""
        return self.places.get(self._name_of(name, leaf))

    def _name_of(self, name: str, leaf: Leaf) -> str:
        if name != NEXT:
            return name
        behind = leaf.first + len(leaf.shown)
        return next((other.name for other in self.leaves if other.first == behind), "")

    def label_of(self, name: str, leaf: Leaf) -> str:
        """The page that readers are told for an id, "" for an unknown one.

        It is that of the reading edition; `BEGINS` and a number name a page of the section there.
        """
        if self.locators is None:
            place = self.place_of(name, leaf)
            return self.folios[place[0]] if place else ""
        if name.startswith(BEGINS):
            return self.locators.pages[leaf.name][int(name.removeprefix(BEGINS))].label
        return self.locators.labels.get(self._name_of(name, leaf), "")


def destination(book: Book, place: tuple[int, float, float]) -> Array:
    page, _, y = place
    return Array([book.pages[page], Name.XYZ, 0, round(y + 6, 3), 0])


# --- what readers navigate by, and what the file says of itself


def add_structure(book: Book) -> None:
    """One tree: Document, a Sect for each section, all that is inside (ISO 32000-1, 14.7)."""
    pdf = book.pdf
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    rows: list[dict[int, Any]] = [{} for _ in book.pages]
    kids = []
    for leaf in book.leaves:
        for kid in leaf.typeset.tag.kids:
            if isinstance(kid, Tag):
                kids.append(_element(book, kid, document, leaf, rows))
                kids[-1].Lang = String(leaf.language)
    document.K = Array(kids)
    root.K = Array([document])
    nums = Array()
    for number, row in enumerate(rows):
        nums.append(number)
        nums.append(Array([row.get(mcid) for mcid in range(max(row, default=-1) + 1)]))
    for key, element in sorted(book.parents.items()):
        nums.append(key)
        nums.append(element)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=nums))
    root.ParentTreeNextKey = len(book.pages) + len(book.parents)
    pdf.Root.StructTreeRoot = root


def _element(book: Book, tag: Tag, parent: Any, leaf: Leaf, rows: list[dict[int, Any]]) -> Any:
    element = book.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name("/" + tag.role), P=parent)
    )
    if tag.page >= 0:
        element.Pg = book.pages[leaf.at(tag.page)]
    kids = Array()
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(_element(book, kid, element, leaf, rows))
        elif isinstance(kid, Content):
            rows[leaf.at(kid.page)][kid.mcid] = element
            kids.append(_content(book, kid, tag, leaf))
        else:
            kids.append(_link(book, kid, element, leaf))
    element.K = kids
    _attributes(element, tag)
    return element


def _content(book: Book, content: Content, tag: Tag, leaf: Leaf) -> Any:
    """A marked content: its number alone on the element's own page, a reference on another."""
    if content.page == tag.page:
        return content.mcid
    page = book.pages[leaf.at(content.page)]
    return Dictionary(Type=Name.MCR, Pg=page, MCID=content.mcid)


def _attributes(element: Any, tag: Tag) -> None:
    for key, value in (("/Lang", tag.lang), ("/Alt", tag.alt), ("/E", tag.expansion)):
        if value:
            element[key] = String(value)
    attributes = []
    if tag.scope or tag.spans != (1, 1):
        table = Dictionary(O=Name.Table)
        if tag.scope:
            table.Scope = Name("/" + tag.scope)
        for key, span in zip(("/ColSpan", "/RowSpan"), tag.spans, strict=True):
            if span != 1:
                table[key] = span
        attributes.append(table)
    if tag.numbering:
        attributes.append(Dictionary(O=Name.List, ListNumbering=Name("/" + tag.numbering)))
    if tag.box:
        attributes.append(
            Dictionary(O=Name.Layout, BBox=Array(list(tag.box)), Placement=Name.Block)
        )
    if attributes:
        element.A = attributes[0] if len(attributes) == 1 else Array(attributes)


def _link(book: Book, link: Annotation, element: Any, leaf: Leaf) -> Any:
    """A link annotation with its words (ISO 14289-1, 7.18.5), and the reference to it."""
    page = book.pages[leaf.at(link.page)]
    key = len(book.pages) + len(book.parents)
    target = book.place_of(link.target.removeprefix("zine:"), leaf)
    words = link.words.replace(PAGE, book.label_of(link.target.removeprefix("zine:"), leaf))
    annotation = book.pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array(list(link.rectangle)), F=4,
            BS=Dictionary(W=0), Contents=String(words), StructParent=key,
        )
    )  # fmt: skip
    if link.target.startswith("zine:"):
        if target:
            annotation.Dest = destination(book, target)
    else:
        annotation.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(link.target))
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(annotation)
    book.parents[key] = element
    return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
