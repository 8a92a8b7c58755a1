"""Every rule has a case: input, and the whole message that answers it.

Those of what people write, and of finished files, stand in the tables `hostile/bad_*.txt`. Here
are those that no file brings about: a machine that lacks something, a layout, a worker that dies.
Each is a call that `says` what is said; what it raises or returns is printed as the command does.
"""

from __future__ import annotations

import ast
import functools
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pikepdf
import pytest
from bound import LAYOUT
from click.testing import Result
from pdfs import numbered
from running import laid, zine
from stranger import WORDS, Stranger, press_profile
from zines import section
from zines import zine as zine_of

import zinewright
from zinewright import rules
from zinewright.bind.book import Leaf
from zinewright.bind.centre import centred, place_of
from zinewright.body import Body, BodyError
from zinewright.cache import cache_folder
from zinewright.commands.common import line_of
from zinewright.editions.booklet import beside_the_middle
from zinewright.editions.pocket import pocket
from zinewright.importers.freshness import signs
from zinewright.languages.files import languages
from zinewright.layout.files import texts_in
from zinewright.layout.fonts import font_file, fontconfig_file
from zinewright.limits import in_bounds
from zinewright.locators import Locators
from zinewright.model import CENTRE
from zinewright.press import executors, jobs, workers
from zinewright.press.executors import Hired, Inline
from zinewright.press.job_queue import JobQueue
from zinewright.problems import ZineError
from zinewright.prose.skim import glanced
from zinewright.publish.swap import publish
from zinewright.recolour.separations import inked
from zinewright.review.safe_messaging.advice import rules as messaging_rules
from zinewright.rules import GROUPS, RULES, Rule
from zinewright.typeset import outcome
from zinewright.typeset.section import Job, Typeset, press_with, typeset
from zinewright.typeset.structure_tree import Tag

TABLES = sorted(Path(__file__).parent.glob("hostile/bad_*.txt"))
SOURCE = Path(zinewright.__file__).parent
SAID = re.compile(r"^(?:(?P<level>warning|info): )?\S.*\. \[(?P<rule>[A-Za-z0-9-]+)\]$", re.M)


@dataclass(frozen=True)
class Case:
    """What is said where `call` is made in an empty folder."""

    said: str
    call: Callable[[pytest.MonkeyPatch], object]


CASES: dict[str, Case] = {}


def says(*lines: str):
    """A case: the function below makes the program say these lines, and nothing else."""

    def case(call: Callable[[pytest.MonkeyPatch], object]) -> Callable[..., object]:
        CASES[call.__name__] = Case("\n".join(lines), call)
        return call

    return case


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert printed(CASES[name].call, monkeypatch) == CASES[name].said


def printed(call: Callable[[pytest.MonkeyPatch], object], patch: pytest.MonkeyPatch) -> str:
    """The problems that a call raises or returns, or what the command shows that it ran."""
    try:
        found = call(patch)
    except ZineError as error:
        found = error.problems
    except BodyError as error:
        return "\n".join(f"{fault.what}. {fault.fix}. [{fault.rule}]" for fault in error.faults)
    if isinstance(found, Result):
        return _plain("\n".join(line for line in found.output.splitlines() if SAID.match(line)))
    assert isinstance(found, Iterable)
    return _plain("\n".join(map(line_of, found)))


def _plain(said: str) -> str:
    """What is said, without the folder that the test has, and lines of code."""
    return re.sub(r"\.py:\d+", ".py:…", said.replace(f"{Path.cwd()}/", ""))


# --- pages


@says(
    "info: hours-booklet.pdf: the centre spread is on pages 34 and 35, and the booklet has its "
    "middle on pages 22 and 23: no two pieces meet near enough. Move a piece so that two meet "
    "there (zine order), or take [centre] out of zine.toml. [centre]"
)
def a_centre_spread_with_no_two_pieces_near_it(_):
    def pages(name: str, count: int, matter: str = "body") -> Leaf:
        made = Typeset(b"", count, (420, 595), Tag("Document"), [], {}, {}, [])
        return Leaf(name, name, "en", made, matter=matter)

    leaves = [pages("front", 3, "front"), pages("a", 30), pages(CENTRE, 10), pages("b", 6, "back")]
    return beside_the_middle(centred(leaves, place_of(leaves)), "hours-booklet.pdf")


