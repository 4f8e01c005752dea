"""Does a stretch begin and end where words do? "can" is not said in "can't", nor 3 in "3.5%" or "3 million"."""

import re

_CURRENCY = "$£€¥₹₩₽"
# " million", " per cent": belongs to the number in front of it
_SCALE = re.compile(r"\s(?:hundred|thousand|lakh|crore|million|billion|trillion|bn|tn|m|per\s?cent|percent(?:age)?)\b")


def whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` cuts no word and no number in two."""
    return start < end and not _cut_left(text, start) and not _cut_right(text, end)


def _cut_left(text: str, start: int) -> bool:
    first, before, further = text[start], text[start - 1 : start], text[start - 2 : start - 1] if start > 1 else ""
    if not first.isalnum() or not before:
        return False
    if before.isalnum() or (before in "'’-" and further.isalnum()):
        return True
    return first.isdigit() and (
        before in _CURRENCY
        or (before in ".,:/" and further.isdigit())
        or (before in "-−" and not (further.isalnum() or further == "%"))
    )


def _cut_right(text: str, end: int) -> bool:
    last, after, further = text[end - 1], text[end : end + 1], text[end + 1 : end + 2]
    if not last.isalnum() or not after:
        return False
    if after.isalnum() or (after in "'’-" and further.isalnum()):
        return True
    if not last.isdigit():
        return False
    return after in "%°" or (after in ".,:/" and further.isdigit()) or bool(_SCALE.match(text, end))
