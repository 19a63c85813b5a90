#!/usr/bin/env python3
"""Run a peer on the recordings and on the long bench, in the peer's own environment. `peers.sh` calls this.

  peers.py bench RECORDINGS OUT          make day.csv and day.npy (24 h at 100 Hz, tiled lab recordings and rests)
  peers.py predict PEER RECORDINGS OUT   OUT/SET/FILE.json for every lower-back recording, as `analyze --json` writes it
  peers.py speed PEER day.npy            one JSON line: seconds, samples a second, peak memory, steps

PEER is mobgap or skdh. Both want axes up, right, forward: each recording is levelled by its mean acceleration first."""
import csv, glob, json, os, resource, sys, time, warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
warnings.filterwarnings("ignore")
import numpy as np

G = 9.80665
# Which sensor axis is roughly forward in each set, and its sign; virtual sensors have it at x. `predict` asks the walks themselves.
FORWARD = {"real_ipol": (2, -1), "real_mobilised": (2, 1)}


def load(path, name):
    """Acceleration and rotation, columns up, right, forward, at 100 Hz."""
    a = np.loadtxt(path, delimiter=",", skiprows=1)
    t = np.arange(a[0, 0], a[-1, 0], 0.01)
    a = np.column_stack([np.interp(t, a[:, 0], a[:, i]) for i in range(1, 7)])
    forward_axis, sign = FORWARD.get(name, (0, 1))
    up = a[:, :3].mean(0)
    up /= np.linalg.norm(up)
    forward = sign * np.eye(3)[forward_axis]
    forward = forward - up * (forward @ up)
    forward /= np.linalg.norm(forward)
    m = np.stack([up, np.cross(forward, up), forward])  # right = forward x up
    return t, a[:, :3] @ m.T, a[:, 3:] @ m.T


def exchange(acc):
    """Correlation of forward acceleration with vertical velocity: negative in who walks forward, for a falling body speeds up."""
    steady = lambda x: x - np.convolve(x, np.full(100, 0.01), "same")
    return np.corrcoef(steady(acc[:, 2]), steady(np.cumsum(steady(acc[:, 0]))))[0, 1]


def axes_are_right(recordings):
    """Ends the run where a set's axes are turned about: a peer that is told so must not be scored."""
    exchanges = {}
    for path, name, truth in recordings:
        if any(s["direction"] == "forward" for s in truth["steps"]) and not any(s["direction"] == "backward" for s in truth["steps"]):
            exchanges.setdefault(name, []).append(exchange(load(path, name)[1]))
    for name, found in exchanges.items():
        print(f"{name}: exchange {np.median(found):+.2f} in the median of {len(found)} forward walks", file=sys.stderr)
        if np.median(found) > 0.2:
            sys.exit(f"{name}: its walks say that forward is the other way: see FORWARD")


def height(truth):
    cohort = truth.get("cohort")
    return truth.get("stature_est_m") or (truth.get("height_cm") or 0) / 100 or (cohort.get("height_m") if isinstance(cohort, dict) else None) or 1.7


def mobgap(acc, gyr, h):
    import pandas as pd
    from mobgap.data import GaitDatasetFromData
    from mobgap.pipeline import MobilisedPipelineHealthy

    df = pd.DataFrame(np.hstack([acc, np.degrees(gyr)]), columns=["acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"])
    df.index.name = "samples"
    key = ("a",)
    data = GaitDatasetFromData({key: {"LowerBack": df}}, 100.0, {key: dict(cohort="HA", height_m=h, sensor_height_m=0.53 * h)},
                               {key: dict(measurement_condition="laboratory")}, index_cols=["id"])
    p = MobilisedPipelineHealthy().safe_run(data[0])
    steps = (p.raw_ic_list_["ic"].to_numpy() / 100.0).tolist() if len(p.raw_ic_list_) else []
    strides = p.per_stride_parameters_
    speed = float(strides["walking_speed_mps"].mean()) if len(strides) else None
    return steps, speed if speed is not None and np.isfinite(speed) else None


