"""Who is spoken of around a stretch of words, and what tells there that somebody speaks it?

Each mention near the words – a name, a pronoun that the reading resolved, a noun phrase that may mean a speaker – is
told by general features: how it hangs together with the words in the trees of their sentences, how far away it stands,
and whether the reading found its bearer speaking there. What they are worth is in `sources.json`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest.check import unnamed
from digest.model import Entity, Quote, Reading, Span, Tree

_BEFORE, _BEHIND = 12, 3  # sentences in front of the words and behind them in which mentions are looked for
_NEAR = 2  # and those around them in which somebody without a name may be meant
_REACH = 6000  # characters around them, however long the sentences are
# relations within a name or from one to the next
_WITHIN = frozenset({"flat", "appos", "conj", "compound", "goeswith"})
_CASES = frozenset("to by of from for with about on in".split())
_PRONOUNS = frozenset("he she it his her its him himself herself".split())
_SUBJECT_PRONOUNS = frozenset({"he", "she", "it"})
_STEPS = (0, 1, 3, 7, 15, 30, 60)  # words away: the upper ends of the classes that distances fall into
_HIGH, _MIDDLE = 0.9, 0.7  # confidence of the reading
_CLIMB = 6  # words above the stretch in its tree


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention whose bearer may be the speaker; `entity` is None for somebody whom the reading has no name for."""

    mention: Span
    words: str
    entity: Entity | None
    sort: str
    beside: int  # the head of the one with whom they are named together, -1 if with nobody
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    mention: Span
    entity: Entity | None
    sort: str
    sentence: int
    head: int  # index of its head in the sentence's tree


@dataclass(frozen=True, slots=True)
class _Tie:
    """What ties a mention to its sentence: the relation, the index of the word that it hangs on, and a detour by another name."""

    relation: str
    holder: int
    joined: str  # "conj", "appos" or ""


@dataclass(frozen=True, slots=True)
class _Scene:
    """A stretch of words, and what its mentions are told against."""

    span: Span
    first: int  # sentence
    last: int
    block: int
    how: str  # "marked" or "told"
    above: dict[tuple[int, int], tuple[int, str]]  # words that it hangs on: how far above, and by which relation
    heard: Quote | None
    heard_head: tuple[int, int]
    spoken_of: frozenset[str]  # entities named within the words
    before: Quote | None
    behind: Quote | None


