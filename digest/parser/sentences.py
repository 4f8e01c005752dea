"""Where does a sentence end? Character spans of the sentences of a text or of an article.

A rule splitter in the manner of Golden Rules segmenters (cf. Sadvilkar & Neumann, "PySBD", NLP-OSS 2020): every run of
end marks is a candidate, and what is before and after it decides. Linear in the length of the text: each
candidate looks at a bounded stretch on both sides.
"""

import itertools
import re
from collections.abc import Iterator

from digest.english import saying
from digest.english.abbreviations import ALWAYS_ON, BEFORE_NUMBER, EVERYDAY, MAY_END, NEVER_ENDS
from digest.model import PROSE, Article, Sentence, Span
from digest.parser.parts import parts

# "Thank you." / "Really?!" / "and then …" / "won.” " / "Ja.“ " / "Oui. »" – the end marks with the marks that close after them
END = re.compile(
    r"(?:(?<=\s)\.(?: \.){2,3}|[.!?…]+)[\"'”’»)\]]*(?:[“‘«](?=\s|$))?(?:[ \u00a0\u202f]»|[ \u00a0\u202f][\"”](?=\s|$))?"
)

# "\n \n" – an empty line always ends a sentence
EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")

# "“We", "(He", "¡Viva" – marks that may open a sentence
OPENERS = "\"'“‘„«‹([{`¿¡*_"

# "the U.S", "at 9 a.m", "e.g", "Ph.D" – letters parted by full stops
DOTTED = re.compile(r"(?:^|[^\w.])((?:[A-Za-z]{1,2}\.){1,6}[A-Za-z]{1,2})$")

# "Sen", "St", "W" – the last word in front of the full stop
LAST_WORD = re.compile(r"(?<![\w&/-])([^\W\d_]+)$")

# "The", "iPhone", "O’Brien" – the first word behind the end marks
FIRST_WORD = re.compile(r"[^\W_]+")

# "word.Next" – a blank is missing between two sentences
GLUED = re.compile(r"[^\W\d_A-Z]{2}[.!?][\"”’]?$")
GLUED_NEXT = re.compile(r"[\"“‘]?[A-Z][a-z]+[\s,’']")

# " Mr Hawes, who runs the ferry, said" – behind a mark like ?” a name and the word of saying carry the sentence on
CUE_AHEAD = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev)\.? )?"
    r"(?:[A-Z][\w’'.-]*,? ){1,4}(?:(?:then|later|also) )?"
    r"(?:[^.!?\"“”]{0,120}?, )?"
    rf"(?:{'|'.join(saying.BEHIND_MARKS)})\b"
)

# "1", "(12" – the number of an item
LIST_NUMBER = re.compile(r"\s*\(?\d{1,2}")

# "Mr. ", "Dr "
TITLE_AHEAD = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.? ")

