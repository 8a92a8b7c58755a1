"""A zine in several layouts → pictures of each, and one page that shows them side by side.

The page opens from the disk in any browser; it fetches nothing but the pictures beside it, and
forbids the rest. It is for editors, so it speaks English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from zinewright.bind.book import Leaf
from zinewright.editions.shelf_picture import drawn_pages
from zinewright.model import Zine

PAGE = "index.html"
MADE = '<meta name="generator" content="Zinewright: layouts">'
POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
DPI = 110
STYLE = """
:root { color-scheme: light dark }
body { font: 1.1rem/1.5 Verdana, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 84rem }
main { display: grid; gap: 3rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 38rem), 1fr)) }
h1, h2 { line-height: 1.2 }
.pages { display: flex; gap: 0.75rem; align-items: flex-start }
.pages img { flex: 1; min-width: 0; width: 30%; height: auto; border: 1px solid; background: white }
.pages img:first-child { margin-right: 0.75rem }
code { font-size: 1.1em }
"""


@dataclass(frozen=True)
class LayoutLook:
    """A zine in one layout: its cover and two facing pages as picture files, with their words.

    `used` says whether it is the layout that the zine has, `pages` how many it has in it.
    """

    layout: str
    description: str
    used: bool
    pages: int
    shown: tuple[tuple[bytes, str], ...]


def look_of(
    zine: Zine, leaves: Sequence[Leaf], pdf: bytes, layout: str, description: str, *, used: bool
) -> LayoutLook:
    """The look of a zine in a layout, from its reading edition and the sections in that."""
    first, title = _first_piece(zine, leaves)
    count = sum(len(leaf.shown) for leaf in leaves)
    facing = [page for page in (first - first % 2, first - first % 2 + 1) if 1 < page <= count]
    numbers = [1, *facing]
    said = [
        f"The cover of “{zine.title}” in the layout {layout}.",
        *(f"Page {page} in the layout {layout}{_begins(page, first, title)}." for page in facing),
    ]
    drawn = drawn_pages(pdf, [number - 1 for number in numbers], DPI)
    return LayoutLook(layout, description, used, count, tuple(zip(drawn, said, strict=True)))


def _first_piece(zine: Zine, leaves: Sequence[Leaf]) -> tuple[int, str]:
    """The page of the file on which the first piece begins, from 1, and its title; a foreword only
    where nothing else stands.
    """
    kinds = {section.name: section.kind for section in zine.sections}
    begins, first = dict[str, tuple[int, str]](), 1
    for leaf in leaves:
        if leaf.matter == "body":
            begins.setdefault(kinds[leaf.name], (first, leaf.title))
        first += len(leaf.shown)
    return begins.get("chapter") or next(iter(begins.values()), (1, ""))


def _begins(page: int, first: int, title: str) -> str:
    return f", on which “{title}” begins" if page == first else ""


def files_of(zine: Zine, looks: Sequence[LayoutLook], command: str) -> dict[str, bytes]:
    """The files by their names: the page, and the pictures that it shows. `command` chooses a
    layout whose name stands behind it.
    """
    files: dict[str, bytes] = {}
    parts = []
    for number, look in enumerate(looks, 1):
        images = []
        for picture, (content, said) in enumerate(look.shown, 1):
            ending = "png" if content.startswith(b"\x89PNG") else "jpg"
            name = f"layout-{number}-{picture}.{ending}"
            files[name] = content
            images.append(f'<img src="{name}" alt="{escape(said)}">')
        parts.append(_part(look, images, command))
    title = escape(f"{zine.title}: its layouts")
    lang = escape(zine.language)
    page = f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
{MADE}
<title>{title}</title><style>{STYLE}</style></head>
<body>
<h1><span lang="{lang}">{escape(zine.title)}</span> in each layout</h1>
<p>The cover, and the two pages where the first piece begins.</p>
<main>
{"".join(parts)}</main>
</body></html>
"""
    return {PAGE: page.encode(), **files}


def _part(look: LayoutLook, images: Sequence[str], command: str) -> str:
    name, said = escape(look.layout), escape(look.description)
    chosen = "This is the layout that it has." if look.used else (
        f"To choose it: <code>{escape(command)} {name}</code>"
    )  # fmt: skip
    return (
        f"<section><h2>{name}</h2>\n<p>{said} {look.pages} pages.</p>\n"
        f'<div class="pages">{"".join(images)}</div>\n<p>{chosen}</p></section>\n'
    )
