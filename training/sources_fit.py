"""Fits the weights by which the check tells whose words a quotation is (digest/check/sources.json).

    python -m training.sources_fit ../shared/data/quotes --out digest/check/sources.json
    python -m training.sources_fit ../shared/data/quotes --unseen cast.json --only alone --out digest/check/sources.json

With `--unseen` (of training.cast_fit) each article is read by weights of the cast that have not seen it, so that the fit meets
the faults of a reading as they are in new articles. `--only` keeps the other weights of the file as they are.

Reads news/*.xml beside the folder, and NAME.dev.jsonl of polnear (a part), ggt and gum_news. Around each core quotation stand mentions (digest/check/mentions.py); right are
those of its speaker, or none is. Weighed by the conditional logit of quotes_fit.py.
What is kept are numbers for general features: relations, distances, verbs. No text of the articles is.
"""

import argparse
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from digest.check.mentions import Candidate
from digest.check.speakers import Sources, apart, is_of
from digest.extract import extract
from digest.model import Ranked, Reading, Source, Span
from digest.parser import sentences, syntax
from digest.understand import cast, speech
from training import quotes_fit
from training.cast_fit import read_text

WEIGHTS = {
    "polnear": 1.0,
    "ggt": 3.0,
    "gum_news": 3.0,
    "news": 3.0,
}  # the small sets tell who a pronoun is, so they weigh more
PART = 4  # every so many of the articles of PolNeAR are read
PRONOUNS = frozenset({"he", "she", "it"})
UNRESOLVED = 0.1  # weight of a pronoun that PolNeAR leaves open: only the reading says who it is
SEEN = 25  # a feature must occur in so many mentions
PENALTY = 4.0
WORDS = 2  # of a quotation that tells nothing


def examples(folder: Path, unseen: Sequence[Mapping[str, float]] = ()) -> Iterator[quotes_fit.Cue]:
    """The quotations of all articles, each with the mentions around it."""
    for name, weight in WEIGHTS.items():
        for row in speakers(folder, name):
            if name != "polnear" or int(sha256(f"{row['id']} part".encode()).hexdigest(), 16) % PART == 0:
                yield from labelled(row, reading(row, unseen), fold_of(row), weight)


def fold_of(row: Mapping) -> int:
    """The part of the cross-validation that an article is in."""
    return int(sha256(str(row["id"]).encode()).hexdigest(), 16) % quotes_fit.FOLDS


def speakers(folder: Path, name: str) -> Iterator[Mapping]:
    """The annotated articles of a set: JSON lines, or the invented news beside the folder."""
    if name != "news":
        yield from quotes_fit.rows(folder, name)
        return
    for path in sorted((folder.parent / "news").glob("*.xml")):
        root = ET.parse(path).getroot()
        text, marks = read_text(root.find("text"))
        names = {
            e.get("id"): " ".join(e.get("name", "").split())
            for e in root.iterfind("entities/e")
            if e.get("anonymous") != "yes"
        }
        found = []
        for tag, at, start, end in marks:
            if tag == "q" and at.get("by") in names and names[at["by"]][:1].isupper():
                found.append(
                    {"start": start, "end": end, "text": text[start:end], "core": True, "speaker_name": names[at["by"]]}
                )
        yield {"id": path.stem, "text": text, "quotes": found}


def reading(row: Mapping, unseen: Sequence[Mapping[str, float]] = ()) -> Reading:
    """What the check asks of a reading; `unseen` are weights of the cast by fold, of which those of its own are used."""
    if unseen:
        cast.weights = lambda: unseen[fold_of(row)]
    article = extract(Source(str(row["id"]), "0" * 64, row["text"]))
    found = sentences.sentences(article)
    trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
    who, said = speech(article, found, trees)
    return Reading(article, found, tuple(trees), "", "", (), Ranked(), (), said, who.entities, (), ())


def labelled(row: Mapping, read: Reading, fold: int, weight: float) -> Iterator[quotes_fit.Cue]:
    """The core quotations of one article that have a speaker, with the mentions around them and which of them are right."""
    sources = Sources(read)
    for quote in row["quotes"]:
        speaker, name = quote.get("speaker"), quote.get("speaker_name") or ""
        if not quote["core"] or len(quote["text"].split()) <= WORDS or not (speaker or name) or not single(quote, row):
            continue
        span = Span(quote["start"], quote["end"])
        found = sources.candidates(span)
        right = rightly(found, read, speaker, name)
        if found:
            open_pronoun = not name and speaker["text"].lower() in PRONOUNS
            pairs = tuple((hit, one.features) for hit, one in zip(right, found, strict=True))
            yield quotes_fit.Cue(fold, weight * UNRESOLVED if open_pronoun else weight, pairs)


def rightly(found: list[Candidate], read: Reading, speaker: Mapping | None, name: str) -> list[bool]:
    """Which mentions are the speaker's: those of the name, the one marked, and where no name is given all of its bearer."""
    head = head_of(read, Span(speaker["start"], speaker["end"])) if speaker else None
    marked = [bool(head and one.mention.holds(head)) for one in found]
    bearers = {one.entity.id for one, hit in zip(found, marked, strict=True) if hit and one.entity and not name}
    return [
        hit or bool(name and is_of(name, one)) or bool(one.entity and one.entity.id in bearers)
        for one, hit in zip(found, marked, strict=True)
    ]


def head_of(read: Reading, span: Span) -> Span | None:
    """The word of a mention that hangs outside of it."""
    for tree in read.trees:
        inside = [i for i, word in enumerate(tree) if span.start <= word.start < span.end]
        for index in inside:
            if tree[index].head not in inside and tree[index].upos != "PUNCT":
                return Span(tree[index].start, tree[index].end)
    return None


def single(quote: Mapping, row: Mapping) -> bool:
    """Whether one speaker alone is marked for the words, and stands outside of them."""
    start, end, speaker = quote["start"], quote["end"], quote.get("speaker")
    outside = not speaker or speaker["end"] <= start or end <= speaker["start"]
    meeting = [q for q in row["quotes"] if q["start"] < end and start < q["end"] and q.get("speaker")]
    return outside and len({q["speaker"]["start"] for q in meeting}) < 2


def fit(cues: list[quotes_fit.Cue]) -> dict[str, dict[str, float]]:
    """The weights with whom the program hears, and those without."""
    without = [
        quotes_fit.Cue(c.fold, c.weight, tuple((hit, tuple(apart(features))) for hit, features in c.readings))
        for c in cues
    ]
    return {
        "heard": quotes_fit.fit(cues, PENALTY, steps=200, seen=SEEN),
        "alone": quotes_fit.fit(without, PENALTY, steps=200, seen=SEEN),
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--unseen", type=Path, help="weights of the cast by fold")
    parser.add_argument("--only", choices=["heard", "alone"], help="keep the other weights of --out")
    arguments = parser.parse_args()
    unseen = json.loads(arguments.unseen.read_text("utf-8")) if arguments.unseen else ()
    cues = list(examples(arguments.folder, unseen))
    found = fit(cues)
    if arguments.out and arguments.only:
        found = json.loads(arguments.out.read_text("utf-8")) | {arguments.only: found[arguments.only]}
    if arguments.out:
        arguments.out.write_text(json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    right = sum(any(hit for hit, _ in cue.readings) for cue in cues)
    print(f"{len(cues)} quotations, the speaker of {right} among the mentions, {sum(map(len, found.values()))} weights")


if __name__ == "__main__":
    main()
