"""The ground that everything is held against: an article's text, and what is made of it only when a check asks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from digest.check.boundary import whole
from digest.check.level import MARKS, Levelled, level
from digest.check.marks import stretches
from digest.check.same import WORD
from digest.check.words import Word, words
from digest.model import Article, BlockKind, Holders, Span

_OCCURRENCES = 50  # of one stretch of words that are looked at; nobody says the same more often
# "wall.” The", "when? (Nobody"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9€£$])")
# "Sen", "U.S", "John F": a full stop behind them ends no sentence
_SHORT_FORM = re.compile(
    r"\b(?:Sens?|Reps?|Govs?|Gen|Col|Lt|Sgt|Capt|Cmdr|Rev|Hon|Mr|Mrs|Ms|Dr|St|Prof|Messrs|[A-Z](?:\.[A-Z])*)\Z"
)
# "(Northwire) ", "Leyton (NWN) -- ": who sends it and from where, in front of a sentence
_TAG = re.compile(r"(?:^|\n)[^\n.!?]{0,60}\([A-Z][\w.& /-]{1,30}\) ?(?:(?:--|[-–—]) ?)?\Z")


class Ground:
    """An article's text, its levelled form, its words and its marked stretches; made once, on demand."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self._marked: dict[int, Holders] = {}
        self._words: dict[Span, tuple[Word, ...]] = {}
        self._named: dict[int, frozenset[str]] = {}

    @cached_property
    def levelled(self) -> Levelled:
        """The text with its typography levelled."""
        return level(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the text, in order."""
        return tuple(words(self.text))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, as indices into `words`."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(word.key, []).append(index)
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of text, title, deck, byline and posts, case folded, for names."""
        article = self.article
        told = [self.text, article.title, article.deck, article.source, *article.byline]
        told += [words for post in article.posts for words in (post.name, post.handle)]
        return frozenset(word for part in told for word in WORD.findall(part.casefold()))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences, cut roughly and only where a claim cites none: at end marks before a blank and a capital."""
        found: list[Span] = []
        for block in self.article.blocks or (Span(0, len(self.text)),):
            start = block.start
            for match in _SENTENCE_END.finditer(self.text, block.start, block.end):
                if _SHORT_FORM.search(self.text, max(start, match.start() - 8), match.start()):
                    continue
                found.append(Span(start, match.end()))
                start = match.end()
            found.append(Span(start, block.end))
        return tuple(span for span in found if span.of(self.text).strip())

    @cached_property
    def bags(self) -> tuple[frozenset[str], ...]:
        """The words of each of `sentences`, roughly: only to choose which of them to look at."""
        return tuple(bag(span.of(self.text)) for span in self.sentences)

    def words_of(self, span: Span) -> tuple[Word, ...]:
        """The words of a stretch; points and headlines often cite the same."""
        if span not in self._words:
            self._words[span] = tuple(words(self.text, span.start, span.end))
        return self._words[span]

    def names_of(self, block: int) -> frozenset[str]:
        """The words of a block, case folded: "the commission" is the Electoral Commission."""
        if block not in self._named:
            self._named[block] = bag(self.article.blocks[block].of(self.text))
        return self._named[block]

    def starts(self, place: int) -> bool:
        """Whether a sentence starts at a place: nothing of it that might turn its meaning stands before."""
        before = self.text[max(0, place - 6) : place].rstrip(MARKS + " (")
        begins = not before or before[-1] in ".!?…\n:" or "\n" in self.text[max(0, place - 6) : place]
        dateline = self.article.dateline
        filed = dateline is not None and not self.text[dateline.end : place].strip()
        return begins or filed or _TAG.search(self.text[max(0, place - 100) : place]) is not None

    def find(self, words: str) -> Iterator[Span]:
        """Where words stand letter for letter, cutting no word in two."""
        yield from _occurrences(self.text, words, self.text)

    def find_levelled(self, words: str) -> Iterator[Span]:
        """Where levelled words stand in other typography, as stretches of the raw text."""
        start, seen = self.levelled.text.find(words), 0
        while words and start >= 0 and seen < _OCCURRENCES:
            begin, end = self.levelled.raw(start, start + len(words))
            if whole(self.text, begin, end):
                yield Span(begin, end)
            start, seen = self.levelled.text.find(words, start + 1), seen + 1

    def in_marks(self, span: Span) -> bool:
        """Whether a stretch stands wholly inside one pair of quotation marks, or in a block that is a quotation."""
        blocks = self.article.blocks
        own = bisect_right(blocks, span.start, key=lambda block: block.start) - 1
        if own >= 0 and blocks[own].holds(span):
            if blocks[own].kind in {BlockKind.BLOCK_QUOTE, BlockKind.POST}:
                return True
            around: Span = blocks[own]
        else:
            end = self.text.find("\n", span.end)
            around = Span(self.text.rfind("\n", 0, span.start) + 1, len(self.text) if end < 0 else end)
        if around.start not in self._marked:
            self._marked[around.start] = Holders(Span(a, b) for a, b in stretches(around.of(self.text)))
        return self._marked[around.start].hold(Span(span.start - around.start, span.end - around.start))

    def evidence(self, cited: Any, entries: Mapping[str, Any]) -> tuple[Span, ...]:
        """The stretches that ids point at, as far as they are right: within the text and with the words they claim."""
        if not isinstance(cited, list):
            return ()
        spans = (self._entry(entries.get(key)) for key in cited if isinstance(key, str))
        return tuple(sorted(span for span in spans if span))

    def _entry(self, entry: Any) -> Span | None:
        if not isinstance(entry, Mapping):
            return None
        start, end, told = entry.get("start"), entry.get("end"), entry.get("text")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end and self.text[start:end] == told:
            return Span(start, end)
        return None


def bag(text: str) -> frozenset[str]:
    """The words of a text, case folded."""
    return frozenset(WORD.findall(text.casefold()))


def _occurrences(haystack: str, words: str, text: str) -> Iterator[Span]:
    start, seen = haystack.find(words), 0
    while words and start >= 0 and seen < _OCCURRENCES:
        if whole(text, start, start + len(words)):
            yield Span(start, start + len(words))
        start, seen = haystack.find(words, start + 1), seen + 1
