"""Which language a text is in: the small words that make up half of any running text tell, and the script."""

import re
from functools import cache

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000  # characters
_FEWEST, _SHARE, _LEAD = 12, 0.08, 1.25  # words needed; share of small words; how far ahead of the next language

# the most frequent function words of each language, those that other languages do not have in such numbers
_SMALL = {
    "en": "the of and to in is that it was for on with as his they at be this from had not are but have an were by which their has would",
    "de": "der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei",
    "fr": "le la les de des et à un une du en est pour que qui dans par sur au ne pas plus sont avec ce il cette ont aux se",
    "es": "el la de que y en los se del las un por con no una su para es al lo como más pero sus le ha este fue entre ya",
    "it": "il di che e la per un in è del della con non una sono da si le dei alla nel ha gli più anche come delle al ma",
    "pt": "o de que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar heeft hij door over",
    "sv": "och att det i en som är av för på med den till inte har de ett om var men sig så från vi kan han när skulle efter eller",
    "da": "og at det i en er som af for på med den til ikke har de et om var men sig så fra vi kan han der blev efter også",
    "nb": "og at det i en er som av for på med den til ikke har de et om var men seg så fra vi kan han etter også ble hun",
    "fi": "ja on ei se että hän oli ovat mutta kun myös joka niin kuin jos ole mukaan sen voi olla sitä tai jo vain tämä hänen",
    "pl": "i w na z do się nie że to jest o jak od za po przez dla tym są co by jego był tego oraz ale przy czy już tylko",
    "cs": "a se v na je že o s z do i to k ve za by pro si ale jako po jsou od jeho které až který podle jsem také byl",
    "tr": "ve bir bu da de için ile olarak çok daha en olan gibi kadar sonra ise var göre ne ama her o yeni olduğu dedi",
    "ro": "și de în la a cu pe că din nu o un este pentru care mai au sunt fi fost prin dar se ce sau după între această",
    "hu": "a az és hogy nem is egy ez van volt meg már csak mint el de még ki azt szerint ha után aki ezt vagy lesz minden",
    "id": "yang dan di dengan untuk dari pada ini itu tidak dalam akan ke oleh juga adalah ada mereka telah karena sebagai saya bisa",
}
# scripts that one language, of those here, writes: Greek, Hebrew, Arabic, Thai, Hangul, kana, Han without kana, Devanagari
_SCRIPTS = (
    ("el", "\u0370", "\u03ff"), ("he", "\u0590", "\u05ff"), ("ar", "\u0600", "\u06ff"), ("th", "\u0e00", "\u0e7f"),
    ("ko", "\uac00", "\ud7af"), ("ja", "\u3040", "\u30ff"), ("hi", "\u0900", "\u097f"), ("zh", "\u4e00", "\u9fff"),
)  # fmt: skip
# letters that tell Ukrainian and Bulgarian from Russian
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN, _RUSSIAN = re.compile(r"[іїєґ]", re.IGNORECASE), re.compile(r"[ыэё]", re.IGNORECASE)


def detect(text: str) -> str:
    """The language as BCP 47 ("en", "pt"), "" when the text is too short or too mixed to be sure."""
    sample = text[:_SAMPLE]
    if by_script := _script(sample):
        return by_script
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _FEWEST:
        return ""
    counts = sorted(((sum(word in small for word in words), lang) for lang, small in _lists().items()), reverse=True)
    (most, lang), (next_most, _) = counts[0], counts[1]
    close = {"da", "nb"}  # two that share nearly all their small words: any lead counts
    lead = 1.0 if {lang, counts[1][1]} == close else _LEAD
    return lang if most >= _SHARE * len(words) and most >= lead * next_most and most > next_most else ""


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {lang: frozenset(words.split()) for lang, words in _SMALL.items()}


def _script(sample: str) -> str:
    letters = sum(c.isalpha() for c in sample)
    if letters < _FEWEST:
        return ""
    for lang, first, last in _SCRIPTS:
        if sum(first <= c <= last for c in sample) > (0.05 if lang == "ja" else 0.4) * letters:
            return lang
    if len(_CYRILLIC.findall(sample)) > 0.4 * letters:
        if _RUSSIAN.search(sample):
            return "ru"
        return "uk" if _UKRAINIAN.search(sample) else "bg"
    return ""