# --- texts


@says(
    "“onclick” with “go()” cannot stand on “p”. Leave it out. [attribute]",
    "“blink” is not part of the dialect. Write it in Markdown. [element]",
    "the id “a b” is used twice or is no name. Give each its own. [id]",
)
def parts_that_no_edition_knows(_):
    return Body('<p onclick="go()">x</p><blink/><p id="a b">x</p>')


@says(
    "the text could not be read as XHTML (Opening and ending tag mismatch: em line 1 and p, "
    "line 1, column 19 (<string>, line 1)). Report this. [xhtml]"
)
def a_text_that_is_no_xhtml(_):
    return Body("<p><em>x</p>")


@says("one.md:7: this cannot be read: it takes longer than 0.1 seconds. Cut it. [limits]")
def a_text_that_takes_for_ever(_):
    with in_bounds("one.md", 7, "Cut it", seconds=0.1):
        until = time.process_time() + 5
        while time.process_time() < until:
            pass


@says(
    "info: one.md:1: this was said on a day of its own: “As of last week”. Say when that was, or "
    "leave it out. [dated]",
    "info: one.md:1: this asks for something that may be over: “sign the petition”. Look whether "
    "it still holds. [appeal]",
    "info: one.md:4: this means nothing outside of the blog: “[gallery]”. Take it out. [shortcode]",
    "info: one.md:5: the words of a link do not say where it leads: “here”. Name the place. "
    "[link-words]",
    "info: one.md:3: this looks like a heading and is bold text: “Night”. Begin it with ## "
    "instead. [bold-heading]",
)
def a_post_that_comes_from_a_blog(_):
    text = "As of last week, sign the petition.\n\n**Night**\n[gallery]\n[here](https://b.example)"
    return signs(text, glanced(text), "one.md")


# --- layouts and pages


@says(
    "layout.toml: the font fontpkg_nowhere:x.ttf is not installed. pip install fontpkg-nowhere. "
    "[font]"
)
def a_font_of_no_package(_):
    return font_file("fontpkg_nowhere:x.ttf")


@says(
    "mine/print.css:1: the style leads elsewhere: “url(https://night.example/a.png”. Correct the "
    "layout, or take the one that comes with Zinewright. [layout]"
)
def a_layout_that_leads_elsewhere(_):
    Path("mine").mkdir()
    Path("mine/print.css").write_text("p { background: url(https://night.example/a.png) }")
    return texts_in(Path("mine"))


@says(
    "mine.css:1: left and right pages would have no number. Write content: var(--folio-room) into "
    "a box in their margin, with white-space: nowrap. [folio]",
    "mine.css:2: typesetting says: Ignored `colour: red ` at 2:5, unknown property. Change that "
    "line of the layout. [typeset]",
)
def a_style_without_numbers_of_pages(_):
    one = section("one", "<p>Words.</p>")
    html = LAYOUT.page(one, zine_of(one))
    css = "@page { size: 80mm 60mm }\np { colour: red }"
    return typeset(Job("one", "one.md", html, css, LAYOUT.fonts, style="mine.css"))


NO_PAGES = Typeset(b"", 1, (1, 1), Tag("Document"), [], {}, {}, [], starts=[0])


def built(patch: pytest.MonkeyPatch, trip: Callable[[], object], *words: str) -> Result:
    """A build in which something happens where the post is typeset, in place of that."""

    def stand_in(job: Job) -> Typeset:
        if job.section == "one":
            trip()
        return NO_PAGES

    laid(Path("m"), {})
    patch.setattr(outcome, "typeset", stand_in)
    patch.setattr(outcome, "typeset_units", lambda jobs: [*map(stand_in, jobs)])
    patch.setattr(jobs, "stacked", lambda *asked: NO_PAGES)
    patch.setattr(jobs.Listing, "fits", True)
    patch.setattr(workers, "warm", lambda fonts: None)
    patch.setenv("ZINEWRIGHT_CACHE", str(Path("cache").resolve()))
    return zine("build", "m", *words)


