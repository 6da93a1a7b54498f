# shellcheck shell=bash
# The suite: all services in one process, with SQLite under .tancua/data.

suite_binary=$out/bin/tancua-suite
suite_log=$state/log/suite.log
suite_pid_file=$state/run/suite.pid
ready_seconds=60
stop_seconds=30

port_of() { # NAME DEFAULT
  local variable=TANCUA_${1}_PORT
  echo "${!variable:-$2}"
}
api_url() { echo "http://127.0.0.1:$(port_of GATEWAY 8080)"; }
admin_url() { echo "http://127.0.0.1:$(port_of ADMIN 9100)"; }

# The process id, when the process is alive and is this clone's suite; ids are used again.
suite_pid() {
  local pid command
  pid=$(cat "$suite_pid_file" 2>/dev/null) || return 1
  # By its command: the executable has another name in /proc when the linker has replaced it.
  { IFS= read -r -d '' command <"/proc/$pid/cmdline"; } 2>/dev/null || return 1
  [[ $command == "$root/$suite_binary" ]] && echo "$pid"
}

suite_is_outdated() { [[ $(readlink "/proc/$1/exe") == *' (deleted)' ]]; }
suite_is_ready() { curl -sf -o /dev/null --max-time 2 "$(admin_url)/readyz"; }

suite_up() {
  local pid
  ensure_packages build run
  mkdir -p "$state/run"
  exec 8>"$state/run/up.lock"
  flock -n 8 || fail "another './tancua up' is at work here"
  build tancua-suite
  if pid=$(suite_pid); then
    if ! suite_is_outdated "$pid" && redis_answers; then
      suite_wait "$pid"
      say 'The suite runs already.'
      suite_hints
      return
    fi
    step 'the suite is older than this build, or has lost its Redis: restarting'
    suite_stop "$pid"
  fi
  refuse_busy_ports
  redis_up
  suite_start
  suite_wait "$(suite_pid || true)"
  suite_hints
}

refuse_busy_ports() {
  local name default port holder
  while read -r name default; do
    port=$(port_of "$name" "$default")
    holder=$(ss -H -ltnp "sport = :$port" | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1 (process \2)/p' | head -n 1)
    if [[ -z $holder ]] && [[ -n $(ss -H -ltn "sport = :$port") ]]; then holder="another user's process"; fi
    if [[ -n $holder ]]; then
      fail "port $port is taken by $holder; stop it, or choose another: TANCUA_${name}_PORT=$((port + 1000)) ./tancua up"
    fi
  done <<'PORTS'
GATEWAY 8080
SIMULATOR 8090
ADMIN 9100
IDENTITY 7101
DOSSIER 7102
NOTIFICATION 7103
SURVEY 7104
STATISTICS 7105
PORTS
}

suite_start() {
  step 'starting the suite'
  mkdir -p "$state/log"
  if [[ -f $suite_log ]]; then mv "$suite_log" "$suite_log.1"; fi
  # Partners find the endpoints below the address that they call.
  export TANCUA_IDENTITY_OAUTH_ISSUER=${TANCUA_IDENTITY_OAUTH_ISSUER:-$(api_url)}
  setsid "$root/$suite_binary" --config deploy/dev/suite.yaml >"$suite_log" 2>&1 </dev/null 8>&- &
  echo $! >"$suite_pid_file"
}

# suite_wait PID: until it is ready, or says why not.
suite_wait() {
  local deadline=$((SECONDS + ready_seconds))
  until suite_is_ready; do
    if [[ -z $1 || ! -d /proc/$1 ]]; then suite_explain 'the suite has ended'; fi
    if ((SECONDS >= deadline)); then
      suite_explain "the suite is not ready after $ready_seconds seconds ($(curl -s --max-time 2 "$(admin_url)/readyz" || true))"
    fi
    sleep 0.1
  done
}

# The suite's own word comes first; it is written for the operator.
suite_explain() {
  local reason
  reason=$(grep -a 'cannot start' "$suite_log" 2>/dev/null | tail -n 1) || true
  printf '\nThe last lines of %s:\n' "$suite_log" >&2
  tail -n 12 "$suite_log" >&2 || true
  printf '\n' >&2
  fail "$1${reason:+: ${reason#*: }}"
}

suite_hints() {
  cat <<TEXT

Tận Cửa is ready.
  API            $(api_url)/v1/procedures     (OpenAPI: $(api_url)/openapi.json)
  simulator      http://127.0.0.1:$(port_of SIMULATOR 8090)             VNeID, Zalo and SMS of the demo
  state          $(admin_url)/state       all services, queues and figures of today
  metrics        $(admin_url)/metrics
  try            ./tancua demo                     one dossier, from home to the rating
                 ./tancua demo --dossiers 300 --ward 26944
  log            ./tancua logs -f                  stop: ./tancua down
TEXT
}

suite_stop() { # PID
  local deadline=$((SECONDS + stop_seconds))
  kill -TERM "$1" 2>/dev/null || true
  while [[ -d /proc/$1 ]]; do
    if ((SECONDS >= deadline)); then
      say "The suite did not stop within $stop_seconds seconds: killed. Nothing acknowledged is lost."
      kill -KILL "$1" 2>/dev/null || true
      break
    fi
    sleep 0.1
  done
  rm -f "$suite_pid_file"
}

suite_down() {
  local pid
  if pid=$(suite_pid); then
    step 'stopping the suite'
    suite_stop "$pid"
  else
    say 'The suite does not run.'
  fi
  redis_down
}

suite_status() {
  local pid
  if ! pid=$(suite_pid); then
    say 'suite   does not run (./tancua up)'
  else
    local health=ready
    suite_is_ready || health='NOT READY'
    say "suite   $health, process $pid, up $(ps -o etime= -p "$pid" | tr -d ' '), $(($(ps -o rss= -p "$pid") / 1024)) MB"
  fi
  if redis_answers; then
    say "redis   answers, $(redis-cli -s "$redis_socket" info memory | awk -F: '/^used_memory_human/ { print $2 }' | tr -d '\r')"
  else
    say 'redis   does not run'
  fi
  if [[ -d $state/data ]]; then say "data    $(du -sh "$state/data" | cut -f 1) in $state/data"; fi
  [[ -n $pid ]] && suite_is_ready
}

suite_logs() {
  [[ -f $suite_log ]] || fail 'there is no log yet; ./tancua up writes it'
  case ${1:-} in
    '') tail -n 100 "$suite_log" ;;
    -f) tail -n 20 -F "$suite_log" ;;
    *) fail "logs takes -f or nothing, not '$1'" ;;
  esac
}

suite_demo() {
  suite_is_ready || fail 'the suite is not ready; start it with ./tancua up'
  build tancua-demo
  exec "$out/bin/tancua-demo" "$@"
}
