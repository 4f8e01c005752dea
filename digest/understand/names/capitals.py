"""Which words are there, and which of them are written with a capital? The words of an article with what is around them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from digest.model import PROSE, Article, Block, BlockKind, Sentence
from digest.parser.syntax import Tree
from digest.understand.names.words import curly, words

# "Wilson-Raybould", "O’Brien", "U.S.", "J.", "AT&T", "@handle", "Mr."
WORD = re.compile(r"@\w+|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'&.-][^\W_]+)*")
# the end of "Cook’s", in four ways of writing it
_POSSESSIVES = frozenset({"’s", "'s", "’S", "'S"})

# "K." of "K. P. Orrin"
INITIAL = re.compile(r"[A-Z]\.")
# "al-Basir", "d’Arcy": names that begin small
_PREFIXED = re.compile(r"(?:al|el|ad|an|as|ash|at|az|ul|ben|bin|d|l)[-’'][A-Z]")

_SHORTENED = frozenset(
    word
    for section in (
        "courtesy",
        "courtesy_m",
        "courtesy_f",
        "office",
        "office_part",
        "body_suffix",
        "place_front",
        "not_name",
    )
    for word in words(section)
    if word.endswith(".")
) | {"Jr.", "Sr."}
_OPENING = '"“‘«„(['
_ENDING = '.!?…:;"”»“‘„«•|'
_PARTS = frozenset({BlockKind.POST}) | PROSE
_SOFT = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.CAPTION})
_SHORT_LINE = 20
_TITLE = 3  # words of a title in quotation marks
_SMALL = frozenset("a an the of to in on at by for from with and or".split())


@dataclass(slots=True)
class Token:
    """A word: `text` without a possessive ending; `quoted` is the number of the quotation it is in, 0 for none."""

    start: int
    end: int
    text: str  # with curly apostrophes, as the lists have them
    form: str  # as it is written
    ending: str  # the possessive ending, "" for none
    first: bool  # begins a sentence, a quotation or a clause behind a colon
    soft: bool  # in a headline or another line whose capitals prove nothing
    block: int
    sentence: int
    quoted: int
    gap: str  # what is between the word before and this one
    capital: bool  # written like a name
    upos: str = ""
    deprel: str = ""
    tag: str = ""
    tag_begin: bool = False

    @property
    def possessive(self) -> bool:
        """Whether it is in the possessive."""
        return bool(self.ending)


def tokens(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree]) -> list[Token]:
    """The words of every block that may hold names, in reading order; `trees` may be empty."""
    parsed = {word.start: word for tree in trees for word in tree}
    starts = [sentence.start for sentence in sentences]
    found: list[Token] = []
    quotation = 0
    for index, block in enumerate(article.blocks):
        if block.kind not in _PARTS and block.kind not in _SOFT:
            continue
        begin = block.start
        if article.dateline is not None and block.holds(article.dateline):
            begin = article.dateline.end
        soft = block.kind is BlockKind.CAPTION or _title_case(block, article.text)
        for token in _block(article.text, begin, block.end, soft, index):
            word = parsed.get(token.start)
            if word is not None:
                token.upos, token.deprel, token.tag, token.tag_begin = (
                    word.upos,
                    word.deprel,
                    word.name,
                    word.name_begin,
                )
            if token.quoted:
                token.quoted += quotation
            token.sentence = bisect_right(starts, token.start) - 1 if block.kind not in _SOFT else -1
            found.append(token)
        quotation += article.text.count('"', begin, block.end) + article.text.count("“", begin, block.end) + 1
    _soften_titles(found)
    return found


def _soften_titles(found: Sequence[Token]) -> None:
    """In quotation marks around capitals alone stands a title, whose capitals prove nothing: "Ida Moe's School Reunion"."""
    for number, stretch in groupby(found, key=lambda token: token.quoted):
        title = list(stretch)
        if number and len(title) >= _TITLE and all(token.capital or token.text in _SMALL for token in title):
            for token in title:
                token.soft = True


def _title_case(block: Block, text: str) -> bool:
    """Whether the capitals of a short line prove nothing: nearly every word has one, or every letter is one."""
    line = block.of(text)
    if len(line) > 400:
        return False
    listed = [word for word in line.split() if word[0].isalpha()]
    long = [word for word in listed if len(word) > 3]
    if len(long) > 2 and all(word.isupper() for word in long):
        return True
    if line[-1] in ".!?:;," and block.kind not in _SOFT:
        return False
    capitals = sum(word[0].isupper() for word in long)
    return len(long) > 1 and len(listed) < _SHORT_LINE and capitals >= 0.8 * len(long)


def _block(text: str, begin: int, end: int, soft: bool, index: int) -> list[Token]:
    found: list[Token] = []
    last = begin
    quoted = opened = 0
    for match in WORD.finditer(text, begin, end):
        start, stop = match.span()
        gap = text[last:start]
        first = not found
        if gap != " ":  # as between most words
            first = first or any(mark in _ENDING for mark in gap) or gap.strip()[-1:] in ("(", "[", "—", "–")
            for mark in gap:
                if mark == "“" or (mark == '"' and not quoted):
                    opened += 1
                    quoted = opened
                elif mark in '”"':
                    quoted = 0
        word = match[0]
        ending = ""
        if word[-2:] in _POSSESSIVES:
            word, ending, stop = word[:-2], word[-2:], stop - 2
        elif text.startswith(("’ ", "' "), stop) and word[-1] == "s" and word[0].isupper():
            ending = text[stop]
        if not ending and text.startswith(".", stop) and (word + "." in _SHORTENED or _initial(word, text, stop)):
            word, stop = word + ".", stop + 1
        capital = word[0].isupper() or word[0] == "@" or bool(_PREFIXED.match(word))
        found.append(Token(start, stop, curly(word), word, ending, first, soft, index, -1, quoted, gap, capital))
        last = match.end() if ending else stop
    return found


def _initial(word: str, text: str, stop: int) -> bool:
    """Whether a single capital letter with a full stop is the initial of a name: the next word has a capital too."""
    if len(word) != 1 or not word.isupper() or not text[stop + 1 : stop + 2].isspace():
        return False
    following = WORD.match(text, stop + 2)
    return (
        following is not None
        and following[0][0].isupper()
        and not (following[0] in words("starter") or following[0] in words("not_name"))
    )
