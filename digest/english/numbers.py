"""What digits with marks between them may mean: "1.234" is a fraction in English and a thousand in German."""

import re

# Languages that write "1.234,5", and those that write "1,234.5". Of one in neither list it is not known what a mark means.
_DECIMAL_COMMA = frozenset(
    "de fr es it nl pt da sv nb no nn fi pl cs sk sl hr sr bs mk bg uk be ru tr az ro hu et lv lt is el ca gl eu id vi af".split()
)
_DECIMAL_POINT = frozenset("en zh ja ko th he hi bn ta te ur sw ms tl".split())
# "12 000", "12’000": what parts groups in any language
_GROUPS = re.compile(r"[ \u00a0\u202f’']")


def values(digits: str, lang: str) -> tuple[float, ...]:
    """The values that digits may have by the custom of the language, the smallest first; more than one where that is open."""
    plain = _GROUPS.sub("", digits)
    return tuple(sorted({_value(plain, decimal) for decimal in _decimals(lang.partition("-")[0])}))


def _decimals(lang: str) -> str:
    return "," if lang in _DECIMAL_COMMA else "." if lang in _DECIMAL_POINT else ".,"


def _value(plain: str, decimal: str) -> float:
    """The value where `decimal` parts the fraction; a mark that is written twice, or another one before three digits, groups."""
    mark = next((mark for mark in reversed(plain) if mark in ",."), "")
    whole, _, rest = plain.rpartition(mark) if mark else (plain, "", "")
    alone = all(other == mark for other in plain if other in ",.")
    if alone and (plain.count(mark) > 1 or (mark != decimal and len(rest) == 3)):
        whole, rest = whole + rest, ""
    return float(f"{re.sub('[,.]', '', whole)}.{rest or 0}")
