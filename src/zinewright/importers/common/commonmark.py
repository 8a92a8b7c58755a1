"""Markdown as others write it (CommonMark 0.31 with tables, footnotes, HTML) → HTML.

The only module that knows markdown-it. Our own dialect is another, smaller one.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    return reader.use(footnote_plugin).use(deflist_plugin)


def html_of(text: str) -> str:
    """The HTML of a text. What is in it is a stranger’s, HTML included."""
    return str(_reader().render(text))
