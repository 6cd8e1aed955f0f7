"""Score eventx on ISAF press releases: isaf.py ROWS.jsonl [-o RUN.jsonl] [--records RECORDS.jsonl].

ROWS holds {"id", "text"}; labels in it are not read. Records of a release are reduced to one event of
that data set (its README, beside ROWS, says what its fields mean), and `score.py` beside ROWS, or the
scorer given, compares. Two fields are house terms of its coder; a finisher puts them into the record's
`extra`, as any user of the library could.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from runs import article, call, json_lines, run_path, script

from eventx import Extractor, Operation, Outcome, Trace

PROVINCES = {  # ISO 3166-2 → label
    "AF-BAL": "balkh", "AF-BAM": "bamyan", "AF-BDG": "badghis", "AF-BDS": "badakhshan", "AF-BGL": "baghlan",
    "AF-DAY": "daykundi", "AF-FRA": "farah", "AF-FYB": "faryab", "AF-GHA": "ghazni", "AF-GHO": "ghor",
    "AF-HEL": "helmand", "AF-HER": "herat", "AF-JOW": "jowzjan", "AF-KAB": "kabul", "AF-KAN": "kandahar",
    "AF-KAP": "kapisa", "AF-KDZ": "kunduz", "AF-KHO": "khost", "AF-KNR": "kunar", "AF-LAG": "laghman",
    "AF-LOG": "logar", "AF-NAN": "nangarhar", "AF-NIM": "nimroz", "AF-NUR": "nuristan", "AF-PAN": "panjshir",
    "AF-PAR": "parwan", "AF-PIA": "paktya", "AF-PKA": "paktika", "AF-SAM": "samangan", "AF-SAR": "sar_e_pul",
    "AF-TAK": "takhar", "AF-URU": "uruzgan", "AF-WAR": "wardak", "AF-ZAB": "zabul",
}  # fmt: skip
GROUPS = {  # label → its names
    "taliban": r"taliban|taleban",
    "haqqani": r"haqqani",
    "hig": r"HI-?G\b|he[zs]b-?\w* ?-?[ei]-?\s?islami|gulbuddin",
    "aq": r"al[- ]?q(?:ae|ai|a)i?da",
    "imu": r"\bIMU\b|islamic movement of uzbekistan",
    "let": r"\bLe?T\b|lashkar-e-t",
    "jem": r"\bJeM\b|jaish-e-m",
    "criminals": r"\bcriminal|traffick|smuggl",
}
LEADER = re.compile(
    r"\b(?:leader|commander|chief|governor|emir|amir|head|deputy)s?\b", re.I
)  # a facilitator is none
SEVERAL = {"two": 2, "three": 3, "four": 4, "five": 5, "several": 3}
AIR = {"airstrike", "drone_strike"}
HOSTILE = {"armed_group", "militia"}
CAPTURED = ("captured", "surrendered")

NO_SHOTS = re.compile(
    r"\bno (?:shots|weapons) (?:were )?fired|\bshots were not fired|\bnot a shot was fired"
    r"|\b(?:did not fire|without firing|never fired)\b",
    re.I,
)
SOUGHT = re.compile(  # a search or raid for people
    r"\bin search of\b|\bsearch(?:ing|ed)? for\b|\bpursu(?:ing|ed|it)\b|\btarget(?:ed|ing|s)?\b"
    r"|\bto (?:detain|capture|arrest|apprehend)\b|\bassault force\b|\bloudspeaker|\ball occupants\b"
    r"|\bsearch(?:ed|ing)? (?:the|a|an|several|multiple)?\s*(?:\w+ )?"
    r"(?:compound|building|home|house|village)s?\b"
    r"|\b(?:intelligence|tips?|reports?|reporting)\b[^.]{0,60}\b(?:led|indicat(?:ed|ing))\b",
    re.I,
)
CHANCE = re.compile(  # met on the way, or after things
    r"\bpatrol|\bclear(?:ing|ance)\b|\binterdiction\b|\bcheckpoint|\bstopped a\b|\bcaches?\b"
    r"|\b(?:narcotics?|opium|heroin|hashish|marijuana|drugs?)\b",
    re.I,
)


def house_fields(operation: Operation, trace: Trace) -> Operation:
    """Finisher: the two terms of the coder, into the record's `extra`."""
    text = trace.article.text
    sought, chance = bool(SOUGHT.search(text)), bool(CHANCE.search(text))
    if losses(operation, CAPTURED):
        deliberate = sought or not chance
    elif operation.kind in AIR:
        deliberate = False
    else:
        deliberate = sought and not chance
    house = {"killcaptureraid": deliberate, "noshotsfired": bool(NO_SHOTS.search(text))}
    return operation.model_copy(update={"extra": operation.extra | house})


