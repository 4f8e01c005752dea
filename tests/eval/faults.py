"""Faults to plant in a true statement: pure functions, each gives the changed words or "" where it does not apply."""

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

Fault = Callable[[str, "Room", Random], str]

# "close", "harbour's": a word of the text
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
# " not", "n't", "never": what says no
_NOT = re.compile(r" not\b|n['’]t\b| never\b", re.IGNORECASE)
# " may ", " alleged ": what keeps a statement from being a fact
_HEDGE = re.compile(
    r" (?:may|might|could|alleged|allegedly|reportedly|suspected|possible|possibly|likely|probably)(?= )"
)
_LOOKS_LIKE = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "i": "і", "s": "ѕ", "O": "О", "A": "А"}
# a unit beside its number, and what it is changed to
_UNITS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\$(?=\d)"), "€"),
    (re.compile(r"£(?=\d)"), "$"),
    (re.compile(r"€(?=\d)"), "$"),
    (re.compile(r"(?<=\d)%"), " percentage points"),
    (re.compile(r"(?<=\d )per ?cent\b"), "percentage points"),
    (re.compile(r"(?<=\d )million\b"), "billion"),
    (re.compile(r"(?<=\d )billion\b"), "million"),
    (re.compile(r"(?<=\d )miles\b"), "kilometres"),
    (re.compile(r"(?<=\d )feet\b"), "metres"),
    (re.compile(r"(?<=\d )years\b"), "months"),
    (re.compile(r"(?<=\d )months\b"), "weeks"),
    (re.compile(r"(?<=\d )weeks\b"), "days"),
    (re.compile(r"(?<=\d )days\b"), "hours"),
    (re.compile(r"(?<=\d )hours\b"), "minutes"),
    (re.compile(r"(?<=\d )minutes\b"), "hours"),
)
_SMALL = 4  # letters of a word that is changed or dropped, at least
_PART = 4  # words of each part of two quotes that are stitched


class Room:
    """What an article has to take wrong words from: its words, and its names by kind."""

    def __init__(self, text: str, names: Mapping[str, Sequence[str]], people: Sequence[Sequence[str]] = ()) -> None:
        """`names` holds the names of people, organisations and places under "person", "organisation", "place".

        `people` holds those of people again, all names of each together.
        """
        self.people = people
        self.text = text
        self.names = {kind: tuple(names.get(kind, ())) for kind in ("person", "organisation", "place")}
        self.words = sorted({w for w in _WORD.findall(text) if len(w) >= _SMALL and w.islower()})


def word_changed(text: str, room: Room, random: Random) -> str:
    """A word replaced by another of the article that the statement does not have."""
    found = _inner(text)
    said = text.lower()
    if not found:
        return ""
    match = random.choice(found)
    others = [word for word in room.words if word not in said and word[:_SMALL] != match[0].lower()[:_SMALL]]
    return _put(text, match, random.choice(others)) if others else ""


def word_moved(text: str, _: Room, random: Random) -> str:
    """Two words of the statement that change places."""
    found = _inner(text)
    if len(found) < 2:
        return ""
    one, other = sorted(random.sample(found, 2), key=lambda match: match.start())
    if one[0].lower()[:_SMALL] == other[0].lower()[:_SMALL]:
        return ""
    return _put(_put(text, other, one[0]), one, other[0])


def word_added(text: str, room: Room, random: Random) -> str:
    """A word of the article put between two of the statement."""
    found = _inner(text)
    others = [word for word in room.words if word not in text.lower()]
    if not found or not others:
        return ""
    place = random.choice(found).start()
    return f"{text[:place]}{random.choice(others)} {text[place:]}"


def word_dropped(text: str, _: Room, random: Random) -> str:
    """A word left out between two others."""
    found = _inner(text)
    return _put(text, random.choice(found), "").replace("  ", " ") if found else ""


def letter_changed(text: str, _: Room, random: Random) -> str:
    """One letter replaced by another."""
    places = [place for place, letter in enumerate(text) if letter.isascii() and letter.islower()]
    if not places:
        return ""
    place = random.choice(places)
    letter = random.choice([other for other in "abcdefghijklmnopqrstuvwxyz" if other != text[place]])
    return text[:place] + letter + text[place + 1 :]


def digit_changed(text: str, _: Room, random: Random) -> str:
    """One digit of a number replaced by another."""
    found = list(_DIGIT.finditer(text))
    if not found:
        return ""
    match = random.choice(found)
    return _put(text, match, random.choice([digit for digit in "123456789" if digit != match[0]]))


def unit_changed(text: str, _: Room, random: Random) -> str:
    """The unit beside a number replaced by another."""
    found = [(match, new) for pattern, new in _UNITS for match in pattern.finditer(text)]
    if not found:
        return ""
    match, new = random.choice(found)
    return _put(text, match, new)


