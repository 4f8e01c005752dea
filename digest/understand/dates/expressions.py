"""Which words name a date?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

NUMBERS: Final = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}  # fmt: skip

FEASTS: Final = {"Christmas Eve": (12, 24), "Christmas Day": (12, 25), "Boxing Day": (12, 26), "New Year's Eve": (12, 31), "New Year's Day": (1, 1), "Valentine's Day": (2, 14), "St Patrick's Day": (3, 17), "Halloween": (10, 31)}  # fmt: skip

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![^\W_])"
)
_FULL_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept\.|Jan\.|Feb\.|Oct\.|Nov\.|Dec\.)"
    r"(?![^\W_])"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!\w|['’](?!s\b))"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_PART = r"(?: (?:morning|afternoon|evening|night|lunchtime))?"
_DASH = r"(?: ?[-–—] ?| to | and | until )"
_WEEKDAY_AHEAD = rf"(?:{_WEEKDAY},? (?:the )?)?"
_COUNT = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_SEASON = r"(?:spring(?! (?:tides?|onions?|lambs?|rolls?|water)\b)|summer|autumn|fall|winter)"
_NOT_NAME = r"(?! [A-Z][a-z]| of the)"

# Kinds of expressions in the order in which they are tried where several begin at the same place.
_FORMS: Final[tuple[tuple[str, str], ...]] = (
    # "2026-09-14"
    ("iso", rf"(?<![\w-])(?P<iso_y>{_YEAR})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?![\w-])"),
    # "03/04/2026", "3.4.2026", "03/04/26"
    ("numeric", r"(?<![\w/.])(?P<num_a>\d{1,2})(?P<num_sep>[/.])(?P<num_b>\d{1,2})(?P=num_sep)(?P<num_y>(?:19|20)\d\d|\d\d)(?![\w/]|[.,]\d)"),
    # "Thursday, 10 September 2026", "3 to 5 May"
    ("dayfirst", rf"\b{_WEEKDAY_AHEAD}(?P<df_a>{_DAY})(?:{_DASH}(?P<df_b>{_DAY}))? (?:of )?(?P<df_m>{_MONTH})(?:,? (?P<df_y>{_YEAR})(?!\d))?"),
    # "Thursday, Sept. 10, 2026", "May 3-5"
    ("monthfirst", rf"\b{_WEEKDAY_AHEAD}(?P<mf_m>{_MONTH}) (?P<mf_a>{_DAY})(?![\d%]|[.,:]\d)(?:{_DASH}(?P<mf_b>{_DAY})(?![\d%]|[.,:]\d| per))?(?:,? (?P<mf_y>{_YEAR})(?!\d))?"),
    # "early May 2019", "September 2026"
    ("monthyear", rf"\b(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<my_m>{_MONTH})(?:,| of)? (?P<my_y>{_YEAR})(?!\d)"),
    # "the third quarter of 2025", "Q2 2024", "last quarter"
    ("quarter", rf"\b(?:[Tt]he (?P<q_w>first|second|third|fourth) quarter(?: of (?P<q_y>{_YEAR}))?|Q(?P<q_n>[1-4]) (?P<q_z>{_YEAR})|(?P<q_mod>[Tt]his|[Ll]ast|[Nn]ext) quarter)\b"),
    # "this summer", "the spring of 2024", "summer 2025", "in the spring"
    ("season", rf"\b(?:(?P<s_mod>[Tt]his|[Ll]ast|[Nn]ext) (?P<s_a>{_SEASON})|(?:the )?(?P<s_b>{_SEASON})(?: of)? (?P<s_y>{_YEAR})|(?:(?<=\bin )|(?<=\bby )|(?<=\buntil )|(?<=\bsince ))(?P<s_c>the {_SEASON}|spring|autumn)(?! of\b| [a-z]+s\b))\b"),
    # "last night", "earlier today", "this morning", "the day before yesterday"
    ("near", r"\b(?P<nr>[Tt]he day (?:before yesterday|after tomorrow)|[Tt]he night before last|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|(?:[Ee]arlier |[Ll]ater )?[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow)\b(?!['’]s (?:world|children|generation))" + _PART),
    # "the weekend", "last weekend"
    ("weekend", r"\b(?P<we>[Tt]his(?: coming| past)?|[Ll]ast|[Nn]ext|(?:(?<=over )|(?<=at )|(?<=during ))the) weekend\b"),
    # "the end of the month", "the start of next year"
    ("edge", r"\b[Tt]he (?:end|start|beginning|middle|close) of (?:(?P<ed_mod>this|last|next)|the) (?P<ed_unit>week|month|year|decade)\b(?! of| before| after| in which| when)"),
    # "in the new year"
    ("newyear", r"(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\buntil )|(?<=\bbefore ))(?P<ny>the new year)\b(?!['’])"),
    # "earlier this week", "last month", "next year", "earlier in the week"
    ("span", r"\b(?<!\b[Tt]he )(?:(?P<sp_in>[Ee]arlier in) the (?P<sp_own>week)\b|(?:(?:[Ee]arlier|[Ll]ater) )?(?P<sp_mod>[Tt]his|[Ll]ast|[Nn]ext) (?P<sp_unit>week|month|year|decade)\b(?!-))"),
    # "Christmas Day", "New Year's Eve": feasts whose day is always the same
    ("feast", r"\b(?P<fe>" + "|".join(re.escape(name).replace("'", "['’]").replace("St", r"St\.?") for name in FEASTS) + r")\b(?! (?:tree|song|special|party|parties|menu|lunch|dinner|market|rush|sale|sales|speech|message))"),
    # "the last Friday of this month", "the first Sunday of October", "the second Tuesday in May 2027"
    ("nth", rf"\b(?:[Tt]he )?(?P<nth_n>first|second|third|fourth|last) (?P<nth_day>{_WEEKDAY}) (?:of|in) (?:(?P<nth_mod>this|next|last|the|that) month|(?P<nth_month>{_FULL_MONTH})(?: (?P<nth_year>{_YEAR}))?)"),
    # "last Friday", "Monday morning", "Tuesday", "Monday week"
    ("weekday", rf"\b(?:(?P<wd_mod>[Tt]his(?: coming| past)?|[Ll]ast|[Nn]ext|[Cc]oming) )?(?P<wd>{_WEEKDAY})(?! (?:night|morning|evening|afternoon)s\b)(?:(?P<wd_week> week\b)|{_PART}\b)"),
    # "last May", "next March"
    ("modmonth", rf"\b(?P<mm_mod>[Tt]his|[Ll]ast|[Nn]ext) (?P<mm>{_FULL_MONTH})(?! \d)"),
    # "two years ago"
    ("ago", rf"\b(?P<ago_n>(?:[Aa]|[Aa]n|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)|{_COUNT}) (?P<ago_unit>day|fortnight|week|month|year|decade)s? ago\b"),
    # "in three days' time", "two weeks from now", "a week from today", "takes place in two weeks"
    ("ahead", rf"(?:(?<=\b[Ii]n )(?P<ah_a>{_COUNT}) (?P<ah_b>day|week|fortnight|month|year)(?:['’]s|s['’]?) time\b|(?:(?<=place in )|(?<=effect in )|(?<=opens in )|(?<=open in )|(?<=starts in )|(?<=start in )|(?<=begins in )|(?<=begin in )|(?<=expires in )|(?<=due in )|(?<=ends in )|(?<=force in ))(?P<ah_e>{_COUNT}) (?P<ah_f>day|week|month|year)s\b|\b(?P<ah_c>[Aa]|{_COUNT}) (?P<ah_d>day|week|fortnight|month|year)s? from (?:now|today)\b)"),
    # "the 1990s", "the 90s"
    ("decade", r"\b(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<dec_the>[Tt]he )?(?:(?:early|mid|late)[- ])?(?:(?P<dec>(?:1[5-9]|20)\d)0s|['’](?P<dec_short>[2-9])0s)\b"),
    # "on the 14th"
    ("dayonly", r"(?:(?<=\b[Oo]n )|(?<=\bfor )|(?<=\bby )|(?<=\b[Uu]ntil )|(?<=\b[Ff]rom )|(?<=\bsince )|(?<=day ))(?P<do>the \d{1,2}(?:st|nd|rd|th))\b(?=[.,;:?!)\"”]| of (?:this|last|next) month|$| and [a-z])(?: of (?P<do_mod>this|last|next) month)?"),
    # "in May", "since late August"; "March" and "May" need more than a capital letter
    ("month", rf"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Bb]y )|(?<=\b[Uu]ntil )|(?<=\bfor )|(?<=\b[Dd]uring )|(?<=\b[Ff]rom )|(?<=\b[Bb]etween )|(?<=\bbefore )|(?<=\bafter )|(?<=\bof )|(?<=\band )|(?<=\bto ))(?P<mo>(?:(?:early|mid|late)[- ])?{_FULL_MONTH}){_NOT_NAME}(?! \d)(?:,? (?:of )?(?P<mo_mod>last|this|next) year\b)?"),
    # "early 2025", "in 2022", "(2019)"
    ("year", rf"(?:\b(?:[Ee]arly|[Mm]id|[Ll]ate)[- ]|(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Bb]y )|(?<=\b[Uu]ntil )|(?<=\b[Ff]rom )|(?<=\b[Dd]uring )|(?<=\b[Bb]etween )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )|(?<=\bend of )|(?<=\bto )|(?<=\band )|(?<=\d or )|(?<=\bof )|(?<=\()|(?<=\bfor ))(?P<yr>{_YEAR})(?![\w%]|[-–—/][\w]|[.,:]\d| (?:[a-z]{{3,20}}s\b|people|euros|dollars|million|billion|per))"),
)  # fmt: skip
# "4", "’90s", "May", "Q3", "this", "the 14th", "twelve months": how every form begins
_BEGINS: Final = (
    r"\d|['’]\d|Q\d|first |second |third |fourth |last |(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|[Tt]his |[Ll]ast |[Nn]ext |[Cc]oming |[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Ee]arl|[Ll]ate|[Mm]id|spring|summer|autumn|fall|winter"
    r"|Christmas|Boxing|New Y|Valent|St|Hallow"
    r"|[Tt]he (?:\d|['’]|day|night|first|second|third|fourth|last|weekend|end|start|beginning|middle|close|new|week|spring|summer|autumn|fall|winter|early|mid|late)"
    r"|(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|"
    + "|".join(name for name in NUMBERS if len(name) > 2)
    + r") (?:day|fortnight|week|month|year|decade)"
)
# the guard in front spares most places the trial of every form: half of the time
_ANY: Final = re.compile(
    rf"(?<!\w)(?={_BEGINS})(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _FORMS) + ")"
)
# "2026", "3/4", "the 4th": digits of a date
_DIGITS: Final = re.compile(r"\d(?:\d{3}|[./]\d|(?:th|st|nd|rd)\b)")
# "the ’90s", "two years’ time"
_MARK: Final = re.compile(r"['’](?:\d0s|s? time\b)")
# every expression has one of these or of those above
_PIECES: Final = (
    *("day", "Day", "Eve", "Halloween", "the end", "the start", "the beginning", "the middle", "the close", "he new year", "from now", "months", "years"),
    *("night", "morrow", "this", "This", "last", "Last", "next", "Next", "ago", "week", "uarter", "spring", "summer", "autumn", "winter", "fall"),
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """Words that name a date, as the text has them: `kind` is one of `_FORMS`, `parts` the named pieces of its pattern."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]


