"""Which values does an article give that another about the same event may give differently?

`quantities` reads numbers, by the list of what figures of news are of, with their amounts in `amounts`, what limits them in `scopes` and
whose they are in `holders`. `moments` reads times and days, `statements` who did it, what caused it and how it ended, `people` names.
"""

from digest.model import Claim, Reading
from digest.understand.claims import moments, people, quantities, statements


def find(reading: Reading) -> tuple[Claim, ...]:
    """The claims of an article, in reading order."""
    found: list[Claim] = []
    for sentence, tree in zip(reading.sentences, reading.trees, strict=True):
        if len(tree) <= 300:
            found += quantities.claims(reading, sentence, tree)
            found += moments.claims(reading, sentence, tree)
            found += statements.claims(reading, sentence, tree)
    return (*found, *people.claims(reading))
