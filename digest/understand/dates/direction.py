"""Does an expression look back or ahead? The tense of its clause tells, as far as surface words can."""

import re
from typing import Final

from digest.understand.dates.expressions import Form

BACK: Final = -1
EITHER: Final = 0
AHEAD: Final = 1
_REACH: Final = 160  # characters on either side that are looked at

# ", ", "; ", " said ", " after " – where another clause begins
_CLAUSE = re.compile(
    r"[;:—–()\"“”]|, |\b(?:said|says|told|that|which|who|when|after|before|as|but|while|because|it|he|she|they|we)\b"
)
# "will open", "is due", "are expected to", "plans to": words that look ahead
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|would|shall|[Uu]pcoming|due|scheduled|slated|expected|expects?|plans?|planned|going to|set to|set for"
    r"|hopes? to|aims? to|intends? to|is to|are to|was to|were to|have until|has until|had until|deadline|must|should|can|could|may|might)\b"
    r"|['’]ll\b|\b(?:has|have|had) (?:to|until)\b"
)
# "the vote was held", "they sank", "it has risen": words that look back
_BACK = re.compile(
    r"\b(?:was|were|had|did|has|have|been|sank|fell|rose|began|broke|burst|won|lost|met|came|went|took|gave|left|said|told"
    r"|made|saw|held|ran|led|found|became|got|sent|set|put|cut|hit|shot|struck|spoke|wrote|died|killed|[a-z]{3,20}ed)\b"
)
# "by Friday", "until Friday": a day that bounds what is still to come
_BOUND = re.compile(r"\b(?:by|until|till|before) (?:the end of |early |late )?$")


# "said on Tuesday it would": the day of the saying
_SAYING = re.compile(r"\b(?:said|announced|told [\w ]{1,30}|confirmed|added|warned)(?:,? (?:on|late|early))*,? $")


def look(text: str, start: int, end: int, form: Form) -> int:
    """BACK, AHEAD or EITHER for an expression in the sentence text[start:end]."""
    low, high = max(start, form.start - _REACH), min(end, form.end + _REACH)
    before, after = text[low : form.start], text[form.end : high]
    if _SAYING.search(before):
        return BACK
    cuts = [match.end() for match in _CLAUSE.finditer(before)]
    follows = _CLAUSE.search(after)
    own = before[cuts[-1] :] if cuts else before
    own_after = after[: follows.start()] if follows else after
    # the words before speak first: "said on Tuesday it would"; a clause without a verb leaves it to its neighbours
    for stretch in (own, own_after, before, after):
        if _AHEAD.search(stretch):
            return BACK if re.search(r"\b(?:would|could|should|may|might|must) have\b", stretch) else AHEAD
        if _BACK.search(stretch):
            return EITHER if _BOUND.search(before) and not re.search(r"\b(?:was|were|had) \w+ed\b", stretch) else BACK
    return AHEAD if _BOUND.search(before) else EITHER
