"""Does the source bear this out? Whatever a program or a person wrote into a summary, held against its article.

    quotes → quotes.py, attribution.py (sources.py)     key points, title, description → claims.py     figures.py     timeline.py
    names.py     evidence.py     calendar.py     notes.py     onesided.py     shape.py (schema, links, nothing twice)

Pure: the front matter and the article go in, a `Report` comes out. Quotes that are nowhere in it may be looked for in the
other articles afterwards (`elsewhere.py`). Letters that only look
like the article's and characters that nobody sees never pass (`hidden.py`); typography alone does (`level.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from digest.check import attribution, calendar, claims, evidence, figures, names, onesided, quotes, shape, timeline
from digest.check.elsewhere import Elsewhere, placed, unplaced
from digest.check.findings import Finding, Judgement, Report, told
from digest.check.ground import Ground
from digest.check.notes import noted
from digest.check.problems import problems
from digest.check.speakers import Sources
from digest.errors import Severity
from digest.model import Article, Reading, Span, Verdict

__all__ = ["Elsewhere", "Finding", "Judge", "Judgement", "Report", "check", "noted", "placed", "problems", "unplaced"]


def check(fields: Mapping[str, Any], article: Article | None, reading: Reading | None = None) -> Report:
    """Holds a summary's front matter against its article.

    `reading` is a fresh reading of the article: with it, speakers are compared with whom the program finds. Without an
    article (`None`: its file is gone) only the form is checked. Never raises, whatever the front matter holds.
    """
    found = list(shape.findings(fields))
    if article is None:
        what = "The article of this summary is not there."
        found += [
            *evidence.findings(fields, None),
            *calendar.findings(fields, "", approved=False),
            Finding("source.file", None, what, "Bring it back, or write its new place there."),
        ]
        return Report({}, tuple(found), dict(fields))
    ground = Ground(article)
    sources = Sources(reading) if reading else None
    review = fields.get("review")
    approved = isinstance(review, Mapping) and review.get("state") == "approved"
    found += [*_changed(fields, article), *calendar.findings(fields, article.published, approved=approved)]
    found += [*evidence.findings(fields, ground), *names.findings(fields, ground)]
    found += [] if approved else onesided.findings(fields, ground)
    verdicts: dict[str, Verdict] = {}
    for path, judgement, severity in _judged(fields, ground, sources):
        verdicts[path] = judgement.verdict
        if approved and judgement.verdict.passes:
            continue  # whoever approved it has answered the questions
        found += told(path, judgement, severity)
    return Report(verdicts, tuple(found), _with_verdicts(fields, verdicts))


class Judge:
    """Judges single statements of one article: what is made of its text is kept from one to the next."""

    def __init__(self, article: Article, reading: Reading | None = None) -> None:
        self.ground = Ground(article)
        self.sources = Sources(reading) if reading else None

    def __call__(self, field: str, item: Any, entries: Mapping[str, Any]) -> Judgement:
        """The judgement on one item of a field ("quotes"), or on the text of one; `entries` is the summary's evidence."""
        fields = {field: [item] if field in evidence.CITING else item, "evidence": entries}
        found = next((judgement for _, judgement, _ in _judged(fields, self.ground, self.sources)), None)
        return found or Judgement(Verdict.UNSUPPORTED, "It is empty.", "Delete it.")

    def is_likeliest(self, quote: Mapping[str, Any]) -> bool:
        """Whether the speaker of a quote is, of all whom the article names around its words, the likeliest; needs a reading."""
        speaker = quote.get("speaker")
        return isinstance(speaker, Mapping) and self.speakers(quote)[:1] == [speaker.get("name")]

    def speakers(self, quote: Mapping[str, Any]) -> list[str]:
        """Whom the article names around the words of a quote, the likeliest source of them first; needs a reading."""
        _, spans = quotes.judge(quote, self.ground, ())
        return self.sources.ranked(spans[0]) if spans and self.sources else []


def doubted(fields: Mapping[str, Any], article: Article, reading: Reading) -> frozenset[int]:
    """The quotes, by their number, whose speaker a reading of its own does not bear out: its features are not the finder's."""
    ground, sources = Ground(article), Sources(reading)
    found = set()
    for index, item in evidence.items(fields, "quotes"):
        judgement, spans = quotes.judge(item, ground, ())
        if judgement.verdict.passes and any(attribution.is_doubted(item, span, sources) for span in spans):
            found.add(index)
    return frozenset(found)


