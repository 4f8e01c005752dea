"""What is a number of: deaths, arrests, a fine? The words of its clause decide, by the list in quantities.txt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from digest.model import Claim, ClaimKind, Mention, Reading, Sentence, Tree
from digest.understand.claims import amounts, clauses, holders, scopes
from digest.understand.claims.amounts import Amount
from digest.understand.claims.clauses import Clause

# lemma of a counted noun → the classes of quantities.txt that it belongs to, besides its own plural
_CLASSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        noun: frozenset(kinds.split())
        for nouns, kinds in (
            ("home house household", "households buildings"),
            ("customer property business premises firm consumer", "households"),
            ("building structure dwelling", "buildings"),
            ("case infection", "cases"),
            ("job position post role", "jobs"),
            ("hen bird chicken turkey seabird cow sheep cattle pig whale dolphin fish animal horse deer duck goose swan seal", "animals"),
            ("ship boat vessel ferry trawler", "vessels"),
            ("car vehicle lorry truck bus", "vehicles"),
            ("plane aircraft jet drone helicopter", "aircraft"),
            ("rocket missile", "rockets"),
            ("flight", "flights"),
            ("shot bullet round", "shots"),
            ("signature", "signatures"),
            ("goal", "goals"),
            ("record account", "records"),
        )
        for noun in nouns.split()
    }
)  # fmt: skip
# people of a kind that is a part of all: their count is compared only with one of the same kind
_KINDS = frozenset(
    "firefighter officer policeman police soldier child baby girl boy guard tourist student pupil teacher rescuer civilian"
    " pensioner nurse doctor journalist schoolchild toddler medic".split()
)
# who did it, by the noun alone
_PEOPLE = frozenset(
    "people person resident victim worker raider robber thief gunman attacker assailant bandit burglar kidnapper hijacker"
    " suspect youth prisoner inmate fugitive miner passenger crew man woman shopper elderly".split()
)
# how a number hangs on its clause when what it counts is left out: "14 were hurt", "the toll rose to 16"
_ALONE = frozenset("nsubj nsubj:pass obj obl nmod root conj xcomp".split())
_CHANGES = frozenset(
    "rise rose climb go increase jump stand reach pass fall drop grow put bring double revise soar swell come exceed top number total hit".split()
)
_STEPS = 5  # from an age to the one whose it is
_YOUNGEST, _OLDEST = 3, 115
_ANYBODY = frozenset("man woman boy girl person year old people".split())
_MOVES = frozenset("rise rose fall increase drop grow climb decline shrink jump slip".split())
_MEASURED = frozenset("area mass volume".split())
# nouns that do not say what a sum is
_VAGUE = frozenset("sum total amount value price figure part share bill half rest charge year month week day level people worth rate pound dollar euro order payment number line road way distance radius zone plan deal".split())  # fmt: skip
_FAR = 20  # words between "the number" and the verb of which it is the subject
_TOTALS = frozenset("number toll total figure count tally".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """Lemmas that are together in the clause; `part` is "patient", "agent" or "" for a number in any part."""

    lemmas: tuple[str, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """One line of quantities.txt."""

    name: str
    changing: bool
    units: frozenset[str]
    cues: tuple[Cue, ...]
    never: frozenset[str]


@cache
def quantities() -> tuple[Quantity, ...]:
    """The list, in its order."""
    found = []
    for line in Path(__file__).with_name("quantities.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, changing, units, cues, never = (part.strip() for part in line.split("|"))
        found.append(
            Quantity(
                name,
                changing == "changing",
                frozenset(units.split()),
                tuple(map(_cue, cues.split())),
                frozenset(never.split()),
            )
        )
    return tuple(found)


def _cue(word: str) -> Cue:
    part = {">": "patient", "<": "agent"}.get(word[0], "")
    return Cue(tuple(word.lstrip("<>").split("+")), part)


def claims(reading: Reading, sentence: Sentence, tree: Tree) -> Iterator[Claim]:
    """The claims of the numbers of one sentence; a number may be of two things ("12 people on the bus were hurt")."""
    article = reading.article
    for amount in amounts.find(article.text, sentence, article.lang, tree):
        if amount.kind == "age" or tree[amount.place].deprel == "appos":
            yield from _age(reading, sentence, tree, amount)
            continue
        clause = _clause(tree, amount)
        limits = scopes.limits(
            article.text,
            sentence,
            tree,
            clause,
            amount.place,
            amount.end,
            article.published,
            percent=amount.dimension == "%",
        )
        noun = amount.noun or _total_of(tree, clause)
        units = _units(amount, noun, tree[amount.place].deprel)
        named = False
        for quantity in quantities():
            unit = next((unit for unit in sorted(quantity.units) if unit in units), None)
            if unit is None or not _fits(quantity, tree, amount, clause):
                continue
            named = True
            same_kind = "noun" in quantity.units or (unit == "people" and noun in _KINDS)
            kind = (f"of {noun}",) if same_kind else ()
            about = tuple(sorted({lemma for lemma in clause.lemmas if lemma.isalpha() and len(lemma) > 3}))
            yield Claim(
                ClaimKind.FIGURE,
                quantity.name,
                article.text[amount.start : amount.end],
                Mention(sentence.start, sentence.end, sentence.of(article.text)),
                unit=amount.dimension if unit == "money" else quantity.name,
                measured=amount.unit,
                low=amount.low,
                high=amount.high,
                exact=amount.exact,
                holder=holders.of(reading, tree, clause) if "holder" in quantity.units else "",
                scope=tuple(sorted({*limits, *kind})),
                about=about,
                changing=quantity.changing,
            )
        topic = "" if named else _unlisted(tree, amount, clause)
        if topic:
            yield Claim(
                ClaimKind.FIGURE, topic, article.text[amount.start : amount.end], Mention(sentence.start, sentence.end, sentence.of(article.text)),
                unit=amount.dimension, measured=amount.unit, low=amount.low, high=amount.high, exact=amount.exact, scope=limits,
            )  # fmt: skip


def _unlisted(tree: Tree, amount: Amount, clause: Clause) -> str:
    """What a sum, a measure or a change in per cent is of, where the list does not know it: "a grant of £9m", "taxes rise 3 %"."""
    if amount.dimension == "%" and tree[clause.verb].lemma in _MOVES:
        subject = next((word for word in tree if word.head == clause.verb and word.deprel.startswith("nsubj")), None)
        return f"change of {subject.lemma}" if subject and subject.upos == "NOUN" else ""
    if amount.dimension not in _MEASURED and not (len(amount.dimension) == 3 and amount.dimension.isupper()):
        return ""
    word = tree[amount.place]
    unit = tree[word.head] if word.deprel == "nummod" and word.head >= 0 else word
    if unit.deprel in {"nmod", "compound", "nmod:unmarked", "amod"} and unit.head >= 0:
        noun = tree[unit.head]
        if noun.upos == "NOUN" and noun.lemma not in _VAGUE:
            return noun.lemma
    return ""


def _age(reading: Reading, sentence: Sentence, tree: Tree, amount: Amount) -> Iterator[Claim]:
    """The age of somebody named or of an office: "the driver, a 52-year-old man"."""
    text = reading.article.text
    place = tree[amount.place].head
    for _ in range(_STEPS):
        if place < 0 or (tree[place].upos in {"NOUN", "PROPN"} and tree[place].lemma not in _ANYBODY):
            break
        place = (
            tree[place].head
            if tree[place].deprel in {"appos", "amod", "nummod", "obl:unmarked", "nmod:unmarked", "obl"}
            else -1
        )
    if place < 0 or not _YOUNGEST <= amount.exact <= _OLDEST:
        return
    spans = [
        entity.name for entity in reading.entities for m in entity.mentions if m.start <= tree[place].start < m.end
    ]
    holder = spans[0] if spans else tree[place].lemma
    yield Claim(
        ClaimKind.FIGURE, "age", text[amount.start : amount.end], Mention(sentence.start, sentence.end, sentence.of(text)),
        unit=f"years of {holder.lower().split()[-1]}", measured="years", low=amount.exact, high=amount.exact, exact=amount.exact, holder=holder,
    )  # fmt: skip


def _clause(tree: Tree, amount: Amount) -> Clause:
    """The number's clause, with what describes the thing counted and, for a total that rises to it, what the total is of."""
    clause = clauses.of(tree, amount.place)
    extra: set[int] = set(clauses.shared(tree, amount.place, clause.verb))
    word = tree[amount.place]
    for at in {amount.place, word.head if word.deprel in {"nummod", "amod"} else amount.place}:
        for verb in clauses.noun_clauses(tree, at):
            extra |= set(clauses.of(tree, verb).places)
    if tree[clause.verb].lemma in _CHANGES or tree[clause.verb].upos != "VERB":
        for place, other in enumerate(tree):
            if (
                other.head == clause.verb
                and other.deprel.startswith(("nsubj", "obj"))
                and (other.lemma in _TOTALS or other.lemma.endswith("toll"))
            ):
                extra |= set(clauses.within(tree, place))
        total = _total(tree, clause.verb)
        if total is not None:
            extra |= set(range(total, clause.verb))
    if clause.has("worth") and tree[clause.verb].head >= 0:
        extra |= set(clauses.of(tree, tree[clause.verb].head).places)
    places = tuple(sorted({*clause.places, *extra}))
    return Clause(clause.verb, places, tuple(tree[place].lemma for place in places))


