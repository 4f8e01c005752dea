"""Is a quote in another article? All articles' words, searched only when a quote is not in its own."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from digest.check.boundary import whole
from digest.check.findings import Finding, Report
from digest.check.level import core, level
from digest.model import Verdict

_LONGEST = 4  # words that an article must have, in any typography, before it is looked at closely
_NOWHERE = frozenset({Verdict.ABSENT, Verdict.STITCHED})
_COPY = "Copy the words from the article, or delete the quote."
# "harbour": letters that no typography changes
_PLAIN = re.compile(r"[A-Za-z]+")


class Elsewhere:
    """The texts of all articles by path."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(sorted(texts.items()))

    def find(self, words: str, but: str) -> str:
        """The path of the first other article that holds these levelled words; "" if none does."""
        longest = sorted(set(_PLAIN.findall(words)), key=lambda word: (-len(word), word))[:_LONGEST]
        for path, text in self._texts.items():
            if path != but and all(word in text for word in longest) and _holds(text, words):
                return path
        return ""


def _holds(text: str, words: str) -> bool:
    levelled = level(text).text
    start = levelled.find(words) if words else -1
    while start >= 0 and not whole(levelled, start, start + len(words)):
        start = levelled.find(words, start + 1)
    return start >= 0


def unplaced(report: Report) -> bool:
    """Whether a quote stands nowhere in its article, so that others are worth a look."""
    return any(path.startswith("quotes[") and verdict in _NOWHERE for path, verdict in report.verdicts.items())


def placed(report: Report, elsewhere: Elsewhere) -> Report:
    """The report with the quotes that are in another article, given the verdict `elsewhere`."""
    source, listed = report.fields.get("source"), report.fields.get("quotes")
    quotes = list(listed) if isinstance(listed, list) else []
    own = str(source.get("file", "")) if isinstance(source, Mapping) else ""
    verdicts, told = dict(report.verdicts), {}
    for index, quote in enumerate(quotes):
        path = f"quotes[{index}]"
        if verdicts.get(path) not in _NOWHERE:
            continue
        other = elsewhere.find(core(str(quote.get("text", ""))), own)
        if other:
            verdicts[path] = Verdict.ELSEWHERE
            what = f"These words are in another article, {other}, not in this one."
            told[path] = Finding(path, Verdict.ELSEWHERE, what, _COPY)
            quotes[index] = {**quote, "check": Verdict.ELSEWHERE.value}
    findings = tuple(told.get(finding.path, finding) if finding.verdict else finding for finding in report.findings)
    fields: dict[str, Any] = {**report.fields, "quotes": quotes} if told else report.fields
    return replace(report, verdicts=verdicts, findings=findings, fields=fields)
