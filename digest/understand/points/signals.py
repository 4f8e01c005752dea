"""What does an editor see in a sentence? Its place, the news in it, its number, the other side, what is next."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from digest.model import Article, EntityKind, Quote, QuoteKind, Sentence
from digest.parser.syntax import Tree, Word
from digest.understand.points.candidates import Candidate
from digest.understand.points.resolve import Names
from digest.understand.points.terms import Terms, stems_of

Floats = NDArray[np.float32]

# "will close", "is due", "plans to", "next week": what comes
COMING: Final = re.compile(
    r"\b(?:will|shall|plans? to|planned for|due|expected|scheduled|set to|next (?:week|month|year|spring|summer|autumn|fall|winter|[a-z]{3,6}day)"
    r"|tomorrow|later this|(?:is|are|was|were) to(?= [a-z])|trial|sentenc(?:ed|ing)|hearing|appeal|resumes?|begins?|deadline)\b"
)
# "$4 million", "212 crore"
MONEY: Final = re.compile(r"[$€£₹₦¥]|\b(?:million|billion|crore|lakh|euros?|pounds|dollars|rand|naira)\b")
# "on Monday", "this week"
DAY: Final = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|this (?:week|month|year|morning|afternoon))\b"
)
# "I", "you": somebody speaks of themselves
SELF: Final = re.compile(r"\b(?:I|I['’]\w+|my|me|we|you|your|our|us)\b")
# "denied", "n't"
PLAIN: Final = re.compile(r"[a-z]+")
TURNS: Final = ("But ", "However", "Yet ")
EARLY: Final = 0.25  # share of the article that is its beginning
_KINDS: Final = {QuoteKind.DIRECT: 0, QuoteKind.INDIRECT: 1, QuoteKind.PARTIAL: 2}
# What the columns are; "late" is 0 for the first sentence and 1 for the last.
COLUMNS: Final = (
    "place", "first", "late", "last", "opens a block", "last block", "only one of its block",
    "words", "short", "coming", "coming late", "other side", "money", "day", "self", "turns",
    "direct", "reported", "partly quoted", "new people",
    "names", "news early", "subject named", "subject a pronoun", "present",
    "title", "title early", "central", "leans", "words kept", "goes on", "answers",
)  # fmt: skip


def signals(  # noqa: PLR0913, PLR0917 - what the steps before found are its arguments
    article: Article,
    sentences: Sequence[Sentence],
    fit: Sequence[Candidate],
    found: Terms,
    names: Names | None,
    quotes: Sequence[Quote],
) -> Floats:
    """float32[candidate, column]: what is seen in each of `fit`; `sentences` and `found` are those that places count."""
    blocks = [sentence.block for sentence in sentences]
    said = _said(len(article.text), quotes)
    news = _new_people(sentences, names)
    title, begun = _titled(found, article.title), _begun(found)
    rows = []
    for candidate in fit:
        place, span = candidate.place, candidate.sentence
        late = place / max(len(sentences) - 1, 1)
        of_title = float(title[place])
        rows.append(
            (
                *_placed(place, blocks, late),
                *_worded(span.of(article.text), late),
                *said[:, span.start : span.end].mean(1).tolist(),
                news[place],
                *_built(candidate.tree, late),
                of_title,
                of_title * (1 - late),
                float(found.central[place]),
                candidate.leans,
                len(candidate.text.split()) / 20,
                float(begun[place]),
                candidate.heard.answers,
            )
        )
    return np.array(rows, np.float32).reshape(-1, len(COLUMNS))


def _placed(place: int, blocks: Sequence[int], late: float) -> tuple[float, ...]:
    block = blocks[place]
    opens = place == 0 or blocks[place - 1] != block
    return (
        float(np.log1p(place)), place == 0, late, place == len(blocks) - 1,
        opens, block == blocks[-1], blocks.count(block) == 1,
    )  # fmt: skip


def _worded(text: str, late: float) -> tuple[float, ...]:
    length, coming = len(text.split()), COMING.search(text) is not None
    other = not _of_the_other_side().isdisjoint(PLAIN.findall(text.lower()))
    return (
        length / 20, length < 9, coming, coming * late, other, MONEY.search(text) is not None,
        DAY.search(text) is not None, SELF.search(text) is not None, text.startswith(TURNS),
    )  # fmt: skip


def _built(tree: Tree, late: float) -> tuple[float, ...]:
    """How many names the tree has, whether the news verb, the kind of subject and the present."""
    root = next((word for word in tree if word.head < 0), None)
    if root is None:
        return (0, 0, 0, 0, 0)
    subject = next((w for w in tree if w.deprel.startswith("nsubj") and w.head >= 0 and tree[w.head] is root), None)
    kind = subject.upos if subject else ""
    return (
        sum(word.name_begin for word in tree) / 3, root.lemma in _news_verbs() and late < EARLY,
        kind == "PROPN", kind == "PRON", root.upos == "VERB" and not _is_past(root),
    )  # fmt: skip


def _is_past(verb: Word) -> bool:
    return verb.text.lower() != verb.lemma and not verb.text.endswith(("s", "ing"))


def _said(length: int, quotes: Sequence[Quote]) -> Floats:
    """float32[3, character]: whether it is somebody's very words, reported speech, partly quoted."""
    found = np.zeros((len(_KINDS), length + 1), np.float32)
    for quote in quotes:
        if quote.kind in _KINDS:
            found[_KINDS[quote.kind], quote.start : quote.end] = 1
    return found


def _new_people(sentences: Sequence[Sentence], names: Names | None) -> list[int]:
    """How many people each sentence names first."""
    count = [0] * len(sentences)
    for entity in names.entities if names else ():
        if entity.kind is EntityKind.PERSON:
            first = min((mention.start for mention in entity.mentions if mention.text[:1].isupper()), default=-1)
            place = next((n for n, sentence in enumerate(sentences) if sentence.start <= first < sentence.end), -1)
            if place >= 0:
                count[place] += 1
    return count


def _titled(found: Terms, title: str) -> Floats:
    """float32[sentence]: how much of the title's words each sentence holds, by what they say."""
    wanted = set(stems_of(title))
    columns = [index for index, word in enumerate(found.stems) if word in wanted]
    worth = found.weights[columns]
    share: Floats = (found.counts[:, columns] > 0) @ worth / max(float(worth.sum()), 1e-6)
    return share


def _begun(found: Terms) -> Floats:
    """float32[sentence]: the share of its telling stems that it is the first to say and that come again."""
    holds = found.counts > 0
    telling = holds & (found.weights > 0)
    first = holds.argmax(0) == np.arange(len(holds))[:, None]
    begun = telling & first & (holds.sum(0) > 1)
    share: Floats = begun.sum(1) / np.maximum(telling.sum(1), 1)
    return share


@cache
def _lists() -> dict[str, frozenset[str]]:
    """The sections of signals.txt."""
    sections = Path(__file__).with_name("signals.txt").read_text("utf-8").split("[")[1:]
    pairs = (section.split("]", 1) for section in sections)
    return {name: frozenset(words.split()) for name, words in pairs}


def _of_the_other_side() -> frozenset[str]:
    return _lists()["other side"]


def _news_verbs() -> frozenset[str]:
    return _lists()["news"]
