"""Job → its typeset section in bytes, or what is wrong with it.

What any executor runs: a function of a module, whose argument and result can be sent to another
process, and that raises nothing that is an `Exception`.
"""

from __future__ import annotations

import traceback
from dataclasses import replace

from zinewright.problems import Problem, ZineError, shown
from zinewright.typeset.section import COMPLAINT, Job, block_at_fault, stored, typeset

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


def too_much(job: Job, taken: str) -> Problem:
    """That a section takes more than it may."""
    what = f"typesetting the section “{job.section}” took {taken}"
    return Problem(job.where or job.section, None, "typeset-limits", what, SMALLER)


def _in_its_block(problem: Problem, job: Job) -> Problem:
    """A problem of typesetting that names the words of the block where it arises."""
    is_of_link = problem.what.startswith(COMPLAINT + "the link “")
    words = block_at_fault(job) if problem.rule == "typeset" and not is_of_link else ""
    if not words:
        return problem
    return replace(problem, what=f"{problem.what}, in the part that begins “{shown(words)}”")
