"""The accuracy gate: run the judges beside the project and hold their figures against the floors of baseline.json.

`python -m tests.eval.gate` prints the table of docs/accuracy.md; with `--update` it raises the floors to what was
measured. A floor is lowered by `--allow-regression` alone, which belongs into a commit that says why.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
JUDGES = ROOT.parent / "shared/tools/judges"
BASELINE = HERE / "baseline.json"
KG = Path(sys.executable).with_name("kg")


@dataclass(frozen=True)
class Measure:
    """A figure in a judge's output: where it stands, and whether more is better."""

    judge: str
    name: str
    pattern: str
    rising: bool = True


MEASURES = (
    Measure("seeds.py", "claims with the right speaker, of 42", r"^seeds: (\d+)/"),
    Measure("seeds.py", "relations, of 14", r", (\d+)/\d+ relations"),
    Measure("seeds.py", "false links", r", (\d+)/\d+ false links", rising=False),
    Measure("attribution.py whosaid:dev", "FULL F1", r"FULL F1 ([\d.]+), recall on"),
    Measure("attribution.py whosaid:dev", "stance of matched ones, %", r"matched: stance ([\d.]+) % right"),
    Measure("attribution.py whosaid:dev", "via F1", r"^ +via: .* F1 ([\d.]+) of"),
    Measure("attribution.py whosaid:dev", "parent F1", r"^ +parent: .* F1 ([\d.]+) of"),
    Measure("tests.eval.calibration", "error of the confidence, held out", r"shipped, ([\d.]+) held", rising=False),
    Measure("attribution.py", "FULL F1, outer claims", r"FULL F1 ([\d.]+), recall on"),
    Measure("attribution.py", "recall on speech cues", r"recall on speech cues ([\d.]+) \(goal"),
    Measure("pairs.py", "verdicts right, of 38", r"verdict (\d+)/"),
    Measure("ecb.py", "same event: F1", r"F1 ([\d.]+) % of"),
    Measure("ecb.py", "same event: precision", r"same event P ([\d.]+) R"),
    Measure("scenarios.py", "verdicts right, %", r"^scenarios: verdict ([\d.]+)"),
    Measure("scenarios.py", "figures with speaker, %", r"figures ([\d.]+) %, relations"),
    Measure("scenarios.py", "relations, %", r"relations ([\d.]+) %, origins"),
    Measure("scenarios.py", "origins counted right, %", r"origins ([\d.]+) % \(goal"),
    Measure("scenarios.py", "false 'corroborated'", r"false 'corroborated' (\d+)", rising=False),
    Measure("fakes.py", "coded toll recovered, %", r"coded toll recovered ([\d.]+)"),
    Measure("fakes.py", "killed values an article", r"with ([\d.]+) killed values", rising=False),
    Measure("vitaminc.py 2000", "three-way, %", r"3-way ([\d.]+)"),
    Measure("vitaminc.py 2000", "F1 of REFUTES", r"REFUTES F1 ([\d.]+) \(goal"),
    Measure("re3d.py", "mentions F1", r"mentions F1 ([\d.]+)"),
    Measure("re3d.py", "alias pairs F1", r", alias F1 ([\d.]+) \(goal"),
    Measure("tests.eval.scenario_claims", "main event's type, % of our claims", r"^found: .* type ([\d.]+)"),
    Measure("tests.eval.scenario_claims", "its leaf place, % where one is named", r"^found: .* place ([\d.]+)"),
    Measure("tests.eval.scenario_claims", "its date to the day, %", r"^found: .* date ([\d.]+)"),
    Measure("tests.eval.scenario_claims", "type, % of the suite's own claims", r"^handed: .* type ([\d.]+)"),
    Measure("tests.eval.scenario_claims", "leaf place of those, %", r"^handed: .* place ([\d.]+)"),
    Measure("tests.eval.scenario_claims", "date of those, %", r"^handed: .* date ([\d.]+)"),
    *(
        Measure(f"tests.eval.oracle {name}{raw}", measure, pattern, rising=measure != "false 'corroborated'")
        for name in ("toll", "scenarios")
        for raw in ("", " --raw")
        for measure, pattern in (
            ("verdicts right", r"verdicts (\d+)/"),
            ("relations, macro-F1", r"relations macro-F1 ([\d.]+)"),
            ("conflict precision", r"conflict precision ([\d.]+)"),
            ("relation and origin, %", r"relation and origin ([\d.]+)"),
            ("false 'corroborated'", r"false corroborated (\d+)"),
        )
    ),
    Measure("tests.eval.fusion", "flights: fused value right, %", r"^fusion: fused value right ([\d.]+)"),
    Measure("tests.eval.figures", "vitaminc: value, unit and head, %", r"^vitaminc: .* both ([\d.]+)"),
    Measure("tests.eval.figures", "scenarios: interval, %", r"^scenarios: value ([\d.]+)"),
    Measure("tests.eval.figures", "scenarios: counted thing, %", r"^scenarios: .* counted thing ([\d.]+)"),
    Measure("tests.eval.figures", "seeds: quantities, %", r"^seeds: .* both ([\d.]+)"),
    Measure("invariants.py", "invariants that hold, of 10", r"^invariants: (\d+) of"),
)


def run(judge: str) -> str:
    """What a judge beside the project, or a module of this folder, prints of this checkout's `kg`."""
    script, *args = judge.split()
    program = [str(JUDGES / script)] if script.endswith(".py") else ["-m", script]
    env = os.environ | {"KG": str(KG)}
    done = subprocess.run(
        [sys.executable, *program, *args], capture_output=True, text=True, env=env, cwd=ROOT, check=False
    )
    return done.stdout + done.stderr


def figures(output: str, measures: list[Measure]) -> dict[str, float]:
    """The figures that stand in a judge's output; one that is not there is an error."""
    found = {}
    for measure in measures:
        hit = re.search(measure.pattern, output, re.MULTILINE)
        if hit is None:
            raise AssertionError(f"{measure.judge} gave no figure for {measure.name!r}: {output[-400:]}")
        found[measure.name] = float(hit[1])
    return found


def judges() -> list[str]:
    """The judges, in the order of the table."""
    return list(dict.fromkeys(measure.judge for measure in MEASURES))


def of(judge: str) -> list[Measure]:
    """The measures that a judge gives."""
    return [measure for measure in MEASURES if measure.judge == judge]


def falls_short(measure: Measure, value: float, floor: float) -> bool:
    """Whether a figure is worse than its floor."""
    return value < floor if measure.rising else value > floor


def _main(argv: list[str]) -> None:
    floors = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    print("| judge | measure | figure |\n|---|---|---|")
    for judge in (argv and [arg for arg in argv if not arg.startswith("--")]) or judges():
        for measure, value in zip(of(judge), figures(run(judge), of(judge)).values(), strict=True):
            print(f"| {judge} | {measure.name} | {value:g} |", flush=True)
            floor = floors.setdefault(judge, {}).get(measure.name, value)
            if "--allow-regression" in argv or not falls_short(measure, value, floor):
                floors[judge][measure.name] = value
    if "--update" in argv:
        BASELINE.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    _main(sys.argv[1:])
