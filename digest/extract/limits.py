"""How much of an article is read? So much that no text takes minutes, and far more than any article has.

The longest live blogs of outlets have some 20,000 words. What is left out is reported to the editor.
"""

from typing import Final

from digest.parser.parts import UNIT

MOST_WORDS: Final = 25_000  # words and marks
MOST_CHARACTERS: Final = 250_000


def end(text: str) -> int:
    """Where reading ends: with the text, else with the last line or word within the limits."""
    limit = min(len(text), MOST_CHARACTERS)
    if limit > MOST_WORDS:
        units = enumerate(UNIT.finditer(text, 0, limit), start=1)
        limit = next((unit.end() for n, unit in units if n == MOST_WORDS), limit)
    if limit == len(text):
        return limit
    near = limit - limit // 10
    return next((place for mark in "\n " if (place := text.rfind(mark, near, limit + 1)) >= 0), limit)
