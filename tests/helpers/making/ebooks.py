"""A zine made as EPUB, and unpacked again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from zinewright.editions.epub.package import epub

STYLE = (Path(__file__).parents[3] / "layouts/plain/epub.css").read_text("utf-8")
COVER = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 3"><path d="M0 0H2V3Z"/></svg>'
NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
}


def made(a_zine):
    """The bytes of the edition."""
    return epub(a_zine, COVER, STYLE, {picture.name: picture for picture in a_zine.pictures})


def unpacked(a_zine):
    """The files of the edition by their names inside the package folder."""
    with zipfile.ZipFile(io.BytesIO(made(a_zine))) as packed:
        return {name.removeprefix("EPUB/"): packed.read(name) for name in packed.namelist()}


def one(files, name):
    return etree.fromstring(files[name])
