"""Which stretches between marks are direct speech, and which words beside them say who speaks.

“…,” said Maas, the board's chair.      the tail: cue and speaker behind the words
Maas told the board: “…”                the lead: in front of them
“…,” Maas said. “…”                     floating: the speaker of the piece before
¶ “…”                                   carried: the speaker of the paragraph before
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.english.abbreviations import ends_no_sentence
from digest.model import PROSE, BlockKind, Span
from digest.parser.syntax import Word
from digest.understand.names import nouns
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.marks import Stretch
from digest.understand.quotes.subjects import after_verb, before_verb, is_cue, main, phrase, subject

# a sentence of the words outside ends here
_END = re.compile(r"[.?!…][\"”’')\]]*(?=\s|$)")
_LEAD_END = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Sen)(?<!Gov)(?<!Rep)[.?!…][\"”’')\]]*\s")
_ENDS_SPEECH = frozenset(",.?!…—–-;:")
# "as if to say", "as though he said": what a face or a hand seems to say, nobody does
_SEEMING = re.compile(r"\bas (?:if|though) (?:\w+ ){0,2}$")
_NAMING = frozenset({"call", "name", "title", "dub", "entitle", "know", "read", "describe"})
_TITLE = 7  # words of a title
_LABEL = 9  # words that may name a speaker in front of a colon: "Leyton boss Anders Frank:"
# "Q: …", "A: …", "MAAS: …", "Ingrid Maas: …" at the start of a paragraph
SPEAKER_LINE = re.compile(r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s")
_SKIPPED = frozenset({"ADV", "AUX", "PART", "CCONJ", "SCONJ", "INTJ"})


# “…,” was Maas’s reply; “…” is how she put it
_REPLY = re.compile(
    r"[\s,]{0,3}(?P<cue>(?:was|is|came) )(?:"
    r"(?P<who>[^,.;:“”\"]{2,60}?)(?:['’]s?)? (?P<noun>reply|answer|response|verdict|retort|advice|message|warning)\b"
    r"|how (?P<teller>[^,.;:“”\"]{2,60}?) (?P<verb>put|described|summed)\b)"
)
# in her words, “…”; in the words of Ingrid Maas: “…”
_IN_WORDS = re.compile(
    r"\b[Ii]n (?:the (?P<cue>words) of (?P<who>[^,.;:“”\"]{2,60})|(?P<own>his|her|their|its|[^,.;:“”\"]{2,60}['’]s?) (?:own )?words)[,:]? $"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words beside a quotation that say who speaks: the cue, and the mention of the speaker if there is one."""

    cue: Span
    mention: Span | None
    side: str  # "tail", "lead", "line", "floating", "carried"


@dataclass(frozen=True, slots=True)
class Direct:
    """A stretch that is direct speech, and its attribution if one stands beside it."""

    stretch: Stretch
    attribution: Attribution | None
    joined: bool = False  # goes on in the sentence of the piece before


def find(ground: Ground) -> tuple[Direct, ...]:
    """The direct quotations, in order: among the stretches between marks, and block quotes that a paragraph announces.

    The other stretches may lie inside reported speech.
    """
    found = [*_between_marks(ground), *_block_quotes(ground)]
    return tuple(sorted(found, key=lambda one: one.stretch))


def _block_quotes(ground: Ground) -> Iterator[Direct]:
    """The paragraphs of a block quote behind "…, said:", each without marks."""
    blocks = ground.article.blocks
    attribution: Attribution | None = None
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.BLOCK_QUOTE:
            continue
        if not index or blocks[index - 1].kind is not BlockKind.BLOCK_QUOTE:
            stretch = Stretch(block.start, block.end, index)
            announced = _announced(ground, stretch, Span(block.start, block.start))
            attribution = _lead(ground, stretch, announced) if announced else None
        if attribution and not ground.quoted(block.start):
            yield Direct(Stretch(block.start, block.end, index), attribution)