def fail() -> None:
    raise ValueError("no such thing")


@says(
    "m/posts/one.md: typesetting the section “one” failed (ValueError: no such thing). This "
    "is a fault of Zinewright: please report it with the post. [typeset]"
)
def a_section_that_cannot_be_typeset(patch):
    return built(patch, fail, "--edition", "reading")


@says(
    "warning: m/posts/one.md: typesetting the section “one” failed (ValueError: no such "
    "thing). This is a fault of Zinewright: please report it with the post. [typeset]"
)
def a_section_that_stops_the_pages_alone(patch):
    return built(patch, fail, "--edition", "text")


@says(
    "m/posts/one.md: typesetting the section “one” ended at once (exit 7). Build again with "
    "--jobs 1; if it happens again, take its largest pictures out. [typeset-limits]"
)
def a_worker_that_dies(patch):
    return built(patch, lambda: os._exit(7), "--edition", "reading")


@says(
    "warning: m/posts/one.md: typesetting the section “one” ended at once (exit 7). Build "
    "again with --jobs 1; if it happens again, take its largest pictures out. "
    "[typeset-limits]"
)
def a_worker_that_dies_where_no_pages_are_asked_for(patch):
    return built(patch, lambda: os._exit(7), "--edition", "text")


@says(
    "zine: the executor that was given to the press broke down (ValueError: no such thing). Mend "
    "it, or build without it: our own workers name the section that stops them. [executor]"
)
def an_executor_that_breaks_down(patch):
    patch.setattr(executors, "outcomes", lambda jobs: fail())
    queue = JobQueue()
    queue.add([Job("one", "one.md", "", "", ())])
    return list(Hired(Inline()).run(queue))


@says(
    "zine.toml: the pocket zine has 8 panels, and its text needs 9, 1 too many (“One” 1, "
    "“Where to find help” 8). Name fewer places of support under [pocket], like resources = "
    '["samaritans"]. [pocket]'
)
def a_pocket_zine_that_is_too_long(_):
    one = section("one", "<p>Words.</p>")
    long = msgspec.structs.replace(NO_PAGES, pages=8)
    leaves = (
        Leaf("one", "One", "en-GB", NO_PAGES),
        Leaf("support", "Where to find help", "en-GB", long),
    )
    return pocket(zine_of(one), LAYOUT, leaves, Locators(), "z", bytes, print)


# --- printing


@says(
    "warning: thick.pdf: one staple goes through 17 sheets, and staplers take about 16. Use "
    "--fold signatures, and sew or glue them. [staple]"
)
def more_sheets_than_a_staple_goes_through(_):
    Path("thick.pdf").write_bytes(numbered(68))
    return zine("impose", "thick.pdf", "--scale", "fit")


@says(
    "warning: locked.pdf: the file asks not to be changed or copied. Print only what you may. "
    "[locked-pdf]"
)
def a_file_that_asks_not_to_be_copied(_):
    Path("zine.pdf").write_bytes(numbered(4))
    with pikepdf.open("zine.pdf") as pdf:
        pdf.save("locked.pdf", encryption=pikepdf.Encryption(owner="a", user=""))
    return zine("impose", "locked.pdf")


@says(
    "zine.pdf: page 1 uses the font “Helvetica”, which is not in the file. Make the PDF again "
    "with all fonts embedded, as an export to PDF/X or PDF/A does. [pdf-x]"
)
def a_file_whose_font_is_not_inside(_):
    Path("zine.pdf").write_bytes(Stranger().page(WORDS).finished())
    Path("press.icc").write_bytes(press_profile())
    return zine("impose", "zine.pdf", "--profile", "press.icc")


@says(
    "zine.pdf: page 1 has something that these inks cannot show. Name a darker ink, or print "
    "in colour. [recolouring]"
)
def what_no_ink_can_show(_):
    made = Stranger().page(b"1 0 0 rg 10 81 280 40 re f")
    return inked(made.finished(), "zine.pdf", "riso", ("white",)).told


