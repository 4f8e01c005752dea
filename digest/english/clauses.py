"""How sentences are built, for what shortens and finds and for what checks: words that join clauses, words in marks."""

import re
from typing import Final

# Joins two clauses; what is on both sides of it need not belong together.
JOINING: Final = frozenset(
    "and but while whereas although though because as after before when who which that than or".split()
)
# "“It is closed,”", and what a mark opens that nothing closes in the same sentence
MARKED: Final = re.compile(r"[\"“][^\"“”]*[\"”]?")
