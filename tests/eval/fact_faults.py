"""Faults to plant in a true figure or event of a timeline: pure functions, each gives the changed item or None where it does not apply."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

Value = Mapping[str, Any]
Fault = Callable[[Value, Sequence[Value], Random], Value | None]

_MONEY = ("USD", "EUR", "GBP", "CAD")
# units that are taken for one another
_ALIKE: tuple[tuple[str, ...], ...] = (
    _MONEY,
    ("%", "pp"),
    ("km", "mi", "m", "ft"),
    ("kg", "lb", "t"),
    ("years", "months", "weeks", "days", "hours", "minutes"),
    ("people", "%", "years", "seats"),
    ("°C", "°F"),
    ("votes", "people", "%"),
    ("share", "%", "people"),
)
# words beside a number, and what turns them round
_TURNED = {"more than": "less than", "over": "under", "at least": "at most", "up to": "at least", "about": "more than", "nearly": "more than",
           "almost": "over", "less than": "more than", "fewer than": "more than", "under": "over", "some": "up to", "around": "at least"}  # fmt: skip
_WEIGHTY = frozenset({"more than", "less than", "fewer than", "at least", "at most", "up to", "nearly", "almost"})


def _digit(number: float, random: Random) -> float:
    """The number with one of its digits changed."""
    digits = f"{number:.12g}"
    places = [place for place, letter in enumerate(digits) if letter.isdigit() and "e" not in digits[:place]]
    place = random.choice(places)
    other = random.choice([digit for digit in "123456789" if digit != digits[place]])
    return float(digits[:place] + other + digits[place + 1 :])


def digit_changed(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """One digit of the value is another."""
    return {**value, "value": _digit(value["value"], random)}


def magnitude_changed(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """The value is a thousand times as great, or a thousandth, or a tenth."""
    return {**value, "value": value["value"] * random.choice([1000, 0.001, 10])} if value["value"] else None


def value_of_another(value: Value, others: Sequence[Value], random: Random) -> Value | None:
    """The value is that of another figure of the article."""
    found = [other["value"] for other in others if other["value"] != value["value"]]
    return {**value, "value": random.choice(found)} if found else None


def unit_changed(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """The unit is another of its kind."""
    alike = next((units for units in _ALIKE if value.get("unit") in units), ())
    others = [unit for unit in alike if unit != value.get("unit")]
    return {**value, "unit": random.choice(others)} if others else None


def qualifier_turned(value: Value, _: Sequence[Value], __: Random) -> Value | None:
    """The words "more than" have become "less than"."""
    turned = _TURNED.get(value.get("qualifier", ""))
    return {**value, "qualifier": turned} if turned else None


def qualifier_added(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """A number that is told outright has become "more than" it."""
    return None if value.get("qualifier") else {**value, "qualifier": random.choice(["more than", "up to", "at least"])}


def qualifier_dropped(value: Value, _: Sequence[Value], __: Random) -> Value | None:
    """A number that is told with "at least" has become that number."""
    return {**value, "qualifier": ""} if value.get("qualifier") in _WEIGHTY else None


def range_changed(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """The upper end of a range is another, or gone."""
    if value.get("high") is None:
        return None
    return {**value, "high": random.choice([None, _digit(value["high"], random), value["high"] * 10])}


def range_made(value: Value, _: Sequence[Value], __: Random) -> Value | None:
    """A single number has become a range."""
    return None if value.get("high") is not None else {**value, "high": value["value"] + 1}


def of_another(value: Value, others: Sequence[Value], random: Random) -> Value | None:
    """What it is of is what a figure of another sentence is of."""
    mine = value["evidence"]
    found = [
        other["what"]
        for other in others
        if other.get("what") and other["evidence"] != mine and other["what"] != value.get("what")
    ]
    return {**value, "what": random.choice(found)} if found else None


FIGURE_FAULTS: Mapping[str, Fault] = {
    "digit changed": digit_changed,
    "magnitude changed": magnitude_changed,
    "value of another figure": value_of_another,
    "unit changed": unit_changed,
    "qualifier turned round": qualifier_turned,
    "qualifier added": qualifier_added,
    "qualifier dropped": qualifier_dropped,
    "range changed": range_changed,
    "range made": range_made,
    "of what another figure is of": of_another,
}


def _moved(value: Value, days: int, months: int = 0) -> Value | None:
    """The event so many days or months away."""
    told = value["date"].partition("/")[0]
    year, month, day = (int(part) for part in (*told.split("-"), "1", "1")[:3])
    count = year * 12 + month - 1 + months
    try:
        moved = date(count // 12, count % 12 + 1, day) + timedelta(days=days)
    except ValueError:  # 31 September
        return None
    return {**value, "date": moved.isoformat()[: len(told)]}


def day_moved(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """The day is the one before or after."""
    return _moved(value, random.choice([-1, 1])) if value["precision"] == "day" and "/" not in value["date"] else None


def week_moved(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """The day is a week off, so that the weekday still fits."""
    return _moved(value, random.choice([-7, 7])) if value["precision"] == "day" and "/" not in value["date"] else None


def month_moved(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """The month is the one before or after."""
    return (
        _moved(value, 0, random.choice([-1, 1])) if value["precision"] != "year" and "/" not in value["date"] else None
    )


def year_moved(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """The year is the one before or after."""
    return _moved(value, 0, random.choice([-12, 12])) if "/" not in value["date"] else None


def made_exact(value: Value, _: Sequence[Value], random: Random) -> Value | None:
    """A month or a year has become a day."""
    missing = {
        "year": f"-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        "month": f"-{random.randint(1, 28):02}",
    }
    tail = missing.get(value["precision"])
    return {**value, "date": value["date"] + tail, "precision": "day"} if tail else None


def precision_changed(value: Value, _: Sequence[Value], __: Random) -> Value | None:
    """The precision is not that of the date."""
    return {**value, "precision": "day" if value["precision"] != "day" else "year"}


def date_of_another(value: Value, others: Sequence[Value], random: Random) -> Value | None:
    """The date is that of another event, whose words are no other."""
    found = [
        other["date"] for other in others if other["date"] != value["date"] and other["precision"] == value["precision"]
    ]
    return {**value, "date": random.choice(found)} if found else None


def text_of_another(value: Value, others: Sequence[Value], random: Random) -> Value | None:
    """What happened is what happened on another day."""
    found = [other for other in others if other["date"] != value["date"] and other["evidence"] != value["evidence"]]
    return {**value, "text": random.choice(found)["text"]} if found else None


EVENT_FAULTS: Mapping[str, Fault] = {
    "day moved by one": day_moved,
    "day moved by a week": week_moved,
    "month moved by one": month_moved,
    "year moved by one": year_moved,
    "month or year made a day": made_exact,
    "precision changed": precision_changed,
    "date of another event": date_of_another,
    "text of another event": text_of_another,
}
