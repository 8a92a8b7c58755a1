"""Pages → places on sheets of paper, and how to fold them: arithmetic, and no file.

`FOLDS` is every fold by its name. A fold says where each page lies and what is then done with the
paper; `step-NAME` in `languages/*/words.toml` says each step to people.
"""

from __future__ import annotations

from zinewright.paper.folds.booklets import booklet, quarter, quarto, signatures, twin
from zinewright.paper.folds.leaves import leaves, repeat, several, single, stack
from zinewright.paper.folds.one_sheet import accordion, mini, mini_poster
from zinewright.paper.folds.paper import Fold

FOLDS: dict[str, Fold] = {
    fold.name: fold
    for fold in (
        Fold("booklet", booklet, is_bound=True),
        Fold("quarter", quarter, is_bound=True),
        Fold("twin", twin, is_bound=True),
        Fold("quarto", quarto, is_bound=True),
        Fold("signatures", signatures, is_bound=True),
        Fold("mini", mini, most=8, sides="one"),
        Fold("mini-poster", mini_poster, fewest=2, most=9),
        Fold("accordion", accordion, most=16, sides="either"),
        Fold("stack", stack, sides="either", has_grid=True),
        Fold("several", several, sides="either", has_grid=True),
        Fold("repeat", repeat, sides="either", has_grid=True),
        Fold("leaves", leaves, sides="either"),
        Fold("single", single, sides="one", is_alone=True),
    )
}
