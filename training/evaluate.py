"""Measure the shipped parser on gold words: `python -m training.evaluate ../shared/data`. Needs no PyTorch."""

import argparse
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from digest.parser import lemmas, network, syntax, tokens
from training.treebank import Sentence, Token, conllu, held_out_documents, iob2

Item = tuple[int, int, int, str]


def f1(gold: set[Item], found: set[Item]) -> float:
    """Harmonic mean of precision and recall, in per cent."""
    return 200 * len(gold & found) / max(1, len(gold) + len(found))


def name_spans(labels: Sequence[str]) -> Iterable[tuple[int, int, str]]:
    """(first, last, kind) of each name of a sentence's B/I/O labels."""
    first, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and (label[0] != "I" or label[2:] != kind):
            yield first, i - 1, kind
            kind = ""
        if label != "O" and not kind:
            first, kind = i, label[2:]


def measure(sentences: Sequence[Sentence]) -> dict[str, float]:
    """All figures of a set, in per cent."""
    found = [
        annotation
        for i in range(0, len(sentences), 30)
        for annotation in syntax.annotate([[t.form for t in s.tokens] for s in sentences[i : i + 30]])
    ]
    trees = [(n, s, a) for n, (s, a) in enumerate(zip(sentences, found, strict=True)) if s.has_tree]
    figures: dict[str, float] = {}
    if trees:
        words = [
            (n, i, token, a.upos[i], a.heads[i], a.deprels[i]) for n, s, a in trees for i, token in enumerate(s.tokens)
        ]
        right = [w for w in words if w[4] == w[2].head]
        figures = {
            "UPOS": 100 * sum(w[3] == w[2].upos for w in words) / len(words),
            "UAS": 100 * len(right) / len(words),
            "LAS": 100 * sum(w[5] == w[2].deprel for w in right) / len(words),
            "lemma": lemma_accuracy([w[2] for w in words]),
        }
        for relation in ("nsubj", "ccomp", "parataxis", "acl", "appos"):
            gold = {(n, i, token.head, "") for n, i, token, *_ in words if token.deprel.split(":")[0] == relation}
            guess = {(n, i, head, "") for n, i, _, _, head, deprel in words if deprel.split(":")[0] == relation}
            figures[relation] = f1(gold, guess)
    named = [(n, s, a) for n, (s, a) in enumerate(zip(sentences, found, strict=True)) if s.has_names]
    if named:
        gold = {(n, *span) for n, s, _ in named for span in name_spans([t.name for t in s.tokens])}
        guess = {(n, *span) for n, _, a in named for span in name_spans(a.names)}
        figures["names"] = f1(gold, guess)
        for kind in ("PER", "ORG", "LOC"):
            figures[kind] = f1({g for g in gold if g[3] == kind}, {g for g in guess if g[3] == kind})
    return figures


def lemma_accuracy(given: Sequence[Token]) -> float:
    """Verbs and common nouns whose lemma is right, given their part of speech, in per cent."""
    parser = network.network()
    content = [t for t in given if t.upos in {"VERB", "NOUN"} and t.lemma != "_"]
    right = sum(lemmas.lemma(t.form, t.upos, parser.lemmas, parser.verbs) == t.lemma.lower() for t in content)
    return 100 * right / len(content)


def tokeniser(sentences: Sequence[Sentence]) -> float:
    """F1 of word boundaries, in per cent."""
    gold: set[Item] = set()
    found: set[Item] = set()
    for n, sentence in enumerate(sentences):
        text = ""
        for token in sentence.tokens:
            gold.add((n, len(text), len(text) + len(token.form), ""))
            text += token.form + ("" if token.glued else " ")
        found.update((n, start, end, "") for start, end in tokens.tokenise(text, 0, len(text)))
    return f1(gold, found)


def speed(sentences: Sequence[Sentence], words: int = 600) -> float:
    """Words a second of `parse`, an article of `words` words at a time."""
    articles: list[tuple[str, list[tuple[int, int]]]] = []
    text, spans, count, total = "", [], 0, 0
    for sentence in sentences:
        start = len(text)
        text += "".join(t.form + ("" if t.glued else " ") for t in sentence.tokens)
        spans.append((start, len(text)))
        count += len(sentence.tokens)
        if count >= words:
            articles.append((text, spans))
            total += count
            text, spans, count = "", [], 0
    syntax.parse(*articles[0])
    began = time.perf_counter()
    for article in articles:
        syntax.parse(*article)
    return total / (time.perf_counter() - began)


def main() -> None:
    """Print the figures of every test set as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds treebanks/ and quotes/")
    banks = parser.parse_args().data / "treebanks"
    held_out = held_out_documents(banks.parent / "quotes" / "gum_news.dev.jsonl")
    gum = [s for part in ("train", "dev", "test") for s in conllu(banks / f"gum_open.{part}.conllu.gz")]
    test = [s for s in conllu(banks / "gum_open.test.conllu.gz") if s.document not in held_out]
    sets = {
        "EWT test": list(conllu(banks / "ewt.test.conllu.gz")),
        "GUM test": test,
        "GUM news": [s for s in gum if s.document in held_out],
        "PUD": list(conllu(banks / "pud.conllu.gz")),
        "WikiGold (trained on)": list(iob2(banks / "wikigold.iob2.gz", has_misc=True)),
    }
    began = time.perf_counter()
    network.network()
    print(f"load {time.perf_counter() - began:.3f} s, {network.WEIGHTS.stat().st_size / 1e6:.2f} MB")
    for name, sentences in sets.items():
        figures = " ".join(f"{key} {value:.1f}" for key, value in measure(sentences).items())
        print(f"{name}: {figures}", flush=True)
        if sentences[0].has_tree:
            print(f"    tokeniser {tokeniser(sentences):.2f}, {speed(sentences):,.0f} words a second")


if __name__ == "__main__":
    main()
