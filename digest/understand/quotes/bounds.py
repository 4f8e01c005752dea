"""Where reported words begin and end around a word of saying: behind it, before it, or in two pieces about it.

Each place is one that the marks and the tree allow; `weights` decides between them.
"""

import re
from collections.abc import Iterator, Sequence

from digest.english.saying import REPORTING
from digest.model import Span
from digest.understand.quotes.ground import Clause, Ground

_ASKED = frozenset({"why", "how", "where", "when", "whether"})


def limits(clause: Clause, ground: Ground) -> Span:
    """The sentence without the stop at its end, and without the dateline."""
    end = clause.sentence.end
    while end > clause.sentence.start and ground.text[end - 1] in " .\n":
        end -= 1
    return Span(clause.sentence.start, end)


def starts(clause: Clause, index: int, clausal: Sequence[int]) -> list[tuple[int, str, int]]:
    """Where content behind a verb may begin, by which relation, and its head."""
    tree = clause.tree
    behind = [c for c in clause.children[index] if c > index and tree[c].upos != "PUNCT"]
    starts: dict[int, tuple[str, int]] = {}
    for child in (*clausal[:1], *[c for c in behind if clause.relation(c) in {"obj", "obl", "advcl", "iobj"}][:2]):
        first = tree[clause.subtree(child)[0]].start
        if first >= tree[index].end:
            asked = tree[child].lemma in _ASKED and clause.relation(child) == "obj"  # "asked why": a clause
            starts.setdefault(first, ("behind-ccomp" if asked else f"behind-{clause.relation(child)}", child))
    follows = _after(clause, index)
    if follows:
        starts.setdefault(follows, ("behind-none", index))
    return [(start, *starts[start]) for start in sorted(starts)]


# "Asked if the wall would hold, Sand said …": the question is not hers
_ASKED_FIRST = re.compile(r"(?:(?:When|After being|On being|If) )?(?:he|she|they)?(?: was | were )?[Aa]sked\b")
# ", who works for the road office": who the speaker is, not what is said
_TELLS_WHO = re.compile(r"\s*(?:who|whose|which|where|whom|himself|herself)\b")
# ", while", ", but", ", although": what follows is as a rule the writer's
_TURN = re.compile(
    r" - |,? (?:while|although|though|but|even as|whereas|despite|before|after|because|as|and|when|since|which|who|with|in an?|during|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|[;—–(]"
)
_TURNS = 5


def ends(  # noqa: PLR0913, PLR0917 - where a reading may end depends on all of them
    ground: Ground, clause: Clause, verb: int, complement: int, start: int, limits: Span
) -> list[tuple[int, str]]:
    """Where the content may end, and why there: with the sentence, with the clause, before a turn."""
    tree = clause.tree
    found = {limits.end: "sentence"}
    found.setdefault(_end(clause, verb, complement, limits), "verb")
    if complement != verb:
        found.setdefault(tree[clause.subtree(complement)[-1]].end, "clause")
    for at in _left(clause, complement if complement != verb else verb, start):
        found.setdefault(at, "left")
    turns = 0
    for match in _TURN.finditer(ground.text, start + 12, limits.end):
        if not ground.quoted(match.start()) and turns < _TURNS:
            turns += 1
            found.setdefault(match.start(), f"turn-{match[0].strip(', ').split()[0] if match[0].strip(', ') else ','}")
    return [(end, how) for end, how in sorted(found.items()) if end > start]


def _left(clause: Clause, content: int, start: int) -> Iterator[int]:
    """Where a mark is behind which the words hang on nothing of the content."""
    tree, inside, found = clause.tree, set(clause.subtree(content)), 0
    for index in range(content + 1, len(tree)):
        if tree[index - 1].upos != "PUNCT" or tree[index].upos == "PUNCT" or tree[index - 1].start <= start + 8:
            continue
        top = index
        while tree[top].head >= index:
            top = tree[top].head
        if tree[top].head not in inside and found < _TURNS:
            found += 1
            yield tree[index - 1].start


def _after(clause: Clause, index: int) -> int:
    """Where the words behind the verb begin, past an addressee and adverbs; 0 at the sentence's end."""
    for word in clause.tree[index + 1 :]:
        if word.upos not in {"PUNCT", "ADV"} and word.deprel != "compound:prt":
            return word.start
    return 0


def _end(clause: Clause, verb: int, complement: int, limits: Span) -> int:
    """Where the content ends: as a rule with the sentence, unless a second verb of the same speaker or a participle goes on."""
    tree = clause.tree
    last = clause.subtree(complement)[-1]
    for child in clause.children[verb]:
        if child > last and clause.relation(child) in {"conj", "advcl"} and tree[child].upos == "VERB":
            inside = clause.subtree(child)
            first = inside[0]
            if tree[child].lemma in REPORTING or clause.relation(child) == "conj":
                at = first
                while at > 0 and tree[at - 1].upos in {"PUNCT", "CCONJ"}:
                    at -= 1
                return tree[at - 1].end if at else tree[first].start
    return limits.end


