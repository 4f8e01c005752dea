"""Regular expressions are linear: each is attacked with repeated fragments made from its own parts.

A pattern that is only asked at one place (`match`, `fullmatch`) is attacked there; all others are looked for everywhere. The
few that are asked about a stretch of known length alone are attacked with one of that length.
"""

import ast
import importlib
import pkgutil
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined] # what a pattern is made of is nowhere else to be had
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import digest

LENGTH = 400  # characters of an attack; the second is four times as long
MORE = 9.0  # times as long the second may take: 4 if linear, 16 if quadratic
SHORT = 0.002  # seconds of processor time that are no matter
ROUNDS = 5  # tries before a time is believed
COMMON = (" ", "a", "A", "1", ".", ",", "-", "a ", "A ", "Aa ", "a.", "A.", "1,", "1 ", "a-", '"', "“", "’", "'", "\n", "\n ", "(", "“a” ",
          "a, ", "$", "_", "aA", "\u00a0", "•", "…", "a’", "Mr ", "Aa, ", "1a", "12 ", "[", "<", "&", "@", "a@", "www.", "%")  # fmt: skip
# the longest stretch that a pattern is asked about, where it is short
BOUNDED = {
    "digest.check.attribution._BEFORE": 120,
    "digest.check.ground._SHORT_FORM": 8,
    "digest.extract.datelines._DATELINES": 140,
    "digest.understand.timeline._COMPARED": 80,
    "digest.sources.fetch.allowed._NUMBER": 253,
}
# patterns that are asked about text in which every white space is one blank
COLLAPSED = {"digest.read.page.byline._BEHIND", "digest.read.page.byline._PARTS", "digest.read.page.title._SEPARATOR"}


class Found(NamedTuple):
    """A pattern of the program, and whether it is asked at one place alone."""

    pattern: re.Pattern[str]
    placed: bool


def modules() -> Iterator[ModuleType]:
    """Every module of the program but its entry point."""
    for info in pkgutil.walk_packages(digest.__path__, "digest."):
        if not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def held(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns in a value and in what it holds."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from held(one, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        yield from held([*value.keys(), *value.values()], depth)
    elif depth < 3 and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        yield from held([getattr(value, name, None) for name in value.__dataclass_fields__], depth)


def patterns() -> dict[str, Found]:
    """Every pattern of the program by the place where it is made, and how it is asked anywhere."""
    asked: dict[re.Pattern[str], set[str]] = {}
    made: dict[re.Pattern[str], str] = {}
    for module in modules():
        tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
        used = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                for pattern in held(vars(module).get(node.id)):
                    asked.setdefault(pattern, set()).add(used.get(id(node), "handed on"))
            if isinstance(node, ast.Call) and (literal := written(node)):
                made.setdefault(literal, f"{module.__name__}:{node.lineno}")
                asked.setdefault(literal, set()).add("search")
        for name, value in vars(module).items():
            for number, pattern in enumerate(held(value)):
                made.setdefault(pattern, f"{module.__name__}.{name}" + (f"[{number}]" if number else ""))
    return {
        place: Found(pattern, placed=asked.get(pattern, set()) <= {"match", "fullmatch", "pattern"})
        for pattern, place in sorted(made.items(), key=lambda pair: pair[1])
    }


def written(call: ast.Call) -> re.Pattern[str] | None:
    """The pattern that a call such as `re.search("…", text)` writes out."""
    of = call.func
    if not isinstance(of, ast.Attribute) or not isinstance(of.value, ast.Name) or of.value.id != "re" or not call.args:
        return None
    first = call.args[0]
    plain = isinstance(first, ast.Constant) and isinstance(first.value, str) and of.attr not in {"escape", "compile"}
    return re.compile(first.value) if plain else None


# ---------------------------------------------------------------- attacks


def sample(parts: Any, chance: random.Random) -> str:
    """A text that parts of a pattern match, or nearly."""
    made = []
    for code, value in parts:
        if code is codes.LITERAL:
            made.append(chr(value))
        elif code is codes.NOT_LITERAL or code is codes.ANY:
            made.append("a" if value != ord("a") else "b")
        elif code is codes.IN:
            made.append(one_of(value, chance))
        elif code is codes.BRANCH:
            made.append(sample(chance.choice(value[1]), chance))
        elif code is codes.SUBPATTERN:
            made.append(sample(value[3], chance))
        elif code is codes.ATOMIC_GROUP:
            made.append(sample(value, chance))
        elif code in REPEATS:
            made.extend(sample(value[2], chance) for _ in range(chance.randint(value[0], min(value[1], value[0] + 2))))
    return "".join(made)


REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
LETTERS = "a A1.,-'x“_\u00e9"
OF_CLASS = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_NOT_WORD: ","}


