"""`zine studio`: a page in the browser in which everything is done without a terminal."""

from __future__ import annotations

import getpass
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from zinewright.commands.common import FOLDER, say

READ_ALONG = """Nothing that is sent is encrypted: whoever is in this network can read along,
passphrases too, and come in with them. Do this only among people whom you all trust, or give
--certificate FILE --key FILE."""
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@FOLDER
@click.option("--port", type=click.IntRange(1, 65_535), help="This port, and no other.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--listen", metavar="ADDRESS", help="Let other machines in, at this address.")
@click.option("--person", "people", multiple=True, metavar="NAME", help="Who may come in.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="What ADDRESS is called.")
@click.option("--certificate", type=FILE, help="A certificate (PEM), to encrypt what is sent.")
@click.option("--key", type=FILE, help="The key of the certificate (PEM).")
def studio(
    folder: str, port: int | None, no_browser: bool, listen: str | None, people: tuple[str, ...],
    names: tuple[str, ...], certificate: Path | None, key: Path | None,
) -> None:  # fmt: skip
    """Open the studio of the zine in DIR, or of a new one, in the browser of this machine.

    With --listen ADDRESS and a --person NAME for each, others come in from their machines.
    """
    from zinewright.studio.serve import Listening, serve

    if listen is None and (people or names or certificate or key):
        raise click.UsageError("--person, --name, --certificate and --key need --listen ADDRESS")
    if listen is not None and not people:
        raise click.UsageError("--listen needs a --person NAME for each who may come in")
    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key go together")

    def ready(address: str) -> None:
        click.echo(address)
        say("This address opens the studio once. Stop it with Ctrl-C: that ends everything.")
        if listen is not None:
            say(f"The others go to {address.partition('?')[0]} and say who they are.")
        if not no_browser:
            webbrowser.open(address)

    at = None
    if listen is not None:
        at = Listening(listen, names, _passphrases(people), certificate, key)
        if at.is_everywhere and not names:
            raise click.UsageError(f"--listen {listen} needs a --name that others call it by")
        if certificate is None and not at.is_here:
            say(READ_ALONG)
    serve(Path(folder), port, _person(), ready, at)


def _passphrases(people: Sequence[str]) -> dict[str, str]:
    """A passphrase for each: asked for at a terminal, else made and told, this once."""
    from zinewright.studio.entrance.people import LONGEST, SHORTEST, made_passphrase

    found = dict[str, str]()
    for said in people:
        name = " ".join(said.split())
        if not any(map(str.isalpha, name)) or name.casefold() in map(str.casefold, found):
            raise click.UsageError(f"--person {said!r}: each person needs a name of their own")
        passphrase = ""
        while sys.stdin.isatty():
            ask = f"Passphrase for {name} (empty: one is made)"
            passphrase = click.prompt(
                ask, default="", hide_input=True, show_default=False, err=True
            ).strip()
            if not passphrase or SHORTEST <= len(passphrase) <= LONGEST:
                break
            say(f"A passphrase has {SHORTEST} to {LONGEST} letters.")
        if not passphrase:
            passphrase = made_passphrase()
            say(f"The passphrase of {name}, told only now: {passphrase}")
        found[name] = passphrase
    return found


def _person() -> str:
    """What the person at this machine is called, as far as it knows; they can change it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
