"""Which words in front of a name are a courtesy or an office? "Quebec Premier Jean Tarn", "Mrs Orr"."""

from collections.abc import Iterator, Sequence

from digest.understand.names.bridges import JOINERS
from digest.understand.names.capitals import INITIAL, Token
from digest.understand.names.words import genders, longest_place, places, words


def office(run: Sequence[Token]) -> int:
    """How many words of the run are a courtesy title or an office; all of them if it names nobody."""
    texts = [token.text for token in run]
    cut = max((index + 1 for index in range(len(texts)) if _ends_office(texts, index)), default=0)
    rest = texts[cut:]
    if cut and rest and rest[0] in {"of", "for"}:
        cut = _field(run, cut) or cut
        rest = texts[cut:]
    if not cut or (rest and rest[0] in {"of", "for", "and"}):
        return len(texts) if cut else 0
    if not rest:
        return 0 if texts[0] in genders() and not _all_office(texts) and len(texts) > 1 else len(texts)
    if rest[-1] in words("body") or rest[-1] in words("place_word") or rest[-1] in words("body_suffix"):
        return cut if is_courtesy(texts[0]) and len(rest) > 1 else 0
    return cut


def _field(run: Sequence[Token], cut: int) -> int:
    """Where the name begins behind an office and its field, "Minister of Education Ida Moe"; 0 if none does."""
    for index in range(cut + 2, len(run) - 1):
        word = run[index]
        tagged = word.tag == "PER" and word.tag_begin
        if word.text in genders() or _is_title(word.text) or INITIAL.fullmatch(word.text) or tagged:
            return index
    return 0


def _ends_office(texts: Sequence[str], index: int) -> bool:
    """Whether the word is the last one of an office: no part of "Martin King", no "Leader" of "House of Leaders"."""
    word = texts[index]
    if index and texts[index - 1] in {"of", "and", "for"}:
        return False
    first_names = all(before in genders() or len(before) == 2 for before in texts[:index])
    if index and texts[0] not in places() and not _is_title(texts[0]) and first_names:
        return False
    bare = [text for text in texts if text not in {"Jr", "Jr.", "Sr", "Sr."}]
    if index >= 2 and index == len(bare) - 1 and is_courtesy(texts[0]):
        return False  # "Dr Malvin King": a last name
    if _is_title(word):
        return True
    named = index + 2 < len(texts) and texts[index + 1] in genders() and word not in genders()
    return named and word.lower() in words("role_noun")


def inside(titles: Sequence[Token]) -> Iterator[list[Token]]:
    """Places and bodies named inside an office: "Quebec" of "Quebec Premier", "Apple" of "Apple CEO"."""
    at = 0
    while at < len(titles):
        size = next(
            (
                size
                for size in range(min(longest_place(), len(titles) - at), 0, -1)
                if _is_known(titles[at : at + size])
            ),
            0,
        )
        own = next((i for i, token in enumerate(titles[at:]) if not _is_own(token)), len(titles) - at)
        size = size or own
        if size:
            yield list(titles[at : at + size])
        at += size or 1


def is_courtesy(word: str) -> bool:
    """Whether it is "Mr", "Dame", "Dr" and the like."""
    return word in words("courtesy_m") or word in words("courtesy_f") or word in words("courtesy")


def _is_known(part: Sequence[Token]) -> bool:
    text = " ".join(token.text for token in part)
    return text in places() or (text in words("known_body") and text not in words("office_part"))


def _is_own(token: Token) -> bool:
    """Whether a single word inside an office is a name and no part of the office."""
    word = token.text
    common = any(word in words(section) for section in ("office", "office_part", "demonym", "not_name", "starter"))
    return not (
        common
        or is_courtesy(word)
        or word in JOINERS
        or token.first
        or not token.capital
        or word.lower() in words("role_noun")
    )


def _all_office(texts: Sequence[str]) -> bool:
    """Whether the words are nothing but an office: "Prime Minister", "Shadow Home Secretary"."""
    return all(_is_title(word) or word in words("office_part") or word in words("demonym") for word in texts)


def _is_title(word: str) -> bool:
    return word in words("office") or (is_courtesy(word) and word not in {"St.", "Saint"})
