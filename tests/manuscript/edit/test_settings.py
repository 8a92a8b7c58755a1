"""`zine set` and the facts of `zine new`: what is typed → the recipe, or what is wrong with it."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest
from running import Lay, zine

from zinewright.layout.choose import layouts_for
from zinewright.manuscript.recipe import Recipe

TODAY = datetime.date.today()
FILE = """\
# Ours.
title = "A new zine"  # for now
subtitle = ""
authors = ["Your name"]
date = 2026-01-31
order = ["one"]

[print]
paper = "A4"
"""
LINE = '[[resource]]\nid = "line"\nname = "Line"\nkind = "crisis"\nregions = ["GB"]\n'


@pytest.fixture
def folder(lay: Lay) -> Path:
    return lay({"zine.toml": FILE, "resources.toml": LINE})


def with_line(line: str) -> str:
    """The file with a line more among its first keys."""
    return FILE.replace('order = ["one"]\n', f'order = ["one"]\n{line}\n')


SET = {
    ("title", "Small hours"): (
        "title: A new zine → Small hours",
        FILE.replace('"A new zine"', '"Small hours"'),
    ),
    ("title", "Small", "hours"): (
        "title: A new zine → Small hours",
        FILE.replace('"A new zine"', '"Small hours"'),
    ),
    ("subtitle", "“Us” \\ them\n now"): (
        "subtitle: – → “Us” \\ them now",
        FILE.replace('subtitle = ""', 'subtitle = "“Us” \\\\ them now"'),
    ),
    ("title", "A new zine"): ("title: A new zine, as it was", FILE),
    ("authors", "Ada Ba", "Bo, MD"): (
        "authors: Your name → Ada Ba, Bo, MD",
        FILE.replace('["Your name"]', '["Ada Ba", "Bo, MD"]'),
    ),
    ("authors", "Ada, Bo"): (
        "authors: Your name → Ada, Bo",
        FILE.replace('["Your name"]', '["Ada", "Bo"]'),
    ),
    ("authors", ""): ("authors: Your name → –", FILE.replace('["Your name"]', "[]")),
    ("regions", "GB", "IE"): ("regions: – → GB, IE", with_line('regions = ["GB", "IE"]')),
    ("language", "cy"): ("language: en → cy", with_line('language = "cy"')),
    ("licence", "CC BY 4.0"): ("licence: – → CC BY 4.0", with_line('licence = "CC BY 4.0"')),
    ("date", "2027-05-01"): (
        "date: 2026-01-31 → 2027-05-01", FILE.replace("2026-01-31", "2027-05-01")),
    ("date", "today"): (f"date: 2026-01-31 → {TODAY}", FILE.replace("2026-01-31", f"{TODAY}")),
    ("notes", "full"): ("notes: standard → full", with_line('notes = "full"')),
    ("print.paper", "letter"): ("print.paper: A4 → letter", FILE.replace('"A4"', '"letter"')),
    ("layout", "plain"): ("layout: – → plain", with_line('layout = "plain"')),
    ("accent", "#7a0019"): ("accent: – → #7a0019", with_line('accent = "#7a0019"')),
    ("print.ink", "black"): ("print.ink: colour → black", f'{FILE}ink = "black"\n'),
    ("large_print.size", "20"): (
        "large_print.size: 18 → 20", f"{FILE}\n[large_print]\nsize = 20\n"),
    ("large_print.size", "20.5"): (
        "large_print.size: 18 → 20.5", f"{FILE}\n[large_print]\nsize = 20.5\n"),
    ("support.always", "line"): (
        "support.always: – → line", f'{FILE}\n[support]\nalways = ["line"]\n'),
    ("support.most", "3"): ("support.most: – → 3", f"{FILE}\n[support]\nmost = 3\n"),
    ("cover.seed", "7"): ("cover.seed: 0 → 7", f"{FILE}\n[cover]\nseed = 7\n"),
    ("website", "https://example.org/"): (
        "website: – → https://example.org/", with_line('website = "https://example.org/"')),
}  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("words", SET)
def test_a_value_is_written_and_nothing_else(
    words: tuple[str, ...], end: str, folder: Path
) -> None:
    said, text = SET[words]
    (folder / "zine.toml").write_bytes(FILE.replace("\n", end).encode())
    result = zine("set", *words, "m")

    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{said}\n", "")
    assert (folder / "zine.toml").read_bytes().decode() == text.replace("\n", end)


WRONG = {
    "titel New": "“titel” is no key here (did you mean title or subtitle?). Use one of: "
    f"{', '.join(Recipe.__struct_fields__)}. [unknown-key]",
    "print.papr A4": "“papr” is no key of print (did you mean paper?). "
    "Use one of: paper, scale, ink, inks. [unknown-key]",
    "prnt.x A": "“prnt” is no key here (did you mean print or part?). Use one of: "
    f"{', '.join(Recipe.__struct_fields__)}. [unknown-key]",
    "title.x A": "“title” has no keys of its own. Write: zine set title VALUE. [value]",
    "regions UK": "“UK” is no region. Write GB. [region]",
    "language en_GB!": "“en_GB!” is no language. Write a tag such as en-GB, cy or ar. [language]",
    "notes fll": "“notes” cannot be “fll” (did you mean full?). "
    "Write one of: full, none, short, standard. [value]",
    "date tomorrow": "“tomorrow” is no date. Write it as year-month-day without quotation marks, "
    "like date = 2026-01-31. [date]",
    "date 2026-02-30": "“2026-02-30” is no date. Write it as year-month-day without quotation "
    "marks, like date = 2026-01-31. [date]",
    "large_print.size big": "“size” cannot be “big”. "
    "Write a number from 16 to 28, like size = 16. [value]",
    "large_print.size 8": "“size” cannot be “8”. "
    "Write a number from 16 to 28, like size = 16. [value]",
    "support.most 0": "“most” cannot be “0”. Write a number from 1 to 99, like most = 1. [value]",
    "cover.seed many": "“seed” cannot be “many”. "
    "Write a whole number up to 999,999, like seed = 1. [value]",
    "cover.seed 1000000": "“seed” cannot be “1000000”. "
    "Write a whole number up to 999,999, like seed = 1. [value]",
    "support.always lien": "there is no “lien” in resources.toml (did you mean line?). "
    "Correct the id, or add it: zine resources add lien. [resource-id]",
    "pocket.resources lien": "there is no “lien” in resources.toml (did you mean line?). "
    "Correct the id, or add it: zine resources add lien. [resource-id]",
    "layout plian": "there is no layout “plian” (did you mean plain?). Name one of: "
    f"{', '.join(layouts_for(None))}, or a folder of the zine that holds a layout.toml. "
    "[no-such-layout]",
    "accent pink": "“pink” is no colour. Write accent = \"#a01040\", red green blue. [value]",
    "accent #ff48b0": "the accent #ff48b0 stands out from white paper by 3.0 to 1, not 7. "
    'Write accent = "#ae0063", the nearest that does. [contrast]',
    "print A4": "“print” has keys of its own. "
    "Say which: print.paper, print.scale, print.ink, print.inks. [value]",
    "order one": "“order” is not set like this. "
    "Change the order with: zine move POST … (or zine drop POST). [value]",
    "dropped one": "“dropped” is not set like this. Leave a post out with: zine drop POST, and "
    "take it in with: zine move POST --last. [value]",
    "topic x": "“topic” is not set like this. "
    "Write [[topic]] into zine.toml, with slug and label on lines below. [value]",
    "title \x1b[2J": "“title” would hold an unseen character. Write the words again. "
    "[unseen-character]",
}  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_what_reading_would_not_take_is_not_written(words: str, folder: Path) -> None:
    result = zine("set", *words.split(), "m")

    assert result.stderr == f"m/zine.toml: {WRONG[words]}\n"
    assert (result.exit_code, result.stdout) == (1, "")
    assert (folder / "zine.toml").read_text() == FILE


def test_no_title_is_no_title(folder: Path) -> None:
    assert "the zine has no title" in zine("set", "title", " ", "m").stderr


def test_one_of_several_faults_is_mended(folder: Path) -> None:
    """What is wrong elsewhere keeps nobody from mending this."""
    path = folder / "zine.toml"
    path.write_text(FILE.replace('"A4"', '"A44"').replace("2026-01-31", '"soon"'))

    assert zine("set", "date", "2026-02-01", "m").exit_code == 0
    assert zine("set", "print.paper", "A5", "m").exit_code == 0
    assert path.read_text() == FILE.replace("2026-01-31", "2026-02-01").replace("A4", "A5")


def test_in_the_zine_in_which_one_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)

    assert zine("set", "title", "Here").stdout == "title: A new zine → Here\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("title m", 2, 'say a value: zine set title VALUE (or "" for none)'),
        ("title", 2, "Missing argument 'VALUE... [DIR]'"),
        ("title Here", 1, "manuscript: there is no such folder"),
        ("title Here n", 1, "n: there is no such folder"),
    ],
)
def test_a_value_or_a_zine_is_missing(words: str, code: int, said: str, folder: Path) -> None:
    result = zine("set", *words.split())

    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


@pytest.mark.slow
def test_a_new_zine_with_its_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = zine(
        "new", "ours", "--title", "Small hours", "--author", "Ada", "--author", "Bo, MD",
        "--language", "cy", "--region", "GB-WLS", "--description", "On nights.",
        "--licence", "CC0", "--contact", "us@example.org", "--subtitle", "At work",
    )  # fmt: skip
    text = Path("ours/zine.toml").read_text("utf-8")
    said = tomllib.loads(text)

    assert made.exit_code == 0
    assert {key: said[key] for key in said if key not in ("identifier", "order")} == {
        "title": "Small hours", "subtitle": "At work", "authors": ["Ada", "Bo, MD"],
        "description": "On nights.", "language": "cy", "licence": "CC0", "regions": ["GB-WLS"],
        "notes": "standard", "contact": "us@example.org", "date": TODAY,
    }  # fmt: skip
    assert text.startswith("# The recipe of your zine.")
    assert zine("check", "ours").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--region", "UK"], "ours/zine.toml: “UK” is no region. Write GB. [region]\n"),
        (["--language", "en_GB!"], "ours/zine.toml: “en_GB!” is no language."),
    ],
)
def test_a_new_zine_with_a_fact_that_is_none(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = zine("new", "ours", *words)

    assert (made.exit_code, made.stdout) == (1, "")
    assert made.stderr.startswith(said)
    assert not Path("ours").exists()
