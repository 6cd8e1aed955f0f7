"""Users' knowledge: laid over ours, checked, found by option, environment, settings and entry point."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eventx.batch import extract_rows
from eventx.cli import app
from eventx.errors import RuleError
from eventx.knowledge import load_knowledge
from eventx.pipeline import Extractor
from eventx.records import Article, Operation
from eventx.rulescommand import rule_folders
from eventx.skimming import Skim

CASES = tomllib.loads((Path(__file__).parent / "cases" / "rule_faults.toml").read_text("utf-8"))["case"]
CLAMBER = """
kind = "seizure"
[[rule]]
name = "clamber"
verbs = ["clamber"]
needs = { agent = "HOSTILE" }
[[rule.example]]
text = "Pirates clambered aboard a yacht off Eyl on Tuesday."
expect = { kind = "seizure", place = "Eyl" }
[[rule.counterexample]]
text = "Tourists clambered aboard a yacht off Eyl on Tuesday."
why = "nobody hostile acts"
"""
BOARDING = "Pirates clambered aboard a yacht off Eyl on Tuesday."


def folder(path: Path, *texts: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for rank, text in enumerate(texts):
        (path / ("mine.toml" if not rank else f"mine{rank}.toml")).write_text(text, "utf-8")
    return path


def read(text: str, *folders: Path, **options: Any) -> list[Operation]:
    extractor = Extractor(knowledge=load_knowledge(*folders), **options)
    return extractor(Article(id="a", text=text, published="2024-02-08"))


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_faults_are_pointed_at(case: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(RuleError) as raised:
        load_knowledge(folder(tmp_path, case["text"]))
    found = [f"{f.line}:{f.column} {f.said}" for f in raised.value.faults]
    assert [line.replace(f"{tmp_path}{os.sep}", "") for line in found] == case["faults"]
    for fault in raised.value.faults:
        _, source, carets = fault.pointed().splitlines()
        assert carets.index("^") - source.index("|") == fault.column + 1


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as raised:
        load_knowledge(folder(tmp_path, "knid = 1", 'kind = "riad"'))
    assert [Path(f.file).name for f in raised.value.faults] == ["mine.toml", "mine1.toml"]
    assert str(raised.value).startswith(f"{tmp_path / 'mine.toml'}: line 1, column 1: knid: no such key")


@pytest.mark.parametrize("said", ["holds no .toml file", "no such folder"])
def test_a_folder_without_rules_is_refused(said: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=re.escape(said)):
        load_knowledge(tmp_path if "holds" in said else tmp_path / "nowhere")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff")
    with pytest.raises(RuleError, match=r"a\.toml: line 1, column 1: not UTF-8 \(byte 0\)"):
        load_knowledge(tmp_path)
    (tmp_path / "a.toml").write_bytes("\ufeffx = 1\r\n# Kämpfer \x1b[31m".encode() + b"K\xe4mpfer")
    (tmp_path / "b.toml").write_bytes('kind = "raid"'.encode("utf-16"))
    with pytest.raises(RuleError) as raised:
        load_knowledge(tmp_path)
    assert [(f.line, f.column, f.said.partition(" (")[0]) for f in raised.value.faults] == [
        (2, 17, "not UTF-8"), (1, 1, "not UTF-8"),
    ]  # fmt: skip
    assert "\x1b" not in raised.value.faults[0].pointed()


def test_carets_stand_below_wide_characters(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as raised:
        load_knowledge(folder(tmp_path, '"日本" = "e\u0301"\n\tkind = "日本語"'))
    assert [fault.pointed().splitlines()[2] for fault in raised.value.faults] == [
        "      | ^^^^^^", "      |         ^^^^^^^^",
    ]  # fmt: skip


class TestLaidOverOurs:
    def test_a_rule(self, tmp_path: Path) -> None:
        assert not read(BOARDING)
        (operation,) = read(BOARDING, folder(tmp_path, CLAMBER))
        assert (operation.kind, operation.evidence[0].found_by) == ("seizure", "clamber")

    def test_the_same_folders_are_compiled_once(self, tmp_path: Path) -> None:
        mine = folder(tmp_path, CLAMBER)
        assert load_knowledge(mine) is load_knowledge(str(mine))
        assert load_knowledge() is load_knowledge()

    @pytest.mark.parametrize(
        ("mine", "kind"),
        [
            ("", "airstrike"),
            ('kind = "raid"\n[[rule]]\nname = "mine"\nnouns = ["airstrike"]', "raid"),
            ('kind = "raid"\n[[rule]]\nname = "mine"\nnouns = ["airstrike"]\nweak = true', "raid"),
            ('kind = "raid"\n[[rule]]\nname = "airstrike-noun"\nnouns = ["airstrike"]', "raid"),
            (
                'kind = "raid"\n[[rule]]\nname = "m"\nnouns = ["airstrike"]\nneeds = { agent = "DRONE" }',
                "airstrike",
            ),
        ],
    )  # fmt: skip
    def test_where_it_fits_it_wins(self, mine: str, kind: str, tmp_path: Path) -> None:
        (operation,) = read(
            "An airstrike near Rutba killed five militants on Tuesday.", folder(tmp_path, mine)
        )
        assert operation.kind == kind

    def test_verbs_win_too(self, tmp_path: Path) -> None:
        mine = 'kind = "clearance"\n[[rule]]\nname = "mine"\nverbs = ["raid"]\nweak = true'
        text = "Troops raided a camp near Bama on Tuesday, killing five militants."
        assert [o.kind for o in read(text)] == ["raid"]
        assert [o.kind for o in read(text, folder(tmp_path, mine))] == ["clearance"]

    def test_a_phrase_that_is_no_act(self, tmp_path: Path) -> None:
        text = "An airstrike near Rutba on Tuesday was heard in the town."
        mine = 'kind = "raid"\n[[rule]]\nname = "mine"\nnouns = ["sting"]\nunless = ["airstrike"]'
        assert read(text)
        assert not read(text, folder(tmp_path, mine))

    def test_a_phrase_that_is_an_act_after_all(self, tmp_path: Path) -> None:
        text = "A hunger strike on Tuesday near Rutba by gunmen killed five soldiers."
        mine = 'kind = "blockade"\n[[rule]]\nname = "mine"\nnouns = ["hunger strike"]'
        assert "blockade" in {o.kind for o in read(text, folder(tmp_path, mine))}

    def test_drop(self, tmp_path: Path) -> None:
        dropped = load_knowledge(folder(tmp_path, 'drop = ["airstrike-noun"]')).rules
        assert "airstrike-noun" not in {rule.name for rule in dropped.rules}

    def test_a_later_folder_wins(self, tmp_path: Path) -> None:
        first = folder(tmp_path / "1", CLAMBER)
        last = folder(
            tmp_path / "2", CLAMBER.replace('"seizure"', '"attack"').replace('name = "clamber"', 'name = "c"')
        )
        assert [o.kind for o in read(BOARDING, first, last)] == ["attack"]
        assert [o.kind for o in read(BOARDING, last, first)] == ["seizure"]

    def test_a_cue_moves(self, tmp_path: Path) -> None:
        ours = load_knowledge().rules.cues.status
        mine = load_knowledge(
            folder(tmp_path, '[cues.status]\nfailed = ["in progress", "beaten off"]')
        ).rules.cues.status
        assert "in progress" in ours["ongoing"]
        assert "in progress" not in mine["ongoing"]
        assert mine["failed"][:2] == ("in progress", "beaten off")
        assert set(ours["failed"]) < set(mine["failed"])
        assert list(mine) == list(ours)

    def test_words(self, tmp_path: Path) -> None:
        text = "Wreckers attacked a lighthouse near Eyl on Tuesday, killing two guards."
        mine = '[nouns]\nHOSTILE = "wrecker"\n[objects]\nbuilding = ["lighthouse"]'
        (before,), (after,) = read(text), read(text, folder(tmp_path, mine))
        assert "Wreckers" not in [f.text for f in before.forces if f.role == "initiator"]
        assert "Wreckers" in [f.text for f in after.forces if f.role == "initiator"]

    def test_an_outcome(self, tmp_path: Path) -> None:
        text = "Troops raided a camp near Bama on Tuesday and keelhauled five fighters."
        mine = '[[outcome]]\ntype = "killed"\nof = "PERSON"\npatient = ["keelhaul"]'
        (operation,) = read(text, folder(tmp_path, mine))
        assert [(o.type, o.count.best) for o in operation.outcomes] == [("killed", 5)]

    def test_a_force(self, tmp_path: Path) -> None:
        mine = '[[force]]\nname = "Eyl Sea Wardens"\naliases = ["ESW"]\ntype = "militia"\ncountry = "SO"'
        (operation,) = read("ESW fighters raided a camp near Bama on Tuesday.", folder(tmp_path, mine))
        (force,) = [f for f in operation.forces if f.role == "initiator"]
        assert (force.name, force.type, force.country) == ("Eyl Sea Wardens", "militia", "SO")

    def test_an_alias_moves(self, tmp_path: Path) -> None:
        mine = '[[force]]\nname = "Institute of Surveying"\naliases = ["IS", "Islamic State group"]\n'
        mine += 'type = "government"'
        actors = load_knowledge(folder(tmp_path, mine)).actors
        for alias in ("IS", "Islamic State group"):
            assert actors.named(alias).name == "Institute of Surveying"  # type: ignore[union-attr]
        assert actors.named("Daesh").name == "Islamic State"  # type: ignore[union-attr]

    def test_a_force_that_we_have_keeps_what_is_not_told(self, tmp_path: Path) -> None:
        mine = '[[force]]\nname = "Islamic State"\naliases = ["the Black Flags"]\ncountry = "SY"'
        actor = load_knowledge(folder(tmp_path, mine)).actors.named("the Black Flags")
        ours = load_knowledge().actors.named("Daesh")
        assert actor is not None
        assert ours is not None
        assert (actor.type, actor.wikidata, actor.country) == (ours.type, ours.wikidata, "SY")

    def test_a_place(self, tmp_path: Path) -> None:
        text = "Troops raided a camp near Tel Kharaz on Tuesday."
        mine = (
            '[[place]]\nname = "Tall Kharraz"\naliases = ["Tel Kharaz"]\nlatitude = 35.5\nlongitude = 42.4\n'
        )
        mine += 'country = "IQ"\nadmin1 = ["IQ-NI"]'
        (operation,) = read(text, folder(tmp_path, mine))
        (place,) = operation.locations
        assert (place.name, place.latitude, place.admin1) == ("Tall Kharraz", 35.5, ["IQ-NI"])

    def test_places_of_a_file_beside_those_of_rules(self, tmp_path: Path) -> None:
        table = tmp_path / "places.tsv"
        table.write_text("name\tlatitude\tlongitude\tcountry\nTel Kharaz\t35.5\t42.4\tIQ\n", "utf-8")
        mine = folder(tmp_path / "mine", '[[place]]\nname = "Qum Tepe"\nlatitude = 1.0\nlongitude = 2.0')
        gazetteer = load_knowledge(mine, places=[table]).gazetteer
        assert gazetteer.candidates("Tel Kharaz")[0].latitude == 35.5
        assert gazetteer.candidates("Qum Tepe")[0].latitude == 1.0
        assert not load_knowledge(mine).gazetteer.candidates("Tel Kharaz")

    def test_sentences_of_own_triggers_are_parsed(self, tmp_path: Path) -> None:
        """Whatever a user's trigger weighs: "set" alone says little, and is in our weights."""
        mine = 'kind = "raid"\n[[rule]]\nname = "mine"\nverbs = ["set about"]\nnouns = ["week"]'
        ours, own = Skim.load(load_knowledge().rules), Skim.load(load_knowledge(folder(tmp_path, mine)).rules)
        for word in ("set", "week", "weeks"):
            assert own.score([word]) >= own.article > ours.score([word])
        assert own.score(["raided"]) == ours.score(["raided"])

    def test_ours_stay_as_they_are(self, tmp_path: Path) -> None:
        load_knowledge(
            folder(tmp_path, CLAMBER, '[nouns]\nHOSTILE = ["wrecker"]\n[cues.status]\nfailed = ["x"]')
        )
        assert not read(BOARDING)
        assert "x" not in load_knowledge().rules.cues.status["failed"]


