"""What people marked as said, and by whom: the articles of the data folder and the samples, with their gold."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from digest import pipeline
from digest.check.level import MARKS
from digest.extract import Hints, extract
from digest.model import Article, Metadata, Reading, Source
from digest.pipeline import Committed
from digest.understand import understand

KINDS = {"direct": "direct", "mixed": "partial", "indirect": "indirect"}
# "Rafe Tolland", "Sen. Ada Brun": a mention that is a name
_NAME = re.compile(r"(?:[A-Z][\w’'.-]+ )+[A-Z][\w’'-]+")


@dataclass(frozen=True)
class Gold:
    """An article with what people say is said in it: (kind, words, speaker's name or "")."""

    article: Article
    reading: Reading
    quotes: tuple[tuple[str, str, str], ...]


def corpora(data: Path, at_most: int, skip: int = 0) -> Iterator[Gold]:
    """The articles of the data folder and the samples; of each set so many, in the order of the hashes of their ids."""
    rows = {
        name: [json.loads(line) for line in (data / name).read_text("utf-8").splitlines()]
        for name in ("quotes/polnear.dev.jsonl", "quotes/ggt.dev.jsonl", "summaries/cnndm.dev.jsonl")
    }
    for listed in rows.values():
        listed.sort(key=lambda row: sha256(row["id"].encode()).hexdigest())
        for row in listed[skip : skip + at_most]:
            yield _gold(row)


def _gold(row: Mapping[str, Any]) -> Gold:
    text = row["text"]
    meta = Metadata(title=row.get("title") or "", published=str(row.get("meta", {}).get("date") or "")[:10])
    article = extract(Source(row["id"], sha256(text.encode()).hexdigest(), text, meta))
    quotes = [
        (_kind(quote), quote["text"], _speaker(quote))
        for quote in row.get("quotes", ())
        if quote["core"]
        and len(quote["text"].split()) > 2
        and _said_apart(quote)
        and _whole(quote, text)
        and _of_one(quote, row["quotes"])
    ]
    return Gold(article, understand(article), tuple(dict.fromkeys(quotes)))


def _kind(quote: Mapping[str, Any]) -> str:
    """As the article has it: annotators' direct speech with words outside marks is partial, without marks reported."""
    words = quote["text"].strip()
    marked = [words[0] in MARKS, any(mark in words for mark in MARKS)]
    return KINDS[quote["kind"]] if quote["kind"] != "direct" or marked[0] else "partial" if marked[1] else "indirect"


def _speaker(quote: Mapping[str, Any]) -> str:
    """The name of who said it: by hand, or the mention where that is a full name."""
    mention = (quote.get("speaker") or {}).get("text", "")
    return str(quote.get("speaker_name") or (mention if _NAME.fullmatch(mention) else ""))


def _said_apart(quote: Mapping[str, Any]) -> bool:
    """Whether words and speaker stand apart: annotators took some names into the quote."""
    speaker = quote.get("speaker")
    return not speaker or speaker["end"] <= quote["start"] or quote["end"] <= speaker["start"]


def _of_one(quote: Mapping[str, Any], quotes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether one speaker alone is marked for the words: not those that one tells of another ("the Post says Brun said")."""
    meeting = [q for q in quotes if q["start"] < quote["end"] and quote["start"] < q["end"] and q.get("speaker")]
    return len({q["speaker"]["start"] for q in meeting}) < 2


def _whole(quote: Mapping[str, Any], text: str) -> bool:
    """Whether the mark-up cuts no word: some stretches begin a letter late."""
    before, after = text[: quote["start"]][-1:], text[quote["end"] :][:1]
    return not (before.isalnum() and quote["text"][0].isalnum()) and not (
        after.isalnum() and quote["text"][-1].isalnum()
    )


def sample_golds(folder: Path, gold: Path) -> Iterator[Gold]:
    """The sample articles with the quotes written down for them."""
    written = yaml.safe_load(gold.read_text("utf-8"))
    for path, told in written.items():
        if not (folder / path).is_file():
            continue
        article = pipeline.article(Committed(path, (folder / path).read_bytes(), path, Hints()))
        direct = tuple(("direct", q["text"], q.get("speaker") or "") for q in told.get("direct") or ())
        reported = tuple(("indirect", q["contains"], q.get("speaker") or "") for q in told.get("reported") or ())
        yield Gold(article, understand(article), direct + reported)
