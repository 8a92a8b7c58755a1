"""What stands inside a line of HTML → Markdown: stress, links, code, pictures, other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from zinewright.body import Element, is_address
from zinewright.importers.common.arrived import Image, nothing
from zinewright.importers.common.escaping import (
    ADDRESS,
    BREAK,
    bracketed,
    code,
    destination,
    inline,
)
from zinewright.importers.common.trees import language
from zinewright.importers.common.within import INSIDE, Unclear, inlined
from zinewright.languages.tags import is_part_of
from zinewright.prose.figures import NO_WORDS

GONE = frozenset(
    (
        "script style form input button select textarea noscript template svg math link meta head "
        "title frameset frame applet base"
    ).split()
)
UNSEEN = re.compile(r"(?i)\b(?:display\s*:\s*none|visibility\s*:\s*hidden)")
EMBEDS = {
    "iframe": "embed",
    "video": "video",
    "audio": "audio",
    "embed": "embed",
    "object": "embed",
}
STRESS = {
    "em": "*", "i": "*", "cite": "*", "dfn": "*", "var": "*",
    "strong": "**", "b": "**", "del": "~~", "s": "~~", "strike": "~~",
}  # fmt: skip
RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
LONGEST_PHRASE, DEEPEST, MOST_ALT = 450, 120, 200
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?)\Z", re.IGNORECASE)


@dataclass
class HtmlReading:
    """What is known while HTML is read, and what was found; `dropped` counts what was left out.

    `image` finds the picture of an address, `base` is the address of the post. `cited` has the
    number of each note that was met, `terms` the long forms of abbreviations.
    """

    base: str = ""
    language: str = ""
    image: Callable[[str], Image | None] = nothing
    cited: dict[str, str] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    terms: dict[str, str] = field(default_factory=dict)
    images: dict[str, Image] = field(default_factory=dict)


def squeezed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def joined(parts: list[str]) -> str:
    """Pieces of a line, one behind the other; where two signs of stress meet, they become one."""
    made = [""]
    for part in filter(None, parts):
        last = made[-1]
        sign = next((s for s in ("**", "*", "~~") if last.endswith(s) and part.startswith(s)), "")
        if sign and not last.endswith(f"\\{sign[-1]}") and len(last) > len(sign):
            same = last.endswith("**") == part.startswith("**")
            made[-1] = last[: -len(sign)] + part[len(sign) :] if same else f"{last}\u2060{part}"
        else:
            made.append(part)
    return "".join(made)


def is_hidden(element: Element) -> bool:
    """Whether nobody sees an element where it comes from."""
    return element.get("hidden") is not None or bool(UNSEEN.search(element.get("style", "")))


class Phrasing:
    """Elements inside a line → Markdown."""

    def __init__(self, reading: HtmlReading) -> None:
        self.reading = reading
        self.within: list[str] = []
        self.tongue = reading.language

    def words(self, element: Element, depth: int) -> str:
        """The inside of an element as part of a line."""
        parts = [self.said(element.text)]
        for child in element:
            parts += [self.inline(child, depth + 1), self.said(child.tail)]
        return joined(parts)

    def said(self, text: str | None) -> str:
        """Text of the tree: in another language than the post, it says so."""
        shown = squeezed(text)
        if is_part_of(self.tongue, self.reading.language) or not (self.tongue and shown.strip()):
            return inline(shown)
        parts = ADDRESS.split(shown)  # an address has no language, and stands in no brackets
        return "".join(inline(p) if n % 2 else self._spoken(p) for n, p in enumerate(parts))

    def _spoken(self, shown: str) -> str:
        """Words in another language than the post."""
        if not re.search(r"[^\W\d_]", shown):
            return inline(shown)
        before, after = shown[: len(shown) - len(shown.lstrip())], shown[len(shown.rstrip()) :]
        inside = shown.strip().replace("[", "(").replace("]", ")")
        pieces = re.findall(rf".{{1,{LONGEST_PHRASE}}}(?:\s+|\Z)|\S{{1,{LONGEST_PHRASE}}}", inside)
        made = [f"[{bracketed(inline(p.strip()))}]{{lang={self.tongue}}}" for p in pieces]
        return before + " ".join(made) + after

    def inline(self, element: Element, depth: int) -> str:
        """An element as part of a line."""
        if not isinstance(element.tag, str):
            return ""
        if depth > DEEPEST:
            return self.said("".join(element.itertext()))
        tag = element.tag
        if tag in GONE or is_hidden(element):
            return self._gone(tag, element)
        if tag == "sup" and element.get("data-note"):
            return self._cited(str(element.get("data-note")))
        if tag in EMBEDS:
            return self._embed(element)
        if tag in ("br", "wbr"):
            return BREAK if tag == "br" else ""
        if tag == "img":
            return self.picture(element)
        if tag in ("code", "kbd", "tt", "samp") and not len(element):
            return code("".join(element.itertext()))
        before, self.tongue = self.tongue, language(element.get("lang")) or self.tongue
        made = self._styled(element, tag, depth)
        self.tongue = before
        return made

    def _styled(self, element: Element, tag: str, depth: int) -> str:
        sign = STRESS.get(tag, "")
        if sign and (sign in self.within or is_unstressed(element)):
            sign = ""
        self.within.append(sign)
        words = self.words(element, depth)
        self.within.pop()
        if tag in ("sup", "sub") and not len(element):
            table = RAISED if tag == "sup" else LOWERED
            written = words.strip().translate(table)
            return written if not set(written) & set(words.strip()) else words
        if tag == "a":
            return self._link(element, words)
        if tag == "q":
            return f"“{words}”"
        if tag in ("abbr", "acronym") and element.get("title") and "*" not in words:
            self.reading.terms.setdefault(words.strip(), squeezed(element.get("title")).strip())
        return BREAK.join(around(line, sign) for line in words.split(BREAK)) if sign else words

    def _gone(self, tag: str, element: Element) -> str:
        if tag not in GONE:
            if words := " ".join("".join(map(str, element.itertext())).split()):
                self.reading.dropped[f"a text that is hidden there: “{words[:60]}”"] += 1
            return ""
        if tag in ("svg", "math"):
            self.reading.dropped[f"a drawing or a formula ({tag})"] += 1
        elif tag not in ("link", "meta", "head", "title", "base", "style", "template"):
            self.reading.dropped[f"“{tag}”, which does nothing on paper"] += 1
        if tag == "noscript" and element.find(".//img") is None:
            return self.said("".join(element.itertext()))
        return ""

    def _cited(self, name: str) -> str:
        number = self.reading.cited.setdefault(name, str(len(self.reading.cited) + 1))
        return f"[^{number}]"

    def _link(self, element: Element, words: str) -> str:
        address = self.address(element.get("href", ""))
        shown = words.strip()
        if not shown or shown == "\\":
            if address and not element.findall(".//img"):
                self.reading.dropped["a link without words"] += 1
            return words
        holds = [el for el in element.iter("*") if el is not element]
        if any(el.tag in ("img", "a") or el.get("data-note") for el in holds):
            if address and not PICTURE_FILE.search(urlsplit(address).path):
                self.reading.dropped[f"the link of a picture, to {address[:80]}"] += 1
            return words
        if not address:
            if element.get("href", "").strip() not in ("", "#"):
                self.reading.dropped["a link that cannot lead anywhere from a zine"] += 1
            return words
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        said = bracketed(shown.replace(BREAK, " "))
        return f"{before}[{said}]({destination(address)}){after}"

    def address(self, written: str) -> str:
        """An address as a link can have it, from the top of the web; "" for any other."""
        plain = re.sub(r"[\t\n\r]", "", written.strip()).replace(" ", "%20")
        if plain.startswith("#") or not plain:
            return ""
        try:
            whole = urljoin(self.reading.base, plain) if self.reading.base else plain
        except ValueError:
            return ""
        whole = f"https:{whole}" if whole.startswith("//") else whole
        good = re.match(r"(?:https?|mailto|tel|sms):", whole, re.IGNORECASE) and is_address(whole)
        return whole if good else ""

    def picture(self, element: Element) -> str:
        """A picture that comes along, or words in its place."""
        source = element.get("src") or element.get("data-src") or ""
        alt = squeezed(element.get("alt")).strip()[:MOST_ALT]
        width, height = element.get("width", ""), element.get("height", "")
        if width in ("0", "1") and height in ("0", "1"):
            self.reading.dropped["a picture of one pixel, which counts readers"] += 1
            return ""
        found, what = self._found(source)
        if found:
            self.reading.images[found.path] = found
            if not alt:
                self.reading.dropped["a picture without words for those who cannot see it"] += 1
            if "role" in element.attrib and element.get("role") in ("presentation", "none"):
                return f"![]({found.path}){{decorative}}"
            return f"![{bracketed(inline(alt or NO_WORDS))}]({found.path})"
        address = self.address(source)
        if address.startswith(INSIDE):
            address, source = "", unquote(address.removeprefix(INSIDE))
        named = address or source if not source.startswith("data:") else ""
        self.reading.dropped[f"{what}: {named[:200]}" if named else what] += 1
        said = alt.replace("[", "(").replace("]", ")")
        place = inline(f"[insert picture: {said}]" if said else "[insert picture]")
        return (
            f"{place} ([{urlsplit(address).hostname}]({destination(address)}))"
            if address
            else place
        )

    def _found(self, source: str) -> tuple[Image | None, str]:
        """The picture of a source, and what is said where there is none."""
        try:
            return inlined(source) or self.reading.image(
                source
            ), "a picture that is not in the export"
        except Unclear as why:
            return None, f"a picture: {why}"

    def _embed(self, element: Element) -> str:
        inner = element.find("source")
        written = element.get("src") or element.get("data") or element.get("data-src") or ""
        written = written or (inner.get("src", "") if inner is not None else "")
        kind = EMBEDS[str(element.tag)]
        self.reading.dropped[f"{'a' if kind == 'video' else 'an'} {kind}, now a link"] += 1
        return self.embedded(written, EMBEDS[str(element.tag)], squeezed(element.get("title")))

    def embedded(self, written: str, kind: str, title: str = "") -> str:
        """A link in place of what a browser would fetch."""
        address = self.address(written)
        if not address.startswith("http"):
            return ""
        host = (urlsplit(address).hostname or "").removeprefix("www.")
        kind = next((said for part, said in HOSTS.items() if part in host), kind)
        said = bracketed(inline(title.strip() or f"{kind} at {host}"))
        return f"[{said}]({destination(address)})"


HOSTS = {"youtu": "video", "vimeo": "video", "soundcloud": "audio", "spotify": "audio"}


def around(words: str, sign: str) -> str:
    """Words between two signs of stress, spaces outside them."""
    inside = words.strip()
    if not inside or inside.startswith(sign[0]) or inside.endswith(sign[0]):
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{sign}{inside}{sign}{after}"


def is_unstressed(element: Element) -> bool:
    """Whether a style takes the stress away again, as Google Docs and Blogger write it."""
    style = "".join(element.get("style", "").lower().split())
    return (
        "font-weight:normal" in style or "font-weight:400" in style or "font-style:normal" in style
    )
