"""`zine` → its commands."""

from __future__ import annotations

import click

from zinewright import __version__
from zinewright.commands.build import build, release
from zinewright.commands.check import check
from zinewright.commands.common import Commands
from zinewright.commands.import_posts import bring
from zinewright.commands.impose import impose
from zinewright.commands.notes import notes
from zinewright.commands.order import drop, move, new, order
from zinewright.commands.overrule import overrule
from zinewright.commands.plan import plan
from zinewright.commands.resources import resources
from zinewright.commands.settings import set_key


@click.group("zine", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zine")
def main() -> None:
    """Posts in, zines out: PDF and EPUB that everyone can read.

    DIR is the folder of a zine; without it, that in which one stands, or "manuscript".
    POST is its name, an unmistakable beginning of it, its number in the order, or its file.
    """


COMMANDS = (
    new, bring, order, move, drop, set_key, notes, resources, build, release, check, overrule,
    impose, plan,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
