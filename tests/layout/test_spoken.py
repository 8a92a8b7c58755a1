"""What voices say where print has a sign: numbers of notes, struck-out words, codes, headings."""

from __future__ import annotations

from bound import bound
from zines import section

NOTE = '<ol><li class="footnote" id="n">Yes. <a class="backlink" href="#r">Back</a></li></ol>'


def said(xhtml: str, **more) -> str:
    """The tree of a section A, behind its title."""
    lines = bound(section("a", xhtml, **more)).tree.splitlines()[4:]
    return "\n".join(line.removeprefix("      ") for line in lines)


def test_the_number_of_a_note_says_that_it_is_one():
    read = said(f'<p>Said.<a class="noteref" id="r" href="#n">1</a></p>{NOTE}')

    assert (
        read.partition("\nL ")[0]
        == """\
P
  “Said.”
  Reference
    Link [Note 1] → page 1 (Note 1) “1”"""
    )


def test_it_says_so_in_its_own_language():
    read = said(f'<p>Dit.<a class="noteref" id="r" href="#n">1</a></p>{NOTE}', language="fr")

    assert "    Link [en] [Note 1] → page 1 (Note 1) “1”" in read.splitlines()


def test_headings_are_listed_without_the_numbers_of_notes():
    mark = '<a class="noteref" id="r" href="#n">1</a>'
    read = bound(section("a", f'<h2 id="h">Half {mark}of <em>it</em></h2>{NOTE}'))

    assert read.outline == "A → 1\n  Half of it → 1"
    assert "H2\n        “Half ”\n        Reference" in read.tree


def test_struck_out_words_are_told():
    long = "not here, which goes on for more than a line of a page of this size, as it has to"
    assert said(f"<p>It is <del>not <em>so</em></del> <s>{long}</s>.</p>") == (
        "P\n  “It is ”\n"
        "  Span [[crossed out: not so]]\n    “not ”\n    Em “so ”\n"
        f"  Span [[crossed out: {long}]] “{long}”\n"
        "  “.”"
    )


def test_links_in_struck_out_words_stay_links():
    link = '<a href="https://example.org/">there</a>'
    read = said(f"<p><del>Look {link} now</del>.</p>")

    assert (
        read
        == """\
P
  Span
    Span [[crossed out: Look]] “Look ”
    Link [[crossed out: there]] → https://example.org/ (there) “there”
    Span [[crossed out: now]] “ now”
  “.”"""
    )


def test_a_code_beside_its_address_is_decoration_and_one_alone_has_words():
    address = "https://example.org/x"
    code = f'<span class="qr" data-qr="{address}">QR code for example.org/x</span>'
    read = said(f'<ul><li>{code}<a href="{address}">There</a></li></ul><p>{code}</p>')

    assert (
        read
        == """\
L Disc
  LI
    Lbl “• ”
    LBody
      Link → https://example.org/x (There) “There”
P
  Figure [QR code for example.org/x]"""
    )
