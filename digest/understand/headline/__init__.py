"""What do headline and deck say where the article has none? Pieces of its lead, marked as made.

    the lead cut to fit – else a sentence that says it as well – else the lead clipped

`alone` says which sentence may stand at the top, `cut` makes one fit: `units` are what may go from it (`words`, `costs`,
`stays`, and `surface` where the tree is wrong), `worth` weighs the words that would go.
"""

from collections.abc import Sequence
from functools import cached_property

from digest.model import Article, KeyPoint, Sentence
from digest.parser.syntax import Tree
from digest.understand.headline.alone import NEVER, SHORTEST, leaning, someone_open
from digest.understand.headline.cut import Cut, Line, clipped, cut, front
from digest.understand.headline.worth import Matter, matter, telling
from digest.understand.points.candidates import is_fit

HEADLINE = Line(longest=90, most_lost=3.5, terse=True)
DECK = Line(longest=160, most_lost=1.6, terse=False)
LEAD = 3  # sentences among which the headline is looked for
FURTHER = 15  # sentences among whose key points it is looked for too
AS_WELL = 2.0  # what may be lost of a sentence that is taken instead of a lead that tells the story
SHORTENED = 1.0  # what is lost of a sentence that was shortened for a key point
STEP = 0.3  # what a sentence is worth less for each sentence before it
SAME = 0.6  # share of its telling words from which a deck says what the headline says


def make(
    article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree], points: Sequence[KeyPoint]
) -> tuple[str, str, tuple[str, ...]]:
    """Headline, deck, and which of "title" and "deck" had to be made; what the article has is kept as it is."""
    story = _Story(article, sentences, trees, points)
    made: list[str] = []
    title, used = article.title, ""
    if not title:
        title, used = story.headline()
        made.append("title")
    deck = article.deck
    if not deck:
        deck = story.deck(title, used)
        if deck:
            made.append("deck")
    return title, deck, tuple(made)


class _Story:
    """The sentences that headline and deck are made of."""

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree], points: Sequence[KeyPoint]
    ) -> None:
        self._text, self._sentences, self._trees = article.text, sentences, trees
        self._points = {point.sentences[0]: point.text for point in points}

    @cached_property
    def _matter(self) -> Matter:
        return matter([sentence.of(self._text) for sentence in self._sentences])

    def headline(self) -> tuple[str, str]:
        """The headline and the id of its sentence."""
        leads = self._leads()
        lead = self._cut(0, HEADLINE) if leads else None
        if lead and len(lead.text) >= SHORTEST:
            return lead.text, self._sentences[0].id
        scored = []
        for place in self._places():
            made = self._cut(place, HEADLINE)
            if made is None:
                continue
            lost = made.loss + leaning(made.text, self._tree(place), place)
            lost += self._matter.astray(made.text) if leads else 0.0
            if lost <= (AS_WELL if leads else NEVER):
                score = self._matter.of(made.text) - lost - STEP * place
                scored.append((score, -place, made.text, self._sentences[place].id))
        return max(scored)[2:] if scored else self._clipped()

    def _leads(self) -> bool:
        """Whether the first sentence tells the story, so that its beginning is better than another sentence."""
        if not self._sentences:
            return False
        return is_fit(self._words(0), self._tree(0)) and leaning(self._words(0), self._tree(0), 0) < 1

    def _places(self) -> list[int]:
        """The sentences of the lead and the key points behind it."""
        chosen = [place for place, sentence in enumerate(self._sentences[:FURTHER]) if sentence.id in self._points]
        return list(dict.fromkeys([*range(min(LEAD, len(self._sentences))), *chosen]))

    def _words(self, place: int) -> str:
        """A sentence without the tag in front."""
        sentence = self._sentences[place]
        return self._text[front(self._text, sentence) : sentence.end]

    def _tree(self, place: int) -> Tree:
        return self._trees[place] if place < len(self._trees) else ()

    def _cut(self, place: int, line: Line) -> Cut | None:
        """The sentence cut to fit, else as it was shortened for a key point, if that fits."""
        sentence, tree = self._sentences[place], self._tree(place)
        if not is_fit(self._words(place), tree):
            return None
        made = cut(self._text, sentence, tree, line, self._matter.of)
        shortened = self._points.get(sentence.id, "").rstrip(".")
        return made or (Cut(shortened, SHORTENED) if 0 < len(shortened) <= line.longest else None)

    def _clipped(self) -> tuple[str, str]:
        """The words that fit of the first sentence that stands alone, an ellipsis behind."""
        if not self._sentences:
            return clipped(self._text, HEADLINE.longest), ""
        alone = (place for place in range(min(LEAD, len(self._sentences))) if self._stands(place))
        place = next(alone, 0)
        return clipped(self._words(place), HEADLINE.longest), self._sentences[place].id

    def _stands(self, place: int) -> bool:
        words, tree = self._words(place), self._tree(place)
        return is_fit(words, tree) and leaning(words, tree, place) < NEVER

    def deck(self, title: str, used: str) -> str:
        """A sentence that says something else than the headline: of the points first, then of the lead; "" if none fits."""
        by_id = {sentence.id: place for place, sentence in enumerate(self._sentences)}
        wanted = [by_id[identifier] for identifier in self._points if identifier in by_id]
        said = telling(title)
        for place in dict.fromkeys([*wanted, *range(min(LEAD + 2, len(self._sentences)))]):
            made = self._cut(place, DECK) if self._sentences[place].id != used else None
            tree = self._tree(place)
            if made is None or someone_open(tree, strictly=True) or leaning(made.text, tree, 0) >= 1:
                continue
            own = telling(made.text)
            if len(own & said) < SAME * max(len(own), 1):
                return made.text if made.text.endswith(("!", "?", "”", '"', "…")) else made.text + "."
        return ""
