"""The id of a name, as it stands in addresses: "Emmanuel Macron" → "emmanuel-macron"."""

import re
import unicodedata

# "’", "." – marks inside a word that leave no gap
_SILENT = re.compile(r"[.'’ʼ`´]")
# " ", "&", "–" – everything that is no letter or digit
_GAP = re.compile(r"[\W_]+")
# Letters that Unicode does not take apart.
_SPELLED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h"}
)


def slug(name: str) -> str:
    """Lower case, without accents, hyphens between the words; letters of other scripts stay. Empty for no letter."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_SPELLED))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _GAP.sub("-", _SILENT.sub("", bare)).strip("-")
