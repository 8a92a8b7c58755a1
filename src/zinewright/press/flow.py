"""read → assemble → build → release → impose: the way of a zine, as programs and commands call it.

`zinewright` has these names, so that nobody needs to know where they lie. What is wrong is raised
as a `ZineError` that holds every `Problem`; warnings come back as values. A name that is no
edition's or fold's is a `ValueError`. Nothing is printed, and nothing is fetched.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Collection, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Literal

from zinewright.assemble.zine import Choice
from zinewright.editions import EDITIONS
from zinewright.manuscript.folder import Manuscript, read_manuscript
from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.paper.papers import PAPERS
from zinewright.pdf.source_pages import read_source
from zinewright.press import build as making
from zinewright.press.build import Built, Prepared
from zinewright.press.imposing import Ink, lay_out
from zinewright.press.jobs import Press
from zinewright.press.menders import mender
from zinewright.problems import nearest, shown
from zinewright.sheets.geometry import Setup
from zinewright.sheets.impose import Printed, Printing

Depth = Literal["", "none", "short", "standard", "full"]
"""How much readers are told of content notes; "" as the recipe says."""
ON_A4 = Setup(PAPERS["A4"])


def read(folder: Path | str) -> Manuscript:
    """The manuscript in a folder: its recipe, its posts in order, its places of support.

    What is wrong with its files is in `problems`, and `assemble` raises it. Raises `ZineError`
    where there is no recipe, or none that can be read.
    """
    return read_manuscript(Path(folder))


def assemble(
    manuscript: Manuscript | Path | str,
    *,
    press: Press | None = None,
    notes: Depth = "",
    without: Collection[str] = (),
) -> Prepared:
    """The `zine` that a build would make, without a page, and the `warnings` that stand.

    `without` names topics; what has notes on them is left out. Raises `ZineError` with everything
    that is wrong.
    """
    with _ready(press) as ready:
        return making.assembled(_read(manuscript), ready, Choice(notes, tuple(without)))


def build(
    manuscript: Manuscript | Path | str,
    out: Path | str | None = None,
    *,
    press: Press | None = None,
    editions: Sequence[str] = (),
    notes: Depth = "",
    without: Collection[str] = (),
) -> Built:
    """Make the `editions` (names in `EDITIONS`; without any, all) as drafts, into the folder `out`.

    Without `out` they go into the zine's own folder in `build/`. All files arrive or none; what
    stood there of the same zine goes. Without a `press`, one with a process a processor is made for
    this call. Raises `ZineError` with everything that is wrong.
    """
    known("edition", editions, EDITIONS)
    choice = Choice(notes, tuple(without))
    with _ready(press) as ready:
        return making.build(_source(manuscript), _path(out), ready, tuple(editions), choice)


def release(
    manuscript: Manuscript | Path | str,
    out: Path | str | None = None,
    *,
    press: Press | None = None,
    notes: Depth = "",
    without: Collection[str] = (),
    today: datetime.date | None = None,
) -> Built:
    """Make the whole kit as a release, into the folder `out` or the zine's own in `build/`.

    `today` is the day on which it passes every gate, that of the clock unless it is told. Raises
    `ZineError` with all that stands in the way; nothing is then written.
    """
    day = today or datetime.date.today()
    choice = Choice(notes, tuple(without), release=True, today=day)
    with _ready(press) as ready:
        return making.build(_source(manuscript), _path(out), ready, (), choice)


def impose(
    pdf: bytes,
    fold: str = "booklet",
    setup: Setup = ON_A4,
    *,
    wish: Wish | None = None,
    printing: Printing | None = None,
    ink: Ink = "colour",
    inks: Sequence[str] = (),
    name: str = "the PDF",
    executor: Executor | None = None,
) -> Printed:
    """The pages of anybody's PDF on sheets of paper: `files` by what their names end with, and how.

    `fold` is a name in `FOLDS`; `setup` has the paper (`PAPERS`) and lengths in points. Without a
    `wish` the spine is where the PDF says. `ink` is "colour", "black", or "riso" with its `inks`, a
    file each. `name` is what problems call the file. One so broken that it has to be written anew
    is read in a process of its own with 8 seconds and 400 MB, or by the `executor`, which keeps no
    limit of memory. Raises `ZineError`.
    """
    known("fold", [fold], FOLDS)
    bleed = setup.bleed or None
    source = read_source(pdf, name, bleed, mender(executor))
    wish, printing = wish or Wish(source.binding), printing or Printing()
    return lay_out(source, FOLDS[fold], wish, setup, printing, ink, inks, bleed=bleed)


def known(kind: str, names: Sequence[str], there_are: Collection[str]) -> None:
    """Raise `ValueError` for a name that is none."""
    for name in names:
        if name not in there_are:
            like = nearest(name, there_are)
            raise ValueError(
                f"there is no {kind} “{shown(name)}”{like}; there are: {', '.join(there_are)}"
            )


def _ready(press: Press | None) -> contextlib.AbstractContextManager[Press]:
    """A press that stays open where it was given, and one for this call alone where none was."""
    return Press() if press is None else contextlib.nullcontext(press)


def _read(manuscript: Manuscript | Path | str) -> Manuscript:
    return manuscript if isinstance(manuscript, Manuscript) else read(manuscript)


def _source(manuscript: Manuscript | Path | str) -> Manuscript | Path:
    return Path(manuscript) if isinstance(manuscript, str) else manuscript


def _path(out: Path | str | None) -> Path | None:
    return None if out is None else Path(out)