def event(operations: Sequence[Operation]) -> dict[str, Any]:
    """The records of a release → the one event that its row was labelled with."""
    acts = [o for o in operations if o.status != "planned" and o.modality not in {"denied", "hypothetical"}]
    main = main_act(acts)
    same = [main, *(o for o in acts if o is not main and same_event(o, main))] if main else []
    killed, captured = tally(same, ("killed",)), tally(same, CAPTURED)
    civilians = sum(
        low(x) for o in same for x in o.outcomes if x.side == "civilian" and counts(x, ("killed",))
    )
    airstrike = any(AIR & {o.kind, *o.methods} for o in same)
    return {
        "start_date": start_date(same),
        "event_type": event_type(killed, captured, civilians, airstrike, same),
        "province": first(province(o) for o in same),
        "target_group": first(target_groups(o) for o in same),
        "min_killed": killed or civilians,
        "min_captured": captured,
        "killq": bool(killed or civilians),
        "captureq": bool(captured),
        "killcaptureraid": any(o.extra.get("killcaptureraid") for o in same),
        "airstrike": airstrike,
        "noshotsfired": any(o.extra.get("noshotsfired") for o in same),
        "min_leaders_killed": min(leaders(same, ("killed",)), killed),
        "min_leaders_captured": min(leaders(same, CAPTURED), captured),
    }


def same(made: Any, wanted: Any) -> bool:
    """Whether a field is the coder's; of lists the labels count, in any order."""
    return _labels(made) == _labels(wanted) if isinstance(wanted, list) else bool(made == wanted)


def _labels(values: Sequence[str] | None) -> set[str]:
    parts = {part.strip().lower() for value in values or [""] for part in value.split(";")}
    return {re.sub(r"[- ]", "_", "criminals" if part == "criminal" else part) for part in parts}


def main_act(acts: Sequence[Operation]) -> Operation | None:
    """The act that a release is about: one with a result for insurgents and a place, the earliest told."""

    def rank(act: Operation) -> tuple[bool, bool, bool, int]:
        told = min((span.start for span in act.evidence if span.in_ == "text"), default=0)
        result = bool(losses(act, ("killed",)) or losses(act, CAPTURED))
        return act.level != "operation", not result, not province(act), told

    return min(acts, key=rank, default=None)


def same_event(act: Operation, main: Operation) -> bool:
    """Whether a record tells of the main act: no total, in no other province, and within a day of it."""
    if act.level != "operation" or hostile(act):
        return False
    here, there = province(act), province(main)
    if here and there and here != there:
        return False
    days = [day for o in (act, main) if o.date and (day := o.date.start or o.date.end)]
    return len(days) < 2 or abs(days[0] - days[1]) <= dt.timedelta(days=1)


def hostile(act: Operation) -> bool:
    """Whether insurgents began it; its `target` is then the force that reports it."""
    initiators = [f for f in act.forces if f.role == "initiator"]
    return bool(initiators) and all(f.type in HOSTILE for f in initiators)


def losses(act: Operation, types: Iterable[str]) -> list[Outcome]:
    """What befell insurgents; whoever was detained was a suspect."""
    theirs = {"initiator", "unknown"} if hostile(act) else {"target", "unknown"}
    if "captured" in types:
        theirs.add("civilian")
    return [x for x in act.outcomes if x.side in theirs and counts(x, types)]


def counts(outcome: Outcome, types: Iterable[str]) -> bool:
    """Whether an outcome tells of people to whom one of these things really happened."""
    told = outcome.modality not in {"denied", "hypothetical"} and outcome.count.high != 0
    return told and outcome.object == "person" and outcome.type in types


