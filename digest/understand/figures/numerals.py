"""Which words are a number, and which?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from digest.english.numbers import values

_SMALL: Final = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "crore": 1e7, "million": 1e6, "millions": 1e6, "mn": 1e6, "m": 1e6,
    "lakh crore": 1e12, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
    "mio": 1e6, "millionen": 1e6, "mrd": 1e9, "milliarden": 1e9, "milliards": 1e9,
}  # fmt: skip
# " and a half", "-and-a-half"
_HALF: Final = re.compile(r"(?: and a half|-and-a-half)\b")
_ONES = "|".join(sorted(_SMALL, key=len, reverse=True))
_TENFOLD = "|".join(_TENS)
_WORD = rf"(?:(?:{_TENFOLD})(?:-(?:{_ONES}))?|{_ONES})"
_FRACTION_NAMES: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_FOLDS: Final = {"twi": 2, "dou": 2, "two": 2, "tri": 3, "thr": 3, "fou": 4, "fiv": 5, "six": 6, "ten": 10}
_FRACTION = r"half|third|quarter|fifth|sixth|tenth"

# "by a fifth since 1990": behind "by a" a fraction of what is named before
_CHANGED = (
    r"(?:(?<=by a \w{5})|(?<=by a \w{7})|"
    + "|".join(
        rf"(?<=by {word} a \w{{{n}}})" for word in ("nearly", "almost", "about", "over", "around") for n in (5, 7)
    )
    + r"|(?<=by two-\w{6})|(?<=by two \w{6}))"
    r"(?=[.,;]|$| (?:since|in|to|over|from|between|compared|this|last|on|after|during|as|and|when|while|by)\b)"
)
# "3.7", "1,234.5", "1 234,5", "1.234.567"; a longer run of digits is no figure
_DIGITS = r"(?:\d{1,3}(?:\.\d{3}){1,6},\d{1,6}|\d{1,3}(?:(?:,\d{3}){1,6}|(?:,\d\d){1,4},\d{3}|(?:\.\d{3}){2,6}|(?:[ \u00a0\u202f’']\d{3}){1,6})(?:[.,]\d{1,6})?|\d{1,15}(?:[.,]\d{1,6})?)"
# " million", "bn", "m": the short ones are only behind digits, and the letter may begin no other word
_SCALE = r"(?:[ \u00a0-]?(?:thousand|lakh crore|lakh|crore|million|billion|trillion|Millionen|Milliarden|milliards|Mio|Mrd)\b|[ \u00a0]?(?:bn|tn|mn|(?!m (?:hurdles|sprint|freestyle|race|relay|dash|backstroke|butterfly|medley|run|heats?)\b)[kmbKMB])(?![\w²³/]))"
_NUMBER: Final = re.compile(
    r"(?<![\w.,/:#@$€£¥-])(?<!\b[Nn]o )(?:"
    # "half a million", "a quarter of a million", "a third of", "two-thirds of", "one in five", "six out of every 10"
    r"(?P<half>(?:[Aa] )?[Hh]alf[ -]dozen\b|(?:[Hh]alf|(?P<half_part>[Aa] quarter|[Tt]hree[ -]quarters) of) a (?P<half_of>million|billion|dozen))\b"
    rf"|(?P<part>(?<!and )(?:(?P<part_n>[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our)[ -](?P<part_of>{_FRACTION})s?(?= of\b|(?<=s)-|(?<=-\w{{5}})\b|(?<=-\w{{6}})\b|(?<=-\w{{7}})\b|(?<=-\w{{8}})\b|{_CHANGED})|(?<!first )(?<!second )(?<!and a )[Hh]alf(?= of\b| a percentage point| the\b| those\b| these\b| its\b| their\b| his\b| her\b)))"
    rf"|(?P<in>(?P<in_a>(?i:{_ONES})|\d{{1,2}})(?: in| out of)(?: every)? (?P<in_b>two|three|four|five|six|seven|eight|nine|ten|\d{{1,3}}))\b(?= [A-Za-z])"
    # "twice as many", "twice the", "double the price", "threefold"
    rf"|(?P<fold>[Tt]wice(?= as (?!the\b|an?\b|h|it\b|they\b)| the\b| what\b)|(?:double|triple)(?= the\b| that\b| what\b)|(?:two|three|four|five|six|ten)-?fold\b|\d{{1,3}}-?fold\b)"
    # "two and a half", "one hundred and twenty", "twenty-five", "a dozen", "two million"
    rf"|(?P<words>(?:(?i:{_WORD})|[Aa](?= (?:dozen|hundred|thousand|million|billion)\b))"
    rf"(?:[ -](?:dozen|hundred|thousand|million|billion|trillion)\b){{0,2}}(?:(?:(?<=hundred)|(?<=thousand)|(?<=million)) and {_WORD}\b)?(?P<and_half>(?: and a half|-and-a-half)\b(?: (?:million|billion|trillion)\b)?)?)(?![\w’'])(?!-(?:thirds?|quarters?|fifths?)\b)"
    r")|(?:(?<![\w.,/:#@%-])|(?<=[\d%]-)|(?<=(?<!\w)R)|(?<=(?<!\w)Sh))(?P<sign>[-−–](?=\d)|[Mm]inus (?=\d))?(?:(?<![.,/:#@\w])|(?<=(?<!\w)R)|(?<=(?<!\w)Sh))(?P<digits>" + _DIGITS + r")(?P<scale>" + _SCALE + r")?(?P<digit_half>½| and a half\b)?(?![\d/:]\d)"
)  # fmt: skip
# "R9.4 million", "R1,890 a month", no "R18" and no "R2-D2"
_RANDS: Final = re.compile(r"(?<!\w)R\d{1,3}(?:[.,]\d{2,3}\b|(?:\.\d{1,2})?(?: (?:million|billion)\b|(?:bn|m)\b| a\b))")
# "7", "two", "billions": every number has a digit, one of these words or one of these pieces
_DIGIT: Final = re.compile(r"\d")
_WORDS: Final = re.compile(r"\w+")
_NAMES: Final = frozenset({*_SMALL, *_TENS})
_PIECES: Final = tuple("half third quarter dozen hundred thousand million billion twice double triple fold".split())


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and where it is; `scale` is 1,000,000 where a million is part of it, `kind` "digits", "words", "share" or "fold"."""

    start: int
    end: int
    value: float
    kind: str
    scale: float = 1.0


