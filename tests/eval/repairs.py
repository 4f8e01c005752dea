"""How often a planted fault gets its repair, and how many faults of a model are refused: `python -m tests.eval.repairs`.

Faults are planted, one at a time, in the points and quotations of the sample articles: another word, number or name, a word added, a
negation left out, another speaker. A repair counts as right when it is what stood there before. As a model's answer, the same points are
words of its own (`rephrase: true`), and an open quotation gets a speaker who is not the one the program names.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from digest import check, config, pipeline, summary
from digest.extract import Hints
from digest.model import Article, Reading
from digest.parser.sentences import sentences
from digest.pipeline import Committed
from digest.repair import repaired
from digest.suggest import Answer, Proposal
from digest.understand import understand
from tests.conftest import ROOT
from tests.eval import faults
from tests.eval.faults import Room

KINDS = ("word_changed", "word_added", "digit_changed", "not_dropped", "entity_replaced", "person_replaced")
ENTITIES = {"person": "people", "organisation": "organisations", "place": "places"}
MODEL = "tiny"


def samples() -> Iterator[tuple[dict[str, Any], Article, Reading]]:
    """Each sample article with the summary that the program makes of it."""
    settings = config.load(ROOT)
    for place in sorted(settings.articles.rglob("*")):
        path = place.relative_to(settings.articles).as_posix()
        if not place.is_file() or any(part.startswith(".") for part in place.parts[len(settings.articles.parts) :]):
            continue
        article = pipeline.article(Committed(path, place.read_bytes(), path, Hints("")))
        drafted = pipeline.draft(article)
        fields = summary.fields(drafted.fields, pipeline.owned(article, drafted, pipeline.Options()))
        report = check.check(fields, article)
        yield summary.sieve(fields, report.verdicts), article, understand(article)


def planted(fields: Mapping[str, Any], field: str, room: Room, random: Random) -> Iterator[tuple[str, int, str]]:
    """Each fault of each item: its kind, the item, the wrong text."""
    for kind in KINDS:
        for index, item in enumerate(fields[field]):
            wrong = getattr(faults, kind)(item["text"], room, random)
            if wrong and wrong != item["text"]:
                yield kind, index, wrong


def repair(fields: dict[str, Any], article: Article, reading: Reading, room: Room, counts: Counter[tuple[str, str]]) -> None:  # fmt: skip
    """Counts the repairs of one article."""
    random = Random(article.path)
    for field in ("key_points", "quotes"):
        for kind, index, wrong in planted(fields, field, room, random):
            items = [{**one, "text": wrong} if n == index else one for n, one in enumerate(fields[field])]
            _count(f"{field} {kind}", index, {**fields, field: items}, fields, field, article, reading, counts)
    people = [one["name"] for one in fields["people"]]
    for index, quote in enumerate(fields["quotes"]):
        own = (quote.get("speaker") or {}).get("name")
        others = [name for name in people if own and name != own]
        if others and not quote.get("review"):
            wrong_quote = {**quote, "speaker": {"name": random.choice(others)}}
            items = [wrong_quote if n == index else one for n, one in enumerate(fields["quotes"])]
            _count("quotes speaker", index, {**fields, "quotes": items}, fields, "quotes", article, reading, counts)


def _count(kind: str, index: int, wrong: dict[str, Any], right: Mapping[str, Any], field: str, article: Article, reading: Reading, counts: Counter[tuple[str, str]]) -> None:  # fmt: skip
    path = f"{field}[{index}]"
    verdict = check.Judge(article, reading)(field, wrong[field][index], wrong["evidence"]).verdict
    if verdict.passes:
        return
    counts[kind, "failed"] += 1
    found = repaired(wrong, {path: verdict}, article, reading).repairs
    if found:
        counts[kind, "repaired"] += 1
        counts[kind, "right"] += _is_same(found[0].new, right[field][index])


def _is_same(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    names = [(one.get("speaker") or {}).get("name") for one in (new, old)]
    return new["text"].strip("“”\"'., ") == old["text"].strip("“”\"'., ") and names[0] == names[1]


def suggest(fields: dict[str, Any], article: Article, room: Room, counts: Counter[tuple[str, str]]) -> None:
    """Counts the faults of a model that are refused."""
    told, random = sentences(article), Random(article.path)
    for kind, index, wrong in planted(fields, "key_points", room, random):
        cited = fields["key_points"][index]["evidence"]
        answer = Answer((Proposal(cited[0], text=wrong),))
        _refused(f"model {kind}", pipeline.suggested(article, fields, answer, MODEL, told), counts)
    people = [f"m{n}" for n, _ in enumerate(fields["people"], start=1)]
    for index, quote in enumerate(fields["quotes"]):
        own = (quote.get("speaker") or {}).get("name")
        others = [mark for mark, who in zip(people, fields["people"], strict=True) if own and who["name"] != own]
        if others and not quote.get("review"):
            quotes = [{**one, "review": True} if n == index else one for n, one in enumerate(fields["quotes"])]
            answer = replace(Answer(), speakers=((quote["id"], random.choice(others)),))
            open_ = {**fields, "quotes": quotes}
            _refused("model speaker", pipeline.suggested(article, open_, answer, MODEL, told), counts)


def _refused(kind: str, applied: Any, counts: Counter[tuple[str, str]]) -> None:
    counts[kind, "failed"] += 1
    counts[kind, "right"] += applied.dropped == applied.of


def main() -> None:
    """Prints the figures."""
    counts: Counter[tuple[str, str]] = Counter()
    started, articles = time.monotonic(), 0
    for fields, article, reading in samples():
        articles += 1
        names = {kind: [one["name"] for one in fields[name]] for kind, name in ENTITIES.items()}
        room = Room(article.text, names, [[one["name"]] for one in fields["people"]])
        repair(fields, article, reading, room, counts)
        suggest(fields, article, room, counts)
    kinds = sorted({kind for kind, _ in counts})
    for kind in kinds:
        of, mended, right = (counts[kind, what] for what in ("failed", "repaired", "right"))
        print(f"{kind:32} {of:5} {mended:5} {right:5}")
    for what in ("key_points", "quotes", "model"):
        of, mended, right = (sum(counts[kind, name] for kind in kinds if kind.startswith(what)) for name in ("failed", "repaired", "right"))  # fmt: skip
        print(f"{what}: {of} faults, {mended} repaired, {right} right ({right / max(1, of):.3f})")
    print(f"{articles} articles in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
