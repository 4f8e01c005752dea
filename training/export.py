"""Write what `train.py` saved as the file that Digest ships: `python -m training.export ../shared/data build/syntax.pt`."""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from digest.parser import lemmas
from training.batches import NAMES
from training.network import FARTHEST
from training.train import read
from training.treebank import Sentence

EMBEDDINGS = ("word", "prefix", "suffix", "shape")
OPEN_CLASSES = frozenset({"VERB", "NOUN", "AUX", "PRON", "DET", "ADJ", "ADV", "PART"})


def lemma_lists(trees: list[Sentence]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Exceptions to the lemma rules by part of speech, and the verbs seen."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    verbs: set[str] = set()
    for sentence in trees:
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if token.upos not in OPEN_CLASSES or lemma == "_" or not lemma:
                continue
            seen[token.upos, token.form.lower().replace("’", "'")][lemma] += 1
            is_form = token.form.lower() != lemma or token.xpos in {"VB", "VBP"}
            if token.upos == "VERB" and is_form:
                verbs.add(lemma)
    known_verbs = sorted(verb for verb in verbs if verb.isascii() and verb.isalpha())
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    for (upos, form), counts in sorted(seen.items()):
        best = min(counts, key=lambda lemma: (-counts[lemma], lemma))
        if lemmas.by_rule(form, upos, frozenset(known_verbs)) != best:
            exceptions[upos][form] = best
    return dict(exceptions), known_verbs


def arrays(weights: dict[str, torch.Tensor]) -> dict[str, NDArray[Any]]:
    """The weights as they are stored: embeddings in 8 bits with a scale a row, matrices in 16, transposed to multiply."""
    stored: dict[str, NDArray[Any]] = {}
    plain = {name: tensor.numpy() for name, tensor in weights.items()}
    for name in EMBEDDINGS:
        table = plain.pop(name + ".weight")
        scale = np.maximum(np.abs(table).max(1), 1e-8) / 127
        stored[name] = np.round(table / scale[:, None]).astype(np.int8)
        stored[name + ".scale"] = scale.astype(np.float16).astype(np.float32)
    letters = plain.pop("letter.weight")
    spelling = plain.pop("spelling.weight").reshape(-1, 3, letters.shape[1])
    stored["letters"] = np.einsum("lc,skc->kls", letters, spelling)
    stored["spelling.bias"] = plain.pop("spelling.bias")
    window = plain.pop("window.weight")
    stored["window"] = window.reshape(len(window), 3, -1).transpose(1, 2, 0)
    for name, array in plain.items():
        if not name.startswith("xpos"):
            stored[name] = array.T if array.ndim == 2 and name.endswith(".weight") else array
    return {
        name: np.ascontiguousarray(array, np.float16) if array.dtype == np.float32 else array
        for name, array in stored.items()
    }


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds treebanks/ and quotes/")
    parser.add_argument("saved", type=Path)
    parser.add_argument("--out", type=Path, default=Path("digest/parser/syntax.npz"))
    parser.add_argument("--final", action="store_true", help="lemmas of the development sets and PUD too")
    arguments = parser.parse_args()
    saved = torch.load(arguments.saved)
    trees = read(arguments.data, final=arguments.final)[0]
    exceptions, verbs = lemma_lists(trees)
    known = saved["vocabulary"]
    about = {
        "words": sorted(known["words"], key=known["words"].get),
        "letters": sorted(known["letters"], key=known["letters"].get),
        "upos": known["upos"],
        "relations": known["relations"],
        "names": NAMES,
        "layers": saved["sizes"]["layers"],
        "farthest": FARTHEST,
        "lemmas": exceptions,
        "verbs": verbs,
    }
    text = np.frombuffer(json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode(), np.uint8)
    with arguments.out.open("wb") as out:
        np.savez_compressed(out, about=text, **arrays(saved["weights"]))
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