def skdh(acc, gyr, h):
    from skdh.context import PredictGaitLumbarLgbm
    from skdh.gait import GaitLumbar

    t0 = 1.6e9
    t = t0 + np.arange(len(acc)) / 100.0
    found = PredictGaitLumbarLgbm().predict(time=t, accel=acc / G, fs=100.0)
    bouts = found[1]["gait_bouts"] if isinstance(found, tuple) else np.c_[found["Gait Bout Start Index"], found["Gait Bout Stop Index"]]
    if len(bouts) == 0:
        return [], None
    r = GaitLumbar(day_window=None).predict(time=t, accel=acc / G, gyro=gyr, fs=100.0, leg_length=0.53 * h, gait_bouts=bouts)
    r = r[0] if isinstance(r, tuple) else r
    at = np.asarray(r["IC Timestamp"], float) - t0
    speeds = [np.nanmean(np.asarray(v, float)) for k, v in r.items() if str(k).lower().replace("param:", "").strip() == "gait speed"]
    return at[np.isfinite(at)].tolist(), float(speeds[0]) if speeds and np.isfinite(speeds[0]) else None


def predict(peer, folder, out):
    run = {"mobgap": mobgap, "skdh": skdh}[peer]
    paths = sorted(glob.glob(os.path.join(folder, "*", "*.lowback.csv")))
    recordings = [(p, os.path.basename(os.path.dirname(p)), json.load(open(p.replace(".lowback.csv", ".truth.json")))) for p in paths]
    axes_are_right(recordings)
    for path, name, truth in recordings:
        t, acc, gyr = load(path, name)
        try:
            steps, speed = run(acc, gyr, height(truth))
        except Exception as e:  # what a peer cannot analyse counts as nothing found, as it would for its user
            print(f"{peer}: {path}: {e!r}"[:200], file=sys.stderr)
            steps, speed = [], None
        os.makedirs(os.path.join(out, name), exist_ok=True)
        contacts = [{"t_s": float(t[0] + s), "direction": "unknown", "step_length_m": None} for s in steps]
        with open(os.path.join(out, name, os.path.basename(path)[:-4] + ".json"), "w") as f:
            json.dump({"initial_contacts": contacts, "summary": {"walking_speed_mps": speed}}, f)


def bench(folder, out, hours=24):
    """Lab recordings with rests of ten minutes in the mean: about a tenth of the day is activity."""
    rng = np.random.default_rng(7)
    n = int(hours * 3600 * 100)
    day = np.empty((n, 6), np.float32)
    recordings = [np.hstack(load(p, "real_mobilised")[1:]) for p in sorted(glob.glob(os.path.join(folder, "real_mobilised", "*.lowback.csv")))]
    at = 0
    while at < n:
        r = recordings[rng.integers(len(recordings))]
        rest = min(int(rng.exponential(600) * 100) + 200, n - at)
        still = np.median(r[:50], 0)
        day[at:at + rest] = still + rng.normal(0, 1, (rest, 6)) * [.03, .03, .03, .003, .003, .003]
        at += rest
        k = min(len(r), n - at)
        day[at:at + k] = r[:k]
        at += k
    np.save(os.path.join(out, "day.npy"), day)
    with open(os.path.join(out, "day.csv"), "w") as f:
        f.write("t,ax,ay,az,gx,gy,gz\n")
        for i in range(0, n, 100_000):
            f.writelines("%.2f,%.4f,%.4f,%.4f,%.5f,%.5f,%.5f\n" % ((i + k) * 0.01, *row) for k, row in enumerate(day[i:i + 100_000].tolist()))


def speed(peer, path):
    run = {"mobgap": mobgap, "skdh": skdh}[peer]
    day = np.load(path).astype(np.float64)
    run(day[:60_000, :3].copy(), day[:60_000, 3:].copy(), 1.7)  # compiled code and model files are read before the clock starts
    start, cpu = time.perf_counter(), time.process_time()
    steps, _ = run(day[:, :3].copy(), day[:, 3:].copy(), 1.7)
    cpu = time.process_time() - cpu
    print(json.dumps({"program": peer, "seconds": round(time.perf_counter() - start, 2), "cpu_seconds": round(cpu, 2),
                      "samples_per_cpu_second": round(len(day) / cpu), "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                      "steps": len(steps)}), flush=True)


if __name__ == "__main__":
    {"bench": bench, "predict": predict, "speed": speed}[sys.argv[1]](*sys.argv[2:])
