"""What the commas of a sentence tell without its tree: where an attribution stands at its end, which asides stand between commas.

The tree errs most where a sentence is long, and long sentences are the ones that must be shortened; commas do not err.
"""

from collections.abc import Iterator, Sequence

from digest.parser.syntax import Tree, Word
from digest.understand.headline.lexicon import ENDS, NEGATIVE, PARTS, RELATIVE, TELLING

LONGEST_TAIL = 14  # words of an attribution
AFTER = frozenset("after amid following because while".split())
OPENS = frozenset({"ADP", "SCONJ", "DET"})


def parts(tree: Tree, index: int) -> bool:
    """Whether a word is a mark that sets an aside off; a hyphen only with blanks on both sides."""
    if not 0 < index < len(tree) - 1:
        return False
    word = tree[index]
    return word.text in PARTS or (
        word.text == "-" and tree[index - 1].end < word.start and word.end < tree[index + 1].start
    )


def tail(tree: Tree) -> int:
    """Index of the comma before an attribution at the end (", his family has announced"), or how many words there are."""
    end = len(tree) - 1 if tree and tree[-1].text in ENDS else len(tree)
    for index in range(end - 2, max(end - LONGEST_TAIL, 2), -1):
        if parts(tree, index):
            words = tree[index + 1 : end]
            told = any(word.text.lower() in TELLING and word.upos in {"VERB", "NOUN", "AUX"} for word in words)
            begins = words[0].upos in {"PROPN", "DET", "NOUN", "ADJ", "PRON", "NUM"} or words[
                0
            ].text.lower() in TELLING | {"according"}
            if told and begins and words[0].text.lower() not in RELATIVE:
                return index
    return len(tree)


def asides(tree: Tree, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Asides as first and last word: behind the subject and before its verb, or behind a comma up to `end`."""
    commas = [index for index in range(start, end) if parts(tree, index)]
    verb = next((index for index in range(start, end) if is_finite(tree[index])), end)
    if commas and start < commas[0] < verb and _is_subject(tree, start, commas[0]):
        closing = next((comma for comma in commas[:0:-1] if comma + 1 < end and is_finite(tree[comma + 1])), 0)
        if closing and not _lists(tree[commas[0] + 1 : closing]):
            yield commas[0] + 1, closing - 1
    stop = _stop(tree, end)
    for comma in commas:
        if verb < comma and stop - comma > 3 and _adds(tree[comma + 1 : stop]):
            yield comma + 1, stop - 1


def _is_subject(tree: Tree, start: int, comma: int) -> bool:
    """Whether the words before the first comma may be the subject: they begin and end like a noun's."""
    return tree[start].upos not in {"ADP", "SCONJ", "ADV"} and tree[comma - 1].upos in {"NOUN", "PROPN"}


def after(tree: Tree, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands behind an "after" or "amid" up to `end`, no comma between, a verb before it and no negation."""
    stop = _stop(tree, end)
    verb = next((index for index in range(start, stop) if is_finite(tree[index])), stop)
    negated = next((index for index in range(start, stop) if tree[index].text.lower() in NEGATIVE), stop)
    for index in range(min(stop - 2, negated - 1), max(verb, start + 3), -1):
        if tree[index].text in PARTS:
            return
        whole = tree[index - 1].upos in {"NOUN", "PROPN", "NUM", "ADV", "VERB"} or tree[index - 1].text == ")"
        if whole and tree[index].text.lower() in AFTER:
            yield index, stop - 1


def _stop(tree: Tree, end: int) -> int:
    """`end`, without the full stop."""
    return end - 1 if tree and end == len(tree) and tree[-1].text in ENDS else end


def has_verb(tree: Tree, place: int) -> bool:
    """Whether a verb that can end a claim stands before a place."""
    return any(map(is_finite, tree[:place]))


def is_finite(word: Word) -> bool:
    """Whether a word may be the verb of a claim."""
    return word.upos == "AUX" or (word.upos == "VERB" and not word.text.endswith("ing"))


def _lists(words: Sequence[Word]) -> bool:
    """Whether the words go on with a list: "Orr, [Pell and Moe], have"."""
    return not words or words[0].upos == "CCONJ" or (words[0].upos == "PROPN" and any(w.upos == "CCONJ" for w in words))


def _adds(words: Sequence[Word]) -> bool:
    """Whether the words behind a comma only add: a relative clause, a participle, a phrase, an apposition without a verb of its own."""
    opening = words[0].text.lower()
    if opening in RELATIVE - {"in", "of", "with"} or (words[0].upos == "VERB" and opening.endswith("ing")):
        return True
    if words[0].upos not in OPENS or opening in {"of", "to", "by", "like", "if"}:
        return False
    if words[0].upos == "DET":
        plain = next(
            (index for index, word in enumerate(words) if word.text.lower() in RELATIVE | {"that"}), len(words)
        )
        return not any(word.upos in {"AUX", "CCONJ"} or is_finite(word) for word in words[:plain])
    return True
