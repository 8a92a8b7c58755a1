"""Structure trees of sections → the one tree of a bound PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from zinewright.bind.book import Book, Leaf, destination
from zinewright.bind.objects import array, dictionary, name, number, numbers, text, to
from zinewright.layout.anchors import is_inside, name_in
from zinewright.typeset.structure_tree import PAGE, Annotation, Content, Tag

MATTERS = ("front", "body", "back")
OLDER = {"FENote": "Note", "Aside": "Sect"}
"""Roles of PDF 2.0 and what comes nearest to them in PDF 1.7 (ISO 32000-1, 14.8.4)."""
OWN_NAMES = {"Em": "Span", "Strong": "Span", "Sub": "Span"}
"""Roles that PDF 1.7 knows through a role map only."""
NAMESPACES = ("http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn")
ONLY_OLD = frozenset(("TOC", "TOCI", "BlockQuote", "Quote", "Code"))
"""Roles that PDF 2.0 takes from the namespace of PDF 1.7 (ISO 32000-2, 14.8.6)."""


def add_structure(book: Book) -> None:
    """Document, a Part for each matter and each part of the zine, a Sect for each section
    (ISO 32000-2, 14.7 and 14.8)."""
    objects, place = book.objects, book.objects.reserve()
    root = {"Type": "/StructTreeRoot"}
    if book.is_2:
        spaces = (dictionary({"Type": "/Namespace", "NS": text(space)}) for space in NAMESPACES)
        book.namespaces = tuple(map(objects.add, spaces))
        root["Namespaces"] = array(map(to, book.namespaces))
    else:
        root["RoleMap"] = dictionary({own: name(old) for own, old in OWN_NAMES.items()})
    book.root["StructTreeRoot"] = to(place)
    rows: list[dict[int, int]] = [{} for _ in book.pages]
    document = _new(book, "Document", place)
    book.tree[document]["K"] = array(map(to, _parts(book, document, rows)))
    root["K"] = array([to(document)])
    _lead(book)
    root["ParentTree"] = to(objects.add(dictionary({"Nums": _parents(book, rows)})))
    root["ParentTreeNextKey"] = str(len(book.pages) + len(book.parents))
    if book.identities:
        names = (f"{text(said)} {to(book.identities[said])}" for said in sorted(book.identities))
        root["IDTree"] = to(objects.add(dictionary({"Names": array(names)})))
    objects.put(place, dictionary(root))
    for each in (book.tree, book.annotations):
        for number_, entries in each.items():
            objects.put(number_, dictionary(entries))


def _new(book: Book, role: str, parent: int) -> int:
    element = book.objects.reserve()
    entries = {"Type": "/StructElem", "S": f"/{role}", "P": to(parent)}
    if book.is_2:
        entries["NS"] = to(book.namespaces[int(role in ONLY_OLD)])
    book.tree[element] = entries
    return element


def _parts(book: Book, document: int, rows: list[dict[int, int]]) -> Iterator[int]:
    for matter in MATTERS:
        leaves = [(n, leaf) for n, leaf in enumerate(book.leaves) if leaf.matter == matter]
        if not any(isinstance(tag, Tag) for _, leaf in leaves for tag in leaf.typeset.tag.kids):
            continue
        part = _new(book, "Part", document)
        held: dict[str, tuple[int, list[int]]] = {"": (part, [])}
        for number_, leaf in leaves:
            grown = _SectionTree(book, leaf, number_, rows)
            if leaf.opens:
                held[leaf.name] = (_new(book, "Part", part), [])
                held[""][1].append(held[leaf.name][0])
            holder, kids = held[leaf.name if leaf.opens else leaf.within]
            for tag in leaf.typeset.tag.kids:
                if isinstance(tag, Tag):
                    kids.append(grown.element(tag, holder))
                    book.tree[kids[-1]]["Lang"] = text(leaf.language)
        for holder, kids in held.values():
            book.tree[holder]["K"] = array(map(to, kids))
        yield part


def _parents(book: Book, rows: list[dict[int, int]]) -> str:
    """The number tree from content and links to elements (ISO 32000-2, 14.7.5.4)."""
    nums = []
    for key, row in enumerate(rows):
        held = (row.get(mcid, 0) for mcid in range(max(row, default=-1) + 1))
        nums.append(f"{key} {array(to(each) if each else 'null' for each in held)}")
    nums += [f"{key} {to(each)}" for key, each in enumerate(book.parents, len(book.pages))]
    return array(nums)


def _lead(book: Book) -> None:
    """Let links lead to places and elements, and references and notes name each other."""
    for annotation, named in book.links:
        if place := book.places.get(named):
            action = destination(book, place, book.elements.get(named, 0))
            book.annotations[annotation]["A"] = action
    named_by: dict[int, list[int]] = {}
    for reference, named in book.references if book.is_2 else ():
        if target := book.elements.get(named):
            named_by[reference] = [target]
            if book.tree[target]["S"] == "/FENote" and book.tree[reference]["S"] == "/Link":
                named_by.setdefault(target, []).append(reference)
    for element, others in named_by.items():
        book.tree[element]["Ref"] = array(map(to, others))


@dataclass(frozen=True)
class _SectionTree:
    """The structure elements of one section, the `number`th of the file."""

    book: Book
    leaf: Leaf
    number: int
    rows: list[dict[int, int]]

    def element(self, tag: Tag, parent: int) -> int:
        """The element of a tag, with all inside it."""
        book, leaf = self.book, self.leaf
        role = tag.role if book.is_2 else OLDER.get(tag.role, tag.role)
        if leaf.within and role[0] == "H" and role[1:].isdigit():
            role = f"H{min(int(role[1:]) + 1, 6)}"  # below the heading of its part
        element = _new(book, role, parent)
        if tag.page >= 0:
            book.tree[element]["Pg"] = to(book.pages[leaf.at(tag.page)])
        for named in tag.names:
            book.elements.setdefault(named, element)
        if tag.role[0] == "H" and tag.role[1:].isdigit():
            book.headings.setdefault(leaf.name, []).append(element)
        book.tree[element]["K"] = array(self._kids(tag, element, tag))
        self._describe(element, tag)
        return element

    def _kids(self, tag: Tag, element: int, holder: Tag) -> Iterator[str]:
        """What is in a tag; `holder` is that of the element. PDF 2.0 has no Reference."""
        for kid in tag.kids:
            if isinstance(kid, Tag) and kid.role == "Reference" and self.book.is_2:
                yield from self._kids(kid, element, holder)
            elif isinstance(kid, Tag):
                made = self.element(kid, element)
                if tag.role == "Reference" or kid.role == "TOCI":
                    self._refer(kid, made)
                yield to(made)
            elif isinstance(kid, Content):
                self.rows[self.leaf.at(kid.page)][kid.mcid] = element
                yield self._content(kid, holder)
            else:
                yield self._link(kid, element)

    def _refer(self, tag: Tag, element: int) -> None:
        """Note what the first link of an element refers to (ISO 14289-2, 8.2.5.8 and 8.2.5.14)."""
        links = (kid for part in tag.walk() for kid in part.kids if isinstance(kid, Annotation))
        for link in itertools.islice(links, 1):
            self.book.references.append((element, name_in(link.target)))

    def _content(self, content: Content, tag: Tag) -> str:
        """A marked content: its number on the element's own page, a reference on another."""
        if content.page == tag.page:
            return str(content.mcid)
        page = self.book.pages[self.leaf.at(content.page)]
        return f"<</Type /MCR /Pg {to(page)} /MCID {content.mcid}>>"

    def _describe(self, element: int, tag: Tag) -> None:
        entries = self.book.tree[element]
        for key, value in (("Lang", tag.lang), ("Alt", tag.alt), ("E", tag.expansion),
                           ("ActualText", tag.actual)):  # fmt: skip
            if value:
                entries[key] = text(value)
        if tag.id or tag.role == "FENote":
            self._identify(element, tag.id or f"note-{len(self.book.identities)}")
        if attributes := [dictionary(each) for each in self._attributes(tag)]:
            entries["A"] = attributes[0] if len(attributes) == 1 else array(attributes)

    def _identify(self, element: int, said: str) -> None:
        """A name of its own in the file (ISO 14289-1, 7.9, for notes)."""
        self.book.tree[element]["ID"] = text(self._identity(said))
        self.book.identities[self._identity(said)] = element

    def _identity(self, said: str) -> str:
        return f"section-{self.number}-{said}"

    def _attributes(self, tag: Tag) -> Iterator[dict[str, str]]:
        """Attributes of ISO 32000-2, 14.8.5."""
        if tag.scope or tag.headers or tag.spans != (1, 1):
            table = {"O": "/Table"}
            if tag.scope:
                table["Scope"] = name(tag.scope)
            if tag.headers:
                table["Headers"] = array(text(self._identity(each)) for each in tag.headers)
            for key, span in zip(("ColSpan", "RowSpan"), tag.spans, strict=True):
                if span != 1:
                    table[key] = number(span)
            yield table
        if tag.numbering:
            is_new = tag.numbering == "Description" and not self.book.is_2
            yield {"O": "/List", "ListNumbering": name("None" if is_new else tag.numbering)}
        if tag.role == "FENote" and self.book.is_2:
            yield {"O": "/FENote", "NoteType": "/Footnote" if tag.at_foot else "/Endnote"}
        if tag.box:
            yield {"O": "/Layout", "BBox": numbers(tag.box), "Placement": "/Block"}

    def _link(self, link: Annotation, element: int) -> str:
        """A link annotation with its words (ISO 14289-1, 7.18.5), and the reference to it."""
        book, leaf = self.book, self.leaf
        page = leaf.at(link.page)
        target = name_in(link.target)
        words = link.words.replace(PAGE, book.label_of(target, leaf))
        annotation = book.objects.reserve()
        entries = {
            "Type": "/Annot", "Subtype": "/Link", "Rect": numbers(link.rectangle), "F": "4",
            "BS": "<</W 0>>", "Contents": text(words),
            "StructParent": str(len(book.pages) + len(book.parents)),
        }  # fmt: skip
        if is_inside(link.target):
            book.links.append((annotation, book.name_of(target, leaf)))
        else:
            entries["A"] = dictionary({"Type": "/Action", "S": "/URI", "URI": text(link.target)})
        book.annotations[annotation] = entries
        book.on_pages[page].append(to(annotation))
        book.parents.append(element)
        return f"<</Type /OBJR /Obj {to(annotation)} /Pg {to(book.pages[page])}>>"