class TestWhichFolders:
    """--rules, else EVENTX_RULES, else eventx.toml."""

    @pytest.fixture
    def here(self, tmp_path: Path) -> Path:
        for name in ("a", "b", "c"):
            folder(tmp_path / name, CLAMBER)
        (tmp_path / "eventx.toml").write_text('[eventx]\nrules = ["c"]\n', "utf-8")
        return tmp_path

    def test_settings(self, here: Path) -> None:
        assert rule_folders(None, environment={}, here=here) == [(here / "c").resolve()]
        (here / "eventx.toml").write_text('[eventx]\nrules = "b"\n', "utf-8")
        assert rule_folders(None, environment={}, here=here) == [(here / "b").resolve()]
        (here / "eventx.toml").write_text("[eventx]\n", "utf-8")
        assert rule_folders(None, environment={}, here=here) == []
        (here / "eventx.toml").unlink()
        assert rule_folders(None, environment={}, here=here) == []

    def test_environment(self, here: Path) -> None:
        both = {"EVENTX_RULES": os.pathsep.join([str(here / "a"), str(here / "b")])}
        assert rule_folders(None, environment=both, here=here) == [
            (here / "a").resolve(),
            (here / "b").resolve(),
        ]
        assert rule_folders(None, environment={"EVENTX_RULES": ""}, here=here) == []

    def test_option(self, here: Path) -> None:
        environment = {"EVENTX_RULES": str(here / "a")}
        assert rule_folders([str(here / "b")], environment=environment, here=here) == [(here / "b").resolve()]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "[eventx]\nruls = 1",
                "eventx.toml: line 2, column 1: eventx.ruls: no such key; did you mean 'rules'?",
            ),
            ("[evntx]", "eventx.toml: line 1, column 1: evntx: no such key; did you mean 'eventx'?"),
            ("[eventx]\nrules = 1", "eventx.rules: must be a list: ["),
            ("eventx = 1", "eventx: must be a table"),
            ("[eventx", "eventx.toml: line 1, column 8: not valid TOML"),
            ('[eventx]\nrules = "z"', "z: no such folder"),
        ],
    )
    def test_faults_of_settings(self, here: Path, text: str, said: str) -> None:
        (here / "eventx.toml").write_text(text, "utf-8")
        with pytest.raises(RuleError, match=re.escape(said)):
            rule_folders(None, environment={}, here=here)

    def test_a_package_brings_rules(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        package = tmp_path / "eventx_piracy"
        folder(package, CLAMBER)
        (package / "__init__.py").write_text("from pathlib import Path\nRULES = Path(__file__).parent\n")
        info = tmp_path / "eventx_piracy-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: eventx-piracy\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(
            "[eventx.rules]\npiracy = eventx_piracy\nsame = eventx_piracy:RULES\n"
            "lost = eventx_piracy:__name__\nnone = eventx_piracy:FOLDER\npath = eventx_piracy/rules\n"
        )
        monkeypatch.syspath_prepend(tmp_path)
        assert rule_folders(["piracy", "same"]) == [package.resolve()] * 2
        assert [o.kind for o in read(BOARDING, Path("piracy"))] == ["seizure"]
        with pytest.raises(RuleError, match="leads to no folder"):
            rule_folders(["lost"])
        for name in ("none", "path"):
            with pytest.raises(RuleError, match="write a package"):
                rule_folders([name])


