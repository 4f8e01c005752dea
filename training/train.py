"""Train the parser: `python -m training.train ../shared/data --out build/syntax`. See training/README.md."""

import argparse
import copy
import math
import random
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training import noise, teachers
from training.batches import IGNORED, NAMES, Batch, Vocabulary, batch, batches, vocabulary
from training.network import Parser, Sizes
from training.teachers import Lesson, heads_of
from training.treebank import Sentence, conllu, held_out_documents, iob2


def read(
    data: Path, *, final: bool
) -> tuple[list[Sentence], list[Sentence], list[Sentence], dict[str, list[Sentence]]]:
    """Training trees, WikiGold, BTC, and the test sets by name. The articles of the quotation test are in no training."""
    banks = data / "treebanks"
    held_out = held_out_documents(data / "quotes" / "gum_news.dev.jsonl")
    gum = {part: list(conllu(banks / f"gum_open.{part}.conllu.gz")) for part in ("train", "dev", "test")}
    ewt = {part: list(conllu(banks / f"ewt.{part}.conllu.gz")) for part in ("train", "dev", "test")}
    pud = list(conllu(banks / "pud.conllu.gz"))
    tests = {
        "ewt.test": ewt["test"],
        "gum.test": [s for s in gum["test"] if s.document not in held_out],
        "gum.news": [s for part in gum.values() for s in part if s.document in held_out],
    }
    trees = ewt["train"] + gum["train"]
    if final:
        trees += ewt["dev"] + gum["dev"] + pud
    else:
        tests["pud"] = pud
    trees = [s for s in trees if s.document not in held_out and len(s.tokens) <= noise.LONGEST]
    wikigold = list(iob2(banks / "wikigold.iob2.gz", has_misc=True))
    twitter = list(iob2(banks / "btc.iob2.gz", has_misc=False))
    return trees, wikigold, twitter, tests


def loss(model: Parser, given: Batch, sentences: Sequence[Sentence], said: Sequence[Lesson]) -> Tensor:
    """The sum of the losses of tags, arcs, relations and names, against gold and against teachers, half and half."""
    early, x = model.encode(given.rows, given.unique, given.mask, given.backwards)
    taught = any(sentence.lesson >= 0 for sentence in sentences)
    total = torch.zeros(())
    upos, names = model.upos(early), model.name_scores(x)
    if given.has_tree or taught:
        arcs = model.arcs(x, given.mask)
        relations = model.relations(x, heads_of(given, sentences, said))
    if given.has_tree:
        total = total + cross_entropy(upos, given.upos) + 0.3 * cross_entropy(model.xpos(early), given.xpos)
        total = total + cross_entropy(arcs.transpose(0, 1), given.heads) + cross_entropy(relations, given.relations)
    if bool((given.names != IGNORED).any()):
        misc = torch.tensor([name.endswith("MISC") for name in NAMES])
        total = total + cross_entropy(names.masked_fill(given.no_misc.view(1, -1, 1) & misc, -1e4), given.names)
    if taught:
        total = total + teachers.lost((arcs, relations, upos, names), given, sentences, said)
    return total


def cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    """Mean cross entropy of float[..., C] against int64[...]."""
    return functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), target.reshape(-1), ignore_index=IGNORED)


@torch.no_grad()
def score(model: Parser, sentences: list[Sentence], vocabulary: Vocabulary) -> dict[str, float]:
    """UPOS, UAS and LAS of greedy heads, all words counted."""
    model.eval()
    counts = torch.zeros(4)
    for group in batches(sentences, 3000, None):
        given = batch(group, vocabulary, None)
        early, x = model.encode(given.rows, given.unique, given.mask, given.backwards)
        known = given.heads != IGNORED
        heads = model.arcs(x, given.mask).argmax(-1).t()
        relation = model.relations(x, heads).argmax(-1) == given.relations
        right = heads == given.heads
        tags = model.upos(early).argmax(-1) == given.upos
        counts += torch.stack(
            [known.sum(), (tags & known).sum(), (right & known).sum(), (right & relation & known).sum()]
        )
    model.train()
    return {name: round(100 * float(counts[i] / counts[0]), 2) for i, name in ((1, "upos"), (2, "uas"), (3, "las"))}


def train(arguments: argparse.Namespace) -> None:
    """Train for some epochs; the average of the weights over the last thousand steps or so is what is kept."""
    torch.set_num_threads(arguments.threads)
    torch.backends.mkldnn.matmul.fp32_precision = "bf16"  # type: ignore[attr-defined]
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    trees, wikigold, twitter, tests = read(arguments.data, final=arguments.final)
    known = vocabulary(trees + wikigold)
    sizes = Sizes(
        words=len(known.words) + 1,
        letters=max(known.letters.values()) + 1,
        relations=len(known.relations),
        upos=len(known.upos),
        xpos=len(known.xpos),
        names=len(NAMES),
        hidden=arguments.hidden,
    )
    said: list[Lesson] = []
    if arguments.teachers:
        numbered, said = teachers.lessons([teachers.load(path) for path in arguments.teachers], trees + wikigold, known)
        trees, wikigold = numbered[: len(trees)], numbered[len(trees) :]
    model = Parser(sizes, arguments.dropout)
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=arguments.rate, betas=(0.9, 0.98), weight_decay=0.01)
    words = sum(len(s.tokens) for s in trees)
    print(f"{len(trees)} trees, {words} words, {sizes}", flush=True)
    began, step, steps = time.time(), 0, 0
    for epoch in range(arguments.epochs):
        chosen = noise.epoch(trees, rng) + wikigold + rng.sample(twitter, len(twitter) // 3)
        groups = list(batches(chosen, arguments.words, rng))
        steps = steps or len(groups) * arguments.epochs
        total = 0.0
        for group in groups:
            rate = arguments.rate * min(1.0, (step + 1) / 200) * max(0.02, 0.5 + 0.5 * math.cos(math.pi * step / steps))
            for options in optimiser.param_groups:
                options["lr"] = rate
            value = loss(model, batch(noise.spelling(group, rng), known, rng), group, said)
            optimiser.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            total += float(value.detach())
            step += 1
            decay = min(0.999, (step + 1) / (step + 20))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), model.parameters(), strict=True):
                    mean.lerp_(now, 1 - decay)
        line = f"epoch {epoch + 1} loss {total / len(groups):.3f} {time.time() - began:.0f} s"
        if epoch % arguments.every == arguments.every - 1 or epoch + 1 == arguments.epochs:
            scores = {name: score(average, test, known) for name, test in tests.items()}
            line += " " + "  ".join(f"{name} {' '.join(map(str, s.values()))}" for name, s in scores.items())
            arguments.out.parent.mkdir(parents=True, exist_ok=True)
            saved = {"weights": average.state_dict(), "sizes": asdict(sizes), "vocabulary": asdict(known)}
            torch.save(saved, arguments.out.with_suffix(".pt"))
        print(line, flush=True)


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds treebanks/ and quotes/")
    parser.add_argument("--out", type=Path, default=Path("build/syntax"))
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--words", type=int, default=1000, help="words a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--hidden", type=int, default=256, help="width of the network; a multiple of 2")
    parser.add_argument("--every", type=int, default=2, help="epochs between two evaluations")
    parser.add_argument(
        "--teachers", type=Path, nargs="*", default=(), help="files of parsers trained before, same data"
    )
    parser.add_argument("--final", action="store_true", help="train on the development sets and PUD too")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
