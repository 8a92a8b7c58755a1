"""Files of a folder or an archive that nothing has read → what is said of each kind of them.

Texts are named, with what to do about them; pictures and the files of a site's program are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from zinewright.problems import shown

MOST_NAMED = 10
AS_MARKDOWN = "save {} as Markdown or docx, as pandoc does, and import that"
AS_DOCX = "save {} as docx in a word processor, and import that"
ALONE = "to bring {}, import {} by name"
KINDS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    ((".rst", ".rest"), "reStructuredText", AS_MARKDOWN),
    ((".textile",), "Textile", AS_MARKDOWN),
    ((".adoc", ".asciidoc", ".asc"), "AsciiDoc", AS_MARKDOWN),
    ((".org",), "Org", AS_MARKDOWN),
    ((".tex", ".latex"), "LaTeX", AS_MARKDOWN),
    ((".wiki", ".mediawiki", ".creole"), "a wiki", AS_MARKDOWN),
    ((".djot", ".typ", ".pod", ".rdoc", ".haml", ".slim", ".pug", ".njk", ".liquid", ".erb"),
     "another markup", AS_MARKDOWN),
    ((".doc", ".dot", ".docm", ".dotx", ".pages", ".wpd", ".wps", ".wp", ".sxw", ".abw", ".hwp",
      ".gdoc", ".ott", ".zabw"), "a word processor", AS_DOCX),
    ((".pdf",), "PDF", "take what {} made from, and import that"),
    ((".mobi", ".azw", ".azw3", ".kfx", ".fb2"), "an ebook of another kind",
     "save {} as EPUB, and import that"),
    ((".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"), "Markdown", ALONE),
    ((".html", ".htm", ".xhtml", ".mht", ".mhtml", ".shtml", ".webarchive"), "the web (HTML)",
     ALONE),
    ((".docx", ".odt", ".fodt", ".rtf", ".rtfd", ".epub"), "text", ALONE),
    ((".txt", ".text"), "plain text", ALONE),
    ((".ipynb",), "Jupyter", AS_MARKDOWN),
    ((".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar"), "packed files",
     "unpack {}, and import what is inside"),
)  # fmt: skip
PICTURES = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg", ".ico", ".heic",
    ".avif",
)  # fmt: skip
TEXTS = tuple(ending for endings, _, _ in KINDS for ending in endings)
MACHINERY = re.compile(
    r"(?:\A|/)(?:_layouts|_includes|_sass|_plugins|layouts|themes|archetypes|partials|templates|"
    r"public|_data|bower_components|vendor)/"
)


def markup_of(path: str) -> str:
    """What is to be looked at in a text whose name says that it is in another markup, "" else."""
    name = path.lower()
    says = next((s for ends, s, fix in KINDS if fix == AS_MARKDOWN and name.endswith(ends)), "")
    if not says:
        return ""
    return f"its marks are those of {says}, and stay as they are: {AS_MARKDOWN.format('it')}"


def left_behind(paths: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each kind of files among some that nothing has read."""
    named: dict[tuple[str, str], list[str]] = {}
    counted: Counter[str] = Counter()
    others: list[str] = []
    for path in sorted(paths):
        name = path.lower()
        if MACHINERY.search(name):
            counted["a file of the site’s own program"] += 1
        elif name.endswith(PICTURES):
            counted["a picture that no post shows"] += 1
        elif kind := next(((says, fix) for ends, says, fix in KINDS if name.endswith(ends)), None):
            named.setdefault(kind, []).append(path)
        else:
            others.append(path)
    said = [_named(says, fix, found) for (says, fix), found in named.items()]
    return (*said, *_others(others), *(f"{count} × {what}" for what, count in counted.items()))


def quoted(paths: list[str]) -> str:
    """Some paths as a sentence names them, no more than can be read."""
    first = ", ".join(f"“{shown(path)}”" for path in paths[:MOST_NAMED])
    return first + f" and {len(paths) - MOST_NAMED} more" * (len(paths) > MOST_NAMED)


def _named(says: str, fix: str, paths: list[str]) -> str:
    one = len(paths) == 1
    what = f"a file of {says}" if one else f"{len(paths)} files of {says}"
    it = "it" if one else "them"
    if "made from" in fix:
        it = "it was" if one else "they were"
    return f"{quoted(paths)}, {what} that nothing has read: {fix.replace('{}', it)}"


def _others(paths: list[str]) -> list[str]:
    """Files of no kind that holds a text by its name: named where they are few."""
    if len(paths) <= MOST_NAMED:
        return [f"“{shown(path)}”, which is no kind of post" for path in paths]
    endings = dict.fromkeys(PurePosixPath(path).suffix.lower() or "no ending" for path in paths)
    said = ", ".join([*endings][:6]) + " …" * (len(endings) > 6)
    return [f"{len(paths)} files that are no kind of post ({said})"]
