"""Which language is a text in? Asked of py3langid: naive Bayes over bytes, 140 languages, its model in its own package.

Source: M. Lui, T. Baldwin, "langid.py: An Off-the-shelf Language Identification Tool", ACL 2012.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.model import Source

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = "und"  # BCP 47: undetermined
# "en", "de-CH", "zh-Hant-TW"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_SAMPLE = 4_000  # characters; 300 settle it as a rule
# The probability that a language needs. Of 912 English texts cut to 160 characters 99 in 100 have .69, and none that is in
# another language is called English below .9; English needs less, since it is what this program's articles are in.
_FLOOR, _FLOOR_ENGLISH = 0.6, 0.3


def of(source: Source) -> str:
    """The language of a source: as its editor states it, else as detected in its text, else as its page states it, else `UNKNOWN`.

    A page's own word comes last: a publishing system says "en" of everything until somebody sets it.
    """
    primary, dash, rest = source.metadata.lang.strip().replace("_", "-").partition("-")
    stated = f"{primary.lower()}{dash}{rest}" if _TAG.fullmatch(primary + dash + rest) else ""
    if stated and source.metadata.found.get("lang") == "front matter":
        return stated
    detected = detect(source.text)
    return stated or UNKNOWN if detected == UNKNOWN else detected


def detect(text: str) -> str:
    """The language as BCP 47 ("en", "ca"), `UNKNOWN` when the text is too short or too mixed."""
    lang, probability = _identifier().classify(text[:_SAMPLE])
    return lang if probability >= (_FLOOR_ENGLISH if is_english(lang) else _FLOOR) else UNKNOWN


def is_english(lang: str) -> bool:
    """Whether a language tag names English, of any country: the one language that the program reads."""
    return lang.partition("-")[0] == "en"


@cache
def _identifier() -> "LanguageIdentifier":
    """The library's model, loaded when a text is first asked about: it takes half a second and 100 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - see above

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
