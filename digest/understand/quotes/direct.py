"""Which stretches between marks are direct speech, and which words beside them say who speaks.

“…,” said Maas, the board's chair.      the tail: cue and speaker behind the words
Maas told the board: “…”                the lead: in front of them
“…,” Maas said. “…”                     floating: the speaker of the piece before
¶ “…”                                   carried: the speaker of the paragraph before
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import PROSE, Span
from digest.understand.quotes.cues import SAYING
from digest.understand.quotes.ground import Clause, Ground
from digest.understand.quotes.marks import Stretch
from digest.understand.syntax import Word

# a sentence of the words outside ends here
_END = re.compile(r"[.?!…][\"”’')\]]*(?=\s|$)")
_LEAD_END = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Sen)(?<!Gov)(?<!Rep)[.?!…][\"”’')\]]*\s")
_ENDS_SPEECH = frozenset(",.?!…—–-;:")
# "Q: …", "A: …", "MAAS: …", "Ingrid Maas: …" at the start of a paragraph
SPEAKER_LINE = re.compile(r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s")
_NOMINAL = frozenset({"PROPN", "PRON", "NOUN", "DET", "ADJ", "NUM", "ADP", "PART", "CCONJ", "PUNCT", "X", "SYM"})
_SKIPPED = frozenset({"ADV", "AUX", "PART", "CCONJ", "SCONJ", "INTJ"})
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today earlier later afterwards".split()
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words beside a quotation that say who speaks: the cue, and the mention of the speaker if there is one."""

    cue: Span
    mention: Span | None
    side: str  # "tail", "lead", "line", "floating", "carried"


@dataclass(frozen=True, slots=True)
class Direct:
    """A stretch that is direct speech, and its attribution if one stands beside it."""

    stretch: Stretch
    attribution: Attribution | None


def find(ground: Ground) -> tuple[Direct, ...]:
    """The direct quotations among the stretches between marks, in order; the rest may lie inside reported speech."""
    found: list[Direct] = []
    for index, stretch in enumerate(ground.stretches):
        before, after = _around(ground, index)
        attribution = _tail(ground, stretch, after) or _lead(
            ground, stretch, _announced(ground, stretch, before) or before
        )
        if attribution or _goes_on(ground, stretch, found) or _stands_alone(ground, stretch, before, after):
            found.append(Direct(stretch, attribution))
    return tuple(found)


def _goes_on(ground: Ground, stretch: Stretch, found: Sequence[Direct]) -> bool:
    """The second piece of a sentence that its cue clause cuts in two, as in “The piles,” Maas said, “are hollow”."""
    last = found[-1] if found else None
    if (
        last is None
        or last.stretch.block != stretch.block
        or last.attribution is None
        or last.attribution.side != "tail"
    ):
        return False
    between = ground.text[last.stretch.end : stretch.start].rstrip()
    return last.attribution.cue.start >= last.stretch.end and len(between) < 160 and between.endswith((",", "—", "–"))


def _around(ground: Ground, index: int) -> tuple[Span, Span]:
    """The words outside marks before and behind a stretch, to the ends of their sentences."""
    stretch = ground.stretches[index]
    block = ground.article.blocks[stretch.block]
    start, end = block.start, block.end
    if index and ground.stretches[index - 1].block == stretch.block:
        start = ground.stretches[index - 1].end
    if index + 1 < len(ground.stretches) and ground.stretches[index + 1].block == stretch.block:
        end = ground.stretches[index + 1].start
    lead = ground.text[start : stretch.start]
    cuts = list(_LEAD_END.finditer(lead))
    tail = _END.search(ground.text, stretch.end, end)
    while tail and (
        _abbreviated(ground.text, tail.start()) or ground.text[tail.end() : tail.end() + 2].strip().islower()
    ):
        tail = _END.search(ground.text, tail.end(), end)
    return Span(start + (cuts[-1].end() if cuts else 0), stretch.start), Span(stretch.end, tail.end() if tail else end)


