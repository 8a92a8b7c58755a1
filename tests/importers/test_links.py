"""Links of posts that arrive together → links between chapters."""

from __future__ import annotations

import pytest

from zinewright.importers.common.arrived import Arrived
from zinewright.importers.links import linked

WAIT = Arrived(
    "The wait", "", address="https://www.night.example/2026/01/wait.html",
    also_at=("https://night.example/?p=7", "/p/wait", "https://inside.invalid/posts/wait.html"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://night.example/2026/01/wait.html", "wait.md"),
        ("http://night.example/2026/01/wait", "wait.md"),
        ("https://night.example/2026/01/wait/", "wait.md"),
        ("https://www.night.example/2026/01/wait?utm_source=x#part", "wait.md"),
        ("https://night.example/?p=7", "wait.md"),
        ("https://night.example/?p=8", "https://night.example/?p=8"),
        ("https://other.example/p/wait", "wait.md"),
        ("https://inside.invalid/posts/wait.html", "wait.md"),
        ("https://night.example/", "https://night.example/"),
        ("https://[broken/", "https://[broken/"),
    ],
)
def test_addresses_of_a_post(address, leads):
    posts = {"after": Arrived("After", f"See [it]({address})."), "wait": WAIT}

    assert linked(posts)["after"] == Arrived("After", f"See [it]({leads}).")


def test_a_link_to_a_file_that_has_not_come_leaves_its_words():
    post = Arrived("After", "See [the *form*](https://inside.invalid/a%20form.pdf).")

    assert linked({"after": post})["after"] == Arrived(
        "After", "See the *form*.", dropped=("a link to “a form.pdf”, which has not come along",)
    )


def test_what_is_no_link_stays():
    text = "\\[a](https://www.night.example/p/wait) ![b](https://x.example/p/wait)"

    assert linked({"after": Arrived("After", text), "wait": WAIT})["after"].text == text
