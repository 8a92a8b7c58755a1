"""The program's own words: every one is used, none is missing, and each gets its parts."""

from __future__ import annotations

import ast
import datetime
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from zinewright.editions import EDITIONS
from zinewright.languages import words
from zinewright.languages.files import FOLDER
from zinewright.languages.vocabulary import FLAGS, LEVELS
from zinewright.languages.words import (
    Words,
    languages,
    parts_of,
    saying_so,
    unspoken,
    words_for,
)
from zinewright.manuscript.content_notes import Status
from zinewright.manuscript.resources.resource import CHANNELS, KINDS

SOURCE = Path(words.__file__).parents[1]
TEXTS = tomllib.loads((FOLDER / "en" / "words.toml").read_text("utf-8"))
KEYS = sorted(key for key, text in TEXTS.items() if isinstance(text, str))
UNNAMED = ("region-", "language-")  # what CLDR has no name for, asked for by its code
FAMILIES = {
    "kind-": KINDS,
    "channel-": CHANNELS,
    "notes-": ("none", "unsaid", "unreviewed"),
    "notes-rest-": ("none", "unsaid", "unreviewed"),
    "notes-all-": ("none", "unsaid", "unreviewed"),
    "notes-count-": ("unsaid", "unreviewed"),
    "draft-": ("unchecked", "stale"),
    "level-": (*LEVELS, "passage"),
    "says-": (*LEVELS, "unlevelled"),
    "flag-": FLAGS,
    "formats-": ("epub", "web", "text"),
    "sheet-": ("front", "back", "fronts", "backs", "cover"),
    "step-pile-": ("all", "signature", "sheet"),
    "step-fold-": ("left", "right", "top"),
    "step-": (
        *("turn", "cut", "gather", "apart", "nest", "staple", "corner", "bind", "trim", "crease"),
        *("slit", "push", "zigzag"),
    ),
    "plan-": ("booklet", "large-print", "pocket"),
    "plan-test-": ("long", "short"),
    "sheet-flip-": ("long", "short"),
}
ENGLISH = words_for("en-GB")


def said() -> Iterator[tuple[str, frozenset[str]]]:
    """Every key that the source says, with the parts that it gives; "x-" for f"x-{…}"."""
    for path in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or getattr(call.func, "attr", "") != "say":
                continue
            parts = frozenset(str(keyword.arg) for keyword in call.keywords)
            first = call.args[0]
            key = first.values[0] if isinstance(first, ast.JoinedStr) else first
            if isinstance(key, ast.Constant) and re.fullmatch(r"[a-z-]+", str(key.value)):
                yield str(key.value), parts


