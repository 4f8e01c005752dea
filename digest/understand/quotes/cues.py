"""The words that report speech: general English, by what they take."""

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