# "Team B", "-5 C": a letter that names a thing or a unit, no initial
LETTERED = re.compile(
    r"(?:\b(?i:team|plan|group|class|grade|type|vitamin|hepatitis|exhibit|appendix|gate|block|option|category|section)|\d) [A-Z]$"
)
# "am 3", "vom 14": of a German date, whose full stop makes the number an ordinal
GERMAN_DAY = re.compile(r"\b(?:[Aa]m|vom|zum|der|dem|den|bis|seit) \d{1,2}$")
GERMAN_MONTH = re.compile(r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b")
# Words that begin sentences and seldom continue a name.
STARTERS = frozenset(
    "the a an he she it they we you this that these those there here his her its their our my your but and or so yet nor "
    "in on at by for from with without since if when while after before as until although though because during despite "
    "however meanwhile then now also some many most several few both each every all another other no not only what who "
    "why how where which one two three four five last earlier later even just once under over about among according "
    "instead still neither either such nobody nothing everyone police officials people mr mrs ms dr is are was were "
    "do does did has have had can could will would should besides following asked nearly more about until critics".split()
)
# Words at the end of a line that show the line was only wrapped.
CARRIES_ON = frozenset(
    "the a an of in on at to for by with and or but from as that is are was were his her its".split()
)

# "A: " in front of an answer of an interview: no word of it
ANSWER = re.compile(r"(?P<label>A(?:nswer)?)[:.]\s+")
LOOK_BACK = 24
LOOK_AHEAD = 200


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the article's prose blocks in reading order, ids "s1", "s2" …; a dateline belongs to none, nor does the "A:" of an answer.

    A sentence too long to be read at once is several, whose `goes_on` says so.
    """
    found: list[Sentence] = []
    for index, block in enumerate(article.blocks):
        if block.kind not in PROSE:
            continue
        start = block.start
        if article.dateline is not None and block.holds(article.dateline):
            start = article.dateline.end
        if article.form == "interview" and (label := ANSWER.match(article.text, start, block.end)):
            start = label.end()
        for span in split(article.text, start, block.end):
            for part in parts(article.text, span):
                if FIRST_WORD.search(article.text, part.start, part.end):
                    goes_on = part.end < span.end
                    found.append(Sentence(part.start, part.end, f"s{len(found) + 1}", index, goes_on))
    return tuple(found)


def split(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of `text[start:end]`, without blanks at their ends; a stretch without a word is none.

    A quotation stays with the clause that says whose it is (`"We won!" he said.`); inside marks sentences are
    split too. An empty line always splits, a single line break only where the line was not merely wrapped.
    """
    found: list[Span] = []
    for first, last in _lines(text, start, end):
        begin = first
        for cut in _cuts(text, first, last):
            _add(found, text, begin, cut)
            begin = cut
        _add(found, text, begin, last)
    return found


def _add(found: list[Span], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    bare = piece.strip()
    if FIRST_WORD.search(bare):
        start = begin + len(piece) - len(piece.lstrip())
        found.append(Span(start, start + len(bare)))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between empty lines and between line breaks that somebody set on purpose."""
    begin = start
    for empty in EMPTY_LINE.finditer(text, start, end):
        yield from _set_lines(text, begin, empty.start())
        begin = empty.end()
    yield from _set_lines(text, begin, end)


def _set_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a paragraph at line breaks before which the next word would still have fitted into the line."""
    if text.find("\n", start, end) < 0:
        yield start, end
        return
    lines = text[start:end].split("\n")
    width = max(len(line) for line in lines)
    begin = position = start
    for line, following in itertools.pairwise(lines):
        position += len(line) + 1
        if _on_purpose(line.rstrip(), following.lstrip(), width):
            yield begin, position
            begin = position
    yield begin, end


def _on_purpose(line: str, following: str, width: int) -> bool:
    """Whether the break between two lines was set, not made by wrapping at `width`."""
    word, _, _ = following[:LOOK_AHEAD].partition(" ")
    if not word or not line or len(line) + 1 + len(word) > width:
        return False
    bare = word.lstrip(OPENERS)
    if bare[:1].islower() or line[-1] in ",;—–-":
        return False
    last = line[-LOOK_BACK:].rpartition(" ")[2].lower()
    return last not in CARRIES_ON and not (last.endswith(".") and last[:-1] in NEVER_ENDS)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the sentences of one stretch end."""
    begin = start
    for mark in END.finditer(text, start, end):
        if mark.end() < end and _ends(text, begin, mark.start(), mark.end(), end):
            yield mark.end()
            begin = mark.end()


def _ends(text: str, begin: int, start: int, stop: int, end: int) -> bool:
    """Whether the marks `text[start:stop]` end the sentence that began at `begin`."""
    before, marks, after = text[max(begin, start - LOOK_BACK) : start], text[start:stop], text[stop : stop + LOOK_AHEAD]
    after = after[: end - stop]
    if not after[0].isspace():
        return bool(GLUED.search(before[-3:] + marks) and GLUED_NEXT.match(after))
    after = after.lstrip()
    bare = after.lstrip(OPENERS)
    if not bare:
        return True
    item = start - begin < LOOK_BACK and LIST_NUMBER.fullmatch(before)
    if marks == "." and (item or (GERMAN_DAY.search(before) and GERMAN_MONTH.match(bare))):
        return False
    if _abbreviated(before, after) if marks == "." else _carries_on(before, marks, bare):
        return False
    opened = bare is not after and after[0] not in "`*_"
    return opened or not bare[0].islower() or _camel(bare)


def _camel(bare: str) -> bool:
    """Whether a lower-case beginning is that of a name: iPhone, eBay."""
    return any(letter.isupper() for letter in bare.partition(" ")[0][1:3])


def _abbreviated(before: str, after: str) -> bool:
    """Whether a full stop belongs to an abbreviation or an initial within the sentence."""
    dotted = DOTTED.search(before)
    word = dotted or LAST_WORD.search(before)
    if word is None:
        return False
    last = word[1]
    if dotted is None and len(last) > 1 and last.isupper():
        return False  # "the talks with IBM." is no abbreviation, even where "Ms." would be one
    key = last.replace(".", "").lower()
    bare = after.lstrip(OPENERS)
    if bare[0].isdigit():
        return (
            _before_number(last, key)
            or bool(dotted and last.isupper())
            or (key == "c" and before.endswith(("(c", ", c")))
        )
    if key in ALWAYS_ON or (dotted is None and key in NEVER_ENDS and last not in EVERYDAY):
        return key not in {"st", "ft", "al"} or not _starts(bare)
    initial = len(last) == 1 and last.isupper() and not LETTERED.search(before)
    if dotted is None and not initial and not (key in MAY_END and _is_abbreviation(last, key)):
        return False
    return (bare is after or after[0] not in "\"“‘'`") and not _starts(bare)


def _before_number(last: str, key: str) -> bool:
    """Whether an abbreviation belongs to the number behind it: "Sept. 14", "No. 10", "p. 7"."""
    if key in NEVER_ENDS or (key in MAY_END and last[0].isupper()):
        return True
    return key in BEFORE_NUMBER and (last[0].isupper() or key not in {"no", "c", "art", "tel"})


def _is_abbreviation(last: str, key: str) -> bool:
    """Whether a word that is also an everyday word ("in the sun.", "so do mar.") is written as an abbreviation."""
    return last[0].isupper() or key in {"inc", "corp", "co", "ltd", "etc", "jr", "sr", "vol", "ed", "eds", "plc", "llc"}


def _starts(bare: str) -> bool:
    """Whether the next word is one that often begins a sentence, and no initial."""
    first = FIRST_WORD.match(bare)
    if first is None or bare[0].islower():
        return False
    if len(first[0]) == 1 and bare[1:2] == ".":
        return False
    return first[0].lower() in STARTERS or first[0] == "I"


def _carries_on(before: str, marks: str, bare: str) -> bool:
    """Whether a sentence goes on behind "!", "?" or an ellipsis."""
    if marks[-1] == "]" and before.endswith("["):
        return True  # "We had […] Nobody came": words left out, not an end
    quoted = marks[-1] in "\"'”’»"
    if marks[0] in "!?":
        return bool(quoted and CUE_AHEAD.match(bare) and (TITLE_AHEAD.match(bare) or not _starts(bare)))
    first = FIRST_WORD.match(bare)
    return (marks[0] == "…" or len(marks) > 1) and not quoted and first is not None and first[0] == "I"
