"""Abbreviations that end in a full stop, in small letters and without it: does a sentence end behind them?"""

from typing import Final

from digest.english.calendar import MONTHS, WEEKDAYS_SHORT

# None ends behind these, for a name or a number follows.
NEVER_ENDS: Final = frozenset(
    "mr mrs ms mx dr prof rev fr hon messrs mme mlle sen sens rep reps gov govs gen maj lt lieut col sgt cpl capt cmdr "
    "adm rt supt insp det const maj pres atty cong spc pfc cllr dist asst assoc dep vs v viz cf eg ie approx ca est esp incl resp al "
    "st ft mt pte pvt brig engr barr alh smt shri cdr sqn wg flt".split()
)
# One may end: only if a word follows that often begins a sentence.
MAY_END: Final = (
    frozenset(
        "inc corp co cos ltd plc llc bros jr sr esq etc ave blvd rd hwy sq dept div univ assn bldg "
        "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore "
        "pa penn tenn tex va vt wash wis wyo ont que alta vol ed eds op hrs min mins lb lbs oz kg km cm mph kph tel ext".split()
    )
    | {name for name in MONTHS if len(name) <= 4} - {"may", "june", "july"}
    | WEEKDAYS_SHORT
)
# These belong to the number behind them: "No. 10", "p. 7", "Art. 5", "Rs. 500".
BEFORE_NUMBER: Final = frozenset("no nos p pp art sec fig figs vol ch par para rs nr op c ca approx ext tel pt".split())
# Behind these a sentence always goes on.
ALWAYS_ON: Final = frozenset({"eg", "ie"})
# Everyday words spelled like an abbreviation.
EVERYDAY: Final = frozenset({"fr", "est", "al", "hon", "col", "gen", "rep", "gov", "sen", "fig", "mt", "ft", "st"})


def ends_no_sentence(word: str) -> bool:
    """Whether the full stop behind a capitalised word ("Sen", "U.S", an initial) is part of it."""
    return word[:1].isupper() and (
        word.casefold() in NEVER_ENDS or all(len(letter) == 1 and letter.isupper() for letter in word.split("."))
    )
