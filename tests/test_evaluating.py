"""The score of records: figures as an outside scorer has them, causes, noise, gold files, drafts."""

from __future__ import annotations

import contextlib
import copy
import doctest
import importlib
import importlib.util
import json
import random
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import eventx
import goldruns
from eventx import Article, Extractor, GoldError
from eventx.cli import app
from eventx.evaluating import (
    Evaluation,
    by_cause,
    by_kind,
    compare,
    draft,
    evaluate,
    gold_of,
    intervals,
    read_gold,
)
from eventx.evaluating.comparing import Change
from eventx.evaluating.credit import count_credit, date_credit, kind_credit, name_credit
from eventx.evaluating.gold import GoldArticle, GoldOutcome, GoldWhen
from eventx.evaluating.pairing import assign
from eventx.operations import record_of
from eventx.records import Count, When

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases" / "evaluating.toml").read_text("utf-8"))
SCORERS = [
    folder / "shared" / "gold" / "score.py" for folder in (HERE.parents[1], HERE.parents[0], Path("/work"))
]
SCORER = next((path for path in SCORERS if path.is_file()), None)
EXAMPLES = HERE.parent / "examples" / "articles"

TEXT = (
    "Troops raided a camp near Hatra on Monday, killing five rebels. A drill was held. Troops raided Mosul."
)
GOLD = {
    "id": "a", "title": None, "published": "2024-02-10", "text": TEXT,
    "operations": [{
        "id": "a-1", "kind": ["raid"], "level": "operation", "optional": False, "name": None,
        "status": ["completed"], "date": {"start": "2024-02-05", "end": "2024-02-05", "also": []},
        "locations": [{"names": ["Hatra"], "admin1": ["IQ-NI"], "country": "IQ", "role": "site"}],
        "forces": [{"names": ["Troops"], "role": ["initiator"]}, {"names": ["rebels"], "role": ["target"]}],
        "outcomes": [{"type": ["killed"], "side": ["target"], "object": ["person"],
                      "low": 5, "high": 5, "best": 5}],
        "people": [], "part_of": None, "evidence": ["raided a camp"],
    }],
    "background": ["A drill was held."],
}  # fmt: skip
RECORD = {
    "schema_version": "1.0", "id": "r1", "article_id": "a", "kind": "raid", "status": "completed",
    "date": {"start": "2024-02-05", "end": "2024-02-05"},
    "locations": [{"text": "Hatra", "admin1": ["IQ-NI"], "country": "IQ"}],
    "forces": [{"text": "Troops", "role": "initiator"}, {"text": "rebels", "role": "target"}],
    "outcomes": [{"type": "killed", "side": "target", "object": "person", "text": "five rebels",
                  "count": {"low": 5, "high": 5, "best": 5}}],
    "evidence": [{"start": 7, "end": 13, "text": "raided", "found_by": "test"}],
}  # fmt: skip


def record(**changes):
    """The record that is all right, with some fields changed."""
    return record_of({**copy.deepcopy(RECORD), **changes})


def at(word: str, rank: int = 0) -> list[dict]:
    start = -1
    for _ in range(rank + 1):
        start = TEXT.index(word, start + 1)
    return [{"start": start, "end": start + len(word), "text": word, "found_by": "test"}]


def gold(**changes) -> GoldArticle:
    return gold_of(json.dumps({**GOLD, **changes}))


def gold_record(**changes) -> dict:
    return {**copy.deepcopy(GOLD["operations"][0]), **changes}


@pytest.fixture(scope="module")
def golds():
    return goldruns.articles()


def shown(result) -> dict:
    return {slot: [round(x, 4) for x in (f.precision, f.recall, f.f1)] for slot, f in result.figures.items()}


