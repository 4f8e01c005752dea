"""Dates that lie ahead of today: such an article neither leads the home page nor dates the feeds before its day has come."""

from dataclasses import replace
from datetime import date, timedelta

from digest.errors import Problem, Severity
from digest.model import Summary

DAYS = 7  # a weekly may bear the date of its last day of sale, and the other side of the date line is a day ahead


def problem(summary: Summary, today: date, shown: str) -> Problem | None:
    """The notice for a summary dated more than `DAYS` days after `today`; `shown` names its file."""
    stated = str(summary.fields.get("date") or "")[:10]
    try:
        day = date.fromisoformat(stated)
    except ValueError:  # no date, or one that the check reports
        return None
    if day <= today + timedelta(days=DAYS):
        return None
    what = f"Its date, {stated}, is more than {DAYS} days ahead, so its page is shown without a date until then."
    return Problem(shown, 0, what, "Correct `date:` in the article, or here.", Severity.WARNING)


def undated(summary: Summary) -> Summary:
    """The summary as its page shows it until its day has come; its file keeps the date."""
    return replace(summary, fields={name: value for name, value in summary.fields.items() if name != "date"})