def nested(ground: Ground) -> tuple[Direct, ...]:
    """Speech within speech, with the words within the outer marks that say whose it is: “He said, ‘Go home,’”."""
    found = []
    for stretch in ground.inner:
        outer = ground.quoted(stretch.start) or ground.article.blocks[stretch.block]
        before = Span(outer.start, stretch.start)
        cuts = list(_LEAD_END.finditer(ground.text[before.start : before.end]))
        before = Span(before.start + (cuts[-1].end() if cuts else 0), before.end)
        end = _END.search(ground.text, stretch.end, outer.end)
        after = Span(stretch.end, end.end() if end else outer.end)
        attribution = _lead(ground, stretch, before) or _tail(ground, stretch, before, after)
        if attribution:
            found.append(Direct(stretch, attribution))
    return tuple(found)


def _between_marks(ground: Ground) -> list[Direct]:
    found: list[Direct] = []
    for index, stretch in enumerate(ground.stretches):
        before, after = _around(ground, index)
        attribution = (
            _reply(ground, stretch, after)
            or _in_words(ground, before)
            or _tail(ground, stretch, before, after)
            or _lead(ground, stretch, _announced(ground, stretch, before) or before)
        )
        joined = _goes_on(ground, stretch, found, attribution)
        attribution = None if joined else attribution
        if attribution or joined or _stands_alone(ground, stretch, before, after):
            found.append(Direct(stretch, attribution, joined))
    return found


def _goes_on(ground: Ground, stretch: Stretch, found: Sequence[Direct], own: Attribution | None) -> bool:
    """The second piece of a sentence that its cue clause cuts in two, as in “The piles,” Maas said, “are hollow”.

    It has no words beside it that say who speaks, or those of the first piece.
    """
    last = found[-1] if found else None
    if (
        last is None
        or last.stretch.block != stretch.block
        or last.attribution is None
        or last.attribution.side != "tail"
        or (own is not None and own.cue != last.attribution.cue)
    ):
        return False
    between = ground.text[last.stretch.end : stretch.start].rstrip()
    in_one = between.endswith((",", "—", "–")) and not _LEAD_END.search(between)
    return last.attribution.cue.start >= last.stretch.end and len(between) < 160 and in_one


def _around(ground: Ground, index: int) -> tuple[Span, Span]:
    """The words outside marks before and behind a stretch, to the ends of their sentences."""
    stretch = ground.stretches[index]
    block = ground.article.blocks[stretch.block]
    start, end = block.start, block.end
    if index and ground.stretches[index - 1].block == stretch.block:
        start = ground.stretches[index - 1].end
    if index + 1 < len(ground.stretches) and ground.stretches[index + 1].block == stretch.block:
        end = ground.stretches[index + 1].start
    lead = ground.text[start : stretch.start]
    cuts = list(_LEAD_END.finditer(lead))
    tail = _END.search(ground.text, stretch.end, end)
    while tail and (
        _abbreviated(ground.text, tail.start()) or ground.text[tail.end() : tail.end() + 2].strip().islower()
    ):
        tail = _END.search(ground.text, tail.end(), end)
    return Span(start + (cuts[-1].end() if cuts else 0), stretch.start), Span(stretch.end, tail.end() if tail else end)


def _announced(ground: Ground, stretch: Stretch, before: Span) -> Span | None:
    """The last sentence of the paragraph before, where it announces one that is a quotation: "The board replied:" ¶ “…”."""
    if not stretch.block or ground.text[before.start : before.end].strip():
        return None
    block = ground.article.blocks[stretch.block - 1]
    words = block.of(ground.text).rstrip()
    if block.kind not in PROSE or not words.endswith(":"):
        return None
    cuts = list(_LEAD_END.finditer(words))
    return Span(block.start + (cuts[-1].end() if cuts else 0), block.start + len(words))


def _abbreviated(text: str, dot: int) -> bool:
    """Whether a dot ends "Mr", "Sen", "U.S" or an initial rather than a sentence."""
    word = re.split(r"[^\w.]", text[max(0, dot - 12) : dot])[-1]
    return text[dot] == "." and ends_no_sentence(word)


