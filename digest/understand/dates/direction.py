"""Does an expression look back or ahead? The tense of its clause shows it, as far as surface words can."""

import re
from typing import Final

from digest.understand.dates.expressions import Form

BACK: Final = -1
EITHER: Final = 0
AHEAD: Final = 1
# "would have opened"
_HAVE = re.compile(r"\b(?:would|could|should|may|might|must) have\b")
# "was opened", "had opened": done by then
_PERFECT = re.compile(r"\b(?:was|were|had) \w+ed\b")
_AUXILIARY = re.compile(r"was|were|had|has|have|been")
_APART: Final = 25  # characters from "was" to "expected" in "was widely expected", at most
_REACH: Final = 160  # characters on either side that are looked at

# ", ", "; ", " said ", " after " – where another clause begins
_NEXT = r"[;:—–()\"“”]|, |\b(?:that|which|who|when|after|before|as|but|while|because|it|he|she|they|we)\b"
_CLAUSE = re.compile(rf"{_NEXT}|\b(?:said|says|told)\b")
# behind a date "told" is the verb that the date may belong to: "Friday on the radio, Ida Moe, a host, told us"
_CLAUSE_BEHIND = re.compile(rf"{_NEXT}|\bsays\b|(?=\b(?:said|told)\b)")
# "will open", "is due", "are expected to", "plans to": words that look ahead
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|would|shall|[Uu]pcoming|ahead of|look(?:s|ing)? (?:ahead|forward) to|prepar(?:e|es|ing) for|due|scheduled|slated|expected|expects?|plans? to|planning to|planned|going to|set to|set for"
    r"|hop(?:es?|ing) to|needs? to|ready to|aims? to|intends? to|is to|are to|was to|were to|have until|has until|had until|deadline (?:is|of|for)|must|should|can|could|may|might)\b"
    r"|\b(?:is|are|am|['’](?:s|re|m)) (?:also |both |now |still |already )?(?:expecting|getting married|marrying|retiring|stepping down|leaving|joining|moving|opening|closing|returning|holding|hosting|launching|playing|releasing|publishing|standing|running for|coming|starting|ending|taking over|flying|travel+ing|bringing)\b"
    r"|['’]ll\b|\b(?:has|have|had) (?:to|until)\b"
)
# pasts that do not end in -ed, with the auxiliaries
_PASTS = (
    "was were had did has have been became began bit bled blew bore bought bred broke brought built burnt burst came caught chose clung"
    " cost cut dealt drank drew drove dug ate fed fell felt fled flew flung forgot forgave fought found froze gave got grew heard held"
    " hid hit hung kept knelt knew laid led left lent lit lost made meant met mistook overcame overtook paid put quit rang rode rose ran"
    " said sang sank sat saw sent set sold shone shook shot shrank shut sought slept slid spat spent spoke spun split spread sprang stole"
    " stood struck taken given stuck swam swept swore swung taught took told thought threw tore underwent understood wept went withdrew woke won wore wrote"
)
# "the vote was held", "they sank", "it has risen": words that look back
_BACK = re.compile(
    r"\b(?:"
    + "|".join(_PASTS.split())
    + r"|(?!(?:need|indeed|speed|feed|seed|exceed|proceed|succeed|hundred|sacred)\b)[a-z]{2,20}ed)\b"
)
# "schools reopen", "the ban takes effect": a timetable, in the present tense
_TIMETABLE = re.compile(
    r"(?<!\bthe )(?<!\ban )(?<!\ba )\b(?:(?:re)?opens?|starts?|begins?|ends?|closes?|shuts|meets?|returns?|resumes?|expires?|kicks? off|go(?:es)? (?:on|to|out|into|back)|flies|plays?|takes? (?:place|effect|over)"
    r"|comes? into force|leaves?|arrives?|votes?|decides?|sits?|appears?|faces?|travels?|heads?|hosts?|holds)\b"
)
# "the match is on Saturday": of a weekday, the coming one
_PRESENT = re.compile(r"\b(?:is|are)\b")
# "called for 8 October", "set for the 24th"
_SET = re.compile(
    r"\b(?:called|scheduled|planned|set|due|slated|booked|arranged|fixed|announced|expected) (?:[\w’'-]+ ){0,7}for (?:the )?$"
)
# "voted to close the school in": what somebody has decided is still to come
_DECIDED = re.compile(
    r"\b(?:vot(?:es?|ed)|agree[sd]?|decide[sd]?|promise[sd]?|pledge[sd]?|vow(?:s|ed)|order(?:s|ed)|wants?|seeks?|plans?|threaten(?:s|ed)) (?:[\w’'-]+ ){0,3}?to (?!have\b)[a-z]+\b(?:(?! (?:said|says|told|had|was|were|has|have|been) )[^,;:.]){0,70}$"
)
# "given him until", "is on loan until", "closed until at least noon on"
_UNTIL = re.compile(
    r"\b(?:until|till) (?:the end of |early |late |at least |at the earliest )*(?:(?:noon|midday|midnight|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\.?) (?:on )?)?$"
)
# "named her chief executive effective": from then on
_EFFECTIVE = re.compile(r"\b(?:effective|with effect from|takes? effect)(?: on| from)? $")
# "by Friday", "until Friday": a day that bounds what is still to come
_BOUND = re.compile(r"\b(?:by|until|till|before) (?:the end of |early |late )?$")


