"""Four posts of a blog, as an export of WordPress and as text that was pasted together.

The README's way from an export to a release begins with the first.
"""

from __future__ import annotations

import exports

POSTS = {
    "The Waiting Room": (
        "CW: being turned away from A&E",
        "It was ten past two when they called my name, and twenty past when I was outside again. "
        "Nobody had asked how I would get home.",
        "I have written down what I would have liked to hear. It fits on a postcard.",
    ),
    "What My Sister Kept": (
        "My sister died in the spring. She kept every letter that the clinic ever sent her, in the "
        "order in which they came.",
        "We read them at her table, one after the other, and made tea in between.",
    ),
    "Soup for Six": (
        "Fry two onions slowly. Add a kilo of carrots, a litre and a half of water and a spoon of "
        "cumin, and leave it alone for half an hour.",
        "It is better on the second day.",
    ),
    "The garden in May": (
        "The beans are up. The snails have not found them yet, or they are waiting.",
        "I sat on the step until it was too dark to read.",
    ),
}


def export() -> bytes:
    """The blog as WordPress exports it."""
    return exports.wxr(
        *(
            exports.wxr_item(
                title, "".join(f"<p>{part}</p>" for part in parts), number=number,
                slug=title.lower().replace(" ", "-"),
            )
            for number, (title, parts) in enumerate(POSTS.items(), 1)
        )
    )  # fmt: skip


def pasted() -> str:
    """The posts in one text file, as somebody pastes them together."""
    return "\n\n\n".join("\n\n".join((title, *parts)) for title, parts in POSTS.items()) + "\n"
