"""Invent news sentences together with their trees and names.

The treebanks hold few airstrikes: a parser that has hardly seen "struck", "militants" or
"hideout" takes "Turkish jets struck PKK targets" for one long noun phrase. A small
grammar writes such sentences, analysed as EWT would, to be mixed into the training texts.
None is taken from anywhere; most make little sense, and need not.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from treebanks import Sentence, Word

PAST_PLURAL = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
PAST_SINGULAR = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
NOW_PLURAL = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
NOW_SINGULAR = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
PASSIVE = "Tense=Past|VerbForm=Part|Voice=Pass"
PARTICIPLE = "Tense=Pres|VerbForm=Part"

# base past participle gerund third-person
HARM = """kill killed killed killing kills/arrest arrested arrested arresting arrests
detain detained detained detaining detains/capture captured captured capturing captures
wound wounded wounded wounding wounds/injure injured injured injuring injures
kidnap kidnapped kidnapped kidnapping kidnaps/abduct abducted abducted abducting abducts
execute executed executed executing executes/behead beheaded beheaded beheading beheads
ambush ambushed ambushed ambushing ambushes/attack attacked attacked attacking attacks
shoot shot shot shooting shoots/free freed freed freeing frees/rescue rescued rescued rescuing rescues
target targeted targeted targeting targets/fight fought fought fighting fights
repel repelled repelled repelling repels/eliminate eliminated eliminated eliminating eliminates
neutralise neutralised neutralised neutralising neutralises/hit hit hit hitting hits"""
STRIKE = """bomb bombed bombed bombing bombs/strike struck struck striking strikes/hit hit hit hitting hits
shell shelled shelled shelling shells/pound pounded pounded pounding pounds
target targeted targeted targeting targets/destroy destroyed destroyed destroying destroys
raid raided raided raiding raids/attack attacked attacked attacking attacks
storm stormed stormed storming storms/seize seized seized seizing seizes
capture captured captured capturing captures/retake retook retaken retaking retakes
recapture recaptured recaptured recapturing recaptures/clear cleared cleared clearing clears
surround surrounded surrounded surrounding surrounds/besiege besieged besieged besieging besieges
dismantle dismantled dismantled dismantling dismantles/overrun overran overrun overrunning overruns
engage engaged engaged engaging engages/torch torched torched torching torches
bombard bombarded bombarded bombarding bombards/ambush ambushed ambushed ambushing ambushes
liberate liberated liberated liberating liberates/search searched searched searching searches"""
FIND = """seize seized seized seizing seizes/recover recovered recovered recovering recovers
confiscate confiscated confiscated confiscating confiscates/find found found finding finds
destroy destroyed destroyed destroying destroys/discover discovered discovered discovering discovers
intercept intercepted intercepted intercepting intercepts/defuse defused defused defusing defuses
uncover uncovered uncovered uncovering uncovers/capture captured captured capturing captures"""
ACT = """launch launched launched launching launches/conduct conducted conducted conducting conducts
mount mounted mounted mounting mounts/stage staged staged staging stages
foil foiled foiled foiling foils/thwart thwarted thwarted thwarting thwarts
repulse repulsed repulsed repulsing repulses"""

NATIONS = """
    Iraqi Syrian Turkish Afghan Pakistani Indian Nigerian Somali Kenyan Malian French Russian
    Ukrainian Israeli Saudi Yemeni Egyptian Libyan Sudanese Congolese Ugandan Ethiopian
    Philippine Colombian Mexican American British Iranian Lebanese Kurdish Chadian Cameroonian
    Burkinabe Jordanian Algerian Tunisian Thai
""".split()  # noqa: SIM905
COUNTRIES = """
    Iraq Syria Turkey Afghanistan Pakistan India Nigeria Somalia Kenya Mali France Russia
    Ukraine Israel Yemen Egypt Libya Sudan Uganda Ethiopia Colombia Mexico Iran Lebanon Chad
    Cameroon Niger
""".split()  # noqa: SIM905
GROUPS = """
    ISIS ISIL Daesh IS Taliban al-Qaeda al-Shabaab PKK YPG SDF Hezbollah Hamas Houthi TTP JNIM
    ISWAP M23 ADF FARC ELN LRA RSF AQAP AQIM Ansar_al-Sharia Boko_Haram Abu_Sayyaf
    Jabhat_al-Nusra Lashkar-e-Taiba Jaish-e-Mohammed Ansar_Dine Al-Qaeda Al-Shabaab
    Islamic_Jihad Peshmerga Fatah Janjaweed Wagner