class TestFigures:
    @pytest.mark.parametrize("case", CASES["run"], ids=lambda case: case["name"])
    def test_hand_made_runs(self, golds, case):
        result = evaluate(goldruns.RUNS[case["name"]](golds), golds)
        assert (round(result.headline, 4), result.leaks) == (case["headline"], case["leaks"])
        assert {slot: shown(result)[slot] for slot in case["figures"]} == case["figures"]

    @pytest.mark.skipif(SCORER is None, reason="the outside scorer is not here")
    @pytest.mark.parametrize("seed", [None, 0, 1, 3])
    def test_as_the_outside_scorer(self, golds, seed):
        spec = importlib.util.spec_from_file_location("score", SCORER)
        scorer = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(scorer)
        run = goldruns.perfect(golds) if seed is None else goldruns.damaged(golds, seed)
        tallies = {slot: scorer.Tally() for slot in scorer.SLOTS + scorer.EXTRA}
        made = [json.loads(made.to_json()) for made in run]
        leaks = 0
        for article in scorer.load_gold([str(goldruns.GOLD)]):
            mine = [m for m in made if m["article_id"] == article["id"]]
            leaks += scorer.score_article(tallies, mine, article)[1]
        result = evaluate(run, golds)
        assert result.leaks == leaks
        ours = {slot: (f.credit, f.made, f.wanted) for slot, f in result.figures.items()}
        assert ours == {slot: (t.right, t.made, t.wanted) for slot, t in tallies.items()}

    def test_all_right(self):
        result = evaluate([record()], [gold()])
        assert (result.headline, result.errors, result.leaks, result.aside) == (1.0, [], 0, 0)

    def test_optional_costs_and_earns_nothing(self):
        optional = [gold_record(optional=True)]
        for run in ([], [record()]):
            figures = evaluate(run, [gold(operations=optional)]).figures
            assert {(f.credit, f.made, f.wanted) for f in figures.values()} == {(0.0, 0, 0)}

    def test_other_articles_and_background_are_left_aside(self):
        run = [record(), record(id="r2", article_id="b"), record(id="r3", background="history")]
        result = evaluate(run, [gold()])
        assert (result.headline, result.aside) == (1.0, 2)

    def test_no_gold(self):
        with pytest.raises(ValueError, match="no gold article"):
            evaluate([record()], [])

    def test_by_kind(self):
        run = [record(), record(id="r2", kind="airstrike", evidence=at("Troops", 1), date=None)]
        kinds = by_kind(evaluate(run, [gold()]))
        assert list(kinds) == ["raid", "airstrike"]
        assert (kinds["raid"]["record"].f1, kinds["airstrike"]["record"].made) == (1.0, 1)

    def test_intervals_are_seeded_and_hold_the_figure(self, golds):
        result = evaluate(goldruns.damaged(golds, 2), golds)
        first, again = intervals(result, draws=200), intervals(result, draws=200)
        assert first == again != intervals(result, draws=200, seed=1)
        low, high = first["headline"]
        assert low < result.headline < high
        assert 0.01 < high - low < 0.2


class TestCredit:
    @pytest.mark.parametrize("case", CASES["name"], ids=lambda c: c["made"][0])
    def test_names(self, case):
        assert name_credit(case["made"], case["wanted"]) == case["credit"]

    @pytest.mark.parametrize("case", CASES["kind"])
    def test_kinds(self, case):
        assert kind_credit(case["made"], case["wanted"]) == case["credit"]

    @pytest.mark.parametrize("case", CASES["date"])
    def test_dates(self, case):
        made, wanted = ({"start": s or None, "end": e or None} for s, e in (case["made"], case["wanted"]))
        right = GoldWhen.model_validate_json(json.dumps({**wanted, "also": case.get("also", [])}))
        published = gold().published
        assert date_credit(When.model_validate(made), right, published) == case["credit"]

    @pytest.mark.parametrize("case", CASES["count"])
    def test_counts(self, case):
        made, wanted = (
            {key: None if n < 0 else n for key, n in zip(("low", "high", "best"), numbers, strict=True)}
            for numbers in (case["made"], case["wanted"])
        )
        right = GoldOutcome(type=["killed"], side=["target"], object=["person"], **wanted)
        assert count_credit(Count(**made), right) == case["credit"]

    @pytest.mark.parametrize("worth", [[[0.0]], [[0.5, 0.0], [0.0, 0.0]], []])
    def test_nothing_is_paired_for_nothing(self, worth):
        assert len(assign(worth)) == sum(any(row) for row in worth)

    def test_the_best_pairing(self):
        assert sorted(assign([[3, 2, 0], [3, 0, 0], [1, 1, 0.5], [2, 2, 2]])) == [(0, 1), (1, 0), (3, 2)]


