"""`zine` → its commands."""

from __future__ import annotations

from pathlib import Path

import click

from zinewright import __version__
from zinewright.commands.build import build, release
from zinewright.commands.cache import cache
from zinewright.commands.check import check
from zinewright.commands.common import Commands
from zinewright.commands.import_posts import bring
from zinewright.commands.impose import impose
from zinewright.commands.layouts import layouts
from zinewright.commands.notes import notes
from zinewright.commands.order import drop, move, new, order, set_key
from zinewright.commands.overrule import overrule
from zinewright.commands.plan import plan
from zinewright.commands.resources import resources
from zinewright.commands.studio import studio


@click.group("zine", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zine")
def main() -> None:
    """Posts in, zines out: PDF and EPUB that everyone can read.

    DIR is the folder of a zine; without it, that in which one stands, or "manuscript".
    POST is its name, an unmistakable beginning of it, its number in the order, or its file.
    """


PAGES = {
    studio: "studio.md", new: "posts.md", bring: "importing.md", order: "zine-toml.md",
    move: "zine-toml.md", drop: "zine-toml.md", set_key: "zine-toml.md",
    notes: "content-notes.md",
    resources: "support.md", layouts: "layouts.md",
    build: "editions.md", release: "releasing.md", check: "releasing.md",
    overrule: "releasing.md", impose: "print-room.md", plan: "print-room.md",
    cache: "commands.md",
}  # fmt: skip
"""The commands in the order of the work, each with the page that explains it."""


def pages_folder() -> Path:
    """Where the pages for people are: inside the installed package, or beside its source."""
    installed = Path(__file__).parent / "_docs"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "docs"


def tell_page(command: click.Command, page: str) -> None:
    """Let the help of a command, and of those of its own, end with where its page is."""
    command.epilog = f"\b\nMore: {pages_folder() / page}"
    for own in command.commands.values() if isinstance(command, click.Group) else ():
        tell_page(own, page)


tell_page(main, "commands.md")
for _command, _page in PAGES.items():
    main.add_command(_command)
    tell_page(_command, _page)
