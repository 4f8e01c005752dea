"""Fits the two looks of digest/read/page/body.py to annotated pages, and measures them by cross-validation.

    python training/pages.py ../shared/data/pages digest/read/page/body.npz

Needs scikit-learn besides the project. A block counts as body when most of its runs of four words stand in the gold body;
pages annotated with words that must and must not be in the body teach those blocks alone. Each look is the mean of several
networks with one hidden layer, written as one wide network. The second look is fitted to what the first says of pages that
it was not fitted to, as it will be when used. Folds are by page; sites may stand in several.

Measured by five-fold cross-validation on 732 pages: body F1 .961 (pooled), chunks F1 .932, with 8,300 numbers. Scores of the
finished weights on the same pages are higher, since they were fitted to them, and prove nothing. Fewer numbers cost: .957 and
.932 with 870 (a linear first look, 8 hidden units), .957 and .933 with 1,440 (6 and 8 units), .958 and .929 with small trees
as the second look. A third look, more seeds, or trees beside the network gain .002 at most, no more than chance.
"""

import argparse
import gzip
import json
import re
import sys
import warnings
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from digest.read import html
from digest.read.encoding import decode
from digest.read.page import body, charset, context, features, stated, title, walk

_FOLDS = 5
# of each look: seeds, hidden units of each network, rounds, rows a step, length of a step
_SHAPES = {"first": ((1, 2), 24, 60, 200, 1e-3), "second": ((1, 2, 3), 16, 25, 512, 3e-3)}
_WORD = re.compile(r"\w+")


class Example:
    """A page: its pieces, their features, and for each a label (1, 0, -1 unknown) and a weight."""

    def __init__(self, gold, data):
        self.gold = gold
        tree = html._tree(decode(data, charset.declared(data)), gold["id"])
        self.pieces = html._shown(walk.pieces(tree))
        said = stated.read(tree)
        headings = [p.text for p in self.pieces if p.element.tag == "h1"]
        window = next((stated.plain("".join(e.itertext())) for e in tree.iter("title")), "")
        self.title, _ = title.choose(html._titles(said), headings, window, html._site(said))
        deck = said.of("og:description", "description")
        self.rows = features.around(features.matrix(self.pieces, self.title, said.ld("articleBody"), deck), self.pieces)
        self.labels, self.weights = self._labelled() if gold.get("body") else self._marked()

    def _labelled(self):
        gold, lines = (
            set(_runs(self.gold["body"])),
            {" ".join(_WORD.findall(line)) for line in self.gold["body"].split("\n")},
        )
        labels, weights = [], []
        for piece in self.pieces:
            words = _WORD.findall(piece.text)
            runs = _runs(piece.text)
            share = (
                sum(c for run, c in runs.items() if run in gold) / max(1, sum(runs.values()))
                if len(words) >= 4
                else float(" ".join(words) in lines)
            )
            labels.append(float(share > 0.5))
            weights.append(np.sqrt(max(1, len(piece.text.split()))) * (0.3 if 0.2 < share < 0.8 else 1.0))
        return np.array(labels), np.array(weights) * 10 / max(1e-9, sum(weights)) ** 0.5

    def _marked(self):
        labels = []
        for piece in self.pieces:
            wanted, unwanted = (any(words in piece.text for words in self.gold[name]) for name in ("with", "without"))
            labels.append(-1.0 if wanted == unwanted else float(wanted))
        return np.array(labels), np.full(len(labels), 4.0)

    def text(self, chosen):
        """The body when these pieces are kept."""
        return html._joined(html._blocks(self.pieces, chosen, self.title))[0]


def _runs(text):
    words = _WORD.findall(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))


def fit(examples, rows, look):
    """One wide network: the mean of the logits of several narrow ones."""
    x, y, w = (
        np.vstack(rows),
        np.concatenate([e.labels for e in examples]),
        np.concatenate([e.weights for e in examples]),
    )
    known = (y >= 0) & (w > 0)
    x, y, w = x[known], y[known], w[known]
    scaler = StandardScaler().fit(x)
    x = np.clip(scaler.transform(x), -5, 5)
    seeds, hidden, rounds, batch, step = _SHAPES[look]
    shape = {
        "hidden_layer_sizes": (hidden,),
        "alpha": 0.3,
        "max_iter": rounds,
        "batch_size": batch,
        "learning_rate_init": step,
    }
    nets = [MLPClassifier(**shape, random_state=seed).fit(x, y, sample_weight=w / w.mean()) for seed in seeds]
    parts = {
        "mean": scaler.mean_, "scale": scaler.scale_, "inner": np.hstack([n.coefs_[0] for n in nets]), "inner_bias": np.hstack([n.intercepts_[0] for n in nets]),
        "outer": np.vstack([n.coefs_[1] for n in nets]) / len(nets), "outer_bias": np.mean([n.intercepts_[1] for n in nets], axis=0),
    }  # fmt: skip
    return body._Network(*(np.asarray(part, np.float32) for part in parts.values()))


def _fold(example):
    return zlib.crc32(example.gold["id"].encode()) % _FOLDS


def crossed(examples, rows, look):
    """For each page, what a network fitted without its fold says."""
    said = [None] * len(examples)
    for fold in range(_FOLDS):
        train = [n for n, e in enumerate(examples) if _fold(e) != fold]
        net = fit([examples[n] for n in train], [rows[n] for n in train], look)
        for n, e in enumerate(examples):
            if _fold(e) == fold:
                said[n] = net(rows[n])
    return said


def main():
    """Fits, measures, writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("target", type=Path)
    args = parser.parse_args()
    warnings.simplefilter("ignore", ConvergenceWarning)
    golds = [json.loads(line) for line in (args.data / "gold.jsonl").open(encoding="utf-8")]
    examples = [Example(gold, gzip.decompress((args.data / gold["file"]).read_bytes())) for gold in golds]
    examples = [e for e in examples if e.pieces]
    first_said = crossed(examples, [e.rows for e in examples], "first")
    seconds = [context.matrix(e.pieces, said, e.rows) for e, said in zip(examples, first_said, strict=True)]
    second_said = crossed(examples, seconds, "second")
    sys.path.insert(0, str(args.data.parent.parent / "eval"))
    from score_pages import score  # noqa: PLC0415 - stands beside the data, outside the project

    for threshold in (0.4, 0.45, 0.5, 0.55, 0.6):
        found = {
            e.gold["id"]: {"body": e.text([p > threshold for p in said])}
            for e, said in zip(examples, second_said, strict=True)
        }
        figures = {name: round(value["f1"], 4) for name, value in score(golds, found).items() if "f1" in value}
        print(threshold, figures)
    nets = {"first": fit(examples, [e.rows for e in examples], "first"), "second": fit(examples, seconds, "second")}
    names = ("mean", "scale", "inner", "inner_bias", "outer", "outer_bias")
    stored = {
        f"{look}_{name}": getattr(net, name).astype(np.float32 if name in {"mean", "scale"} else np.float16)
        for look, net in nets.items()
        for name in names
    }
    np.savez_compressed(args.target, **stored)


if __name__ == "__main__":
    main()