OUTCOME = RECORD["outcomes"][0]
BARE = {"kind": "seizure", "date": None, "locations": [], "forces": [], "outcomes": []}
CAUSES = {
    "missing record": ([], {"missing record"}),
    "extra record": ([record(), record(id="x", evidence=at("near"), **BARE)], {"extra record"}),
    "again": ([record(), record(id="x", outcomes=[])], {"extra record: tells an act again"}),
    "leak": ([record(), record(id="x", kind="surveillance", evidence=at("drill"))], {"background leak"}),
    "no evidence": ([record(), record(id="x", evidence=[], **BARE)], {"background leak"}),
    "family": ([record(kind="arrest")], {"wrong kind of the family"}),
    "kind": ([record(kind="airstrike")], {"wrong kind"}),
    "date missed": ([record(date=None)], {"date missed"}),
    "date off": ([record(date={"start": "2024-02-05", "end": "2024-02-06"})], {"date off"}),
    "date wrong": ([record(date={"start": "2024-01-05", "end": "2024-01-06"})], {"date wrong"}),
    "place missed": ([record(locations=[])], {"place missed"}),
    "extra place": ([record(locations=[*RECORD["locations"], {"text": "Basra"}])], {"extra place"}),
    "imprecise": ([record(locations=[{"text": "Nineveh", "admin1": ["IQ-NI"]}])], {"place imprecise"}),
    "country": ([record(locations=[{"text": "Basra", "country": "IQ"}])], {"another place of the country"}),
    "force missed": ([record(forces=RECORD["forces"][:1])], {"force missed"}),
    "role": ([record(forces=[RECORD["forces"][0], {"text": "rebels", "role": "partner"}])], {"role wrong"}),
    "outcome missed": ([record(outcomes=[])], {"outcome missed"}),
    "count": ([record(outcomes=[{**OUTCOME, "count": {"low": 7, "high": 7}}])], {"count wrong"}),
    "side": ([record(outcomes=[{**OUTCOME, "side": "civilian"}])], {"side wrong"}),
    "object": ([record(outcomes=[{**OUTCOME, "object": "vehicle"}])], {"object wrong"}),
    "type": ([record(outcomes=[{**OUTCOME, "type": "wounded"}])], {"type wrong"}),
    "another outcome": (
        [record(outcomes=[{**OUTCOME, "side": "civilian", "count": {"low": 90}}])],
        {"outcome missed", "extra outcome"},
    ),
    "person": ([record(people=[{"name": "Ali", "fate": "killed"}])], {"extra person"}),
    "status": ([record(status="planned")], {"wrong status"}),
    "name": ([record(name="Claw")], {"extra name"}),
    "link": ([record(part_of="other")], {"extra link"}),
}  # fmt: skip


class TestCauses:
    @pytest.mark.parametrize("name", CAUSES)
    def test_cause(self, name):
        run, causes = CAUSES[name]
        assert {error.cause for error in evaluate(run, [gold()]).errors} == causes

    def test_merged(self):
        second = gold_record(id="a-2", evidence=["Troops raided Mosul"], outcomes=[])
        errors = evaluate([record()], [gold(operations=[GOLD["operations"][0], second])]).errors
        assert [(e.cause, e.gold) for e in errors] == [("missing record: told in another one", "a-2")]

    def test_an_error_says_what_was_expected_and_found(self):
        (error,) = evaluate([record(outcomes=[{**OUTCOME, "side": "civilian"}])], [gold()]).errors
        assert (error.article, error.gold, error.record) == ("a", "a-1", "r1")
        assert error.expected == "5 person killed, side target"
        assert error.found == "5 person killed, side civilian"

    @pytest.mark.parametrize("name", CAUSES)
    def test_the_headline_without_all_causes_is_1(self, name):
        result = evaluate(CAUSES[name][0], [gold()])
        gains = [cause.gain for cause in by_cause(result)]
        assert gains == sorted(gains, reverse=True)
        if len(gains) == 1:
            assert result.headline + gains[0] == pytest.approx(1)


