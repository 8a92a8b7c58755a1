"""Structure trees of sections → the one tree of a bound PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, String

from zinewright.bind.book import Book, Leaf, destination
from zinewright.layout.anchors import is_inside, name_in
from zinewright.typeset.structure_tree import PAGE, Annotation, Content, Tag

MATTERS = ("front", "body", "back")
OLDER = {"FENote": "Note", "Aside": "Sect"}
"""Roles of PDF 2.0 and what comes nearest to them in PDF 1.7 (ISO 32000-1, 14.8.4)."""
OWN_NAMES = {"Em": "Span", "Strong": "Span"}
"""Roles that PDF 1.7 knows through a role map only."""
NAMESPACES = ("http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn")
ONLY_OLD = frozenset(("TOC", "TOCI", "BlockQuote", "Quote", "Code"))
"""Roles that PDF 2.0 takes from the namespace of PDF 1.7 (ISO 32000-2, 14.8.6)."""


def add_structure(book: Book) -> None:
    """Document, a Part for each matter, a Sect for each section (ISO 32000-2, 14.7 and 14.8)."""
    pdf = book.pdf
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    if book.is_2:
        spaces = (Dictionary(Type=Name.Namespace, NS=String(space)) for space in NAMESPACES)
        root.Namespaces = Array([pdf.make_indirect(space) for space in spaces])
    else:
        root.RoleMap = Dictionary({f"/{own}": Name(f"/{old}") for own, old in OWN_NAMES.items()})
    pdf.Root.StructTreeRoot = root
    rows: list[dict[int, Object]] = [{} for _ in book.pages]
    document = _new(book, "Document", root)
    document.K = Array(list(_parts(book, document, rows)))
    root.K = Array([document])
    _lead(book)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=_parents(book, rows)))
    root.ParentTreeNextKey = len(book.pages) + len(book.parents)
    if book.identities:
        names = [part for name in sorted(book.identities)
                 for part in (String(name), book.identities[name])]  # fmt: skip
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))


def _new(book: Book, role: str, parent: Object) -> Object:
    element = Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent)
    if book.is_2:
        element.NS = book.pdf.Root.StructTreeRoot.Namespaces[int(role in ONLY_OLD)]
    return book.pdf.make_indirect(element)


def _parts(book: Book, document: Object, rows: list[dict[int, Object]]) -> Iterator[Object]:
    for matter in MATTERS:
        part, kids = _new(book, "Part", document), Array()
        for number, leaf in enumerate(book.leaves):
            if leaf.matter == matter:
                grown = _SectionTree(book, leaf, number, rows)
                for tag in leaf.typeset.tag.kids:
                    if isinstance(tag, Tag):
                        kids.append(grown.element(tag, part))
                        kids[-1].Lang = String(leaf.language)
        if len(kids):
            part.K = kids
            yield part


def _parents(book: Book, rows: list[dict[int, Object]]) -> Array:
    """The number tree from content and links to elements (ISO 32000-2, 14.7.5.4)."""
    nums = Array()
    for number, row in enumerate(rows):
        nums.append(number)
        nums.append(Array([row.get(mcid) for mcid in range(max(row, default=-1) + 1)]))
    for key, element in sorted(book.parents.items()):
        nums.append(key)
        nums.append(element)
    return nums


def _lead(book: Book) -> None:
    """Let links lead to places and elements, and references and notes name each other."""
    for annotation, name in book.links:
        if place := book.places.get(name):
            annotation.A = destination(book, place, book.elements.get(name))
    for reference, name in book.references if book.is_2 else ():
        target = book.elements.get(name)
        if target is not None:
            reference.Ref = Array([target])
            if f"{target.S}{reference.S}" == "/FENote/Link":
                target.Ref = Array([*target.get("/Ref", []), reference])


@dataclass(frozen=True)
class _SectionTree:
    """The structure elements of one section, the `number`th of the file."""

    book: Book
    leaf: Leaf
    number: int
    rows: list[dict[int, Object]]

    def element(self, tag: Tag, parent: Object) -> Object:
        """The element of a tag, with all inside it."""
        book, leaf = self.book, self.leaf
        role = tag.role if book.is_2 else OLDER.get(tag.role, tag.role)
        element = _new(book, role, parent)
        if tag.page >= 0:
            element.Pg = book.pages[leaf.at(tag.page)]
        for name in tag.names:
            book.elements.setdefault(name, element)
        if tag.role[0] == "H" and tag.role[1:].isdigit():
            book.headings.setdefault(leaf.name, []).append(element)
        element.K = Array(list(self._kids(tag, element, tag)))
        self._describe(element, tag)
        return element

    def _kids(self, tag: Tag, element: Object, holder: Tag) -> Iterator[int | Object]:
        """What is in a tag; `holder` is that of the element. PDF 2.0 has no Reference."""
        for kid in tag.kids:
            if isinstance(kid, Tag) and kid.role == "Reference" and self.book.is_2:
                yield from self._kids(kid, element, holder)
            elif isinstance(kid, Tag):
                made = self.element(kid, element)
                if tag.role == "Reference" or kid.role == "TOCI":
                    self._refer(kid, made)
                yield made
            elif isinstance(kid, Content):
                self.rows[self.leaf.at(kid.page)][kid.mcid] = element
                yield self._content(kid, holder)
            else:
                yield self._link(kid, element)

    def _refer(self, tag: Tag, element: Object) -> None:
        """Note what the first link of an element refers to (ISO 14289-2, 8.2.5.8 and 8.2.5.14)."""
        links = (kid for part in tag.walk() for kid in part.kids if isinstance(kid, Annotation))
        for link in itertools.islice(links, 1):
            self.book.references.append((element, name_in(link.target)))

    def _content(self, content: Content, tag: Tag) -> int | Dictionary:
        """A marked content: its number on the element's own page, a reference on another."""
        if content.page == tag.page:
            return content.mcid
        page = self.book.pages[self.leaf.at(content.page)]
        return Dictionary(Type=Name.MCR, Pg=page, MCID=content.mcid)

    def _describe(self, element: Object, tag: Tag) -> None:
        for key, value in (("/Lang", tag.lang), ("/Alt", tag.alt), ("/E", tag.expansion),
                           ("/ActualText", tag.actual)):  # fmt: skip
            if value:
                element[key] = String(value)
        if tag.id or tag.role == "FENote":
            self._identify(element, tag.id or f"note-{len(self.book.identities)}")
        if attributes := list(self._attributes(tag)):
            element.A = attributes[0] if len(attributes) == 1 else Array(attributes)

    def _identify(self, element: Object, name: str) -> None:
        """A name of its own in the file (ISO 14289-1, 7.9, for notes)."""
        element.ID = String(self._identity(name))
        self.book.identities[self._identity(name)] = element

    def _identity(self, name: str) -> str:
        return f"section-{self.number}-{name}"

    def _attributes(self, tag: Tag) -> Iterator[Dictionary]:
        """Attributes of ISO 32000-2, 14.8.5."""
        if tag.scope or tag.headers or tag.spans != (1, 1):
            table = Dictionary(O=Name.Table)
            if tag.scope:
                table.Scope = Name(f"/{tag.scope}")
            if tag.headers:
                table.Headers = Array([String(self._identity(name)) for name in tag.headers])
            for key, span in zip(("/ColSpan", "/RowSpan"), tag.spans, strict=True):
                if span != 1:
                    table[key] = span
            yield table
        if tag.numbering:
            is_new = tag.numbering == "Description" and not self.book.is_2
            numbering = "None" if is_new else tag.numbering
            yield Dictionary(O=Name.List, ListNumbering=Name(f"/{numbering}"))
        if tag.role == "FENote" and self.book.is_2:
            yield Dictionary(O=Name.FENote, NoteType=Name.Endnote)
        if tag.box:
            yield Dictionary(O=Name.Layout, BBox=Array(list(tag.box)), Placement=Name.Block)

    def _link(self, link: Annotation, element: Object) -> Dictionary:
        """A link annotation with its words (ISO 14289-1, 7.18.5), and the reference to it."""
        book, leaf = self.book, self.leaf
        page = book.pages[leaf.at(link.page)]
        key = len(book.pages) + len(book.parents)
        target = name_in(link.target)
        words = link.words.replace(PAGE, book.label_of(target, leaf))
        annotation = book.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array(list(link.rectangle)), F=4,
                BS=Dictionary(W=0), Contents=String(words), StructParent=key,
            )
        )  # fmt: skip
        if is_inside(link.target):
            book.links.append((annotation, book.name_of(target, leaf)))
        else:
            annotation.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(link.target))
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        book.parents[key] = element
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