def _announced(ground: Ground, stretch: Stretch, before: Span) -> Span | None:
    """The last sentence of the paragraph before, where it announces one that is a quotation: "The board replied:" ¶ “…”."""
    if not stretch.block or ground.text[before.start : before.end].strip():
        return None
    block = ground.article.blocks[stretch.block - 1]
    words = block.of(ground.text).rstrip()
    if block.kind not in PROSE or not words.endswith(":"):
        return None
    cuts = list(_LEAD_END.finditer(words))
    return Span(block.start + (cuts[-1].end() if cuts else 0), block.start + len(words))


def _abbreviated(text: str, dot: int) -> bool:
    """Whether a dot ends "Mr", "Sen", "U.S" or an initial rather than a sentence."""
    word = re.split(r"[^\w.]", text[max(0, dot - 12) : dot])[-1]
    return text[dot] == "." and (word in _TITLES or bool(re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word)))


_TITLES = frozenset(
    "Mr Mrs Ms Dr Sen Rep Gov Gen Lt Col Sgt Capt Prof Rev Jr Sr St Hon Supt Insp Const Det Adm Cmdr Maj".split()
)


def _tail(ground: Ground, stretch: Stretch, after: Span) -> Attribution | None:
    """“…,” said Maas / Maas said / Maas, the board's chair, said in a statement."""
    words = ground.between(after.start, after.end)
    while words and (words[0].upos == "PUNCT" or words[0].text in {",", "—", "–", "-"}):
        words = words[1:]
    last = stretch.inner(ground.text).rstrip("\"'”’")[-1:]
    if not words or stretch.open_end or (last in {".", "…"} and words[0].text[:1].isupper()):
        return None
    cue = next((i for i, w in enumerate(words[:40]) if is_cue(w)), None)
    if cue is None:
        return None
    inverted = all(w.upos in _SKIPPED for w in words[:cue])
    if inverted and any(w.upos == "CCONJ" for w in words[:cue]):  # “…”, and asked them: who spoke before goes on
        return None
    mention = _after_verb(words, cue) if inverted else _before_verb(words, cue)
    if mention is None and not inverted:
        return None
    if last not in _ENDS_SPEECH and not inverted and ground.text[stretch.end : stretch.end + 1] not in {",", "—", "–"}:
        return None
    return Attribution(Span(words[cue].start, words[cue].end), mention, "tail")


def is_cue(word: Word) -> bool:
    """A verb of saying: said, tells, wrote, added."""
    return (
        word.lemma in SAYING
        and word.upos in {"VERB", "AUX", "NOUN"}
        and (word.upos == "VERB" or word.text.endswith(("s", "d")))
    )


def _after_verb(words: Sequence[Word], cue: int) -> Span | None:
    """The noun phrase behind "said": to the first comma or the first preposition that does not belong to a name."""
    taken: list[Word] = []
    for word in words[cue + 1 :]:
        stops = word.upos in {"PUNCT", "VERB", "SCONJ", "AUX", "ADV"} or (
            word.upos == "ADP" and word.text.lower() not in {"of", "for", "at"}
        )
        hyphen = taken and word.start == taken[-1].end and (word.text == "-" or taken[-1].text == "-")
        if stops and not hyphen and not (word.text == "." and taken and len(taken[-1].text) <= 4):
            break
        if word.text.lower() in _DAYS or (word.upos == "PRON" and word.text.lower() in {"who", "that", "which"}):
            break
        taken.append(word)
    return _nominal(taken)


def _before_verb(words: Sequence[Word], cue: int) -> Span | None:
    """The noun phrase that a clause "Maas, the board's chair, later said" begins with."""
    taken: list[Word] = []
    for word in words[:cue]:
        if (
            (word.upos not in _NOMINAL and not _compound(words, word))
            or (taken and word.text in {",", "—", "(", ";"})
            or word.text.lower() in {"who", "which"}
        ):
            break
        if word.upos == "PUNCT" or (not taken and word.upos in {"CCONJ", "ADP"}):
            continue
        if word.text.lower() not in _DAYS:
            taken.append(word)
    # Between a noun phrase and its verb only auxiliaries, adverbs and an aside between commas may stand.
    between = [w for w in words[:cue] if taken and w.start >= taken[-1].end]
    if between and between[0].text not in {",", "—", "(", ";"} and any(w.upos == "VERB" for w in between):
        return None
    return _nominal(taken)