@says(
    "warning: zine.pdf: black words are printed in blue, and stand out from white paper by 4.7 to "
    "1, not 7. Take medium-blue, the nearest ink that does, or name black as well. [contrast]"
)
def words_in_a_faint_ink(_):
    return inked(Stranger().page(WORDS).finished(), "zine.pdf", "riso", ("blue",)).told


@says(
    "warning: zine.pdf: page 1 is printed as a picture, with the words behind, because of "
    "something that shines through. Look at it before you print. [recolouring]"
)
def a_page_that_is_printed_as_a_picture(_):
    marker = pikepdf.Dictionary(ca=0.4)  # which shines through over words
    made = Stranger().page(
        WORDS + b"/H gs 0.9 0.5 0 rg 10 80 280 40 re f", ExtGState=pikepdf.Dictionary(H=marker)
    )
    return inked(made.finished(), "zine.pdf", "black", ()).told


# --- this machine


@says(
    "kept: the cache is not yours alone (others can write into it), so what lies in it may "
    "not be what you made. Take that away from them: chmod go-w kept, and remove what is in "
    "it (or let ZINEWRIGHT_CACHE name a folder that is yours alone). [cache]"
)
def a_folder_into_which_others_can_write(patch):
    Path("kept").mkdir()
    Path("kept").chmod(0o777)
    patch.setenv("ZINEWRIGHT_CACHE", "kept")
    return [cache_folder()]


@says(
    f"file/zinewright-fonts-{os.geteuid()}: the folder for temporary files cannot be written (not "
    "a directory). Make room there, or let TMPDIR name another folder. [temporary-folder]"
)
def no_room_for_temporary_files(patch):
    Path("file").write_text("")
    patch.setattr("tempfile.gettempdir", lambda: "file")
    return fontconfig_file(LAYOUT.fonts)


@says(
    "zine: Pango, which sets the pages, cannot be loaded (cannot load library "
    "'libpango-1.0-0'). Run ./zine build, which says how to install it on this machine. "
    "[pango]"
)
def a_machine_without_pango(patch):
    def without(name, *rest, real=__import__):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'\nmore")
        return real(name, *rest)

    patch.setattr("builtins.__import__", without)
    return press_with.__wrapped__(LAYOUT.fonts)


@says(
    "build: it is a file, not a folder; what stood there is as it was. Move it away, or use "
    "--out. [publish]"
)
def a_file_in_the_place_of_a_folder(_):
    Path("build").write_text("")
    return publish({"zine.txt": b""}, Path("build"))


@says(
    "zine: this is a fault of Zinewright, not of yours (ZeroDivisionError: division by zero, "
    "at test_rules.py:…). Please report it with these words and with what you did. [fault]"
)
def a_fault_of_ours(patch):
    laid(Path("m"), {})
    patch.setattr("zinewright.press.build.read_manuscript", lambda *asked: 1 / 0)
    return zine("check", "m")


# --- that every rule has one


def said_in_tests() -> set[tuple[str, str]]:
    """The rules and levels of all that is said in tables and cases, each of which is a test."""
    texts = [table.read_text("utf-8") for table in TABLES]
    texts += [case.said for case in CASES.values()]
    found = (said for text in texts for said in SAID.finditer(text))
    return {(said["rule"], said["level"] or "error") for said in found}


def without_case(table: dict[str, Rule], said: set[tuple[str, str]]) -> list[str]:
    """The rules, and levels of rules, that nothing is said of.

    A warning that only a release shows is shown as an error.
    """
    return [
        f"{name} ({level})"
        for name, rule in table.items()
        for level in rule.levels
        if (name, level) not in said
        and not (level == "warning" and "error" not in rule.levels and (name, "error") in said)
    ]


def test_every_rule_has_a_case():
    assert without_case(RULES, said_in_tests()) == []