def _tail(ground: Ground, stretch: Stretch, before: Span, after: Span) -> Attribution | None:
    """“…,” said Maas / Maas said / Maas, the board's chair, said in a statement."""
    words = ground.between(after.start, after.end)
    while words and (words[0].upos == "PUNCT" or words[0].text in {",", "—", "–", "-"}):
        words = words[1:]
    last = stretch.inner(ground.text).rstrip("\"'”’")[-1:]
    if (
        _embedded(ground, stretch, before)
        or not words
        or stretch.open_end
        or (last in {".", "…"} and words[0].text[:1].isupper())
    ):
        return None
    cue = next((i for i, w in enumerate(words[:40]) if is_cue(w)), -1)
    inverted = cue >= 0 and all(w.upos in _SKIPPED for w in words[:cue])
    if cue < 0 or (inverted and any(w.upos == "CCONJ" for w in words[:cue])):
        return None  # “…”, and asked them: who spoke before goes on
    mention = after_verb(words, cue) if inverted else before_verb(words, cue)
    if (mention is None and not inverted) or names_it(ground, stretch, words[cue], mention):
        return None
    if last not in _ENDS_SPEECH and not inverted and ground.text[stretch.end : stretch.end + 1] not in {",", "—", "–"}:
        return None
    return Attribution(Span(words[cue].start, words[cue].end), mention, "tail")


def _reply(ground: Ground, stretch: Stretch, after: Span) -> Attribution | None:
    """A noun for what was said, or how: “…,” was Maas's reply / “…” is how she put it."""
    match = _REPLY.match(ground.text, after.start, after.end)
    if match is None or stretch.open_end:
        return None
    who, cue = ("who", "noun") if match["who"] else ("teller", "verb")
    mention = Span(*match.span(who))
    if match[who].lower() in {"the", "a", "an", "his own", "her own"}:
        return None
    return Attribution(Span(*match.span(cue)), mention, "tail")


def _in_words(ground: Ground, before: Span) -> Attribution | None:
    """In her words, “…”."""
    match = _IN_WORDS.search(ground.text, before.start, before.end)
    if match is None:
        return None
    start, end = match.span("who") if match["who"] else match.span("own")
    possessive = re.search(r"['’]s?$", ground.text[start:end])
    end -= len(possessive[0]) if possessive else 0
    cue = len(match[0].rstrip(" ,:"))
    return Attribution(Span(match.start(), match.start() + cue), Span(start, end), "lead")


def is_title(inner: str) -> bool:
    """Whether words in marks look like a title or a name: one word, or a few that nearly all have capitals."""
    listed = inner.strip(".,!?").split()
    long = [word for word in listed if len(word) > 3]
    return len(listed) == 1 or (1 < len(listed) <= _TITLE and len(long) > 0 and all(w[:1].isupper() for w in long))


def names_it(ground: Ground, stretch: Stretch, cue: Word, mention: Span | None) -> bool:
    """Whether a word beside a title only names it, or a sign bears it: called “Ivy”, posters reading “Bring Them Home”."""
    if not is_title(stretch.inner(ground.text)):
        return False
    if cue.lemma in _NAMING or cue.upos == "NOUN" or mention is None:
        return True
    listed = ground.between(mention.start, mention.end)
    common = next((word for word in listed if word.upos in {"NOUN", "PROPN"}), None)
    thing = common is not None and common.upos == "NOUN" and not nouns.is_person(common.lemma)
    return thing or (bool(listed) and listed[-1].name == "ORG")


def _embedded(ground: Ground, stretch: Stretch, before: Span) -> bool:
    """Whether the words in marks are part of a sentence of the writer's: The directors had “looked hard”, Maas said."""
    lead = ground.text[before.start : stretch.start].rstrip()
    part = lead[-1:].isalnum() or not _whole(ground, stretch) or is_title(stretch.inner(ground.text))
    return bool(lead) and part and lead[-1] not in ":—–"


def _whole(ground: Ground, stretch: Stretch) -> bool:
    """Whether the words in marks begin as a sentence does."""
    inner = stretch.inner(ground.text)
    return inner[:1].isupper() or inner[:1] in "[…." or inner[:1].isdigit()


