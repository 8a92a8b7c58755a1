"""Job → its typeset section in bytes, or what is wrong with it.

What any executor runs: a function of a module, whose argument and result can be sent to another
process, and that raises nothing that is an `Exception`.
"""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from zinewright.problems import Problem, ZineError, shown
from zinewright.typeset.section import COMPLAINT, Job, stored, typeset
from zinewright.typeset.units import typeset_units

Outcome = tuple[bytes | None, tuple[Problem, ...]]
SMALLER = "Split the post, or take out its largest table or picture"


def outcome(job: Job, memory: str = "all the memory that there is") -> Outcome:
    """The section as bytes for the cache, or None and every problem, which name it.

    `memory` is what there is of it, in words.
    """
    try:
        return stored(typeset(job)), ()
    except ZineError as error:
        return None, tuple(_in_its_block(problem, job) for problem in error.problems)
    except MemoryError:
        return None, (too_much(job, memory),)
    except Exception:
        last = traceback.format_exc().strip().splitlines()[-1]
        what = f"typesetting the section “{job.section}” failed ({last})"
        fix = "This is a fault of Zinewright: please report it with the post"
        problem = Problem(job.where or job.section, None, "typeset", what, fix)
        return None, (_in_its_block(problem, job),)


def outcomes(jobs: Sequence[Job], memory: str = "all the memory that there is") -> list[Outcome]:
    """What comes of a job, or of several units of a section, each as if it had been alone."""
    if jobs[0].is_unit:
        with contextlib.suppress(Exception):  # whichever it is of: it is found alone
            return [(stored(made), ()) for made in typeset_units(jobs)]
    if len(jobs) == 1:
        return [outcome(jobs[0], memory)]
    return [one for job in jobs for one in outcomes((job,), memory)]


def too_much(job: Job, taken: str) -> Problem:
    """That a section takes more than it may."""
    what = f"typesetting the section “{job.section}” took {taken}"
    return Problem(job.where or job.section, None, "typeset-limits", what, SMALLER)


def _in_its_block(problem: Problem, job: Job) -> Problem:
    """A problem of typesetting that names the words of the block where it arises."""
    is_of_link = problem.what.startswith(COMPLAINT + "the link “")
    is_of_text = problem.rule == "typeset" and problem.where != job.style
    words = block_at_fault(job) if is_of_text and not is_of_link else ""
    if not words:
        return problem
    return replace(problem, what=f"{problem.what}, in the part that begins “{shown(words)}”")


def block_at_fault(job: Job) -> str:
    """The words of the first block of a section that cannot be typeset alone.

    It is "" where there is none, and where not even an empty section can be typeset.
    """
    from lxml import html  # where something went wrong, and no sooner

    root = html.document_fromstring(job.html)
    section = next(root.iter("section"), None)
    if section is None:
        return ""
    blocks = list(section)
    for block in (None, *blocks):
        section[:] = [] if block is None else [block]
        alone = etree.tostring(root, encoding="unicode", method="html")
        try:
            typeset(replace(job, html=f"<!DOCTYPE html>{alone}"))
        except Exception:  # whatever it is that goes wrong with the whole
            return "" if block is None else " ".join("".join(block.itertext()).split())
    return ""
