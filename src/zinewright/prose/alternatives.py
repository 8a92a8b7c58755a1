"""The words in place of a picture → why they say nothing to those who cannot see it, if they do."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from lxml import etree

from zinewright.body import Element, text_of
from zinewright.languages.words import saying_so

FILE_NAME = re.compile(
    r"\S[^/\\]*\.(?:jpe?g|png|gif|webp|bmp|tiff?|hei[cf]|avif|svg)", re.IGNORECASE
)
CAMERA = re.compile(
    r"(?:img|dscn?|dscf|pxl|mvimg|imag|pict?|p|sam|gopr|vid|dji|fb_img|whatsapp[ _-]image|"
    r"screen[ _-]?shot|photo|image|picture|scan)?[\W_]*\d[\d\W_]*"
    r"(?:(?:at|am|pm|mp|wa|x)[\d\W_]*){0,4}",
    re.IGNORECASE,
)
NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def says_nothing(picture: Element, language: str) -> str:
    """What the words of a picture are, where they do not say what it shows; "" where they may.

    `language` is that of the text around it.
    """
    alt = " ".join(str(picture.get("alt") or "").split())
    if not re.search(r"\w", alt):
        return ""
    source = PurePosixPath(str(picture.get("src") or "")).name
    if FILE_NAME.fullmatch(alt) or CAMERA.fullmatch(alt) or _is_stem(alt, source):
        return "the name of a file"
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", alt.casefold())
    if " ".join(words) in saying_so("alt-says-nothing", language):
        return "what every picture is"
    if " " not in alt and not NO_SPACES.search(alt):
        return "one word"
    return "the caption again" if _plain(alt) == _plain(_caption_of(picture)) else ""


def _is_stem(alt: str, source: str) -> bool:
    """Whether words are the name of the picture's own file, which nobody gave it to be read."""
    stem = re.sub(r"\.\w+\Z", "", source)
    return alt.casefold() == stem.casefold() and bool(re.search(r"[\d_-]", stem))


def _caption_of(picture: Element) -> str:
    holder = picture.getparent()
    caption = holder.find("figcaption") if holder is not None else None
    return text_of(caption) if isinstance(caption, etree._Element) else ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