# "ran until 10 January": a day that bounded what is over
_BOUNDED = re.compile(
    r"\b(?:ran|lasted|continued|stayed|remained|lived|worked|served|ruled|held out|went on)(?: \w+)? (?:until|till|to) $"
)
# "was shut until": over unless the sentence says more
_WAS_UNTIL = re.compile(r"\b(?:was|were|ran|had) (?:\w+ ){0,4}(?:until|till) $")
# "said on Tuesday it would": the day of the saying
_SAYING = re.compile(
    r"\b(?:said|announced|told(?: (?!that |on |it |he |she |they )[\w.’-]+){1,7}|confirmed|added|warned)(?:,? (?:on|late|early))*,? $"
)


# "a chance of losing the House in", "strong enough to win in", "likely to fall in": what is yet to be, unless it was
_PROSPECT = re.compile(
    r"(?<!\bwas )(?<!\bwere )\b(?:(?:chances?|risk|hopes?|prospect|odds|possibility) of [a-z]+ing"
    r"|(?:strateg(?:y|ies)|plans?|path|hopes?|campaign) for [a-z]+ing"
    r"|(?:enough|likely|wants?|race|allows?(?: \w+){1,2}) to [a-z]+)\b(?:(?! (?:said|says|told|had|was|were|has|have|been) )[^,;:.]){0,60}$"
)
_WAS = re.compile(r"\b(?:was|were) (?:\w+ ){0,3}(?:enough|likely) to\b")
# "admitted in an interview", "in a statement released": the day of the saying, whatever was said
_SAID_IN = re.compile(
    r"\bin (?:an?|his|her|its|their|the) (?:[\w’'-]+ ){0,2}?(?:interview|statement|letter|memo|e-?mail|tweet|post|briefing|news conference|press conference)"
    r"(?: (?:released|published|issued|sent|given|made))?(?:,? (?:on|late|early))*,? $"
)


def look(text: str, start: int, end: int, form: Form) -> int:
    """BACK, AHEAD or EITHER for an expression in the sentence text[start:end]."""
    low, high = max(start, form.start - _REACH), min(end, form.end + _REACH)
    before, after = text[low : form.start], text[form.end : high]
    if _SAYING.search(before) or _SAID_IN.search(before) or _BOUNDED.search(before):
        return BACK
    if _UNTIL.search(before) and not _PERFECT.search(before) and not (_WAS_UNTIL.search(before)):
        return AHEAD
    if (
        _EFFECTIVE.search(before)
        or _SET.search(before)
        or _DECIDED.search(before)
        or (_PROSPECT.search(before) and not _WAS.search(before))
    ):
        return AHEAD
    cuts = [match.end() for match in _CLAUSE.finditer(before)]
    own = before[cuts[-1] :] if cuts else before
    clauses = _CLAUSE_BEHIND.split(after)
    # the words before speak first: "said on Tuesday it would"; a clause without a verb leaves it to its neighbours
    stretches = ((own, False), (clauses[0], True), (before, False), *((clause, True) for clause in clauses[1:]))
    ways = (_tense(stretch, before, form, follows=follows) for stretch, follows in stretches)
    found = next((way for way in ways if way is not None), None)
    return found if found is not None else AHEAD if _BOUND.search(before) else EITHER


def _tense(stretch: str, before: str, form: Form, *, follows: bool) -> int | None:
    """Where the verbs of a stretch look; None when it has none that show it. Behind the date the first verb is its own."""
    ahead, back = _AHEAD.search(stretch), _BACK.search(stretch)
    apart = _APART if back and _AUXILIARY.fullmatch(back[0]) else 0
    if ahead and not (back and follows and back.start() + apart < ahead.start()):
        return BACK if _HAVE.search(stretch) else AHEAD
    if back:
        return EITHER if _BOUND.search(before) and not _PERFECT.search(stretch) else BACK
    if _TIMETABLE.search(stretch):
        return AHEAD
    if _PRESENT.search(stretch):
        return AHEAD if form.kind == "weekday" else EITHER
    return None
