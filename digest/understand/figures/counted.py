"""What things does a bare number count: "171 seats", "14 people dead", "Ida Moe, 71,"?"""

import re
from typing import Final

# " new boats", " of the 121 seats": up to four words behind the number, the last a plural
_OF: Final = re.compile(r" (?:out )?of (?:the |its |their |all )?(?:past |last |next )?\d[\d,]{0,11}(?= [a-z])")
_WORD: Final = re.compile(r"[ -]([A-Za-z][A-Za-z’'-]{0,30})")
_IRREGULAR: Final = frozenset("people men women children police staff crew fish sheep cattle deer aircraft personnel dead spacecraft livestock households teeth geese mice media data firefighters".split())  # fmt: skip
_STOPS: Final = frozenset(
    "a an the of in on at to for from with by and or but as is was are were be been has have had will would can could may"
    " might must that which who whose when where while after before since until than then if into over under about"
    " against between during per he she it they we you i his her its their our my this these those not no said says told"
    " ago times ones others years's across less plus always perhaps yes thus whereas besides o'clock days's does its"
    " yesterday today so because later earlier early late afterwards towards also more's am pm".split()
)
_PEOPLE: Final = frozenset(
    "people persons person men women children boys girls adults babies passengers residents soldiers workers employees"
    " officers firefighters patients pupils students teachers nurses doctors migrants refugees victims troops protesters"
    " supporters members voters guests fans staff crew civilians inhabitants prisoners survivors islanders villagers man"
    " woman child men's demonstrators fishermen sailors policemen policewomen police visitors spectators customers"
    " commuters tourists worshippers followers teenagers pensioners viewers travellers travelers colleagues lawmakers senators councillors"
    " officials militants fighters gunmen insurgents rebels immigrants inmates hostages shoppers marchers dead personnel volunteers investigators engineers farmers drivers physicians hikers candidates pilots actors owners neighbours neighbors carers players swimmers cyclists runners miners teenagers captives detainees nurses pensioners delegates lawyers judges journalists applicants tenants householders customers subscribers donors graduates recruits sailors divers climbers parents relatives mourners voters".split()
)
# "14 dead", "14 were killed", "14 others hurt"
_HARMED: Final = re.compile(r"(?: (?:more|others|other))?(?:,? (?:were|was|are|have been|had been|is))?(?: (?:still|also|reported|feared|confirmed))? (?:dead|killed|dying|died|injured|hurt|wounded|missing|arrested|rescued|drowned|evacuated|detained|unaccounted|affected|charged|accused|sentenced|shot|trapped|infected)\b")  # fmt: skip
# "killed 14", "killing at least 14", "the toll rose to 14"
_TOLL: Final = re.compile(r"\b(?:kill(?:s|ed|ing)|injur(?:es|ed|ing)|wound(?:s|ed|ing)|(?:death )?toll (?:[a-z]+ ){0,3}(?:to|at|of|is|was|stands at|stood at)|attendance(?: there| then)?(?: of| at|:)?|audience(?: [\w’'-]+){0,6}|crowd of|population (?:of|is|was|stands at))(?: (?:at least|more than|about|up to|some|nearly|around|over|as many as|another))* $", re.IGNORECASE)  # fmt: skip
# "the number of people killed by the slide rose to", "the number killed on both sides at"
_NUMBER_OF: Final = re.compile(
    r"\b[Nn]umber (?:of (?:[a-z’'-]+ ){0,2}?(?P<noun>[a-z-]{2,30}s|people|men|women|children|staff|police)\b|(?:killed|dead|injured|missing|hurt|wounded))[^.;:]{0,90}? "
    r"(?:to|at|rose|fell|reached|hit|was|is|stands|stood)(?: (?:at least|more than|about|up to|some|nearly|around|over))* $"
)
# "the toll in the sinking of the ferry rose to at least"
_TOLL_OF: Final = re.compile(
    r"\b[Tt]oll\b[^.;:]{0,80}? (?:rose|risen|rises|climbed|grew|stood|stands|put|reached|reaches|hit|passed)(?: to| at)?(?: (?:at least|more than|about|nearly|around|over))* $"
)
# "143,000 passengers last year, compared with ", "118,000 tonnes against a target of ": what is compared is counted in the same
AGAINST: Final = re.compile(
    r"[^.;:]{0,40}\b(?:compared (?:with|to)|against(?: an? [a-z]+ of)?|up from|down from|rather than|instead of|fewer than|more than)(?: (?:about|just|only|some|nearly|the))* $"
)
# " of the birds" behind any number but one
_AMONG: Final = re.compile(r" of (?:the|its|their|those|these|his|her|our|my|your)(?= [A-Za-z])")
# " head of cattle"
_HEAD: Final = re.compile(r" head of(?= (?:cattle|sheep|deer|goats|livestock)\b)")
# "43,000 Floridians", "12 Republicans", "118 MPs": people by where they come from or belong to
_FOLK: Final = re.compile(
    r"(?:[A-Z]\w+(?:ans|ese|crats|ites|ners|landers|men|ics)|Latinos|Filipinos|Tories|MPs|MEPs|Iraqis|Israelis|Pakistanis|Britons|Germans|Swedes|Poles|Danes|Turks|Jews|Muslims|Kurds|Serbs|Czechs|Finns|Scots)"
)
# "6,000-strong"
# "a dozen others"
_OTHERS: Final = re.compile(r" others(?! (?:are|were|is|of)\b)")
_LONG_AGO: Final = 150  # characters in front of a number in which "the number of" is
_NEAR, _FAR = 4, 7  # words up to the plural, the latter in "fifty of the nation's top Alliance security officers"
_STRONG: Final = re.compile(r"[- ]strong\b")
# "she was just 15", "Now 57", "who turned 40"
_TURNED: Final = re.compile(
    r"(?:\b(?:[Hh]e|[Ss]he|who|I) (?:is|was|would have been|will be|would be|had been|turn(?:s|ed)|will turn)|\b(?:[Hh]e|[Ss]he)[’']s|^Now|^At) (?:just |only |now |then |already )?$"
)
_DONE: Final = re.compile(r"(?=[.,;:)]|$| (?:when|at the time|and|but)\b| in [A-Z\d])")
# "71-year-old", "aged 71", ", 71," behind a name, ", who is 71,"
_YEAR_OLD: Final = re.compile(r"[ -]years?[ -]old\b")
_AGED: Final = re.compile(r"\b(?:aged|age|ages)(?: of)?(?: \w{1,9}(?: and|,| to))? $|\bas (?:young|old) as $")
_IN_COMMAS: Final = re.compile(r"(?:[A-Z][\w’'-]{1,40}, |, who (?:is|was|turn(?:s|ed)|will be) (?:now |just )?)$")
_CLOSED: Final = re.compile(r"(?=,(?! \d{3}\b)|\.$|\.\s|;| and | –| —|\))")


