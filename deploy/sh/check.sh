# shellcheck shell=bash
# Tests, style, speed.

check_all() { # [FILTER]
  local began=$SECONDS filter=${1:-}
  ensure_packages build run test
  build all
  if [[ -z $filter ]]; then
    check_format
    check_scripts
    check_tidy --budget 300  # what changed last comes first; what is left waits for the next run
  fi
  run_tests "$filter"
  say "OK: $(test_summary) in $((SECONDS - began)) s${filter:+ (only $filter, style not checked)}"
}

check_style() {
  ensure_packages build run test
  check_format
  check_scripts
  build all  # clang-tidy needs the generated headers
  check_tidy
}

check_format() {
  step 'clang-format'
  find common services tests \( -name '*.h' -o -name '*.cc' \) -not -path '*/node_modules/*' -print0 |
    xargs -0 -n 20 -P "$(nproc)" clang-format --dry-run -Werror ||
    fail 'not formatted; clang-format -i FILE mends it'
}

check_scripts() {
  step 'shellcheck'
  shellcheck -x tancua .ci/run deploy/image/*.sh deploy/debian/*.sh deploy/debian/*/{pre,post}* k8s/*/*/*.sh k8s/overlays/*/*/*.sh tests/k8s/*.sh
}

check_tidy() {
  step 'clang-tidy'
  python3 tests/lint/clang_tidy.py --build "$out" --jobs "$(build_jobs)" "$@" || fail 'clang-tidy has findings'
}

run_tests() { # FILTER
  step 'tests'
  start_postgres off
  local words=(--test-dir "$out" --output-on-failure --no-tests=error -j "$(nproc)")
  [[ -n $1 ]] && words+=(-R "$1")
  ctest "${words[@]}" | tee "$state/log/tests.log" || fail "tests failed; the whole output is in $state/log/tests.log"
}

check_speed() { # [OPTION...]
  ensure_packages build run test bench
  build tancua-bench dossier_filing_bench statistics_ingest_bench identity_token_bench
  start_postgres on
  "$out/bin/tancua-bench" "$@"
  say $'\nThe stages of one filing, without network'
  "$out/bin/dossier_filing_bench" 2>/dev/null
  say $'\nStatistics without Redis'
  "$out/bin/statistics_ingest_bench"
  say $'\nTokens and verifications beside raw ES256'
  "$out/bin/identity_token_bench" 2>/dev/null
}

# "412 tests passed", from ctest's own "100% tests passed, 0 tests failed out of 412".
test_summary() {
  sed -n 's/.*tests failed out of \([0-9]*\)$/\1 tests passed/p' "$state/log/tests.log"
}

# start_postgres FSYNC: one PostgreSQL cluster for the whole run, which TANCUA_TEST_POSTGRES names.
# FSYNC: "on" or "off", whether a commit waits for the disk; the cluster lives as long as this run.
# It is under /tmp, not .tancua: the user postgres cannot look into root's home.
start_postgres() {
  local binaries socket
  binaries=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
  socket=$(mktemp -d /tmp/tancua-postgres.XXXXXX)
  postgres_folder=$socket
  postgres_binaries=$binaries
  trap stop_postgres EXIT
  # PostgreSQL refuses to run as root.
  [[ $EUID -eq 0 ]] && chown postgres "$socket"
  as_postgres "$binaries/initdb" -D "$socket/data" -U postgres -A trust -E UTF8 --locale=C \
    --no-sync >"$state/log/postgres.log" 2>&1 || fail "initdb failed: $(tail -n 3 "$state/log/postgres.log")"
  as_postgres "$binaries/pg_ctl" -D "$socket/data" -l "$socket/server.log" -w \
    -o "-c listen_addresses='' -c unix_socket_directories=$socket -c fsync=$1 -c max_connections=300" \
    start >>"$state/log/postgres.log" 2>&1 || fail "PostgreSQL does not start: $(tail -n 3 "$socket/server.log")"
  export TANCUA_TEST_POSTGRES="host=$socket user=postgres dbname=postgres"
}

stop_postgres() {
  as_postgres "$postgres_binaries/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$postgres_folder"
}

as_postgres() {
  if [[ $EUID -eq 0 ]]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}
