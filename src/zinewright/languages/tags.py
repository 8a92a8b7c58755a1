"""What people write for a language → whether it is a tag (BCP 47), and the tag that they mean."""

from __future__ import annotations

import re

from zinewright.body import LANGUAGE
from zinewright.problems import shown

NAMES = {
    "english": "en-GB en", "british english": "en-GB", "uk english": "en-GB",
    "english uk": "en-GB", "english gb": "en-GB", "british": "en-GB", "scottish english": "en-GB",
    "american english": "en-US", "us english": "en-US", "english us": "en-US",
    "american": "en-US", "irish english": "en-IE", "australian english": "en-AU",
    "canadian english": "en-CA", "indian english": "en-IN", "new zealand english": "en-NZ",
    "welsh": "cy", "cymraeg": "cy", "irish": "ga", "gaeilge": "ga", "gaelic": "gd ga",
    "scottish gaelic": "gd", "gàidhlig": "gd", "scots": "sco", "cornish": "kw", "manx": "gv",
    "ulster scots": "sco", "māori": "mi", "maori": "mi", "te reo": "mi",
    "french": "fr", "français": "fr", "francais": "fr", "german": "de", "deutsch": "de",
    "swiss german": "gsw", "spanish": "es", "español": "es", "espanol": "es", "castellano": "es",
    "catalan": "ca", "català": "ca", "basque": "eu", "euskara": "eu", "galician": "gl",
    "portuguese": "pt", "português": "pt", "brazilian portuguese": "pt-BR", "italian": "it",
    "italiano": "it", "dutch": "nl", "nederlands": "nl", "flemish": "nl-BE", "vlaams": "nl-BE",
    "danish": "da", "dansk": "da", "swedish": "sv", "svenska": "sv", "norwegian": "nb nn",
    "norsk": "nb nn", "finnish": "fi", "suomi": "fi", "icelandic": "is", "polish": "pl",
    "polski": "pl", "czech": "cs", "čeština": "cs", "slovak": "sk", "slovene": "sl",
    "slovenian": "sl", "croatian": "hr", "serbian": "sr", "bosnian": "bs", "bulgarian": "bg",
    "romanian": "ro", "română": "ro", "hungarian": "hu", "magyar": "hu", "greek": "el",
    "ελληνικά": "el", "albanian": "sq", "lithuanian": "lt", "latvian": "lv", "estonian": "et",
    "russian": "ru", "русский": "ru", "ukrainian": "uk", "українська": "uk", "turkish": "tr",
    "türkçe": "tr", "kurdish": "ku", "arabic": "ar", "العربية": "ar", "hebrew": "he",
    "עברית": "he", "yiddish": "yi", "persian": "fa", "farsi": "fa", "فارسی": "fa", "dari": "prs",
    "pashto": "ps", "urdu": "ur", "اردو": "ur", "hindi": "hi", "हिन्दी": "hi", "punjabi": "pa",
    "panjabi": "pa", "bengali": "bn", "bangla": "bn", "gujarati": "gu", "tamil": "ta",
    "nepali": "ne", "sinhala": "si", "chinese": "zh-Hans zh-Hant", "mandarin": "zh-Hans",
    "cantonese": "yue", "中文": "zh-Hans zh-Hant", "japanese": "ja", "日本語": "ja",
    "korean": "ko", "한국어": "ko", "vietnamese": "vi", "thai": "th", "tagalog": "tl",
    "filipino": "fil", "malay": "ms", "indonesian": "id", "somali": "so", "swahili": "sw",
    "tigrinya": "ti", "amharic": "am", "yoruba": "yo", "igbo": "ig", "hausa": "ha", "latin": "la",
    "esperanto": "eo",
}  # fmt: skip
"""The commonest names of languages, in English and in themselves; several tags for a choice."""
LONGEST_PRIMARY = 3  # longer ones have never been given to a language (RFC 5646 §2.2.1)


def wrong_language(said: str) -> tuple[str, tuple[str, ...]] | None:
    """What is wrong with a language, and the tags that may be meant; None of a tag."""
    plain = " ".join(re.sub(r"[()_,./-]+", " ", said.casefold()).split())
    if tags := NAMES.get(plain):
        return f"“{shown(said)}” is the name of a language, not its tag", tuple(tags.split())
    tag = said.strip().replace("_", "-")
    mended = re.sub(r"(?i)-uk\Z", "-GB", tag)
    is_one = bool(LANGUAGE.match(mended)) and len(mended.split("-")[0]) <= LONGEST_PRIMARY
    if is_one and mended != said:
        return f"“{shown(said)}” is no language tag", (mended,)
    return None if is_one else (f"“{shown(said)}” is no language", ())


def is_part_of(tag: str, other: str) -> bool:
    """Whether a text in the other language is in this one as well: “en” and “en-GB” in “en-GB”."""
    return f"{other}-".casefold().startswith(f"{tag}-".casefold()) and bool(tag)


def as_written(before: str, tags: tuple[str, ...], quote: str = "") -> str:
    """What to write, with what stands before it: `language = "cy"`."""
    if not tags:
        return "Write a tag such as en-GB, cy or ar"
    return f"Write {before}{' or '.join(f'{quote}{tag}{quote}' for tag in tags)}"
