"""A text → the emoji in it, each cluster whole (UTS #51): joiners, skin tones, flags, keycaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

VARIATION = "\ufe0f"  # asks for the drawing of a sign that is a letter, too
_SIGN = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa"
    "\U0001f400-\U0001faff]"
)
_ONE = (
    f"{_SIGN}(?:[\U0001f3fb-\U0001f3ff]\ufe0f?|[\ufe0e\ufe0f])?"
    "(?:[\U000e0020-\U000e007e]+\U000e007f)?\u20e3?"
)
CLUSTER = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3"
    f"|{_ONE}(?:\u200d{_ONE})*|[\U0001f3fb-\U0001f3ff\U0001f1e6-\U0001f1ff]"
)
"""One emoji, or a sign that may be one: the two letters of a flag, a keycap, or signs with what
changes how they look, joined by U+200D."""

LOOKALIKES = {
    "✓": "✔", "✗": "✖", "✘": "✖", "☆": "⭐", "□": "◻", "☐": "◻", "▲": "🔺", "▼": "🔻", "☞": "👉",
    "✎": "✏",
}  # fmt: skip
"""Signs that the faces of a layout may lack, and the emoji whose drawing is the same sign."""


def clusters(text: str) -> Iterator[re.Match[str]]:
    """Every cluster of a text that is an emoji, or a sign that may be one, from the left."""
    return CLUSTER.finditer(text)
