"""Cut a sentence into words the way Universal Dependencies does, keeping the place of each word.

Contractions are cut ("do|n't", "Cook|'s"), hyphened compounds too ("six|-|member", but "co-worker"); abbreviations,
numbers, addresses and handles stay whole.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

_WORDLIKE: Final = r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200d])"

# "https://example.org/a?b=c", "www.example.org"
_ADDRESS: Final = r"(?:https?://|www\.)[^\s<>\"”’')\]]*[^\s<>\"”’')\].,;:!?]"
# "news@example.org"
_MAIL: Final = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"  # the longest that mail allows in front of the @
# "@user", "#election"
_HANDLE: Final = r"[@#]\w+"
# "U.S.", "a.m.", "J.R.R."
_INITIALS: Final = r"(?:[^\W\d_]\.){2,}"
# "Mr.", "Sen.", "Jan."
_ABBREVIATION: Final = (
    r"(?:Ph\.D|Mrs?|Ms|Dr|Prof|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Rev|Hon|Pres|Supt|Det|St|Mt|Ft|Jr|Sr|Inc|Ltd|Co|"
    r"Corp|Bros|No(?=\. ?\d)|Nos|vs?|etc|al|approx|dept|Dept|est|c|ca|Cal|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ave|Blvd|Rd|"
    r"Calif|Fla|Ala|Ariz|Ark|Colo|Conn|Del|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ont|Ore|"
    r"Pa|Penn|Que|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.(?=[\s,;:'’]|$)"
)
# the "J." of "J. Smith"
_INITIAL: Final = r"[A-Z]\.(?=\s+[A-Z])"
# "9/11", "1,200.50", "6:00", "21st", "1990s"
_NUMBER: Final = r"\d+(?:[.,:/]\d+)*(?:(?:st|nd|rd|th|s)(?![^\W_]))?"
# "4G"; but "10km" and "6pm" are two words
_DIGIT_WORD: Final = r"\d+(?!(?:[ap]m|k?m|kg|[ckm]?m|mph|ft|lbs?|bn|mn?|tn|k|p|pc)\b)[^\W\d_]\w*"
# "example.com", "CBC.ca"
_DOTTED: Final = r"[^\W_]+(?:\.[a-z]{2,}){1,8}(?![^\W_])"
# "co-worker", "e-mail"
_PREFIXED: Final = (
    r"(?:co|re|non|pre|anti|ex|mid|pro|un|multi|inter|intra|semi|mini|post|sub|counter|e|bi|de|over|ultra|neo|"
    rf"quasi|pseudo|trans|cross|extra|wi)-{_WORDLIKE}+"
)
# "Trump’s", "O'Neill", "don't": cut further by `_clitics`
_WORD: Final = rf"{_WORDLIKE}+(?:['’]{_WORDLIKE}+)*"
# "'s" after a mark, "'90s"
_LOOSE_CLITIC: Final = r"(?<=[\w.%)])['’](?:s|re|ve|ll|d|m)(?![^\W_])|['’]\d0s(?![^\W_])"
# "...", "--", "!!", "''"
_RUN: Final = r"\.{2,}|-{2,}|[!?]{2,}|''|``|,,|\*+|_+|={2,}|~+"

# "minister" before a blank or a comma, as most words are: nothing below would read it otherwise, and it is found sooner
_PLAIN: Final = r"[A-Za-z]+(?=[ ,])"

_TOKEN: Final = re.compile(
    "|".join(
        (
            _PLAIN,
            *(_ADDRESS, _MAIL, _HANDLE, _INITIALS, _ABBREVIATION, _INITIAL, _DIGIT_WORD, _NUMBER, _DOTTED),
            rf"(?i:{_PREFIXED})",
            *(_LOOSE_CLITIC, _WORD, _RUN, r"\S"),
        )
    )
)

# the "n't" of "don't", the "'s" of "Cook's"
_CLITIC: Final = re.compile(r"(?:(?<=\w)n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)

_TWO_WORDS: Final = {
    "cannot": 3,
    "gonna": 3,
    "wanna": 3,
    "gotta": 3,
    "gimme": 3,
    "lemme": 3,
    "dunno": 2,
}


@lru_cache(maxsize=20_000)
def _cuts(form: str) -> tuple[int, ...]:
    """Where a word is cut into words: (0, 2, 5) for "don't"."""
    lower = form.lower()
    if lower in _TWO_WORDS:
        return 0, _TWO_WORDS[lower], len(form)
    cuts = [len(form)]
    while (clitic := _CLITIC.search(form, 0, cuts[0])) and clitic.start() > 0:
        cuts.insert(0, clitic.start())
    return 0, *cuts


def tokenise(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The (start, end) code-point offsets of the words of `text[start:end]`, in order; white space is in none."""
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        if last - first < 3:
            found.append((first, last))
            continue
        cuts = _cuts(match[0])
        if len(cuts) == 2:
            found.append((first, last))
        else:
            found.extend((first + a, first + b) for a, b in pairwise(cuts))
    return found
