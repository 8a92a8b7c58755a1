"""The JSON of Wix’ editor (Ricos) → HTML, and what of it does not come along.

https://dev.wix.com/docs/ricos/api-reference/ricos-document
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

BLOCKS = {
    "PARAGRAPH": "p", "BLOCKQUOTE": "blockquote", "BULLETED_LIST": "ul", "ORDERED_LIST": "ol",
    "LIST_ITEM": "li", "CODE_BLOCK": "pre", "TABLE": "table", "TABLE_ROW": "tr",
    "TABLE_CELL": "td",
}  # fmt: skip
SIGNS = {"BOLD": "strong", "ITALIC": "em", "STRIKETHROUGH": "del"}
OPEN = frozenset(("CAPTION", "COLLAPSIBLE_LIST", "COLLAPSIBLE_ITEM", "COLLAPSIBLE_ITEM_TITLE",
                  "COLLAPSIBLE_ITEM_BODY", "LAYOUT", "LAYOUT_CELL", ""))  # fmt: skip
DEEPEST = 60


def html_of_ricos(read: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """A document as HTML."""
    left: dict[str, None] = {}
    return _nodes(read.get("nodes"), left, 0), tuple(left)


def _nodes(nodes: object, left: dict[str, None], depth: int) -> str:
    found = nodes if isinstance(nodes, list) and depth < DEEPEST else []
    if nodes and depth >= DEEPEST:
        left["all that is nested too deeply"] = None
    return "".join(_node(node, left, depth) for node in found if isinstance(node, dict))


def _node(node: Mapping[str, object], left: dict[str, None], depth: int) -> str:
    kind = str(node.get("type", ""))
    inside = _nodes(node.get("nodes"), left, depth + 1)
    if kind == "TEXT":
        return _text(_in(node, "textData"))
    if kind in BLOCKS:
        return f"<{BLOCKS[kind]}>{inside}</{BLOCKS[kind]}>"
    if kind == "HEADING":
        level = _in(node, "headingData").get("level")
        number = level if isinstance(level, int) and 0 < level < 7 else 2
        return f"<h{number}>{inside}</h{number}>"
    if kind == "IMAGE":
        return _image(_in(node, "imageData")) + inside
    if kind == "DIVIDER":
        return "<hr>"
    for data in ("videoData", "linkPreviewData", "embedData", "audioData", "buttonData"):
        address = _address(_in(node, data))
        if address:
            return f'<p><a href="{escape(address)}">{escape(address)}</a></p>{inside}'
    if kind not in OPEN:
        left[f"a block of the kind “{kind.lower()[:40]}”"] = None
    return inside


def _text(data: Mapping[str, object]) -> str:
    words = escape(str(data.get("text", "")))
    said = data.get("decorations")
    for each in said if isinstance(said, list) else ():
        kind = str(each.get("type", "")) if isinstance(each, dict) else ""
        off = kind == "BOLD" and each.get("fontWeightValue") == 400
        if kind in SIGNS and words.strip() and not off:
            words = f"<{SIGNS[kind]}>{words}</{SIGNS[kind]}>"
        elif kind == "LINK":
            address = _in(_in(each, "linkData"), "link").get("url")
            words = f'<a href="{escape(str(address))}">{words}</a>' if address else words
    return words.replace("\n", "<br>")


def _image(data: Mapping[str, object]) -> str:
    source = _in(_in(data, "image"), "src")
    address = str(source.get("url") or "")
    if not address and source.get("id"):
        address = f"https://static.wixstatic.com/media/{source['id']}"
    alt, caption = str(data.get("altText") or ""), str(data.get("caption") or "")
    told = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(address)}" alt="{escape(alt)}">{told}</figure>'


def _address(data: Mapping[str, object]) -> str:
    """The address in some of the many places where blocks keep one."""
    for place in (_in(_in(data, "video"), "src"), _in(data, "link"), _in(_in(data, "audio"), "src"),
                  data):  # fmt: skip
        said = place.get("url") or place.get("src")
        if isinstance(said, str) and said.startswith("http"):
            return said
    return ""


def _in(read: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = read.get(name)
    return found if isinstance(found, dict) else {}