class TestComparing:
    def test_the_same(self):
        result = evaluate([record()], [gold()])
        difference = compare(result, evaluate([record(id="other")], [gold()]))
        assert (difference.verdict, difference.gained, difference.lost) == ("same", [], [])

    def test_gained_and_lost_item_by_item(self):
        before = evaluate([record(kind="airstrike"), record(id="x", evidence=at("near"))], [gold()])
        now = evaluate([record(outcomes=[]), record(id="y", evidence=at("near"))], [gold()])
        difference = compare(now, before)
        told = {(c.item.slot, c.gain) for c in (*difference.gained, *difference.lost)}
        assert told == {("kind", 1.0), ("outcome", -1.0)}

    def test_a_record_is_one_change(self):
        difference = compare(evaluate([record()], [gold()]), evaluate([], [gold()]))
        (change,) = difference.gained
        assert (change.item.slot, change.before.cause, change.now.cause) == ("record", "missing record", None)
        assert change.items == 9  # record, kind, status, level, date, a place, two forces, an outcome
        assert (difference.verdict, difference.p) == ("noise", 1.0)  # one article tells nothing
        assert "1 articles do not tell this from chance" in difference.said

    def test_an_extra_record_is_one_loss(self):
        extra = record(id="x", kind="seizure", evidence=at("drill"))
        difference = compare(evaluate([record(), extra], [gold()]), evaluate([record()], [gold()]))
        assert [(c.gain, c.now.cause) for c in difference.lost] == [(-1.0, "background leak")]

    def test_noise(self, golds):
        """Two runs that are damaged alike do not differ; a perfect one is better than both."""
        one, other = (evaluate(goldruns.damaged(golds, seed), golds) for seed in (2, 3))
        difference = compare(one, other, draws=500)
        assert difference.verdict == "noise"
        assert difference.low < difference.now - difference.before < difference.high
        assert Counter(type(c) for c in difference.gained).keys() == {Change}
        best = evaluate(goldruns.perfect(golds), golds)
        assert (compare(best, one).verdict, compare(one, best).verdict) == ("better", "worse")

    def test_no_more_alarms_than_said(self, golds):
        """Where articles are dealt to two runs by chance, one in twenty verdicts is wrong, or about that."""
        runs = [evaluate(goldruns.damaged(golds, seed), golds).articles for seed in (2, 3)]
        verdicts = Counter()
        for seed in range(40):
            coin = random.Random(seed)
            dealt = [coin.sample(items, 2) for items in zip(*(run.values() for run in runs), strict=True)]
            one, other = (Evaluation(dict(zip(runs[0], of, strict=True))) for of in zip(*dealt, strict=True))
            verdicts[compare(one, other, draws=100).verdict] += 1
        assert 40 - verdicts["noise"] < 7

    def test_other_articles(self, golds):
        with pytest.raises(ValueError, match="not of the same gold"):
            compare(evaluate([], golds), evaluate([], golds[1:]))


class TestGold:
    @pytest.mark.parametrize("case", CASES["bad"], ids=lambda case: case["at"])
    def test_bad_files(self, tmp_path, case):
        content = copy.deepcopy(GOLD)
        content.pop(case.get("without", ""), None)
        *way, last = case["at"].split(".")
        part = content
        for key in way:
            part = part[int(key) if key.isdigit() else key]
        part[last] = case["change"]
        (tmp_path / "a.json").write_text(json.dumps(content))
        first, *_ = read_gold(tmp_path)
        assert isinstance(first, GoldError)
        assert str(first).startswith(f"{tmp_path / 'a.json'}: {case['said']}")

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"{\n\n  nothing", "line 3: is not JSON: Expecting property name enclosed in double quotes"),
            (b"[]", "is no gold article: a JSON object is expected"),
            (b'{"text": "\xff"}', "is not UTF-8 at byte 10"),
            (b'{"id": "a", "text": "x"}', "operations: is missing"),
        ],
    )
    def test_no_gold_at_all(self, tmp_path, content, said):
        (tmp_path / "a.json").write_bytes(content)
        assert str(next(read_gold(tmp_path))).startswith(f"{tmp_path / 'a.json'}: {said}")

    def test_all_faults_of_a_file_are_told(self, tmp_path):
        bad = {**GOLD, "background": ["x.", "y."], "operations": [gold_record(evidence=["z."])]}
        (tmp_path / "a.json").write_text(json.dumps(bad))
        assert [error.field for error in read_gold(tmp_path)] == [
            "background.0", "background.1", "operations.0.evidence.0 of record a-1"
        ]  # fmt: skip

    def test_the_example_of_the_docs(self):
        docs = (HERE.parent / "docs" / "evaluating.md").read_text("utf-8")
        article = gold_of(docs.split("```json\n")[1].split("```")[0])
        assert [r.id for r in article.operations] == ["iq-hatra-1"]

    def test_two_files_of_an_article(self, tmp_path):
        for name in "ab":
            (tmp_path / f"{name}.json").write_text(json.dumps(GOLD))
        (error,) = [e for e in read_gold(tmp_path) if isinstance(e, GoldError)]
        assert str(error) == f"{tmp_path / 'b.json'}: id 'a': {tmp_path / 'a.json'} has it too"

    def test_an_empty_folder(self, tmp_path):
        assert [str(error) for error in read_gold(tmp_path)] == [f"{tmp_path}: holds no .json file"]

    def test_notes_and_other_keys_of_an_article_are_free(self):
        article = gold(annotator="me", operations=[gold_record(note="see page 2")])
        assert article.operations[0].note == "see page 2"
        assert gold_of(article.to_json()) == article


