"""What all records of one article share: its text, its forces, its acts.

Which forces it is mostly about: `protagonists`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import cast

from eventx.backing import Backer, backers_of, kinds_around
from eventx.camps import fights, hostile
from eventx.drafts import MEMORY, Draft
from eventx.extractors.affiliations import collective
from eventx.extractors.forces import STATE_BODIES, ActorMention
from eventx.extractors.owning import teller
from eventx.extractors.sufferers import Result
from eventx.finding import Found
from eventx.lexicon import words
from eventx.marking import name_of
from eventx.mentions import Mention
from eventx.protagonists import foes, foremost, protagonist
from eventx.reading import Layout
from eventx.records import Article, Force, ForceRole, ForceType, Span, Support
from eventx.referents import antecedent
from eventx.strength import MEANS, arms_of, borne_by, size_of
from eventx.syntax import Grammar
from eventx.tellings import ALOFT, Telling

HOLDERS = words("strength")["holders"]
OFF_LAND = frozenset({"national navy", "national air force", "national coast guard", "national police"})
NATIONAL_FORCES = "national armed forces"  # note of the table
BRANCHES = {
    "army": "national army", "air force": "national air force", "navy": "national navy",
    "coast guard": "national coast guard",
}  # fmt: skip
OFFICES = frozenset({"authority", "agency"})
AFLOAT = ("navy", "naval", "coast guard", "coastguard")
SEAFARING = frozenset({"national navy", "national coast guard"})
ROUND_UP = 4  # acts, from which on an article tells of several theatres
MOBS = words("roles")["mobs"]
UNNAMED = frozenset({"unknown", "unidentified", "unnamed"})  # whom nobody knows
REGIMES = frozenset({"regime", "junta", "loyalist"})
OTHER_CRIME = tuple(words("context")["other_crime"])


def _allied(draft: Draft) -> set[str]:
    """The camps of groups that do an act together with a state's forces, and no clash."""
    if "clash" in draft.kinds:
        return set()
    camps = {
        m.value.camp for t in draft.tellings for m in (*t.initiators, *t.partners) if fights(m.value.camp)
    }
    states = {camp for camp in camps if not hostile(camp)}
    joint = any(m.value.type == "coalition" for t in draft.tellings for m in (*t.initiators, *t.partners))
    return camps - states if states or joint else set()


