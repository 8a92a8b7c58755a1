"""What the file of a language has for safe messaging: patterns put together of pieces, numbers."""

from __future__ import annotations

import pytest

from zinewright.languages.files import FOLDER
from zinewright.review.safe_messaging.forms import digest, forms_of

READ = {
    "numbers": {"small": "null eins/ein zwei", "tens": "zwanzig", "vague": "etliche"},
    "pieces": {"count": r"(?P<count>\d{1,3}|{values}|{tens})", "pills": "(?:pills?)"},
    "patterns": {"amount": [r"\b{count}\s", "{pills}"], "few": "{small}"},
    "cased": {"named": "{tens} [A-Z]"},
}
LISTED = "# ours\n0123456789abcdef0123\n! aaaa\n+ bbbb\n\n"


def test_patterns_are_put_together_of_pieces_and_numbers() -> None:
    forms = forms_of(READ, {}, LISTED)

    assert {name: said.pattern for name, said in forms.patterns.items()} == {
        "amount": r"\b(?P<count>\d{1,3}|null|eins|ein|zwei|zwanzig)\s(?:pills?)",
        "few": "eins|ein|zwei",
        "named": "zwanzig [A-Z]",
    }
    assert forms.patterns["amount"].search("ZWANZIG pills")
    assert not forms.patterns["named"].search("ZWANZIG a")


def test_several_words_say_one_number() -> None:
    assert forms_of(READ, {}, "").values == {"null": 0, "eins": 1, "ein": 1, "zwei": 2}


def test_what_is_listed_of_means() -> None:
    forms = forms_of(READ, {}, LISTED)

    assert forms.means == {"0123456789abcdef0123"}
    assert (forms.harmless, forms.rows) == ({"aaaa"}, {"bbbb"})
    assert forms_of(READ, {}, "").means == frozenset()


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_means_can_be_read_in_the_list_of_a_language(language: str) -> None:
    lines = (FOLDER / language / "methods.txt").read_text("utf-8").splitlines()
    digests = [line.lstrip("!+ ") for line in lines if not line.startswith("#")]

    assert len(digests) > 100
    assert all(len(each) == 20 and int(each, 16) for each in digests)


def test_the_digest_of_a_word_is_that_of_the_command_in_the_list() -> None:
    assert digest("madeup") == "88394b2b50fa7a7601da"