def test_a_rule_without_a_case_is_named():
    new = {"new": Rule(("error", "info"), "Something is new", "Wait"), "old": RULES["alt"]}

    assert without_case(new, {("new", "info"), ("old", "warning")}) == [
        "new (error)",
        "old (error)",
    ]
    assert without_case({"cut-off": RULES["cut-off"]}, {("cut-off", "error")}) == []


def test_no_case_says_by_itself_what_it_is_to_show():
    tree = ast.parse(Path(__file__).read_text("utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}

    assert called & {"Problem", "problems.Problem", "ZineError", "Result", "Fault"} == set()


# --- that the code and the table agree


def named(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Every rule that some code names: where a parameter, a field or a variable is a `rule`."""
    places = dict(place for node in nodes for place in _places(node))
    for node in nodes:
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            yield from _texts(node.args[places.get(name, 99) :][:1])
            yield from _texts([word.value for word in node.keywords if word.arg == "rule"])
        elif isinstance(node, ast.FunctionDef):
            yield from _defaults(node)
            yield from _of_tuples(node)
        elif isinstance(node, ast.For):
            yield from _of_rows(node)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "RULE_OF":
            yield from _texts(node.value.values)  # type: ignore[attr-defined]


def _places(node: ast.AST) -> Iterator[tuple[str, int]]:
    """What takes a `rule`, and as which of its arguments: functions, and types that have it."""
    names: list[str] = []
    if isinstance(node, ast.FunctionDef):
        names = [each.arg for each in node.args.args if each.arg != "self"]
    elif isinstance(node, ast.ClassDef):
        fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
        names = [ast.unparse(each.target) for each in fields]
    if "rule" in names:
        yield node.name, names.index("rule")  # type: ignore[attr-defined]


def _defaults(function: ast.FunctionDef) -> Iterator[str]:
    given = zip(reversed(function.args.args), reversed(function.args.defaults), strict=False)
    yield from _texts([value for each, value in given if each.arg == "rule"])


PAIRS = {
    "Iterator[tuple[str, str]]": 0, "tuple[str, str, str] | None": 0, "Iterator[ContactFault]": 1,
}  # fmt: skip
"""What functions give that tell of faults by their rules, and where the rule stands in it."""


def _of_tuples(function: ast.FunctionDef) -> Iterator[str]:
    place = PAIRS.get(ast.unparse(function.returns) if function.returns else "")
    for node in ast.walk(function) if place is not None else ():
        value = getattr(node, "value", None) if isinstance(node, (ast.Yield, ast.Return)) else None
        if isinstance(value, ast.Tuple):
            yield from (text for text in _texts(value.elts[place:][:1]) if NAME.fullmatch(text))


def _of_rows(loop: ast.For) -> Iterator[str]:
    names = [ast.unparse(each) for each in getattr(loop.target, "elts", ())]
    if "rule" in names and isinstance(loop.iter, ast.Tuple):
        place = names.index("rule")
        rows = [each for each in loop.iter.elts if isinstance(each, ast.Tuple)]
        yield from _texts([row.elts[place] for row in rows])


def _texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    values = (node.value for node in nodes if isinstance(node, ast.Constant))
    yield from (value for value in values if isinstance(value, str))


NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z]{2}\d\d")


@functools.cache
def code() -> tuple[ast.AST, ...]:
    """The code that may name a rule; none does without one of these words."""
    paths = sorted(path for path in SOURCE.rglob("*.py") if path != Path(rules.__file__))
    texts = [path.read_text("utf-8") for path in paths]
    words = ("rule", "RULE", "Problem", "Fault", *PAIRS)
    read = [ast.parse(text) for text in texts if any(word in text for word in words)]
    return tuple(node for tree in read for node in ast.walk(tree))


def test_the_code_names_the_rules_of_the_table_and_each_of_them():
    found = {*named(code()), *messaging_rules()}

    assert sorted(found - set(RULES)) == [], "no such rule"
    assert sorted(set(RULES) - found) == [], "no code says this"


CODE = """
def tell(where, rule="by-default"): ...
@dataclass
class Fault:
    what: str
    rule: str
def look() -> Iterator[tuple[str, str]]:
    yield "by-a-pair", "it is"
def show():
    Fault("it is", "by-a-field")
    tell("a.md", "by-a-place")
    tell("a.md", rule="by-a-word")
    for rule, what in (("by-a-row", "it is"),):
        tell("a.md", rule)
"""


def test_a_rule_is_found_wherever_code_names_it():
    assert sorted(named([*ast.walk(ast.parse(CODE))])) == [
        "by-a-field", "by-a-pair", "by-a-place", "by-a-row", "by-a-word", "by-default",
    ]  # fmt: skip


def test_a_rule_is_never_put_together():
    """So that whoever looks for a rule finds it: it is written out, or handed on as it is."""
    handed_on = {"rule", "rule.id", "fault.rule", "problem.rule", "unseen.why"}
    odd = {
        ast.unparse(node.args[2])
        for node in code()
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem"
        if not isinstance(node.args[2], ast.Constant)
    }

    assert odd <= handed_on


@pytest.mark.parametrize("language", languages("safe_messaging.toml"))
def test_safe_messaging_weighs_what_the_table_says_in_every_language(language):
    weights = {name: (rule.level,) for name, rule in messaging_rules(language).items()}

    assert weights
    assert weights == {name: RULES[name].levels for name in weights if name in RULES}


# --- the table


def test_a_rule_is_told_of_in_two_sentences():
    for name, rule in RULES.items():
        assert NAME.fullmatch(name)
        assert rule.levels == tuple(
            sorted(set(rule.levels), key=("error", "warning", "info").index)
        )
        for text in (rule.meaning, rule.remedy):
            assert re.match("[A-Z“]", text), f"{name}: {text}"
            assert not text.endswith("."), f"{name}: {text}"
            assert len(text) <= 90, f"{name}: {text}"


def test_no_rule_stands_in_two_groups_and_no_two_mean_the_same():
    meanings = [rule.meaning for group in GROUPS.values() for rule in group.values()]

    assert len(meanings) == len(RULES) == len(set(meanings))


def test_the_table_is_shown_wherever_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")
    shown = zine("check", "--rules")

    assert shown.exit_code == 0
    assert max(map(len, shown.stdout.splitlines())) <= 60
    assert shown.stdout.startswith("""\
An error stops what it is found in. A warning keeps a draft
from being a release, which takes it for an error. A remark
(info) stops nothing, and is shown with --info.

Files that people write
=======================

cannot-read (error)
    Something is not there, or may not be read. Correct its
    name, or change its permissions.

""")
    assert (
        """

Pictures
========

picture (error)
    A picture is not there, or cannot be read or printed.
    Put it into images/ as PNG or JPEG, and write its name
    as it is.

centre (info)
    The centre spread does not lie on the two middle pages.
    Move a piece so that two meet in the middle, or take
    [centre] out of zine.toml.

picture-word (warning)
    A word in braces behind a picture means nothing there.
    Write {full}, {small} or {decorative}, or {pair} behind
    two that follow one another.

resolution (warning)
    A picture has too few pixels for its size in print. Save
    it with more pixels, or print it smaller.

alt (error)
    A picture has no words for those who cannot see it.
    Write ![what it shows](…), or ![](…){decorative} for an
    ornament.

alt-words (warning)
    The words in place of a picture do not say what it
    shows. Write what it shows, in a sentence.

"""
        in shown.stdout
    )
    assert [line.split(" ")[0] for line in shown.stdout.splitlines() if HEAD.match(line)] == [
        *RULES
    ]


HEAD = re.compile(r"[A-Za-z0-9-]+ \((?:error|warning|info)(?:, \w+)*\)$")


def test_the_table_as_json(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = zine("check", "--rules", "--json")
    read = {each["rule"]: each for each in json.loads(shown.stdout)["rules"]}

    assert shown.exit_code == 0
    assert list(read) == list(RULES)
    assert read["footnote"] == {
        "rule": "footnote",
        "group": "Posts",
        "levels": ["error", "warning"],
        "meaning": "A note and its reference do not find each other",
        "remedy": "Write [^1] in the text, and [^1]: with the note on a line of its own",
    }
