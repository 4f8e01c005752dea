"""Words of saying: general English, for what finds speech and for what checks it; lemmas by what they take, then forms by where they appear."""

# They are used beside direct speech: “…,” she said.
SAYING = frozenset(
    "say add tell note explain write ask reply respond continue argue declare state announce insist recall warn tweet post conclude "
    "remark acknowledge admit observe claim shout joke quip yell exclaim assert contend maintain stress emphasise emphasize "
    "suggest complain comment concede confirm caution boast predict promise vow pledge cry whisper mutter murmur laugh snap "
    "retort counter counsel advise urge report read go agree deny allege testify lament reason offer muse answer demand "
    "order beg plead scream chant sing begin interject recount relate reveal disclose volunteer elaborate thunder fume "
    "rail growl scoff sigh smile grin crack deadpan intone opine theorise theorize hypothesise reflect remember interrupt "
    "inquire wonder question request instruct remind inform assure reassure notify brief text email message blog blast call describe "
    "put chime sum enthuse gush bemoan venture ponder retweet caption".split()
)  # fmt: skip
# They report what was said, seldom beside direct speech: accused, pointed to, dismissed.
REPORTING = SAYING | frozenset(
    "accuse point criticize criticise talk refuse refer propose cite indicate mention defend blame express dismiss estimate praise "
    "slam press tout repeat threaten reference imply denounce reiterate condemn clarify recommend advocate quote hail underscore "
    "echo mock apologize apologise thank chide invoke signal liken reaffirm decry speculate hint label confess applaud trumpet "
    "berate rebuke proclaim outline deride rebut scold confide articulate assail show find support endorse blame dispute reject speak "
    "attack challenge question characterise characterize brand dub portray slate hammer rip bash".split()
)  # fmt: skip
# They take a person before the content: told reporters that …
ADDRESSING = frozenset(
    "tell ask remind inform assure reassure notify urge warn advise instruct order beg persuade convince promise brief text email challenge implore".split()
)
# Their subject in the passive is the one spoken to: the mayor was told that …
ADDRESSED = ADDRESSING | {"press", "question"}
# Nouns whose content follows: the claim that …
NOUNS = frozenset(
    "claim statement assertion announcement allegation accusation argument warning suggestion comment remark report contention "
    "promise pledge vow prediction belief assurance insistence declaration complaint criticism testimony tweet message letter "
    "news rumour rumor speculation question call demand proposal admission acknowledgement acknowledgment revelation confirmation "
    "denial charge conclusion finding estimate view opinion word answer response advice notion concern evidence".split()
)  # fmt: skip
NEGATIONS = frozenset("not n't never neither nor no without decline refuse fail".split())

# Forms, as they appear in a text, by what is asked of them.
# Between a speaker's name and quotation marks: whom does the article name there?
BESIDE_MARKS = (
    "said says told tells added adds asked wrote writes tweeted posted replied explained argued insisted warned noted "
    "declared recalled continued announced admitted claimed stated responded concluded joked shouted answered"
).split()
# Behind a mark like ?” and a name: the sentence goes on.
BEHIND_MARKS = (
    "said says asked asks added adds shouted cried wrote writes tweeted told replied joked yelled screamed "
    "exclaimed wondered recalled explained declared insisted continued"
).split()
# In front of a day: it is the day of the saying.
BEFORE_DAY = [
    *"said says told announced added wrote tweeted warned confirmed stated spoke".split(),
    "declined to comment",
    *"insisted argued claimed reported noted acknowledged responded reacted".split(),
    "called on",
]
# Behind a day: "last night said".
BEHIND_DAY = "said told accused claimed insisted admitted added warned".split()
# With their clause they may be left out, and take no doubt away.
LEFT_OUT = frozenset("said says say saying told added adds according announced reported".split())
# With their speaker left out, a claim of somebody becomes a fact.
ATTRIBUTES = frozenset("said says say according told warned warns argues argued insisted insists".split())
# A line that begins or ends with one says by whom it is.
OF_A_LINE = frozenset(
    "said says say according told announced reported reports warned added suggests show shows found".split()
)
# A clause that holds one is somebody's claim, and stays.
OF_A_CLAUSE = frozenset("said says say saying according told tells announced announces".split())
# In front of an occasion: "said in a statement".
BEFORE_OCCASION = "said says added wrote announced confirmed".split()
