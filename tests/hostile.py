"""Texts made to cost time, by what they repeat: each is a function of its size in words or marks.

The generators are our own; the kinds are those that published attacks on parsers, tokenisers and regular expressions use.
"""

import random
from collections.abc import Callable, Mapping
from itertools import cycle, islice
from typing import Final

Made = Callable[[int], str]

_GIVEN = ("Anna", "Ida", "Rafe", "Colm", "Ilse", "Jonas", "Maria", "Peter", "Ingrid", "Bruno")
_NEWS = (
    "The council voted on Monday to keep the night ferry to Ostrand at a cost of $4 million, officials said. “We will keep it "
    "until the bridge is built,” said Ilse Marwick, the mayor of Kestrel Bay. Colm Darragh, the harbour master, told the board "
    "that it carried 52,000 people last year, 3% more than in 2024. She added that he would not resign before 28 September."
)
_SYLLABLES = tuple("ba ké sző ra lön gyű te mi os nak ház ber út hely vá ro".split())


def again(words: str) -> Made:
    """The words again and again."""
    own = words.split(" ")
    return lambda n: " ".join(islice(cycle(own), n))


def unbroken(marks: str) -> Made:
    """The same without a blank between."""
    return lambda n: marks * (n // len(marks) + 1)


def each(pattern: str, words: int = 1, between: str = " ") -> Made:
    """A pattern of so many words, with a number in each."""
    return lambda n: between.join(
        pattern.format(i, name=_GIVEN[i % 10], last=chr(97 + i % 26)) for i in range(n // words)
    )


def foreign(stops: float) -> Made:
    """Words of no language that the program knows, a share of them before a comma or a full stop."""

    def made(n: int) -> str:
        chance = random.Random(1)
        words = []
        for _ in range(n):
            word = "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(1, 5)))
            drawn = chance.random()
            word = word.capitalize() if chance.random() < 0.2 else word
            words.append(word + ("." if drawn < stops else "," if drawn < 3 * stops else ""))
        return " ".join(words)

    return made


def unspaced(n: int) -> str:
    """Chinese characters, as they are printed: without blanks."""
    chance = random.Random(2)
    return "".join(chr(0x4E00 + chance.randrange(2000)) if chance.random() < 0.95 else "、。"[i % 2] for i in range(n))


TEXTS: Final[Mapping[str, Made]] = {
    # sentences that never end
    "and": again("and"),
    "said says told": again("said says told"),
    "he said that": again("he said that"),
    "who said that": again("who said that"),
    "according to": again("according to the"),
    "but": again("but, she"),
    "letters": again("a b c d e f g h i j k l m"),
    "capital letters": again("A B C D E F G H I J K L M"),
    "numbers in words": again("hundred thousand million"),
    "a half per cent": again("a half per cent of"),
    "commas": again("a,"),
    "colons": again("a:"),
    "names and names": again("Anna Moe, and"),
    "one name": again("Anna"),
    "offices": again("Ministry of the"),
    "titles": again("Mr"),
    "days": again("Monday"),
    "one": again("1"),
    "one line of English": again(_NEWS.replace(".", "")),
    # no blanks
    "2026-": unbroken("2026-"),
    "initials": unbroken("A."),
    "hyphens": unbroken("a-"),
    "slashes": unbroken("a/"),
    "apostrophes": unbroken("a'"),
    "underscores": unbroken("_"),
    "mail": unbroken("a.b@"),
    "dots": unbroken("."),
    "thousands": unbroken("123,"),
    "percents": unbroken("5%"),
    "one word": unbroken("a"),
    "accents": unbroken("a\u0301\u0301"),
    "joiners": unbroken("a\u200d"),
    "blanks": lambda n: "a" + " " * n + "b",
    "hard blanks": lambda n: "a" + "\u00a0" * n + "b",
    "Chinese": unspaced,
    # marks
    "curly marks": unbroken("“"),
    "straight marks": unbroken('"'),
    "pairs": again("“a”"),
    "single marks": again("‘a"),
    "apostrophes in front": again("'a"),
    "brackets": lambda n: "(" * (n // 2) + "a" + ")" * (n // 2),
    "open brackets": again("(a"),
    "stars": again("*a"),
    "links": again("[a](https://a.example)"),
    "open links": unbroken("[a]("),
    "tags": unbroken("<div>"),
    "entities": unbroken("&amp;"),
    # many things
    "sentences": again(_NEWS),
    "foreign": foreign(0.06),
    "foreign without stops": foreign(0.0),
    "short paragraphs": each("The ferry sails.", 3, "\n\n"),
    "lines": each("x", 1, "\n"),
    "items": each("- item {0}", 3, "\n"),
    "questions": each("Q: Why {0}?\n\nA: So I did.", 7, "\n\n"),
    "quotes": each("“We will keep the ferry number {0},” said {name} Marwick.", 12, "\n\n"),
    "quotes in one line": each("“We will keep the ferry number {0},” said {name} Marwick.", 12),
    "reported": each("{name} Moe said that ferry {0} sails.", 7),
    "posts": each("Hello all {0}\n\n— {name} Moe (@{name}{0}) May 1, 2020", 11, "\n\n"),
    "people": each("{name} Mar{0} met Mr Mar{0}.", 5),
    "namesakes": each("{name} Smith{last} met Smith{last}.", 5),
    "middle names": each("{name} Mar{0} Smith met Smith{last}.", 5),
    "one person of many names": each("Anna B{0} Smith spoke.", 4),
    "people who speak": each("“It is {0},” {name} Mar{0} said. “Yes,” she said. He told her that.", 14),
    "people of roles": each("Mayor {name} Mar{0}, the head of Body{0} Council, told him.", 11),
    "the mayors": each("Mayor {name} Mar{0} told the mayor that the driver met the council.", 12),
    "nobody": each("“It is {0},” the driver number {0} said.", 9),
    "bodies": each("The Mar{0} Trade Council of Orr said the council and Mar{0} met.", 12),
    "headings": each("The case of {0}\n\nThe ferry sails.", 7, "\n\n"),
    "live": each("10.4{0}am The ferry sails.", 4, "\n\n"),
    "pronouns": again("He told her that she saw him."),
    "figures": each("{0} per cent of {0} people paid ${0} million.", 10),
    "dates": each("On {last} Monday, 3 May 19{0}, it sank.", 8),
    "addresses": each("https://a.example/{0}", 7),
    "mails": each("a{0}@b.example", 4),
    "handles": each("@user{0}", 2),
    "acronyms": each("The Board of Trade {0} (BOT{0}) met.", 9),
}  # fmt: skip


def article(made: Made, size: int) -> bytes:
    """An article of a headline, a lede, the made text and a last sentence, so that the text is taken for prose."""
    lede, last = "The council voted on Monday to keep the ferry, officials said.", "The board met again on Tuesday."
    return f"Council keeps the ferry\n\n{lede}\n\n{made(size)}\n\n{last}\n".encode()