def _lead(ground: Ground, stretch: Stretch, before: Span) -> Attribution | None:
    """Maas said: “…” / Maas told the board, “…” / MAAS: “…” / according to Maas, “…”."""
    lead = ground.text[before.start : before.end].rstrip()
    line = SPEAKER_LINE.match(lead + " ")
    if line and line.end() >= len(lead):
        end = before.start + line.end("name")
        return Attribution(Span(end, before.start + len(lead)), Span(before.start, end), "line")
    goes_on = ground.text[stretch.end : stretch.end + 2].strip()[:1].islower()
    if goes_on and is_title(stretch.inner(ground.text)):
        return None  # “Super Molly Run” will come out in May
    words = ground.between(before.start, before.end)
    cue = max((i for i, w in enumerate(words) if is_cue(w)), default=-1)
    if cue < 0:
        return (_label(before, words) or _colon(ground, before)) if lead.endswith(":") else None
    mention = subject(ground, words[cue])
    seeming = _SEEMING.search(ground.text, before.start, words[cue].start)
    if seeming or not _leads(lead[-1:], words[cue + 1 :], whole=_whole(ground, stretch)):
        return None
    if names_it(ground, stretch, words[cue], mention):
        return None
    return Attribution(Span(words[cue].start, words[cue].end), mention, "lead")


def _leads(closing: str, rest: Sequence[Word], *, whole: bool) -> bool:
    """Whether what stands between a cue and the marks lets the words in them be all that is said."""
    if closing not in {",", ":", ";", "—", "–", "-"} and (rest or not whole):
        return False
    if closing in {",", "—", "–"} and any(w.lemma == "that" and w.upos == "SCONJ" for w in rest):
        return False
    return whole or closing == ":" or all(w.upos == "PUNCT" for w in rest)


def _label(before: Span, words: Sequence[Word]) -> Attribution | None:
    """A speaker and a colon with no verb: Leyton boss Anders Frank: “…”, To which the judge: “…”."""
    bare = [w for w in words if w.upos != "PUNCT"]
    if not bare or len(bare) > _LABEL or any(w.upos in {"VERB", "AUX"} for w in bare):
        return None
    if not (bare[-1].text[:1].isupper() or nouns.is_person(bare[-1].lemma)):
        return None
    while len(bare) > 1 and bare[0].text.lower() in {"to", "which", "and", "but", "then"}:
        bare = bare[1:]
    return Attribution(Span(bare[-1].end, before.end), Span(bare[0].start, bare[-1].end), "line")


def _colon(ground: Ground, before: Span) -> Attribution | None:
    """A clause that ends with a colon without a verb of saying: "Maas was blunter: “…”"."""
    clause = ground.clause_at(before.start)
    verb, who = main(clause) if clause else (-1, -1)
    if clause is None or who < 0:
        return None
    cue = Span(clause.tree[verb].start, clause.tree[verb].end)
    return Attribution(cue, phrase(clause, who), "lead") if before.holds(cue) else None


def _stands_alone(ground: Ground, stretch: Stretch, before: Span, after: Span) -> bool:
    """Words in marks with no cue beside them that are speech all the same: whole sentences, whole paragraphs."""
    inner = stretch.inner(ground.text)
    lead = ground.text[before.start : before.end].strip(" \t—–-")
    tail = ground.text[after.start : after.end].strip()
    ends = stretch.open_end or inner[-1:] in {".", "?", "!", "…", ",", "—", "–", "-"} or tail[:1] in {".", ","}
    starts = not lead or lead.endswith((":", ",", "—")) or lead[-1:] in ".?!"
    count = len(inner.split())
    if not lead and (not tail or tail[:1].isupper() or tail in {".", ","}):
        return ends and (count >= 3 or inner[-1:] in ".?!")
    return (
        starts
        and ends
        and inner[:1].isupper()
        and count >= 4
        and (not tail or tail[:1].isupper() or tail in {".", ","} or lead.endswith(":"))
    )
