"""Which numbers do some words tell? Read anew from the words, in digits or spelt, so that the program's own reading is checked too."""

import re
from collections.abc import Iterator
from typing import Final

from digest.english.numbers import values

_ONES: Final = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # fmt: skip
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELT: Final = {word: float(n) for n, word in enumerate(_ONES)} | {word: 10.0 * n for n, word in enumerate(_TENS, 2)}
_SCALES: Final = {
    "dozen": 12.0, "hundred": 1e2, "lakh": 1e5, "crore": 1e7, "lakh crore": 1e12, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "mio": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "b": 1e9, "mrd": 1e9, "trillion": 1e12, "tn": 1e12, "millionen": 1e6, "milliarden": 1e9, "milliards": 1e9, "millions": 1e6,
}  # fmt: skip
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_FOLDS: Final = {"twice": 2.0, "double": 2.0, "triple": 3.0}
_WORD: Final = "|".join(sorted(_SPELT, key=len, reverse=True))
_LARGE: Final = "dozen|hundred|thousand|million|billion|trillion"
# "3.7", "1,200", "12 000", "1.234,5", "1,73,000"
_DIGITS: Final = r"(?:\d{1,2}(?:,\d\d){1,4},\d{3}(?!\d)(?:\.\d+)?|\d+(?:[.,’'\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?!\d))"
_NUMBER: Final = re.compile(
    # "one in five", "six out of every 10"
    rf"(?P<of>\b(?:{_WORD}|\d{{1,2}}) (?:in|out of)(?: every)? (?:{_WORD}|\d{{1,3}})\b)"
    # "twice", "threefold"
    rf"|(?P<fold>\btwice\b|\bdouble\b|\btriple\b|\b(?:{_WORD}) ?-?fold\b)"
    # "two-thirds", "a quarter of a million", "half a million", "half"
    rf"|(?P<part>\b(?:(?:a|one|two|three|four)[ -](?:half|third|quarter|fifth|sixth|tenth)s?|half)(?:(?: of)?[ -](?:a )?(?:{_LARGE}))?\b)"
    # "3.7bn", "2½", "3 million"
    rf"|(?P<digits>{_DIGITS})(?P<half>½| and a half\b)?(?P<scale>[ \u00a0-]?(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![\w²³/]))?"
    # "twenty-five", "one hundred and twenty", "two and a half", "a dozen"
    rf"|(?P<spelt>\b(?:(?:{_WORD})(?:-(?:{_WORD}))?|an?(?= (?:{_LARGE})\b))(?:(?:(?:(?<=hundred)|(?<=thousand)|(?<=million)) and)?[ -](?:{_WORD}|{_LARGE})\b)*(?:(?: and a half|-and-a-half)\b)?(?: (?:{_LARGE})\b)?)",
    re.IGNORECASE,
)
# "31 cents", "40p": hundredths of the unit
_HUNDREDTHS: Final = re.compile(r"\d ?(?:(?:euro |US )?cents?\b|pence\b|p\b(?!\.m))", re.IGNORECASE)
_ROUNDED: Final = 5.1e-5  # values are written with four decimals
_SHARE: Final = 1e-12  # of a value by which binary fractions may differ
# " to ", "–", " and ", " per cent to " between two numbers that share a scale or a unit
BETWEEN: Final = re.compile(r"(?: ?%| per ?cent)?[^\w]{0,3}(?: to | ?[-–—] ?| and | or )[^\w]{0,3}")


class Number:
    """A number that words tell: where it stands, and the values that it may have ("3" of "3 to 4 million" may be 3,000,000)."""

    def __init__(self, start: int, end: int, values: tuple[float, ...]) -> None:
        """`values` are in the order of how likely they are."""
        self.start, self.end, self.values = start, end, values

    def may_be(self, value: float) -> bool:
        """Whether the number may have that value; the sign is left to the words."""
        return any(abs(abs(value) - abs(other)) <= max(_ROUNDED, _SHARE * abs(other)) for other in self.values)


def read(text: str, lang: str) -> list[Number]:
    """The numbers that a text tells, in order."""
    found = list(_NUMBER.finditer(text))
    numbers = [Number(match.start(), match.end(), tuple(_values(match, lang))) for match in found]
    times = 0.01 if _HUNDREDTHS.search(text) else 1.0
    for n, match in enumerate(found):
        values = numbers[n].values
        following = found[n + 1] if n + 1 < len(found) else None
        if following and match["digits"] and not match["scale"] and following["scale"]:
            shared = _SCALES[following["scale"].strip(" \u00a0-").lower()]
            values += tuple(value * shared for value in values)
        numbers[n].values = tuple(value * times for value in values)
    return numbers


def _values(match: re.Match[str], lang: str) -> Iterator[float]:
    words = match[0].lower()
    if match["of"]:
        one, many = re.split(r" (?:in|out of)(?: every)? ", words)
        yield _plain(one) / max(1.0, _plain(many))
    elif match["fold"]:
        yield _FOLDS.get(words) or _plain(re.sub(r" ?-?fold$", "", words))
    elif match["part"]:
        yield from _part(words)
    elif match["spelt"]:
        yield _spelt(words)
    else:
        scale = _SCALES[match["scale"].strip(" \u00a0-").lower()] if match["scale"] else 1.0
        for value in of_digits(match["digits"], lang):
            yield (value + (0.5 if match["half"] else 0.0)) * scale
            if match["scale"] == "m":
                yield value  # "the 400m": metres


def _plain(words: str) -> float:
    return float(words) if words.isdigit() else _spelt(words)


def _part(words: str) -> Iterator[float]:
    """Of "two-thirds" 0.667, of "half a million" 500,000, of "half" 0.5."""
    pieces = re.split(r"[ -]", words)
    times = _SCALES.get(pieces[-1], 1.0)
    if pieces[0] == "half":
        yield 0.5 * times
    else:
        yield (1.0 if pieces[0] in {"a", "one"} else _SPELT[pieces[0]]) / _PARTS[pieces[1].rstrip("s")] * times


def _spelt(words: str) -> float:
    """The value of "one hundred and twenty", "two and a half million", "a dozen"."""
    words = words.replace("-and-a-half", " and a half")
    half = " and a half" in words
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", words.replace(" and a half", " half").replace(" and ", " ")):
        if word == "half" and half:
            current += 0.5
        elif word in {"a", "an"}:
            current = 1.0
        elif word in {"dozen", "hundred"}:
            current = (current or 1.0) * _SCALES[word]
        elif word in _SCALES:
            total, current = total + (current or 1.0) * _SCALES[word], 0.0
        else:
            current += _SPELT.get(word, 0.0)
    return total + current


def of_digits(digits: str, lang: str) -> list[float]:
    """Of "1,200" 1200 in English and 1.2 in German; of "12 000" also each part, since a blank may only part two numbers."""
    found = set(values(digits, lang))
    if re.search(r"\d[ \u00a0\u202f]\d", digits):
        found |= {float(part) for part in re.split(r"[ \u00a0\u202f]", digits) if re.fullmatch(r"\d+(?:\.\d+)?", part)}
    return sorted(found)
