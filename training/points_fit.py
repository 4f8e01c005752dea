"""Fit the networks of the key points: how likely a word stands in a summary, and which set of sentences tells it best.

    python training/points_fit.py --out digest/understand/points/weights.json ../shared/data/summaries/{cnndm,writers}.dev.jsonl

Rows of JSONL: {"id", "text", "highlights": [...], optional "outlet", "references"}. Five small perceptrons are fitted: "words" and
"pairs" by cross entropy against the words of the highlights; "sets", "word_worth" and "pair_worth" together by minimum
risk: the expected ROUGE-1 + ROUGE-2 of the set they would choose. Sets are fitted on probabilities from networks that
have not seen the article (five folds), and the cross-validated ROUGE is printed. Rows with several "references" count
fourfold. Only numbers on general features are kept: no word of an article.
"""

import argparse
import json
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from digest.extract import extract
from digest.model import Source
from digest.understand import syntax
from digest.understand.points import limits
from digest.understand.points.candidates import candidates
from digest.understand.points.features import scene
from digest.understand.points.perceptron import perceptron
from digest.understand.points.ranking import held, shortlist
from digest.understand.points.salience import (
    REPEATS,
    Salience,
    pair_features,
    pair_worth_features,
    salience,
    word_features,
    word_worth_features,
    worth,
)
from digest.understand.points.terms import WORD, Terms, stem, terms
from digest.understand.sentences import sentences

FOLDS = 5
SHARPNESS = 20.0  # times the reward: how much a better set is preferred
SEEN_AT_ONCE = 96  # sets of an article that one step of the fit looks at, drawn anew each time


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
    gold: list  # stems of the highlights, one list a reference

    @property
    def weight(self):
        """Rare kinds count more: professional summaries, and outlets other than the most frequent."""
        if "references" in self.row:
            return 4.0
        return 1.0 if self.row.get("outlet") == "cnn" else 1.5


def stems_of(text):
    """The stems of a text, in order."""
    return [stem(word) for word in WORD.findall(text.lower())]


def example(row, article, found_sentences, trees):
    """One row with its terms, its references and its fold."""
    texts = [sentence.of(article.text) for sentence in found_sentences]
    gold = [stems_of(text) for text in row.get("references") or ["\n".join(row["highlights"])]]
    fold = zlib.crc32(row["id"].encode()) % FOLDS
    return Example(row, fold, article, found_sentences, trees, texts, terms(texts), gold)


def read(path):
    """Parsed examples of a JSONL file."""
    for line in Path(path).read_text("utf-8").splitlines():
        row = json.loads(line)
        article = extract(Source(row["id"] + ".txt", "", row["text"]))
        found = sentences(article)
        if len(found) >= 3:
            yield example(row, article, found, syntax.parse(article.text, [(s.start, s.end) for s in found]))


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


@dataclass
class Choice:
    """The sets of one article with all that their score is made of, and the reward of each."""

    features: np.ndarray
    sets: np.ndarray
    counts: np.ndarray
    pair_counts: np.ndarray
    words: np.ndarray  # features of the stems that any member holds
    pairs: np.ndarray
    reward: np.ndarray
    weight: float

    def some(self, rng):
        """The same article with a few of its sets."""
        rows = rng.integers(0, len(self.sets), SEEN_AT_ONCE)
        return replace(self, features=self.features[rows], sets=self.sets[rows], reward=self.reward[rows])


class Scorer:
    """Scores sets by their features and by the worth of the words and pairs they hold; all three networks learn together."""

    def __init__(self, data, hidden=(12, 8, 4)):
        self.sets = Network(np.concatenate([one.features[::5] for one in data]), hidden[0], 1)
        self.words = Network(np.concatenate([one.words for one in data]), hidden[1], 2)
        self.pairs = Network(np.concatenate([one.pairs[::3] for one in data]), hidden[2], 1)
        self.words.values["outer"] *= 0.01
        self.pairs.values["outer"] *= 0.01

    def learn(self, one):
        """Gradients of the expected reward of one article for the three networks."""
        networks = (self.sets, self.words, self.pairs)
        rows = (one.features, one.words, one.pairs)
        inputs = [(x - net.mean) / net.scale for net, x in zip(networks, rows, strict=True)]
        passes = [net.forward(x) for net, x in zip(networks, inputs, strict=True)]
        together = one.sets @ one.counts
        holds = [together > 0, together > 1, (one.sets @ one.pair_counts) > 0]
        score = (
            passes[0][1][:, 0]
            + holds[0] @ passes[1][1][:, 0]
            + holds[1] @ passes[1][1][:, 1]
            + holds[2] @ passes[2][1][:, 0]
        )
        chance = np.exp(score - score.max())
        chance /= chance.sum()
        slope = -chance * (one.reward - chance @ one.reward) * one.weight
        slopes = [slope[:, None], np.column_stack([slope @ holds[0], slope @ holds[1]]), (slope @ holds[2])[:, None]]
        return [net.gradient(x, done[0], d) for net, x, done, d in zip(networks, inputs, passes, slopes, strict=True)]

    def update(self, gradients, rate, decay):
        """One step; the worth of words learns more slowly than the score of sets."""
        for network, gradient, speed in zip((self.sets, self.words, self.pairs), gradients, (1, 0.3, 0.3), strict=True):
            network.update(gradient, rate * speed, decay)