def before(
    ground: Ground, clause: Clause, index: int, limits: Span, mention: Span | None
) -> list[tuple[Span, Span | None, str]]:
    """The words before a cue clause that ends its sentence or is in commas: “…, Maas said”, “…, Maas said, …”."""
    tree = clause.tree
    first = index
    if mention and limits.start <= mention.start < tree[index].start:
        first = next((i for i, w in enumerate(tree) if w.start >= mention.start), index)
    at = first - 1
    while at >= 0 and tree[at].upos in {"ADV", "AUX", "CCONJ"} and tree[at].text != ",":
        at -= 1
    if at < 1 or tree[at].text not in {",", "—", "–", "-", "”", '"', "''", "?"}:
        return []
    whole = Span(limits.start, tree[at].start)
    if _ASKED_FIRST.match(ground.text, whole.start, whole.end):
        return []
    firsts = [(whole, "all"), *((last, "last") for last in _last_part(ground, whole))]
    rests = _rests(ground, clause, index, whole, limits, mention)
    found: list[tuple[Span, Span | None, str]] = [(span, None, how) for span, how in (*firsts, *rests)]
    found += [(span, rest, f"{part} {how}") for rest, how in rests for span, part in firsts]
    opened = tree[at - 1].upos in {
        "SCONJ",
        "CCONJ",
    }  # "was withdrawn because, it said, the mast broke": what it opens is said
    return [one for one in found if one[0].end - one[0].start > 3 and (not opened or one[0].start >= whole.end)]


def _rests(  # noqa: PLR0913, PLR0917 - what goes on behind a cue depends on all of them
    ground: Ground, clause: Clause, index: int, whole: Span, limits: Span, mention: Span | None
) -> list[tuple[Span, str]]:
    """What may go on with the words before a cue behind it: “The piles, Maas said, are hollow; …”."""
    out = (clause.tree[c].end for c in clause.children[index] if clause.relation(c) == "compound")  # "he pointed out"
    behind = max(clause.tree[index].end, mention.end if mention else 0, *out)
    comma = next((w.start for w in clause.tree if w.start >= behind and w.text in {",", "—", "–"}), -1)
    first = next((w.text.lower() for w in clause.tree if w.start > comma), "")
    parted = comma >= 0 and (first in _REASON or _parted(clause, index, whole, comma, mention))
    if comma < 0 or limits.end - comma < 3 or not (limits.end - behind > 25 or parted):
        return []
    name = SET_IN if parted and not ground.text[behind:comma].strip() else "rest"
    after = _past_apposition(ground, clause, mention, comma, limits)
    found = [(after, f"past {name}")] if after else []
    if not _TELLS_WHO.match(ground.text, comma + 1, limits.end) and not (after and parted):
        found.append((Span(comma + 1, limits.end), name))
        stop = ground.text.find("; ", comma, limits.end)
        if stop >= 0 and not ground.quoted(stop):
            found.append((Span(comma + 1, stop), f"to {name}"))
    return found


# "It is late, she said, because …": the reason is hers
_REASON = frozenset({"because", "if", "unless", "so", "provided"})
# how a reading is found whose cue is set into a clause
SET_IN = "set in"


def _parted(clause: Clause, index: int, whole: Span, behind: int, mention: Span | None) -> bool:
    """Whether a cue is set into a clause: words before it hang on words behind it, or these on them, or it has two subjects."""
    tree = clause.tree
    for number, word in enumerate(tree):
        if word.upos == "PUNCT" or word.head < 0:
            continue
        for one, other in ((word, tree[word.head]), (tree[word.head], word)):
            if whole.holds(Span(one.start, one.end)) and other.start > behind:
                return True
        subject_too = word.head == index and word.deprel == "nsubj" and whole.holds(Span(word.start, word.end))
        if subject_too and number < index and mention is not None and not whole.meets(mention):
            return True
    return False


def _last_part(ground: Ground, whole: Span) -> list[Span]:
    """What follows the last "; ", ", but " … of some words, if they have one."""
    cuts = ((mark, ground.text.rfind(mark, whole.start, whole.end)) for mark in ("; ", ", but ", ", and ", " — "))
    return [Span(cut + len(mark), whole.end) for mark, cut in cuts if cut >= 0][:1]


def _past_apposition(ground: Ground, clause: Clause, mention: Span | None, comma: int, limits: Span) -> Span | None:
    """What follows the apposition of a speaker behind the cue: “…, said Maas, the chair, …”."""
    head = next((i for i, w in enumerate(clause.tree) if mention and w.end == mention.end), None)
    if head is None or mention is None or clause.tree[head].start > comma:
        return None
    while clause.tree[head].head >= 0 and mention.start <= clause.tree[clause.tree[head].head].start < mention.end:
        head = clause.tree[head].head
    last = clause.tree[clause.subtree(head)[-1]].end
    second = ground.text.find(",", last - 1, limits.end)
    return Span(second + 1, limits.end) if comma < last and comma < second < limits.end - 8 else None