@pytest.fixture(scope="module")
def extractor():
    return Extractor(keep_background=True)


class TestDraft:
    def test_round_trip(self, extractor, golds):
        """Draft, write, read, evaluate: all is right, for 15 articles of all sorts."""
        drafts, made = [], []
        for known in golds[::3]:
            article = Article(id=known.id, title=known.title, published=known.published, text=known.text)
            found = extractor(article)
            drafts.append(gold_of(draft(article, found).to_json()))
            made += found
        result = evaluate(made, drafts)
        assert (result.errors, result.headline, result.leaks) == ([], 1.0, 0)
        assert any(article.background for article in drafts)

    def test_evidence_stands_alone(self):
        twice = [record(), record(id="r2", evidence=at("raided", 1))]
        made = draft(Article(id="a", text=TEXT), twice)
        assert [r.evidence for r in made.operations] == [["Troops raided a"], ["Troops raided Mosul."]]

    def test_links_and_background(self):
        run = [
            record(),
            record(id="r2", part_of="r1"),
            record(id="r3", background="exercise", evidence=at("drill")),
        ]
        made = draft(Article(id="a", text=TEXT), run)
        assert [r.part_of for r in made.operations] == [None, "a-1"]
        assert made.background == ["drill"]


class TestCommand:
    @pytest.fixture
    def files(self, tmp_path):
        for name, lines in (
            ("run", [record(kind="arrest")]),
            ("before", [record(kind="airstrike")]),
            ("other", [record(article_id="b")]),
        ):
            (tmp_path / f"{name}.jsonl").write_text("".join(f"{r.to_json()}\n" for r in lines))
        (tmp_path / "gold").mkdir()
        (tmp_path / "gold" / "a.json").write_text(json.dumps(GOLD))
        return tmp_path

    def run(self, *args):
        result = CliRunner().invoke(app, [str(arg) for arg in args])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    def test_tables(self, files):
        result = self.run("evaluate", files / "run.jsonl", files / "gold")
        assert result.exit_code == 0
        for said in (
            "headline",
            "By kind of operation",
            "wrong kind of the family",
            "expected raid; found arrest",
        ):
            assert said in result.stdout

    def test_json(self, files):
        result = self.run("evaluate", files / "run.jsonl", files / "gold", "--json")
        told = json.loads(result.stdout)
        assert told["slots"]["kind"]["f1"] == 0.5
        assert told["headline"] == pytest.approx(5.5 / 6, abs=1e-4)
        assert [(e["cause"], e["expected"], e["found"]) for e in told["errors"]] == [
            ("wrong kind of the family", "raid", "arrest")
        ]

    def test_against(self, files):
        command = ("evaluate", files / "run.jsonl", files / "gold", "--against", files / "before.jsonl")
        told = json.loads(self.run(*command, "--json").stdout)["against"]
        assert (told["verdict"], told["lost"], told["gained"][0]["gain"]) == ("noise", [], 0.5)
        assert "expected raid; airstrike before, arrest now" in self.run(*command).stdout

    def test_records_of_other_articles(self, files):
        result = self.run("evaluate", files / "other.jsonl", files / "gold")
        assert "`article_id` must be the `id` of a gold file" in result.stderr
        assert "1 records left aside" in result.stdout

    def test_what_cannot_be_read_is_not_scored(self, files):
        (files / "run.jsonl").write_text(
            '{"schema_version": "1.0", "id": "1", "article_id": "a", "kind": "war"}\n'
        )
        (files / "gold" / "b.json").write_text("{")
        result = self.run("evaluate", files / "run.jsonl", files / "gold")
        assert (result.exit_code, result.stdout) == (1, "")
        first, second = result.stderr.splitlines()
        assert first.startswith(f"eventx: error: {files / 'gold' / 'b.json'}: line 1: is not JSON")
        assert second.startswith(f"eventx: error: {files / 'run.jsonl'}: line 1: kind: ")

    def test_annotate_writes_nothing_over(self, files):
        target = files / "draft.json"
        assert self.run("annotate", EXAMPLES / "agency-report.json", "-o", target).exit_code == 0
        article = gold_of(target.read_bytes())
        assert [r.id for r in article.operations] == ["agency-report-1"]
        target.write_text("corrected")
        again = self.run("annotate", EXAMPLES / "agency-report.json", "-o", target)
        assert (again.exit_code, target.read_text()) == (1, "corrected")
        assert "may have been corrected" in again.stderr

    def test_annotate_into_no_folder(self, files):
        result = self.run("annotate", EXAMPLES / "agency-report.json", "-o", files / "nowhere" / "a.json")
        assert result.exit_code == 2
        assert "nowhere is no folder; make it first" in result.stderr
        assert "to correct" not in result.stderr

    def test_annotate_several(self, files):
        assert self.run("annotate", EXAMPLES, "-o", files / "draft.json").exit_code == 2