""".split()  # noqa: SIM905
FIRST = """
    Ahmed Mohammed Ali Hassan Omar Abdul Yusuf Ibrahim Khalid Mahmoud Abu Saad Jamal Hamid Tariq
    Sergei Ivan John Pierre Musa Bashir Aliyu Juan Carlos Raj Imran Farid Mullah Sami Rashid
    Nouri
""".split()  # noqa: SIM905
LAST = """
    Hassan Ibrahim Khan Mohamud Abubakar Petrov Jones al-Jubouri al-Baghdadi al-Masri al-Obeidi
    Rahman Sharif Ahmadi Singh Dupont Garcia Mohammed Yusuf Osman Warsame Karimi al-Zarqawi
    al-Libi Haqqani
""".split()  # noqa: SIM905
RANKS = """
    Col. Gen. Maj. Lt. Capt. Brig. Colonel General Major Sheikh President
""".split()  # noqa: SIM905
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
MONTHS = """
    January February March April May June July August September October
""".split()  # noqa: SIM905
SMALL = "two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905

FIGHTERS = """
    militants fighters insurgents gunmen rebels terrorists jihadists extremists bandits
    guerrillas suspects members
""".split()  # noqa: SIM905
SOLDIERS = """
    forces troops soldiers jets warplanes aircraft helicopters commandos policemen officers
    drones fighters gunships planes marines rangers militiamen
""".split()  # noqa: SIM905
VICTIMS = """
    civilians soldiers policemen people villagers children women troops officers guards pilgrims
    hostages peacekeepers passengers worshippers students workers residents
""".split()  # noqa: SIM905
SITES = """
    hideout camp base convoy position checkpoint compound outpost headquarters bunker depot
    bridge tunnel vehicle market mosque village safehouse stronghold airfield prison building
    house
""".split()  # noqa: SIM905
ARMS = """
    rifles rockets grenades mortars mines pistols vehicles bombs detonators missiles launchers
    motorcycles trucks vests shells drones
""".split()  # noqa: SIM905
DEEDS = """
    raid attack airstrike strike operation ambush offensive assault bombing shelling clash
    explosion blast shootout firefight crackdown
""".split()  # noqa: SIM905
SPEAKERS = """
    official officer spokesman minister witness resident commander lawmaker doctor statement
    report source
""".split()  # noqa: SIM905
MASS_NOUNS = "explosives ammunition weapons heroin fuel drugs".split()  # noqa: SIM905


@dataclass
class Node:
    """A word with what depends on it, in order, to its left and to its right."""

    form: str
    upos: str
    xpos: str
    feats: str = ""
    lemma: str = ""
    name: str = "O"  # IOB tag
    space: bool = True
    left: list[tuple[str, "Node"]] = field(default_factory=list)
    right: list[tuple[str, "Node"]] = field(default_factory=list)

    @property
    def plural(self) -> bool:
        """Whether a verb agrees in the plural."""
        return "Number=Plur" in self.feats or any(dep == "conj" for dep, _ in self.right)

    def add(self, dep: str, node: "Node") -> "Node":
        """Put a dependent at the far right."""
        self.right.append((dep, node))
        return self

    def lead(self, dep: str, node: "Node") -> "Node":
        """Put a dependent at the far left."""
        self.left.insert(0, (dep, node))
        return self


def linearize(root: Node) -> tuple[Word, ...]:
    """Write a tree as words in order; the IOB tag of a name is in `misc`."""
    order: list[tuple[Node, str, Node]] = []

    def walk(node: Node, dep: str, head: Node) -> None:
        for child_dep, child in node.left:
            walk(child, child_dep, node)
        order.append((node, dep, head))
        for child_dep, child in node.right:
            walk(child, child_dep, node)

    walk(root, "ROOT", root)
    place = {id(node): i for i, (node, _, _) in enumerate(order)}
    return tuple(
        Word(
            form=node.form[:1].upper() + node.form[1:] if i == 0 else node.form,
            lemma=node.lemma or node.form,
            upos=node.upos,
            xpos=node.xpos,
            feats=node.feats,
            head=place[id(head)],
            dep=dep,
            space=node.space and not (i + 1 < len(order) and order[i + 1][0].form in {",", ".", "'s"}),
            misc=node.name,
        )
        for i, (node, dep, head) in enumerate(order)
    )


def drop_doubled_commas(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Drop the comma that closes an apposition where another mark follows."""
    kept = [
        i
        for i, word in enumerate(words)
        if not (word.form == "," and i + 1 < len(words) and words[i + 1].form in {",", "."})
    ]
    moved = {old: new for new, old in enumerate(kept)}
    return tuple(replace(words[old], head=moved[words[old].head]) for old in kept)


def comma() -> Node:
    """Return a comma."""
    return Node(",", "PUNCT", ",")


