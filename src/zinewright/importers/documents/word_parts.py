"""A Word document → the same with what mammoth passes over put where it reads it, and what is left.

Text boxes without a fallback, fields, runs of another direction, ruby and formulas hold words;
whole documents lie inside as `altChunk` (ECMA-376 §17.17.2.1). Hidden text, changes and remarks are
told of.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping

from lxml import etree

from zinewright.body import Element, text_of
from zinewright.importers.common.archive import Files, within
from zinewright.importers.common.escaping import cleaned
from zinewright.importers.common.trees import decoded, local, read_html, read_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
UNWRAPPED = ("fldSimple", "dir", "bdo", "rubyBase", "ruby", "subDoc", "smartTagPr")
CHUNK = "zine-chunk-{}-here"
GONE = {
    "chart": "a chart",
    "relIds": "a drawing of Word (SmartArt)",
    "OLEObject": "an object that is embedded",
    "ink": "a drawing by hand",
    "contentPart": "a drawing by hand",
}
MOST_SHOWN = 8  # words
NEAR, MOST_SEARCHES = 50_000, 300  # letters behind the last paragraph; searches in all the text


def completed(content: bytes, files: Files) -> tuple[bytes, dict[str, Element], tuple[str, ...]]:
    """The document with all its words in reach, the chunks in it by their marks, and what is left.

    It is packed anew only where something had to change.
    """
    left: Counter[str] = Counter()
    chunks: dict[str, Element] = {}
    changed: dict[str, bytes] = {}
    for path in TEXTS:
        root = read_xml(files[path])[0] if path in files else None
        if root is None:
            continue
        if _mended(root, path, files, left, chunks):
            changed[path] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    _around(files, left)
    told = tuple(what if count == 1 else f"{count} × {what}" for what, count in left.items())
    return (_packed(files, changed) if changed else content), chunks, told


def missing(files: Files, told: str) -> tuple[int, str]:
    """How many paragraphs have not arrived in a text, and the first words of the first of them."""
    arrived = _letters(told)
    count, first, at, searches = 0, "", 0, 0
    for path in TEXTS:
        root = read_xml(files[path])[0] if path in files else None
        for each in root.iter(f"{{{W}}}p") if root is not None else ():
            words = _words_of(each)
            letters = _letters(words)
            if not letters:
                continue
            found = arrived.find(letters, at, at + NEAR)
            if found < 0 and searches < MOST_SEARCHES:
                searches, found = searches + 1, arrived.find(letters)
            if found < 0:
                count, first = count + 1, first or " ".join(words.split()[:MOST_SHOWN])
            else:
                at = found + len(letters)
    return count, first


def _letters(text: str) -> str:
    """The letters of a text alone: marks of notes and spaces differ from program to program."""
    return re.sub(r"[\W\d_]+", "", cleaned(text))


def _words_of(paragraph: Element) -> str:
    """What a paragraph itself says; "" of one with readings of its signs, whose order changes."""
    said = []
    for text in paragraph.iter(f"{{{W}}}t"):
        around = list(text.iterancestors())
        names = {local(above) for above in around}
        run = next((above for above in around if local(above) == "r"), None)
        hidden = run is not None and next(run.iter(f"{{{W}}}vanish"), None) is not None
        if "ruby" in names:
            return ""
        own = next(above for above in around if local(above) == "p") is paragraph
        if own and not hidden and not names & {"del", "moveFrom", "Fallback"}:
            said.append(text.text or "")
    return "".join(said)


def _mended(
    root: Element, path: str, files: Files, left: Counter[str], chunks: dict[str, Element]
) -> bool:
    """Whether something in a part of a document had to be put elsewhere."""
    changes = [_unhidden(root, left), _boxes(root), _formulas(root, left), _ruby(root)]
    changes += [_unwrapped(el) for el in list(root.iter("*")) if local(el) in UNWRAPPED]
    for el in list(root.iter("*")):
        if local(el) == "altChunk":
            changes.append(_chunk(el, path, files, left, chunks))
        elif local(el) in GONE:
            left[GONE[local(el)]] += 1
        elif local(el) == "del" and any(text_of(t) for t in el.iter("{*}delText")):
            left["what was struck out in tracked changes"] += 1
    return any(changes)


def _unhidden(root: Element, left: Counter[str]) -> bool:
    """Take out runs that nobody sees."""
    hidden = [mark for mark in root.iter(f"{{{W}}}vanish") if mark.get(f"{{{W}}}val", "1") not in
              ("0", "false")]  # fmt: skip
    found = False
    for mark in hidden:
        run = next((el for el in mark.iterancestors() if local(el) in ("r", "pPr")), None)
        if run is not None and local(run) == "r" and text_of(run):
            left["hidden text"] = 1
            _out(run)
            found = True
    return found


def _boxes(root: Element) -> bool:
    """Text boxes for which there is nothing that older programs could show in their place."""
    found = False
    for alternate in list(root.iter("{*}AlternateContent")):
        fallback = next((el for el in alternate if local(el) == "Fallback"), None)
        if fallback is not None and any(text_of(t) for t in fallback.iter(f"{{{W}}}t")):
            continue
        choice = next((el for el in alternate if local(el) == "Choice"), None)
        boxes = [] if choice is None else [*choice.iter(f"{{{W}}}txbxContent")]
        if boxes or fallback is None:
            inside = boxes or ([] if choice is None else list(choice))
            for each in reversed(inside):
                alternate.addnext(each)
            _out(alternate)
            found = True
    for drawing in list(root.iter(f"{{{W}}}drawing")):
        if not any(local(above) == "AlternateContent" for above in drawing.iterancestors()):
            for box in list(drawing.iter(f"{{{W}}}txbxContent")):
                drawing.addnext(box)
                found = True
    return found


def _formulas(root: Element, left: Counter[str]) -> bool:
    found = False
    for formula in list(root.iter("{*}oMath")):
        run = etree.Element(f"{{{W}}}r")
        text = etree.SubElement(run, f"{{{W}}}t")
        text.text = "".join(t.text or "" for t in formula.iter("{*}t"))
        left["the shape of a formula, of which the letters come: look at it"] += 1
        above = formula.getparent()
        holder = formula
        if above is not None and local(above) == "oMathPara":
            holder = above
        holder.addprevious(run)
        _out(formula)
        found = True
    return found


def _ruby(root: Element) -> bool:
    """Readings of signs stand behind them in brackets."""
    found = False
    for reading in list(root.iter(f"{{{W}}}rt")):
        said = "".join(t.text or "" for t in reading.iter(f"{{{W}}}t"))
        run = etree.Element(f"{{{W}}}r")
        etree.SubElement(run, f"{{{W}}}t").text = f"({said})"
        ruby = reading.getparent()
        if ruby is not None:
            ruby.append(run)
            _out(reading)
            found = True
    return found


def _unwrapped(element: Element) -> bool:
    """Put what an element holds in its place; runs in a run are let out of it."""
    above = element.getparent()
    if above is None:
        return False
    place = above if local(above) == "r" and local(element) in ("ruby", "rubyBase") else element
    for child in list(element):
        place.addprevious(child)
    _out(element)
    return True


def _chunk(
    el: Element, path: str, files: Files, left: Counter[str], chunks: dict[str, Element]
) -> bool:
    """A document that lies inside another: its place is marked, and what it holds is kept."""
    target = _relations(path, files).get(el.get(f"{{{R}}}id", ""), "")
    inside = _opened(files.get(target, b"")) if target else None
    if inside is None:
        left[f"a document that lies inside ({target or 'which is not there'})"] += 1
        return False
    mark = CHUNK.format(len(chunks))
    chunks[mark] = inside
    paragraph = etree.Element(f"{{{W}}}p")
    run = etree.SubElement(paragraph, f"{{{W}}}r")
    etree.SubElement(run, f"{{{W}}}t").text = mark
    el.addprevious(paragraph)
    _out(el)
    return True


def _opened(content: bytes) -> Element | None:
    """What a document inside another holds, as HTML; None where nothing here reads it."""
    if content.startswith(b"PK"):
        return _opened_word(content)
    if content.startswith(b"{\\rtf"):
        from zinewright.importers.documents.rtf import Reader

        return read_html(Reader().read(content))[0]
    text = decoded(content)
    if content.lstrip()[:1] == b"<":
        return read_html(text)[0]
    if "MIME-Version:" in text[:2000] or b"\0" in content[:1000] or not text.strip():
        return None
    root = etree.Element("body")
    for part in cleaned(text).split("\n\n"):
        etree.SubElement(root, "p").text = part
    return root


def _opened_word(content: bytes) -> Element | None:
    """The words of a Word document inside, paragraph by paragraph."""
    from zinewright.importers.common.archive import zipped
    from zinewright.problems import ZineError

    try:
        root, _ = read_xml(zipped(content, "inside").get(TEXTS[0], b""))
    except ZineError:
        return None
    if root is None:
        return None
    made = etree.Element("body")
    for each in root.iter(f"{{{W}}}p"):
        said = "".join(t.text or "" for t in each.iter(f"{{{W}}}t") if not _is_struck(t))
        etree.SubElement(made, "p").text = cleaned(said)
    return made


def _is_struck(text: Element) -> bool:
    return any(local(above) in ("del", "moveFrom", "Fallback") for above in text.iterancestors())


def _relations(path: str, files: Files) -> Mapping[str, str]:
    folder, _, name = path.rpartition("/")
    root, _ = read_xml(files.get(f"{folder}/_rels/{name}.rels", b""))
    found = {}
    for each in root.iter("{*}Relationship") if root is not None else ():
        if each.get("TargetMode") != "External":
            target = each.get("Target", "")
            place = within(target.lstrip("/")) if target[:1] == "/" else within(target, path)
            found[each.get("Id", "")] = place
    return found


def _around(files: Files, left: Counter[str]) -> None:
    """What stands beside the text: remarks, and the heads and feet of its pages."""
    parts: tuple[tuple[str, str, Callable[[Element], int]], ...] = (
        ("word/comments", "a reviewer’s remark", lambda root: len([*root.iter(f"{{{W}}}comment")])),
        ("word/header", HEADS, lambda root: int(bool(_letters(text_of(root))))),
        ("word/footer", HEADS, lambda root: int(bool(_letters(text_of(root))))),
    )
    for start, what, counted in parts:
        for path in sorted(files):
            name = path.removeprefix(start).removesuffix(".xml")
            if path.startswith(start) and path.endswith(".xml") and (not name or name.isdecimal()):
                root, _ = read_xml(files[path])
                if root is not None and (count := counted(root)):
                    left[what] += count


HEADS = "what stands at the head or foot of every page"


def _packed(files: Files, changed: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path in files:
            archive.writestr(path, changed[path] if path in changed else files[path])
    return made.getvalue()


def _out(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
