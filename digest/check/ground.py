"""The ground that everything is held against: an article's text, and what is made of it only when a check asks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from digest.check.boundary import whole
from digest.check.level import MARKS, Levelled, level
from digest.check.marks import stretches
from digest.check.same import WORD
from digest.check.words import Word, words
from digest.model import Article, BlockKind, Holders, Span

_MARKS = frozenset(MARKS)
_STOPS = frozenset(".,;:!?…")
_LINE = re.compile(r"[^\n]+")
_OCCURRENCES = 50  # of one stretch of words that are looked at; nobody says the same more often
# "wall.” The", "when? (Nobody"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9€£$])")
# "Sen", "U.S", "John F": a full stop behind them ends no sentence
_SHORT_FORM = re.compile(
    r"\b(?:Sens?|Reps?|Govs?|Gen|Col|Lt|Sgt|Capt|Cmdr|Rev|Hon|Mr|Mrs|Ms|Dr|St|Prof|Messrs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])*)\Z"
)
# "(Northwire) ", "Leyton (NWN) -- ": who sends it and from where, in front of a sentence
_TAG = re.compile(r"(?:^|\n)[^\n.!?]{0,60}\([A-Z][\w.& /-]{1,30}\) ?(?:(?:--|[-–—]) ?)?\Z")


class Ground:
    """An article's text, its levelled form, its words and its marked stretches; made once, on demand."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self._marked: dict[Span, tuple[Holders, Sequence[Span]]] = {}
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
        around, is_quotation = self._paragraph(span)
        return is_quotation or self._stretches(around)[0].hold(span)

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """The pieces of a statement in marks that its cue cuts, or that runs over paragraphs; none if it is not such a one.

        It begins and ends in marks, and between two pieces at most one sentence ends.
        """
        span = self._to_marks(span)
        found: list[Span] = []
        for line in _LINE.finditer(self.text, span.start, span.end):
            part = Span(line.start(), line.end())
            around, is_quotation = self._paragraph(part)
            if is_quotation or self.in_marks(unmarked(self.text, part)):
                found.append(part)
                continue
            marked = self._stretches(around)[1]
            for one in marked[bisect_left(marked, part.start, key=lambda one: one.start) :]:
                if one.start >= part.end:
                    break
                whole = _with_marks(self.text, one)
                if part.holds(one) and (not found or whole.start >= found[-1].end):
                    found.append(whole)
        ends = [found[0].start, *(piece.end for piece in found)] if found else []
        starts = [*(piece.start for piece in found), span.end]
        gaps = [self.text[end:start] for end, start in zip(ends, starts, strict=False)]
        is_whole = len(found) > 1 and not (self.text[span.start : found[0].start] + gaps[-1]).strip()
        return tuple(found) if is_whole and all(_ends(gap) < 2 for gap in gaps) else ()

    def _to_marks(self, span: Span) -> Span:
        """A stretch with the marks around it, and the comma or full stop before the last."""
        start, end = span.start, span.end
        while start > 0 and self.text[start - 1] in _MARKS:
            start -= 1
        while end < len(self.text) and self.text[end] in _MARKS | _STOPS:
            end += 1
        return Span(start, end)

    def _paragraph(self, span: Span) -> tuple[Span, bool]:
        """The paragraph around a stretch, and whether all of it is a quotation."""
        blocks = self.article.blocks
        own = bisect_right(blocks, span.start, key=lambda block: block.start) - 1
        if own >= 0 and blocks[own].holds(span):
            return blocks[own], blocks[own].kind in {BlockKind.BLOCK_QUOTE, BlockKind.POST}
        end = self.text.find("\n", span.end)
        return Span(self.text.rfind("\n", 0, span.start) + 1, len(self.text) if end < 0 else end), False

    def _stretches(self, around: Span) -> tuple[Holders, Sequence[Span]]:
        """The stretches in marks of a paragraph, to ask and in order."""
        if around not in self._marked:
            spans = sorted(Span(around.start + a, around.start + b) for a, b in stretches(around.of(self.text)))
            self._marked[around] = Holders(spans), spans
        return self._marked[around]

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


def _ends(gap: str) -> int:
    """How many sentences end between two pieces of a statement."""
    ends = _SENTENCE_END.finditer(f"{gap}A")
    return sum(1 for end in ends if not _SHORT_FORM.search(gap, max(0, end.start() - 8), end.start()))


def unmarked(text: str, span: Span) -> Span:
    """A stretch without the marks and blanks around it."""
    start, end = span.start, span.end
    while start < end and text[start] in MARKS + " ":
        start += 1
    while end > start and text[end - 1] in MARKS + " ":
        end -= 1
    return Span(start, end)


def _with_marks(text: str, span: Span) -> Span:
    """A stretch with the marks on both sides of it."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return Span(span.start - (before in _MARKS), span.end + (after in _MARKS))


def bag(text: str) -> frozenset[str]:
    """The words of a text, case folded."""
    return frozenset(WORD.findall(text.casefold()))


def _occurrences(haystack: str, words: str, text: str) -> Iterator[Span]:
    start, seen = haystack.find(words), 0
    while words and start >= 0 and seen < _OCCURRENCES:
        if whole(text, start, start + len(words)):
            yield Span(start, start + len(words))
        start, seen = haystack.find(words, start + 1), seen + 1
