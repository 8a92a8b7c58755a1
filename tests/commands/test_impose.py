"""`zine impose`: what it writes, and what it says of input that cannot be printed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pdfs import A5, Sheet, numbered, pdf_of
from running import zine


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("zine.pdf").write_bytes(numbered(10))


def said(*words: str) -> str:
    done = zine("impose", *words)
    return f"{done.output}{f'exit {done.exit_code}' if done.exit_code else ''}".strip()


@pytest.mark.parametrize(
    ("words", "output"),
    [
        ("zine.pdf", """\
zine-booklet.pdf
3 sheets of A4, both sides, turned over the short edge, 2 blank pages."""),
        ("zine.pdf --by-hand -o out.pdf", """\
out-fronts.pdf
out-backs.pdf
3 sheets of A4, backs by hand, 2 blank pages."""),
        ("zine.pdf --fold quarter --scale fit", """\
zine-quarter.pdf
2 sheets of A4, both sides, turned over the long edge, at 66%, 6 blank pages."""),
        ("zine.pdf --fold quarter --scale 70%", """\
zine-quarter.pdf
2 sheets of A4, both sides, turned over the long edge, at 70%, 6 blank pages."""),
        ("zine.pdf --cover --paper A3", """\
zine-booklet.pdf
zine-booklet-cover.pdf
3 sheets of A3, both sides, turned over the short edge, 2 blank pages."""),
        ("zine.pdf --fold leaves --one-sided", """\
zine-leaves.pdf
10 sheets of A4."""),
        ("zine.pdf --fold stack --paper A3 --grid 2x2", """\
