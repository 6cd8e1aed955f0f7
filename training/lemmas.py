"""Make the lemmatizer: WordNet's rules, and exceptions that the treebanks teach.

`spacy-lookups-data` brings rules, an index of base forms and irregular forms for nouns,
verbs, adjectives and adverbs. UD's lemmas of auxiliaries and pronouns, and the irregular
words that the tables miss, are counted from the training treebanks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.pipeline.lemmatizer import Lemmatizer
from spacy.tokens import Doc, Token

TABLES = ["lemma_rules", "lemma_exc", "lemma_index"]
CLOSED = {"adp", "aux", "cconj", "det", "part", "pron", "sconj"}
OPEN = {"adj", "adv", "noun", "verb"}
WAR_VERBS = frozenset(
    """abduct airlift ambush arrest assassinate attack barrage behead besiege blockade bomb
    bombard booby-trap capture carpet-bomb clear conduct counter-attack counterattack crash
    decapitate defuse destroy detain detonate disarm dismantle down dynamite encircle engage eliminate
    evacuate execute explode fire foil gun hijack hit intercept infiltrate jail kidnap kill launch
    liberate loot machine-gun martyr massacre mortar murder neutralise neutralize nuke obliterate
    overrun paradrop patrol pound pummel raid ransack raze rescue recapture repel retake rout sabotage
    seize shell shoot-down snipe stab storm strafe strike surround target thwart torch torpedo wound
    """.split()  # noqa: SIM905
)
UNCHANGING = ("aircraft", "personnel", "police", "headquarters", "people", "series")
IRREGULAR = {"fled": ["flee"], "stricken": ["strike"], "downed": ["down"], "gunned": ["gun"]}


def add_lemmatizer(nlp: Language, docs: Iterable[Doc]) -> None:
    """Add a rule lemmatizer whose exceptions cover what it would get wrong in `docs`."""
    pipe = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    assert isinstance(pipe, Lemmatizer)
    pipe.initialize(lookups=load_lookups("en", TABLES))
    learn_verbs(pipe)
    learn_exceptions(pipe, docs)
    keep_base_forms(pipe)


def learn_verbs(pipe: Lemmatizer) -> None:
    """Add verbs of the trade and their forms: "airlifted" is no form of "airlifte"."""
    index = pipe.lookups.get_table("lemma_index")
    exceptions = pipe.lookups.get_table("lemma_exc")
    index["verb"] = sorted({*index["verb"], *WAR_VERBS} - {"snip"})  # else "sniped" is its form
    regular = {form: [verb] for verb in WAR_VERBS for form in regular_forms(verb)}
    exceptions["verb"] = {**regular, **exceptions["verb"], **IRREGULAR}


def regular_forms(verb: str) -> Iterator[str]:
    """Yield the forms of a verb that is written without doubling."""
    stem = verb.removesuffix("e")
    yield from (f"{verb}s", f"{stem}ed", f"{stem}ing")


def learn_exceptions(pipe: Lemmatizer, docs: Iterable[Doc]) -> None:
    """Add the lemmas that most treebank tokens speak for, where the rules give another.

    Words of the closed classes are all added: they have no rules to fall back on.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wrong: Counter[tuple[str, str]] = Counter()
    for token in lemmatized(docs):
        key = token.pos_.lower(), token.lower_.replace("’", "'")
        counts[key][token.lemma_] += 1
        wrong[key] += pipe.rule_lemmatize(token)[0].lower() != token.lemma_.lower()
    exceptions = pipe.lookups.get_table("lemma_exc")
    for (pos, form), lemmas in sorted(counts.items()):
        lemma, votes = lemmas.most_common(1)[0]
        clear = votes >= 2 and votes >= 0.7 * lemmas.total()
        doubtful = votes < 10 and form in exceptions.get(pos, {})
        mended = clear and not doubtful and wrong[pos, form] > votes / 2
        if mended or pos in CLOSED:
            variants = {form: [lemma], form.replace("'", "’"): [lemma]}
            exceptions[pos] = {**exceptions.get(pos, {}), **variants}
    pipe.cache.clear()


def keep_base_forms(pipe: Lemmatizer) -> None:
    """Let base forms be their own exception, lest the "Kill" of a headline keep its capital."""
    index, rules, exceptions = (
        pipe.lookups.get_table(name) for name in ("lemma_index", "lemma_rules", "lemma_exc")
    )
    for pos, words in {"adv": index["adv"], "verb": index["verb"], "noun": UNCHANGING}.items():
        known = set(index[pos])
        same = {
            word: [word]
            for word in words
            if not any(
                word.endswith(old) and word.removesuffix(old) + new in known for old, new in rules[pos]
            )
        }
        exceptions[pos] = {**same, **exceptions[pos]}


def lemmatized(docs: Iterable[Doc]) -> Iterator[Token]:
    """Yield the words whose lemma is worth learning."""
    for doc in docs:
        for token in doc:
            if token.pos_.lower() in OPEN | CLOSED and token.text.replace("’", "'").isascii():
                yield token