class TestCommands:
    @pytest.fixture(autouse=True)
    def plain(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv("EVENTX_RULES", raising=False)
        monkeypatch.chdir(tmp_path)

    @pytest.fixture
    def articles(self, tmp_path: Path) -> Path:
        path = tmp_path / "in.jsonl"
        rows = [{"id": "a", "text": BOARDING, "published": "2024-02-08"}]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return path

    def test_check_rules(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(app, ["check-rules", str(folder(tmp_path / "mine", CLAMBER))])
        assert result.exit_code == 0
        assert result.stdout == "1 rule, 0 forces, 0 places, 1 example, 1 counterexample: all hold\n"

    def test_check_rules_takes_the_settings(self, tmp_path: Path) -> None:
        assert CliRunner().invoke(app, ["check-rules"]).exit_code == 2
        folder(tmp_path / "mine", CLAMBER)
        (tmp_path / "eventx.toml").write_text('[eventx]\nrules = "mine"\n', "utf-8")
        assert CliRunner().invoke(app, ["check-rules"]).exit_code == 0

    def test_examples_that_do_not_hold(self, tmp_path: Path) -> None:
        text = CLAMBER.replace('place = "Eyl"', 'place = "Hobyo"').replace("Tourists", "Robbers and bandits")
        text += (
            '[[rule]]\nname = "bare"\nnouns = ["kerfuffle"]\n'
            '[[rule]]\nname = "mute"\nverbs = ["clambr"]\n'
            '[[rule.example]]\ntext = "Pirates clambered aboard a yacht off Eyl on Tuesday."\n'
            '[[example]]\ntext = "The minister spoke of schools."\n'
            '[[counterexample]]\ntext = "Troops raided a camp near Bama on Tuesday."\nwhy = "none wanted"\n'
        )
        result = CliRunner().invoke(app, ["check-rules", str(folder(tmp_path / "mine", text))])
        assert result.exit_code == 1
        *told, summary = [
            line for line in result.stdout.splitlines() if "mine.toml" in line or "fault" in line
        ]
        said = [re.sub(r"^(note: )?.*mine\.toml: ", r"\1", line) for line in told]
        assert said == [
            "line 9, column 38: rule 1.example 1.expect.place: no place 'Hobyo'; there is 'Eyl'",
            "line 11, column 8: rule 1.counterexample 1.text: makes a record (seizure), "
            "but: nobody hostile acts (the agent 'Robbers' is HOSTILE, PERSON and the agent 'bandits' "
            "is HOSTILE, PERSON)",
            "line 20, column 8: rule 3.example 1.text: rule 'mute' does not fire, but clamber: "
            "'clambered' is read as VERB, of 'clamber'",
            "line 22, column 8: example 1.text: makes no record",
            "line 24, column 8: counterexample 1.text: makes a record (raid), but: none wanted",
            "note: line 13, column 1: rule 2: 'bare' has no example that shows it to work",
        ]
        assert summary == "3 rules, 0 forces, 0 places, 3 examples, 2 counterexamples: 5 faults"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "Farmers uprooted 40 mango trees in Lucena on Monday.",
                "the agent of 'uprooted' must be FORCE|POLICE, and 'Farmers' is CIVILIAN, PERSON; "
                "the patient of 'uprooted' must be DRUGS, and 'trees' is of no class",
            ),
            (
                "Police pulled up near a house in Lucena on Monday.",
                "the patient of 'pulled' must be DRUGS, and there is none",
            ),
            ("Police burned a house in Lucena on Monday.", "its words do not stand there"),
            (" ", "is no English text"),
        ],
    )
    def test_what_keeps_a_rule_from_firing_is_told(self, tmp_path: Path, text: str, said: str) -> None:
        rule = 'kind = "clearance"\n[[rule]]\nname = "uproot-crop"\nverbs = ["uproot", "pull up"]\n'
        rule += 'needs = { agent = "FORCE|POLICE", patient = "DRUGS" }\n[[rule.example]]\n'
        mine = folder(tmp_path / "mine", f"{rule}text = {json.dumps(text, ensure_ascii=False)}\n")
        told = CliRunner().invoke(app, ["check-rules", str(mine)]).stdout
        assert said in told

    def test_faults_are_printed_with_a_caret(self, tmp_path: Path, articles: Path) -> None:
        mine = folder(tmp_path / "mine", 'knid = "raid"')
        checked = CliRunner().invoke(app, ["check-rules", str(mine)])
        assert checked.exit_code == 1
        assert (
            "knid: no such key; did you mean 'kind'?\n    1 | knid = \"raid\"\n      | ^^^^\n"
            in checked.stdout
        )
        for command in (["extract"], ["explain"], ["view", "-o", "a.html"]):
            result = CliRunner().invoke(app, [*command, str(articles), "--rules", str(mine)])
            assert (result.exit_code, result.stdout) == (2, "")
            assert result.stderr.startswith("eventx: error: rules: ")
            assert "      | ^^^^\n" in result.stderr

    @pytest.mark.parametrize("workers", ["0", "1"])
    def test_extract_by_all_ways(self, tmp_path: Path, articles: Path, workers: str) -> None:
        mine = folder(tmp_path / "mine", CLAMBER)
        command = [
            "extract",
            str(articles),
            "--rules",
            str(mine),
            "--workers",
            workers,
            "-q",
            "-o",
            "out.jsonl",
        ]
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.stderr
        (line,) = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
        assert line == read(BOARDING, mine)[0].to_json()
        row = json.loads(articles.read_text("utf-8"))
        assert extract_rows([row], extractor=Extractor(knowledge=load_knowledge(mine))) == [json.loads(line)]

    def test_explain(self, tmp_path: Path, articles: Path) -> None:
        mine = folder(tmp_path / "mine", CLAMBER)
        assert "1 seizure" not in CliRunner().invoke(app, ["explain", str(articles)]).stdout
        assert "clamber" in CliRunner().invoke(app, ["explain", str(articles), "--rules", str(mine)]).stdout

    def test_a_run_goes_on_with_the_same_rules_only(self, tmp_path: Path) -> None:
        """The settings that --resume compares hold what the rules say, not only where they are."""
        from eventx.rulescommand import digests

        mine = folder(tmp_path / "mine", CLAMBER)
        before = digests([mine])
        assert digests([mine]) == before
        (mine / "mine.toml").write_text(CLAMBER.replace("seizure", "attack"), "utf-8")
        after = digests([mine])
        assert after[0][0] == before[0][0]
        assert after != before


def test_own_rules_need_no_spacy_to_be_checked(tmp_path: Path) -> None:
    """What is wrong in a file is told before anything heavy loads."""
    mine = folder(tmp_path, 'knid = "raid"')
    code = (
        "import sys; from eventx.rulescommand import Check; from pathlib import Path;"
        "print(len(list(Check([Path(sys.argv[1])]).lines())), 'spacy' in sys.modules)"
    )
    path = str(Path(__file__).parent.parent / "src")
    done = subprocess.run(
        [sys.executable, "-c", code, mine],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.stdout.split() == ["2", "False"]
