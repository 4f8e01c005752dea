"""What a mention of a speaker tells by its words alone: whether it is a pronoun, its gender, the name set behind it."""

import re

from digest.model import Mention, Span

_SINGULAR = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f", "himself": "m", "herself": "f"}
_PRONOUNS = frozenset(
    {
        *_SINGULAR,
        "they",
        "it",
        "i",
        "we",
        "you",
        "who",
        "them",
        "their",
        "its",
        "one",
        "others",
        "some",
        "many",
        "both",
        "those",
        "this",
        "that",
    }
)
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Baroness|Queen|Princess|Sister|spokeswoman|chairwoman|congresswoman|businesswoman|actress|mother|wife|daughter|sister|woman|girl|councilwoman|assemblywoman)\b"
)
_MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Father|spokesman|chairman|congressman|businessman|actor|father|husband|son|brother|man|boy|councilman|assemblyman)\b"
)
# ", Ernie Maas," / ", Ann Lee said" / ", Darrin." – a name set behind "his father"
_BESIDE = re.compile(
    r", (?P<name>[A-Z][\w’'-]+(?: (?:(?:de|van|von|der|bin|al|la|le|du) )?(?:[A-Z]\.|[A-Z][\w’'-]*)){0,3}(?<!\.))(?=[,.;:]|$| [a-z])"
)


def is_pronoun(words: str) -> bool:
    """Whether a mention is a pronoun."""
    return words.strip().lower() in _PRONOUNS


def gender(mention: str) -> str:
    """Tells "f" or "m" where the words say so, else ""."""
    if _FEMALE.search(mention):
        return "f"
    return "m" if _MALE.search(mention) else _SINGULAR.get(mention.strip().lower(), "")


def named(text: str, span: Span) -> Span:
    """The name set behind a mention that has none of its own: of "his father, Ernie Maas, said" the name; else the mention."""
    own = span.of(text).split()
    if not own or own[-1][:1].isupper() or is_pronoun(span.of(text)):
        return span
    beside = _BESIDE.match(text, span.end)
    return Span(beside.start("name"), beside.end("name")) if beside else span


def mention(text: str, span: Span) -> Mention:
    """A span with its words."""
    return Mention(span.start, span.end, text[span.start : span.end])