def low(outcome: Outcome) -> int:
    """The smallest defensible number."""
    return outcome.count.low or 1


def tally(acts: Sequence[Operation], types: Sequence[str]) -> int:
    """How many insurgents at least; named ones count where no number is told.

    A later telling without a number, or with the same one, is of the same people.
    """
    numbers: list[int] = []
    for act in acts:
        told = [x for x in losses(act, types) if not numbers or (x.count.text and low(x) not in numbers)]
        numbers += [low(x) for x in told]
    return max(sum(numbers), len(fated(acts, types)))


def fated(acts: Sequence[Operation], types: Sequence[str]) -> list[str]:
    """How the people are told to whom it happened, each once."""
    people = {p.name or p.description: p for act in acts for p in act.people if p.fate in types}
    return [f"{p.name or ''} {p.description or ''}" for p in people.values()]


def leaders(acts: Sequence[Operation], types: Sequence[str]) -> int:
    """How many of them led; a plural counts by its number."""
    found = [person for person in fated(acts, types) if LEADER.search(person)]
    return sum(
        next((n for word, n in SEVERAL.items() if re.search(rf"\b{word}\b", p, re.I)), 1) for p in found
    )


def event_type(
    killed: int, captured: int, civilians: int, airstrike: bool, acts: Sequence[Operation]
) -> list[str]:
    """The one label that the results support; none where there is no result."""
    if killed and captured:
        return ["captureandkill"]
    if captured:
        return ["detention"]
    if airstrike:
        return ["airstrike"]
    if killed:
        return ["insurgentskilled"]
    if civilians:
        return ["civiliancasualty"]
    return ["exchangeoffire"] if any("clash" in {o.kind, *o.methods} for o in acts) else []


def province(act: Operation) -> list[str]:
    """The label of the first place that lies in a province."""
    codes = [code for place in act.locations for code in place.admin1 if code in PROVINCES]
    return [PROVINCES[codes[0]]] if codes else []


def target_groups(act: Operation) -> list[str]:
    """Labels of the groups that were struck or sought, in the order of the table."""
    role = "initiator" if hostile(act) else "target"
    names = [f"{f.name or ''} {f.text}" for f in act.forces if f.role == role]
    names += [f"{p.affiliation or ''} {p.description or ''}" for p in act.people]
    return [label for label, pattern in GROUPS.items() if any(re.search(pattern, n, re.I) for n in names)]


def first(lists: Iterable[list[str]]) -> list[str]:
    """The first list that holds anything."""
    return next(filter(None, lists), [])


def start_date(acts: Sequence[Operation]) -> str | None:
    """The first day of the act as told, or else the last on which it can have been.

    A night or 24 hours that reach over two days are labelled with the second.
    """
    dates = [act.date for act in acts if act.date]
    firsts = [d.end if d.start and d.end and (d.end - d.start).days == 1 else d.start for d in dates]
    days = [*firsts, *(d.end for d in dates), *(act.published for act in acts)]
    return str(next(filter(None, days), "")) or None


def main() -> int:
    """Extract, reduce, then score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path)
    parser.add_argument("-o", "--output", type=Path, metavar="RUN.jsonl")
    parser.add_argument("--records", type=Path, metavar="RECORDS.jsonl", help="keep the records too")
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--verbose", action="store_true", help="every field that differs")
    args = parser.parse_args()
    scorer = script(args.scorer, args.rows.resolve().parent, "score.py")
    run = run_path(args.output, "isaf")
    extractor = Extractor(finishers=(house_fields,))
    records = []
    with run.open("w", encoding="utf-8") as lines:
        for release, operations in extractor.pipe(map(article, json_lines(args.rows))):
            lines.write(json.dumps({"id": release.id, **event(operations)}) + "\n")
            records += [operation.to_json() for operation in operations]
    if args.records:
        args.records.write_text("".join(f"{record}\n" for record in records), encoding="utf-8")
    print(f"events: {run}", file=sys.stderr)
    return call(scorer, run, args.rows, *(["--verbose"] if args.verbose else []))


if __name__ == "__main__":
    sys.exit(main())
