"""Small words by what they do in a sentence that is to be shortened."""

from digest.understand.points.shorten import KEPT

# Dropped, they would change what is claimed, wherever they stand.
TURNING = frozenset(
    "not no never none nobody nothing neither nor n't without cannot unless hardly barely scarcely nowhere lacks lacked denies denied deny "
    "denying refuses refused refuse refusing alleged allegedly alleges allege suspected suspects suspect reportedly reported reports report "
    "may might could possible possibly likely unlikely probably accused accuses accuse claimed claims claim claiming believed believes "
    "believe believing apparently apparent unconfirmed suggests suggested suggest rumoured rumored purported purportedly supposed supposedly "
    "seemingly seems seemed seem fears feared fear hopes hoped hope hoping think thinks thought predicts predicted expects falsely false "
    "untrue wrongly hoax myth appears appeared appear potentially perhaps maybe speculated speculation disputed if whether provided until "
    "till however but instead alone unlike except only according supposed".split()
)
# Of those, the ones that turn nothing but the clause they stand in.
WITHIN = frozenset("but only alone instead however report suspect unlike fear except".split())
# "nearly 40", "under fire": small words of measure, free to go with their phrase
_MEASURING = frozenset("nearly about around approximately up under over more less fewer than most almost least".split())
_CONTRASTING = frozenset("although though despite".split())
# Dropped with a phrase they might be an attribution; a clause of its own may hold them.
STAY = (
    TURNING
    | (KEPT - _MEASURING - _CONTRASTING)
    | frozenset("failed fails fail rejects rejected reveals revealed explained explains writes wrote".split())
)
# ", saying the bridge was old": what is said besides the claim may go, though it is said
SPEAKING = frozenset("saying adding telling warning arguing announcing insisting calling citing".split())
# Under these, whatever is dropped makes the claim another one.
NEGATIVE = frozenset(
    "not n't n’t no never none nobody nothing neither nor cannot without refuse refused deny denies denied unlikely fail fails failed "
    "failing if whether too enough only".split()
)
# Under these, a restriction that is dropped makes the claim larger than it was.
LARGEST = frozenset(
    "all every each any few fewer less half same such so first last most least record best worst second third".split()
)
RESTRICTS = frozenset("by in of since for within on at from ever to among during".split())
NO_SUPERLATIVE = frozenset("honest modest".split())

PARTS = frozenset({",", "--", "–", "—"})  # what sets an aside off
ENDS = frozenset({".", ";", "!", "?", ":"})
# ", his family has announced": verbs of an attribution behind the claim
TELLING = frozenset(
    "said says say told tells announced announces reported reports report according suggests suggest suggested warned warns claimed claims "
    "claim confirmed confirms revealed reveals acknowledged admitted admits promised insisted insists argued argues believes believe learned "
    "learnt understands found finds shows show showed added adds predicted predicts estimates estimated ruled heard hears declared conceded "
    "vowed denied thinks feels hopes agreed stated noted explained writes wrote complained concluded indicated indicates".split()
)
CLOSERS = frozenset({'"', "”", "'", "’", "»", ")"})
TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december jan feb aug sept oct nov dec today yesterday tomorrow tonight morning afternoon evening night week weekend month "
    "year day hour minute decade summer winter spring autumn noon midnight season".split()
)
WHEN = frozenset("on last this next late early earlier during since".split())
# Prepositions of adverbials that a clause can do without; the others belong to their verb or noun.
FREE_PREPOSITIONS = frozenset(
    "despite thanks ahead after amid before during following since throughout alongside while".split()
)
PLACING = frozenset("in at inside across around near outside within".split())
RELATING = frozenset("for with over on".split())
LINKED = frozenset(
    "of to by like as former acting deputy vice ex anti pro non then half late".split()
)  # belong to the word before or behind them
# "put it in front", "is based on", "a rise in profits": words to which the place belongs
PLACED = frozenset(
    "put place set keep leave hold locate base involve engage provide charge replace bar ban prevent stop protect exclude invest remove "
    "release free prohibit discourage force help urge order use accuse convict arrest sentence jail tie link equip fill include interest "
    "bring have be name select pick appoint elect nominate vote list schedule book get embroil catch trap stick see show suggest "
    "growth rise fall drop increase decline slump surge jump loss gain change cut reduction boost".split()
)
# The same without an object: "live in Leyton", but "won the cup in Leyton"
PLACED_BARE = PLACED | frozenset(
    "participate live stand sit lie remain stay result end begin start take turn focus depend rely agree insist call ask wait come go look "
    "specialise specialize believe consist rank find head lead run serve act work deal cope meet compare arrive return travel move fly "
    "succeed differ share enter join aim point laugh shoot target hide appear feature star gather bet indulge intervene interfere trade "
    "culminate compete play win beat finish grow make give reach".split()
)
# "named by a magazine": verbs that say little without who did it
BY_WHOM = frozenset("name vote crown declare brand accuse describe call dub criticise criticize praise condemn".split())
# "told him to leave": verbs whose infinitive is what they claim
STEERS = frozenset(
    "ask tell want allow help urge force order get plan expect try need seek agree refuse fail decide hope intend set due go aim offer "
    "use vow pledge threaten promise continue begin start choose require encourage persuade enable call appear seem prepare take".split()
)
# "In May, ", "After the vote, ", "Meeting in Leyton, ": what may go in front; "Under the plan, " may not
LEADING = frozenset(
    "after before as while since amid following during at on in despite although though meanwhile speaking".split()
)
CLAUSE_MARKS = frozenset("although though despite after before because as while when since following amid so".split())
RELATIVE = frozenset("who which where when in of with whose".split())
# Between two words that are kept, only a plain circumstance may go: "in the harbour", "last week".
INNER = frozenset("in on at for from with during since near across within throughout last this next".split())
JOINTS = frozenset(
    "and but or that which who than as after before when because by to over under some just only".split()
)
# "has won", "won": verbs whose past is their participle, those in -ed apart
PAST = frozenset(
    "said told won lost made found sold paid led held met put set hit cut left kept built sent spent bought brought caught".split()
)
# "Foreign Secretary Ada Brun": offices that are written with a capital
OFFICES = frozenset(
    "secretary minister president chancellor senator sen representative governor gov chairman director chief commissioner judge "
    "justice general professor mayor mp msp mep spokesman spokeswoman leader".split()
)
RISKY = frozenset("from underneath under through along beyond between about".split())
# "an effort to", "a series of": nouns that say nothing without what stands behind them
HOLLOW = frozenset(
    "effort attempt bid move way sign part result decision fact claim news series lot number host string range set group kind type sort case "
    "sense view idea intention desire need hope fear chance risk ability right reason question doubt light wake face back end top heart "
    "share stake role task job aim goal promise pledge threat offer call demand plea request access approach place position spot seat".split()
)
