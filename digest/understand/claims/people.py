"""What is somebody called? Every full name, so that another article's spelling of it can be held beside it."""

import re
import unicodedata
from collections.abc import Iterator

from digest.model import Claim, ClaimKind, EntityKind, Mention, Reading

_RELATED = re.compile(r"\b(?:brother|sister|wife|husband|son|daughter|father|mother|uncle|aunt|cousin|twins?|former|predecessor|no relation|widow|late)\b", re.IGNORECASE)  # fmt: skip


def claims(reading: Reading) -> Iterator[Claim]:
    """The full names of an article's people, each at its first mention; none whose sentence speaks of relatives."""
    text = reading.article.text
    for entity in reading.entities:
        words = entity.name.split()
        if entity.kind is not EntityKind.PERSON or len(words) < 2:
            continue
        first = next((m for m in entity.mentions if all(word in m.text for word in words)), None)
        sentence = next((s for s in reading.sentences if first and s.start <= first.start < s.end), None)
        if sentence is None or _RELATED.search(sentence.of(text)):
            continue
        shown = Mention(sentence.start, sentence.end, sentence.of(text))
        for topic in (f"name of {_plain(words[-1])}", f"name of {_plain(words[0])}"):
            yield Claim(ClaimKind.NAME, topic, entity.name, shown, words=(_plain(words[0]), _plain(words[-1])))


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
