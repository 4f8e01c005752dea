"""Names of our own choosing, to fill the phrases of `phrases.txt` and to take the place of names in the treebanks."""

import random
from collections.abc import Sequence
from dataclasses import replace

from training.treebank import Sentence, Token

FIRST = """
James Mary John Linda Robert Maria Michael Susan David Karen William Nancy Richard Lisa Joseph Sarah Thomas Anna Charles Emma
Daniel Laura Paul Julia Mark Amy George Ruth Kevin Diane Brian Alice Edward Helen Steven Carol Andrew Rachel Peter Olivia Ahmed
Fatima Mohammed Aisha Omar Leila Hassan Wei Mei Jun Hiroshi Yuki Kenji Priya Raj Anjali Vikram Carlos Sofia Miguel Isabel Juan
Elena Luis Carmen Pierre Claire Jean Camille Hans Ingrid Klaus Greta Lars Astrid Ivan Olga Dmitri Natasha Kwame Ama Chidi Ngozi
Siobhan Liam Niamh Declan Angus Fiona Giulia Marco Tamika Jamal Keisha DeShawn Tim Bill Bob Kate Joe Jane Ken Pat Sam Max Ben
Donald Hillary Barack Justin Theresa Boris Angela Emmanuel Jacinda Vladimir Narendra Nancy Mitch Bernie Marco Ted Chuck Scott
""".split()
LAST = """
Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Lopez Wilson Anderson Thomas Taylor Moore Jackson
Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter
Mitchell Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Reed
Bailey Kelly Howard Cox Ward Richardson Watson Brooks Wood James Bennett Gray Hughes Price Foster Khan Ahmed Hussein Ali Patel
Singh Sharma Gupta Chen Wang Zhang Li Liu Kim Park Nguyen Tanaka Suzuki Sato Müller Schmidt Schneider Fischer Weber Dubois
Laurent Moreau Rossi Ferrari Bianchi Ivanov Petrov Novak Kowalski Nowak Andersen Hansen Johansson Larsson Okafor Mensah Diallo
O'Brien O'Neill McDonald MacLeod Fitzgerald Sullivan Trudeau Scheer Merkel Macron Obama Clinton Trump Biden Johnson Corbyn
Cameron May Sanders Cruz Rubio Bush Kasich Pelosi Schumer McConnell Ryan Warren Harper Singh Ford Wynne Mulcair Bannon Pence
""".split()
PLACES = (
    """
Canada|France|Germany|China|India|Japan|Russia|Ukraine|Iran|Iraq|Syria|Israel|Egypt|Turkey|Mexico|Brazil|Argentina|Chile|Nigeria
Kenya|Australia|Spain|Italy|Greece|Poland|Sweden|Norway|Finland|Denmark|Ireland|Scotland|Wales|England|Britain|Pakistan|Afghanistan
London|Paris|Berlin|Moscow|Beijing|Tokyo|Delhi|Cairo|Lagos|Nairobi|Sydney|Toronto|Ottawa|Montreal|Vancouver|Calgary|Chicago|Boston
Houston|Dallas|Denver|Seattle|Detroit|Atlanta|Miami|Washington|Baghdad|Kabul|Tehran|Jerusalem|Madrid|Rome|Athens|Brussels|Geneva
Texas|Florida|Ohio|Iowa|Virginia|Michigan|Pennsylvania|California|Nevada|Arizona|Georgia|Ontario|Quebec|Alberta|Manitoba|Europe
Africa|Asia|U.S.|U.K.|New York|San Francisco|Los Angeles|Hong Kong|New Hampshire|North Carolina|South Africa|North Korea|New Zealand
Las Vegas|San Diego|New Orleans|Cape Town|Kuala Lumpur|South Korea|Nova Scotia|St. Louis|Manchester|Birmingham|Glasgow|Belfast|Perth
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
GROUPS = (
    """
Reuters|CNN|BBC|NBC|CBS|ABC|MSNBC|CNBC|Bloomberg|Politico|NATO|UNESCO|UNICEF|OPEC|FIFA|NASA|FBI|CIA|EPA|NHS|EU|UN|WHO|IMF|Apple
Google|Microsoft|Amazon|Facebook|Twitter|Tesla|Boeing|Airbus|Toyota|Honda|Ford|Siemens|Samsung|Sony|Nokia|Shell|BP|Exxon|Pfizer
Walmart|Starbucks|Nike|Intel|IBM|Oracle|Uber|Airbnb|Netflix|Disney|Congress|Parliament|Hamas|Hezbollah|Greenpeace|Amnesty|Interpol
Fox News|Goldman Sachs|Deutsche Bank|General Motors|General Electric|Wells Fargo|Morgan Stanley|Delta Airlines|Harvard University
Stanford University|Oxford University|Yale University|Global News|Toronto Star|Boston Globe|Suffolk University|Labour Party|CTV News
Green Party|Liberal Party|Conservative Party|Republican Party|Democratic Party|Supreme Court|World Bank|Red Cross|Security Council
Federal Reserve|Justice Department|State Department|Health Ministry|Planned Parenthood|Judicial Watch|Sky News|Channel 4|Quinnipiac University
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SWAPPED = 0.3


def tokens(slot: str, rng: random.Random) -> tuple[Token, ...]:
    """The words of a name for a slot, its head's head -1: PER and LAST (flat, first word the head), ORG, LOC, DAY."""
    if slot == "DAY":
        day = rng.choice(DAYS)
        return (Token(day, day, "PROPN", "NNP"),)
    forms = pick(slot, rng)
    label = {"PER": "PER", "LAST": "PER", "ORG": "ORG", "LOC": "LOC"}[slot]
    head = 0 if slot in {"PER", "LAST"} or forms[0] in {"Los", "San", "Las", "Cape", "Kuala", "St."} else len(forms) - 1
    return tuple(
        Token(
            form,
            form,
            "PROPN" if form != "4" else "NUM",
            "NNP" if form != "4" else "CD",
            head=-1 if i == head else head,
            deprel="" if i == head else "flat" if head == 0 else "compound",
            name=f"{'I' if i else 'B'}-{label}",
        )
        for i, form in enumerate(forms)
    )


def pick(slot: str, rng: random.Random) -> Sequence[str]:
    """The forms of a name; the rare and the invented among them, so that not the name is learned but its place."""
    if slot == "PER":
        middle = [rng.choice("ABCDEFGHJKLMNPRSTW") + "."] if rng.random() < 0.08 else []
        return [rng.choice(FIRST), *middle, last(rng)]
    if slot == "LAST":
        return [last(rng)]
    return rng.choice(GROUPS if slot == "ORG" else PLACES).split()


def last(rng: random.Random) -> str:
    """A family name, one in four invented."""
    if rng.random() < 0.75:
        return rng.choice(LAST)
    middle = rng.choice(("an", "el", "or", "in", "ar", "ov", "ett", "ill", "und", "ash", "erm", "ick"))
    return (
        rng.choice(LAST)[:3].rstrip("'")
        + middle
        + rng.choice(("son", "er", "man", "ski", "i", "o", "ton", "ez", "ley", "", "a"))
    )


def swapped(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with some of its annotated names replaced by others of as many words and the same kind."""
    found = list(sentence.tokens)
    for first, token in enumerate(sentence.tokens):
        if token.name not in {"B-PER", "B-LOC", "B-ORG"} or rng.random() > SWAPPED:
            continue
        end = first + 1
        while end < len(found) and found[end].name == f"I-{token.name[2:]}":
            end += 1
        if any(t.upos not in {"PROPN", ""} for t in found[first:end]) or end - first > 2:
            continue
        slot = token.name[2:] if end - first > 1 or token.name != "B-PER" else "LAST"
        forms = next((forms for _ in range(20) if len(forms := pick(slot, rng)) == end - first), None)
        if forms:
            found[first:end] = [replace(t, form=f, lemma=f) for t, f in zip(found[first:end], forms, strict=True)]
    return replace(sentence, tokens=tuple(found))
