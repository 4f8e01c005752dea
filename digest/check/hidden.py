"""Does a text hide something? Characters that nobody sees, and letters that only look like the ones of the source.

After Unicode Technical Standard 39, "Unicode Security Mechanisms": two texts are confusable if their skeletons are the same. The
table here holds the look-alikes of Latin letters and of digits from Cyrillic, Greek, Armenian, Cherokee and the like; the letters of
mathematics, circled and full-width letters are folded by Unicode's own compatibility form (NFKC).
"""

import re
import unicodedata

from digest.check.level import INVISIBLE, MARKS

_TWINS = (
    "аa ӑa еe ѐe ёe оo рp сc уy хx ѕs іi їi јj һh ԁd ԛq ԝw ѵv вb гr кk мm нh тt пn ьb ӏl ոn սu օo հh ցg ԍG "
    "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЇI ЈJ ҮY ԌG Ӏl ԚQ ԜW "
    "αa βb γy εe ηn ιi κk νv οo ρp σo τt υu χx ωw ϲc ϳj άa έe ήn ίi όo ύu ώw "
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϹC "
    "ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᏃZ "
    "ɑa ɡg ɩi ı i ɪi ɴn ʀr ʏy ꞯq ᴀa ʙb ᴄc ᴅd ᴇe ɢg ʜh ᴊj ᴋk ʟl ᴍm ᴏo ᴘp ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz ǀl "
    "ОO О0 З3 Ч4 Ꮞ4 Ꮾ6 Ꭵi ഠo ဝo"
)
_SKELETON = {ord(pair[0]): pair[1] for pair in _TWINS.split() if len(pair) == 2} | {ord("ı"): "i"}
# "a\u200bb": anything that shows nothing
_UNSEEN = re.compile(rf"[{INVISIBLE}]")


def strange(text: str, source: str) -> tuple[str, ...]:
    """The characters of `text` that nobody sees or that only look like others, and that `source` does not hold."""
    if text.isascii():
        return ()
    return tuple(
        character for character in dict.fromkeys(text)
        if not character.isascii() and character not in source and (_UNSEEN.match(character) or twin(character))
    )  # fmt: skip


def twin(character: str) -> str:
    """What a character looks like ("а", Cyrillic, gives "a"); "" when it is nothing's double."""
    if character in MARKS or character == "…":
        return ""
    like = _SKELETON.get(ord(character)) or unicodedata.normalize("NFKC", character)
    return like if like != character and like.isascii() and like.isalnum() else ""


def skeleton(text: str) -> str:
    """The text with the unseen gone and each look-alike replaced by what it looks like."""
    seen = _UNSEEN.sub("", text)
    return "".join(twin(character) or character for character in seen)


def name(character: str) -> str:
    """`U+0430 CYRILLIC SMALL LETTER A, which looks like "a"`."""
    named = f"U+{ord(character):04X} {unicodedata.name(character, 'a character without a name')}"
    like = twin(character)
    return f'{named}, which looks like "{like}"' if like else f"{named}, which cannot be seen"
