# shellcheck shell=bash
# CMake and Ninja.

# One job per core, but not more than the gigabytes of memory: gRPC's headers are large.
build_jobs() {
  local cores gigabytes
  cores=$(nproc)
  gigabytes=$(awk '/^MemTotal/ { print int($2 / 1000000) }' /proc/meminfo)
  ((gigabytes < 1)) && gigabytes=1
  echo $((cores < gigabytes ? cores : gigabytes))
}

configure_build() {
  local cache=$out/CMakeCache.txt
  # A clone that was moved or copied cannot use what it built elsewhere.
  if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
    step 'the folder has moved: building anew'
    rm -rf "$out"
  fi
  [[ -f $out/build.ninja && $cache -nt CMakePresets.json ]] && return
  step 'configuring'
  mkdir -p "$state/log"
  if ! cmake --preset release >"$state/log/configure.log" 2>&1; then
    tail -n 20 "$state/log/configure.log" >&2
    fail "cmake failed; the whole output is in $state/log/configure.log"
  fi
}

# build TARGET...: nothing is said when all is up to date.
build() {
  local log=$state/log/build.log
  mkdir -p "$state/log"
  export CCACHE_DIR=${CCACHE_DIR:-$root/$state/ccache}
  configure_build
  # Ninja says "[3/120] text"; show_progress reads "2 text".
  NINJA_STATUS='[%f/%t] ' ninja -C "$out" -j "$(build_jobs)" "$@" </dev/null 2>&1 |
    tee "$log" |
    awk -F'[][/]' '/^\[[0-9]+\/[0-9]+\]/ { print $2 / $3 * 100, substr($0, index($0, "]") + 2); fflush() }' |
    show_progress building || {
    grep -vE '^\[[0-9]+/[0-9]+\] |^ninja: ' "$log" | tail -n 40 >&2
    fail "the build failed; the whole output is in $log"
  }
}
