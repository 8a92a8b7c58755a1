"""Pages in other inks: what they are painted with afterwards, and that nothing else changes."""

from __future__ import annotations

import io
import struct

import pikepdf
import pymupdf
import pytest
import weasyprint
from PIL import Image
from printed import ticks
from running import zine

from zinewright.bind.srgb import profile
from zinewright.problems import ZineError
from zinewright.recolour.separations import inked
from zinewright.sheets.pdf_x import for_press

PAGE = """<style>@page { size: 100mm 100mm; margin: 10mm } p { margin: 0 0 4pt; padding: 2pt }
body { font: 10pt sans-serif }</style>
<p style="color: #888">grey on white</p>
<p style="color: #ccc; background: #222">light on dark</p>
<p style="color: #333; background: #ddd">dark on light</p>
<p style="color: white; background: #0078bf">white on blue</p>
<div style="height: 10mm; background: #999"></div>
<div style="height: 10mm; background: #ff48b0"></div>
<div style="height: 5mm; background: black; opacity: 0.5"></div>
<img src="x.png" style="width: 20mm">"""


class Fetcher(weasyprint.urls.URLFetcher):
    def fetch(self, url, headers=None):
        out = io.BytesIO()
        Image.linear_gradient("L").resize((64, 32)).convert("RGB").save(out, "PNG")
        return weasyprint.urls.URLFetcherResponse(url, body=out.getvalue())


def in_black(content: bytes, where: str) -> bytes:
    return inked(content, where, "black", ()).files[""]


def plates(content: bytes, where: str, inks: tuple[str, ...]) -> dict[str, bytes]:
    made = dict(inked(content, where, "riso", inks).files)
    made.pop("proof")
    return made


def proof(content: bytes, where: str, inks: tuple[str, ...]) -> bytes:
    return inked(content, where, "riso", inks).files["proof"]


@pytest.fixture(scope="module")
def page() -> bytes:
    return weasyprint.HTML(string=PAGE, base_url="http://x/", url_fetcher=Fetcher()).write_pdf()


def operators(content: bytes) -> set[str]:
    """Every operator that sets a colour, with what it sets, on all pages and drawings."""
    found = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for held in contents(pdf):
            for operands, operator in pikepdf.parse_content_stream(held):
                if str(operator) in {"g", "G", "rg", "RG", "k", "K", "scn", "SCN", "sc", "SC"}:
                    numbers = " ".join(f"{float(o):g}" if not isinstance(o, pikepdf.Name) else "/P"
                                       for o in operands)  # fmt: skip
                    found.add(f"{numbers} {operator}")
    return found


def contents(pdf):
    yield from pdf.pages
    for held in pdf.objects:
        if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == pikepdf.Name.Form:
            yield held


def pictures(content: bytes):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            (str(held.ColorSpace), int(held.BitsPerComponent))
            for held in pdf.objects
            if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == pikepdf.Name.Image
        ]


def words(content: bytes) -> str:
    return pymupdf.open(stream=content)[0].get_text()


def tone_at(content: bytes, text: str) -> tuple[float, float]:
    """How dark the darkest and the lightest spots of a line of text are, from 0 to 1."""
    (page,) = pymupdf.open(stream=content)
    (place,) = page.search_for(text)
    spots = page.get_pixmap(dpi=200, clip=place, colorspace=pymupdf.csGRAY).samples
    return min(spots) / 255, max(spots) / 255


def test_one_ink_is_black_or_nothing(page):
    made = in_black(page, "x.pdf")

    assert operators(made) == {"0 g", "1 g", "0 G", "/P scn"} or operators(made) == {
        "0 g", "1 g", "/P scn",
    }  # fmt: skip
    assert pictures(made) == [("/DeviceGray", 1)]


@pytest.mark.parametrize("text", ["grey on white", "light on dark", "dark on light", "white on"])
def test_every_letter_stands_out_in_black(page, text):
    assert tone_at(in_black(page, "x.pdf"), text) == (0, 1)


