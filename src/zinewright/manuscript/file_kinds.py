"""What somebody gave in place of a text or a folder → what it really is, and what to do with it."""

from __future__ import annotations

import io
import re
import shlex
from dataclasses import dataclass
from pathlib import PurePath

from zinewright.problems import Problem

ADDRESS = re.compile(r"(https?|ftps?|feed|gemini):/+(?=[^/])|www\.(?=[^/]+\.[a-z])", re.IGNORECASE)
PAGE = re.compile(rb"\s*(?:<!--[^>]*-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
AS_DOCX = "Open it in a word processor, save it as docx, and bring that in: zine import {}.docx"


@dataclass(frozen=True)
class FileKind:
    """`says` what a file is; `fix` what to do where no importer reads it, "" where one does."""

    says: str
    fix: str = ""

    def remedy(self, path: PurePath) -> str:
        """What to do with one that lies among the posts."""
        if self.fix:
            return self.fix.format(shlex.quote(path.stem), name=path.name)
        return f"Move it out of posts/, then: zine import {shlex.quote(path.name)}"


PICTURE = FileKind(
    "a picture",
    "Put it into images/, and show it in a post: ![what it shows](images/{name})",
)
SOUND = FileKind("a recording", "Put it where people can hear or see it, and link to that")
UNKNOWN = FileKind("no text", "Save its words as plain text in UTF-8")
UTF16 = FileKind("text in UTF-16", "Open it in an editor and save it as UTF-8")
UTF32 = FileKind("text in UTF-32", UTF16.fix)
ODT = FileKind("an OpenDocument file (odt)")
RTF = FileKind("a document in Rich Text Format (RTF)")
DOCX, EPUB = FileKind("a Word document (docx)"), FileKind("an EPUB")
STARTS = (
    (b"%PDF", FileKind("a PDF", "Take the document that it was made from, save it as docx, and "
                       "bring that in: zine import {}.docx")),
    (rb"{\rtf", RTF),
    (b"\xd0\xcf\x11\xe0", FileKind("an old Word document (doc)", AS_DOCX)),
    (b"\x89PNG", PICTURE), (b"\xff\xd8\xff", PICTURE), (b"GIF8", PICTURE), (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE), (b"ID3", SOUND), (b"OggS", SOUND), (b"fLaC", SOUND),
    (b"\x1f\x8b", FileKind("a packed file (gzip)", "Unpack it, and bring in what is in it")),
    (b"7z\xbc\xaf", FileKind("an archive (7z)", "Unpack it, and bring in what is in it")),
    (b"Rar!", FileKind("an archive (RAR)", "Unpack it, and bring in what is in it")),
    (b"\xff\xfe\0\0", UTF32), (b"\0\0\xfe\xff", UTF32), (b"\xff\xfe", UTF16),
    (b"\xfe\xff", UTF16),
)  # fmt: skip
INSIDE = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", FileKind("a spreadsheet", AS_DOCX)),
    ("ppt/presentation.xml", FileKind("a presentation", AS_DOCX)),
    ("Index/Document.iwa", FileKind("a Pages document", AS_DOCX)),
    ("META-INF/container.xml", EPUB),
    ("content.xml", FileKind("an OpenDocument file (odt)", AS_DOCX)),
)


def kind_of(content: bytes) -> FileKind | None:
    """What some bytes are, None where they are plain text or could be."""
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    found = next((kind for start, kind in STARTS if content.startswith(start)), None)
    if found:
        return found
    if content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return PICTURE if content[8:12] == b"WEBP" else SOUND
    if content[4:8] == b"ftyp":
        return PICTURE if content[8:11] in (b"hei", b"mif", b"avi") else SOUND
    zeros = [content[at:1000:2].count(0) for at in (0, 1)]
    if max(zeros) > max(3, len(content[:1000]) / 4) and min(zeros) == 0:
        return UTF16  # without its mark: every second byte of plain letters is nothing
    return UNKNOWN if content[:1000].count(0) > 4 else None


def page_of(content: bytes) -> FileKind | None:
    """Whether some text is a web page as a whole."""
    return FileKind("a web page (HTML)") if PAGE.match(content[:2000]) else None


def _packed(content: bytes) -> FileKind:
    import zipfile

    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError):
        names = set()
    if b"application/vnd.oasis.opendocument.text" in content[:200]:
        return ODT
    found = next((kind for name, kind in INSIDE if name in names), None)
    return found or FileKind("a zip archive")


def address_in(path: str | PurePath) -> str:
    """The web address that stands where a path is wanted, "" where it is none.

    A path has lost one of the slashes behind the colon.
    """
    said = str(path)
    found = ADDRESS.match(said)
    if not found:
        return ""
    return f"{found[1]}://{said[found.end() :]}" if found[1] else said


def not_there(path: PurePath) -> Problem:
    """That there is no file at a path, or that the path is an address."""
    if address := address_in(path):
        return Problem(address, None, "cannot-read", *not_fetched("that"))
    return Problem(str(path), None, "cannot-read", "there is no such file", "Correct its name")


def not_fetched(what: str) -> tuple[str, str]:
    """What is said of an address: what is wrong, and what to do. `what` is wanted in its place."""
    return (
        "this is an address, and nothing is ever fetched from the web",
        f"Save the page or the export as a file first, and name {what}",
    )
