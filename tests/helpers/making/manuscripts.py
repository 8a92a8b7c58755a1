"""Manuscripts to build in tests, and the builds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from zines import png

from zinewright.cache import Cache, cache_folder
from zinewright.press.build import Press

FACTS = {
    "title": '"Small hours"',
    "authors": '["Ada", "Bo"]',
    "language": '"en-GB"',
    "identifier": '"urn:x-test:small-hours"',
    "date": "2026-01-02",
}
MONEY = """---
title: Money at night
author: Ada
date: 2025-11-30
summary: How the night shift was paid.
notes: debt, work at night (own)
source: https://example.org/money
---
The NHS paid late.[^late] Then came [the long wait](waiting.md), and [a form][form].

[form]: https://example.org/form

## In figures

| Who | Hours | Pounds |
| --- | ---: | ---: |
| **Ada** | 7 | 80 |
| **Bo** | 8 | 91 |

Caption: What a night brought.

::: note a court (own) | What the court said.
They came to the door.
:::

1. First
    - inside
2. Second

[^late]: The budget of that year.

*[NHS]: National Health Service
"""
WAITING = """---
title: The long wait
author: Bo
notes: none
---
We sat there. Somebody said [bonne nuit]{lang=fr}.[^who]

![A clock at three](clock.png)

Caption: The clock in the hall.

![](sprig.png){decorative}

## The morning

It got light, as [the first piece](money.md#in-figures) says.

[^who]: The person at the desk.
"""
AFTER = """---
title: Afterwards
kind: afterword
---
We wrote it down.
"""
POSTS = {"money": MONEY, "waiting": WAITING, "after": AFTER}


def manuscript(folder: Path, posts: Mapping[str, str] = POSTS, **facts: str) -> Path:
    """A manuscript of the posts, in their order; `facts` are lines of zine.toml."""
    (folder / "posts").mkdir(parents=True, exist_ok=True)
    (folder / "images").mkdir(exist_ok=True)
    for name, text in posts.items():
        (folder / "posts" / f"{name}.md").write_text(text, "utf-8")
    for name in ("clock.png", "sprig.png"):
        (folder / "posts" / name).write_bytes(png())
    arrange(folder, *posts, **facts)
    return folder


def arrange(folder: Path, *order: str, **facts: str) -> None:
    """Write zine.toml with the posts in this order."""
    lines = [f"{key} = {value}" for key, value in (FACTS | facts).items()]
    names = "".join(f'  "{name}",\n' for name in order)
    (folder / "zine.toml").write_text("\n".join(lines) + f"\norder = [\n{names}]\n", "utf-8")


def press(folder: Path | None = None, jobs: int = 1) -> Press:
    """A press with a cache of its own in the folder, else with the one that all tests share."""
    return Press(jobs=jobs, cache=Cache(folder / "cache" if folder else cache_folder()))


def command(*arguments: object) -> list[str]:
    """The command line of `zine`, run by this Python."""
    return [sys.executable, "-m", "zinewright", *map(str, arguments)]


def zine(
    *arguments: object, at: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as people do, in the folder `at`."""
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
        cwd=at,
        timeout=300,
    )
