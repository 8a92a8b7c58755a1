"""Where posts come from, by name; one file each. What a source is, its bytes tell, not its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zinewright.importers.arrived import Arrived, Source
from zinewright.importers.plain_text import posts_in_text, reads_text
from zinewright.problems import Problem, ZineError


@dataclass(frozen=True)
class Importer:
    """A kind of source: `says` what it is, `knows` whether some bytes are one, and `read` them."""

    name: str
    says: str
    knows: Callable[[Source], bool]
    read: Callable[[Source], tuple[Arrived, ...]]


IMPORTERS: dict[str, Importer] = {
    importer.name: importer
    for importer in (
        Importer("text", "plain text with one post or several", reads_text, posts_in_text),
    )
}


def importer_of(source: Source) -> Importer:
    """The importer that knows a source, the most particular first. Raises `ZineError`."""
    for importer in IMPORTERS.values():
        if importer.knows(source):
            return importer
    known = ", ".join(importer.says for importer in IMPORTERS.values())
    what = "nothing here knows what kind of file this is"
    fix = f"Import {known}; save others as text first"
    raise ZineError([Problem(source.name, None, "import", what, fix)])