def mentioned() -> set[str]:
    """Every text in the source that could be a key."""
    trees = (ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {str(node.value) for node in nodes if isinstance(node, ast.Constant)}


def test_every_key_is_used():
    used = {f"{prefix}{name}" for prefix, names in FAMILIES.items() for name in names}
    used |= mentioned()

    assert [key for key in KEYS if key not in used and not key.startswith(UNNAMED)] == []


def test_every_key_that_is_said_exists_and_gets_its_parts():
    for key, parts in said():
        names = FAMILIES.get(key, ("",))
        for name in names:
            assert parts_of(TEXTS[f"{key}{name}"]) == parts, f"{key}{name}"


def test_every_family_is_complete():
    assert {key for key, _ in said() if key.endswith("-")} == set(FAMILIES)
    for prefix, names in FAMILIES.items():
        assert [name for name in names if f"{prefix}{name}" not in TEXTS] == []


def test_every_status_of_notes_and_every_edition_has_words():
    assert {"noted", *FAMILIES["notes-"]} == set(get_args(Status))
    assert {"reading", "large-print", "booklet", "pocket", *FAMILIES["formats-"]} == set(EDITIONS)


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same_with_the_same_parts(language):
    assert {key: parts_of(text) for key, text in words_for(language).texts.items()} == {
        key: parts_of(TEXTS[key]) for key in KEYS
    }


@pytest.mark.parametrize("language", languages())
def test_the_marks_of_print(language):
    """No mark of a typewriter stands in a text, nor one of another language."""
    words = words_for(language)
    strange = set("“”„‚‘’«»‹›") - {*"".join(words.quotes), "’"}
    for key, text in words.texts.items():
        assert not re.search(r"\"|'|\.\.\.|  |--", text), key
        assert strange.isdisjoint(text), key
        assert all(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize(
    ("items", "sentence"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_items_in_a_sentence(items, sentence):
    assert ENGLISH.listed(items) == sentence


@pytest.mark.parametrize(
    ("language", "day", "listed", "money", "region", "tongue"),
    [
        ("en", "2 January 2026", "a, b and c", "£1234.50", "Germany", "Welsh"),
        ("en-GB", "2 January 2026", "a, b and c", "£1234.50", "Germany", "Welsh"),
        ("en-US", "January 2, 2026", "a, b, and c", "£1234.50", "Germany", "Welsh"),
        ("de", "2. Januar 2026", "a, b und c", "1234,50\u00a0£", "Deutschland", "Walisisch"),
        ("de-AT", "2. Jänner 2026", "a, b und c", "£\u00a01234,50", "Deutschland", "Walisisch"),
        ("de-CH", "2. Januar 2026", "a, b und c", "£\u00a01234.50", "Deutschland", "Walisisch"),
        ("de-x-none", "2. Januar 2026", "a, b und c", "1234,50\u00a0£", "Deutschland", "Walisisch"),
        ("ar", "2 January 2026", "a, b and c", "£1234.50", "Germany", "Welsh"),
    ],
)
def test_what_unicode_knows_of_a_language(language, day, listed, money, region, tongue):
    """`ar` has no words here: its zines have English ones, with English dates in them."""
    words = words_for(language)

    assert words.day(datetime.date(2026, 1, 2)) == day
    assert words.listed(("a", "b", "c")) == listed
    assert words.money(1234.5, "£") == money
    assert (words.region("DE"), words.tongue("cy")) == (region, tongue)


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [(0, "£", "£0.00"), (0.0949, "£", "£0.095"), (0.095, "£", "£0.10"), (12, "", "12.00")],
)
def test_small_amounts_show_their_thousandths(amount, currency, said):
    assert ENGLISH.money(amount, currency) == said


@pytest.mark.parametrize(("value", "said"), [(30, "30"), (22.5, "22,5")])
def test_a_number(value, said):
    assert words_for("de").number(value) == said


@pytest.mark.parametrize(
    ("code", "english", "german"),
    [
        ("GB-SCT", "Scotland", "Schottland"),
        ("001", "worldwide", "weltweit"),
        ("INT", "worldwide", "weltweit"),
        ("DE-BY", "DE-BY", "DE-BY"),
    ],
)
def test_what_unicode_has_no_name_for(code, english, german):
    assert (ENGLISH.region(code), words_for("de").region(code)) == (english, german)
    assert ENGLISH.tongue("bfi") == "British Sign Language"


def test_switzerland_writes_other_signs():
    assert words_for("de").say("quote", text="a") == "„a“"
    assert words_for("de-CH").say("quote", text="a") == "«a»"
    assert "ß" not in "".join(words_for("de-CH").texts.values())


def test_items_with_an_and_of_their_own():
    assert ENGLISH.several(("fire and water", "earth")) == "fire and water, earth"


@pytest.mark.parametrize(
    ("asked", "got"),
    [("en", "en"), ("en-GB", "en-GB"), ("EN", "EN"), ("ar", "en"), ("sq-AL", "en")],
)
def test_a_language_without_words_gets_english(asked, got):
    assert words_for(asked).language == got


def test_an_unknown_key():
    with pytest.raises(KeyError):
        Words("en", {}).say("nothing")


@pytest.mark.parametrize(
    ("language", "words", "is_empty"),
    [
        ("de", "klick hier", True),
        ("de", "click here", True),  # English is written everywhere
        ("en", "klick hier", False),
        ("ar", "click here", True),
        ("de", "der Garten", False),
    ],
)
def test_words_of_a_link_that_say_nothing(language, words, is_empty):
    assert (words in saying_so("link-says-nothing", language)) == is_empty


def test_the_languages_of_a_zine_that_nobody_speaks_here():
    """A piece in English or German in a Welsh zine is read; the zine's own words are English."""
    assert [*unspoken("de-CH", ["de", "en-GB"])] == []
    assert [*unspoken("de", ["de", "fr", "ar-EG", "fr"])] == [
        "Texts in French (fr) and Arabic (ar-EG) are not read for content notes or safe messaging."
    ]
    assert [*unspoken("cy", ["en"])] == [
        "There are no words in Welsh (cy) here, only in German (de) and English (en): what "
        "Zinewright says in this zine is in English, and marked as English."
    ]
    assert [*unspoken("qqq", [])][0].startswith("There are no words in qqq here")