def test_a_heading_below_a_border_is_no_heading_on_black():
    """A border is drawn as an area with a hole, and only its clip says where it is."""
    html = """<style>@page { size: 100mm; margin: 5mm }
    h1 { border-top: 6px solid black; padding: 20px }
    p { border: 3px solid #222; padding: 9px }</style><h1>a heading</h1><p>a framed text</p>"""
    made = inked(weasyprint.HTML(string=html).write_pdf(), "x.pdf", "black", ())

    assert made.told == ()
    assert tone_at(made.files[""], "a heading") == (0, 1)
    assert tone_at(made.files[""], "a framed text") == (0, 1)


def test_tints_become_lines_of_their_darkness(page):
    (sheet,) = pymupdf.open(stream=in_black(page, "x.pdf"))
    filled = [d for d in pymupdf.open(stream=page)[0].get_drawings() if d.get("fill")]
    (grey,) = [d["rect"] for d in filled if d["fill"][0] == pytest.approx(0.6)]
    inside = grey + (2, 2, -2, -2)
    spots = sheet.get_pixmap(dpi=300, clip=inside, colorspace=pymupdf.csGRAY).samples

    assert sum(spots) / len(spots) / 255 == pytest.approx(0.6, abs=0.08)
    assert sum(0.2 < spot / 255 < 0.8 for spot in spots) / len(spots) < 0.45


@pytest.mark.parametrize(
    "change",
    [in_black, lambda c, w: for_press(c), lambda c, w: proof(c, w, ("black", "red")),
     lambda c, w: plates(c, w, ("black", "red"))["red"]],
)  # fmt: skip
def test_no_letter_changes(page, change):
    assert words(change(page, "x.pdf")) == words(page)


def test_each_ink_has_a_plate_of_greys(page):
    made = plates(page, "x.pdf", ("black", "fluorescent-pink"))

    assert list(made) == ["black", "fluorescent-pink"]
    for content in made.values():
        assert {said.split()[-1] for said in operators(content)} <= {"g", "G"}
        assert pictures(content) == [("/DeviceGray", 8)]
    assert "0 g" in operators(made["fluorescent-pink"])
    assert "0.533 g" in operators(made["black"])


def test_what_shines_through_is_as_light_as_it_looks(page):
    assert "0.5 g" in operators(plates(page, "x.pdf", ("black",))["black"])


def test_a_proof_has_the_colours_that_the_inks_give(page):
    made = operators(proof(page, "x.pdf", ("black", "fluorescent-pink")))

    assert "1 0.282 0.69 rg" in made
    assert pictures(proof(page, "x.pdf", ("black", "red"))) == [("/DeviceRGB", 8)]


def test_black_is_black_alone_on_a_press_and_colours_stay(page):
    made = operators(for_press(page))

    assert "0 0 0 rg" not in made
    assert {"0.2 g", "1 g", "0 0.470588 0.74902 rg"} <= made
    assert pictures(for_press(page)) == pictures(page)


def test_colour_is_left_alone(page):
    assert inked(page, "x.pdf", "colour", ()).files == {"": page}


def test_a_gradient_stays_one_for_a_press():
    html = """<style>@page { size: 50mm }</style>
    <div style="height: 10mm; background: linear-gradient(red, blue)"></div>"""
    content = weasyprint.HTML(string=html).write_pdf()

    assert pixels(for_press(content)) == pixels(content)


def pixels(content: bytes) -> bytes:
    return pymupdf.open(stream=content)[0].get_pixmap().samples


@pytest.mark.parametrize(
    ("inks", "message"),
    [
        (("blak",), "x.pdf: there is no ink “blak” (did you mean black or lake?). Name inks like "
         "black, blue, red, yellow, fluorescent-pink. [no-such-ink]"),
        ((), "x.pdf: no ink is named. Name inks like black, blue, red, yellow, fluorescent-pink. "
         "[no-such-ink]"),
    ],
)  # fmt: skip
def test_inks_that_are_none(page, inks, message):
    with pytest.raises(ZineError) as caught:
        plates(page, "x.pdf", inks)

    assert str(caught.value) == message


