"""Headings of sections → the outline of a bound PDF (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from zinewright.bind.book import Book, destination
from zinewright.bind.objects import dictionary, text, to


@dataclass
class _Bookmark:
    """A bookmark; one of a section shows those inside it when it is opened."""

    place: int
    entries: dict[str, str]
    is_closed: bool = False
    kids: list[_Bookmark] = field(default_factory=list)

    @property
    def opened(self) -> int:
        """How many are seen inside it where it is open."""
        return sum(1 if kid.is_closed else 1 + kid.opened for kid in self.kids)


def add_outline(book: Book) -> None:
    """Bookmarks: every section, in its part, and the headings inside it."""
    root = _Bookmark(book.objects.reserve(), {"Type": "/Outlines"})
    parts: dict[str, _Bookmark] = {}
    for leaf in book.leaves:
        open_items = [(0, parts.get(leaf.within, root))]
        elements = book.headings.get(leaf.name, [])
        for number, (level, words, page, y) in enumerate(leaf.typeset.headings):
            while open_items[-1][0] >= level:
                open_items.pop()
            element = elements[number] if number < len(elements) else 0
            action = destination(book, (leaf.at(page), 0, y), element)
            said = {"Title": text(words), "A": action}
            item = _Bookmark(book.objects.reserve(), said, level == 1)
            open_items[-1][1].kids.append(item)
            open_items.append((level, item))
            if leaf.opens:
                parts.setdefault(leaf.name, item)
    if root.kids:
        _put(book, root)
        book.root["Outlines"] = to(root.place)


def _put(book: Book, item: _Bookmark) -> None:
    if item.kids:
        count = -item.opened if item.is_closed else item.opened
        first, last = item.kids[0].place, item.kids[-1].place
        item.entries |= {"First": to(first), "Last": to(last), "Count": str(count)}
    for before, kid in zip([None, *item.kids], item.kids, strict=False):
        kid.entries["Parent"] = to(item.place)
        if before:
            kid.entries["Prev"] = to(before.place)
            before.entries["Next"] = to(kid.place)
    for kid in item.kids:
        _put(book, kid)
    book.objects.put(item.place, dictionary(item.entries))
