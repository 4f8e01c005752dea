"""How sure is the number: "more than", "up to", "about", "or so"?"""

import re
from typing import Final

_WORDS: Final = (
    "more than|as many as|as much as|as few as|as little as|as high as|as low as|no more than|no fewer than|no less than"
    "|not more than|fewer than|less than|up to|at least|at most|about|around|roughly|approximately|some|nearly|almost"
    "|close to|over|under|above|below|just over|just under|well over|an estimated|estimated|only|exactly"
    "|between|from|an average of|a record|a total of|a minimum of|a maximum of|upwards of|in excess of"
)
# "more than " in front of the number, "nearly a " in front of "$40m yacht"; but not the "about a " of "talk about a $40m yacht"
_BEFORE: Final = re.compile(rf"\b(?P<words>{_WORDS})(?P<article> an?)? $", re.IGNORECASE)
_BARE: Final = frozenset({"about", "around", "over", "under", "above", "below", "some"})
# " or more" behind it
_BEHIND: Final = re.compile(r" (?P<words>or (?:more|so|less|fewer|higher|older|younger|over|above))\b")
# what opens a range or a name of the number, and qualifies nothing
_NONE: Final = frozenset({"between", "from", "only", "a total of"})
# "spread over " five years, not "for over " five years
_DURING: Final = re.compile(
    r"(?<!\bfor )(?<!\bof )(?<!\bis )(?<!\bwas )(?<!\bwell )(?<!\bjust )(?<!\bafter )(?<!\blittle )(?<!\bat )(?<!\bto )(?<!\btook )(?<!\blasted )(?<!\bin )(?<!\bby )over $"
)


def find(text: str, start: int, low: int, *, duration: bool = False) -> str:
    """The qualifier in front of a number at `start`, not before `low`, in lower case; "" when it has none."""
    match = _BEFORE.search(text[max(low, start - 24) : start])
    words = match["words"].lower() if match else ""
    if match and match["article"] and words in _BARE:
        return ""
    if words == "over" and duration and _DURING.search(text, max(low, start - 24), start):
        return ""
    return "" if words in _NONE else words


def behind(text: str, end: int, limit: int) -> str:
    """The qualifier behind the words of a figure, "or more"; "" when it has none."""
    match = _BEHIND.match(text, end, limit)
    return match["words"] if match else ""
