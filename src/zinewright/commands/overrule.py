"""`zine overrule`: a person lets a finding in a text stand, with a reason, on record."""

from __future__ import annotations

from pathlib import Path

import click

from zinewright.commands.common import FOLDER, day_of, person_of, press, say, today, words_of
from zinewright.manuscript.post_names import post_called
from zinewright.problems import Problem, ZineError

FILES = ("zine.toml", "resources.toml")


@click.command()
@click.argument("post")
@click.argument("rule")
@click.option("--line", type=click.IntRange(1), help="Where it is, if it is found more than once.")
@click.option("--sentence", default="", metavar="DIGEST", help="Which, of several on a line.")
@click.option("--by", required=True, metavar="NAME", help="Who says that it may stand.")
@click.option("--because", required=True, metavar="TEXT", help="Why it may stand.")
@click.option("--on", metavar="DATE", help="When; today, unless it is named.")
@FOLDER
def overrule(
    post: str, rule: str, line: int | None, sentence: str, by: str, because: str, on: str | None,
    folder: str,
) -> None:  # fmt: skip
    """Let stand what RULE finds in POST (or in zine.toml), and write down why."""
    from zinewright.review.overruling import let_stand, to_overrule

    day, person = day_of(on), person_of(by)
    reason = words_of(because, "say why it may stand", "--because")
    order, problems = _found(Path(folder))
    place = post if post in FILES else post_called(post, order) or post
    found = to_overrule(problems, place, rule, folder, line=line, sentence=sentence)
    let_stand(Path(folder), found, reason, person, day)
    where = f"{found.where}:{found.line}" if found.line else found.where
    click.echo(f"{where}: {found.what}. It may stand, says {person}: {reason}")
    say("It holds for this sentence as it is. The record is in zine.toml, under [[overruled]].")


def _found(folder: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The posts of a zine in their order, and everything that would stop its release."""
    from zinewright.assemble.zine import Choice
    from zinewright.manuscript.folder import read_manuscript
    from zinewright.press.build import prepare

    order = tuple(post.name for post in read_manuscript(folder).posts)
    with press(1) as ready:
        try:
            return order, prepare(folder, ready, Choice(release=True, today=today())).warnings
        except ZineError as error:
            return order, error.problems
