"""Tables of weights, and what a stretch weighs by them."""

from __future__ import annotations

import pytest

from zinewright.languages.files import FOLDER
from zinewright.languages.phrases import languages as with_phrases
from zinewright.languages.vocabulary import vocabulary_for
from zinewright.languages.weights import BEARS, languages, weights_for, weights_of

TABLE = """\
# A small one.
passages.toml = 0123

grief -2.00 0.50
bears -1.00 0.00

=grief:says\t0:30
belt lace\t0:-4 1:60
laces\t1:12
"""


def test_a_table():
    weights = weights_of(TABLE)

    assert weights.columns == ("grief", "bears")
    assert (weights.begins, weights.least) == ((-2.0, -1.0), (0.5, 0.0))
    assert weights.facts == {"passages.toml": "0123"}
    assert weights.of("belt lace") == ((0, -4), (1, 60))
    assert weights.of("unknown") == ()


@pytest.mark.parametrize(
    ("signs", "words", "sums"),
    [
        ([], 20, [-2.0, -1.0]),
        (["laces"], 36, [-2.0, pytest.approx(-0.8)]),
        (["laces", "laces"], 36, [-2.0, pytest.approx(-0.8)]),
        (["=grief:says"], 36, [1.0, -1.0]),  # a phrase weighs the same in a long stretch
        (["laces"], 1, [-2.0, pytest.approx(-1 + 1.2 / 6**0.5)]),
    ],
)
def test_what_a_stretch_weighs(signs: list[str], words: int, sums: list[float]):
    assert weights_of(TABLE).sums(signs, words) == sums


def test_what_one_sign_weighs_in_it():
    weights = weights_of(TABLE)

    assert weights.share("laces", 1, 36) == pytest.approx(0.2)
    assert weights.share("laces", 0, 36) == 0
    assert weights.share("=grief:says", 0, 36) == 3.0


def test_every_language_with_phrases_has_weights_for_all_topics():
    assert set(languages()) <= set(with_phrases())
    for language in with_phrases():
        weights = weights_for(language)
        assert weights
        assert weights.columns == (*vocabulary_for(language).topics, BEARS)


def test_a_language_without_a_table_has_none():
    assert weights_for("cy") is None


def test_a_table_is_sorted_and_small():
    for path in FOLDER.glob("*/weights.txt"):
        signs = path.read_text("utf-8").split("\n\n")[2].splitlines()
        assert [line.split("\t")[0] for line in signs] == sorted(
            line.split("\t")[0] for line in signs
        )
        assert path.stat().st_size < 1_800_000
