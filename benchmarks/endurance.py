"""What `eventx extract` endures: endurance.py memory|kills|inputs|length|workers [options] [--json].

Each part prints its figure and what issue 5 asks for, and exits with 1 where that is not reached. The
articles are those of variations.py; --quick runs a short form of a part.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from statistics import mean, median
from typing import Any

from badinputs import BAD, GOOD
from variations import examples, long_article, variations

from eventx import Article

COMMAND = [sys.executable, "-m", "eventx", "extract"]
Figures = dict[str, Any]


def main() -> int:
    """Run one part and print what it found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--quick", action="store_true", help="a short form, for CI")
    parser.add_argument("--json", action="store_true", help="figures as one JSON object")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = PARTS[args.part](Path(folder), args.quick)
    if args.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name.replace('_', ' '):40}{value}")
    return 0 if figures["reached"] else 1


def memory(folder: Path, quick: bool) -> Figures:
    """Resident memory of all processes from article 10,000 to 100,000, fed through a pipe."""
    number, first = (4_000, 1_000) if quick else (100_000, 10_000)
    command = [*COMMAND, "-", "-o", str(folder / "out.jsonl"), "--workers", "2", "-q"]
    samples: list[tuple[int, float]] = []
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin
        for i, article in enumerate(variations(number), 1):
            process.stdin.write(article.model_dump_json(exclude_none=True).encode() + b"\n")
            if i % 250 == 0:
                samples.append((i, resident(process.pid)))
                if i % 10_000 == 0:
                    print(f"{i:,} articles: {samples[-1][1]:,.0f} MiB", file=sys.stderr)
        process.stdin.close()
    if process.returncode:
        sys.exit("eventx extract failed")
    early = mean(size for i, size in samples if first <= i <= first * 1.1)
    late = mean(size for i, size in samples if i >= number - first * 0.1)
    growth = late / early - 1
    return {
        "articles": number, "seconds": round(time.perf_counter() - start),
        f"MiB_at_{first}": round(early, 1), f"MiB_at_{number}": round(late, 1),
        "peak_MiB": round(max(size for i, size in samples if i >= first), 1),
        "growth": f"{growth:.1%} (at most 5%)", "reached": growth <= 0.05,
    }  # fmt: skip


