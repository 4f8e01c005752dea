"""The statements of one summary, each with its verdict, what is asked about it, and the sentences of the article behind it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from digest import check, summary
from digest.check import Elsewhere, Finding, Report
from digest.errors import Severity
from digest.model import Article, Verdict
from digest.model.fields import at, cited, place, statement, words
from digest.understand import understand

MOST = 1000  # statements of one summary
_SENTENCES = 20  # of one statement
LONGEST = 1500  # characters of one text
_BACKGROUND = timedelta(days=60)  # before the article's day: what happened then is no news
_ORDER = {"failure": 0, "question": 1, "": 2}
_RANK = {"title": 0, "description": 1, "key_points": 2, "quotes": 3, "figures": 4, "timeline": 5}


def statements(fields: Mapping[str, Any], article: Article, others: Callable[[], Elsewhere]) -> list[dict[str, Any]]:
    """The statements of a summary: failures first, then questions, then the rest as the page has them."""
    asks = any(isinstance(quote, Mapping) and quote.get("review") is True for quote in _listed(fields, "quotes"))
    reading = understand(article) if asks or "quotes" in summary.editors(fields) else None
    report = check.check(fields, article, reading)
    if check.unplaced(report):
        report = check.placed(report, others())
    said: dict[str, list[Finding]] = {}
    for finding in report.findings:
        said.setdefault(statement(finding.path), []).append(finding)
    candidates = check.Judge(article, reading).speakers if reading else None
    own = dict(_questions(fields, article))
    made = []
    for number, (path, verdict) in enumerate(report.verdicts.items()):
        row = _row(path, verdict, report, said.get(path, []), own.get(path, ""))
        item = at(report.fields, path)
        if candidates and isinstance(item, Mapping) and item.get("review") is True and path.startswith("quotes"):
            row["candidates"] = candidates(item)[:2]
        made.append((_ORDER[row["state"]], _RANK[place(path)[0]], number, row))
    return [row for *_, row in sorted(made, key=lambda one: one[:3])][:MOST]


def _row(path: str, verdict: Verdict, report: Report, said: list[Finding], asked: str) -> dict[str, Any]:
    item = at(report.fields, path)
    found = sorted(said, key=lambda finding: (finding.severity is not Severity.ERROR, finding.what))
    failed = not verdict.passes
    questions = [finding for finding in found if finding.severity is not Severity.NOTICE]
    state = "failure" if failed else "question" if questions or asked else ""
    what = " ".join([*(finding.what for finding in questions), *([asked] if asked else [])])
    return {
        "path": path,
        "state": state,
        "verdict": verdict.value,
        "text": _cut(_text(item)),
        "speaker": _cut(_speaker(item)),
        "candidates": [],
        "what": _cut(what),
        "remedy": _cut(next((finding.remedy for finding in questions), "")),
        "sentences": [_cut(said) for said in words(report.fields, cited(item)[:_SENTENCES])],
    }


def _questions(fields: Mapping[str, Any], article: Article) -> Iterator[tuple[str, str]]:
    """What an editor should ask of points that pass: two that rest on one sentence, and background in the place of news."""
    points = _listed(fields, "key_points")
    used = Counter(key for point in points for key in cited(point))
    old = _background(fields, article)
    for index, point in enumerate(points):
        ids = cited(point)
        asked = []
        if ids and all(used[key] > 1 for key in ids):
            asked.append("Another point rests on the same sentence: do the two say different things?")
        if ids and index == 0 and all(key in old for key in ids):
            asked.append(f"The first point is of {old[ids[0]]}: is it the news?")
        if asked:
            yield f"key_points[{index}]", " ".join(asked)


def _background(fields: Mapping[str, Any], article: Article) -> dict[str, str]:
    """The sentences whose events all lie well before the article's day, with the date of the latest one."""
    try:
        day = date.fromisoformat(article.published[:10])
    except ValueError:
        return {}
    latest: dict[str, str] = {}
    for event in _listed(fields, "timeline"):
        for key in cited(event):
            latest[key] = max(latest.get(key, ""), str(event.get("date") or ""))
    before = (day - _BACKGROUND).isoformat()
    return {key: told for key, told in latest.items() if told and told < before[: len(told)]}


def _text(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    lead = next((str(item[name]) for name in ("date", "what") if item.get(name)), "")
    text = str(item.get("text") or "")
    return f"{text} ({lead})" if lead else text


def _speaker(item: Any) -> str:
    speaker = item.get("speaker") if isinstance(item, Mapping) else None
    return str(speaker.get("name") or "") if isinstance(speaker, Mapping) else ""


def _listed(fields: Mapping[str, Any], name: str) -> list[Any]:
    listed = fields.get(name)
    return listed if isinstance(listed, list) else []


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
