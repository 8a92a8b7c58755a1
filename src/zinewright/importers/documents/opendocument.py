"""An OpenDocument text (ODF 1.0 to 1.3, zip or flat XML; LibreOffice, Google Docs) → a post.

What was struck out in tracked changes, remarks, and what stands at the head and foot of each page
stay behind and are told of. Styles are looked up for stress, lists, and the roles of paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from zinewright.body import Element
from zinewright.importers.common.arrived import Arrivals, Arrived, Source, arrivals, unreadable
from zinewright.importers.common.escaping import cleaned
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import day, language, local, read_xml, value
from zinewright.importers.common.within import inside, pictures_of

TYPE = b"application/vnd.oasis.opendocument.text"
DEEPEST = 200
MOST_XML = 50_000_000  # bytes
MARKS = {
    "p": "p", "list": "ul", "list-item": "li", "list-header": "li", "table": "table",
    "table-row": "tr", "table-cell": "td", "numbered-paragraph": "p",
}  # fmt: skip
TOLD = {
    "annotation": "a remark", "tracked-changes": "what was struck out in tracked changes",
    "object": "an object that is embedded: a formula, a chart or a sheet",
    "object-ole": "an object that is embedded", "table-of-content": "a table of contents",
    "alphabetical-index": "an index", "control": "a field to fill in", "forms": "",
    "bibliography": "a bibliography", "user-index": "an index", "illustration-index": "an index",
    "tracked-change": "", "sequence-decls": "", "variable-decls": "",
    "user-field-decls": "", "desc": "", "title": "", "event-listeners": "", "script": "",
}  # fmt: skip
STYLED = {"Title": "title", "Subtitle": "subtitle", "Quotations": "quote", "Quote": "quote",
          "Preformatted_20_Text": "pre", "Source_20_Code": "pre"}  # fmt: skip


@dataclass
class Style:
    """A style by what it means: `role` of a paragraph, signs of stress of a span."""

    parent: str = ""
    signs: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    role: str = ""


@dataclass
class Document:
    """What is known while a document is read, and what was found in it."""

    styles: dict[str, Style] = field(default_factory=dict)
    ordered: dict[str, bool] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    title: list[str] = field(default_factory=list)
    subtitle: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


def is_opendocument(source: Source) -> bool:
    if source.files:
        return "content.xml" in source.files and _type(source).startswith(TYPE)
    return b"office:document" in source.head and TYPE in source.content[:10_000]


def _type(source: Source) -> bytes:
    if "mimetype" in source.files:
        return source.files["mimetype"][:100].strip()
    return TYPE if b"office:text" in source.files["content.xml"][:200_000] else b""


def posts_in_opendocument(source: Source) -> Arrivals:
    """The document as one post. Raises `ZineError` where it is broken, locked or too large."""
    parts = [source.content] if not source.files else []
    for name in ("content.xml", "styles.xml", "meta.xml"):
        if name in source.files and source.files.sizes[name] <= MOST_XML:
            parts.append(source.files[name])
    trees = [root for root, _ in map(read_xml, parts) if root is not None]
    text = next((el for root in trees for el in root.iter("*") if local(el) == "text"
                 and "office" in str(el.tag)), None)  # fmt: skip
    if text is None:
        locked = b"encryption-data" in source.files.get("META-INF/manifest.xml", b"")
        what = "the document is locked with a password" if locked else "the document is broken"
        raise unreadable(source, what, "Open it in a word processor, and save it anew")
    document = Document()
    for root in trees:
        _learn(root, document)
    made = re.sub(r"</pre>\s*<pre>", "\n", "".join(_blocks(text, document, 0)))
    said = _said_of_itself(trees)
    base = "content.xml"
    reading = HtmlReading(inside(base), language(said.get("language")),
                      pictures_of(source.files, base, source.picture))  # fmt: skip
    reading.dropped.update(document.left)
    converted = Converted(made, reading, document.notes)
    if not converted.text.strip():
        raise unreadable(source, "the document has no words", "Leave it out")
    stem = source.name.rpartition("/")[2].rpartition(".")[0]
    title = " ".join(document.title) or said.get("title", "") or stem
    post = Arrived(
        title=title,
        text=converted.text,
        date=day(said.get("creation-date", "")),
        language=reading.language,
        summary=" ".join(document.subtitle),
        dropped=converted.dropped,
        images=converted.images,
    )
    return arrivals([post], {})


def _said_of_itself(trees: list[Element]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for root in trees:
        for el in root.iter("*"):
            if local(el) == "meta" and len(el):
                for name in ("title", "language", "creation-date"):
                    found.setdefault(name, value(el, name))
            elif local(el) == "text-properties" and "language" not in found:
                tongue, country = _of(el, "language"), _of(el, "country")
                if tongue not in ("", "none", "zxx"):
                    found["language"] = f"{tongue}-{country}" if len(country) == 2 else tongue
    return found


def _of(element: Element, name: str) -> str:
    """An attribute by its local name."""
    return next((said for key, said in element.attrib.items()
                 if str(key).rpartition("}")[2].rpartition(":")[2] == name), "")  # fmt: skip


# --- styles


def _learn(root: Element, document: Document) -> None:
    """What the styles of a tree mean."""
    for el in root.iter("*"):
        if local(el) == "style":
            name, parent = _of(el, "name"), _of(el, "parent-style-name")
            known = Style(parent, role=STYLED.get(name, ""))
            for child in el:
                if local(child) == "text-properties":
                    known.signs, known.unsigned = _signs(child)
            document.styles[name] = known
        elif local(el) == "list-style":
            levels = [child for child in el if "list-level-style" in local(child)]
            first = [c for c in levels if _of(c, "level") in ("", "1")][:1]
            numbered = first and local(first[0]).endswith("number")
            document.ordered[_of(el, "name")] = bool(numbered and _of(first[0], "num-format"))
    around = [el for el in root.iter("*") if "style" in str(el.tag) and _is_around(local(el))]
    if any(re.search(r"[^\W\d_]", "".join(el.itertext())) for el in around):  # no number alone
        document.left["what stands at the head or foot of every page"] = 1


def _is_around(name: str) -> bool:
    return name.removesuffix("-left").removesuffix("-first") in ("header", "footer")


def _signs(properties: Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
    said = {
        "strong": (_of(properties, "font-weight"), ("bold", "600", "700", "800", "900")),
        "em": (_of(properties, "font-style"), ("italic", "oblique")),
        "del": (_of(properties, "text-line-through-style"), ("solid", "dash", "dotted", "wave")),
    }
    place = _of(properties, "text-position").split(" ")[0]
    raised = "sup" if place == "super" or place[:1].isdigit() and place != "0%" else ""
    sunk = "sub" if place == "sub" or place[:1] == "-" else ""
    on = [tag for tag, (value_, wanted) in said.items() if value_ in wanted]
    off = [tag for tag, (value_, wanted) in said.items() if value_ and value_ not in wanted]
    return (*on, *filter(None, (raised, sunk))), tuple(off)


def _meant(name: str, document: Document) -> tuple[tuple[str, ...], str]:
    """The signs of stress and the role that a style has, or one that it is based on."""
    signs: list[str] = []
    off: set[str] = set()
    role, seen = "", 0
    while name in document.styles and seen < 20:
        style = document.styles[name]
        signs += [sign for sign in style.signs if sign not in off and sign not in signs]
        off |= set(style.unsigned)
        role = role or style.role
        name, seen = style.parent, seen + 1
    return tuple(signs), role or STYLED.get(name, "")


# --- the text


def _blocks(element: Element, document: Document, depth: int) -> Iterator[str]:
    """The HTML of what stands inside an element, blocks and lines alike."""
    if depth > DEEPEST:
        yield escape(" ".join(element.itertext()))
        return
    yield escape(cleaned(element.text or ""))
    for child in element:
        if isinstance(child.tag, str):
            yield from _one(child, local(child), document, depth + 1)
        yield escape(cleaned(child.tail or ""))


def _one(el: Element, name: str, document: Document, depth: int) -> Iterator[str]:
    if name in TOLD and not (name == "title" and "text" in str(el.tag)):  # which is a field
        if TOLD[name]:
            document.left[TOLD[name]] += 1
    elif name == "ruby-text":
        yield f" ({escape(' '.join(el.itertext()))}) "
    elif name == "h":
        level = _of(el, "outline-level")
        number = min(6, int(level)) if level.isdecimal() and len(level) < 3 else 1
        yield from (f"<h{number or 1}>", *_blocks(el, document, depth), f"</h{number or 1}>")
    elif name == "p":
        yield from _paragraph(el, document, depth)
    elif name == "list":
        yield from _list(el, document, depth)
    elif name in ("span", "a", "note", "image", "frame", "s", "tab", "line-break"):
        yield from _phrase(el, name, document, depth)
    elif name == "covered-table-cell":
        return
    elif name in MARKS:
        mark = MARKS[name]
        spans = "".join(f' {key}="{int(_of(el, said))}"' for key, said in (
            ("colspan", "number-columns-spanned"), ("rowspan", "number-rows-spanned"))
            if _of(el, said).isdecimal() and len(_of(el, said)) < 4)  # fmt: skip
        yield from (f"<{mark}{spans}>", *_blocks(el, document, depth), f"</{mark}>")
    elif name == "table-header-rows":
        inside = "".join(_blocks(el, document, depth))
        yield inside.replace("<td", "<th").replace("</td>", "</th>")
    elif name == "section":
        yield from ("<div>", *_blocks(el, document, depth), "</div>")
    else:
        yield from _blocks(el, document, depth)


def _paragraph(el: Element, document: Document, depth: int) -> Iterator[str]:
    signs, role = _meant(_of(el, "style-name"), document)
    words = "".join(_blocks(el, document, depth))
    plain = " ".join("".join(el.itertext()).split())
    if role in ("title", "subtitle") and plain and "<" not in words:
        (document.title if role == "title" else document.subtitle).append(plain)
        return
    if role == "pre":
        yield f"<pre>{words}</pre>"
        return
    for sign in signs if plain else ():
        words = f"<{sign}>{words}</{sign}>"
    yield f"<blockquote><p>{words}</p></blockquote>" if role == "quote" else f"<p>{words}</p>"


def _list(el: Element, document: Document, depth: int) -> Iterator[str]:
    """A list, whose style says whether it has numbers; one inside another says so of itself."""
    above = next((a for a in el.iterancestors() if local(a) == "list"), None)
    style = _of(el, "style-name") or (_of(above, "style-name") if above is not None else "")
    mark = "ol" if document.ordered.get(style) else "ul"
    start = next((_of(child, "start-value") for child in el), "")
    begins = f' start="{start}"' if start.isdecimal() and len(start) < 5 and mark == "ol" else ""
    yield from (f"<{mark}{begins}>", *_blocks(el, document, depth), f"</{mark}>")


def _phrase(el: Element, name: str, document: Document, depth: int) -> Iterator[str]:
    if name == "s":
        count = _of(el, "c")
        yield "\u00a0" * (min(int(count), 100) if count.isdecimal() and len(count) < 4 else 1)
    elif name in ("tab", "line-break"):
        yield " " if name == "tab" else "<br>"
    elif name == "span":
        signs, _ = _meant(_of(el, "style-name"), document)
        opened = "".join(f"<{sign}>" for sign in signs)
        closed = "".join(f"</{sign}>" for sign in reversed(signs))
        yield from (opened, *_blocks(el, document, depth), closed)
    elif name == "a":
        yield from (f'<a href="{escape(_of(el, "href"))}">', *_blocks(el, document, depth), "</a>")
    elif name == "note":
        yield _note(el, document, depth)
    else:
        yield from _frame(el, name, document, depth)


def _note(el: Element, document: Document, depth: int) -> str:
    held = next((child for child in el if local(child) == "note-body"), None)
    number = f"note-{len(document.notes)}"
    document.notes[number] = ""  # its place: a note may hold another
    document.notes[number] = "".join(_blocks(held, document, depth)) if held is not None else ""
    return f'<sup data-fn="{number}"></sup>'


def _frame(el: Element, name: str, document: Document, depth: int) -> Iterator[str]:
    """A picture with the words that stand in its place, or a box of text."""
    if name == "image":
        above = el.getparent()
        words = [] if above is None else [value(above, "title"), value(above, "desc")]
        alt = escape(": ".join(dict.fromkeys(filter(None, words))))
        held = next((child.text or "" for child in el if local(child) == "binary-data"), "")
        if held:
            form = "jpeg" if held.lstrip()[:4] == "/9j/" else "png"
            packed = escape("".join(held.split()))
            yield f'<img src="data:image/{form};base64,{packed}" alt="{alt}">'
        else:
            yield f'<img src="{escape(_of(el, "href"))}" alt="{alt}">'
        return
    pictures = [child for child in el if local(child) == "image"]
    for child in el:
        if isinstance(child.tag, str) and (child not in pictures or child is pictures[0]):
            yield from _one(child, local(child), document, depth + 1)
