"""Fits the weights of the key points.

    python training/points_fit.py --out digest/understand/points/weights.json DATA/summaries/{cnndm,writers}.dev.jsonl

Rows of JSONL: {"id", "text", "highlights": [...], optional "outlet", "references"}. Three small perceptrons are fitted by cross
entropy against the words of the highlights: "words", "again" (with what the first says of the words beside) and "pairs". The
factors of a set's score, "sets", "word_worth" and "pair_worth", are fitted together by minimum risk: the expected ROUGE-1 +
ROUGE-2 of the set they would choose. Sets are fitted on probabilities from networks that have not seen the article (five
folds), and the cross-validated ROUGE is printed; --unseen writes the points chosen so, for a scorer. Rows with several
"references" count fourfold. Only numbers on general features are kept: no word of an article.
"""

import argparse
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from digest.extract import extract
from digest.model import Source
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand import speech
from digest.understand.points import limits, telling
from digest.understand.points.candidates import candidates
from digest.understand.points.features import held, scene, set_features
from digest.understand.points.ranking import best, shortlist
from digest.understand.points.roles import roles
from digest.understand.points.salience import (
    REPEATS,
    first_rows,
    likely,
    pair_features,
    salience,
    second_rows,
)
from digest.understand.points.terms import WORD, Terms, stem, terms
from digest.understand.points.weights import weights

FOLDS = 5
SHARPNESS = 20.0  # times the reward: how much a better set is preferred
DRAWN = 250  # sets of each size that the fit draws from an article
SEEN_AT_ONCE = 128  # sets of an article that one step of the fit looks at, drawn anew each time
WIDTHS = (32, 42, 42)  # features of a set, and of the words that it holds once and twice; the rest are of its pairs
UNFITTED = {"sets": [], "word_worth": [], "pair_worth": []}
SEEDS = (1, 2, 3)  # fits whose factors are averaged


@dataclass
class Example:
    """One article with its features and labels."""

    row: dict
    fold: int
    article: object
    sentences: tuple
    trees: list
    texts: list
    found: Terms
    names: object
    quotes: tuple
    gold: list  # stems of the highlights, one list a reference
    rows: np.ndarray  # what is known of each stem by itself

    @property
    def weight(self):
        """Rare kinds count more: professional summaries, and outlets other than the most frequent."""
        if "references" in self.row:
            return 4.0
        return 1.0 if self.row.get("outlet") == "cnn" else 1.5


def stems_of(text):
    """The stems of a text, in order."""
    return [stem(word) for word in WORD.findall(text.lower())]


def example(row):
    """One row as the program reads it, with its references and its fold."""
    article = extract(Source(row["id"] + ".txt", "", row["text"]))
    found = sentences(article)
    trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
    who, said = speech(article, found, trees)
    texts = [sentence.of(article.text) for sentence in found]
    words = terms(texts)
    gold = [stems_of(text) for text in row.get("references") or ["\n".join(row["highlights"])]]
    rows = first_rows(texts, words, roles(article, trees, words, who, said))
    return Example(
        row, zlib.crc32(row["id"].encode()) % FOLDS, article, found, trees, texts, words, who, said, gold, rows
    )


def read(path):
    """Examples of a JSONL file, without texts of one or two sentences."""
    every = (example(json.loads(line)) for line in Path(path).read_text("utf-8").splitlines())
    return [one for one in every if len(one.sentences) >= 3]


class Network:
    """A perceptron with one hidden layer, trained by Adam."""

    def __init__(self, x, hidden, outputs, seed=1):
        rng = np.random.default_rng(seed)
        d = x.shape[1]
        self.mean, self.scale = x.mean(0), np.maximum(x.std(0), 0.01)
        self.values = {
            "direct": np.zeros((d, outputs)),
            "inner": rng.normal(size=(d, hidden)) / np.sqrt(d),
            "bias": np.zeros(hidden),
            "outer": rng.normal(size=(hidden, outputs)) * 0.1,
            "level": np.zeros(outputs),
        }
        self.first = {name: np.zeros_like(value) for name, value in self.values.items()}
        self.second = {name: np.zeros_like(value) for name, value in self.values.items()}
        self.step = 0

    def forward(self, x):
        """Hidden values and output for standardised rows."""
        hidden = np.maximum(x @ self.values["inner"] + self.values["bias"], 0)
        return hidden, x @ self.values["direct"] + hidden @ self.values["outer"] + self.values["level"]

    def gradient(self, x, hidden, slope):
        """The gradient of every value, from that of the output."""
        inner = (slope @ self.values["outer"].T) * (hidden > 0)
        return {
            "direct": x.T @ slope,
            "outer": hidden.T @ slope,
            "level": slope.sum(0),
            "inner": x.T @ inner,
            "bias": inner.sum(0),
        }

    def update(self, gradient, rate, decay):
        """One step of Adam with weight decay."""
        self.step += 1
        for name, value in self.values.items():
            slope = gradient[name] + (decay * value if name in {"direct", "inner", "outer"} else 0)
            self.first[name] = 0.9 * self.first[name] + 0.1 * slope
            self.second[name] = 0.999 * self.second[name] + 0.001 * slope**2
            first = self.first[name] / (1 - 0.9**self.step)
            second = self.second[name] / (1 - 0.999**self.step)
            self.values[name] = value - rate * first / (np.sqrt(second) + 1e-8)

    def plain(self):
        """Plain lists of numbers, as perceptron.perceptron reads them."""
        named = {"mean": self.mean, "scale": self.scale, **self.values}
        return {name: np.round(value.astype(float), 4).tolist() for name, value in named.items()}