def _total(tree: Tree, verb: int) -> int | None:
    """The place of "number" in "the number of … has climbed to", however its tree came out."""
    near = range(max(0, verb - _FAR), verb)
    return next((place for place in near if tree[place].lemma in _TOTALS and tree[place].upos == "NOUN"), None)


def _total_of(tree: Tree, clause: Clause) -> str:
    """What a bare number counts: what the clause's "number of …" is of."""
    for place in clause.places:
        if tree[place].lemma in _TOTALS and tree[place].lemma != "toll":
            for other in tree:
                if other.head == place and other.deprel == "nmod" and other.upos == "NOUN":
                    return other.lemma
    return ""


def _units(amount: Amount, noun: str, relation: str) -> frozenset[str]:
    """The classes of quantities.txt that an amount may be of."""
    found = {amount.dimension}
    if len(amount.dimension) == 3 and amount.dimension.isupper():
        found.add("money")
    if amount.dimension in {"count", "people", "bare"}:
        found |= _CLASSES.get(noun, frozenset())
        if noun in _KINDS or noun in _PEOPLE:
            found.add("people")
        if amount.dimension == "bare" and not noun and relation in _ALONE:
            found.add("people")
    if amount.dimension == "people" and "animals" in found:
        found.discard("people")
    return frozenset(found)


