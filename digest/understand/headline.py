"""What do title and deck say where the article has none? A title is one whole clause of the lead; a deck a further fact."""

from collections.abc import Sequence
from typing import Final

from digest.compress.line import front, line, opening
from digest.model import Article, BlockKind, KeyPoint, Ranked, Sentence
from digest.parser.sentences import split
from digest.parser.syntax import Tree
from digest.understand.points.alone import PERSONAL, POINTING, Told, names_nothing, stands_alone
from digest.understand.points.candidates import is_fit
from digest.understand.points.terms import EVERYDAY, WORD, common, stem

TITLE, DECK = 90, 160  # characters at most
SHORTEST: Final = 30  # characters; what is shorter says too little
LIKELY: Final = 1  # points that may be the news
RETOLD: Final = (
    0.35  # share of its telling words from which the first sentence tells the same news as the likeliest point
)
LEAD: Final = 2  # sentences among which the title is looked for beside the points
SAME: Final = 0.5  # share of its content words from which a deck repeats what is above or below it
FAR: Final = -2.3  # what a set may lose by a sentence that is still worth a deck
FURTHER: Final = 4  # sentences that are tried for a deck
EMPTY: Final = frozenset(
    "it there here what how why when who where nothing something also so then now too we you i my our your".split()
)


def make(
    article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree], ranked: Ranked, points: Sequence[KeyPoint]
) -> tuple[str, str, tuple[str, ...]]:
    """Title, deck, and what of them was made: "title", "opening" (the first words of the lead for a title), "deck"."""
    story = _Story(article, sentences, trees, ranked, points)
    made: list[str] = []
    title = article.title
    if not title:
        title = story.title()
        made.append("title")
        if not title:
            title = story.opening()
            made.append("opening")
    own = _whole(article.deck)
    deck = own or story.deck(title)
    if deck and not own:
        made.append("deck")
    return title, deck, tuple(made)


def _whole(deck: str) -> str:
    """As many of the first sentences of the author's deck as fit; "" if not even one does."""
    ends = [span.end for span in split(deck, 0, len(deck)) if span.end <= DECK]
    return deck[: ends[-1]] if ends else ""


class _Story:
    """The sentences that title and deck are made of."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        trees: Sequence[Tree],
        ranked: Ranked,
        points: Sequence[KeyPoint],
    ) -> None:
        self._kinds = article.blocks
        self._text, self._sentences, self._trees = article.text, sentences, trees
        self._points = points
        self._news = [ranked.points[index] for index in ranked.news if ranked.points[index] in points]
        self._further = _further(ranked, points)

    def title(self) -> str:
        """The first clause that fits: of the first point, of the lead, of the other points; "" if none does."""
        for place in self._places():
            made = line(self._text, self._sentences[place], self._tree(place), TITLE, title=True)
            if len(made) >= SHORTEST and self._is_whole(place, made):
                return made
        return ""

    def _places(self) -> list[int]:
        """Where a title may come from: a first sentence that tells the news, then the points, the likeliest to be the news first; the lead where there are none."""
        places = {sentence.id: place for place, sentence in enumerate(self._sentences)}
        ranked = [places[point.sentences[0]] for point in self._news[:LIKELY]]
        first = [0] if self._sentences and self._news and 0 not in ranked and self._tells_news() else []
        return [*first, *ranked] or list(range(min(LEAD, len(self._sentences))))

    def _tells_news(self) -> bool:
        """Whether the first sentence is a deck, or tells what the likeliest point tells, as that of a summary on top does."""
        first = self._sentences[0]
        own = _telling(first.of(self._text))
        deck = self._kinds[first.block].kind is BlockKind.DECK
        return deck or len(own & _telling(self._news[0].text)) >= RETOLD * max(len(own), 1)

    def _is_whole(self, place: int, made: str) -> bool:
        """Whether the sentence gives the story by itself and what is left has its actor and its verb."""
        sentence, tree = self._sentences[place], self._tree(place)
        words = self._text[front(self._text, sentence) : sentence.end]
        first = words.lstrip("\"'“‘").partition(" ")[0].replace("’", "'").lower().rstrip(",").partition("'")[0]
        if not is_fit(words, tree) or words[0] in "\"“'‘" or first in EMPTY | PERSONAL | POINTING:
            return False
        if place and not stands_alone(Told(words, tree, frozenset(range(len(tree))), frozenset())):
            return False
        root = next((index for index, word in enumerate(tree) if word.head < 0), -1)
        if root < 0 or not any(word.deprel.startswith("nsubj") and word.head == root for word in tree):
            return False
        return tree[root].text in made.split() or tree[root].text in made

    def _tree(self, place: int) -> Tree:
        return self._trees[place] if place < len(self._trees) else ()

    def opening(self) -> str:
        """The first words that fit of the first point, else of the lead."""
        if not self._sentences:
            return opening(self._text, TITLE)
        sentence = self._sentences[self._places()[0]]
        return opening(self._text[front(self._text, sentence) : sentence.end], TITLE)

    def deck(self, title: str) -> str:
        """A fact that neither the title nor a point holds, in a sentence that can be understood alone; "" if there is none."""
        told = [_telling(title), *(_telling(point.text) for point in self._points)]
        places = {sentence.id: place for place, sentence in enumerate(self._sentences)}
        for point in self._further:
            place = places[point.sentences[0]]
            tree = self._tree(place)
            made = line(self._text, self._sentences[place], tree, DECK)
            if len(made) < SHORTEST or point.resolved or not any(word.upos in {"PROPN", "NUM"} for word in tree):
                continue
            own = _telling(made)
            told_alone = Told(made, tree, frozenset(range(len(tree))), frozenset())
            alone = stands_alone(told_alone) and not names_nothing(told_alone)
            if alone and not any(len(own & other) >= SAME * max(len(own), 1) for other in told):
                return made if made.rstrip("”\"’'").endswith(("!", "?", ".", "…")) else made + "."
        return ""


def _further(ranked: Ranked, points: Sequence[KeyPoint]) -> list[KeyPoint]:
    """What might have been a point, the likeliest first: what each set of points adds to the one before."""
    found: list[KeyPoint] = []
    before: set[int] = set()
    score = 0.0
    for now, members in ranked.sets:
        for index in sorted(set(members) - before):
            if ranked.points[index] not in points and now - score >= FAR and len(found) < FURTHER:
                found.append(ranked.points[index])
        before, score = set(members), now
    return found


def _telling(words: str) -> set[str]:
    """Stems that say something."""
    known = common()
    return {found for word in WORD.findall(words.lower()) if known.get(found := stem(word), EVERYDAY + 1) > EVERYDAY}
