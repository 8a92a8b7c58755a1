"""The studio of a folder in Chromium, as people have it before them, and what axe says of it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from validators import _modules, missing

FOCUSED = (
    "() => { const at = document.activeElement; return at === document.body ? '' : "
    "(at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || at.id).trim() }"
)
VIOLATIONS = (
    "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
    ".flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))"
)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for all that is looked at."""
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if not found:
        missing("Chromium", "it is not on PATH")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextlib.contextmanager
def open_studio(folder: Path) -> Iterator[str]:
    """The one-time address of the studio of a folder, in a process of its own."""
    command = [sys.executable, "-m", "zinewright", "studio", str(folder), "--no-browser"]
    program = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ
    )
    assert program.stdout is not None
    try:
        yield program.stdout.readline().strip()
    finally:
        program.terminate()
        program.wait(20)
        program.stdout.close()


def axe_says(page: Page) -> list[str]:
    """What axe finds wrong in a page; its context has to bypass the rules on scripts."""
    script = _modules() / "axe-core" / "axe.min.js"
    if not script.is_file():
        missing("axe-core", "it is not installed beside the Python of these tests")
    page.evaluate(script.read_text("utf-8"))
    return page.evaluate(VIOLATIONS)


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Go on by the Tab key alone until what has the focus is called so."""
    for _ in range(most):
        if page.evaluate(FOCUSED).startswith(name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to “{name}”; the last was “{page.evaluate(FOCUSED)}”")