# --- at the command


@pytest.fixture
def here(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.pdf").write_bytes(page)
    press = bytearray(profile())
    press[12:16] = b"prtr"
    (tmp_path / "press.icc").write_bytes(press)
    (tmp_path / "screen.icc").write_bytes(profile())
    return tmp_path


def test_plates_have_crosses_to_lay_one_on_another(here):
    done = zine("impose", "x.pdf", "--fold", "leaves", "--ink", "riso", "--inks", "black,red")
    marks = [ticks(pymupdf.open(name)[0])["vertical"] for name in
             ("x-leaves-black.pdf", "x-leaves-red.pdf")]  # fmt: skip

    assert done.output.splitlines()[:3] == [
        "x-leaves-proof.pdf", "x-leaves-black.pdf", "x-leaves-red.pdf",
    ]  # fmt: skip
    assert marks[0] == marks[1]
    assert len(marks[0]) >= 4


def test_a_file_for_a_print_shop(here, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    zine("impose", "x.pdf", "--fold", "leaves", "--profile", "press.icc", "--condition", "FOGRA51")
    with pikepdf.open("x-leaves.pdf") as pdf:
        (intent,) = pdf.Root.OutputIntents
        metadata = pdf.Root.Metadata.read_bytes()

        assert str(intent.S) == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA51"
        assert intent.DestOutputProfile.read_bytes() == (here / "press.icc").read_bytes()
        assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in metadata
        assert b"<pdf:Trapped>False</pdf:Trapped>" in metadata
        assert b"<xmp:CreateDate>2026-01-02T00:00:00Z</xmp:CreateDate>" in metadata
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260102000000Z"
        assert pdf.trailer.Info.Trapped == "/False"
        assert "/ID" in pdf.trailer
        assert not any("/Annots" in page for page in pdf.pages)
        for page in pdf.pages:
            media, bleed, trim = ([float(e) for e in page[key]]
                                  for key in ("/MediaBox", "/BleedBox", "/TrimBox"))  # fmt: skip
            assert media[0] <= bleed[0] <= trim[0] < trim[2] <= bleed[2] <= media[2]
        spaces = [o.ColorSpace for o in pdf.objects if isinstance(o, pikepdf.Dictionary)
                  and "/ColorSpace" in o and "/XObject" in o]  # fmt: skip
        assert spaces
        assert all("/DefaultRGB" in held for held in spaces)
    said = operators((here / "x-leaves.pdf").read_bytes())
    assert not {"0 0 0 rg", "0 0 0 RG", "1 1 1 rg"} & said


def test_fonts_for_a_print_shop_are_embedded(here):
    zine("impose", "x.pdf", "--fold", "leaves", "--profile", "press.icc")
    with pikepdf.open("x-leaves.pdf") as pdf:
        described = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)
                     and o.get("/Type") == pikepdf.Name.FontDescriptor]  # fmt: skip

        assert described
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(d.keys()) for d in described)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--profile screen.icc", "screen.icc: this profile is not for a press (ISO 15930-7 asks "
         "for an output profile). Ask the print shop for the one of its press. [profile]"),
        ("--profile x.pdf", "x.pdf: this is no ICC profile. Ask the print shop for the one of its "
         "press. [profile]"),
        ("--profile none.icc", "none.icc: there is no such file. Correct its name. [cannot-read]"),
        ("--ink riso", "x.pdf: no ink is named. Name inks like black, blue, red, yellow, "
         "fluorescent-pink. [no-such-ink]"),
    ],
)  # fmt: skip
def test_what_a_shop_or_a_riso_cannot_use(here, words, message):
    done = zine("impose", "x.pdf", "--fold", "leaves", *words.split())

    assert (done.output.strip(), done.exit_code) == (message, 1)