class Mentions:
    """All mentions of one reading, indexed once."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._blocks = [block.start for block in reading.article.blocks]
        self._sentences = reading.sentences
        self._starts = [sentence.start for sentence in reading.sentences]
        self._trees = reading.trees
        self._words = [word.start for tree in reading.trees for word in tree]
        self._places = [[word.start for word in tree] for tree in reading.trees]
        self._quotes = sorted(reading.quotes, key=lambda quote: (quote.start, quote.end))
        self._quote_starts = [quote.start for quote in self._quotes]
        named = [(Span(m.start, m.end), entity) for entity in reading.entities for m in entity.mentions]
        taken = {place for span, _ in named for place in range(span.start, span.end)}
        found = [
            _Found(span, entity, entity.kind.value, number, self._head(number, span))
            for span, entity in named
            if (number := self._sentence(span.start)) >= 0
        ]
        for number, tree in enumerate(reading.trees):
            for span, word in unnamed.subjects(tree):
                if word.end - 1 not in taken and span.end - 1 not in taken:
                    found.append(_Found(span, None, unnamed.sort(word), number, self._head(number, span)))
        self._found = sorted(found, key=lambda one: (one.mention, one.entity.id if one.entity else ""))

    def around(self, span: Span, *, marked: bool) -> list[Candidate]:
        """The candidates around a stretch; none where no sentence is."""
        first, last = self._sentence(span.start), self._sentence(max(span.start, span.end - 1))
        if first < 0 or last < 0:
            return []
        scene = self._scene(span, first, last, "marked" if marked else "told")
        start = self._starts[max(0, first - _BEFORE)]
        end = self._sentences[min(last + _BEHIND, len(self._starts) - 1)].end
        near = self._between(max(start, span.start - _REACH), min(end, span.end + _REACH))
        return [self._candidate(one, scene) for one in near if one.entity or _is_near(one, scene)]

    def _between(self, start: int, end: int) -> list[_Found]:
        """The mentions that begin between two places."""
        low = bisect_left(self._found, start, key=lambda one: one.mention.start)
        return self._found[low : bisect_left(self._found, end, key=lambda one: one.mention.start)]

    def _candidate(self, one: _Found, scene: _Scene) -> Candidate:
        words = one.mention.of(self._text)
        form = _form(words, one)
        features = [f"form={form}", f"sort={one.sort}"]
        if one.mention.start < scene.span.end and scene.span.start <= one.mention.start:
            features += [f"inside={scene.how}", f"inside={form}"]
        else:
            features += self._stands(one, scene)
        partner = self._partner(one)
        here = scene.heard_head in {(one.sentence, one.head), (one.sentence, partner)}
        features += self._known(one.entity, scene, here=here) if one.entity else ()
        if here:
            features.append(f"heard here={form}")
        beside = self._places[one.sentence][partner] if partner >= 0 else -1
        return Candidate(one.mention, words, one.entity, one.sort, beside, tuple(features))

    def _partner(self, one: _Found) -> int:
        """The first of two who are named together: "Velde" of "Velde and Thorsby said"."""
        word = self._trees[one.sentence][one.head] if one.head >= 0 else None
        return word.head if word and word.deprel == "conj" else -1

    # ------------------------------------------------------------ where a mention is

    def _stands(self, one: _Found, scene: _Scene) -> Iterator[str]:
        tree = self._trees[one.sentence]
        tie = _tie(tree, one.head)
        if self._follows(one.mention.start, "according to"):
            tie = replace(tie, relation="according")
        relation = tie.relation
        verb = tree[tie.holder] if tie.holder >= 0 else None
        if scene.first <= one.sentence <= scene.last:
            yield from _hangs(one, scene, tie)
            ahead = one.mention.end <= scene.span.start
            gap = Span(one.mention.end, scene.span.start) if ahead else Span(scene.span.end, one.mention.start)
            yield f"{'before' if ahead else 'behind'}={scene.how} {self._distance(gap)}"
        else:
            away = one.sentence - (scene.first if one.sentence < scene.first else scene.last)
            blocks = self._block(one.mention.start) - scene.block
            yield f"elsewhere={relation}"
            yield f"sentences={scene.how} {away}"
            yield f"blocks={scene.how} {max(-4, min(2, blocks))}"
            if away == -1 and relation in unnamed.SUBJECTS and self._announces(one.sentence):
                yield "announces"
        if relation == "nmod:poss" and verb:
            yield f"owns={verb.deprel.split(':')[0]}"
        if relation in unnamed.SUBJECTS and verb:
            yield "subject"
            if scene.first <= one.sentence <= scene.last:
                yield f"verb={verb.lemma if verb.upos in {'VERB', 'AUX'} else ''}"

    def _follows(self, place: int, words: str) -> bool:
        return self._text[max(0, place - len(words) - 2) : place].lower().rstrip().endswith(words)

    def _announces(self, number: int) -> bool:
        sentence = self._sentences[number]
        return self._text[sentence.start : sentence.end].rstrip().endswith(":")

    def _distance(self, gap: Span) -> int:
        words = bisect_left(self._words, gap.end) - bisect_left(self._words, gap.start)
        return bisect_left(_STEPS, words)

    # ------------------------------------------------------------ what is known of its bearer

    def _known(self, entity: Entity, scene: _Scene, *, here: bool) -> Iterator[str]:
        if entity.id in scene.spoken_of:
            yield f"spoken of={scene.how}"
        if scene.heard and scene.heard.speaker and (here or scene.heard.speaker.entity == entity.id):
            yield from _heard(scene.heard, scene.span)
        for side, quote in (("before", scene.before), ("behind", scene.behind)):
            if quote and quote.speaker and quote.speaker.entity == entity.id:
                away = abs(self._block(quote.start) - scene.block)
                yield f"speaks {side}={scene.how} {min(3, away)}"

    # ------------------------------------------------------------ the stretch itself

    def _scene(self, span: Span, first: int, last: int, how: str) -> _Scene:
        low = bisect_left(self._quote_starts, span.start)
        high = bisect_left(self._quote_starts, span.end)
        meeting = [quote for quote in self._quotes[max(0, low - 1) : high] if quote.span.meets(span)]
        heard = max(meeting, key=lambda q: (_shared(q, span), -q.start), default=None)
        speaker = heard.speaker.mention if heard and heard.speaker else None
        number = self._sentence(speaker.start) if speaker else -1
        spoken_of = (
            one.entity.id
            for one in self._between(span.start, span.end)
            if one.entity and not _is_pronoun(one.mention.of(self._text))
        )
        before = self._quotes[max(0, low - 2) : low]
        return _Scene(
            span, first, last, self._block(span.start), how, self._above(span, first, last), heard,
            heard_head=(number, self._head(number, speaker)) if speaker and number >= 0 else (-1, -1),
            spoken_of=frozenset(spoken_of),
            before=next((quote for quote in reversed(before) if quote.end <= span.start), None),
            behind=self._quotes[high] if high < len(self._quotes) else None,
        )  # fmt: skip

    def _above(self, span: Span, first: int, last: int) -> dict[tuple[int, int], tuple[int, str]]:
        """The words that the stretch hangs on, up to the roots of its sentences."""
        found: dict[tuple[int, int], tuple[int, str]] = {}
        for number in range(first, last + 1):
            tree = self._trees[number]
            places = self._places[number]
            for word in tree[bisect_left(places, span.start) : bisect_left(places, span.end)]:
                if word.upos == "PUNCT":
                    continue
                at, steps = word.head, 1
                while at >= 0 and steps <= _CLIMB and not span.start <= tree[at].start < span.end:
                    if (number, at) not in found or found[number, at][0] > steps:
                        found[number, at] = (steps, word.deprel.split(":")[0])
                    at, steps = tree[at].head, steps + 1
        return found

    def _sentence(self, place: int) -> int:
        index = bisect_right(self._starts, place) - 1
        return index if index >= 0 and place < self._sentences[index].end else -1

    def _block(self, place: int) -> int:
        return bisect_right(self._blocks, place) - 1

    def _head(self, number: int, span: Span) -> int:
        """The word of a mention that hangs outside of it; -1 where no word is."""
        tree, places = self._trees[number], self._places[number]
        inside = range(bisect_left(places, span.start), bisect_left(places, span.end))
        outer = (i for i in inside if tree[i].upos != "PUNCT" and tree[i].head not in inside)
        return next(outer, inside[0] if inside else -1)


def _is_near(one: _Found, scene: _Scene) -> bool:
    within = scene.span.start <= one.mention.start < scene.span.end
    return not within and scene.first - _NEAR <= one.sentence <= scene.last + _NEAR


def _form(words: str, one: _Found) -> str:
    if one.entity is None:
        return "unnamed"
    return "pronoun" if _is_pronoun(words) else "name" if " " in words else "short"


def _is_pronoun(words: str) -> bool:
    return words.lower() in _PRONOUNS


def _tie(tree: Tree, index: int) -> _Tie:
    if index < 0:
        return _Tie("none", -1, "")
    joined = ""
    for _ in range(4):
        relation = tree[index].deprel.split(":")[0]
        if relation not in _WITHIN or tree[index].head < 0:
            break
        joined = relation if relation in {"conj", "appos"} else joined
        index = tree[index].head
    relation, kind = tree[index].deprel, tree[index].deprel.split(":")[0]
    if kind in {"obl", "nmod"} and relation != "nmod:poss":
        case = unnamed.case(tree, index)
        relation = f"{kind} {case if case in _CASES else ''}"
    return _Tie(relation, tree[index].head, joined)


def _hangs(one: _Found, scene: _Scene, tie: _Tie) -> Iterator[str]:
    """How a mention and the words hang together in a sentence of theirs: by the same verb, or one below the other."""
    number, relation, holder = one.sentence, tie.relation, tie.holder
    above = scene.above.get((number, holder))
    if above:
        steps, by = min(4, above[0]), above[1]
        yield f"above={steps} {relation} {tie.joined}"
        yield f"above={steps} {scene.how}"
        yield f"above by={by} {relation}" if steps == 1 else f"far above={steps}"


def _heard(quote: Quote, span: Span) -> Iterator[str]:
    """Whom the reading hears, by what mention and how surely."""
    sure = "high" if quote.confidence >= _HIGH else "middle" if quote.confidence >= _MIDDLE else "low"
    mention = quote.speaker.mention if quote.speaker else None
    by = "none" if not mention else "pronoun" if mention.text.lower() in _SUBJECT_PRONOUNS else "name"
    yield f"heard={by} {sure}"
    yield f"heard={'most' if 2 * _shared(quote, span) >= span.end - span.start else 'part'}"


def _shared(quote: Quote, span: Span) -> int:
    return min(quote.end, span.end) - max(quote.start, span.start)