def not_dropped(text: str, _: Room, random: Random) -> str:
    """A "not", "n't" or "never" taken away."""
    found = [match for match in _NOT.finditer(text) if not text[: match.start()].lower().endswith(("ca", "wo", "sha"))]
    return _put(text, random.choice(found), "") if found else ""


def hedge_dropped(text: str, _: Room, random: Random) -> str:
    """A "may" or an "alleged" taken away."""
    found = list(_HEDGE.finditer(text))
    return _put(text, random.choice(found), "") if found else ""


def person_replaced(text: str, room: Room, random: Random) -> str:
    """The name of a person replaced by that of another person of the article."""
    return _renamed(text, room.names["person"], random)


def entity_replaced(text: str, room: Room, random: Random) -> str:
    """A place or an organisation replaced by another of the article, of the same kind."""
    return _renamed(text, room.names["place"], random) or _renamed(text, room.names["organisation"], random)


def names_swapped(text: str, room: Room, random: Random) -> str:
    """Two names of the statement that change places."""
    names = sorted({name for listed in room.names.values() for name in listed if _stands(name, text)})
    pairs = [(a, b) for a in names for b in names if a < b and a not in b and b not in a]
    if not pairs:
        return ""
    one, other = random.choice(pairs)
    either = re.compile(rf"\b(?:{re.escape(one)}|{re.escape(other)})\b")
    return either.sub(lambda match: other if match[0] == one else one, text)


def look_alike(text: str, _: Room, random: Random) -> str:
    """A Latin letter replaced by the Cyrillic one that looks the same."""
    places = [place for place, letter in enumerate(text) if letter in _LOOKS_LIKE]
    if not places:
        return ""
    place = random.choice(places)
    return text[:place] + _LOOKS_LIKE[text[place]] + text[place + 1 :]


def hidden(text: str, _: Room, random: Random) -> str:
    """A character that nobody sees put into a word."""
    found = _inner(text)
    if not found:
        return ""
    place = random.choice(found).start() + 2
    return text[:place] + random.choice("\u200b\u00ad\u2060\u200d\u202e\ufeff") + text[place:]


def stitched(one: str, other: str) -> str:
    """The first half of one quote and the second half of another, as if said in one breath."""
    first, second = one.strip("\"“”'‘’ ").split(), other.strip("\"“”'‘’ ").split()
    first, second = first[: max(_PART, len(first) // 2)], second[-max(_PART, len(second) // 2) :]
    return f"“{' '.join(first)} {' '.join(second)}”" if min(len(first), len(second)) >= _PART else ""


def others(name: str, names: Sequence[str]) -> list[str]:
    """The names that share no word with one."""
    mine = set(name.lower().split())
    return [other for other in names if not mine & set(other.lower().split())]


def other_people(name: str, people: Sequence[Sequence[str]]) -> list[str]:
    """The names of people who are not one; of each person all names: "Ted" is "Mr. Cruz" if "Ted Cruz" is."""
    strangers = [names for names in people if not any(_is_of(name, other) for other in names)]
    return others(name, [other for names in strangers for other in names])


def _is_of(name: str, other: str) -> bool:
    """Whether two names end alike, and begin alike as far as both have a first name."""
    mine, theirs = (
        [part for part in one.lower().split() if not part.endswith(".") or len(part) == 2] for one in (name, other)
    )
    return mine[-1:] == theirs[-1:] and (len(mine) < 2 or len(theirs) < 2 or mine[0] == theirs[0])


QUOTE_FAULTS: Mapping[str, Fault] = {
    "word changed": word_changed,
    "word added": word_added,
    "word dropped": word_dropped,
    "two words swapped": word_moved,
    "letter changed": letter_changed,
    "digit changed": digit_changed,
    "unit changed": unit_changed,
    "“not” dropped": not_dropped,
    "hedge dropped": hedge_dropped,
    "person replaced": person_replaced,
    "place or organisation replaced": entity_replaced,
    "look-alike letter": look_alike,
    "hidden character": hidden,
}
POINT_FAULTS: Mapping[str, Fault] = {kind: fault for kind, fault in QUOTE_FAULTS.items() if kind != "word dropped"} | {
    "two names swapped": names_swapped
}


def _inner(text: str) -> list[re.Match[str]]:
    """The words of some length in lower case, but for the first and the last."""
    found = list(_WORD.finditer(text))[1:-1]
    return [match for match in found if len(match[0]) >= _SMALL and match[0].islower()]


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _renamed(text: str, names: Sequence[str], random: Random) -> str:
    here = [name for name in names if _stands(name, text)]
    pairs = [(name, other) for name in here for other in others(name, names) if not _stands(other, text)]
    if not pairs:
        return ""
    name, other = random.choice(pairs)
    return re.sub(rf"\b{re.escape(name)}\b", lambda _: other, text, count=1)


def _stands(name: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)}\b", text))
