"""Invented news in any number, the same for the same seed: what benchmarks are run on.

    python -m tests.eval.articles 1000 FOLDER

Events take place in made-up towns; two in five are told by several outlets, two to five articles each, in other words and some
with another figure. Of the people about three in ten return. Sentences are expanded from `world.txt`, so that no two articles
are copies of each other.
"""

import argparse
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

_WORLD = Path(__file__).with_name("world.txt")
# an innermost choice, "{a|b}"; a slot, "<place>"
_CHOICE = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"<(\w+)>")
_FIRST = date(2016, 1, 4)
_A_DAY = 11  # articles
_RETURNS = 0.3  # of the people
_ALONE = 0.6  # of the events
_TOWNS = 400
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True, slots=True)
class Article:
    """`path` is below the folder of articles: "northwire/2016-01/fire-in-ashby-7.txt"."""

    path: str
    text: str


@dataclass(slots=True)
class _World:
    lists: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, dict[str, list[str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Event:
    """What happened: its kind, its slots, who speaks of it, and when."""

    kind: str
    slots: Mapping[str, str]
    people: Sequence[tuple[str, str]]  # name, office
    day: date


def articles(number: int, seed: int = 7, words: int = 400) -> Iterator[Article]:
    """So many articles of about so many words each, in the order of their days."""
    made = _Maker(seed, words)
    count = 0
    while count < number:
        for article in made.event(_FIRST + timedelta(days=count // _A_DAY)):
            if count < number:
                yield article
                count += 1


def write(number: int, folder: Path, seed: int = 7, words: int = 400) -> None:
    """Writes them below the folder."""
    for article in articles(number, seed, words):
        place = folder / article.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(article.text, "utf-8")


class _Maker:
    """Chooses by one generator of numbers; remembers who may return."""

    def __init__(self, seed: int, words: int) -> None:
        self._random = random.Random(seed)
        self._words = words
        self._world = _read(_WORLD.read_text("utf-8"))
        self._towns = sorted({self._one("town1") + self._one("town2") for _ in range(_TOWNS)})
        self._return: list[tuple[str, str]] = []
        self._named: set[str] = set()
        self._number = 0

    def event(self, day: date) -> Iterator[Article]:
        """The articles on one event."""
        kind = self._random.choice(sorted(self._world.kinds))
        slots = {
            "place": self._random.choice(self._towns), "town": self._random.choice(self._towns), "body": self._text("body", {}),
            "day": _DAYS[day.weekday()], "day2": _DAYS[(day.weekday() + self._random.randint(1, 3)) % 7], "month": _MONTHS[(day.month + self._random.randint(0, 5)) % 12],
            "count": f"{self._random.randint(11, 980) * 100:,}", "count2": str(self._random.randint(21, 640)),
            "money": f"{self._random.randint(11, 990) / 10:.1f} million euros", "percent": f"{self._random.randint(11, 98) / 10:.1f}", "percent2": f"{self._random.randint(4, 40) / 10:.1f}",
        }  # fmt: skip
        people = [self._person(slots) for _ in range(self._random.randint(3, 5))]
        event = _Event(kind, slots, people, day)
        several = 1 if self._random.random() < _ALONE else self._random.randint(2, 5)
        outlets = self._random.sample(self._world.lists["outlet"], several)
        for outlet in outlets:
            yield self._article(event, outlet)

    def _article(self, event: _Event, outlet: str) -> Article:
        own = self._world.kinds[event.kind]
        slots = dict(event.slots)
        if self._random.random() < 0.2:
            slots["count2"] = str(int(slots["count2"]) + self._random.randint(2, 20))
        day = event.day + timedelta(days=self._random.choice((0, 0, 0, 1, 1, 2)))
        title = self._sentence(self._random.choice(own["title"]), slots)
        author = self._name()
        place = slots["place"].upper()
        dateline = f"{place}, {day:%B} {day.day} ({outlet}) — " if self._random.random() < 0.5 else ""
        paragraphs = [dateline + self._sentence(self._random.choice(own["lede"]), slots), *self._body(event, slots)]
        self._number += 1
        head = f"{title}\n\n{outlet}, {_DAYS[day.weekday()]} {day.day} {day:%B %Y}\nBy {author}\n\n"
        name = "-".join(re.findall(r"[a-z0-9]+", title.lower())[:6])
        folder = "-".join(re.findall(r"[a-z]+", outlet.lower()))
        return Article(f"{folder}/{day:%Y-%m}/{name}-{self._number}.txt", head + "\n\n".join(paragraphs) + "\n")

    def _body(self, event: _Event, slots: Mapping[str, str]) -> Iterator[str]:
        """Facts and quotations in turn, until there are words enough."""
        own, lists = self._world.kinds[event.kind], self._world.lists
        facts = self._mixed(own["fact"]) + self._mixed(lists["facts"])
        quotes = self._mixed(own["quote"] + lists["quotes"])
        people = list(event.people)
        self._random.shuffle(people)
        count = 0
        for n, fact in enumerate(facts):
            paragraph = self._sentence(fact, slots)
            if n % 2 and quotes and people:
                name, office = people[n // 2 % len(people)]
                told = self._sentence(quotes.pop(), slots).removesuffix(".")
                said = self._text("said", slots)
                who = f"{name}, {office}," if n // 2 < len(people) else name.rpartition(" ")[2]
                paragraph = f"{paragraph}\n\n“{told},” {who} {said}."
            count += len(paragraph.split())
            yield paragraph
            if count > self._words:
                return

    def _person(self, slots: Mapping[str, str]) -> tuple[str, str]:
        """Somebody who was there before, or is new."""
        if self._return and self._random.random() < 0.5:
            return self._random.choice(self._return[-300:])
        someone = self._name(), self._text("office", slots)
        if self._random.random() < _RETURNS:
            self._return.append(someone)
        return someone

    def _name(self) -> str:
        """A name that nobody has yet."""
        while True:
            name = f"{self._one('first')} {self._one('last1')}{self._one('last2')}"
            if name not in self._named:
                self._named.add(name)
                return name

    def _one(self, name: str) -> str:
        return self._random.choice(self._world.lists[name])

    def _text(self, name: str, slots: Mapping[str, str]) -> str:
        return self._expanded(self._one(name), slots)

    def _mixed(self, lines: Sequence[str]) -> list[str]:
        return self._random.sample(lines, len(lines))

    def _sentence(self, line: str, slots: Mapping[str, str]) -> str:
        text = self._expanded(line, slots)
        return text[0].upper() + text[1:]

    def _expanded(self, line: str, slots: Mapping[str, str]) -> str:
        while found := _CHOICE.search(line):
            line = line[: found.start()] + self._random.choice(found[1].split("|")) + line[found.end() :]
        return _SLOT.sub(lambda slot: slots.get(slot[1]) or self._text(slot[1], slots), line)


def _read(text: str) -> _World:
    """The world of the file: its lists, and what is told of each kind of event."""
    world, kind = _World(), ""
    for line in text.splitlines():
        if line.startswith("== "):
            kind = line.removeprefix("== ")
            world.kinds[kind] = {}
        elif line.startswith("@"):
            name, _, words = line[1:].partition(" ")
            world.lists.setdefault(name, []).extend(_words(name, words))
        elif kind and ": " in line:
            what, _, told = line.partition(": ")
            world.kinds[kind].setdefault(what, []).append(told)
    return world


def _words(name: str, line: str) -> list[str]:
    """A list's line: words, several values between bars, or one sentence to expand."""
    if name in {"facts", "quotes", "office", "body", "said"}:
        return [line]
    return line.split("|") if "|" in line else line.split()


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int)
    options.add_argument("folder", type=Path)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--words", type=int, default=400)
    asked = options.parse_args()
    write(asked.number, asked.folder, asked.seed, asked.words)


if __name__ == "__main__":
    main()
