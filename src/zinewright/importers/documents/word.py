"""A Word document (docx, ECMA-376; from Word, LibreOffice or Google Docs) → a post, by mammoth.

Comments of reviewers, deleted and hidden text stay behind, and are told of. Who saved a document is
not taken for its author: people write under other names than their computers know.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from zinewright.body import Element, text_of
from zinewright.importers.common.archive import Files
from zinewright.importers.common.arrived import Arrivals, Arrived, Source, arrivals, unreadable
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import (
    day,
    drop_tree,
    having,
    language,
    read_html,
    read_xml,
    value,
)
from zinewright.importers.common.within import inside, pictures_of
from zinewright.importers.documents.word_parts import completed, missing

DOCUMENT = "word/document.xml"
MOST_XML = 30_000_000  # bytes of XML; mammoth holds all of it as objects
STYLES = """
p[style-name='Title'] => h1.zine-title:fresh
p[style-name='Subtitle'] => p.zine-subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Caption'] => p.zine-caption:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
r[style-name='Strong'] => strong
r[style-name='Emphasis'] => em
strike => del
"""


def is_word(source: Source) -> bool:
    return DOCUMENT in source.files


def posts_in_word(source: Source) -> Arrivals:
    """The document as one post. Raises `ZineError` where it is broken or too large."""
    xml = [path for path in source.files if path.endswith((".xml", ".rels"))]
    if sum(source.files.sizes[path] for path in xml) > MOST_XML:
        what = f"the document has more than {MOST_XML // 10**6} MB of text"
        raise unreadable(source, what, "Make several documents of it")
    if any(b"<!DOCTYPE" in source.files[path] or b"<!ENTITY" in source.files[path] for path in xml):
        what = "the document defines entities, which no Word document does"
        raise unreadable(source, what, "Save it in Word again")
    whole, chunks, left = completed(source.content, source.files)
    content, messages = _by_mammoth(replace(source, content=whole))
    root, _ = read_html(content)
    _put_chunks(root, chunks)
    lost = missing(source.files, "".join(f"{piece} " for piece in root.itertext()))
    title, subtitle = _taken(root, "zine-title"), _taken(root, "zine-subtitle")
    heads = [el for el in root.iter("h1") if text_of(el)]
    if not title and len(heads) == 1:
        title = text_of(heads[0])
        drop_tree(heads[0])
    _caption_pictures(root)
    core, _ = read_xml(source.files.get("docProps/core.xml", b""))
    said = {name: value(core, name) for name in ("title", "language")} if core is not None else {}
    tongue = language(said.get("language"))
    reading = HtmlReading(
        inside(DOCUMENT), tongue, pictures_of(source.files, DOCUMENT, source.picture)
    )
    converted = Converted(root, reading)
    if not converted.text.strip():
        raise unreadable(source, "the document has no words", "Leave it out")
    stem = source.name.rpartition("/")[2].rpartition(".")[0]
    post = Arrived(
        title=title or said.get("title", "") or stem,
        text=converted.text,
        date=day(value(core, "created") if core is not None else ""),
        language=tongue,
        summary=subtitle,
        dropped=(*converted.dropped, *messages, *left, *_lost(*lost)),
        images=converted.images,
    )
    return arrivals([post], {})


def _lost(count: int, words: str) -> list[str]:
    what = "a paragraph that stands" if count == 1 else f"{count} paragraphs that stand"
    return [f"{what} where nothing reads it: “{words} …”"] * bool(count)


def _put_chunks(root: Element, chunks: Mapping[str, Element]) -> None:
    """Put the documents that lay inside where their marks stand."""
    for place in [el for el in root.iter("p") if text_of(el) in chunks]:
        held = chunks[text_of(place)]
        held.tag = "div"
        above = place.getparent()
        if above is not None:
            above.replace(place, held)


def _by_mammoth(source: Source) -> tuple[str, tuple[str, ...]]:
    """The document as HTML, and what mammoth says that it cannot tell."""
    import mammoth

    paths = _media(source.files)

    def by_path(image: Any) -> Mapping[str, str]:  # mammoth has no types
        try:
            with image.open() as file:
                return {"src": paths.get(hashlib.sha256(file.read()).hexdigest(), "")}
        except Exception:  # one that lies outside of the document, which mammoth does not open
            return {"src": ""}

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(source.content), style_map=STYLES,
            convert_image=mammoth.images.img_element(by_path), external_file_access=False,
        )  # fmt: skip
    except Exception as error:  # whatever is wrong in it, mammoth says in its own ways
        what, fix = f"the document is broken ({type(error).__name__})", "Save it in Word again"
        raise unreadable(source, what, fix) from None
    said = dict.fromkeys(str(m.message) for m in made.messages if "nrecognised" not in m.message)
    return str(made.value), tuple(said)


def _media(files: Files) -> dict[str, str]:
    """Where the pictures of a document are, by what is in them; none is read that is too large."""
    known = {}
    for path in files:
        if not path.endswith((".xml", ".rels")):
            known[hashlib.sha256(files[path]).hexdigest()] = inside(path)
    return known


def _taken(root: Element, name: str) -> str:
    """The words of what has a class, taken out of the text."""
    found = [el for el in having(root, name) if text_of(el)]
    for element in found:
        drop_tree(element)
    return " ".join(text_of(element) for element in found)


def _caption_pictures(root: Element) -> None:
    """A paragraph of the style “Caption” behind a picture or a table becomes its caption."""
    for caption in having(root, "zine-caption"):
        above = caption.getprevious()
        picture = above.find("img") if above is not None and above.tag == "p" else None
        if above is None or not (
            above.tag == "table" or (picture is not None and not text_of(above))
        ):
            continue
        figure = root.makeelement("figure", {})
        parent = above.getparent()
        assert parent is not None
        parent.replace(above, figure)
        figure.append(above if above.tag == "table" else picture)  # type: ignore[arg-type]
        caption.tag = "figcaption"
        figure.append(caption)
