"""Does a phrase only say on which day of the week something happened?"""

import re

from digest.parser.syntax import Tree

DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
PART_OF_DAY = frozenset(
    {"morning", "afternoon", "evening", "night", "on", "early", "late", "earlier", "local", "time", "last", "this"}
)

# "had spent Monday night in the hall": verbs that a time belongs to
SPANS = frozenset({"spend", "last", "take", "pass", "wait", "fill", "occupy"})


def is_past_day(tree: Tree, index: int, first: int, last: int) -> bool:
    """Whether a constituent only says on which day of the week something happened: of use in a point, too much for a title."""
    word = tree[index]
    above = tree[word.head].head  # "left two people injured on Wednesday"
    adverbial = word.deprel.startswith(("obl", "nmod")) and tree[word.head].lemma not in SPANS
    past = _is_past(tree, word.head) or (tree[word.head].deprel == "xcomp" and _is_past(tree, above))
    return adverbial and past and _is_weekday(tree, first, last)


def _is_weekday(tree: Tree, first: int, last: int) -> bool:
    """Whether the constituent only says on which day of the week: "on Monday night"."""
    words = [word.text.lower() for word in tree[first : last + 1]]
    days = [word for word in words if DAY.fullmatch(word)]
    after = tree[last + 1].text if last + 1 < len(tree) else ""
    plain = all(word in PART_OF_DAY or word in days for word in words)
    part = after.lower() in PART_OF_DAY  # a parse that tears "Monday night" in two
    return len(days) == 1 and plain and not part and not after.startswith(("'", "’", "-"))


def _is_past(tree: Tree, index: int) -> bool:
    """Whether a verb reports what has happened: the day of what is to come is news in itself."""
    word = tree[index]
    helped = any(other.head == index and other.lemma in {"will", "shall", "to", "would"} for other in tree)
    return (
        index >= 0
        and word.upos == "VERB"
        and word.text.lower() != word.lemma
        and not word.text.endswith("s")
        and not word.deprel.startswith("acl")  # "the trailer which was released on Friday" must not end in "released"
        and not helped
    )
