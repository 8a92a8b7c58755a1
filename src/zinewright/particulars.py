"""What a zine is called, by whom and how it is made: one value from `zine.toml` to every edition.

A key that readers meet is a field here, with how long its text may be, and words where it is shown.
The recipe has these fields and more of its own, the zine carries them, editions read them.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec


def at_most(number: int) -> msgspec.Meta:
    """A text of so many letters, or a list of so many items."""
    return msgspec.Meta(max_length=number)


class LargePrint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The large-print edition: the size of its letters in points.

    From 16 on print counts as large (UKAAF G003, Creating clear print and large print documents).
    """

    size: Annotated[float, msgspec.Meta(ge=16, le=28)] = 18


class Cover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture in the place of the drawing on the cover: its file, what it shows in words, and who
    made it. Another `seed` lets the layout draw another cover for the same title.
    """

    picture: Annotated[str, at_most(200)] = ""
    alt: Annotated[str, at_most(1_000)] = ""
    credit: Annotated[str, at_most(300)] = ""
    seed: Annotated[int, msgspec.Meta(ge=0, le=999_999)] = 0


class Centre(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands over the two middle pages of the booklet: a picture, what it shows in words, who
    made it, and a text below it; or a text alone.
    """

    picture: Annotated[str, at_most(200)] = ""
    alt: Annotated[str, at_most(1_000)] = ""
    credit: Annotated[str, at_most(300)] = ""
    text: Annotated[str, at_most(600)] = ""


class BackCover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last page: whether there is one, and what it says of the zine in place of its
    description."""

    text: Annotated[str, at_most(600)] = ""
    show: Literal["yes", "no"] = "yes"


class Print(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the booklet and the pocket zine are printed: on which paper, scaled or not, in which ink.

    `inks` names those of a riso printer, each of which gets a file of its own.
    """

    paper: str = "A4"
    scale: Literal["true", "fit"] = "true"
    ink: Literal["colour", "black", "riso"] = "colour"
    inks: tuple[str, ...] = ()

    @property
    def scaling(self) -> Literal[1, "fit"]:
        """1, or "fit" to make pages as large as the paper takes."""
        return 1 if self.scale == "true" else "fit"


class Particulars(msgspec.Struct, frozen=True, kw_only=True):
    """What is printed of a zine as a whole, and what holds for all of its editions.

    `accent` is the colour of headings and rules in place of the layout's own, as `#a1b2c3`.
    `date` is the day printed, `regions` are those whose readers it serves, `website` is where it
    can be had, `price` what it costs. `front_pages` is how the pages before the posts are counted,
    `pdf_standard` which part of PDF/UA its PDFs keep. `page` is the size of its
    pages, "" for the one of which its paper takes two.
    """

    title: Annotated[str, at_most(300)]
    date: datetime.date
    subtitle: Annotated[str, at_most(500)] = ""
    authors: Annotated[tuple[Annotated[str, at_most(200)], ...], at_most(300)] = ()
    language: str = "en"
    licence: Annotated[str, at_most(1_000)] = ""
    identifier: Annotated[str, at_most(300)] = ""
    publisher: Annotated[str, at_most(300)] = ""
    description: Annotated[str, at_most(5_000)] = ""
    contact: Annotated[str, at_most(500)] = ""
    website: Annotated[str, at_most(500)] = ""
    price: Annotated[str, at_most(100)] = ""
    regions: tuple[str, ...] = ()
    front_pages: Literal["arabic", "roman"] = "arabic"
    large_print: LargePrint = LargePrint()
    pdf_standard: Literal["ua-1", "ua-2"] = "ua-1"
    print: Print = Print()
    page: Annotated[str, at_most(40)] = ""
    cover: Cover = Cover()
    centre: Centre = Centre()
    back_cover: BackCover = BackCover()
    accent: Annotated[str, at_most(7)] = ""

    @property
    def has_back_cover(self) -> bool:
        """Whether its last page says in short what it is."""
        return self.back_cover.show == "yes"
