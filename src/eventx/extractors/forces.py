"""Actors of an article: names of the table, and noun phrases whose head acts with force.

Their names are found in `forcenames`; what a noun stands for, and the group behind it, in `standing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from eventx.actors import NATIONAL, Actor, Actors
from eventx.camps import camp_of
from eventx.extents import HYPHENS
from eventx.extractors.affiliations import collective, linked_to, of_affiliates
from eventx.extractors.forcenames import UNKNOWN, introduced, lettered, named_forces, unknown_forces
from eventx.extractors.nationals import tag_nationals
from eventx.extractors.standing import (
    Inside,
    complement,
    defence_speaks,
    disguise,
    make,
    of_a_service,
    of_a_state,
    serves,
    the_group,
    whole_nation,
)
from eventx.gazetteer import Gazetteer
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.parse import Parse
from eventx.syntax import Grammar

TYPES = (  # what a phrase of a class is; of several classes the first here counts
    ("COALITION", "coalition"), ("POLICE", "police"), ("INTEL", "intelligence"), ("MILITIA", "militia"),
    ("GROUP", "armed_group"), ("HOSTILE", "armed_group"), ("MILITARY", "military"),
    ("SECURITY", "security_forces"), ("TROOPS", "military"), ("AIRCRAFT", "military"),
    ("WARSHIP", "military"), ("GUNS", "military"), ("DRONE", "military"), ("CIVILIAN", "civilians"),
)  # fmt: skip
TABLE_CLASSES = {  # the class of a name in the table, by its type there
    "military": "MILITARY", "police": "POLICE", "intelligence": "INTEL", "security_forces": "SECURITY",
    "coalition": "COALITION", "militia": "MILITIA", "armed_group": "GROUP", "government": "STATE",
}  # fmt: skip
BRANCHES = frozenset({*NATIONAL.values(), "security_forces"})  # what a country has of its own
HEADS = frozenset(name for name, _ in TYPES) | {"CAPTIVE", "ANYONE", "LEADER"}
FLYING = ("Air Force", "Air Forces", "Aviation", "Aerospace Forces")
CALENDAR = words("places")["calendar"] | {"day", "week", "month", "year"}
POLICE_WORDS = frozenset(
    {"policeman", "policewoman", "officer", "constable", "gendarme", "detective", "cop", "agent"}
)
SERVING = words("forces")["serving"]
SERVED = frozenset({"military", "security_forces", "police", "militia", "coalition", "armed_group"})
HELP = words("backing")["help"]  # "with French logistical support"
FIRE = words("roles")["fire"]
POSTS, HOUSES = words("roles")["posts"], words("roles")["houses"]
RANKS = words("outcomes")["ranks"]
SIDES = frozenset({"MILITARY", "POLICE", "SECURITY", "MILITIA", "GROUP", "TROOPS", "COALITION"})
ARMED = SIDES | {"INTEL", "AIRCRAFT", "WARSHIP", "GUNS", "DRONE", "STATE", "FORCE", "MEANS", "PROJECTILE"}
EITHER = frozenset(
    {"operative", "element", "fighter", "sniper", "cadre", "agent", "expert", "specialist"}
)  # of a state's force or of rebels
STATE_BODIES = frozenset({"MILITARY", "POLICE", "INTEL", "SECURITY"})
NAMING = frozenset({"ADJ", "PROPN", "NOUN", "DET", "PUNCT", "VERB"})  # before the head: "NATO - led security"
TWINS = frozenset({"military", "police", "security_forces", "coalition", "militia", "government"})
SMOKE = (["of", "smoke"], ["of", "dust"], ["of", "fire"], ["of", "black"], ["of", "thick"])  # columns of it
LEADER = "US"  # of coalitions: "U.S. and coalition aircraft" are one force


@dataclass(slots=True)
class ActorMention:
    """A phrase that can act or suffer: its words, what it is called, and which camp it belongs to.

    `camp` is a country code, the canonical name of a group, "hostile", "state", "civilian" or "".
    """

    text: str
    name: str | None
    type: str
    country: str | None
    wikidata: str | None
    classes: frozenset[str] = field(default_factory=frozenset)
    camp: str = ""
    actor: Actor | None = None
    twin: Mention | None = None  # the second force of "American and Iraqi commandos"


def _actor(
    text: str, actor: Actor | None, *, kind: str, country: str | None, classes: frozenset[str], camp: str
) -> ActorMention:
    """What some words name, with the name and id of the table's row."""
    name, wikidata = (actor.name, actor.wikidata) if actor else (None, None)
    return ActorMention(text, name, kind, country, wikidata, classes, camp, actor)


