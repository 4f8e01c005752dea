"""Measures the gate as a detector: plants faults in true statements, and counts those found and true ones refused.

    python -m tests.eval.corruptions --data ../shared/data --samples content/articles
    python -m tests.eval.corruptions --data ../shared/data --misses 5 --only "unit changed"     # shows what got through
    python -m tests.eval.corruptions --speed

True are the quotes and speakers that people marked (PolNeAR, Gender Gap Tracker, the samples), the first sentences of
CNN/DailyMail articles, also without their asides, and the program's own key points, figures and events before its gate saw them.
Prints a table in Markdown. The same seed plants the same faults.
"""

import argparse
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from digest import check, pipeline, summary
from digest.check import Elsewhere
from digest.extract import Hints
from digest.model import Article, EntityKind, Reading, Span
from digest.pipeline import Committed
from tests.eval import fact_faults, faults
from tests.eval.speed import ARTICLES, ROOT, samples
from tests.eval.truths import Gold, corpora, sample_golds

SEED = 2026
_QUOTES_OF_ONE = 12  # of one article, so that none outweighs the others
_POINTS_OF_ONE = 4
_NEAR = 300  # characters on either side of a quote in which both its speaker and the wrong one are named
_FEW = 5  # words of a sentence that is no statement
# " on Tuesday", " (left)", ", 41,": what a sentence may lose and stay true
_ASIDE = re.compile(r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?<=\w) \([^()\d]{1,40}\)|, \d\d,(?= )")
KINDS = {"key_points": "point", "quotes": "quote", "figures": "figure", "timeline": "event"}
_CURLY = {"“": '"', "”": '"', "‘": "'", "’": "'"}


@dataclass(frozen=True)
class Item:
    """One statement to check: true, or with one fault."""

    field: str
    kind: str
    fault: str  # "" or "in other typography" …: see `true`
    true: bool
    value: Mapping[str, Any]
    from_text: str = ""


def items(gold: Gold, other: Gold) -> Iterator[Item]:
    """True statements about an article, and each with every fault that applies; `other` lends quotes that are not its own."""
    names: dict[str, list[str]] = defaultdict(list)
    for entity in gold.reading.entities:
        names[entity.kind.value] += [entity.name, *entity.aliases]
    people = [(e.name, *e.aliases) for e in gold.reading.entities if e.kind is EntityKind.PERSON]
    room = faults.Room(gold.article.text, names, people)
    random = Random(f"{SEED} {gold.article.path}")
    quotes = random.sample(gold.quotes, min(_QUOTES_OF_ONE, len(gold.quotes)))
    for kind, words, speaker in quotes:
        yield from _quote(kind, words, speaker, room, random, transcript=gold.article.form == "interview")
    yield from _stitched([words for kind, words, _ in gold.quotes if kind == "direct"], room, random)
    for kind, words, _ in other.quotes[:4]:
        yield Item("quotes", kind, "taken from another article", true=False, value=_said(kind, words))
    for value in _points(gold):
        yield Item("key_points", "point", "", true=True, value=value)
        yield from _planted("key_points", "point", value, faults.POINT_FAULTS, room, random)
    yield from _shortened(gold)
    yield from _facts(gold, random)


def _facts(gold: Gold, random: Random) -> Iterator[Item]:
    """The program's figures and events, and each with every fault."""
    made = summary.draft(gold.reading)
    for field, by_name in (("figures", fact_faults.FIGURE_FAULTS), ("timeline", fact_faults.EVENT_FAULTS)):
        for value in made[field]:
            yield Item(field, KINDS[field], "", true=True, value=value)
            for name, fault in by_name.items():
                changed = fault(value, [other for other in made[field] if other is not value], random)
                if changed is not None and changed != value:
                    yield Item(field, KINDS[field], name, true=False, value=changed)


def _said(kind: str, words: str, speaker: str = "") -> dict[str, Any]:
    return {"kind": kind, "text": words, "speaker": {"name": speaker} if speaker else None}


def _quote(
    kind: str, words: str, speaker: str, room: faults.Room, random: Random, *, transcript: bool
) -> Iterator[Item]:
    value = _said(kind, words, speaker)
    yield Item("quotes", kind, "", true=True, value=value)
    yield Item("quotes", kind, "in other typography", true=True, value={**value, "text": _typed(words)})
    yield from _planted("quotes", kind, value, faults.QUOTE_FAULTS, room, random)
    for fault, strangers in _strangers(words, speaker, room).items():
        if strangers:
            wrong = _said(kind, words, random.choice(strangers))
            yield Item("quotes", kind, fault, true=False, value=wrong, from_text=speaker)
    if kind == "indirect" and not transcript:
        marked = _said("direct", f"“{words}”", speaker)
        yield Item("quotes", "indirect", "reported speech put into marks", true=False, value=marked)