def word(form: str, upos: str) -> Node:
    """Return a word of one of the closed classes, or an adverb."""
    tags = {"ADP": "IN", "ADV": "RB", "CCONJ": "CC", "PART": "TO", "SCONJ": "IN"}
    return Node(form, upos, tags[upos])


def adjective(form: str) -> Node:
    """Return an adjective."""
    return Node(form, "ADJ", "JJ", "Degree=Pos")


def singular(form: str) -> Node:
    """Return a noun in the singular."""
    return Node(form, "NOUN", "NN", "Number=Sing")


def plural(form: str) -> Node:
    """Return a noun in the plural."""
    return Node(form, "NOUN", "NNS", "Number=Plur")


def the(noun: Node) -> Node:
    """Put the definite article before a noun phrase."""
    return noun.lead("det", Node("the", "DET", "DT", "Definite=Def|PronType=Art"))


def a(noun: Node) -> Node:
    """Put the indefinite article before a noun phrase."""
    first = noun
    while first.left:
        first = first.left[0][1]
    form = "an" if first.form[0].lower() in "aeiou" or first.form[:4] in {"ISIS", "ISIL"} else "a"
    return noun.lead("det", Node(form, "DET", "DT", "Definite=Ind|PronType=Art", lemma="a"))


def named(written: str, label: str) -> Node:
    """Return a proper name: its first word is the head, the others are `flat`."""
    head: Node | None = None
    for part in written.replace("_", " ").split():
        pieces = part.replace("-", " - ").split()
        for i, piece in enumerate(pieces):
            hyphen = piece == "-"
            node = Node(
                piece,
                "PUNCT" if hyphen else "PROPN",
                "HYPH" if hyphen else "NNP",
                "" if hyphen else "Number=Sing",
                name=("I-" if head else "B-") + label if label else "O",
                space=i + 1 == len(pieces),
            )
            if head is None:
                head = node
            else:
                head.add("punct" if hyphen else "flat", node)
    assert head
    return head


def after(preposition: str, noun: Node) -> Node:
    """Put a preposition before a noun phrase."""
    first, *others = preposition.split()
    case = word(first, "ADP")
    for other in others:
        case.add("fixed", word(other, "ADP"))
    return noun.lead("case", case)


@dataclass(frozen=True)
class Verb:
    """The forms of a verb."""

    base: str
    past: str
    participle: str
    gerund: str
    third: str

    def node(self, form: str, xpos: str, feats: str) -> Node:
        """Return a form as a node."""
        return Node(form, "VERB", xpos, feats, lemma=self.base)

    def finite(self, subject: Node, *, now: bool = False) -> Node:
        """Return the form that agrees with the subject."""
        if now and subject.plural:
            return self.node(self.base, "VBP", NOW_PLURAL)
        if now:
            return self.node(self.third, "VBZ", NOW_SINGULAR)
        return self.node(self.past, "VBD", PAST_PLURAL if subject.plural else PAST_SINGULAR)


def verbs(table: str) -> list[Verb]:
    """Read a table of verb forms."""
    return [Verb(*entry.split()) for entry in table.replace("\n", "/").split("/")]


def regular(base: str) -> Verb:
    """Return a regular verb."""
    stem = base.removesuffix("e")
    return Verb(base, f"{stem}ed", f"{stem}ed", f"{stem}ing", f"{base}s")


