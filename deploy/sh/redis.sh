# shellcheck shell=bash
# The suite's own Redis: a Unix socket and a folder under .tancua, no port.

redis_socket=$state/redis.sock

redis_answers() {
  [[ -S $redis_socket ]] && [[ $(redis-cli -s "$redis_socket" ping 2>/dev/null) == PONG ]]
}

redis_up() {
  redis_answers && return
  command -v redis-server >/dev/null || fail 'redis-server is missing; apt-get install redis-server'
  step 'starting Redis'
  mkdir -p "$state/redis" "$state/log"
  # The socket is named from within the folder: a full path may be longer than a socket's name.
  redis-server --port 0 --unixsocket ../redis.sock --unixsocketperm 700 --dir "$root/$state/redis" \
    --appendonly yes --maxmemory-policy noeviction --daemonize yes --pidfile '' \
    --logfile "$root/$state/log/redis.log" >/dev/null 8>&- || fail "redis-server does not start; $(redis_log)"
  local try
  for ((try = 0; try < 100; ++try)); do
    redis_answers && return
    sleep 0.1
  done
  fail "Redis does not answer; $(redis_log)"
}

redis_log() {
  printf 'the end of %s:\n' "$state/log/redis.log"
  tail -n 5 "$state/log/redis.log" 2>/dev/null || true
}

redis_down() {
  redis_answers || return 0
  step 'stopping Redis'
  redis-cli -s "$redis_socket" shutdown >/dev/null 2>&1 || true
}