def find(text: str, start: int, end: int) -> Iterator[Form]:
    """The date expressions of text[start:end] in reading order."""
    sentence = text[start:end]  # most without a date are passed over at once
    if not (any(map(sentence.__contains__, _PIECES)) or _DIGITS.search(sentence) or _MARK.search(sentence)):
        return
    for match in _ANY.finditer(text, start, end):
        kind = next(kind for kind, _ in _FORMS if match[kind] is not None)
        if kind == "weekday" and _is_adjective(text, match):
            continue
        parts = {name: value for name, value in match.groupdict().items() if value is not None and name != kind}
        yield Form(match.start(), match.end(), kind, parts | {kind: match[0]} if kind == "weekend" else parts)


# "Friday prayers", "Sunday Gazette", "Tuesday of each month", "a Monday holiday": a weekday in front of a noun
_NOUN_AHEAD = re.compile(
    r" (?:[A-Z][a-z]|of (?:each|every|the)\b|prayers?|roasts?|best|papers?|newspapers?|school|service|services|market|league|holiday)"
)
# "Black Friday", "Palm Sunday": a feast
_FEAST = re.compile(
    r"\b(?:Black|Cyber|Good|Ash|Palm|Easter|Bloody|Shrove|Holy|Super|Whit|Giving|Maundy|[Aa]|[Oo]ne|[Ee]very|[Ee]ach|[Aa]ny|[Yy]our|[Mm]y|[Oo]ur|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth) $"
)


# "“Leyton News Sunday.”": the name of a programme ends in it
_SHOW = re.compile(r"[.,]?(?:''|[’”\"])(?!s)")


def _is_adjective(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 20) : match.start()]
    if match["wd_mod"] is None and before[-5:] == "News " and _SHOW.match(text, match.end()):
        return True
    if match["wd_mod"] is None and _FEAST.search(text, max(0, match.start() - 12), match.start()):
        return True
    return match.end() == match.end("wd") and bool(_NOUN_AHEAD.match(text, match.end()))
