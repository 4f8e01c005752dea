"""Which words carry a sentence's meaning though they are small? They may not be dropped on the way into a key point."""

from digest.english.calendar import MONTHS, WEEKDAYS, WEEKDAYS_SHORT

# Dropped, they turn a statement round.
NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot denies denied deny denying refuses refused refuse "
    "refusing ruled-out unless hardly barely scarcely nowhere lacks lacked".split()
)
# Dropped, they make a fact of what was said, feared or suspected.
HEDGES = frozenset(
    "alleged allegedly alleges allege suspected suspects reportedly reported reports may might could possible possibly "
    "likely unlikely probably accused accuses accuse claimed claims claim claiming believed believes apparently "
    "apparent unconfirmed suggests suggested rumoured purported purportedly supposed supposedly seemingly seems seemed "
    "fears feared hopes hoped hope believe believes think thinks thought predicts predicted expects falsely false untrue "
    "wrongly hoax myth appears appeared potentially perhaps maybe speculated speculation disputed".split()
)
# Dropped, they make unconditional what was tied to a condition.
CONDITIONS = frozenset("if unless whether provided until".split())
ALWAYS_KEPT = NEGATIONS | HEDGES | CONDITIONS

# Kept with the word behind them: "former president", "up to 40", "was arrested", "will close", "half of".
CLINGING = frozenset(
    "former ex late acting deputy vice assistant would-be would be so-called self-proclaimed attempted failed proposed "
    "planned draft potential near almost nearly about around under over more less fewer most least up than at half "
    "roughly approximately only just some will shall would can should must ought is are was were been being get got "
    "gets to by against anti non un fake mock ordered told asked tried wants wanted hopes hoped plans planned urged "
    "threatened vowed agreed refused due set going expected".split()
)
# Behind a number these belong to it, as its unit does (`english.units.names_unit`).
MAGNITUDES = frozenset(
    "hundred thousand million billion trillion dozen bn tn mn m k decade decades century centuries".split()
)
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "trillion dozen half third quarter first second".split()
)  # fmt: skip
# Begins a phrase that may go without loss: "in the harbour", "on Tuesday", "of Port Alder".
PREPOSITIONS = frozenset(
    "in on at of for from with during since near across along within throughout amid alongside between into onto "
    "outside inside off beside below above beyond despite".split()
)
# May differ freely in a rewritten point.
FREE = frozenset("a an the 's".split())
TIMES = frozenset(
    "today yesterday tomorrow tonight morning afternoon evening night on".split()
).union(MONTHS, WEEKDAYS, WEEKDAYS_SHORT)  # fmt: skip
# Behind these "as" begins what somebody or something is taken for, without which they claim something else.
TAKES_AS = frozenset(
    "remember remembered see seen regard regarded describe described know known name named treat treated view viewed "
    "consider considered brand branded label labelled hail hailed dismiss dismissed condemn condemned".split()
)
# Behind "first", "only" or a superlative a phrase with one of these says of what.
SCOPED = frozenset("in of since among for at on from within across to".split())
WIDEST = frozenset("first only last most least every all never record".split())
NO_SUPERLATIVE = frozenset(
    "interest protest forest request arrest harvest contest invest honest modest southwest northwest midwest budapest manifest suggest".split()
)
