"""Summaries in any number, the same for the same seed: invented people of whom three in ten are in more than one article."""

import random
import sys
from typing import Any

from digest.model import Summary

_FIRST = "Ada Bero Cila Dov Ena Falk Gerda Hale Ivo Jorun Kaya Lene Milo Nils Oda Per Rana Siv Tove Ulf".split()
_LAST = "berg dahl eng fjeld gard holm kvist lund moen nes quist rud stad tveit vik wold".split()
_BEGIN = "Aal Brek Dram Eik Frog Gjer Hov Isak Kol Lang Mel Nord Oyer Rost Sand Tor".split()
_BODIES = "Board Council Institute Union Works Bank Museum Press".split()
_TOPICS = [f"Topic {n}" for n in range(60)]
_NEW = 0.57  # of all names drawn: then seven in ten stay alone
_SOURCES = [f"Paper {n}" for n in range(12)]


def summaries(number: int, seed: int = 17) -> list[Summary]:
    """So many summaries of four years; each names two or three people, all but a few of them quoted, and two bodies."""
    chance = random.Random(seed)
    people, bodies = _Cast(chance, _person), _Cast(chance, _body)
    return [_summary(n, chance, people, bodies) for n in range(number)]


class _Cast:
    """Draws names as they come in news: a new one, or one that was there before, the likelier the more often (Simon's model)."""

    def __init__(self, chance: random.Random, name: Any) -> None:
        self._chance, self._name = chance, name
        self._drawn: list[str] = []
        self._seen = 0

    def draw(self) -> str:
        """A name."""
        new = not self._drawn or self._chance.random() < _NEW
        self._seen += new
        name: str = self._name(self._seen) if new else self._chance.choice(self._drawn)
        self._drawn.append(name)
        return name


def _person(n: int) -> str:
    last = _BEGIN[n // 20 % 16] + _LAST[n // 320 % 16]
    return f"{_FIRST[n % 20]} {'' if n < 5120 else chr(65 + n // 5120) + '. '}{last}"


def _body(n: int) -> str:
    return f"{_BEGIN[n % 16]}{_LAST[n // 16 % 16]} {_BODIES[n // 256 % 8]}{'' if n < 2048 else f' {n // 2048}'}"


def _summary(n: int, chance: random.Random, people: _Cast, bodies: _Cast) -> Summary:
    day = f"{2023 + n % 4}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    cast = list(dict.fromkeys(people.draw() for _ in range(chance.choice((2, 2, 2, 3)))))
    named = [{"id": name.lower().replace(".", "").replace(" ", "-"), "name": name, "role": "chair"} for name in cast]
    said = [
        {
            "id": f"q-{n}-{k}", "kind": "direct" if k % 2 else "indirect", "speaker": {"id": one["id"], "name": one["name"]},
            "text": f"“Item {n}.{k} is settled.”" if k % 2 else f"that item {n}.{k} was open", "evidence": ["s1"], "check": "exact",
        }
        for k, one in enumerate(named[:2])
    ]  # fmt: skip
    fields = {
        "title": f"Report {n} from the coast", "description": "", "date": day, "tags": chance.sample(_TOPICS, 2),
        "source": {"name": chance.choice(_SOURCES), "url": f"https://paper.example/{n}", "file": f"a/{n}.txt", "rights": "full", "words": 400, "lang": "en"},
        "key_points": [{"text": f"Item {n} was settled on Friday.", "evidence": ["s1"], "check": "exact"}],
        "quotes": said, "people": named,
        "organisations": [{"id": name.lower().replace(" ", "-"), "name": name} for name in dict.fromkeys(bodies.draw() for _ in range(2))],
        "places": [], "figures": [], "timeline": [], "evidence": {"s1": {"text": f"Item {n} was settled on Friday.", "start": 0, "end": 9}},
        "generated": {"engine": "extractive", "version": "1", "fields": {}},
    }  # fmt: skip
    return Summary(f"{day[:4]}/{day[5:7]}/report-{n}.md", fields)


def main() -> None:
    """Prints how many pages a site of so many summaries has for each: `python -m tests.generated 4000`."""
    from digest.model import Page  # noqa: PLC0415 - used here alone
    from digest.render import Site, pages  # noqa: PLC0415 - as above
    from tests.rendered import settings  # noqa: PLC0415 - as above

    number = int(sys.argv[1])
    found = [page for page in pages(summaries(number), Site("D", "", "", settings())) if isinstance(page, Page)]
    print(f"{len(found) / number:.2f} pages for each of {number:,} summaries")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