def _judged(
    fields: Mapping[str, Any], ground: Ground, sources: Sources | None
) -> Iterator[tuple[str, Judgement, Severity]]:
    """Everything that claims something: its path, the judgement on it, and how bad it is if that fails."""
    entries = fields.get("evidence")
    entries = entries if isinstance(entries, Mapping) else {}
    for field in ("title", "description"):
        if isinstance(fields.get(field), str) and fields[field]:
            made = fields.get("made")
            own = isinstance(made, list) and field in made
            yield field, _headline(fields[field], field, ground), Severity.ERROR if own else Severity.WARNING
    for index, item in evidence.items(fields, "key_points"):
        cited = ground.evidence(item.get("evidence"), entries)
        yield f"key_points[{index}]", _point(item, ground, cited), Severity.ERROR
    for index, item in evidence.items(fields, "quotes"):
        cited = ground.evidence(item.get("evidence"), entries)
        yield f"quotes[{index}]", _quote(item, ground, cited, sources), Severity.ERROR
    for index, item in evidence.items(fields, "figures"):
        yield (
            f"figures[{index}]",
            figures.judge(item, ground, ground.evidence(item.get("evidence"), entries)),
            Severity.ERROR,
        )
    for index, item in evidence.items(fields, "timeline"):
        yield (
            f"timeline[{index}]",
            timeline.judge(item, ground, ground.evidence(item.get("evidence"), entries)),
            Severity.ERROR,
        )


def _quote(item: Mapping[str, Any], ground: Ground, cited: tuple[Span, ...], sources: Sources | None) -> Judgement:
    """The words first; if they stand, who said them; then whether the evidence cited is where they stand."""
    judgement, spans = quotes.judge(item, ground, cited)
    if not judgement.verdict.passes:
        return judgement
    heard = [found for span in spans if (found := attribution.judge(item, span, ground, sources))]
    refused = next((one for one in heard if not one.verdict.passes), None)
    if refused or not heard:
        return refused or judgement
    return replace(heard[0], verdict=judgement.verdict)


def _point(item: Mapping[str, Any], ground: Ground, cited: tuple[Span, ...]) -> Judgement:
    """The words of a point, and the names that its pronouns are resolved to."""
    judgement = claims.judge(str(item.get("text", "")), ground, cited)
    if not judgement.verdict.passes:
        return judgement
    for _, resolved in evidence.items(item, "resolved"):
        name = str(resolved.get("name", ""))
        strange = attribution.unknown(name, ground)
        if strange:
            what = f'"{resolved.get("words")}" is resolved to {name}, but "{strange}" is not in the article.'
            return Judgement(Verdict.UNSUPPORTED, what, "Name whom the article names, or delete the resolution.")
    return judgement


def _headline(text: str, field: str, ground: Ground) -> Judgement:
    """A title or a description: the article's own, or borne out by one or two adjoining sentences of its prose."""
    own = ground.article.title if field == "title" else ground.article.deck
    if own and text == own:
        return Judgement(Verdict.EXACT)
    if own and quotes.is_level(text, own):
        return Judgement(Verdict.NORMALISED)
    return claims.anywhere(text, ground)


def _changed(fields: Mapping[str, Any], article: Article) -> Iterator[Finding]:
    source = fields.get("source")
    told = source.get("sha256") if isinstance(source, Mapping) else None
    if told and article.sha256 and told != article.sha256:
        what = "The article has changed since this summary was written."
        yield Finding(
            "source.sha256", None, what, "Run `digest build`, and look at what you had changed.", Severity.WARNING
        )


def _with_verdicts(fields: Mapping[str, Any], verdicts: Mapping[str, Verdict]) -> dict[str, Any]:
    """The front matter with each verdict in the `check` of its item."""
    marked = dict(fields)
    for field in evidence.CITING:
        listed = fields.get(field)
        if isinstance(listed, list):
            marked[field] = [
                {**item, "check": verdicts[f"{field}[{index}]"].value} if f"{field}[{index}]" in verdicts else item
                for index, item in enumerate(listed)
            ]
    return marked