def one_of(members: Any, chance: random.Random) -> str:
    """A character of a class; of a negated one whatever comes first that is not named."""
    named = {chr(value) for code, value in members if code is codes.LITERAL}
    if members[0][0] is codes.NEGATE:
        spaces = (codes.CATEGORY, codes.CATEGORY_SPACE) in members
        return next((c for c in LETTERS if c not in named and not (spaces and c == " ")), "\u2603")
    code, value = chance.choice(members)
    if code is codes.LITERAL:
        return chr(value)
    return chr(chance.choice(value)) if code is codes.RANGE else OF_CLASS.get(value, "a")


def fragments(parts: Any, before: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """What stands before each endless repeat of a pattern, and what it repeats."""
    for code, value in parts:
        if code in REPEATS:
            if value[1] > LENGTH:
                yield from ((before, sample(value[2], chance)) for _ in range(3))
            yield from fragments(value[2], before, chance)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from fragments(branch, before, chance)
        elif code is codes.SUBPATTERN:
            yield from fragments(value[3], before, chance)
        before += sample([(code, value)], chance)


def attacks(pattern: re.Pattern[str]) -> Sequence[tuple[str, str]]:
    """What stands in front, and what is repeated behind it."""
    chance = random.Random(1)
    parts = parser.parse(pattern.pattern, pattern.flags)
    own = [pair for pair in fragments(parts, "", chance) if pair[1]]
    whole = [("", sample(parts, chance) + end) for end in ("", " ", "")]
    glued = [("", before + repeated) for before, repeated in own]
    return list(
        dict.fromkeys([*own, *glued, *(pair for pair in whole if pair[1]), *(("", common) for common in COMMON)])
    )


def seconds(found: Found, text: str) -> float:
    """Processor time that the pattern takes on a text."""
    started = time.process_time()
    if found.placed:
        found.pattern.match(text)
        found.pattern.fullmatch(text)
    else:
        for _ in found.pattern.finditer(text):
            pass
    return time.process_time() - started


@pytest.mark.parametrize(
    ("place", "found"), patterns().items(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_is_linear(place: str, found: Found) -> None:
    """Four times the text takes far less than sixteen times as long; a short text takes no time worth naming."""
    name = place.partition("[")[0]
    length = BOUNDED.get(name, LENGTH)
    for before, repeated in attacks(found.pattern):
        for end in ("", "\x01."):
            text, longer = (before + repeated * (many * length // len(repeated)) + end for many in (1, 4))
            if (name in COLLAPSED and re.search(r"\s\s", text)) or seconds(found, text) < SHORT / MORE:
                continue
            told = f"{place}: {before!r}, {repeated!r} again and again, and {end!r}"
            if name in BOUNDED:
                assert min(seconds(found, text) for _ in range(ROUNDS)) < SHORT, told
            else:
                assert growth(found, text, longer) < MORE, told


def growth(found: Found, text: str, longer: str) -> float:
    """How many times as long the longer text takes, by the best of some tries; 0 where it is no matter."""
    pairs = [(seconds(found, text), seconds(found, longer)) for _ in range(ROUNDS)]
    return min(long / max(short, 1e-6) if long > SHORT else 0.0 for short, long in pairs)
