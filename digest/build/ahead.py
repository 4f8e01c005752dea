"""Dates that lie ahead of today: such an article neither leads the home page nor dates the feeds before its day has come."""

from datetime import date, timedelta

from digest.errors import Problem, Severity

DAYS = 7  # a weekly may bear the date of its last day of sale, and the other side of the date line is a day ahead


def problem(stated: str, today: date, shown: str) -> Problem | None:
    """The warning for a summary that states a day more than `DAYS` days after `today`; `shown` names its file."""
    try:
        day = date.fromisoformat(stated[:10])
    except ValueError:  # no date, or one that the check reports
        return None
    if day <= today + timedelta(days=DAYS):
        return None
    what = f"Its date, {stated[:10]}, is more than {DAYS} days ahead, so its page is shown without a date until then."
    return Problem(shown, 0, what, "Correct `date:` in the article, or here.", Severity.WARNING)