def find(text: str, start: int, end: int, lang: str) -> Iterator[Numeral]:
    """The numbers in text[start:end], spelt or in digits, in reading order."""
    if not _may_hold(text[start:end]):
        return
    for match in _NUMBER.finditer(text, start, end):
        if match["digits"] and text[match.start() - 1 : match.start()] == "R" and not _rands(text):
            continue
        if match["digits"]:
            if (numeral := _of_digits(match, lang)) is not None:
                yield numeral
        elif match["half"]:
            scale = 12.0 if "dozen" in match[0] else _SCALES[match["half_of"]]
            part = {"a": 0.25, "t": 0.75}[match["half_part"][0].lower()] if match["half_part"] else 0.5
            yield Numeral(*match.span(), scale * part, "words", scale=scale)
        elif match["part"]:
            yield Numeral(*match.span(), _fraction(match), "share")
        elif match["fold"]:
            yield Numeral(*match.span(), _fold(match["fold"]), "fold")
        elif match["in"]:
            yield Numeral(*match.span(), _of_words(match["in_a"]) / _of_words(match["in_b"]), "share")
        else:
            value = _of_words(match["words"])
            scale = next((_SCALES[w] for w in ("million", "billion", "thousand") if w in match["words"]), 1.0)
            yield Numeral(*match.span(), value, "words", scale)


def _may_hold(sentence: str) -> bool:
    """Whether a number may stand in a sentence: most sentences without one are passed over at once."""
    lower = sentence.lower()
    return (
        bool(_DIGIT.search(sentence))
        or not _NAMES.isdisjoint(_WORDS.findall(lower))
        or any(map(lower.__contains__, _PIECES))
    )


@lru_cache(maxsize=4)  # every number of an article asks
def _rands(text: str) -> bool:
    """Whether "R18" is money in an article: it gives several sums so, or speaks of rand."""
    return len(_RANDS.findall(text)) > 1 or "rand" in text


def _of_digits(match: re.Match[str], lang: str) -> Numeral | None:
    """The number; None where the language does not say which of two values it has."""
    letters = (match["scale"] or "").strip(" \u00a0-")
    if letters in {"K", "M", "B"} and match.string[match.start() - 1 : match.start()] not in {"$", "€", "£"}:
        letters = ""  # "a 5K run", but "$5M"
    scale = _SCALES[letters.lower()] if letters else 1.0
    read = values(match["digits"], lang)
    if len(read) > 1:
        return None
    value = read[0] + (0.5 if match["digit_half"] else 0)
    value = round(value * scale, 6) if value * scale < 1e9 else float(round(value * scale))
    return Numeral(*match.span(), -value if match["sign"] else value, "digits", scale)


def _fold(words: str) -> float:
    """The value of "twice", "threefold", "15-fold"."""
    digits = re.match(r"\d+", words)
    return float(digits[0] if digits else _FOLDS[words[:3].lower()])


def _fraction(match: re.Match[str]) -> float:
    if not match["part_of"]:
        return 0.5
    return _of_words(match["part_n"]) / _FRACTION_NAMES[match["part_of"]]


def _of_words(words: str) -> float:
    """The value of "one hundred and twenty", "two and a half million", "a dozen", "5"."""
    whole, half, scale = _HALF.sub("\n", words.lower()).partition("\n")
    if half:  # "two and a half million"
        return (_of_words(whole) + 0.5) * _SCALES.get(scale.strip(), 1.0)
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", whole):
        if word.isdigit() or word in _SMALL or word in _TENS:
            current += float(word) if word.isdigit() else _SMALL.get(word, 0) + _TENS.get(word, 0)
        elif word == "a":
            current = 1.0
        elif word == "dozen":
            current *= 12
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total += current * _SCALES[word]
            current = 0.0
    return total + current