class ForceFinder:
    """Finds actors by a table of forces and by nationalities."""

    def __init__(self, actors: Actors, gazetteer: Gazetteer) -> None:
        """Keep the tables."""
        self.actors, self.gazetteer = actors, gazetteer

    def name(self, grammar: Grammar) -> list[tuple[int, int, Actor]]:
        """Names of the table; their classes are told to the grammar."""
        parse = grammar.parse
        known = named_forces(parse, self.actors, self.gazetteer)
        unknown = unknown_forces(parse, known, self.gazetteer)
        spans = introduced(parse, sorted([*known, *unknown], key=lambda span: span[:2]))
        spans = of_affiliates(parse, spans, self.actors)
        for start, end, actor in spans:
            head = parse.head_of(start, end)
            classes = {TABLE_CLASSES[actor.type]} if actor.type in TABLE_CLASSES else set()
            defending = {"defence", "defences", "defense", "defenses"} & {*parse.lower[start:end]}
            if actor.name.endswith(FLYING) and not defending:
                classes.add("AIRCRAFT")
            grammar.tag(head, classes | {"FORCE", "ACTOR"})
            for i in range(start, end):
                if i != head:
                    grammar.tag(i, {"INSIDE"})
        inside = {i: (start, end, actor) for start, end, actor in spans for i in range(start, end)}
        for i, lemma in enumerate(parse.lemmas):  # "operatives of the intelligence service" are no rebels
            if lemma in EITHER:
                own = [inside[k][2] for k in (i, *parse.dependents(i, "compound", "amod")) if k in inside]
                whose = own[0] if own else complement(grammar, i, inside)
                listed = whose is not None and (whose.serves or TABLE_CLASSES.get(whose.type) in STATE_BODIES)
                if listed or (whose is None and of_a_service(grammar, i)):
                    grammar.tag(i, {"TROOPS"})
        tag_nationals(grammar, self.gazetteer)
        return spans

    def find(self, grammar: Grammar, spans: list[tuple[int, int, Actor]]) -> Iterator[Mention]:
        """All actor mentions of a Doc."""
        parse = grammar.parse
        inside = {i: (start, end, actor) for start, end, actor in spans for i in range(start, end)}
        foe: Actor | None = None  # the armed group named last
        told = False  # of armed men
        for i, pos in enumerate(parse.pos):
            linked = i in inside and collective(inside[i][2])
            if i in inside and inside[i][2].type == "armed_group":
                foe = foe if linked else inside[i][2]
            elif (foe or told) and the_group(grammar, i):
                yield Mention("force", i, i + 1, i, _again(parse.words[i], foe), "force-again")
                continue
            nominal = pos in ("NOUN", "PROPN", "ADJ", "NUM", "X", "PRON")
            classes = grammar.classes(i) if nominal else frozenset()
            told = told or "HOSTILE" in classes
            if i in inside:
                start, end, _ = inside[i]
                if i != parse.head_of(start, end) or (linked and linked_to(parse, start, end)):
                    continue
            elif not classes & HEADS or parse.lower[i - 2 : i] == ["anti", "-"]:
                continue  # "an anti-Naxal operation"
            elif parse.deps[i] in ("compound", "flat", "amod"):
                if not self._named_by(grammar, i, classes):
                    continue
            elif disguise(grammar, i) or parse.lower[i + 1 : i + 3] in SMOKE:
                continue
            mention = self._mention(grammar, i, classes, inside)
            if foe is not None and i not in inside and collective(mention.value.actor):
                _told_before(mention.value, foe)  # "the assailants, linked to Islamic State"
            yield mention

    def _named_by(self, grammar: Grammar, i: int, classes: frozenset[str]) -> bool:
        """Whether a noun before another names who acts or owns: "a bandit camp", "a junta airstrike"."""
        parse, head = grammar.parse, grammar.parse.heads[i]
        if parse.deps[i] != "compound" or grammar.classes(head) & {"PERSON", "FORCE"}:
            return False
        return bool(classes & {"HOSTILE"}) or (
            bool(classes & SIDES)
            and (
                parse.lemmas[head] in grammar.rules.noun_rules
                or parse.lemmas[head] in FIRE | POSTS | HOUSES | HELP
            )
        )

    def nations(self, grammar: Grammar) -> Iterator[Mention]:
        """Nationalities of acts and of what armies have: "Israeli strikes", "US fire", "a Ugandan base"."""
        parse, acts = grammar.parse, grammar.rules.noun_rules.keys() | HELP | FIRE | POSTS | RANKS
        for i, dep in enumerate(parse.deps):
            people = whole_nation(grammar, i) and self.gazetteer.demonym(parse.words[i])
            if people and i not in grammar.named:  # "the Russians carried out 51 air strikes"
                value = self._state(parse.words[i], "military", people)
                yield Mention("force", i, i + 1, i, value, "nationality")
                continue
            if (
                dep not in ("amod", "compound", "nmod")
                or not parse.words[i][:1].isupper()
                or parse.lemmas[parse.heads[i]] not in acts
                or (parse.lemmas[parse.heads[i]] in RANKS and "STATE" not in grammar.classes(i))
                or grammar.named.get(i, set()) & {"INSIDE", "ACTOR"}
            ):
                continue
            country = self._country(parse.words[i], name=dep != "nmod")
            if country:
                value = self._state(parse.words[i], "military", country)
                yield Mention("force", i, i + 1, i, value, "nationality")

    def states(self, grammar: Grammar, places: Iterable[Mention]) -> Iterator[Mention]:
        """Countries and capitals that act: "Turkey launched", "strikes by Israel"."""
        for mention in places:
            place = mention.value.place
            acts = mention.value.metonym and (place.feature or "").startswith(("A.PCL", "P.PPLC"))
            if acts and place.country:
                value = self._state(place.text, "government", place.country)
                value.name = value.name or place.name
                yield Mention("force", mention.start, mention.end, mention.root, value, "metonym")

    def _country(self, word: str, *, name: bool) -> str | None:
        """The country of a nationality or, where ``name`` allows it, of a country's name."""
        return self.gazetteer.demonym(word) or (self.gazetteer.country(word) if name else None)

    def _nationality(self, parse: Parse, j: int, end: int) -> str | None:
        """The country of a nationality of one word or two: "Iraqi", "Sri Lankan"."""
        two = parse.text(j, j + 2) if j + 1 < end and parse.words[j + 1][:1].isupper() else ""
        return self.gazetteer.demonym(parse.words[j]) or (self.gazetteer.demonym(two) if two else None)

    def _state(self, text: str, kind: str, country: str) -> ActorMention:
        """A country that acts: its armed forces."""
        return _actor(
            text,
            self.actors.national(country),
            kind=kind,
            country=country,
            classes=frozenset({"STATE", "FORCE"}),
            camp=country,
        )

    def _mention(self, grammar: Grammar, i: int, classes: frozenset[str], inside: Inside) -> Mention:
        """The actor of the phrase headed by a token: a name of the table, or who its words describe."""
        parse = grammar.parse
        start, end = grammar.tight(i)
        while start < i and parse.lower[start] in CALENDAR:
            start += 1  # "on the same day Taliban forces"
        actor: Actor | None = None
        if i in inside:
            a, b, actor = inside[i]
            start, end = min(start, a), max(end, b)
        country = None
        for j in range(start, end):
            if j in inside and (actor is None or inside[j][2].type != "government"):
                actor = actor if i in inside else inside[j][2]
            if j + 2 < end and parse.words[j + 1] in HYPHENS and self._joined(parse, j):
                continue  # "Rwandan-Mozambican": the first is the twin's
            if make(parse, j):
                continue  # "Iranian-made drones"
            country = country or self._nationality(parse, j, end) or (actor.country if actor else None)
        if actor is None:
            listed = parse.listed_from(i) if "MEANS" in classes else [i]
            owners = (complement(grammar, k, inside) for k in listed)  # "jets and guns of the army"
            actor = next(filter(None, owners), None) or lettered(parse, start, inside)
        if actor is not None and defence_speaks(grammar, i, actor):
            actor = self.actors.national(actor.country or "") or actor
        if "LEADER" in classes and not classes & SIDES:
            classes |= self._led(grammar, i)
        works = "CIVILIAN" in classes and parse.lemmas[i] in SERVING
        if works and (actor.type in SERVED if actor else serves(grammar, i)):
            classes = classes - {"CIVILIAN"} | {"TROOPS", "FORCE"}  # "engineers of the 9th Brigade"
        if "HOSTILE" in classes and actor is None and of_a_state(grammar, i):
            classes = classes - {"HOSTILE", "HOSTILES", "EITHER"} | {"TROOPS", "FORCE"}
        kind = next((t for c, t in TYPES if c in classes), actor.type if actor else "unknown")
        if kind == "military" and parse.lemmas[i] in POLICE_WORDS and "army" not in parse.lower[start:end]:
            kind = "intelligence" if {"intelligence", "secret"} & {*parse.lower[start:end]} else "police"
        if kind == "military" and parse.lower[i - 1 : i] == ["police"]:
            kind = "police"  # "police commandos"
        fits = classes & ARMED or not classes & {"HOSTILE", "ANYONE", "CIVILIAN"}
        if actor is None and country is None and kind in BRANCHES and fits:
            country = self._owner(grammar, i)
        if actor is None and country and fits:
            actor = self._national(parse, start, end, country=country, kind=kind)
        if actor and not (classes & {"HOSTILE", "CIVILIAN"} and actor.type not in ("armed_group", "militia")):
            country = country or actor.country
            known = (
                actor.type != "unknown" or "TROOPS" not in classes
            )  # "troops of the 25 Task Force Brigade"
            kind = actor.type if known and kind != "civilians" else kind
        value = _actor(
            parse.text(start, end),
            actor,
            kind=kind,
            country=country,
            classes=classes,
            camp=camp_of(classes, actor, country, kind),
        )
        told = "force-noun" if actor is None else "force-pattern" if actor.note == UNKNOWN else "forces-table"
        mention = Mention("force", start, end, i, value, told)
        value.twin = self._twin(grammar, mention, inside)
        return mention

    def _twin(self, grammar: Grammar, mention: Mention, inside: Inside) -> Mention | None:
        """The other force of a coordinated phrase: "U.S. and Iraqi forces", "Malian and UN troops"."""
        parse, value = grammar.parse, mention.value
        for j in range(mention.root - 2, max(mention.start - 4, -1), -1):
            if parse.sent_of[j] != parse.sent_of[mention.root] or not self._joined(parse, j):
                continue
            if parse.pos[j + 2] == "DET":
                return None  # "the 12th Brigade and the Presidential Guard"
            if not set(parse.pos[j + 2 : mention.root]) <= NAMING:
                return None
            if value.name is None and any(
                "COALITION" in grammar.classes(k) for k in range(j + 2, mention.root)
            ):
                value.text, value.type = parse.text(j + 2, mention.end), "coalition"
            found = self._other(grammar, mention, j, inside)
            if found is None:
                return None
            actor, kind, country = found
            twin = _actor(
                parse.text(j, mention.end),
                actor,
                kind=kind,
                country=country,
                classes=value.classes,
                camp=country or "state",
            )
            return Mention("force", j, mention.end, j, twin, "forces-table" if actor else "force-noun")
        return None

    def _joined(self, parse: Parse, j: int) -> bool:
        """Whether a word is joined with the next but one: "U.S. and Iraqi", "Rwandan-Mozambican"."""
        if parse.lower[j + 1] == "and":
            return True
        return parse.words[j + 1] in HYPHENS and all(
            self.gazetteer.demonym(parse.words[k]) for k in (j, j + 2)
        )

    def _other(
        self, grammar: Grammar, mention: Mention, j: int, inside: Inside
    ) -> tuple[Actor | None, str, str | None] | None:
        """The force that a word before "and" tells, its type and country, if it is another one."""
        parse, value = grammar.parse, mention.value
        if j in inside and mention.root not in range(*inside[j][:2]):
            actor = inside[j][2]
            return (
                (actor, value.type, actor.country) if actor.type in TWINS and actor != value.actor else None
            )
        country = self._country(parse.words[j], name=parse.pos[j] == "PROPN")
        if country is None:
            return (None, "coalition", None) if "COALITION" in grammar.classes(j) else None
        if (value.type, country) == ("coalition", LEADER):
            return None
        noun = parse.text(mention.root, mention.end)
        named = self.actors.named(f"{parse.words[j]} {noun}") or self.actors.national(country)
        return (named, value.type, country) if named and named != value.actor else None

    def _led(self, grammar: Grammar, i: int) -> frozenset[str]:
        """The classes of the side that somebody leads: "a district police chief"."""
        parse = grammar.parse
        of = [k for k in parse.dependents(i, "nmod") if "of" in grammar.prepositions(k)]
        near = (grammar.classes(k) & SIDES for k in [*parse.dependents(i, "compound"), *of])
        return next(filter(None, near), frozenset[str]())

    def _owner(self, grammar: Grammar, i: int) -> str | None:
        """The country whose a force is: "Azerbaijan's army", "the army of the Central African Republic"."""
        parse = grammar.parse
        owners = parse.dependents(i, "nmod:poss")
        owners += [k for k in parse.dependents(i, "nmod") if "of" in grammar.prepositions(k)]
        texts = [parse.text(*grammar.tight(k)) for k in owners if parse.pos[k] == "PROPN"]
        countries = [self._country(text, name=True) for text in texts]
        capitals = [place for text in texts for place in self.gazetteer.candidates(text)[:1]]
        countries += [
            place.countries[0] for place in capitals if place.feature == "P.PPLC"
        ]  # "Seoul's military"
        return next(filter(None, countries), None)

    def _national(self, parse: Parse, start: int, end: int, *, country: str, kind: str) -> Actor | None:
        """The force of a country that a phrase names by its nationality: "Iraqi border guards", "Iraq's"."""
        for k in range(start, end):
            tail = parse.text(k, end)
            for demonym in self.gazetteer.demonyms(country):
                hit = self.actors.named(f"{demonym} {tail}") or self.actors.named(tail)
                if hit and hit.country == country:
                    return hit
        return self.actors.national(country, kind) or self.actors.national(country)


def _told_before(value: ActorMention, foe: Actor) -> None:
    """Let men of whom it is told whom they are linked to be those of the group named before."""
    value.name, value.actor, value.camp = foe.name, foe, foe.name
    value.country, value.wikidata = foe.country, foe.wikidata


def _again(text: str, foe: Actor | None) -> ActorMention:
    """The armed group told before, by its name if it has one."""
    classes = frozenset({"GROUP", "FORCE", "HOSTILES"})
    country, camp = (foe.country, foe.name) if foe else (None, "hostile")
    return _actor(text, foe, kind="armed_group", country=country, classes=classes, camp=camp)
