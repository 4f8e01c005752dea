"""Which stretches may go from a sentence, so that a shorter sentence is left that is as true?

A unit is a whole constituent of the tree that only adds – an aside between commas, an adverbial, a clause behind the main one –
with the commas that go with it, or several of them in a row. `costs` says what each costs, `stays` what must stay.
"""

from collections.abc import Iterator

from digest.model import Sentence
from digest.parser.syntax import Tree
from digest.understand.headline import costs, surface, words
from digest.understand.headline.clauses import Clauses, Reach, Unit
from digest.understand.headline.lexicon import CLOSERS, ENDS, INNER, JOINTS, PARTS, RELATIVE, TIME
from digest.understand.headline.stays import is_clause, is_safe
from digest.understand.points.shorten import quotations

TOGETHER = 0.3  # cost of a further constituent that goes with another


def units(text: str, sentence: Sentence, tree: Tree, begin: int, *, terse: bool) -> tuple[Unit, ...]:
    """The units of the sentence, in reading order; some lie within others. `begin` is where it starts behind a tag.

    Where it is to be terse, an article in front and the "has" of "has won" may go too.
    """
    inside = quotations(text, sentence)
    start = next((index for index, word in enumerate(tree) if word.start >= begin), 0)
    clauses = Clauses(tree)
    found = {*words.brackets(tree, start), *words.titles(clauses, start), *words.who_said(clauses)}
    if terse:
        found |= {*words.front(tree, start), *words.perfect(clauses)}
    root = next((word for word in tree if word.deprel == "root"), tree[start])
    between = [
        unit
        for unit in _between_commas(clauses, start)
        if not unit.start < root.start < unit.end and is_safe(text, unit, inside, clause=True)
    ]
    found.update(between)
    ending = dict(_endings(clauses, between))
    for index, reach in sorted(enumerate(clauses.reaches), key=lambda pair: (-pair[1].first, pair[1].last)):
        if not reach.whole or reach.first < start or tree[index].head < 0 or not tree[reach.first].text[0].isalnum():
            continue
        behind = reach.last + 1 + surface.parts(tree, reach.last + 1)
        for unit, ends in _units(clauses, index, reach, start, ending.get(behind)):
            if is_safe(text, unit, inside, clause=is_clause(clauses, index, reach)):
                found.add(unit)
                if ends and unit.cost <= ending.get(reach.first, unit).cost:
                    ending[reach.first] = unit
    return tuple(sorted(found))


def _between_commas(clauses: Clauses, start: int) -> Iterator[Unit]:
    """The asides that the commas tell, with the commas that go with them."""
    tree = clauses.tree
    for first, last in surface.after(tree, start, clauses.tail):
        yield Unit(tree[first - 1].end, tree[last].end, 0.7)
    for first, last in surface.asides(tree, start, clauses.tail):
        inner = surface.parts(tree, last + 1) and last + 1 < clauses.tail
        yield Unit(tree[first - 2].end, tree[last + 1 if inner else last].end, 0.4 if inner else 0.5)


def _endings(clauses: Clauses, between: list[Unit]) -> Iterator[tuple[int, Unit]]:
    """Those behind the last comma, by their first word."""
    tree = clauses.tree
    for unit in between:
        first = next(
            (place for place, word in enumerate(tree) if word.start > unit.start and word.text not in PARTS), 0
        )
        last = next((place for place, word in enumerate(tree) if word.end == unit.end), 0)
        if surface.parts(tree, first - 1) and clauses.ends(Reach(first, last, whole=True)):
            yield first, unit


def _units(clauses: Clauses, index: int, reach: Reach, start: int, behind: Unit | None) -> Iterator[tuple[Unit, bool]]:
    """The units that a constituent makes, and whether each ends the claim.

    `behind` is a unit that begins right behind it and ends the claim: the two may go together.
    """
    tree, ends = clauses.tree, clauses.ends(reach)
    if reach.first <= start:
        cost = costs.leading(clauses, index, reach)
        if cost is not None and surface.parts(tree, reach.last + 1):
            yield Unit(tree[reach.first].start, tree[reach.last + 2].start, cost), False
        return
    first, last = tree[reach.first - 1].end, tree[reach.last].end
    if surface.parts(tree, reach.first - 1):
        followed = surface.parts(tree, reach.last + 1)
        closed = followed or reach.last + 1 >= len(tree) or tree[reach.last + 1].text in ENDS
        cost = costs.aside(clauses, index, reach) if closed else None
        first = tree[reach.first - 2].end if reach.first > start + 1 else first
        if cost is not None:
            comma = followed and not _needs_comma(clauses, index, reach)
            yield Unit(first, tree[reach.last + 1].end if comma else last, cost), ends
    else:
        cost = _cost(clauses, index, reach, ends=ends or behind is not None)
        if cost is not None and _joins(clauses, reach):
            yield Unit(first, last, cost), ends
    if cost is not None and behind is not None:
        yield Unit(first, behind.end, max(cost, behind.cost) + TOGETHER), True


def _cost(clauses: Clauses, index: int, reach: Reach, *, ends: bool) -> float | None:
    """The cost of a constituent that no comma sets off."""
    if clauses.opening(reach)[0].isdigit():  # a measure, not an adverbial
        return None
    cost = costs.added(clauses, index, reach, ends=ends)
    if cost is None and ends:
        cost = costs.last_resort(clauses, index, reach)
    return costs.name_behind(clauses, index, reach) if cost is None else cost


def _joins(clauses: Clauses, reach: Reach) -> bool:
    """Whether the words around a gap can stand beside each other: what follows begins something new."""
    tree, behind = clauses.tree, reach.last + 1
    if behind >= len(tree) or tree[behind].text in ENDS | CLOSERS:
        return True
    if surface.parts(tree, behind):
        following = tree[behind + 1]
        tied = following.text.endswith("ed") or following.text.lower() in RELATIVE | {
            "due"
        }  # to the noun that would go
        return behind == clauses.tail or (
            not tied and following.upos in {"ADP", "SCONJ", "CCONJ", "ADV", "AUX", "VERB"}
        )
    gone, after = tree[reach.first : behind], tree[behind]
    plain = gone[0].text.lower() in INNER or gone[0].lemma in TIME or not any(word.text[0].isupper() for word in gone)
    # Of "in the US in an attempt" nobody could tell which "in" has gone.
    new = after.upos in {"ADP", "SCONJ", "AUX", "VERB"} and after.text.lower() not in {
        "of",
        "than",
        gone[0].text.lower(),
    }
    return plain and new and not any(word.lemma in JOINTS for word in gone)


def _needs_comma(clauses: Clauses, index: int, reach: Reach) -> bool:
    """Whether the comma behind an aside parts what follows from the clause in any case: "…, taking two, Orr said"."""
    following = reach.last + 2
    if reach.last + 1 == clauses.tail:
        return True
    if surface.is_finite(clauses.tree[following]):
        return False
    if clauses.tree[index].deprel.startswith(("advcl", "obl", "conj")):
        return True
    verb = clauses.verb(clauses.tree[index].head)
    whole = clauses.reaches[verb]
    if not whole.first <= following <= whole.last:
        return True
    return clauses.branch(following, verb).deprel.startswith(("parataxis", "advcl"))