def _compound(words: Sequence[Word], word: Word) -> bool:
    """Whether a word belongs to a hyphenated one: "based" in "Texas-based"."""
    return any(w.text == "-" and w.end == word.start for w in words)


def _nominal(taken: list[Word]) -> Span | None:
    while taken and taken[-1].upos in {"ADP", "CCONJ", "PUNCT", "DET", "PART"} and taken[-1].text not in {"'s", "’s"}:
        taken = taken[:-1]
    while taken and (taken[0].upos in {"PUNCT", "CCONJ", "ADV"} or taken[0].text in {"'s", "’s"}):
        taken = taken[1:]
    if not taken or not any(w.upos in {"PROPN", "PRON", "NOUN", "NUM", "DET", "ADJ", "X"} for w in taken):
        return None
    return Span(taken[0].start, taken[-1].end)


def _lead(ground: Ground, stretch: Stretch, before: Span) -> Attribution | None:
    """Maas said: “…” / Maas told the board, “…” / MAAS: “…” / according to Maas, “…”."""
    lead = ground.text[before.start : before.end].rstrip()
    line = SPEAKER_LINE.match(lead + " ")
    if line and line.end() >= len(lead):
        return Attribution(
            Span(before.start + line.end("name"), before.start + len(lead)),
            Span(before.start, before.start + line.end("name")),
            "line",
        )
    words = ground.between(before.start, before.end)
    cues = [i for i, w in enumerate(words) if is_cue(w)]
    closing = lead[-1:] if lead else ""
    if not cues:
        return _colon(ground, before) if closing == ":" else None
    cue = cues[-1]
    whole = stretch.inner(ground.text)[:1].isupper() or stretch.inner(ground.text)[:1] in "[…."
    rest = words[cue + 1 :]
    if closing not in {",", ":", "—", "–", "-"} and (rest or not whole):
        return None
    if closing in {",", "—", "–"} and any(w.lemma == "that" and w.upos == "SCONJ" for w in rest):
        return None
    if not whole and closing != ":" and any(w.upos != "PUNCT" for w in rest):
        return None
    return Attribution(Span(words[cue].start, words[cue].end), subject(ground, words[cue]), "lead")


def _colon(ground: Ground, before: Span) -> Attribution | None:
    """A clause that ends with a colon without a verb of saying: "Maas was blunter: “…”"."""
    clause = ground.clause_at(before.start)
    if clause is None:
        return None
    for index, word in enumerate(clause.tree):
        subjects = [c for c in clause.children[index] if clause.relation(c) == "nsubj"]
        if word.head < 0 and subjects and before.holds(Span(word.start, word.end)):
            return Attribution(Span(word.start, word.end), phrase(clause, subjects[0]), "lead")
    return None


def subject(ground: Ground, verb: Word) -> Span | None:
    """Who does what the verb says: its subject in the tree, or that of the clause it depends on; else the words before it."""
    clause = ground.clause_at(verb.start)
    index = next((i for i, w in enumerate(clause.tree) if w.start == verb.start), -1) if clause else -1
    if clause is None or index < 0:
        return None
    beside = _parenthetical(clause, index)
    if beside:
        return beside
    at = index
    for _ in range(4):
        taken = {"nsubj"} if at == index else {"nsubj", "nsubj:pass"}  # "it was claimed": not by it
        subjects = [c for c in clause.children[at] if clause.tree[c].deprel in taken | {"nsubj:outer"}]
        if subjects:
            return phrase(clause, subjects[0])
        head = clause.tree[at].head
        if head < 0:
            break
        made = clause.relation(at) == "acl" and clause.tree[head].upos != "VERB"
        if made and not (clause.tree[head].lemma in _WRITINGS and clause.relation(head) == "obj"):
            return phrase(clause, head)
        told = [c for c in clause.children[head] if clause.relation(c) == "obj"]
        if clause.relation(at) == "xcomp" and told and told[0] < at:  # "led some to speculate": some did
            return phrase(clause, told[0])
        at = head
    words = clause.tree[:index]
    return _before_verb(words, len(words)) if words else None


