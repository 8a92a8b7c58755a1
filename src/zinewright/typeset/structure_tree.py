"""A structure tree (ISO 32000-2, 14.7 and 14.8): elements, their content, their links.

Roles are those of PDF 2.0; `structure` writes them as PDF 1.7 has them where a file is of that.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

PAGE = "\0"
MAY_BE_EMPTY = ("TD", "TH", "LBody")


class Content(msgspec.Struct, array_like=True, tag="c"):
    """A run of marked content: its page in the section, from 0, and its number there."""

    page: int
    mcid: int


class Annotation(msgspec.Struct, array_like=True, tag="a"):
    """One rectangle of a link, in points from the page's lower left corner.

    `words` hold PAGE where the number of the page is said to which the link leads.
    """

    page: int
    rectangle: tuple[float, float, float, float]
    target: str
    words: str


class Tag(msgspec.Struct, array_like=True, tag="t"):
    """A structure element. `page` is the first page of its content, from 0, -1 without any.

    `names` are the ids that it was made from. A header cell has an `id` of its own in its section,
    and a cell names those of its `headers`. `actual` is the text of what its glyphs do not say.
    """

    role: str
    kids: list[Tag | Content | Annotation] = msgspec.field(default_factory=list)
    page: int = -1
    lang: str = ""
    alt: str = ""
    expansion: str = ""
    scope: str = ""
    numbering: str = ""
    spans: tuple[int, int] = (1, 1)
    box: tuple[float, float, float, float] | None = None
    names: list[str] = msgspec.field(default_factory=list)
    id: str = ""
    actual: str = ""
    headers: list[str] = msgspec.field(default_factory=list)

    def walk(self) -> Iterator[Tag]:
        """This tag and all inside it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def contents(self) -> Iterator[Content]:
        """All marked content inside this tag, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.contents()
            elif isinstance(kid, Content):
                yield kid

    def pruned(self) -> Tag:
        """The tag without parts that hold nothing; cells and list bodies may be empty."""
        kids = [kid.pruned() if isinstance(kid, Tag) else kid for kid in self.kids]
        self.kids = [
            kid for kid in kids
            if not isinstance(kid, Tag) or kid.kids or kid.role in MAY_BE_EMPTY
        ]  # fmt: skip
        return self