def resident(pid: int) -> float:
    """Resident memory (MiB) of a process and its children, as Linux tells it."""
    total = 0
    for one in {pid, *children(pid)}:
        status = Path(f"/proc/{one}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        total += int(found.group(1)) if found else 0
    return total / 2**10


def kills(folder: Path, quick: bool) -> Figures:
    """Runs killed at random moments after output has begun, each finished by a second run."""
    times, number = (1, 80) if quick else (50, 400)
    source = folder / "in.jsonl"
    wrong = ['{"id": "bad", "text": null}', '{"text": ', '{"text": "<p>Troops</p><p>fled</p>"}']
    rows = [article.model_dump_json(exclude_none=True) for article in examples(number // 2)]
    rows += [article.model_dump_json(exclude_none=True) for article in variations(number // 2)]
    random.Random(1).shuffle(rows)
    for i, row in enumerate(wrong * 3):
        rows.insert((i + 1) * number // 10, row)
    source.write_text("".join(row + "\n" for row in [*rows, *rows[: number // 10]]), encoding="utf-8")

    def files(name: str) -> tuple[Path, Path]:
        return folder / f"{name}.jsonl", folder / f"{name}.errors"

    def command(name: str) -> list[str]:
        out, errors = files(name)
        return [*COMMAND, str(source), "-o", str(out), "--errors", str(errors), "--resume"]

    start = time.perf_counter()
    subprocess.run(command("whole"), stderr=subprocess.DEVNULL, check=False)
    whole = time.perf_counter() - start
    wanted = [path.read_bytes() for path in files("whole")]
    chance = random.Random(2)
    same = left = killed = orphans = 0
    done: list[int] = []
    while killed < times:
        out, errors = files("cut")
        part = folder / ".cut.jsonl.part"
        with subprocess.Popen(command("cut"), stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and not (part.exists() and part.stat().st_size):
                time.sleep(0.01)
            time.sleep(chance.uniform(0, whole * 0.7))
            workers = children(process.pid) if process.poll() is None else []
            process.send_signal(signal.SIGKILL)
        if out.exists():  # it was done before
            out.unlink()
            errors.unlink()
            continue
        killed += 1
        again = subprocess.run(command("cut"), stderr=subprocess.PIPE, text=True, check=False)
        found = re.search(r"goes on behind ([\d,]+) article", again.stderr)
        done.append(int(found.group(1).replace(",", "")) if found else 0)
        left += bool(found)
        same += [path.read_bytes() for path in (out, errors)] == wanted
        orphans += remaining(workers)
        left_over = [p.name for p in folder.iterdir() if p.name.startswith(".cut")]
        if again.returncode != 1 or left_over:
            sys.exit(f"the second run ended with {again.returncode} and left {left_over}: {again.stderr}")
        out.unlink()
        errors.unlink()
        print(f"{killed}: behind {done[-1]} articles, {same} the same", file=sys.stderr)
    return {
        "articles": len(rows) + number // 10, "uninterrupted_s": round(whole, 1), "kills": killed,
        "identical": same, "went_on_behind_what_was_done": left,
        "articles_done_when_killed": f"{min(done)} to {max(done)}, median {median(done):.0f}",
        "workers_left": orphans, "reached": same == killed and orphans == 0 and left >= killed * 0.9,
    }  # fmt: skip


def remaining(pids: list[int], patience: float = 20.0) -> int:
    """How many processes still run after some seconds: a worker ends when it has read its article."""
    end = time.monotonic() + patience
    while True:
        alive = [pid for pid in pids if running(pid)]
        if not alive or time.monotonic() > end:
            return len(alive)
        time.sleep(0.05)


def running(pid: int) -> bool:
    """Whether a process runs; one that ended and is not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """The processes that a process and its threads have started."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # it ended meanwhile
            found += [int(one) for one in (task / "children").read_text().split()]
    return found


def inputs(folder: Path, quick: bool) -> Figures:
    """Kinds of bad input among good ones: one clear error each, and no good article lost."""
    source, errors, out = folder / "in", folder / "errors.jsonl", folder / "out.jsonl"
    source.mkdir()
    for i, (name, data, _) in enumerate(BAD):
        (source / f"{i:02}-{name}").write_bytes(data())
        (source / f"{i:02}-good.txt").write_text(GOOD, encoding="utf-8")
    command = [*COMMAND, str(source), "-o", str(out), "--errors", str(errors), "--published", "2024-02-07"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told: dict[str, list[str]] = {}
    for line in errors.read_text(encoding="utf-8").splitlines():
        error = json.loads(line)
        told.setdefault(Path(error["file"]).name, []).append(error["reason"])
    clear = 0
    for i, (name, _, said) in enumerate(BAD):
        reasons = told.get(f"{i:02}-{name}", [])
        if len(reasons) == 1 and said in reasons[0]:
            clear += 1
        else:
            print(f"{name}: {said!r} expected, {reasons} found", file=sys.stderr)
    read = {json.loads(line)["article_id"] for line in out.read_text(encoding="utf-8").splitlines()}
    good = sum(f"{i:02}-good" in read for i in range(len(BAD)))
    quiet = "Traceback" not in done.stderr
    reached = clear == len(BAD) == good and done.returncode == 1 and quiet
    return {"kinds": len(BAD), "clear_errors": clear, "good_articles_read": good, "reached": reached}


def length(folder: Path, quick: bool) -> Figures:
    """Seconds a byte of one article of 1 MB beside those of 5 KB."""
    from eventx import Extractor

    extractor = Extractor()
    size = 100_000 if quick else 999_000
    short, long = long_article(5_000), long_article(size)
    extractor(short)
    costs = []
    for _ in range(1 if quick else 3):
        before = timed(lambda: [extractor(short) for _ in range(20)])
        seconds = timed(lambda: extractor(long))
        after = timed(lambda: [extractor(short) for _ in range(20)])  # a machine's speed changes meanwhile
        costs.append(((before + after) / (40 * len(short.text)), seconds / len(long.text)))
    ratio = median(b / a for a, b in costs)
    return {
        "characters": len(long.text), "us_a_character_short": round(1e6 * median(a for a, _ in costs), 1),
        "us_a_character_long": round(1e6 * median(b for _, b in costs), 1),
        "ratio": f"{ratio:.2f} (at most 1.3)", "reached": ratio <= 1.3,
    }  # fmt: skip


def workers(folder: Path, quick: bool) -> Figures:
    """Seconds of one worker beside two, over the same articles, without the time to start."""
    number, rounds = (300, 1) if quick else (2_000, 3)
    few, many = folder / "few.jsonl", folder / "many.jsonl"
    write(few, examples(64, begin=100_000))
    write(many, examples(number))

    def seconds(count: int) -> float:
        def run(path: Path) -> None:
            command = [*COMMAND, str(path), "-o", str(folder / "out.jsonl"), "--workers", str(count), "-q"]
            subprocess.run(command, check=True)

        return timed(lambda: run(many)) - timed(lambda: run(few))

    pairs = [(seconds(1), seconds(2)) for _ in range(rounds)]
    ratio = median(one / two for one, two in pairs)
    return {
        "articles": number, "processors": os.cpu_count(), "load_average": round(os.getloadavg()[0], 1),
        "one_s": round(median(a for a, _ in pairs), 1), "two_s": round(median(b for _, b in pairs), 1),
        "ratio": f"{ratio:.2f} (at least 1.8)", "reached": ratio >= 1.8,
    }  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def write(path: Path, articles: Iterable[Article]) -> None:
    """Articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(article.model_dump_json(exclude_none=True) + "\n" for article in articles)


PARTS: dict[str, Callable[[Path, bool], Figures]] = {
    "memory": memory, "kills": kills, "inputs": inputs, "length": length, "workers": workers,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
