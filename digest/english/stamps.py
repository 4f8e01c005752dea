"""What comes before the entries of a live blog, the items of a list or the questions of an interview: a time, a number, a dot, a label."""

import re

# "10.42am", "14:05 GMT – ", "6:15 p.m. ET: ", "9 a.m." in front of an entry or alone on its line
STAMP = re.compile(
    r"(?:(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?: ?(?P<half>[ap])\.?m\.?)?|(?P<full>1?\d) ?(?P<half_of_full>[ap])\.?m\.?)"
    r"(?: (?:GMT|UTC|BST|CET|CEST|ET|EST|EDT|PT|PST|PDT))?(?:$| ?[:–—|-] +| +(?=[A-Z\"“‘]))"
)
# "1. Bring water", "12) The pier", "No 4: The mill", "#3 Leyton"
NUMBER = re.compile(r"(?:(?:No\.? ?)?(?P<n>\d{1,2})[.):]|#(?P<hash>\d{1,2})[.:]?) +(?=[A-Z\"“‘])")
# "• The bridge", "▪ Two people"
DOT = re.compile(r"[•▪●‣◦·*] +(?=[A-Z\"“‘\d])")
# in front of questions and answers
ASKED, ANSWERED = ("Q:", "Q."), ("A:", "A.")


def minutes(stamp: re.Match[str]) -> int:
    """The time of day of a `STAMP` in minutes."""
    hour, half = int(stamp["hour"] or stamp["full"]), stamp["half"] or stamp["half_of_full"]
    return (hour % 12 + 12 * (half == "p") if half else hour) * 60 + int(stamp["minute"] or 0)


def number(line: str) -> int | None:
    """The number in front of an item, None where there is none."""
    found = NUMBER.match(line)
    return int(found["n"] or found["hash"]) if found else None


def behind(text: str, start: int, end: int) -> int:
    """Where the words begin behind a time, a number or a dot at `start`; `start` itself where nothing would be left."""
    for mark in (STAMP, NUMBER, DOT):
        found = mark.match(text, start, end)
        if found and found.end() < end:
            return found.end()
    return start
