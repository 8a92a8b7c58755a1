"""A post's text as readers meet it: paragraph by paragraph, each with its lines in the file.

What reads a post for its meaning (content notes, safe messaging, numbers that are out of date)
reads this, so that wrapped lines, marks and addresses do not stand in its way.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["heading", "paragraph", "item", "cell", "caption", "note", "code"]


@dataclass(frozen=True)
class Paragraph:
    """A block of text with single spaces. `starts` are (offset in the text, line in the file).

    The first offset is 0; lines count from 1. `quoted` says that it stands in a quotation.
    """

    text: str
    starts: tuple[tuple[int, int], ...] = ((0, 1),)
    kind: ParagraphKind = "paragraph"
    quoted: bool = False

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.starts[0][1]

    def line_at(self, offset: int) -> int:
        """The line that holds the character at an offset."""
        return self.starts[bisect.bisect_right(self.starts, (offset, 1 << 60)) - 1][1]
