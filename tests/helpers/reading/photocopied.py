"""A page → what a photocopier makes of it, and the words that can still be read there.

A copier prints black or nothing: each point of a page is one of both. What it copies again has been
spread by its lens first. Words are read by Tesseract, from the picture alone.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable

import pikepdf
import pypdfium2
from finished import Finished
from PIL import Image, ImageFilter
from validators import missing

RESOLUTION = 200  # dots an inch
SPREAD = 0.055  # mm, by which a lens blurs what is copied
MIDDLE = 127  # between black and white, of 255
AS_A_PAGE, AS_LOOSE_LINES = "3", "11"  # the second finds lines beside what is in other scripts
PROSE = ("P", "LBody", "TD", "TH", "Note", "FENote", "Caption")
ADDRESS = re.compile(r"\S*(?:[@/]|\.(?:com|example|net|org|uk)\b)\S*")
Block = dict[int, str] | None  # what it says on each of its pages
WORD = re.compile(r"[a-z]{2,}")


def unread(content: bytes, generations: int = 1) -> dict[int, tuple[float, list[str]]]:
    """The pages of a PDF by their numbers: the share of the words of prose that can be read in a
    copy of a copy …, and the words that cannot.
    """
    prose = prose_of(content)
    found = {}
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        wanted = Counter(words(prose.get(number, ())))
        picture = photocopied(page, generations)
        lost = wanted
        for looks in (AS_A_PAGE, AS_LOOSE_LINES) if wanted else ():
            seen = read(picture, looks)
            lost = lost - Counter(words([seen, re.sub(r"[-‐]\s*\n\s*", "", seen)]))
            if not lost:
                break
        found[number] = 1 - lost.total() / max(wanted.total(), 1), sorted(lost)
    return found


def photocopied(page: pypdfium2.PdfPage, generations: int = 1) -> Image.Image:
    """A page in black and white alone."""
    picture = page.render(scale=RESOLUTION / 72, grayscale=True).to_pil()
    for generation in range(generations):
        if generation:
            picture = picture.filter(ImageFilter.GaussianBlur(SPREAD / 25.4 * RESOLUTION))
        picture = picture.point(lambda light: 255 if light > MIDDLE else 0)
    return picture


def read(picture: Image.Image, looks: str = AS_A_PAGE) -> str:
    """What Tesseract reads in a picture of English text, which it looks at in one of its ways."""
    tool = shutil.which("tesseract") or missing("Tesseract", "there is no tesseract on PATH")
    given = io.BytesIO()
    picture.save(given, "PNG")
    done = subprocess.run(
        [tool, "-", "-", "-l", "eng", "--dpi", str(RESOLUTION), "--psm", looks],
        input=given.getvalue(), capture_output=True, check=True, timeout=120,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    return done.stdout.decode()


def words(texts: Iterable[str]) -> list[str]:
    """The words of texts in small letters: no numbers, no signs, and nothing of addresses."""
    return [word for text in texts for word in WORD.findall(ADDRESS.sub(" ", text).lower())]


def prose_of(content: bytes) -> dict[int, list[str]]:
    """The text of each page in paragraphs, lists, notes and tables, a part a block; the cover and
    headings, which may stand on strips and shapes, are none.
    """
    book = Finished(content)
    said: dict[int, list[str]] = {}
    _collect(book, book.pdf.Root.StructTreeRoot.K[0], None, said)
    said.pop(1, None)
    return said


def _collect(
    book: Finished,
    element: pikepdf.Object,
    block: dict[int, str] | None,
    said: dict[int, list[str]],
) -> None:
    """Add the prose of an element to that of the block it stands in, page by page."""
    role = str(element.S)[1:]
    begins = role in PROSE
    within: Block = {} if begins else block
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            _collect(book, kid, within, said)
        elif within is not None and (
            not isinstance(kid, pikepdf.Dictionary) or kid.Type == pikepdf.Name.MCR
        ):
            place = book.place(kid, element)
            within[place[0]] = within.get(place[0], "") + book.texts[place]
    if begins:
        for page, text in (within or {}).items():
            said.setdefault(page, []).append(text)
