"""The same text twice is found, whatever was done to it, and nothing else; addresses of one page compare as one."""

import random
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.group.copies import copies, nearest, overlap, shingles
from digest.sources.addresses import canonical

ARTICLES = Path(__file__).parent.parent / "content" / "articles"
WIRE = (
    "The harbour of Port Alder will close for nine days in March, its board said on Tuesday. Divers found cracks in four "
    "of the eleven piers. “We would rather lose nine days than a ferry,” said Ana Ruiz, who chairs the board. The repairs "
    "are to cost 2.4 million crowns, half of it from the state. Ferries to the islands will leave from Kestrel Bay "
    "meanwhile, an hour further north, and buses will run between the towns. Shops at the quay asked for a discount on "
    "their rent. The board will answer them in January."
)
OTHER = (
    "A second wave of storms is expected on the west coast by Friday. The weather service warned of gusts up to 140 km/h "
    "and told owners of boats to bring them in. Schools in three districts stay closed, and trains to the north end at "
    "Lindhaven. Volunteers filled sandbags all through Wednesday night."
)


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.upper(),
        WIRE.replace("“", '"').replace("”", '"').replace(". ", ".\n\n"),
        WIRE[: WIRE.index("Shops")],
        "PORT ALDER (Northwire) – "
        + WIRE.replace("on Tuesday", "yesterday").replace("four", "4").replace("asked", "have asked"),
        WIRE + " " + OTHER[:90],
    ],
)
def test_copies(copy: str) -> None:
    """A text in other type, cut, retouched or continued is a copy of the first."""
    assert copies({"b": copy, "a": WIRE, "c": OTHER}) == {"b": "a"}


def test_what_is_no_copy() -> None:
    """Texts on one event, a round-up that quotes one whole, and short texts that differ are no copies."""
    roundup = OTHER + " ".join(f"District {n} counted {n * 7} boats and {n * 3} cars." for n in range(60))
    assert not copies(
        {
            "a": WIRE,
            "b": OTHER,
            "c": roundup,
            "d": "Ferry late today.",
            "e": "Ferry late today again.",
            "f": "",
            "g": "",
        }
    )


def test_the_original() -> None:
    """The original is what was published first, then the first by path; a chain of copies names one original."""
    texts = {"a": WIRE, "b": WIRE + " More.", "c": WIRE}
    assert copies(texts) == {"b": "a", "c": "a"}
    assert copies(texts, {"a": "2026-10-20", "c": "2026-10-19T08:00:00Z"}) == {"a": "c", "b": "c"}


def test_nearest() -> None:
    """Of the texts that are there, the one that a new text repeats is named."""
    new, other, wire = shingles([WIRE + " More.", OTHER, WIRE])
    assert nearest(new, [other, wire]) == 1
    assert nearest(other, [wire]) is None
    assert nearest(other, []) is None


def test_samples() -> None:
    """Among the sample articles the pair from the wire is found, and nothing else."""
    samples = yaml.safe_load((Path(__file__).parent / "samples.yaml").read_text("utf-8"))
    texts = {
        path: (ARTICLES / path).read_bytes().decode("utf-8", errors="replace")
        for path in samples
        if (ARTICLES / path).is_file()
    }
    assert copies(texts) == {path: gold["copy_of"] for path, gold in samples.items() if "copy_of" in gold}


def test_many() -> None:
    """Among 2,000 texts, copies of which at least six tenths of the sentences are kept are found, and nothing else."""
    chance = random.Random(4)
    words = ["".join(chance.choices("abcdefgh", k=4)) for _ in range(3000)]

    def sentence() -> str:
        return " ".join(chance.choices(words, k=chance.randint(8, 25))) + "."

    texts, gold = {}, {}
    for i in range(1600):
        first = [sentence() for _ in range(chance.randint(8, 30))]
        texts[f"a{i:04}"] = " ".join(first)
        if i < 400:
            kept = set(chance.sample(range(len(first)), round(len(first) * chance.uniform(0.65, 1))))
            texts[f"b{i:04}"] = " ".join(s if k in kept else sentence() for k, s in enumerate(first))
            gold[f"b{i:04}"] = f"a{i:04}"
    started = time.process_time()
    found = copies(texts)
    assert time.process_time() - started < 3
    assert set(found.items()) <= set(gold.items())
    assert len(found) >= 0.97 * len(gold)


def test_crowds() -> None:
    """A text that a thousand papers printed is one group and takes no time."""
    texts = {f"{i:04}": WIRE + f" Edition {i} of the morning." for i in range(1000)}
    started = time.process_time()
    assert set(copies(texts).values()) == {"0000"}
    assert time.process_time() - started < 2


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text(texts: list[str]) -> None:
    """Any text gives ascending hashes, wholly shared with itself, and does not depend on what is compared with it."""
    found = shingles(texts)
    assert len(found) == len(texts)
    for text, held in zip(texts, found, strict=True):
        alone = shingles([text])[0]
        assert held.tolist() == alone.tolist() == sorted(set(alone.tolist()))
        assert overlap(held, alone) == (1.0 if len(held) else 0.0)


SAME = [
    "https://courier.example/news/ferry",
    "http://www.courier.example/news/ferry/",
    "https://m.courier.example/news/ferry?utm_source=letter&fbclid=1#comments",
    "https://amp.courier.example:443/news/ferry",
    "https://courier.example/amp/news/ferry",
    "https://courier.example//news/ferry/index.html",
    "HTTPS://Courier.Example./news/%66erry/amp/?ref=x",
]


@pytest.mark.parametrize("url", SAME)
def test_one_page(url: str) -> None:
    """Trackers, renderings, parts of the page and spelling make no other page."""
    assert canonical(url) == "courier.example/news/ferry"


def test_other_pages() -> None:
    """What tells pages apart is kept, in one order; what is no web address has none."""
    assert (
        canonical("https://c.example/a?p=2&id=1")
        == canonical("https://c.example/a?id=1&p=2")
        != canonical("https://c.example/a?id=1")
    )
    assert canonical("https://c.example/a") != canonical("https://c.example:8080/a")
    assert [canonical(u) for u in ("mailto:a@c.example", "//c.example", "http://[x", "")] == [""] * 4
