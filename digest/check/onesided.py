"""Is somebody blamed in a key point whose answer the article has, and the summary has not?

By words alone, apart from how the points were chosen: a point that blames, and within the sentences behind it a denial, a defence or a
withdrawal that no point cites. It is a question: the denial may be of something else.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from digest.check import evidence
from digest.check.findings import Finding
from digest.check.ground import Ground
from digest.english.clauses import MARKED
from digest.errors import Severity
from digest.model import Span

# "accused", "alleges", "claimed": somebody is said to have done wrong
_BLAMES: Final = re.compile(
    r"(?i)\b(?:accus(?:e[sd]?|ing|ations?)|alleg(?:e[sd]?|ing|edly|ations?)|claim(?:s|ed|ing)|charged with|indicted|sued|blam(?:e[sd]|ing)|owed)\b"
)
# "denied", "rejects the claim", "withdrew the mailers", "not guilty"
_ANSWERS: Final = re.compile(
    r"(?i)(?<!not )(?<!nor )(?<!neither confirm )\b(?:den(?:ies|ied) (?!bail|entry|access|permission)|(?:disput|refut)(?:es|ed) |(?:reject|dismiss)(?:s|es|ed) (?:\w+ ){0,2}(?:claims?|allegations?|accusations?|charges?)\b"
    r"|with(?:drew|drawn) (?:\w+ ){0,2}(?:claims?|allegations?|accusations?|complaints?|mailers?|reports?)\b|pleaded not guilty|no evidence (?:of|that)\b)"
)
_NEAR: Final = 3  # sentences behind a claim among which its answer is looked for
_SHOWN: Final = 100  # characters of the answer in the message


def findings(fields: Mapping[str, Any], ground: Ground) -> Iterator[Finding]:
    """A question for each point that blames somebody whose answer is near it in the article and in no point."""
    entries = fields.get("evidence")
    entries = entries if isinstance(entries, Mapping) else {}
    points = [(n, ground.evidence(item.get("evidence"), entries)) for n, item in evidence.items(fields, "key_points")]
    cited = [span for _, spans in points for span in spans]
    if any(_ANSWERS.search(_unmarked(span, ground)) for span in cited):
        return
    for number, spans in points:
        answer = next((one for span in spans if (one := _answer(span, ground))), "")
        if answer:
            what = f"It blames somebody, and no point has the answer: “{answer}”"
            remedy = "Add the other side to the key points; if it is about something else, approve the summary."
            yield Finding(f"key_points[{number}]", None, what, remedy, Severity.WARNING)


def _answer(claim: Span, ground: Ground) -> str:
    """The first answer behind a claim that blames, cut to a line; "" where there is none."""
    if not _BLAMES.search(_unmarked(claim, ground)):
        return ""
    behind = [span for span in ground.sentences if span.start >= claim.end][:_NEAR]
    words = next(
        (" ".join(span.of(ground.text).split()) for span in behind if _ANSWERS.search(_unmarked(span, ground))), ""
    )
    return words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"


def _unmarked(span: Span, ground: Ground) -> str:
    return MARKED.sub(" ", span.of(ground.text))
