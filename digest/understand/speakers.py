"""What a mention of a speaker tells by its words alone."""

from digest.model import Mention, Span

_PRONOUNS = frozenset(
    "he she him her his hers himself herself they it i we you who them their its one others some many both those this that which".split()
)


def is_pronoun(words: str) -> bool:
    """Whether a mention is a pronoun."""
    return words.strip().lower() in _PRONOUNS


def mention(text: str, span: Span) -> Mention:
    """A span with its words."""
    return Mention(span.start, span.end, text[span.start : span.end])
