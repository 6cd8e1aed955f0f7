"""Who is said by the words before or after a force to have done an act, or to have done it along with others.

What the sentence's structure does not tell: "blamed on", "claimed by", "in coordination with".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from eventx.camps import fights, hostile
from eventx.clauses import OCCASIONS
from eventx.finding import Found
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.subjects import ACCUSING
from eventx.syntax import Grammar
from eventx.tellings import Forces, Telling

TOGETHER = tuple(words("roles")["together"])
BLAMED = tuple(words("roles")["blamed"])
CLAIMED = re.compile(
    r"(?:(?:group|later|has|have|had|also|since|quickly|swiftly|said it) )*"
    r"(?:claimed (?:responsibility|credit|it\b|them\b"
    r"|(?:the|that|this) (?:[\w-]+ )?(?:attack|blast|bombing|killing|raid|ambush|assault|strike))"
    r"|took (?:responsibility|credit)|owned up to|(?:was|were) quick to claim"
    r"|(?:admitted|acknowledged|avowed) (?:the (?:attack|killing|bombing|blast|ambush|raid)|being behind)"
    r"|(?:said|says|say) (?:it|they) (?:had |have )?"
    r"(?:carried (?:it |them |the \w+ )?out|(?:was|were) behind|did it\b|done it\b|(?:was|were) responsible)"
    r"|(?:did|has done|had done) (?:this|it)\b"
    r"|called (?:it|the (?:attack|blast|bombing)) (?:an act of )?(?:revenge|retaliation|vengeance))"
)
WITHIN = ("compound", "flat", "appos")
BRANCHES = frozenset({"branch", "wing", "affiliate", "chapter", "franchise", "offshoot", "arm"})
SPOKEN_OF = frozenset({"on", "about", "upon"})
UNSAID = frozenset({"not", "n't", "no", "never"})
BLAMING = re.compile(
    r"\b(?:(?:blamed|pinned) (?:it|this|that|them|the|an?)(?: [\w-]+)? on"
    r"|(?:ascribed|attributed|attributes|attribute) (?:it|this|that|them|the [\w-]+) to"
    r"|(?:they|he|she|it) blamed)$"
)
FELL = frozenset({"killed", "wounded", "captured"})
FIRE = words("roles")["fire"]
ARMIES = frozenset({"military", "security_forces", "intelligence", "coalition"})
POLICE_KINDS = (["arrest"], ["seizure"], ["raid"])
ATTACKS = (["attack"], ["ambush"], ["bombing"], ["abduction"], ["clash"])
OWN_KINDS = (
    ["interception"],
    ["airstrike"],
    ["clearance"],
    ["seizure"],
    ["ordnance_disposal"],
    ["arrest"],
    ["raid"],
)
MINISTRY = "national ministry"  # note of the table's rows
HOLDING = re.compile(r"\b(?:hold|holds|held|holding)$")
ANSWERING = re.compile(r"(?:\w+ )?(?:responsible\b|to blame\b)")
CHARGING = re.compile(r"\bcharge[sd]?$")
CHARGED = re.compile(r"with (?:it|the (?:attack|blast|bombing|killings?|massacre))\b")


def blamed(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """Those by whom an act was done as others say, made initiators: "blamed on", "claimed by"."""
    parse = grammar.parse
    if any(parse.lemmas[parse.heads[t.root]] in OCCASIONS for t in telling.triggers):
        return  # "the bomb was the work of a cell wanting to avenge the raid": not the raid
    for mention in forces.values():
        if mention.value.name is None and mention.found_by == "force-again":
            continue  # "the group claimed the assault" tells nothing new
        claimed = _claims(grammar, mention)
        before = _before(grammar, telling, mention)
        blamed = before.endswith(BLAMED) or _blames(grammar, before, mention)
        charge = _accused(grammar, mention)
        blamed = blamed or any(charge == t.root for t in telling.triggers)
        if blamed and (parse.lower[mention.root] == "other" or _of_its_own(grammar, mention)):
            continue  # "each side blamed the other"
        if mention in telling.initiators or (claimed and telling.initiators and mention in telling.targets):
            continue  # who claims to have been raided did not raid
        if mention in telling.targets and telling.kinds[:1] == ["interception"]:
            continue  # "shot down twelve drones launched by Russia"
        if claimed or blamed:
            telling.initiators.append(mention)
            if mention in telling.targets:
                telling.targets.remove(mention)


def owned(grammar: Grammar, telling: Telling, mention: Mention) -> bool:
    """Whether a force itself says that an act was its own: "bombings claimed by the affiliate"."""
    return _claims(grammar, mention) or _before(grammar, telling, mention).endswith("claimed by")


def tellers(grammar: Grammar, telling: Telling, forces: Forces) -> list[Mention]:
    """An army that tells of foes who fell, by whom is not told: "The army said six militants were killed".

    So is one that tells of things its side takes or strikes: "a tunnel was blown up, the military said".
    """
    fell = [o.value for o in telling.outcomes if o.value.type in FELL and o.value.count.high != 0]
    struck = [forces[r.patient].value for r in fell if r.patient in forces]
    acts = {t.root for t in telling.triggers}  # "an air strike", as "howitzer fire", tells nobody
    by = {grammar.parse.lemmas[a] for r in fell for a in r.agents if a not in acts}
    if telling.partners or not by <= FIRE or len(struck) < len(fell):
        return []
    if not all("HOSTILE" in v.classes or (fights(v.camp) and hostile(v.camp)) for v in struck):
        return []
    foes = [m for m in telling.targets if fights(m.value.camp) and hostile(m.value.camp)]
    if not struck and telling.kinds[:1] not in OWN_KINDS and (telling.kinds or not foes):
        return []
    root = fell[0].patient if fell else telling.triggers[0].root
    verb = next((up for up in _saying(grammar, root) if grammar.reports(up)), None)
    if verb is None:
        return []
    saying = grammar.parse.dependents(verb, "nsubj")
    told = _armies(grammar, saying, forces)
    if not told and telling.kinds[:1] in POLICE_KINDS:
        told = [forces[k] for k in saying if k in forces and forces[k].value.type == "police"]
    aimed = {m.value.camp for m in telling.targets}
    return [m for m in told[:1] if struck or (m.value.camp not in aimed and "state" not in aimed)]


def _saying(grammar: Grammar, root: int) -> Iterator[int]:
    """The verbs above an act, and those inserted in it: "nine rebels, the army said, were killed"."""
    for up in grammar.parse.ancestors(root):
        yield up
        yield from grammar.parse.dependents(up, "parataxis")


def _armies(grammar: Grammar, tellers: Sequence[int], forces: Forces) -> list[Mention]:
    """The state's forces among those who tell, or whose ministry does: "Azerbaijan's defence ministry"."""
    told = [forces[k] for k in tellers if k in forces]
    armies = [m for m in told if m.value.type in ARMIES or (m.value.actor and m.value.actor.note == MINISTRY)]
    for k in tellers:
        if {"defence", "defense", "military", "army"} & {
            grammar.parse.lower[c] for c in grammar.parse.kids[k]
        }:
            owners = grammar.parse.dependents(k, "nmod:poss")
            armies += [forces[o] for o in owners if o in forces and forces[o].value.type == "government"]
    return [m for m in armies if not hostile(m.value.camp)]


