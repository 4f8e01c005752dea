"""Words for what files and data name by a code; each table is the context of its messages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LABELS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "menu": {
        "index.md": "Home", "editions/index.md": "Editions", "stories/index.md": "Stories", "archive/index.md": "Archive",
        "people/index.md": "People", "topics/index.md": "Topics", "sources/index.md": "Sources", "search/index.md": "Search",
        "how-it-is-made/index.md": "How it is made",
    },
    "switch of colours": {"auto": "Switch to light mode", "light": "Switch to dark mode", "dark": "Switch to the system's mode"},
    "form of an article": {"live": "live blog", "interview": "interview", "gallery": "gallery", "list": "list"},
    "kind of article": {
        "opinion": "opinion", "analysis": "analysis", "review": "review", "obituary": "obituary", "release": "press release", "sponsored": "sponsored",
    },
    "verdict": {
        "exact": "exact", "normalised": "normalised", "supported": "supported", "altered": "altered", "stitched": "stitched",
        "misattributed": "misattributed", "elsewhere": "elsewhere", "absent": "absent", "unsupported": "unsupported",
    },
    "meaning of a verdict": {
        "exact": "Is so in the article.",
        "normalised": "Differs from the article only in typography.",
        "supported": "All its names, numbers, dates and negations are in the sentence behind it.",
        "altered": "The article has other words.",
        "stitched": "Its parts are not together in the article.",
        "misattributed": "The article gives these words to somebody else.",
        "elsewhere": "Is in another article.",
        "absent": "Is not in the article.",
        "unsupported": "Says what the sentence behind it does not.",
    },
    "kind of statement": {"direct": "direct", "partial": "partial", "indirect": "indirect", "social": "social", "document": "document"},
    "how a statement is shown": {
        "direct": "Within quotation marks: these words are so, within marks, in the article.",
        "partial": "As reported speech; the marks inside it are the article’s.",
        "indirect": "As reported speech, without marks.",
        "social": "As a post, with its account.",
        "document": "Within quotation marks: the words of a document.",
    },
    "kind of statement in the search": {
        "direct": "quotation", "partial": "reported, partly quoted", "indirect": "reported", "social": "post", "document": "document",
    },
    "what was corrected": {
        "title": "headline", "deck": "introduction", "point": "key point", "figure": "figure", "event": "date", "direct": "quotation",
        "partial": "reported speech", "indirect": "reported speech", "social": "post", "document": "document",
    },
    "state of a story": {"developing": "developing", "quiet": "quiet", "closed": "closed"},
    "rights of a source": {
        "full": "The source allows the whole article to be shown.",
        "excerpt": "The sentences behind the statements are shown, up to a number of words an article.",
        "link": "The source allows points and a link; its sentences and quotations are not shown.",
    },
    "where a date is from": {
        "meta": "The date is stated by the source.",
        "text": "The date is found in the text.",
        "name": "The date is found in the file’s name.",
        "commit": "The date is the day of the commit.",
    },
    "whose point it is": {
        "opinion": "The author argues:", "analysis": "The author argues:", "review": "The author argues:",
        "release": "What the sender says:", "sponsored": "What the sponsor says:",
    },
    "editions within": {"day": "Editions of this day", "week": "Editions of this week", "month": "Editions of this month"},
    "editions beside": {"day": "The day before and after", "week": "The week before and after", "month": "The month before and after"},
    "edition before": {"day": "The day before", "week": "The week before", "month": "The month before"},
    "edition after": {"day": "The day after", "week": "The week after", "month": "The month after"},
    "people or organisations": {"people": "People", "organisations": "Organisations"},
    "what an index lists": {
        "people": "Everyone whose words are in this digest, and whom its articles name.",
        "organisations": "Every body that the articles name, and what it said.",
    },
    "what sources differ on": {
        "dead": "deaths", "dead animals": "animals killed", "injured": "people hurt", "critical": "people in danger of their lives",
        "hospital": "people in hospital", "missing": "people missing", "trapped": "people trapped", "displaced": "people moved out",
        "rescued": "people rescued", "arrested": "arrests", "aboard": "people on board", "infected": "confirmed cases",
        "without power": "without electricity", "spill": "how much leaked", "marchers": "people at the march", "sentence": "length of the sentence",
        "contract": "length of the contract", "attackers": "number of attackers", "escapees": "people who escaped", "stolen": "worth of what was stolen",
        "start": "when it happened", "alarm": "when the alarm came", "made": "when it was made", "in force": "when it takes effect",
        "completed": "when it will be done", "cause": "the cause", "idea": "whose idea it was", "walking out": "who walked out",
        "fine": "the fine", "deficit": "the deficit", "age": "age", "vote share": "share of the vote",
        "charged": "charged", "suspected cases": "suspected cases", "homes destroyed": "homes destroyed", "homes damaged": "homes damaged",
        "area burned": "area burned", "flooded area": "flooded area", "magnitude": "magnitude", "depth of quake": "depth of quake", "wind": "wind",
        "attendance": "attendance", "turnout": "turnout", "majority": "majority", "votes": "votes", "jobs cut": "jobs cut",
        "jobs created": "jobs created", "ban": "ban", "jury out": "jury out", "damages": "damages", "budget": "budget", "profit": "profit",
        "operating profit": "operating profit", "revenue": "revenue", "reward": "reward", "ransom": "ransom", "inflation": "inflation",
        "unemployment": "unemployment", "strike support": "strike support", "contained": "contained", "prize": "prize",
        "interest rate": "interest rate", "losses": "losses", "temperature": "temperature", "recalled": "recalled",
        "records exposed": "records exposed", "vaccinated": "vaccinated", "price at auction": "price at auction", "donated": "donated",
        "takeover": "takeover", "kidnapped": "kidnapped", "freed": "freed", "quarantined": "quarantined", "seats": "seats", "stranded": "stranded",
        "cancelled flights": "cancelled flights", "delayed flights": "delayed flights", "landing": "landing", "launch": "launch",
        "signing": "signing", "arrest": "arrest", "death": "death", "verdict": "verdict", "positive test": "positive test", "founded": "founded",
        "birth": "birth", "sentencing": "sentencing", "sale": "sale", "marriage": "marriage", "ordering the curfew": "ordering the curfew",
        "ordering the evacuation": "ordering the evacuation", "declaring the emergency": "declaring the emergency", "finding it": "finding it",
        "announcing the cuts": "announcing the cuts", "opening it": "opening it", "scoring the winner": "scoring the winner",
        "claiming responsibility": "claiming responsibility", "raising the alarm": "raising the alarm", "designing it": "designing it",
        "inventing it": "inventing it", "leaking it": "leaking it", "rescuing": "rescuing", "epicentre": "epicentre", "medical": "medical",
        "landfall": "landfall", "finding": "finding", "how the office was left": "how the office was left", "vote": "vote",
    },
})  # fmt: skip