def fit_sets(data, epochs=15, batch=16, rate=0.01, decay=1e-3):
    """The networks whose preferred sets have the greatest expected reward."""
    scorer = Scorer(data)
    rng = np.random.default_rng(1)
    steps = epochs * (len(data) // batch + 1)
    for _ in range(epochs):
        order = rng.permutation(len(data))
        for start in range(0, len(order), batch):
            learnt = [scorer.learn(data[index].some(rng)) for index in order[start : start + batch]]
            total = [
                {name: sum(one[net][name] for one in learnt) / batch for name in learnt[0][net]}
                for net in range(len(learnt[0]))
            ]
            scorer.update(total, rate * (1 - scorer.sets.step / steps), decay)
    return {"sets": scorer.sets.plain(), "word_worth": scorer.words.plain(), "pair_worth": scorer.pairs.plain()}


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
    words = fit_probabilities(
        np.concatenate([word_features(item.texts, item.found) for item in items]),
        np.concatenate([word_labels(item) for item in items]),
        hidden=16,
    )
    network = perceptron(words)
    likely = [salience_of(item, network, None).words for item in items]
    pairs = fit_probabilities(
        np.concatenate([pair_features(item.found, chance) for item, chance in zip(items, likely, strict=True)]),
        np.concatenate([pair_labels(item) for item in items]),
        hidden=8,
    )
    return {"words": words, "pairs": pairs}


def salience_of(item, words, pairs):
    """The salience of an article; without a network for pairs that of its words alone."""
    if pairs is None:
        likely = np.minimum.accumulate(1 / (1 + np.exp(-words(word_features(item.texts, item.found)))), axis=1)
        return Salience(likely, np.zeros(len(item.found.pairs)))
    return salience(item.texts, item.found, words, pairs)


def listed(item, weights):
    """Salience and shortlist of an article, the sets as large as the program would choose."""
    likely = salience_of(item, perceptron(weights["words"]), perceptron(weights["pairs"]))
    fit = candidates(item.article, item.sentences, item.trees, item.found, likely.words[:, 0].tolist())
    fewest, most = limits(sum(len(text.split()) for text in item.texts), 3, 6)
    return likely, shortlist(scene(item.found, likely), fit, fewest, most) if fit else None


def choice(item, likely, short):
    """What the scorer learns from one article."""
    one, two = rewards(short, item.gold)
    words = np.flatnonzero(short.terms.counts.sum(0))
    pairs = np.flatnonzero(short.terms.pair_counts.sum(0))
    return Choice(
        short.features,
        np.array(short.sets),
        short.terms.counts[:, words],
        short.terms.pair_counts[:, pairs],
        word_worth_features(item.texts, item.found, likely)[words],
        pair_worth_features(item.found, likely)[pairs],
        (one + two) * SHARPNESS,
        item.weight,
    )


def rewards(short, references):
    """ROUGE-1 and ROUGE-2 F1 of each set, the mean over the references."""
    return np.mean([_rouge(short, gold) for gold in references], 0)


def _rouge(short, gold):
    own = [stems_of(member.text) for member in short.members]
    lengths = short.sets @ np.array([len(words) for words in own], float)
    found = []
    for order in (1, 2):
        grams = [list(zip(*[words[k:] for k in range(order)], strict=False)) for words in own]
        wanted = Counter(zip(*[gold[k:] for k in range(order)], strict=False))
        counts = np.array([[gram.count(item) for item in wanted] for gram in grams], float).reshape(len(own), -1)
        hits = np.minimum(short.sets @ counts, list(wanted.values())).sum(1) if wanted else np.zeros(len(lengths))
        found.append(2 * hits / np.maximum(lengths + len(gold) - 2 * (order - 1), 1))
    return found


def main():
    """Read, fit, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    items = [item for path in options.files for item in read(path)]
    print(f"{len(items)} articles")
    options.out.write_text(json.dumps(fit(items), separators=(",", ":")) + "\n", "utf-8")


def fit(items):
    """All networks; prints what the folds that were left out score."""
    folds = [fit_salience([item for item in items if item.fold != fold]) for fold in range(FOLDS)]
    found = [(item, *listed(item, folds[item.fold])) for item in items]
    kept = [one for one in found if one[2] is not None]
    data = [choice(*one) for one in kept]
    won = []
    for fold in range(FOLDS):
        weights = fit_sets([one for one, (item, _, _) in zip(data, kept, strict=True) if item.fold != fold])
        won += [result(weights, *one) for one in kept if one[0].fold == fold]
    print("cross-validated ROUGE-1, ROUGE-2, points:", np.round(np.mean(won, 0), 4))
    return {**fit_salience(items), **fit_sets(data)}


def result(weights, item, likely, short):
    """ROUGE-1, ROUGE-2 and size of the set that the networks choose."""
    adds = worth(item.texts, item.found, likely, perceptron(weights["word_worth"]), perceptron(weights["pair_worth"]))
    best = (perceptron(weights["sets"])(short.features)[:, 0] + held(short, adds)).argmax()
    one, two = rewards(short, item.gold)
    return one[best], two[best], short.sets[best].sum()


if __name__ == "__main__":
    main()