# "issued a statement saying": who issued it says so
_WRITINGS = frozenset("statement letter email e-mail note tweet message memo release post report".split())


def _parenthetical(clause: Clause, index: int) -> Span | None:
    """The speaker of a cue set between commas inside what is said: ", says Ingrid Maas, the chair,"."""
    tree = clause.tree
    if index < 2 or tree[index - 1].text not in {",", "—", "–"} or index + 1 >= len(tree):
        return None
    if tree[index + 1].upos != "PROPN" or not is_cue(tree[index]) or tree[index].text.endswith("ing"):
        return None
    found = _after_verb(tree, index)
    follows = next((w.text for w in tree if found and w.start >= found.end), ".")
    return found if follows in {",", "."} else None


def _same_name(word: Word, behind: Word) -> bool:
    return bool(word.name) and word.name == behind.name and word.upos == behind.upos == "PROPN"


def antecedent(ground: Ground, relative: Span) -> Span | None:
    """The noun phrase that "who" or "which" stands for: the one that its clause hangs on."""
    clause = ground.clause_at(relative.start)
    index = next((i for i, w in enumerate(clause.tree) if w.start == relative.start), -1) if clause else -1
    while clause and index >= 0 and clause.relation(index) != "acl":
        index = clause.tree[index].head
    head = clause.tree[index].head if clause and index >= 0 else -1
    return phrase(clause, head) if clause and head >= 0 and clause.tree[head].start < relative.start else None


_BEFORE_NOUN = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "ADV"})


def phrase(clause: Clause, head: int) -> Span | None:
    """The noun phrase of a head: without relative clauses, appositions and parentheses behind it."""
    heavy = {"acl", "appos", "parataxis", "punct", "conj", "cc", "dep", "advcl"}
    without = frozenset(c for c in clause.children[head] if clause.relation(c) in heavy and c > head)
    both = [
        c for c in clause.children[head] if clause.relation(c) == "conj" and clause.tree[c].upos in {"PROPN", "NOUN"}
    ]
    if both and clause.tree[head].upos in {"PROPN", "NOUN"}:
        keep = {*both, *(g for c in both for g in clause.children[c] if clause.relation(g) == "cc")}
        without = frozenset(c for c in without if c not in keep)
    indices = clause.subtree(head, without)
    run = [head]
    for index in range(head - 1, -1, -1):
        if index not in indices:
            break
        run.insert(0, index)
    for index in range(head + 1, len(clause.tree)):
        if index not in indices:
            break
        run.append(index)
    while run[-1] + 1 < len(clause.tree) and _same_name(clause.tree[run[-1]], clause.tree[run[-1] + 1]):
        run.append(run[-1] + 1)  # a name that the parser has torn in two
    while run[0] < head and (
        clause.tree[run[0]].upos in _BEFORE_NOUN or clause.tree[run[0]].text.lower() == "according"
    ):
        run.pop(0)
    while run[0] and "-" in {clause.tree[run[0]].text, clause.tree[run[0] - 1].text}:  # "would-be lender" is one
        if clause.tree[run[0] - 1].end != clause.tree[run[0]].start:
            break
        run.insert(0, run[0] - 1)
    return Span(clause.tree[run[0]].start, clause.tree[run[-1]].end)


def _stands_alone(ground: Ground, stretch: Stretch, before: Span, after: Span) -> bool:
    """Words in marks with no cue beside them that are speech all the same: whole sentences, whole paragraphs."""
    inner = stretch.inner(ground.text)
    lead = ground.text[before.start : before.end].strip(" \t—–-")
    tail = ground.text[after.start : after.end].strip()
    ends = stretch.open_end or inner[-1:] in {".", "?", "!", "…", ",", "—", "–", "-"} or tail[:1] in {".", ","}
    starts = not lead or lead.endswith((":", ",", "—")) or lead[-1:] in ".?!"
    count = len(inner.split())
    if not lead and (not tail or tail[:1].isupper() or tail in {".", ","}):
        return ends and (count >= 3 or inner[-1:] in ".?!")
    return (
        starts
        and ends
        and inner[:1].isupper()
        and count >= 4
        and (not tail or tail[:1].isupper() or tail in {".", ","} or lead.endswith(":"))
    )