def test_a_profile_that_ends_early(here):
    (here / "short.icc").write_bytes(struct.pack(">I", 128) + b"\0" * 60)
    done = zine("impose", "x.pdf", "--fold", "leaves", "--profile", "short.icc")

    assert done.output.startswith("short.icc: this is no ICC profile.")


@pytest.mark.parametrize("colour", ["#ffff99", "#ffffcc", "#ccffcc", "#f2f2f2", "#e6e6e6", "black"])
def test_pale_words_and_lines_are_seen_in_black(colour):
    html = f"""<style>@page {{ size: 100mm; margin: 5mm }}</style>
    <p style="color: {colour}">pale words</p>
    <svg width="200" height="20"><path d="M0 9H180" stroke="{colour}" stroke-width="3"/></svg>"""
    made = inked(weasyprint.HTML(string=html).write_pdf(), "x.pdf", "black", ())
    assert tone_at(made.files[""], "pale words") == (0, 1)
    (page,) = pymupdf.open(stream=made.files[""])
    line = page.get_pixmap(dpi=72, clip=(20, 30, 140, 70), colorspace=pymupdf.csGRAY)
    rows = [line.samples[y * line.stride : (y + 1) * line.stride] for y in range(line.height)]
    assert any(max(row) < 60 for row in rows), "a row of the line is black from end to end"


# --- one ink over another

OVER = """<style>@page { size: 60mm 30mm; margin: 0 } body { margin: 0; font: bold 40pt sans-serif }
div { position: absolute; left: 0; width: 60mm; height: 30mm } span, svg { position: absolute }
</style>"""
PINK = '<div style="background: #ff48b0"></div>'
BLACK = '<div style="background: black"></div>'
SVG = '<svg width="170" height="60"><path d="M20 30H140" stroke-width="20" %s/></svg>'
BOX = '<svg width="170" height="60"><path d="M20 20H140V40H20Z" %s/></svg>'


def darkest_and_lightest(content: bytes) -> tuple[float, float]:
    """Of a plate, from 0, black, to 1."""
    return extremes(content, (4, 4, 166, 81))


def extremes(content: bytes, clip: tuple[int, int, int, int]) -> tuple[float, float]:
    (sheet,) = pymupdf.open(stream=content)
    spots = sheet.get_pixmap(dpi=150, clip=clip, colorspace=pymupdf.csGRAY).samples
    return min(spots) / 255, max(spots) / 255


@pytest.mark.parametrize(
    ("below", "above", "inks", "is_cut_out"),
    [
        (PINK, "<span>HE</span>", ("black", "fluorescent-pink"), False),
        (PINK, "<span>HE</span>", ("fluorescent-pink", "black"), False),
        (PINK, '<span style="color: #444">HE</span>', ("black", "fluorescent-pink"), False),
        (PINK, SVG % 'stroke="black"', ("black", "fluorescent-pink"), False),
        (PINK, BOX % 'fill="black"', ("black", "fluorescent-pink"), False),
        (PINK, BOX % 'fill="black" stroke="black"', ("black", "fluorescent-pink"), False),
        (PINK, '<span style="color: white">HE</span>', ("black", "fluorescent-pink"), True),
        (PINK, BOX % 'fill="white"', ("black", "fluorescent-pink"), True),
        (PINK, BOX % 'fill="black" stroke="white"', ("black", "fluorescent-pink"), True),
        (PINK, BOX % 'fill="#aaa"', ("black", "fluorescent-pink"), True),
        (PINK, "<span>HE</span>", ("blue", "fluorescent-pink"), False),
        (PINK, BOX % 'fill="#0078bf"', ("blue", "fluorescent-pink"), True),
    ],
)
def test_what_a_darker_ink_prints_is_not_cut_out_of_a_lighter_one(below, above, inks, is_cut_out):
    made = plates(weasyprint.HTML(string=OVER + below + above).write_pdf(), "x.pdf", inks)

    dark, light = darkest_and_lightest(made["fluorescent-pink"])
    assert (dark, light > 0.5) == (0, is_cut_out)


