"""What do title and deck say where the article has none? A title is one whole clause of the lead; a deck a further fact."""

import re
from collections.abc import Sequence
from typing import Final

from digest.compress import reaches
from digest.compress.line import front, fronted, line
from digest.compress.opening import clause, opening
from digest.model import Article, BlockKind, KeyPoint, Ranked, Sentence
from digest.parser.sentences import split
from digest.parser.syntax import Tree, Word
from digest.understand.points.alone import PERSONAL, POINTING, Told, leaning, stands_alone
from digest.understand.points.answers import hear
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
NEWSY: Final = 3  # sentences, the likeliest to be the news, that a deck never holds alone
# "Then Moe", "“We won”, …": no deck begins so
NO_DECK: Final = ("Then ", "Same ", "The same ", '"', "“", "'", "‘")
# "was equally supportive": more of what only the text before says
MORE: Final = re.compile(
    r"\b(?:equally|also|too|similarly|likewise|other|another|latter|former|aforementioned|instead|however)\b"
)
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
        title, whole = story.title()
        made.extend(["title"] if whole else ["title", "opening"])
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

    def title(self) -> tuple[str, bool]:
        """The title, and whether it is a whole clause of the text rather than its first words.

        Tried in this order: a clause of the news; its first words where they are a clause; its first words.
        """
        places = self._places()
        made = (self._clause(place) for place in places)
        begun = (self._begun(place) for place in places)
        for words, whole in ((made, True), (begun, False)):
            found = next(filter(None, words), "")
            if found:
                return found, whole
        others = (self._clause(place) for place in self._of(self._news) if place not in places)
        judged = self._is_judgement(places[0]) if places else False
        found = next(filter(None, others), "") if judged else ""
        return (found, True) if found else (self.opening(), False)

    def _is_judgement(self, place: int) -> bool:
        """As in "The fire was her own fault, Moe said": its first words would state what somebody thinks."""
        tree = self._tree(place)
        return any(tree[verb].upos != "VERB" for verb, _ in fronted(tree, reaches(tree)))

    def _clause(self, place: int) -> str:
        made = line(self._text, self._sentences[place], self._tree(place), TITLE, title=True)
        return made if len(made) >= SHORTEST and self._is_whole(place, made) else ""

    def _begun(self, place: int) -> str:
        """The first words of a sentence where they are a clause, and do not blame somebody without who says so."""
        sentence, tree = self._sentences[place], self._tree(place)
        made = clause(self._text, sentence, tree, TITLE)
        root = next((word for word in tree if word.head < 0), None)
        bare = root is not None and root.text not in made.split() and hear(self._text, sentence, tree).blames
        return made if len(made) >= SHORTEST and not bare and self._tells(place) else ""

    def _places(self) -> list[int]:
        """Where a title may come from: a first sentence that reports the news, then the point likeliest to be the news; the lead where there are none."""
        ranked = self._of(self._news[:LIKELY])
        leads = bool(self._sentences and self._news) and 0 not in ranked and self._tells_news()
        first = [0] if leads else []
        return [*first, *ranked] or list(range(min(LEAD, len(self._sentences))))

    def _of(self, points: Sequence[KeyPoint]) -> list[int]:
        places = {sentence.id: place for place, sentence in enumerate(self._sentences)}
        return [places[point.sentences[0]] for point in points]

    def _tells_news(self) -> bool:
        """Whether the first sentence is a deck, or tells what the likeliest point tells, as that of a summary on top does."""
        first = self._sentences[0]
        own = _telling(first.of(self._text))
        deck = self._kinds[first.block].kind is BlockKind.DECK
        return deck or len(own & _telling(self._news[0].text)) >= RETOLD * max(len(own), 1)

    def _is_whole(self, place: int, made: str) -> bool:
        """Whether the sentence gives the story by itself and what is left has its actor and its verb."""
        tree = self._tree(place)
        root = next((index for index, word in enumerate(tree) if word.head < 0), -1)
        return self._tells(place) and root >= 0 and (tree[root].text in made.split() or tree[root].text in made)

    def _tells(self, place: int) -> bool:
        """Whether the sentence gives the story by itself, with an actor and a verb."""
        sentence, tree = self._sentences[place], self._tree(place)
        words = self._text[front(self._text, sentence) : sentence.end]
        first = words.lstrip("\"'“‘").partition(" ")[0].replace("’", "'").lower().rstrip(",").partition("'")[0]
        if not is_fit(words, tree) or words[0] in "\"“'‘" or first in EMPTY | PERSONAL | POINTING:
            return False
        if place and not stands_alone(Told(words, tree, frozenset(range(len(tree))), frozenset())):
            return False
        root = next((index for index, word in enumerate(tree) if word.head < 0), -1)
        return root >= 0 and any(word.deprel.startswith("nsubj") and word.head == root for word in tree)

    def _tree(self, place: int) -> Tree:
        return self._trees[place] if place < len(self._trees) else ()

    def opening(self) -> str:
        """The first words that fit of the first point, else of the lead."""
        if not self._sentences:
            return opening(self._text, TITLE)
        places = self._places()
        sentence = self._sentences[next((place for place in places if self._tells(place)), places[0])]
        made = opening(self._text[front(self._text, sentence) : sentence.end], TITLE)
        return made[:1].upper() + made[1:]

    def deck(self, title: str) -> str:
        """A fact that neither the title nor a point holds, in a sentence that can be understood alone; "" if there is none."""
        told = [_telling(title), *(_telling(point.text) for point in self._points)]
        places = {sentence.id: place for place, sentence in enumerate(self._sentences)}
        for point in self._further:
            place = places[point.sentences[0]]
            tree = self._tree(place)
            made = line(self._text, self._sentences[place], tree, DECK)
            if (
                not self._is_whole(place, made)
                or len(made) < SHORTEST
                or point.resolved
                or not any(word.upos in {"PROPN", "NUM"} for word in tree)
            ):
                continue
            own = _telling(made)
            if self._tells_by_itself(place, made, tree, title) and not any(
                len(own & other) >= SAME * max(len(own), 1) for other in told
            ):
                return made if made.rstrip("”\"’'").endswith(("!", "?", ".", "…")) else made + "."
        return ""

    def _tells_by_itself(self, place: int, made: str, tree: Tree, title: str) -> bool:
        """Whether a reader needs only the title for it, and nobody is accused or answers in it: that is told in full or not at all."""
        known = frozenset(f"the {word}" for word in WORD.findall(title.lower()))
        told = Told(made, tree, frozenset(range(len(tree))), known)
        said = hear(self._text, self._sentences[place], tree)
        full = {word for point in self._points for word in point.text.split()}
        parts = [word.text for word, then in zip(tree, (*tree[1:], None), strict=True) if _is_part(tree, word, then)]
        alone = stands_alone(told) and not leaning(told) and all(part in full for part in parts)
        plain = not made.startswith(NO_DECK) and not MORE.search(made) and not _points_at_somebody(tree)
        return alone and plain and not said.blames and not said.answers