class Writer:
    """Invents sentences; the same seed invents the same."""

    def __init__(self, seed: int, places: list[str]) -> None:
        self.rng = random.Random(seed)
        self.places = places
        self.harm, self.strike, self.find, self.act = (verbs(t) for t in (HARM, STRIKE, FIND, ACT))

    def pick(self, words: list[str]) -> str:
        """Choose a word."""
        return self.rng.choice(words)

    def chance(self, share: float) -> bool:
        """Throw a dice."""
        return self.rng.random() < share

    # noun phrases

    def place(self) -> Node:
        """Name a place."""
        return named(self.pick(self.places if self.chance(0.75) else COUNTRIES), "LOC")

    def region(self) -> Node:
        """Describe a place: Mosul, northern Iraq, the Mosul region, Iraq's Mosul province."""
        kind = self.rng.randrange(7)
        if kind == 0:
            area = self.pick(["northern", "eastern", "southern", "western", "central"])
            return named(self.pick(COUNTRIES), "LOC").lead("amod", adjective(area))
        if kind == 1:
            noun = singular(self.pick(["region", "district", "area", "province", "city", "valley"]))
            return the(noun.lead("compound", self.place()))
        if kind == 2:
            noun = singular(self.pick(["province", "state", "region", "district"]))
            return noun.lead("compound", self.place())
        if kind == 3:
            owner = named(self.pick(COUNTRIES), "LOC").add("case", Node("'s", "PART", "POS", lemma="'s"))
            noun = singular(self.pick(["province", "region", "state"])).lead("compound", self.place())
            return noun.lead("nmod:poss", owner)
        if kind == 4:
            noun = singular(self.pick(["town", "city", "village", "district", "province"]))
            return the(noun.add("nmod", after("of", self.place())))
        return self.place()

    def somewhere(self) -> Node:
        """Say where."""
        return after(self.pick(["in", "in", "in", "near", "outside", "around"]), self.region())

    def sometime(self) -> tuple[str, Node]:
        """Say when, and by which relation."""
        kind = self.rng.randrange(7)
        day = Node(self.pick(DAYS), "PROPN", "NNP", "Number=Sing")
        if kind == 0:
            return "obl:unmarked", day
        if kind == 1:
            number = Node(str(self.rng.randint(1, 30)), "NUM", "CD", "NumForm=Digit|NumType=Card")
            month = Node(self.pick(MONTHS), "PROPN", "NNP", "Number=Sing")
            return "obl", after("on", number.lead("nmod:unmarked", month))
        if kind == 2:
            night = singular(self.pick(["night", "morning", "evening", "afternoon"]))
            return "obl", after("on", night.lead("compound", day))
        if kind == 3:
            return "advmod", word(self.pick(["overnight", "yesterday", "earlier", "recently"]), "ADV")
        if kind == 4:
            late = adjective(self.pick(["late", "early", "last"]))
            return "obl:unmarked", day.lead("amod", late)
        return "obl", after("on", day)

    def group(self) -> Node:
        """Name an armed group."""
        if self.chance(0.15):
            state = named("State", "ORG").lead("amod", adjective("Islamic"))
            state.left[0][1].name, state.name = "B-ORG", "I-ORG"
            return state
        return named(self.pick(GROUPS), "ORG")

    def number(self) -> Node:
        """Write a number, perhaps with a bound."""
        if self.chance(0.5):
            number = Node(self.pick(SMALL), "NUM", "CD", "NumForm=Word|NumType=Card")
        else:
            digits = f"{self.rng.choice([self.rng.randint(2, 99), self.rng.randint(100, 9000)]):,}"
            number = Node(digits, "NUM", "CD", "NumForm=Digit|NumType=Card")
        if self.chance(0.2):
            least = Node("least", "ADJ", "JJS", "Degree=Sup", lemma="little")
            number.lead("nmod", after("at", least))
        elif self.chance(0.12):
            number.lead("advmod", word(self.pick(["about", "around", "nearly", "some"]), "ADV"))
        return number

    def count(self, noun: Node) -> Node:
        """Put a number or "several" before a noun."""
        if self.chance(0.15):
            return noun.lead("amod", adjective(self.pick(["several", "many"])))
        return noun.lead("nummod", self.number())

    def person(self) -> Node:
        """Name a person."""
        name = named(f"{self.pick(FIRST)} {self.pick(LAST)}", "PER")
        if self.chance(0.3):
            name.lead("nmod:desc", Node(self.pick(RANKS), "PROPN", "NNP", "Number=Sing"))
        return name

    def army(self) -> Node:
        """Describe regular forces."""
        if self.chance(0.3):
            noun = singular(self.pick(["army", "military", "navy", "police", "government", "coalition"]))
            if self.chance(0.5):
                noun.lead("amod", adjective(self.pick(NATIONS)))
            return the(noun)
        noun = plural(self.pick(SOLDIERS))
        if self.chance(0.4):
            kinds = ["security", "army", "government", "police", "coalition", "navy", "border"]
            noun.lead("compound", singular(self.pick(kinds)))
        elif self.chance(0.15):
            noun.lead("amod", adjective(self.pick(["special", "federal", "tribal", "joint", "local"])))
        if self.chance(0.6):
            noun.lead("amod", adjective(self.pick(NATIONS)))
        elif self.chance(0.2):
            noun.lead("amod", self.led_by())
        return noun

    def led_by(self) -> Node:
        """Write "U.S.-led"."""
        state = self.pick(["U.S.", "US", "NATO", ""])
        label = "ORG" if state == "NATO" else "LOC"
        leader = named(state, label) if state else adjective(self.pick(NATIONS))
        leader.space = False
        hyphen = Node("-", "PUNCT", "HYPH", space=False)
        how = self.pick(["led", "backed"])
        led = Node(how, "VERB", "VBN", PASSIVE, lemma={"led": "lead", "backed": "back"}[how])
        return led.lead("obl:unmarked", leader.add("punct", hyphen))

    def fighters(self) -> Node:
        """Describe irregular forces."""
        noun = plural(self.pick(FIGHTERS))
        if self.chance(0.6):
            noun.lead("compound", self.group())
        if self.chance(0.3):
            noun.lead("amod", adjective(self.pick(["suspected", "armed", "unidentified", "unknown"])))
        return noun

    def actor(self) -> Node:
        """Describe who acts."""
        kind = self.rng.randrange(10)
        if kind == 0:
            return self.group()
        if kind == 1:
            return named(self.pick(COUNTRIES), "LOC")
        if kind == 2:
            bomber = singular(self.pick(["bomber", "attacker", "drone", "sniper", "gunman", "warplane"]))
            if self.chance(0.4):
                bomber.lead("compound", singular(self.pick(["suicide", "army", "car"])))
            return a(bomber)
        if kind == 3:
            helper = plural(self.pick(SOLDIERS)).lead("amod", adjective(self.pick(NATIONS)))
            backed = regular(self.pick(["back", "support"]))
            return self.army().add("acl", self.by(backed, helper))
        if kind == 4:
            return plural("members").add("nmod", after("of", self.group()))
        return self.fighters() if self.chance(0.4) else self.army()

    def by(self, verb: Verb, agent: Node) -> Node:
        """Write "backed by jets"."""
        return verb.node(verb.participle, "VBN", PASSIVE).add("obl:agent", after("by", agent))

    def people(self) -> Node:
        """Describe who is acted on."""
        kind = self.rng.randrange(8)
        if kind == 0:
            chief = singular(self.pick(["commander", "leader", "member", "operative", "judge", "journalist"]))
            if self.chance(0.5):
                chief.lead("amod", adjective(self.pick(["senior", "top", "local", "former"])))
            if self.chance(0.6):
                return a(chief).add("nmod", after("of", self.group()))
            return a(chief.lead("compound", self.group()))
        if kind == 1:
            return self.introduced()
        if kind == 2:
            pair = self.count(plural(self.pick(VICTIMS)))
            other = self.count(plural(self.pick(VICTIMS))) if self.chance(0.5) else a(singular("civilian"))
            return self.coordinate([pair, other])
        if kind == 3:
            return plural("dozens").add("nmod", after("of", plural(self.pick(VICTIMS))))
        fighters = self.fighters() if self.chance(0.5) else plural(self.pick(VICTIMS))
        return self.count(fighters) if self.chance(0.8) else fighters

    def introduced(self) -> Node:
        """Name a person, perhaps with ", a senior commander of ISIS,"."""
        person = self.person()
        if self.chance(0.4):
            chief = singular(self.pick(["commander", "leader", "member", "spokesman", "operative"]))
            if self.chance(0.5):
                chief.lead("amod", adjective(self.pick(["senior", "top", "local", "former"])))
            a(chief).add("nmod", after("of", self.group())).lead("punct", comma())
            person.add("appos", chief.add("punct", comma()))
        return person

    def coordinate(self, nodes: list[Node]) -> Node:
        """Join phrases: A, B and C."""
        head, *others = nodes
        for i, node in enumerate(others):
            if i + 1 == len(others):
                node.lead("cc", word("and", "CCONJ"))
            else:
                node.lead("punct", comma())
            head.add("conj", node)
        return head

    def site(self) -> Node:
        """Describe what is struck."""
        if self.chance(0.15):
            return self.region()
        many = self.chance(0.4)
        form = self.pick(SITES)
        if many and form != "headquarters":
            noun = plural(self.pick(["positions", "targets", "vehicles", f"{form}s"]))
        else:
            noun, many = singular(form), False
        if self.chance(0.2):
            noun.lead(
                "compound", singular(self.pick(["ammunition", "training", "army", "police", "weapons"]))
            )
        if self.chance(0.5):
            noun.lead("compound", self.group())
        elif self.chance(0.2):
            noun.lead("amod", adjective(self.pick(["rebel", "military", "suspected", "tactical"])))
        noun = (self.count(noun) if self.chance(0.4) else noun) if many else a(noun)
        if self.chance(0.4):
            noun.add("nmod", self.somewhere())
        elif self.chance(0.15):
            using = self.by(regular(self.pick(["use", "own", "abandon"])), self.fighters())
            noun.add("acl", using)
        return noun

    def arms(self) -> Node:
        """List what is found."""

        def item() -> Node:
            if self.chance(0.3):
                unit = Node(self.pick(["kg", "kilograms", "tons", "rounds"]), "NOUN", "NNS", "Number=Plur")
                goods = singular(self.pick(MASS_NOUNS))
                return self.count(unit).add("nmod", after("of", goods))
            noun = plural(self.pick(ARMS))
            if self.chance(0.4):
                makes = ["AK-47", "PKM", "RPG-7", "Katyusha", "Kalashnikov"]
                noun.lead("compound", Node(self.pick(makes), "PROPN", "NNP", "Number=Sing"))
            return self.count(noun)

        if self.chance(0.2):
            return a(singular("cache")).add("nmod", after("of", plural("weapons")))
        return self.coordinate([item() for _ in range(self.rng.randint(1, 3))])

    def deed(self) -> Node:
        """Describe an operation."""
        noun = singular(self.pick(DEEDS))
        if self.chance(0.3):
            kinds = ["bomb", "drone", "air", "car", "night", "suicide", "rocket", "mortar"]
            noun.lead("compound", singular(self.pick(kinds)))
        return noun

    # clauses

    def clause(self, *, now: bool = False) -> Node:
        """Write a clause without its full stop."""
        kinds = [self.active, self.active, self.active, self.passive, self.passive, self.nominal]
        kinds += [self.light, self.left_dead, self.intended, self.exploded]
        clause = self.rng.choice(kinds)(now=now)
        if self.chance(0.12):
            front = self.somewhere() if self.chance(0.6) else after("on", named(self.pick(DAYS), ""))
            clause.lead("punct", comma()).lead("obl", front)
        return clause

    def predicate(self, form: str, xpos: str = "", feats: str = "", *, now: bool = False) -> Node:
        """Write a verb and its object in a form: finite ("P" or "S" for the number), or another."""
        table, patient = self.rng.choice(
            [
                (self.harm, self.people),
                (self.harm, self.people),
                (self.strike, self.site),
                (self.find, self.arms),
            ]
        )
        verb = self.rng.choice(table)
        if form in {"P", "S"}:
            node = verb.finite(plural("") if form == "P" else singular(""), now=now)
        else:
            node = verb.node(getattr(verb, form), xpos, feats)
        if verb.base == "shoot" and self.chance(0.4):
            return node.add("xcomp", adjective("dead")).add("obj", patient())
        return node.add("obj", patient())

    def active(self, *, now: bool = False) -> Node:
        """Write "jets struck a camp near Hit on Tuesday, killing five"."""
        subject = self.actor()
        clause = self.predicate("P" if subject.plural else "S", now=now)
        if self.chance(0.15):
            number = "P" if subject.plural else "S"
            clause.add("conj", self.predicate(number, now=now).lead("cc", word("and", "CCONJ")))
        clause.lead("nsubj", subject)
        self.circumstances(clause)
        if self.chance(0.3):
            self.result(clause)
        return clause

    def circumstances(self, clause: Node) -> None:
        """Add where, when and in what."""
        if self.chance(0.2):
            clause.add("obl", after(self.pick(["in", "during"]), self.operation()))
        elif self.chance(0.45):
            clause.add("obl", self.somewhere())
        if self.chance(0.08):
            clause.add("obl", after("from", self.fighters()))
        elif self.chance(0.06):
            clause.add("obl", after("with", plural(self.pick(ARMS))))
        if self.chance(0.4):
            clause.add(*self.sometime())

    def operation(self) -> Node:
        """Describe an operation and its target or its place."""
        deed = a(self.deed())
        if self.chance(0.4):
            deed.add("nmod", after(self.pick(["on", "against"]), self.site()))
        elif self.chance(0.5):
            deed.add("nmod", self.somewhere())
        elif self.chance(0.3):
            deed.add("nmod", after("by", self.actor()))
        return deed

    def result(self, clause: Node) -> None:
        """Add ", killing five"."""
        result = self.predicate("gerund", "VBG", PARTICIPLE)
        if self.chance(0.25):
            more = self.predicate("gerund", "VBG", PARTICIPLE)
            result.add("conj", more.lead("cc", word("and", "CCONJ")))
        clause.add("punct", comma()).add("advcl", result)

    def passive(self, *, now: bool = False) -> Node:
        """Write "two policemen were killed by gunmen in Quetta"."""
        table, patient = self.rng.choice(
            [
                (self.harm, self.people),
                (self.harm, self.people),
                (self.strike, self.site),
                (self.find, self.arms),
            ]
        )
        verb = self.rng.choice(table)
        subject = patient()
        clause = verb.node(verb.participle, "VBN", PASSIVE)
        clause.lead("aux:pass", self.be(subject, now=now))
        if self.chance(0.3) and table is self.harm:
            others = self.number().add("nmod", after("of", plural("them"))) if self.chance(0.1) else None
            rest = others or plural("others").lead("nummod", self.number())
            second = self.rng.choice(self.harm)
            conj = second.node(second.participle, "VBN", PASSIVE).lead("nsubj:pass", rest)
            clause.add("conj", conj.lead("cc", word("and", "CCONJ")))
        clause.lead("nsubj:pass", subject)
        if self.chance(0.45):
            clause.add("obl:agent", after("by", self.actor()))
        self.circumstances(clause)
        if self.chance(0.15):
            clause.add("advcl", self.exploded().lead("advmod", Node("when", "ADV", "WRB", "PronType=Int")))
        return clause

    def be(self, subject: Node, *, now: bool = False) -> Node:
        """Return the form of "be" that agrees."""
        if now:
            form, feats = ("are", NOW_PLURAL) if subject.plural else ("is", NOW_SINGULAR)
            return Node(form, "AUX", "VBP" if subject.plural else "VBZ", feats, lemma="be")
        form, feats = ("were", PAST_PLURAL) if subject.plural else ("was", PAST_SINGULAR)
        return Node(form, "AUX", "VBD", feats, lemma="be")

    def nominal(self, *, now: bool = False) -> Node:
        """Write "a drone strike by the army killed five"."""
        subject = self.deed()
        if self.chance(0.3):
            deeds = ["killing", "arrest", "capture", "death", "abduction", "shooting"]
            subject = the(singular(self.pick(deeds)).add("nmod", after("of", self.people())))
        else:
            subject = a(subject)
        if self.chance(0.4):
            subject.add("nmod", after("by", self.actor()))
        elif self.chance(0.4):
            subject.add("nmod", after(self.pick(["on", "against"]), self.site()))
        if self.chance(0.3):
            subject.add("nmod", self.somewhere())
        if self.chance(0.4):
            cause = regular(self.pick(["prompt", "trigger", "follow", "spark"]))
            clause = cause.finite(subject, now=now).add("obj", self.operation())
        else:
            clause = self.predicate("P" if subject.plural else "S", now=now)
        clause.lead("nsubj", subject)
        if self.chance(0.3):
            clause.add(*self.sometime())
        return clause

    def light(self, *, now: bool = False) -> Node:
        """Write "troops launched an attack on a camp"."""
        subject = self.actor()
        kind = self.rng.randrange(4)
        if kind == 0:
            verb = Verb("carry", "carried", "carried", "carrying", "carries")
            clause = verb.finite(subject, now=now).add("compound:prt", Node("out", "ADP", "RP"))
            clause.add("obj", self.operation())
        elif kind == 1:
            verb = Verb("open", "opened", "opened", "opening", "opens")
            target = after("on", self.people() if self.chance(0.5) else self.site())
            clause = verb.finite(subject, now=now).add("obj", singular("fire")).add("obl", target)
        elif kind == 2:
            verb = Verb("take", "took", "taken", "taking", "takes")
            held = singular("control").add("nmod", after("of", self.region()))
            clause = verb.finite(subject, now=now).add("obj", held)
        else:
            verb = self.rng.choice(self.act)
            clause = verb.finite(subject, now=now).add("obj", self.operation())
        clause.lead("nsubj", subject)
        if self.chance(0.4):
            clause.add(*self.sometime())
        if self.chance(0.3):
            self.result(clause)
        return clause

    def left_dead(self, *, now: bool = False) -> Node:
        """Write "the attack, which was claimed by the Taliban, left 12 people dead"."""
        subject = the(self.deed()) if self.chance(0.5) else a(self.deed())
        if self.chance(0.3):
            which = Node("which", "PRON", "WDT", "PronType=Rel")
            claimed = regular("claim")
            relative = self.by(claimed, self.group()).lead("aux:pass", self.be(singular("")))
            relative.lead("nsubj:pass", which).lead("punct", comma())
            subject.add("acl:relcl", relative).add("punct", comma())
        elif self.chance(0.5):
            subject.add("nmod", self.somewhere())
        verb = Verb("leave", "left", "left", "leaving", "leaves")
        dead = adjective("dead")
        if self.chance(0.4):
            hurt = adjective(self.pick(["wounded", "injured"])).lead("nsubj", self.number())
            dead.add("conj", hurt.lead("cc", word("and", "CCONJ")))
        clause = verb.finite(subject, now=now).lead("nsubj", subject)
        return clause.add("obj", self.count(plural(self.pick(VICTIMS)))).add("xcomp", dead)

    def intended(self, *, now: bool = False) -> Node:
        """Write "militants planned to attack a camp", "will attack", "did not attack", "have attacked"."""
        subject = self.actor()
        kind = self.rng.randrange(4)
        if kind == 0:
            verb = regular(self.pick(["vow", "threaten", "attempt", "start", "want"]))
            aim = self.predicate("base", "VB", "VerbForm=Inf").lead("mark", word("to", "PART"))
            clause = verb.finite(subject, now=now).add("xcomp", aim)
        elif kind == 1:
            clause = self.predicate("base", "VB", "VerbForm=Inf")
            modal = self.pick(["will", "would", "could", "may", "must"])
            clause.lead("aux", Node(modal, "AUX", "MD", "VerbForm=Fin"))
        elif kind == 2:
            clause = self.predicate("base", "VB", "VerbForm=Inf")
            clause.lead("advmod", Node("not", "PART", "RB", "Polarity=Neg"))
            clause.lead("aux", Node("did", "AUX", "VBD", PAST_PLURAL, lemma="do"))
        else:
            clause = self.predicate("participle", "VBN", "Tense=Past|VerbForm=Part")
            have = ("have", "VBP", NOW_PLURAL) if subject.plural else ("has", "VBZ", NOW_SINGULAR)
            clause.lead("aux", Node(have[0], "AUX", have[1], have[2], lemma="have"))
        clause.lead("nsubj", subject)
        self.circumstances(clause)
        return clause

    def exploded(self, *, now: bool = False) -> Node:
        """Write "a roadside bomb exploded near a checkpoint", "a jet crashed"."""
        noun = singular(self.pick(["bomb", "mine", "device", "rocket", "shell", "drone", "truck"]))
        if self.chance(0.5):
            noun.lead("compound", singular(self.pick(["roadside", "car", "land", "mortar", "suicide"])))
        if self.chance(0.2):
            noun.add(
                "acl", self.by(Verb("plant", "planted", "planted", "planting", "plants"), self.fighters())
            )
        subject = a(noun)
        verb = regular(self.pick(["explode", "detonate", "land", "crash", "collide"]))
        clause = verb.finite(subject, now=now).lead("nsubj", subject)
        where = after("near", self.site()) if self.chance(0.5) else self.somewhere()
        clause.add("obl", where)
        if self.chance(0.3):
            clause.add(*self.sometime())
        if self.chance(0.2):
            self.result(clause)
        return clause

    # sentences

    def speaker(self) -> Node:
        """Describe who says it."""
        kind = self.rng.randrange(6)
        if kind == 0:
            return self.person()
        if kind == 1:
            ministry = named("Ministry", "ORG").lead(
                "compound", named(self.pick(["Defense", "Interior"]), "ORG")
            )
            ministry.name = "I-ORG"
            if self.chance(0.4):
                ministry.lead("amod", adjective(self.pick(NATIONS)))
            return the(ministry)
        if kind == 2:
            return the(singular(self.pick(["army", "military", "police", "group", "ministry", "statement"])))
        if kind == 3:
            return plural(self.pick(["officials", "witnesses", "police", "residents", "sources"]))
        noun = singular(self.pick(SPEAKERS))
        noun.lead("compound", singular(self.pick(["police", "army", "security", "government", "military"])))
        return a(noun) if self.chance(0.7) else the(noun)

    def attributed(self, clause: Node) -> Node:
        """Say who says it."""
        kind = self.rng.randrange(4)
        speaker = self.speaker()
        say = Verb("say", "said", "said", "saying", "says")
        if kind == 0:
            source = speaker.lead("case", Node("according", "VERB", "VBG", lemma="accord"))
            source.left[0][1].add("fixed", word("to", "ADP"))
            return clause.add("punct", comma()).add("obl", source)
        said = say.finite(speaker).lead("nsubj", speaker)
        if kind == 1:
            said.lead("punct", comma()).lead("ccomp", clause)
            if self.chance(0.3):
                said.add("obl", after("in", a(singular("statement"))))
            return said
        if self.chance(0.5):
            clause.lead("mark", word("that", "SCONJ"))
        if self.chance(0.3):
            said.add(*self.sometime())
        return said.add("ccomp", clause)

    def sentence(self, document: str) -> Sentence:
        """Write a sentence."""
        now = self.chance(0.12)
        clause = self.clause(now=now)
        if self.chance(0.35):
            clause = self.attributed(clause)
        clause.add("punct", Node(".", "PUNCT", "."))
        return Sentence(
            words=drop_doubled_commas(linearize(clause)), document=document, opens_paragraph=self.chance(0.6)
        )


def articles(count: int, seed: int, places: list[str]) -> Iterator[list[Sentence]]:
    """Yield articles of one to six sentences that have nothing to do with each other."""
    writer = Writer(seed, places)
    for number in range(count):
        document = f"invented-{number}"
        yield [writer.sentence(document) for _ in range(writer.rng.randint(1, 6))]