def _strangers(words: str, speaker: str, room: faults.Room) -> dict[str, list[str]]:
    """Who of the article may be put in a speaker's place: anybody, or one who is named as near the words as the speaker."""
    place = room.text.find(words)
    if not speaker or place < 0:
        return {}
    others = faults.other_people(speaker, room.people)
    around = room.text[max(0, place - _NEAR) : place] + room.text[place + len(words) : place + len(words) + _NEAR]
    both = speaker.rsplit(maxsplit=1)[-1] in around
    near = [name for name in others if name.split()[-1] in around] if both else []
    return {"speaker replaced by one named beside": near, "speaker replaced by another of the article": others}


def _planted(
    field: str, kind: str, value: Mapping[str, Any], by_name: Mapping[str, faults.Fault], room: faults.Room, random: Random
) -> Iterator[Item]:  # fmt: skip
    for name, fault in by_name.items():
        changed = fault(value["text"], room, random)
        if changed and _plain(changed) not in _plain(room.text):
            yield Item(field, kind, name, true=False, value={**value, "text": changed}, from_text=value["text"])


def _stitched(direct: Sequence[str], room: faults.Room, random: Random) -> Iterator[Item]:
    for _ in range(min(3, len(direct) - 1)):
        words = faults.stitched(*random.sample(direct, 2))
        if words and _plain(words).strip('"') not in _plain(room.text):
            yield Item("quotes", "direct", "two quotes stitched", true=False, value=_said("direct", words))


def _points(gold: Gold) -> list[dict[str, Any]]:
    """The first sentences of the prose and the program's own points, which its gate has not seen."""
    text, sentences = gold.article.text, gold.reading.sentences
    leads = [(sentence.of(text), (sentence.id,)) for sentence in sentences if len(sentence.of(text).split()) > _FEW]
    made = [(point.text, point.sentences) for point in gold.reading.key_points]
    listed = [*dict.fromkeys([*leads[:2], *made])][:_POINTS_OF_ONE]
    return [{"text": words, "evidence": list(cited)} for words, cited in listed]


def _shortened(gold: Gold) -> Iterator[Item]:
    text = gold.article.text
    for sentence in gold.reading.sentences[:8]:
        match = _ASIDE.search(sentence.of(text))
        if match:
            words = sentence.of(text)
            shorter = words[: match.start()] + words[match.end() :]
            value = {"text": shorter, "evidence": [sentence.id]}
            yield Item("key_points", "point", "an aside left out", true=True, value=value, from_text=words)


def _typed(words: str) -> str:
    """The words in other typography: straight marks for curly ones or the other way round, a line break for a blank."""
    other = "".join(_CURLY.get(letter, letter) for letter in words)
    if other == words:
        other = re.sub(r'(?<!\w)"(?=\w)', "“", words).replace('"', "”").replace("'", "’")
    return other.replace(" ", "\n", 1) if other == words else other


def _plain(text: str) -> str:
    return " ".join("".join(_CURLY.get(letter, letter) for letter in text).split()).lower()


def fields(article: Article, reading: Reading, found: Sequence[Item]) -> dict[str, Any]:
    """One summary of an article with all the items in it, each citing the sentences that have most of its words."""
    spans: dict[str, Span] = {sentence.id: Span(sentence.start, sentence.end) for sentence in reading.sentences}
    bags = {key: frozenset(_plain(span.of(article.text)).split()) for key, span in spans.items()}
    listed: dict[str, list[dict[str, Any]]] = {field: [] for field in KINDS}
    for item in found:
        cited = item.value.get("evidence") or _cited(item.from_text or item.value["text"], bags)
        listed[item.field].append({**item.value, "evidence": cited})
    evidence = {key: {"text": s.of(article.text), "start": s.start, "end": s.end} for key, s in spans.items()}
    source = {"file": article.path, "sha256": article.sha256}
    return {"title": "", "date": None, "source": source, **listed, "generated": {}, "evidence": evidence}


def _cited(words: str, bags: Mapping[str, frozenset[str]]) -> list[str]:
    mine = set(_plain(words).split())
    best = sorted(bags, key=lambda key: (-len(mine & bags[key]), int(key[1:])))
    return best[:1]


