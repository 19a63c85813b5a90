#!/usr/bin/env bash
# Our engine and its peers on the same recordings, on the same machine, in one run.
#   validation/peers.sh RECORDINGS [WORK]
# RECORDINGS as `retrowalk validate` takes it, with a set real_mobilised. WORK (default: the cache folder) holds the
# peers' environments, their predictions and the day-long bench; nothing is written beside the sources but the page.
set -euo pipefail
recordings=$(realpath "${1:?usage: validation/peers.sh RECORDINGS [WORK]}")
work=${2:-${XDG_CACHE_HOME:-$HOME/.cache}/retrowalk-peers}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3.11}
mkdir -p "$work/predictions"
peer() { nice taskset -c "${CORE:-1}" env OMP_NUM_THREADS=1 "$work/venv/$1/bin/python" "$here/peers.py" "${@:2}"; }
for p in mobgap:mobgap==1.2.0 skdh:scikit-digital-health==0.17.18; do
  name=${p%%:*}
  [ -x "$work/venv/$name/bin/python" ] || { "$python" -m venv "$work/venv/$name"; "$work/venv/$name/bin/pip" install -q "${p#*:}"; }
  whole=$work/predictions/$name
  [ -d "$whole" ] || { rm -rf "$whole.part"; peer "$name" predict "$name" "$recordings" "$whole.part"; mv "$whole.part" "$whole"; }
done
[ -f "$work/day.csv" ] || peer mobgap bench "$recordings" "$work"
(cd "$here/.." && cargo build -q --release -p retrowalk --no-default-features)
(cd "$here/.." && taskset -c "${CORE:-1}" cargo bench -q -p gait --bench engine -- day/live)
retrowalk=${CARGO_TARGET_DIR:-$here/../target}/release/retrowalk

: > "$work/speed.jsonl"
for name in mobgap skdh; do peer "$name" speed "$name" "$work/day.npy" >> "$work/speed.jsonl"; done
"$python" - "$retrowalk" "$work" "$(dirname "$retrowalk")/../criterion/day/live/new" <<'PY'
import json, os, resource, subprocess, sys
retrowalk, work, bench = sys.argv[1:]
n = 24 * 3600 * 100
before = resource.getrusage(resource.RUSAGE_CHILDREN)
told = subprocess.run(["taskset", "-c", os.environ.get("CORE", "1"), retrowalk, "analyze", "--json", "--placement", "lower-back",
                       f"{work}/day.csv"], stdout=subprocess.PIPE, check=True).stdout
after = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
ours = {"program": "retrowalk analyze, the CSV file read and parsed", "cpu_seconds": round(cpu, 2), "samples_per_cpu_second": round(n / cpu),
        "peak_mb": after.ru_maxrss // 1024, "steps": json.loads(told)["summary"]["steps"]}
rows = [ours] + [json.loads(line) for line in open(f"{work}/speed.jsonl")]
table = ["## Speed: a day of one lower-back sensor, 8.64 million samples, one core", "",
         "The peers get the day as arrays in memory, so the time they need to read a file is not counted; ours reads the CSV.", "",
         "| program | CPU seconds | samples a second | peak memory | steps | times our CPU | times our memory |", "|---|---|---|---|---|---|---|"]
for r in rows:
    table.append(f"| {r['program']} | {r['cpu_seconds']} | {r['samples_per_cpu_second']:.2g} | {r['peak_mb']} MB | {r['steps']} | "
                 f"{r['cpu_seconds'] / ours['cpu_seconds']:.1f} | {r['peak_mb'] / max(1, ours['peak_mb']):.0f} |")
nanoseconds = json.load(open(f"{bench}/estimates.json"))["median"]["point_estimate"]
alone = json.load(open(f"{bench}/benchmark.json"))["throughput"]["Elements"] / nanoseconds * 1e9
table += ["", f"The live engine alone, on samples in memory of a made-up day with a tenth of walking (`cargo bench -p gait`, day/live): {alone:.2g} a second."]
open(f"{work}/speed.md", "w").write("\n".join(table) + "\n")
PY
page=$here/$("$retrowalk" --version | cut -d' ' -f2).md
"$retrowalk" validate "$recordings" --peer "mobgap=$work/predictions/mobgap" --peer "skdh=$work/predictions/skdh" \
  --and-turned 2 --about "$here/about.md" --speed "$work/speed.md" --page "$page" > /dev/null
cat "$page"
