"""How sure is the number: "more than", "up to", "about"?"""

import re
from typing import Final

_WORDS: Final = (
    "more than|as many as|as much as|as few as|as little as|as high as|as low as|no more than|no fewer than|no less than"
    "|not more than|fewer than|less than|up to|at least|at most|about|around|roughly|approximately|some|nearly|almost"
    "|close to|over|under|above|below|just over|just under|well over|an estimated|estimated|only|exactly|or so"
    "|between|from|an average of|a record|a total of|a minimum of|a maximum of|upwards of|in excess of"
)
# "more than " in front of the number
_BEFORE: Final = re.compile(rf"\b(?P<words>{_WORDS})(?: an?)? $", re.IGNORECASE)
# what opens a range or a name of the number, and qualifies nothing
_NONE: Final = frozenset({"between", "from", "only", "a total of", "or so"})


def find(text: str, start: int, low: int) -> str:
    """The qualifier in front of a number at `start`, not before `low`, in lower case; "" when it has none."""
    match = _BEFORE.search(text[max(low, start - 24) : start])
    words = match["words"].lower() if match else ""
    return "" if words in _NONE else words
