"""`zine studio`: a page in the browser in which everything is done without a terminal."""

from __future__ import annotations

import getpass
import webbrowser
from pathlib import Path

import click

from zinewright.commands.common import FOLDER, say


@click.command()
@FOLDER
@click.option("--port", type=click.IntRange(1, 65_535), help="This port, and no other.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def studio(folder: str, port: int | None, no_browser: bool) -> None:
    """Open the studio of the zine in DIR, or of a new one, in the browser of this machine."""
    from zinewright.studio.serve import serve

    def ready(address: str) -> None:
        click.echo(address)
        say("This address opens the studio once. Stop it with Ctrl-C: that ends everything.")
        if not no_browser:
            webbrowser.open(address)

    serve(Path(folder), port, _person(), ready)


def _person() -> str:
    """What the person at this machine is called, as far as it knows; they can change it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
