# Sourced by ./run, ./test, .ci/run and scripts: installs and starts what is missing. Each function may be called twice and never asks.
export DEBIAN_FRONTEND=noninteractive
# A toolchain is never fetched behind one's back: without this, cargo itself fails where rustup has no network.
export RUSTUP_AUTO_INSTALL="${RUSTUP_AUTO_INSTALL:-0}"

say() { printf '\n>> %s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

# apt PACKAGE...: from Debian, as root or with sudo.
apt() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    have sudo && sudo -n true 2>/dev/null || { say "Missing: $*. Install them and run this again: sudo apt-get install $*"; return 1; }
    as_root=(sudo -n)
  fi
  have apt-get || { say "Missing: $*. This is no Debian: install them your way and run this again."; return 1; }
  say "Installing from Debian: $*"
  "${as_root[@]}" apt-get install -y --no-install-recommends "$@" </dev/null >&2 ||
    { "${as_root[@]}" apt-get update </dev/null >&2 && "${as_root[@]}" apt-get install -y --no-install-recommends "$@" </dev/null >&2; }
}

# Has this compiler std's sources beside it, from which the app's small std is built?
has_sources() { [ -f "$("$1" --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library/Cargo.lock" ]; }
# Has it std ready for WebAssembly? The app gets some 30 kB larger.
has_wasm() { ls "$("$1" --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)"/libstd-*.rlib >/dev/null 2>&1; }

# A compiler for this machine and for WebAssembly: rustup's with std's sources where they can be had, else Debian's.
need_build() {
  have cc || apt build-essential
  if ! have cargo && ! [ -x "$HOME/.cargo/bin/cargo" ]; then
    say "No Rust here. Get it from https://rustup.rs (a minute), then run this again."
    return 1
  fi
  have cargo || export PATH="$HOME/.cargo/bin:$PATH"
  has_sources rustc && return
  [ -x /usr/bin/cargo ] && have wasm-ld && has_sources /usr/bin/rustc && return
  if have rustup && say "Adding the standard library's sources with rustup" && timeout 120 rustup component add rust-src </dev/null >&2; then
    return
  fi
  apt rustc-web cargo-web rust-web-src rust-web-llvm lld || has_wasm rustc
}

# What checks the dependencies' licences and sources; built once, quickly rather than fast.
need_deny() {
  export PATH="$HOME/.cargo/bin:$PATH"
  cargo deny --version >/dev/null 2>&1 && return
  say "Building cargo-deny"
  cargo install --locked --debug --quiet cargo-deny@0.20.2
}

# What changes the code to see whether a test notices.
need_mutants() {
  export PATH="$HOME/.cargo/bin:$PATH"
  cargo mutants --version >/dev/null 2>&1 && return
  say "Building cargo-mutants"
  cargo install --locked --debug --quiet cargo-mutants@27.1.0
}

# What to end with the script that began it.
ends=()
at_end() { for command in "${ends[@]}"; do eval "$command" >/dev/null 2>&1 || true; done; }
trap at_end EXIT

# A sound server of our own, whose one device can be recorded.
start_sound() {
  have pulseaudio && have parec || return 0
  local sound
  sound=$(mktemp -d)
  chmod 700 "$sound"
  XDG_RUNTIME_DIR=$sound PULSE_RUNTIME_PATH=$sound pulseaudio -n --daemonize=no --exit-idle-time=-1 --disallow-exit=yes \
    -L "module-null-sink sink_name=walk" -L "module-native-protocol-unix socket=$sound/native" >"$sound/log" 2>&1 </dev/null &
  ends+=("kill $!; rm -rf $sound")
  export PULSE_SERVER=unix:$sound/native
}
