"""Formulas of TeX in a text, and prices, which are none."""

from __future__ import annotations

import pytest

from zinewright.prose.formulas import formula_in

PRICES = r"""
$5 and $10
from $5 to $10.
US$5 and A$10
5$ and 10$
it costs $$ and more $$
$$$ to $$$$
$HOME and $PATH
$HOME/$USER
`$x$` and ``$x^2$``
\[1\] \[sic\] \[…\] \[insert picture: a=b c\]
\(see above\) \(5\)
$1 = €0.9 and 5$
a $10-20$ range
cash ($), card ($)
A$AP and Ke$ha
$20 (or was it $30)?
https://a.b/$x$
the $-sign and the $-key
$5/$6, $5–$10, $5k-$10k
\$x\$
Between $3m and $4m, $x
$1,000 - $2,000
I had $5, $6 and $7$
$5 + tax = $6
$15/hr vs $20/hr
*$5* and **$6**, "$5" and "$10"
$5-a-day and $6-a-week
pay $5$
$variable$ and %name$
C:\Users\$x and D:\data\new
no sign of either
""".strip().splitlines()


@pytest.mark.parametrize("text", PRICES)
def test_no_formula(text):
    assert formula_in(text) is None


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("let $x$ be", "$x$"),
        ("so $E = mc^2$ holds", "$E = mc^2$"),
        (r"$$\int_0^1 x\,dx$$", r"$$\int_0^1 x\,dx$$"),
        (r"\(a+b\)", r"\(a+b\)"),
        (r"\(x\)", r"\(x\)"),
        (r"\[ \frac{a}{b} \]", r"\[ \frac{a}{b} \]"),
        (r"\begin{align*}", r"\begin{align*}"),
        ("$O(n)$", "$O(n)$"),
        ("$a, b$", "$a, b$"),
        (r"$\alpha$", r"$\alpha$"),
        ("$5 and $x$", "$x$"),
        ("$p<0.05$", "$p<0.05$"),
        (r"\\\[ E = mc^2 \\\]", r"\\\[ E = mc^2 \\\]"),  # as an import writes it
        (r"$$\\frac\{a\}\{b\}$$", r"$$\\frac\{a\}\{b\}$$"),
    ],
)
def test_formulas(text, formula):
    assert formula_in(text) == (0, formula)


def test_on_which_line_a_formula_begins():
    assert formula_in("One\ntwo `$x$`\n$$\nx^2\n$$") == (2, "$$\nx^2\n$$")