def age(text: str, start: int, end: int, low: int) -> int | None:
    """Where the words of an age end, None when the number is none."""
    old = _YEAR_OLD.match(text, end)
    if old:
        return old.end()
    before = text[max(low, start - 24) : start]
    if _AGED.search(before) or (_IN_COMMAS.search(before) and _CLOSED.match(text, end)):
        return end
    return end if _TURNED.search(before) and _DONE.match(text, end) else None


def count(text: str, start: int, end: int, low: int, limit: int) -> tuple[str, int] | None:
    """The unit and where its words end; None when the number counts nothing that the words tell."""
    of = _OF.match(text, end, limit) or _HEAD.match(text, end, limit)
    among = None if of or text[start:end].lower() == "one" else _AMONG.match(text, end, limit)
    at = of.end() if of else among.end() if among else end
    noun = None if _HARMED.match(text, end, limit) else _noun(text, at, limit, _FAR if among else _NEAR)
    if noun is not None:
        word, stop = noun
        unit = "people" if word.lower() in _PEOPLE else word.lower()
        return unit, stop
    of_them = _NUMBER_OF.search(text[max(low, start - _LONG_AGO) : start])
    if of_them:
        noun_of = of_them["noun"] or "people"
        return "people" if noun_of in _PEOPLE else noun_of, end
    harmed = _HARMED.match(text, end, limit) or _TOLL_OF.search(text[max(low, start - _LONG_AGO) : start])
    if harmed or _TOLL.search(text[max(low, start - 60) : start]):
        return "people", end
    return None


def _noun(text: str, at: int, limit: int, words: int) -> tuple[str, int] | None:
    """The first plural among the next so many words, of which none may be a function word."""
    strong = _STRONG.match(text, at, limit) or _OTHERS.match(text, at, limit)
    if strong:
        return "people", strong.end()
    if text[at : at + 1] == "-":
        return None  # "50-state polls" counts no polls
    for _ in range(words):
        match = _WORD.match(text, at, limit)
        if not match or match[1].lower() in _STOPS:
            return None
        word, at = match[1], match.end()
        if _FOLK.fullmatch(word):
            return "people", at
        bare = word.lower().rsplit("-", 1)[-1]
        plural = bare.endswith("s") and not bare.endswith(("ss", "us", "is", "’s", "'s", "ous")) and len(bare) > 3
        if (plural or bare in _IRREGULAR) and bare not in _STOPS:
            return (word, at) if word[0].islower() else None
    return None
