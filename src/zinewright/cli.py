"""`zine` → its commands."""

from __future__ import annotations

import click

from zinewright import __version__
from zinewright.commands import Commands
from zinewright.commands.bring import bring
from zinewright.commands.build import build, release
from zinewright.commands.check import check
from zinewright.commands.notes import notes
from zinewright.commands.order import drop, move, new, order
from zinewright.commands.paper import impose
from zinewright.commands.plan import plan
from zinewright.commands.resources import resources
from zinewright.commands.setting import set_key


@click.group("zine", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zine")
def main() -> None:
    """Posts in, zines out: PDF and EPUB that everyone can read.

    DIR is the folder of the zine; without it, the one in which you are, or "manuscript".
    """


for command in (
    new, bring, order, move, drop, set_key, notes, resources, build, release, check, impose, plan,
):  # fmt: skip
    main.add_command(command)

if __name__ == "__main__":
    main()
