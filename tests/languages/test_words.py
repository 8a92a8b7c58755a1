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
from zinewright.languages.words import Words, languages, parts_of, words_for
from zinewright.manuscript.content_notes import Status
from zinewright.manuscript.resources.resource import CHANNELS, KINDS

SOURCE = Path(words.__file__).parents[1]
TEXTS = tomllib.loads((FOLDER / "en" / "words.toml").read_text("utf-8"))
KEYS = sorted(set(TEXTS) - {"months"})
FAMILIES = {
    "kind-": KINDS,
    "language-": ("ar", "bfi", "cy", "en", "es", "fr", "ga", "gd", "mi"),
    "region-": (
        *("001", "INT", "ZZ", "AU", "CA", "GB", "GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"),
        *("IE", "NZ", "US"),
    ),
    "channel-": CHANNELS,
    "notes-": ("none", "unsaid", "unreviewed"),
    "notes-rest-": ("none", "unsaid", "unreviewed"),
    "notes-all-": ("none", "unsaid", "unreviewed"),
    "notes-many-": ("none", "unsaid", "unreviewed"),
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

    assert [key for key in KEYS if key not in used] == []


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
    texts = tomllib.loads((FOLDER / language / "words.toml").read_text("utf-8"))

    assert len(texts.pop("months")) == 12
    assert {key: parts_of(text) for key, text in texts.items()} == {
        key: parts_of(TEXTS[key]) for key in KEYS
    }


@pytest.mark.parametrize("language", languages())
def test_every_language_has_a_zine_to_start_from(language):
    assert (FOLDER / language / "starter" / "zine.toml").is_file()


@pytest.mark.parametrize("key", KEYS)
def test_the_marks_of_print(key):
    assert not re.search(r"\"|'|\.\.\.|  |--", TEXTS[key])
    assert all(name for _, name, _, _ in string.Formatter().parse(TEXTS[key]) if name is not None)


@pytest.mark.parametrize(
    ("items", "sentence"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_items_in_a_sentence(items, sentence):
    assert ENGLISH.listed(items) == sentence


def test_a_day():
    assert ENGLISH.day(datetime.date(2026, 1, 2)) == "2 January 2026"


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
        Words("en", {}, ()).say("nothing")
