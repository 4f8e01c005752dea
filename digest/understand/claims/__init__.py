"""Which values does an article give that another about the same event may give differently?

`quantities` reads numbers, by the list of what figures of news are of. The amounts and what limits them are in `amounts` and `scopes`.
"""

from digest.model import Claim, Reading
from digest.understand.claims import quantities


def find(reading: Reading) -> tuple[Claim, ...]:
    """The claims of an article, in reading order."""
    found: list[Claim] = []
    for sentence, tree in zip(reading.sentences, reading.trees, strict=True):
        if len(tree) <= 300:
            found += quantities.claims(reading, sentence, tree)
    return tuple(found)