def _points_at_somebody(tree: Tree) -> bool:
    """As in "Asked by the court, he agreed", "When she was six her father left": a pronoun that no name goes before, or as the subject."""
    root = next((index for index, word in enumerate(tree) if word.head < 0), -1)
    named = next((index for index, word in enumerate(tree) if word.name == "PER"), len(tree))
    return any(
        (word.text.lower() in PERSONAL and (index < named or word.head == root))
        or (word.text.lower() == "it" and word.deprel == "nsubj")
        for index, word in enumerate(tree)
    )


def _is_part(tree: Tree, word: Word, then: Word | None) -> bool:
    """Whether a word is all that is given of somebody's name."""
    alone = word.name == "PER" and word.name_begin and (then is None or then.name != "PER" or then.name_begin)
    titled = any(other.end + 1 == word.start and other.text[0].isupper() for other in tree)
    return alone and not titled


def _further(ranked: Ranked, points: Sequence[KeyPoint]) -> list[KeyPoint]:
    """What might have been a point, the likeliest first: what each set of points adds to the one before."""
    found: list[KeyPoint] = []
    before: set[int] = set()
    news = ranked.news[:NEWSY]
    score = 0.0
    for now, members in ranked.sets:
        for index in sorted(set(members) - before):
            if index not in news and ranked.points[index] not in points and now - score >= FAR and len(found) < FURTHER:
                found.append(ranked.points[index])
        before, score = set(members), now
    return found


def _telling(words: str) -> set[str]:
    """Stems that say something."""
    known = common()
    return {found for word in WORD.findall(words.lower()) if known.get(found := stem(word), EVERYDAY + 1) > EVERYDAY}
