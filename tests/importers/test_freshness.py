"""Signs that a post from elsewhere is not finished, or was true on a day of its own."""

from __future__ import annotations

import pytest

from zinewright.importers.freshness import signs
from zinewright.prose.skim import glanced


def said(text: str) -> list[str]:
    return [str(sign) for sign in signs(text, glanced(text, 5), "one.md", 5)]


def test_all_of_them():
    text = """\
As of last week, the form is gone.

Please sign the petition, and [click here](https://example.org/).

**Why it matters**

[gallery ids="1"] and {% include x.html %}
"""

    assert said(text) == [
        "one.md:5: this was said on a day of its own: “As of last week”. Say when that was, or "
        "leave it out. [dated]",
        "one.md:7: this asks for something that may be over: “Please sign the petition”. Look "
        "whether it still holds. [appeal]",
        "one.md:11: this means nothing outside of the blog: “[gallery ids=\"1\"]”. Take it out. "
        "[shortcode]",
        "one.md:11: this means nothing outside of the blog: “{% include x.html %}”. Take it out. "
        "[shortcode]",
        "one.md:7: the words of a link do not say where it leads: “click here”. Name the place. "
        "[link-words]",
        "one.md:9: this looks like a heading and is bold text: “Why it matters”. Begin it with ## "
        "instead. [bold-heading]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "It lasted a week, and the next one was better.",
        "I signed nothing. The petition of 1848 was signed by millions.",
        "**Bold** words in a line, and [the clinic’s page](https://example.org/).",
        "He said [sic] and [here].",
    ],
)
def test_what_is_none(text):
    assert said(text) == []


def test_after_three_of_a_kind_the_others_are_counted():
    assert said("Yesterday.\n\n" * 5)[2:] == [
        "one.md:9: this was said on a day of its own: “Yesterday”. Say when that was, or leave it "
        "out. [dated]",
        "one.md:11: this was said on a day of its own, 2 more times. Say when that was, or leave "
        "it out. [dated]",
    ]  # fmt: skip
