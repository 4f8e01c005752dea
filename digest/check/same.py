"""Can two names be one bearer's? "Mr Tolland" and "Rafe Tolland", "the NHS" and "the National Health Service"."""

import re

# a word, of a name too: "Rafe", "O", "Neill", "2nd"
WORD = re.compile(r"[^\W_]+")
TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame prof professor president prime minister senator sen rep gov governor "
    "general gen judge justice mayor chief king queen prince princess ambassador secretary congressman congresswoman "
    "captain colonel sergeant commissioner councillor chairman chairwoman spokesman spokeswoman the of and for a an st".split()
)  # fmt: skip
_SHORT = 3  # letters of a first name that may be cut: Jo Smith and John Smith


def parts(name: str) -> list[str]:
    """The words of a name, case folded, without titles unless there is nothing else."""
    words = [word for word in WORD.findall(name.casefold()) if word != "s"]
    return [word for word in words if word not in TITLES] or words


def may_be_one(one: str, other: str) -> bool:
    """Whether two names share a word, and neither their first names nor their last differ."""
    a, b = parts(one), parts(other)
    if not a or not b or initials(a) == "".join(b) or initials(b) == "".join(a):
        return True
    if len(a) == 1 or len(b) == 1:
        return not set(a).isdisjoint(b)
    if a[-1] not in b and b[-1] not in a:
        return False  # Robert Velde and Robert Orr
    if a[-1] != b[-1] or set(a[:-1]) & set(b[:-1]) or a[0] in b[0] or b[0] in a[0]:
        return True
    return a[0][0] == b[0][0] and min(len(a[0]), len(b[0])) <= _SHORT


def initials(words: list[str]) -> str:
    """The first letters of words, as one word."""
    return "".join(word[0] for word in words)