@dataclass(slots=True)
class Context:
    """An article with all that was found in it, looked up in several ways.

    `dateline` are the tokens that told the day of publication, where the article did not come with it.
    """

    grammar: Grammar
    article: Article
    layout: Layout
    published: dt.date | None
    dateline: tuple[int, int] | None
    found: Found
    drafts: Sequence[Draft]
    adversary: Mention | None = field(init=False)  # the armed group that the article names most
    protagonist: Mention | None = field(init=False)  # the state's force that it names most
    coalition: Mention | None = field(init=False)  # the coalition that it names most
    telling: set[int] = field(init=False)  # the sentences that tell acts
    campaigns: bool = field(init=False)  # whether the article names an operation
    _launching: list[tuple[int, Draft]] = field(init=False)  # the attacks from afar, each by its sentence
    _by_root: dict[int, Mention] = field(init=False)
    _news: list[Draft] = field(init=False)
    _foes: dict[int, Mention | None] = field(init=False)
    _elsewhere: Mention | None = field(init=False)
    _rank: dict[int, int] = field(init=False)
    _suffered: set[int] = field(init=False)
    _done: dict[int, Draft] = field(init=False)  # by the doers that are told
    allies: set[str] = field(init=False)  # camps of groups that act beside a state's forces

    def __post_init__(self) -> None:
        """Index what every draft looks up."""
        acting = [m for m in self.found.forces if not self.speaks(m) and not collective(m.value.actor)]
        groups = [m for m in acting if m.value.actor and m.value.actor.type == "armed_group"]
        self.adversary = foremost(acting, {"armed_group"})
        self.protagonist = protagonist(self.grammar, self.found)
        self.coalition = foremost(self.found.forces, {"coalition"})
        self._by_root = {m.root: m for m in self.found.forces}
        self._suffered = {m.value.patient for m in self.found.outcomes}
        self._news = [draft for draft in self.drafts if draft.background is None]
        self._foes, self._elsewhere = foes(self.grammar, groups, self.adversary, self._news)
        self.campaigns = any(name_of(self.grammar, t.end - 1) for t in self.found.triggers)
        afar: dict[int, Draft] = {}
        for draft in self.drafts:
            if draft.kinds and draft.kinds[0] in ALOFT and draft.camps:
                afar.setdefault(draft.first.sentence, draft)
        self._launching = sorted(afar.items(), key=itemgetter(0))
        self.telling = {t.sentence for draft in self.drafts for t in draft.tellings}
        self._rank = {id(draft): rank for rank, draft in enumerate(self.drafts)}
        self._done = {m.root: draft for draft in self.drafts for t in draft.tellings for m in t.initiators}

        self.allies = {camp for draft in self.drafts for camp in _allied(draft)}

    def speaks(self, mention: Mention) -> bool:
        """Whether a force only tells: "..., separatists said"."""
        parse = self.grammar.parse
        verb = parse.heads[mention.root]
        return parse.deps[mention.root] == "nsubj" and parse.lemmas[verb] in self.grammar.rules.reporting

    def span(self, start: int, end: int, found_by: str) -> Span:
        """Tokens as a span of the original text, or of the title."""
        parse = self.grammar.parse
        a, b = parse.starts[start], parse.ends[end - 1]
        shift = self.layout.text_start
        if a >= shift:
            text = self.article.text[a - shift : b - shift]
            return Span(start=a - shift, end=b - shift, text=text, found_by=found_by)
        title = self.article.title or ""
        b = min(b, len(title))
        return Span(start=a, end=b, text=title[a:b], found_by=found_by, in_="title")

    def evidence(self, *mentions: Mention) -> list[Span]:
        """The spans of mentions."""
        return [self.span(m.start, m.end, m.found_by) for m in mentions]

    def before(self, draft: Draft) -> Iterator[Draft]:
        """The acts told before one of news, latest first, as far as an article is remembered."""
        rank = 0 if draft.background else self._rank[id(draft)]
        return reversed(self.drafts[max(0, rank - MEMORY) : rank])

    def done_by(self, mention: Mention) -> Draft | None:
        """The act that a force is told to have done."""
        return self._done.get(mention.root)

    def force(self, mention: Mention, role: ForceRole, support: Sequence[Support] = ()) -> Force:
        """A force in its part in an act, with its number and arms; a generic phrase gets its name."""
        value = self.named(mention, role)
        suffered = self.suffers(mention)  # those counted were struck: a result, not a strength
        return Force(
            text=value.text,
            name=value.name,
            role=role,
            type=cast("ForceType", value.type),
            country=value.country,
            wikidata=value.wikidata,
            size=None if suffered else size_of(self.grammar, mention.root),
            support=list(support),
            equipment=arms_of(self.grammar, mention),
            evidence=self.evidence(mention),
        )

    def foe(self, i: int) -> Mention | None:
        """The armed group that an article names most; of many acts, first that of a token's paragraph.

        There a group that only the paragraph of one act names is no other act's.
        """
        if len(self._news) < ROUND_UP:
            return self.adversary
        return self._foes.get(self.grammar.parse.paragraphs[i], self._elsewhere)

    def named(self, mention: Mention, role: ForceRole | None = None) -> ActorMention:
        """A generic phrase ("the militants", "our forces") as the force that the article is about.

        Not so who helps others (by `role`): "backed by clan fighters" are not the ones they fight.
        """
        value: ActorMention = mention.value
        about: Mention | None = None
        parts = value.text.split()
        proper = {part for part in parts if part[:1].isupper() or part[:1].isdigit()}
        if value.name is not None or len(parts) == len(proper) > 1:
            return value  # "the Special Task Force", "14th Division" go by that name, if no table has it
        if value.camp == "hostile":
            other_crime = value.text.casefold().rsplit(" ", 1)[-1].startswith(OTHER_CRIME)
            parse = self.grammar.parse
            unnamed = UNNAMED.intersection(parse.lower[k] for k in parse.kids[mention.root])
            civil = parse.lemmas[mention.root] in MOBS  # "armed youths" are of no group
            if role not in ("partner", "support") and not (other_crime or unnamed or civil):
                about = self.foe(mention.root)
                if about is not None and self._harms(mention, about):
                    about = None  # "gunmen killed three Hamas policemen"
        elif value.type == "coalition" or "coalition" in value.text.casefold():  # "coalition aircraft"
            about = self.coalition
        elif value.camp == "state" and value.type in ("military", "security_forces"):
            about = None if self._civil(mention) else self.protagonist
            if "AIR_DEFENCE" in value.classes and (about is None or self._launched(mention, about)):
                about = self._under_attack(mention)  # the protagonist's missiles were shot down
            elif about is not None and "MEANS" in value.classes:
                about = self._sender(mention, about)
            after = about is not None and about.root > mention.root
            if about is not None and (after or self._none_of(mention, about) or self._whose(mention)):
                about = None
        if about is None or self._beside(mention, about):
            return value
        known: ActorMention = about.value
        if len(proper) > 1 and not proper <= {*(known.name or "").split()}:
            return value  # "Third Field Army troops"
        note = known.actor.note if known.actor is not None else None
        if note not in SEAFARING and any(b in value.text.casefold() for b in AFLOAT):
            return replace(value, country=known.country, camp=known.camp)  # "navy personnel" of its country
        if value.camp == "hostile" and value.country and known.country and value.country != known.country:
            return value  # "Russian fighters" are none of a Malian group
        return replace(
            value,
            name=known.name,
            type=known.type,
            country=known.country,
            wikidata=known.wikidata,
            camp=known.camp,
            actor=known.actor,
        )

    def _civil(self, mention: Mention) -> bool:
        """Whether a body is told to be of civil work: "the tax authority", "the border agency"."""
        parse = self.grammar.parse
        of = [parse.lower[k] for k in parse.dependents(mention.root, "compound")]
        return parse.lemmas[mention.root] in OFFICES and bool(of) and "security" not in of

    def _launched(self, mention: Mention, about: Mention) -> bool:
        """Whether a force did the last attack from afar that was told before the words for another."""
        attack = self._last_attack(mention)
        return attack is not None and about.value.camp in attack.camps

    def _last_attack(self, mention: Mention) -> Draft | None:
        """The attack from afar that was told last before the words for a force."""
        sentence = self.grammar.parse.sent_of[mention.root]
        before = bisect_left(self._launching, sentence, key=itemgetter(0))
        return self._launching[before - 1][1] if before else None

    def _sender(self, mention: Mention, about: Mention) -> Mention:
        """Whose machines they are: not of the protagonist, in whose land another state's struck before."""
        attack = self._last_attack(mention)
        here = self.found.within("places", self.grammar.parse.sent_of[mention.root])
        home = about.value.country is not None and about.value.country in {
            p.value.place.country for p in here
        }
        if attack is None or not home:
            return about
        theirs = (m for m in attack.initiators if m.value.country and m.value.country != about.value.country)
        return next((m for m in theirs if not hostile(m.value.camp)), about)

    def _under_attack(self, mention: Mention) -> Mention | None:
        """The armed forces of the country that was attacked last, if the article names them."""
        attack = self._last_attack(mention)
        struck = {p.value.place.country for p in attack.places} - {None} if attack else set()
        own = (m for m in self.found.forces if m.value.actor and m.value.actor.note == NATIONAL_FORCES)
        return next((m for m in own if m.value.country in struck), None)

    def beside(self, draft: Draft, *steps: int, on: int = 0) -> Iterator[int]:
        """The sentences some steps from those of an act, of its paragraph or of one up to `on` behind it."""
        parse = self.grammar.parse
        told = sorted({t.sentence for t in draft.tellings if not t.in_title})
        for sentence, other in ((k, k + step) for step in steps for k in told):
            if 0 <= other < len(parse.sents):
                here, there = (parse.paragraphs[parse.sents[k][0]] for k in (sentence, other))
                if 0 <= there - here <= on:
                    yield other

    def _beside(self, mention: Mention, about: Mention) -> bool:
        """Whether a phrase stands in one list with the force that it might mean: "Marines and Iraqis".

        Or with that one's foes: "soldiers and allied fighters".
        """
        heads = [*self.grammar.conjuncts(mention.root)]
        if self.grammar.parse.deps[mention.root] == "conj":
            heads += self.grammar.conjuncts(self.grammar.parse.heads[mention.root])
        told = [m.value for m in (self._by_root.get(k) for k in heads if k != mention.root) if m is not None]
        foes = (v for v in told if v.name and fights(v.camp) and hostile(v.camp) != hostile(about.value.camp))
        return ("EITHER" in mention.value.classes and any(foes)) or any(
            v.name == about.value.name for v in told
        )

    def _whose(self, mention: Mention) -> bool:
        """Whether a machine is that of a body that no table has: "a UN helicopter"."""
        ents, inside = self.grammar.parse.ents, range(mention.start, mention.root)
        return "MEANS" in mention.value.classes and any(ents[k] == "ORG" for k in inside)

    def _none_of(self, mention: Mention, about: Mention) -> bool:
        """Whether a force is not of another: an air force of no army, or a machine that struck it."""
        if "MEANS" in mention.value.classes and self._strikes(mention, about.value.camp):
            return True
        regime = REGIMES.intersection(mention.value.text.casefold().split())
        if regime and about.value.camp in {m.value.camp for m in self._hurt_beside(mention)}:
            return True  # "Turkish soldiers died in a strike by regime forces"
        actor = about.value.actor
        text = mention.value.text.casefold()
        branch = next((n for b, n in BRANCHES.items() if text.endswith(b)), None)
        if branch and actor is not None and actor.note in {*BRANCHES.values()} - {branch}:
            return True
        land = self.grammar.parse.lemmas[mention.root] in ("soldier", "army", "infantry")
        return land and actor is not None and actor.note in OFF_LAND

    def _hurt_beside(self, mention: Mention) -> list[Mention]:
        """The forces that suffered what a force's sentence tells."""
        told = self.found.within("outcomes", self.grammar.parse.sent_of[mention.root])
        return [self._by_root[o.value.patient] for o in told if o.value.patient in self._by_root]

    def _harms(self, mention: Mention, group: Mention) -> bool:
        """Whether a nameless force did harm to a group's own men."""
        told = self.found.within("outcomes", self.grammar.parse.sent_of[mention.root])
        theirs = (self.victim(o.value) for o in told if mention.root in o.value.agents)
        return any(m is not None and m is not mention and m.value.name == group.value.name for m in theirs)

    def _strikes(self, mention: Mention, camp: str) -> bool:
        """Whether a machine did harm to a state's men, of the camp or of none that is told."""
        results = [
            o.value
            for o in self.found.within("outcomes", self.grammar.parse.sent_of[mention.root])
            if mention.root in o.value.agents
        ]
        struck = (self._by_root.get(r.patient) for r in results)
        men = [m.value for m in struck if m is not None and "MEANS" not in m.value.classes]
        return any(value.camp in ("state", camp) for value in men)

    def content(self, mention: Mention) -> Mention:
        """A force that is only a number of others ("a force of 120 commandos") or of a body as those."""
        parse, root = self.grammar.parse, mention.root
        men = "TROOPS" in mention.value.classes and not parse.dependents(root, "nummod")
        if mention.value.name is not None or not (men or parse.lemmas[root] in HOLDERS):
            return mention
        of = (k for k in parse.dependents(root, "nmod") if "of" in self.grammar.prepositions(k))
        found = next((self._by_root[k] for k in of if k in self._by_root), mention)
        body = bool(found.value.classes & STATE_BODIES) and "TROOPS" not in found.value.classes
        return found if body or not men else mention  # "troops of the 26th Brigade"

    def bearer(self, mention: Mention, telling: Telling) -> Mention:
        """Who bears arms that the parse takes for one who acts: "gunmen armed with rifles and a launcher".

        Or whose they are: "the air force said its drones had struck a camp".
        """
        if mention.value.name is None and mention.value.classes & MEANS:
            for other in self.found.within("forces", telling.sentence):
                if other.root < mention.root and mention.root in borne_by(self.grammar, other):
                    return other
            whose = self.grammar.parse.dependents(mention.root, "nmod:poss")
            if any(self.grammar.parse.lower[k] in ("its", "their") for k in whose):
                return self._by_root.get(teller(self.grammar, mention.root) or -1, mention)
        return mention

    def backers(self, telling: Telling) -> list[Backer]:
        """Those who help in a telling's act, each with the kinds of its help."""
        here = {m.root: m for m in self.found.within("forces", telling.sentence)}
        told = [(m, kinds_around(self.grammar, m, telling)) for m in telling.supporters]
        known = {id(m) for m, _ in told}
        return told + [b for b in backers_of(self.grammar, telling, here) if id(b[0]) not in known]

    def victim(self, result: Result) -> Mention | None:
        """The force that suffered an outcome: whose they were, itself or what its pronoun stands for."""
        if result.owner is not None and result.owner in self._by_root:
            return self._by_root[result.owner]
        if result.owner is not None and self.grammar.parse.lower[result.owner] in ("they", "it"):
            return antecedent(self.grammar, result.owner, self.found, set())  # "they lost seven"
        found = self._by_root.get(result.patient)
        if found is None and result.antecedent is not None:
            found = self._by_root.get(result.antecedent)
        if found and found.value.camp == "hostile" and result.classes & {"TROOPS", "HOSTILE"} == {"TROOPS"}:
            return None  # "pro-government fighters" are not the armed group's
        return found

    def suffers(self, mention: Mention) -> bool:
        """Whether a force is told to have suffered something."""
        return mention.root in self._suffered

    def victims(self, telling: Telling) -> list[Mention]:
        """The forces that themselves suffered a telling's outcomes."""
        patients = (o.value.patient for o in telling.outcomes)
        return [self._by_root[i] for i in patients if i in self._by_root]
