"""Emoji in a text: each cluster whole."""

from __future__ import annotations

import pytest

from zinewright.layout.fallback_fonts import LOOKALIKES, clusters, drawn, emoji_in
from zinewright.layout.layout import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 👨\u200d👩\u200d👧\u200d👦 b", ["👨\u200d👩\u200d👧\u200d👦"]),
        ("👍👍🏽👍🏿", ["👍", "👍🏽", "👍🏿"]),
        ("🇬🇧🇩🇪 🇫", ["🇬🇧", "🇩🇪", "🇫"]),
        ("1\ufe0f\u20e3#\u20e3 1 #", ["1\ufe0f\u20e3", "#\u20e3"]),
        ("❤\ufe0f❤", ["❤\ufe0f", "❤"]),
        ("🏳\ufe0f\u200d🌈", ["🏳\ufe0f\u200d🌈"]),
        (
            "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f🏴",
            ["🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", "🏴"],
        ),
        ("👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏻", ["👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏻"]),
        ("Plain text, 12 # * – “curled”", []),
    ],
    ids=["family", "skin", "flags", "keycaps", "heart", "rainbow", "Wales", "kiss", "none"],
)
def test_each_cluster_is_one(text, expected):
    assert [match[0] for match in clusters(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain → ©", []),
        ("© ©\ufe0f", [(2, 4, "©\ufe0f")]),
        ("✓ ✅", [(0, 1, "✔"), (2, 3, "✅")]),
        ("❤\ufe0e", [(0, 2, "❤\ufe0e")]),
        ("❦ ♪", []),
    ],
    ids=["own letters", "asked for", "looks alike", "as text", "other faces"],
)
def test_only_what_the_layout_lacks_is_drawn(text, expected):
    assert emoji_in(text, plain().fonts) == expected


def test_what_looks_alike_is_drawn_and_the_sign_itself_is_not():
    assert {alike for alike in LOOKALIKES.values() if ord(alike) not in drawn()} == set()
    assert {sign for sign in LOOKALIKES if ord(sign) in drawn()} == set()