zine-stack.pdf
2 sheets of A3, both sides, turned over the long edge, 6 blank pages."""),
    ],
)  # fmt: skip
def test_what_is_written(words, output):
    assert said(*words.split()) == output
    assert all(Path(name).exists() for name in output.splitlines()[:-1])


@pytest.mark.parametrize(
    ("words", "output"),
    [
        ("none.pdf", "none.pdf: there is no such file. Correct its name. [cannot-read]\nexit 1"),
        (".", ".: the file cannot be read (is a directory). Name a PDF file, and see that you may "
         "read it. [cannot-read]\nexit 1"),
        ("zine.pdf -o zine.pdf", "zine.pdf: this is the file that is read. Write to another one "
         "with --out. [cannot-write]\nexit 1"),
        ("zine.pdf -o no/where.pdf", "no/where.pdf: the file cannot be written (no such file or "
         "directory). Choose another place with --out. [cannot-write]\nexit 1"),
        ("zine.pdf --out=", ".: --out names no file. Write --out zine.pdf. [cannot-write]\nexit 1"),
        ("zine.pdf --fold mini", "zine.pdf: “mini” takes at most 8 pages, and here are 10. Take "
         "out 2 pages, or choose the fold “booklet”. [fold]\nexit 1"),
        ("zine.pdf --paper letter", "zine.pdf: page 1 is 148 × 210 mm, and its place on letter is "
         "139.7 × 215.9 mm. Use --paper A4, or --scale fit, which prints it at 94 % or less. "
         "[paper-too-small]\nexit 1"),
        ("zine.pdf --fold stack --paper A6", "zine.pdf: page 1 is 148 × 210 mm, and its place on "
         "A6 is 105 × 148 mm. Use --paper A5, or --scale fit, which prints it at 70 % or less. "
         "[paper-too-small]\nexit 1"),
        ("zine.pdf --fold leaves --cover", "zine.pdf: the cover of “leaves” is no sheet of its "
         "own. Leave --cover out, or choose the fold “booklet”. [cover]\nexit 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed(words, output):
    assert said(*words.split()) == output


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("--fold bookelt", "--fold: there is no fold “bookelt” (did you mean booklet?). Use one "
         "of: booklet, quarter, twin, quarto, signatures, mini, mini-poster, accordion, stack, "
         "several, repeat, leaves, single."),
        ("--paper A44x", "'--paper': there is no paper “A44x” (did you mean A4?). Use one of: A7, "
         "A6, quarter-letter, half-letter, A5, B5, letter, A4, legal, B4, tabloid, A3, SRA3, A2, "
         "A1, or two lengths such as 148x210mm."),
        ("--safe=-5mm", "'--safe': “-5mm” is less than nothing. Write a length from 0."),
        ("--bleed 3ells", "'--bleed': “ells” is no unit. Use one of: mm, cm, in, pt."),
        ("--scale huge", "--scale: “huge” is no scale. Write true, fit, or a percentage like "
         "94%."),
        ("--scale -50%", "--scale: “-50%” is no scale. Write true, fit, or a percentage like "
         "94%."),
        (f"--grid {'9' * 5_000}x1", f"--grid: “{'9' * 59}…” is no grid. Write columns and rows, "
         "like 2x4."),
        (f"--scale {'9' * 5_000}a", f"--scale: “{'9' * 59}…” is no scale. Write true, fit, or a "
         "percentage like 94%."),
        ("--grid 2by3", "--grid: “2by3” is no grid. Write columns and rows, like 2x4."),
    ],
)  # fmt: skip
def test_wrong_use(words, wrong):
    output = said("zine.pdf", *words.split())

    assert output.endswith(f"Error: Invalid value for {wrong}\nexit 2")


def test_a_zine_that_reads_from_the_right_is_bound_there():
    Path("zine.pdf").write_bytes(numbered(12))
    with pikepdf.open("zine.pdf", allow_overwriting_input=True) as pdf:
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L)
        pdf.save("zine.pdf")
    said("zine.pdf", "-o", "right.pdf")
    said("zine.pdf", "-o", "left.pdf", "--binding", "left")

    assert first_number("right.pdf") == 1
    assert first_number("left.pdf") == 12


@pytest.mark.parametrize(
    ("pages", "fold", "warned"),
    [
        (64, "booklet", None),
        (68, "booklet", "17"),
        (68, "quarter", "18"),
        (68, "twin", "17"),
        (68, "quarto", "18"),
        (68, "signatures", None),
        (34, "leaves", "17"),
        (32, "leaves", None),
    ],
)
def test_more_sheets_than_a_staple_goes_through_are_warned_of(pages, fold, warned):
    Path("thick.pdf").write_bytes(numbered(pages))
    lines = said("thick.pdf", "--fold", fold, "--scale", "fit").splitlines()
    fix = "Use a large clip" if fold == "leaves" else "Use --fold signatures, and sew or glue them"

    assert [line for line in lines if line.startswith("warning: ")] == (
        [
            f"warning: thick.pdf: one staple goes through {warned} sheets, and staplers take about "
            f"16. {fix}. [staple]"
        ]
        if warned
        else []
    )


def first_number(name):
    """The number that stands left of the fold on the first side."""
    import pymupdf
    from printed import texts

    with pymupdf.open(name) as pdf:
        return int(min(texts(pdf[0]), key=lambda text: text[1])[0])


def test_a_file_that_asks_not_to_be_copied_is_printed_with_a_warning():
    with pikepdf.open("zine.pdf") as pdf:
        pdf.save("locked.pdf", encryption=pikepdf.Encryption(owner="a", user=""))

    assert said("locked.pdf").splitlines()[0] == (
        "warning: locked.pdf: the file asks not to be changed or copied. Print only what you may. "
        "[locked-pdf]"
    )


def test_nothing_is_left_behind_where_the_disk_says_no(tmp_path):
    Path("there").mkdir()
    said("zine.pdf", "-o", "there")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["there", "zine.pdf"]


def test_it_names_the_file_for_those_who_do_not_read_paper():
    with pikepdf.open("zine.pdf", allow_overwriting_input=True) as pdf:
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
        )
        pdf.save("zine.pdf")
    said("zine.pdf")
    with pikepdf.open("zine-booklet.pdf") as pdf:
        assert str(pdf.docinfo["/Subject"]).endswith("read zine.pdf instead.")


def test_a_page_in_a_size_of_its_own_names_the_paper_that_takes_it():
    Path("odd.pdf").write_bytes(pdf_of(Sheet(A5), Sheet((900, 1400)), Sheet(A5)))

    assert said("odd.pdf") == (
        "odd.pdf: page 2 is 317.5 × 493.9 mm, and its place on A4 is 148.5 × 210 mm. Use --paper "
        "A1, or --scale fit, which prints it at 42 % or less. [paper-too-small]\nexit 1"
    )


def test_a_run_in_colour_loads_no_engine_but_that_of_pdf():
    asked = (
        "import sys\n"
        "from zinewright.cli import main\n"
        "main(['impose', 'zine.pdf'], standalone_mode=False)\n"
        "print(*sorted(sys.modules.keys() & set(sys.argv[1:])))"
    )
    engines = ("PIL", "jinja2", "markdown_it", "pikepdf", "pypdfium2", "weasyprint", "yaml")
    done = subprocess.run(
        [sys.executable, "-c", asked, *engines], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == ["zine-booklet.pdf", "pikepdf"]
