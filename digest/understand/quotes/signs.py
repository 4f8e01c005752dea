"""What speaks for a reading and against it: the cue, the shape, the subject, the content, where it ends.

Signs are names of features for `weights`: general English, no name and no topic.
"""

from bisect import bisect_left
from dataclasses import dataclass

from digest.english.saying import ADDRESSING, NOUNS, REPORTING
from digest.model import Span
from digest.parser.syntax import Word
from digest.understand.names import nouns
from digest.understand.quotes.ground import Clause, Ground

_MODALS = frozenset({"would", "could", "should", "may", "might", "must", "will", "can"})
_FIRST = frozenset(
    "that to if whether how why what who when where he she they it the a an his her their its there i we you for in on of by at with as not no".split()
)
_COMMON = frozenset(
    "say tell add note call ask announce argue suggest describe report write warn claim accuse urge read show offer promise describe according".split()
)
_GOES_ON = frozenset({"and", "but", "or", "then", "also", "later", "which", "who", "though", "although", "while"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a cue: what is said, who says it, how it was found, and why it ends where it does."""

    cue: int  # the index of the cue's word in its sentence
    span: Span
    rest: Span | None  # a second piece, behind the cue
    mention: Span | None
    shape: str
    how: str


def of(ground: Ground, clause: Clause, reading: Reading) -> tuple[str, ...]:
    """The signs of a reading, each once."""
    found = [
        *_of_cue(clause, reading),
        *_of_frame(clause, reading),
        *_of_content(ground, clause, reading),
        *_of_end(ground, clause, reading),
        *_of_links(clause, reading),
    ]
    return tuple(dict.fromkeys(found))


def _of_cue(clause: Clause, reading: Reading) -> list[str]:
    tree, cue, shape = clause.tree, clause.tree[reading.cue], reading.shape
    kids = [tree[c] for c in clause.children[reading.cue]]
    aux = {w.lemma for w in kids if w.deprel.startswith("aux")}
    said_by = reading.mention
    who = next((w for w in words_of(clause, said_by) if w.end == said_by.end), None) if said_by else None
    return [
        f"lemma={cue.lemma}",
        f"listed={cue.lemma in REPORTING or cue.lemma in NOUNS}",
        f"listed={cue.lemma in REPORTING or cue.lemma in NOUNS}+{shape}",
        f"by={_by(who)}",
        f"lemma+by={cue.lemma}+{_by(who)}",
        f"by={_by(who)}+listed={cue.lemma in REPORTING or cue.lemma in NOUNS}",
        f"shape={shape}",
        f"lemma+shape={cue.lemma}+{shape}",
        f"form={form(cue)}",
        f"rel={clause.relation(reading.cue)}",
        f"mention={who.upos if who else ('some' if said_by else 'none')}",
        f"pron={who.lemma if who and who.upos == 'PRON' else ''}",
        f"near={said_by is not None and abs(said_by.end - cue.start) < 30}",
        f"modal={'+'.join(sorted(aux & _MODALS))}",
        f"told={cue.lemma in ADDRESSING}+{shape}",
        f"passive={any(w.deprel in {'nsubj:pass', 'aux:pass'} for w in kids)}",
        f"name={who.name if who else ''}",
    ]


def _of_frame(clause: Clause, reading: Reading) -> list[str]:
    """How the verb of saying is used: its auxiliaries, what opens its clause, whom it addresses, and the verb of what it takes."""
    tree, cue, shape = clause.tree, clause.tree[reading.cue], reading.shape
    kids = [(c, clause.relation(c), tree[c].lemma) for c in clause.children[reading.cue]]
    aux = "+".join(sorted({lemma for _, rel, lemma in kids if rel == "aux" and lemma in {"have", "be", "do", "to"}}))
    mark = next((lemma for _, rel, lemma in kids if rel == "mark"), "")
    own = any(rel in {"nsubj", "csubj"} for _, rel, _ in kids)
    told = any(rel in {"iobj", "obj"} and reading.cue < c and tree[c].start < reading.span.start for c, rel, _ in kids)
    upper = tree[cue.head] if cue.head >= 0 else None
    asks = tree[-1].text == "?" or any(w.text == "?" for w in tree[-2:])
    return [
        f"used={form(cue)}+{aux}+{own}",
        f"used={form(cue)}+{aux}+{own}+{shape}",
        f"opened={mark}+{clause.relation(reading.cue)}",
        f"addressed={told}+{shape}",
        f"asks={asks}",
        f"bare={tree[-1].text not in {'.', '!', '?', '”', chr(34), chr(39), '’'}}",
        f"upper={clause.relation(reading.cue)}+{upper.upos if upper else ''}",
        f"upper lemma={upper.lemma if upper and upper.lemma in _COMMON | REPORTING else ''}",
        f"takes={_takes(clause, reading)}",
        f"takes={_takes(clause, reading)}+{shape}+listed={cue.lemma in REPORTING or cue.lemma in NOUNS}",
    ]


def _takes(clause: Clause, reading: Reading) -> str:
    """The form of what is said: the part of speech of its head, its verb's form, whether it has a subject."""
    tree = clause.tree
    start, end = _from(clause, reading.span.start), _from(clause, reading.span.end)
    head = next((i for i in range(start, end) if tree[i].upos != "PUNCT" and not start <= tree[i].head < end), None)
    if head is None:
        return "none"
    kids = {clause.relation(c) for c in clause.children[head] if start <= c < end}
    to = any(tree[c].lemma == "to" and clause.relation(c) == "mark" for c in clause.children[head])
    verb = form(tree[head]) if tree[head].upos in {"VERB", "AUX"} else ""
    return f"{tree[head].upos}+{'to' if to else verb}+{'subject' if kids & {'nsubj', 'csubj', 'expl'} else ''}"


def _by(who: Word | None) -> str:
    """What the one who says it is: a person by name, by noun or pronoun, a body, a thing."""
    if who is None:
        return "none"
    if who.upos == "PRON":
        return who.lemma
    if who.upos == "PROPN":
        return who.name or "name"
    return "person" if nouns.is_person(who.lemma) else "body" if nouns.is_body(who.lemma) else "thing"


def _of_content(ground: Ground, clause: Clause, reading: Reading) -> list[str]:
    cue, shape = clause.tree[reading.cue], reading.shape
    words = ground.between(reading.span.start, reading.span.end)
    first = words[0].text.lower() if words else ""
    at = max(0, reading.span.start - 1)
    before = ground.text[at : at + 1]
    quoted = sum(s.meets(reading.span) for s in ground.marked.between(reading.span.start, reading.span.end))
    return [
        f"first={first if first in _FIRST else 'other'}",
        f"length={min(6, len(words) // 4)}",
        f"short={len(words) < 4}",
        f"quoted={min(2, quoted)}",
        f"to={first == 'to'}+{cue.lemma if cue.lemma in _COMMON else ''}",
        f"verbal={any(w.upos in {'VERB', 'AUX'} for w in words)}+{shape}",
        f"marked={_marked(ground, reading.span)}+{shape}",
        f"marked={_marked(ground, reading.span)}+listed={cue.lemma in REPORTING or cue.lemma in NOUNS}",
        f"starts={before in {'”', chr(34)}}",
        f"that={first == 'that'}+{shape}",
        f"openers={_opener(ground, cue, reading.span)}",
    ]


def _marked(ground: Ground, span: Span) -> str:
    """How much of the content is in quotation marks: none, a part, its end, or all."""
    found = [s for s in ground.marked.between(span.start, span.end) if s.meets(span)]
    if not found:
        return "none"
    if found[0].start <= span.start and found[0].end >= span.end - 1:
        return "all"
    return "end" if found[-1].end >= span.end - 1 else "part"


def _of_end(ground: Ground, clause: Clause, reading: Reading) -> list[str]:
    """Why the content may end there: what stands behind it, and on what that hangs."""
    shape, how = reading.shape, reading.how
    found = [f"how={how}", f"how+shape={how}+{shape}", f"after={_next(ground, reading.span.end)}"]
    behind = [w for w in clause.tree[_from(clause, reading.span.end) :] if w.upos != "PUNCT"]
    if reading.rest:
        words = ground.between(reading.rest.start, reading.rest.end)
        found += [f"rest={words[0].upos if words else ''}", f"rest length={min(6, len(words) // 4)}"]
    elif behind and reading.span.start >= clause.tree[reading.cue].end:
        led = behind[0].text.lower()
        verb = next((w for w in behind[:4] if w.upos in {"VERB", "AUX"}), None)
        found += [
            f"left={min(5, len(behind) // 4)}",
            f"hangs={_hangs(clause, reading, verb or behind[0])}+{led if led in _GOES_ON else ''}",
            f"goes on={led if led in _GOES_ON else 'other'}+{form(verb) if verb else 'none'}+{form(clause.tree[reading.cue])}",
            f"says on={verb is not None and verb.lemma in REPORTING}+{led in _GOES_ON}",
        ]
    return found


def _of_links(clause: Clause, reading: Reading) -> list[str]:
    """How the content is tied to the words around it: by which relations, and to the cue, its subject, or above it."""
    start, end = _from(clause, reading.span.start), _from(clause, reading.span.end)
    found = set()
    for index in range(start, end):
        word = clause.tree[index]
        if word.upos != "PUNCT" and not start <= word.head < end:
            found.add(f"{_side(clause, reading, word.head, start)}-{clause.relation(index)}")
    links = sorted(found)
    ties = [f"link={link}+{reading.shape}" for link in links[:5]]
    if reading.rest:
        end = _from(clause, reading.rest.end)
    parts = f"parts={_parts(clause, reading, start, _from(clause, reading.span.end))}+{reading.rest is not None}"
    return [f"links={min(4, len(links))}", parts, *ties, *_of_tie(clause, reading, start, end)]


def _parts(clause: Clause, reading: Reading, start: int, end: int) -> str:
    """Whether content before a cue hangs on words behind it, or these on it."""
    behind, tree = reading.cue, clause.tree
    if end > behind:
        return "no"
    if any(tree[i].head > behind for i in range(start, end) if tree[i].upos != "PUNCT"):
        return "up"
    held = any(start <= tree[i].head < end for i in range(behind + 1, len(tree)) if tree[i].upos != "PUNCT")
    return "down" if held else "none"


def _of_tie(clause: Clause, reading: Reading, start: int, end: int) -> list[str]:
    """What the words behind the content hang on, and by which relation."""
    behind = next((i for i in range(end, len(clause.tree)) if clause.tree[i].upos != "PUNCT"), None)
    if behind is None:
        return ["tie=none"]
    top, mark = behind, clause.tree[end].text if end < behind else ""
    while clause.tree[top].head >= end:
        top = clause.tree[top].head
    where, relation = _side(clause, reading, clause.tree[top].head, start), clause.relation(top)
    own = any(clause.relation(c) in {"nsubj", "csubj"} for c in clause.children[top])
    return [
        f"tie={where}-{relation}",
        f"tie={where}-{relation}+{mark}",
        f"tie={where}-{relation}+{mark}+{own}+{clause.tree[top].upos}",
        f"behind={clause.tree[behind].upos}+{mark}+{where}",
    ]


def _side(clause: Clause, reading: Reading, head: int, start: int) -> str:
    """Where a head is: the cue, above the cue, in front of the content, within it, behind it, or nowhere."""
    if head < 0:
        return "root"
    if head == reading.cue:
        return "cue"
    at = reading.cue
    for _ in range(len(clause.tree)):
        at = clause.tree[at].head
        if at < 0:
            break
        if at == head:
            return "above-in" if reading.span.start <= clause.tree[head].start < reading.span.end else "above"
    if reading.span.start <= clause.tree[head].start < reading.span.end:
        return "in" if clause.tree[head].head != reading.cue else "top"
    return "front" if head < start else "behind"


def _hangs(clause: Clause, reading: Reading, word: Word) -> str:
    """Whether what follows hangs on the content, on the cue, or on neither."""
    index = next(i for i, w in enumerate(clause.tree) if w is word)
    for _ in range(len(clause.tree)):
        index = clause.tree[index].head
        if index < 0:
            return "root"
        if index == reading.cue:
            return "cue"
        if reading.span.start <= clause.tree[index].start < reading.span.end:
            return "content"
    return "root"


def words_of(clause: Clause, span: Span | None) -> list[Word]:
    """The words of the sentence inside a span."""
    if span is None:
        return []
    return [w for w in clause.tree[_from(clause, span.start) : _from(clause, span.end)] if w.end <= span.end]


def _from(clause: Clause, place: int) -> int:
    """The index of the first word that starts at a place or behind it."""
    return bisect_left(clause.tree, place, key=lambda word: word.start)


def form(word: Word) -> str:
    """The form of a verb: "ing", "s", "base", or "ed" for all others."""
    lower = word.text.lower()
    if lower.endswith("ing"):
        return "ing"
    return "s" if lower.endswith("s") else "base" if lower == word.lemma else "ed"


def _next(ground: Ground, place: int) -> str:
    """What stands behind the content: a stop, a comma, or the first letters of a word."""
    rest = ground.text[place : place + 12].lstrip()
    if not rest or not rest[0].isalpha():
        return rest[:1]
    word = rest.split()[0].lower().rstrip(",.")
    return word if word in _FIRST or word in {"while", "but", "and", "after", "because", "who", "which"} else "word"


def _opener(ground: Ground, cue: Word, span: Span) -> str:
    """What stands between the cue and content that follows it: nothing, a comma, or words."""
    if span.start < cue.end:
        return "before"
    between = ground.text[cue.end : span.start].strip()
    return "none" if not between else between if len(between) == 1 else "words" if len(between) < 40 else "far"