def fit_probabilities(x, y, hidden, epochs=6, batch=2048, rate=0.01):
    """A network for the probabilities of the columns of y."""
    network = Network(x, hidden, y.shape[1])
    share = y.mean(0).clip(1e-4, 1 - 1e-4)
    network.values["level"] = np.log(share / (1 - share))
    x = (x - network.mean) / network.scale
    rng = np.random.default_rng(1)
    steps = epochs * (len(x) // batch + 1)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch):
            rows = order[start : start + batch]
            hidden_values, out = network.forward(x[rows])
            slope = (1 / (1 + np.exp(-out)) - y[rows]) / len(rows)
            network.update(network.gradient(x[rows], hidden_values, slope), rate * (1 - network.step / steps), 1e-5)
    return network.plain()


def word_labels(item):
    """How often a reference holds each stem at least once, twice, thrice: float[stem, REPEATS]."""
    counts = [Counter(gold) for gold in item.gold]
    rows = [[[held[word] > times for times in range(REPEATS)] for word in item.found.stems] for held in counts]
    return np.array(rows, float).mean(0)


def pair_labels(item):
    """How often a reference holds each pair: float[pair, 1]."""
    held = [set(pairwise(gold)) for gold in item.gold]
    return np.array([[sum(pair in one for one in held) / len(held)] for pair in item.found.pairs], float).reshape(-1, 1)


def fit_salience(items):
    """The networks for words and pairs."""
    labels = np.concatenate([word_labels(item) for item in items])
    words = fit_probabilities(np.concatenate([item.rows for item in items]), labels, hidden=16)
    network = weights({"words": words, "again": words, "pairs": words, **UNFITTED}).words
    second = [second_rows(item.rows, item.found, likely(network, item.rows)) for item in items]
    again = fit_probabilities(np.concatenate(second), labels, hidden=16)
    network = weights({"words": again, "again": again, "pairs": again, **UNFITTED}).words
    rows = [pair_features(item.found, likely(network, own)) for item, own in zip(items, second, strict=True)]
    pairs = fit_probabilities(np.concatenate(rows), np.concatenate([pair_labels(item) for item in items]), hidden=8)
    return {"words": words, "again": again, "pairs": pairs}


def listed(item, fitted):
    """Salience and shortlist of an article, and how many points it gets; None where it finds no point."""
    chance = salience(item.rows, item.found, fitted)
    every = candidates(item.article, item.sentences, item.trees, item.found, chance.words[:, 0].tolist())
    fit = telling(item.article, item.sentences, every, item.names, item.quotes)
    fewest, most = limits(sum(len(text.split()) for text in item.texts), 3, 6)
    return (chance, shortlist(scene(item.found, chance), fit), fewest, most) if fit else None


def drawn(item, short, fewest, most):
    """Sets without a clash, one array a size, drawn with the article's own seed; smaller ones if there is none of `fewest`."""
    rng = np.random.default_rng(zlib.crc32(item.row["id"].encode()))
    found = {}
    for size in range(1, min(most, len(short.members)) + 1):
        order = rng.random((DRAWN, len(short.members))).argsort(1)
        sets = np.unique(np.sort(order[:, :size], 1), axis=0)
        clashes = short.clash[sets[:, :, None], sets[:, None]].sum((1, 2)) > size
        if not clashes.all():
            found[size] = sets[~clashes]
    return [found[size] for size in found if size >= fewest] or [found[max(found)]]


class Choice:
    """One article as the fit of a set's score sees it: float32[set, feature], summed over what each set holds."""

    def __init__(self, item, chance, short, fewest, most):
        sets = drawn(item, short, fewest, most)
        self.x = np.vstack([set_rows(chance, short, one) for one in sets])
        self.reward = np.concatenate([sum(rewards(short, one, item.gold)) for one in sets]) * SHARPNESS
        self.weight = item.weight
        self.fold = item.fold


def set_rows(chance, short, sets):
    """float32[set, feature]: what sets look like, and what is known of their words, held once and twice, and pairs."""
    words, pairs = held(short.terms, sets)
    stems, of_pairs = chance.stem_rows[short.terms.stems], chance.pair_rows[short.terms.pairs]
    looks = set_features(short.terms, chance, sets, words, pairs)
    parts = [looks, (words > 0) @ stems, (words > 1) @ stems, pairs @ of_pairs]
    return np.hstack(parts).astype(np.float32)


def fit_sets(data):
    """The factors whose preferred sets have the greatest expected reward, the mean of several fits."""
    mean = np.mean([one.x.mean(0, dtype=float) for one in data], 0).astype(np.float32)
    scale = np.sqrt(np.mean([((one.x - mean) ** 2).mean(0) for one in data], 0)).clip(0.01)
    factors = np.mean([descend(data, mean, scale, seed) for seed in SEEDS], 0) / scale
    sets, once, twice, pairs = np.split(factors.astype(float).round(5), np.cumsum(WIDTHS))
    return {"sets": sets.tolist(), "word_worth": np.column_stack([once, twice]).tolist(), "pair_worth": pairs.tolist()}


def descend(data, mean, scale, seed, epochs=30, batch=16, rate=0.01, decay=1e-3):
    """One fit by Adam, over standardised features."""
    rng = np.random.default_rng(seed)
    factors, first, second = (np.zeros(len(mean), np.float32) for _ in range(3))
    steps, step = epochs * (len(data) // batch + 1), 0
    for _ in range(epochs):
        order = rng.permutation(len(data))
        for start in range(0, len(order), batch):
            slope = decay * factors
            for index in order[start : start + batch]:
                one = data[index]
                rows = rng.integers(0, len(one.x), SEEN_AT_ONCE)
                x, reward = (one.x[rows] - mean) / scale, one.reward[rows]
                score = x @ factors
                chance = np.exp(score - score.max())
                chance /= chance.sum()
                slope = slope - (chance * (reward - chance @ reward) * one.weight / batch).astype(np.float32) @ x
            step += 1
            first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope * slope
            speed = rate * (1 - step / steps) / (1 - 0.9**step)
            factors = factors - speed * first / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return factors


def rewards(short, sets, references):
    """ROUGE-1 and ROUGE-2 F1 of each set, the mean over the references."""
    return np.mean([rouge(short, sets, gold) for gold in references], 0)


def rouge(short, sets, gold):
    """ROUGE-1 and ROUGE-2 F1 of each set against one reference, without the scorer's stemmer."""
    own = [stems_of(member.text) for member in short.members]
    lengths = np.array([len(words) for words in own], float)[sets].sum(1)
    found = []
    for order in (1, 2):
        grams = [list(zip(*[words[k:] for k in range(order)], strict=False)) for words in own]
        wanted = Counter(zip(*[gold[k:] for k in range(order)], strict=False))
        counts = np.array([[gram.count(item) for item in wanted] for gram in grams], float).reshape(len(own), -1)
        hits = np.minimum(counts[sets].sum(1), list(wanted.values())).sum(1) if wanted else np.zeros(len(lengths))
        found.append(2 * hits / np.maximum(lengths + len(gold) - 2 * (order - 1), 1))
    return found


def main():
    """Read, fit, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--unseen", type=Path, help="write here the points that each fold's weights chose, as JSONL")
    options = arguments.parse_args()
    items = [item for path in options.files for item in read(path)]
    print(f"{len(items)} articles")
    fitted, points = fit(items)
    options.out.write_text(json.dumps(fitted, separators=(",", ":")) + "\n", "utf-8")
    if options.unseen:
        rows = ({"id": name, "key_points": texts} for name, texts in points.items())
        options.unseen.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def fit(items):
    """All weights, and the points of each article by the weights of the folds without it; prints what those score."""
    folds = [fit_salience([item for item in items if item.fold != fold]) for fold in range(FOLDS)]
    kept = [(item, *found) for item in items if (found := listed(item, weights({**folds[item.fold], **UNFITTED})))]
    data = [Choice(*one) for one in kept]
    won, points = [], {}
    for fold in range(FOLDS):
        fitted = weights(folds[fold] | fit_sets([one for one in data if one.fold != fold]))
        for item, chance, short, fewest, most in kept:
            if item.fold == fold:
                found = best(short, chance, fitted, fewest, most)
                won.append(result(item, short, found))
                points[item.row["id"]] = [one.text for one in found]
    print("cross-validated ROUGE-1, ROUGE-2, points:", np.round(np.mean(won, 0), 4))
    return fit_salience(items) | fit_sets(data), points


def result(item, short, found):
    """ROUGE-1, ROUGE-2 and size of the set that was chosen."""
    sets = np.array([[short.members.index(one) for one in found]])
    return (*rewards(short, sets, item.gold)[:, 0], len(found))


if __name__ == "__main__":
    main()
