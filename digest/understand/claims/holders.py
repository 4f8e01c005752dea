"""Whose is a value: the one whom the clause is about, by name."""

from digest.model import EntityKind, Reading, Tree
from digest.understand.claims.clauses import Clause, within


def of(reading: Reading, tree: Tree, clause: Clause) -> str:
    """The name of the person or body that is the clause's subject; "" where no name is known."""
    subject = next(
        (p for p in clause.places if tree[p].head == clause.verb and tree[p].deprel.startswith("nsubj")), None
    )
    if subject is None and tree[clause.verb].deprel.startswith(("advcl", "conj", "xcomp")):
        above = tree[clause.verb].head
        subject = next(
            (p for p, word in enumerate(tree) if word.head == above and word.deprel.startswith("nsubj")), None
        )
    if subject is None:
        return ""
    places = within(tree, subject)
    start, end = tree[places[0]].start, tree[places[-1]].end
    found = []
    for entity in reading.entities:
        if entity.kind is EntityKind.PLACE:
            continue
        for mention in entity.mentions:
            if start <= mention.start and mention.end <= end:
                pronoun = mention.text[:1].islower() or mention.text.lower() in {
                    "he",
                    "she",
                    "his",
                    "her",
                    "they",
                    "it",
                }
                at_head = mention.start <= tree[subject].start < mention.end
                found.append((pronoun and not at_head, not at_head, mention.start, entity.name))
    return min(found)[3] if found else ""
