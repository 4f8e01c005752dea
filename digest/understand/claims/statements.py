"""Who did it, what caused it, how did it end, where? Statements whose value is words, found by the verbs of a few frames."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from digest.english.calendar import MONTHS, WEEKDAYS
from digest.model import Claim, ClaimKind, EntityKind, Mention, Reading, Sentence, Tree
from digest.understand.claims import clauses

_CAUSING = frozenset("start cause spark trigger ignite provoke".split())
# "the fire had begun in the battery", "traced the start of the fire to a power line"
_TRACED = frozenset("begin start originate trace blame".split())
_DISASTERS = frozenset("fire blaze explosion blast outbreak accident crash disaster tragedy inferno flood spill collapse surge derailment leak wildfire infection disease poisoning failure".split())  # fmt: skip
_SOURCE = frozenset("source cause origin".split())
_EMPTY = frozenset("it this that which he she they who what something investigation inquiry".split())
# an action → its verbs; its object must be one of these nouns, where any are named
_DEEDS = MappingProxyType(
    {
        "ordering the curfew": ("order impose declare announce", "curfew"),
        "ordering the evacuation": ("order", "evacuation"),
        "declaring the emergency": ("declare", "emergency"),
        "finding it": ("find spot discover unearth uncover", "fossil bone skeleton remain wreck hoard treasure body manuscript species comet"),
        "announcing the cuts": ("announce break", "cut news layoff closure merger"),
        "opening it": ("open unveil cut", "ribbon bridge museum library hospital school"),
        "scoring the winner": ("score", "winner"),
        "claiming responsibility": ("claim", "responsibility"),
        "raising the alarm": ("raise", "alarm"),
        "designing it": ("design", ""),
        "inventing it": ("invent", ""),
        "leaking it": ("leak", "memo document report recording"),
        "rescuing": ("pull save rescue drag", ""),
    }
)  # fmt: skip
_LEFT = re.compile(r"\bwalk(?:ed|s|ing)? (?:out|away)\b")
_IDEA = re.compile(
    r"\b(?:idea|brainchild|suggestion|plan|proposal) (?:of (?:an? |the )?[\w-]+ )?(?:came from|was that of|of|by|belonged to)\b"
)
# outcomes that exclude each other; each side's words
_OUTCOMES: tuple[tuple[str, Mapping[str, re.Pattern[str]]], ...] = (
    ("verdict", MappingProxyType({
        "murder": re.compile(r"\b(?:guilty|convicted) (?:\w+ ){0,3}of (?:the )?murder(?:ing)?\b"),
        "manslaughter": re.compile(r"\b(?:guilty|convicted) (?:\w+ ){0,3}of manslaughter\b"),
        "acquitted": re.compile(r"\b(?:found not guilty|was acquitted|were acquitted|walked free after)\b"),
    })),
    ("how the office was left", MappingProxyType({
        "resigned": re.compile(r"\b(?:offered (?:his|her|their) resignation|resign(?:ed|s)?|stepped down|stood down|quit)\b"),
        "dismissed": re.compile(r"\b(?:sacked|dismissed|given the boot|ousted)\b"),
    })),
    ("arrest", MappingProxyType({
        "arrested": re.compile(r"\b(?:(?:has|have) been arrested|was arrested|were arrested|is being held|under arrest|remains in custody)\b"),
        "released": re.compile(r"\b(?:without arrest|without being arrested|released without charge|allowed to go|freed without charge|no arrests?)\b"),
    })),
    ("vote", MappingProxyType({
        "approved": re.compile(r"\b(?:approved|backed|passed|adopted)\b.{0,40}\b(?:plan|bill|measure|budget|deal|proposal|motion)\b"),
        "rejected": re.compile(r"\b(?:rejected|voted down|threw out|defeated|blocked)\b.{0,40}\b(?:plan|bill|measure|budget|deal|proposal|motion)\b"),
    })),
)  # fmt: skip
_FORMER = re.compile(r"\b(?:predecessor|former|brother|sister|last year|earlier|previous(?:ly)?|in (?:19|20)\d\d|years ago|could|would|may|might|if|calls? for)\b", re.IGNORECASE)  # fmt: skip
# where it happened → the words that ask for a place
_PLACES = MappingProxyType(
    {
        "landing": re.compile(r"\b(?:landing|landed|diverted|touched down)\b"),
        "epicentre": re.compile(r"\bepicent(?:re|er)\b"),
        "medical": re.compile(r"\bmedical\b"),
        "landfall": re.compile(r"\b(?:landfall|came ashore)\b"),
        "finding": re.compile(r"\b(?:body|bodies|wreck(?:age)?) (?:was|were) (?:found|recovered)\b"),
        "arrest": re.compile(r"\b(?:was|were) arrested\b"),
        "birth": re.compile(r"\bwas born\b"),
    }
)
# "at Skarholm", "to the airport at Nyvik"
_AT = re.compile(r"\b(?:at|in|near|from) (?:the [a-z]+ (?:of|at|in) )?(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})")
_NO_PLACE = frozenset(name.title() for name in (*MONTHS, *WEEKDAYS))


def claims(reading: Reading, sentence: Sentence, tree: Tree) -> Iterator[Claim]:
    """The statements of one sentence."""
    for finder in (_causes, _deeds, _outcomes, _places):
        yield from finder(reading, sentence, tree)


def _causes(reading: Reading, sentence: Sentence, tree: Tree) -> Iterator[Claim]:
    text = reading.article.text
    for place, word in enumerate(tree):
        if word.lemma in _CAUSING and word.upos == "VERB":
            passive = any(other.head == place and other.deprel in {"nsubj:pass", "aux:pass"} for other in tree)
            wanted = {"obl:agent", "obl"} if passive or word.deprel == "acl" else {"nsubj"}
            theme = {"nsubj:pass"} if passive else {"obj"}
            named = [p for p, other in enumerate(tree) if other.head == place and other.deprel in theme]
            if word.deprel == "acl" and word.head >= 0:
                named.append(word.head)
            if not any(_DISASTERS & {tree[q].lemma for q in clauses.within(tree, p)} for p in named):
                continue
            heads = [p for p, other in enumerate(tree) if other.head == place and other.deprel in wanted]
            yield from (
                _worded(ClaimKind.CAUSE, "cause", text, sentence, tree, head) for head in heads[:1] if _full(tree, head)
            )
        elif word.lemma in _TRACED and word.upos == "VERB":
            held = {tree[p].lemma for p in clauses.of(tree, place).places}
            heads = [
                p
                for p, other in enumerate(tree)
                if other.head == place and other.deprel == "obl" and _first(tree, p) in {"in", "to", "on"}
            ]
            if _DISASTERS & held and heads and _full(tree, heads[0]):
                yield _worded(ClaimKind.CAUSE, "cause", text, sentence, tree, heads[0])
        elif word.lemma in _SOURCE and word.upos == "NOUN":
            subject = next(
                (p for p, other in enumerate(tree) if other.head == place and other.deprel.startswith("nsubj")), None
            )
            verb = word.head
            if subject is None and verb >= 0 and tree[verb].upos == "VERB":
                subject = next(
                    (p for p, other in enumerate(tree) if other.head == verb and other.deprel == "nsubj:pass"), None
                )
            if (
                subject is not None
                and _DISASTERS.union({"bug", "virus"}) & {tree[p].lemma for p in clauses.within(tree, place)}
                and _full(tree, subject)
            ):
                yield _worded(ClaimKind.CAUSE, "cause", text, sentence, tree, subject)


def _deeds(reading: Reading, sentence: Sentence, tree: Tree) -> Iterator[Claim]:
    text = reading.article.text
    for deed, (verbs, nouns) in _DEEDS.items():
        for place, word in enumerate(tree):
            if word.lemma not in verbs.split() or word.upos != "VERB":
                continue
            passive = any(other.head == place and other.deprel == "nsubj:pass" for other in tree)
            objects = [
                p
                for p, other in enumerate(tree)
                if other.head == place and other.deprel == ("nsubj:pass" if passive else "obj")
            ]
            wanted = set(nouns.split())
            if not wanted or not any(tree[p].lemma in wanted for p in objects):
                continue
            heads = [
                p
                for p, other in enumerate(tree)
                if other.head == place and other.deprel == ("obl:agent" if passive else "nsubj")
            ]
            if passive and not heads:  # "announced in a memo by Nadia Ferrante"
                heads = [
                    p
                    for p, other in enumerate(tree)
                    if _first(tree, p) == "by"
                    and other.head in clauses.of(tree, place).places
                    and other.deprel in {"nmod", "obl"}
                ]
            yield from (
                _worded(ClaimKind.ATTRIBUTION, deed, text, sentence, tree, head, reading)
                for head in heads[:1]
                if _full(tree, head)
            )
    whole = sentence.of(text)
    left = _LEFT.search(whole)
    if left:
        verb = next((p for p, word in enumerate(tree) if word.start == sentence.start + left.start()), None)
        heads = (
            [p for p, word in enumerate(tree) if word.head == verb and word.deprel == "nsubj"]
            if verb is not None
            else []
        )
        if heads and _full(tree, heads[0]):
            yield _worded(ClaimKind.ATTRIBUTION, "walking out", text, sentence, tree, heads[0], reading)
    idea = _IDEA.search(whole)
    if idea:
        at = sentence.start + idea.end()
        name = next(
            (
                p
                for p, word in enumerate(tree)
                if word.start >= at and word.upos in {"PROPN", "NOUN"} and tree[word.head].start < at
            ),
            None,
        )
        if name is not None and (
            idea[0].startswith(("brainchild", "idea"))
            and (
                EntityKind.PERSON
                in {e.kind for e in reading.entities for m in e.mentions if m.start >= at and m.end <= sentence.end}
            )
        ):
            yield _worded(ClaimKind.ATTRIBUTION, "idea", text, sentence, tree, name, reading)


def _outcomes(reading: Reading, sentence: Sentence, tree: Tree) -> Iterator[Claim]:
    whole = sentence.of(reading.article.text)
    if _FORMER.search(whole):
        return
    for topic, sides in _OUTCOMES:
        held = [(side, match) for side, pattern in sides.items() if (match := pattern.search(whole))]
        if len(held) == 1:
            side, match = held[0]
            yield Claim(
                ClaimKind.OUTCOME, topic, match[0], Mention(sentence.start, sentence.end, whole), words=(side,),
                holder=_person(reading, sentence, tree, sentence.start + match.start()),
            )  # fmt: skip


def _person(reading: Reading, sentence: Sentence, tree: Tree, at: int) -> str:
    """Whose outcome it is: a name in the sentence, or else what the subject is called."""
    for entity in reading.entities:
        if entity.kind is EntityKind.PERSON and any(
            sentence.start <= m.start < sentence.end
            and m.text[0].isupper()
            and m.text.lower() not in {"he", "she", "his", "her"}
            for m in entity.mentions
        ):
            return entity.name
    place = next((p for p, word in enumerate(tree) if word.start <= at < word.end), None)
    verb = clauses.of(tree, place).verb if place is not None else -1
    return next((word.lemma for word in tree if word.head == verb and word.deprel.startswith("nsubj")), "")


def _places(reading: Reading, sentence: Sentence, _tree: Tree) -> Iterator[Claim]:
    """Where it was, by the first name of a place behind the words that ask for one."""
    whole = sentence.of(reading.article.text)
    for topic, cue in _PLACES.items():
        asked = cue.search(whole)
        named = _AT.search(whole, asked.end()) if asked else None
        if named is None or named["name"].split()[0] in _NO_PLACE:
            continue
        words = tuple(named["name"].lower().split())
        yield Claim(ClaimKind.PLACE, topic, named["name"], Mention(sentence.start, sentence.end, whole), words=words)


def _worded(  # noqa: PLR0913, PLR0917 - a phrase and its place
    kind: ClaimKind, topic: str, text: str, sentence: Sentence, tree: Tree, head: int, reading: Reading | None = None
) -> Claim:
    """A claim whose value is the phrase around a word; of somebody named, with what else the article calls them."""
    places = [p for p in clauses.within(tree, head) if not tree[p].deprel.startswith(("acl", "punct", "case"))]
    start, end = tree[places[0]].start, tree[places[-1]].end
    words = {tree[p].lemma for p in places if tree[p].upos in {"NOUN", "PROPN", "ADJ"}}
    if reading is not None:
        for entity in reading.entities:
            if any(start <= m.start and m.end <= end for m in entity.mentions):
                words |= {word.lower() for word in f"{entity.name} {entity.role}".split() if len(word) > 2}
                if entity.kind is EntityKind.PERSON:
                    words.add(f"name {entity.name.split()[-1].lower()}")
    return Claim(
        kind,
        topic,
        text[start:end],
        Mention(sentence.start, sentence.end, sentence.of(text)),
        words=tuple(sorted(words)),
    )


def _full(tree: Tree, head: int) -> bool:
    """Whether a phrase says something by itself."""
    return tree[head].upos in {"NOUN", "PROPN"} and tree[head].lemma not in _EMPTY


def _first(tree: Tree, head: int) -> str:
    return next((word.lemma for word in tree if word.head == head and word.deprel == "case"), "")