def silent(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """Whose act it was, of which they do not speak: "the army did not comment on the strike"."""
    if telling.initiators:
        return
    parse = grammar.parse
    for trigger in telling.triggers:
        chain = [*parse.ancestors(trigger.root)][:3]
        told = [parse.lemmas[i] for i in chain]
        if "comment" not in told or not grammar.prepositions(trigger.root) & SPOKEN_OF:
            continue
        verb = next((i for i in chain if parse.pos[i] == "VERB"), None)
        below = set() if verb is None else {parse.lower[k] for v in chain for k in parse.kids[v]}
        if verb is None or not (below & UNSAID or parse.lemmas[verb] in ("decline", "refuse")):
            continue
        top = verb if parse.dependents(verb, "nsubj") else parse.heads[verb]
        for head in parse.dependents(top, "nsubj"):
            mention = forces.get(head)
            if mention is None or not fights(mention.value.camp):
                continue
            if (
                hostile(mention.value.camp) or telling.kinds[:1] not in ATTACKS
            ):  # of gunmen, which an army met
                telling.initiators.append(mention)


def blamed_later(grammar: Grammar, found: Found, tellings: Sequence[Telling]) -> None:
    """Give an act of which nobody is told to have done it who, as the next sentences say, did it."""
    told = {t.sentence for t in tellings}
    for telling in tellings:
        for sentence in range(telling.sentence + 1, telling.sentence + 6):
            if sentence in told or sentence >= len(grammar.parse.sents):
                break
            paragraph = grammar.parse.paragraphs[grammar.parse.sents[sentence][0]]
            if sentence > telling.sentence + 2 and paragraph != telling.paragraph:
                break
            if telling.in_title or any(m.value.name for m in telling.initiators):
                break
            start = grammar.parse.sents[sentence][0]
            for mention in found.within("forces", sentence):
                named = fights(mention.value.camp) and mention not in telling.initiators
                before = _words_before(grammar, start, mention)
                if named and (
                    before.endswith(BLAMED)
                    or _blames(grammar, before, mention)
                    or _claims(grammar, mention)
                    or _accused(grammar, mention) is not None
                ):
                    telling.initiators.append(mention)


def _of_its_own(grammar: Grammar, mention: Mention) -> bool:
    """Whether a force claims people, not an act: "three men, two of them claimed by the group"."""
    parse, verb = grammar.parse, grammar.parse.heads[mention.root]
    if parse.lemmas[verb] != "claim":
        return False
    claimed = parse.dependents(verb, "nsubj:pass")
    if parse.deps[verb] == "acl":
        claimed.append(parse.heads[verb])
    return any("PERSON" in grammar.classes(k) or parse.pos[k] == "NUM" for k in claimed)


def _claims(grammar: Grammar, mention: Mention) -> bool:
    """Whether a force says that an act was its own: "the group took credit"."""
    parse, root = grammar.parse, mention.root
    while parse.deps[root] in WITHIN or (
        parse.deps[root] == "nmod" and parse.lemmas[parse.heads[root]] in BRANCHES
    ):
        root = parse.heads[root]  # "the Jaish al-Adl group, whose leaders hide, has claimed it"
    begins, verb = [mention.end], parse.heads[root]
    if parse.deps[root] == "nsubj" and verb > mention.end:
        begins.append(min(k for k in (*parse.dependents(verb, "aux", "advmod"), verb) if k >= mention.end))
    return any(CLAIMED.match(" ".join(parse.lower[k : k + 7])) for k in begins)


def _blames(grammar: Grammar, before: str, mention: Mention) -> bool:
    """Whether words around a force lay the act to it: "pinned it on", "held the group responsible for"."""
    parse, verb = grammar.parse, grammar.parse.heads[mention.root]
    by_others = "on" in grammar.prepositions(mention.root)  # "was blamed by the rebels on the army"
    blamed = parse.lemmas[verb] == "blame" and (parse.deps[mention.root] == "obj" or by_others)
    if blamed or BLAMING.search(before) or parse.lower[mention.start] == "blamed":  # a lost verb
        return True
    after = " ".join(grammar.parse.lower[mention.end : mention.end + 4])
    answering = HOLDING.search(before) is not None and ANSWERING.match(after) is not None
    return answering or (CHARGING.search(before) is not None and CHARGED.match(after) is not None)


def _accused(grammar: Grammar, mention: Mention) -> int | None:
    """The act that a force is accused of: "accused Baku of shelling Stepanakert"."""
    parse = grammar.parse
    verb, act = parse.heads[mention.root], mention.end + 1
    if parse.deps[mention.root] != "obj" or parse.lemmas[verb] not in ACCUSING or act >= len(parse):
        return None
    told = parse.lower[act].endswith("ing") and parse.lower[mention.end] == "of"
    lemma = parse.lemmas[act]
    known = lemma in grammar.rules.verb_rules or lemma in grammar.rules.noun_rules
    return act if told and known else None


def accompanying(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """Those "along with" or "in coordination with" whom it was done, whatever they hang by, made partners."""
    parse = grammar.parse
    for mention in forces.values():
        camp = mention.value.camp
        if parse.deps[mention.root] == "nmod:poss" and parse.heads[mention.root] in forces:
            continue  # "together with Portugal's judicial police"
        if not fights(camp) or camp == "hostile" or mention in telling.initiators:
            continue
        suffered = any(mention.root in (o.value.patient, *o.value.parts) for o in telling.outcomes)
        together = _before(grammar, telling, mention).endswith(TOGETHER) or _meanwhile(grammar, mention)
        if not suffered and together:
            for head in grammar.conjuncts(mention.root):
                other = forces.get(head)
                if other is not None and other not in telling.partners:
                    telling.partners.append(other)
                    if other in telling.targets:
                        telling.targets.remove(other)


def _meanwhile(grammar: Grammar, mention: Mention) -> bool:
    """Whether a force is told to do its share: "with the Kenyan contingent covering the north"."""
    parse, verb = grammar.parse, grammar.parse.heads[mention.root]
    with_ = any(parse.lower[k] == "with" for k in parse.dependents(verb, "mark"))
    return with_ and parse.deps[mention.root] == "nsubj" and parse.lower[verb].endswith("ing")


def _before(grammar: Grammar, telling: Telling, mention: Mention) -> str:
    """The six words before a force and its determiners and adjectives."""
    return _words_before(grammar, telling.tokens[0], mention)


def _words_before(grammar: Grammar, start: int, mention: Mention) -> str:
    """The six words before a force, its determiners and adjectives left out, from a token on."""
    parse = grammar.parse
    j = mention.start - 1
    while j > start and (parse.pos[j] in ("DET", "ADJ", "NUM") or parse.lower[j] in ("its", "their", "the")):
        j -= 1
    if parse.deps[j] == "case" and parse.deps[parse.heads[j]] == "nmod:poss":
        j = min(j, parse.heads[j]) - 1  # "with Portugal's judicial police"
    return " ".join(parse.lower[max(start, j - 5) : j + 1])