def _fits(quantity: Quantity, tree: Tree, amount: Amount, clause: Clause) -> bool:
    """Whether the clause has a cue of the quantity, with the number in the part that the cue asks for."""
    if not quantity.never.isdisjoint(clause.lemmas):
        return False
    return any(set(cue.lemmas) <= set(clause.lemmas) and _plays(cue, tree, amount, clause) for cue in quantity.cues)


def _plays(cue: Cue, tree: Tree, amount: Amount, clause: Clause) -> bool:
    """Whether the number has the part that a cue's verb asks for; a noun or a phrase asks for none."""
    if not cue.part:
        return True
    verbs = [place for place in clause.places if tree[place].lemma == cue.lemmas[0]]
    for verb in verbs:
        role = clauses.role(tree, amount.place, verb)
        described = tree[verb].deprel.startswith("acl") and tree[verb].head in _up_one(tree, amount.place)
        passive = (
            any(other.head == verb and other.deprel in {"nsubj:pass", "aux:pass"} for other in tree)
            or tree[verb].deprel == "acl"
        )
        if cue.part == "patient" and (
            (role in {"obj", "nsubj:pass"} or (role == "obl" and _bare(tree, amount.place)))
            or (described and passive)
            or (role == "" and not described and _by_total(tree, verb))
        ):
            return True
        if cue.part == "agent" and (
            role == "nsubj" or (described and not passive) or (role == "" and not described and _by_total(tree, verb))
        ):
            return True
        # "people are known to have died": the subject of the verb of knowing is that of the verb below it
        above = tree[verb].head
        if tree[verb].deprel in {"xcomp", "ccomp", "conj"} and above >= 0:
            outer = clauses.role(tree, amount.place, above)
            if outer in {"nsubj", "nsubj:pass"} and (passive if cue.part == "patient" else not passive):
                return True
    return False


def _bare(tree: Tree, place: int) -> bool:
    """Whether the thing counted has no preposition: "killed at least seven people"."""
    return not any(word.deprel == "case" and word.head in _up_one(tree, place) for word in tree)


def _up_one(tree: Tree, place: int) -> Sequence[int]:
    """The number's word and, where it only counts one, its noun."""
    return (place, tree[place].head) if tree[place].deprel in {"nummod", "amod"} else (place,)


def _by_total(tree: Tree, verb: int) -> bool:
    """Whether the verb describes those who are counted: "the number of people known to have died rose to nine"."""
    at = verb
    for _ in range(6):
        at = tree[at].head
        if at < 0:
            return False
        if tree[at].lemma in _TOTALS:
            return True
    return False