Outcome = tuple[Item, str, bool, bool]


def outcomes(golds: Sequence[Gold], *, fresh: bool) -> Iterator[Outcome]:
    """Each item with its verdict, whether it passes, and whether it is asked about.

    With `fresh`, speakers are held against a fresh reading too, as those of an editor are.
    """
    elsewhere = Elsewhere({gold.article.path: gold.article.text for gold in golds})
    for index, gold in enumerate(golds):
        text = _plain(gold.article.text)
        found = [
            item
            for item in items(gold, golds[index - 1])
            if item.fault != "taken from another article" or _plain(item.value["text"]).strip('" ') not in text
        ]
        made = fields(gold.article, gold.reading, found)
        report = check.placed(check.check(made, gold.article, gold.reading if fresh else None), elsewhere)
        asked = {finding.path for finding in report.findings if "the program hears" in finding.what}
        count: dict[str, int] = defaultdict(int)
        for item in found:
            path = f"{item.field}[{count[item.field]}]"
            count[item.field] += 1
            yield item, report.verdicts[path].value, report.verdicts[path].passes, path in asked


def table(found: Iterable[Outcome]) -> Iterator[str]:
    """What of each fault was refused or asked about, and of each kind of true statement, in Markdown."""
    rows: dict[tuple[bool, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for item, _, passes, asked in found:
        kind = KINDS[item.field]
        name = item.fault or (f"as it stands, {item.kind}" if kind == "quote" else "as it stands")
        for key in ((item.true, kind, name), (item.true, kind, "**all**")):
            rows[key][0] += 1
            rows[key][1] += not passes
            rows[key][2] += asked
    for true, title in ((False, "fault"), (True, "true statement")):
        yield from ("", f"| statement | {title} | n | refused | asked about |", "|---|---|---|---|---|")
        for (kind_true, kind, name), (n, failed, asked) in sorted(rows.items(), reverse=True):
            if kind_true is true:
                yield f"| {kind} | {name} | {n:,} | {100 * failed / n:.2f} % | {100 * asked / n:.2f} % |"


def speed(number: int) -> str:
    """How many milliseconds one check of a committed summary takes, its front matter read already."""
    pairs = []
    by_path = {path.relative_to(ARTICLES).as_posix(): path for path in samples()}
    for place in sorted((ROOT / "content" / "summaries").rglob("*.md")):
        made = summary.parse(place.read_text("utf-8"), place.name).fields
        path = by_path.get(made["source"]["file"])
        if path:
            pairs.append((made, pipeline.article(Committed(path.name, path.read_bytes(), path.name, Hints()))))
    check.check(*pairs[0])  # the schema is compiled once
    started = time.perf_counter()
    for index in range(number):
        check.check(*pairs[index % len(pairs)])
    each = (time.perf_counter() - started) / number
    return f"{number:,} checks of {len(pairs)} summaries: {1000 * each:.2f} ms each, 10,000 in {10_000 * each:.1f} s"


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the options, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data")
    parser.add_argument("--samples", type=Path, default=ARTICLES)
    parser.add_argument("--at-most", type=int, default=100, help="articles of each set")
    parser.add_argument("--skip", type=int, default=0, help="articles of each set that are left out first")
    parser.add_argument("--fresh", action="store_true", help="hold speakers against a fresh reading too")
    parser.add_argument("--misses", type=int, default=0, help="show so many of each kind judged wrongly")
    parser.add_argument("--only", default="", help="show only this fault's")
    parser.add_argument("--speed", action="store_true", help="time 2,000 checks instead")
    told = parser.parse_args(arguments)
    write = sys.stdout.write
    if told.speed:
        write(speed(2000) + "\n")
        return 0
    golds = [*sample_golds(told.samples, ROOT / "tests" / "samples.yaml"), *corpora(told.data, told.at_most, told.skip)]
    found = list(outcomes(golds, fresh=told.fresh))
    write(f"{len(golds)} articles, seed {SEED}\n" + "\n".join(table(found)) + "\n")
    wrong: dict[tuple[str, str, bool], list[Outcome]] = defaultdict(list)
    for outcome in found:
        item, _, passes, _ = outcome
        if passes is not item.true and told.only in item.fault:
            wrong[item.field, item.fault or item.kind, item.true].append(outcome)
    for key, listed in sorted(wrong.items()) if told.misses else ():
        write(f"\n{key}\n")
        for item, verdict, *_ in islice(listed, told.misses):
            write(f"  {verdict}: {dict(item.value)}\n     from: {item.from_text}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