def test_a_lighter_ink_on_a_darker_one_is_cut_out_of_that():
    """Printed over it, it would be seen by nobody."""
    page = OVER + BLACK + '<span style="color: #ff48b0">HE</span>'
    content = weasyprint.HTML(string=page).write_pdf()
    made = plates(content, "x.pdf", ("black", "fluorescent-pink"))

    assert darkest_and_lightest(made["black"]) == (0, 1)
    assert darkest_and_lightest(made["fluorescent-pink"])[0] == 0


def test_letters_behind_those_that_were_left_out_are_painted():
    page = OVER + PINK + '<span>HE</span><span style="top: 15mm; color: white">HE</span>'
    content = weasyprint.HTML(string=page).write_pdf()
    made = plates(content, "x.pdf", ("black", "fluorescent-pink"))["fluorescent-pink"]

    assert words(made) == words(content)
    assert extremes(made, (4, 4, 166, 42)) == (0, 0)
    assert extremes(made, (4, 46, 166, 81)) == (0, 1)


def test_an_ink_without_anything_in_it_has_no_plate():
    content = weasyprint.HTML(string=OVER + "<span>HE</span>").write_pdf()
    made = inked(content, "x.pdf", "riso", ("black", "fluorescent-pink"))

    assert list(made.files) == ["proof", "black"]
    assert [str(each) for each in made.told] == [
        "x.pdf: no page has anything in fluorescent-pink, so that there is no file for that ink. "
        "Take it out of the inks, or choose a layout whose accent it is. [recolouring]"
    ]


@pytest.mark.parametrize(
    ("inks", "said"),
    [
        (("black", "yellow"), []),
        (("medium-blue",), []),
        (("blue", "red"), ["blue", "4.7", "medium-blue"]),
        (("teal", "yellow"), ["teal", "4.5", "medium-blue"]),
    ],
)
def test_words_in_an_ink_that_is_too_faint_for_them(inks, said):
    content = weasyprint.HTML(string=OVER + PINK + "<span>HE</span>").write_pdf()
    told = [each for each in inked(content, "x.pdf", "riso", inks).told if each.rule == "contrast"]

    assert [f"{each.level}: {each}" for each in told] == [
        f"warning: x.pdf: black words are printed in {ink}, and stand out from white paper by "
        f"{ratio} to 1, not 7. Take {better}, the nearest ink that does, or name black as well. "
        "[contrast]"
        for ink, ratio, better in ([said] if said else [])
    ]


@pytest.mark.parametrize("amid", [False, True])
def test_a_stencil_of_a_darker_ink_is_not_cut_out(amid):
    """A picture of one bit that is painted in a colour (ISO 32000-1, 8.9.6.2)."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(170, 85))
    stencil = pdf.make_stream(
        b"\0" * 8, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=8, Height=8,
        ImageMask=True, BitsPerComponent=1,
    )  # fmt: skip
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(M=stencil))
    drawn = b"BI /W 8 /H 8 /IM true /BPC 1 ID " + b"\0" * 8 + b" EI" if amid else b"/M Do"
    page.obj.Contents = pdf.make_stream(
        b"1 0.2824 0.6902 rg 0 0 170 85 re f q 80 0 0 40 20 20 cm 0 g " + drawn + b" Q"
    )
    out = io.BytesIO()
    pdf.save(out)
    made = plates(out.getvalue(), "x.pdf", ("black", "fluorescent-pink"))

    assert darkest_and_lightest(made["fluorescent-pink"]) == (0, 0)
    assert darkest_and_lightest(made["black"]) == (0, 1)