def test_public_names():
    assert eventx.evaluate is evaluate
    assert eventx.read_gold is read_gold


@pytest.mark.parametrize("room", ["", "credit", "drafting", "gold", "pairing"])
def test_examples(room):
    module = importlib.import_module(f"eventx.evaluating.{room}".rstrip("."))
    failed, tried = doctest.testmod(module)
    assert (failed, tried > 0) == (0, True)


@pytest.fixture(scope="module")
def bench():
    """benchmarks/compare.py as a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(HERE.parent / "benchmarks"))
        yield importlib.import_module("compare")


class TestBenchmark:
    """benchmarks/compare.py on answers that were kept."""

    def test_two_runs(self, bench, tmp_path, golds, capsys, monkeypatch):
        for name, run, right in (
            ("before", goldruns.damaged(golds, 2), [True, False, True]),
            ("now", goldruns.perfect(golds), [True, True, False]),
        ):
            (tmp_path / name).mkdir()
            lines = "".join(f"{r.to_json()}\n" for r in run)
            (tmp_path / name / "own.records.jsonl").write_text(lines)
            answers = [
                {"id": f"s{i}", "right": r, "said": "" if r else "no time"} for i, r in enumerate(right)
            ]
            for kind in ("sentences", "sentences-held-out"):
                lines = "".join(f"{json.dumps(a)}\n" for a in answers)
                (tmp_path / name / f"{kind}.answers.jsonl").write_text(lines)
        folders = (str(tmp_path / "before"), str(tmp_path / "now"))
        monkeypatch.setattr("sys.argv", ["compare.py", *folders, "--shared", str(tmp_path / "none")])
        assert bench.main() == 0
        told = capsys.readouterr().out
        assert "  s1: was: no time" in told.split("== sentences: right")[1]
        held = told.split("== sentences-held-out: right")[1].split("==")[0]
        assert "gained: 1" in held
        assert "s1" not in held
        lines = {
            line.split(":")[0].strip(): line.split() for line in told.splitlines() if ": right  " in line
        }
        assert lines["sentences"][2:] == ["0.6667", "0.6667", "1", "1", "noise"]
        own = next(line for line in told.splitlines() if line.strip().startswith("own: headline F1"))
        assert own.split()[-1] == "better"

    def test_a_version_that_is_not_there(self, bench, tmp_path):
        with pytest.raises(SystemExit, match="git worktree"):
            bench.answers("no-such-revision", tmp_path, None, contextlib.ExitStack())
