#!/bin/bash
# run.sh ROOT: starts what the packages installed in ROOT, as their units say, asks for its health and
# stops it. In network, mount and process namespaces of its own.
set -euo pipefail
root=$1
ready_seconds=60

refuse() {
  printf 'tancua: packages: %s\n' "$*" >&2
  exit 1
}
of_unit() { sed -n "s/^$1=//p" "$root/lib/systemd/system/$2.service"; } # KEY UNIT

# start UNIT INSTANCE: the words of ExecStart as the unit's user; its id is in $pid.
start() {
  local words user state
  read -ra words <<<"$(of_unit ExecStart "$1" | sed "s/%i/$2/g")"
  user=$(of_unit User "$1")
  state=$root/var/lib/$(of_unit StateDirectory "$1")
  [[ -d $state ]] || install -d -m 0750 -o "$(stat -c %u "$root/var/lib/tancua")" -g "$(stat -c %g "$root/var/lib/tancua")" "$state"
  chroot --userspec="$user:$(of_unit Group "$1")" "$root" env -i "${words[@]}" >"$root/srv/$1$2.log" 2>&1 &
  pid=$!
}

# await NAME ADMIN_PORT
await() {
  local deadline=$((SECONDS + ready_seconds))
  until curl -sf -o /dev/null --max-time 2 "http://127.0.0.1:$2/readyz"; do
    if ((SECONDS >= deadline)) || ! kill -0 "$pid" 2>/dev/null; then
      tail -n 5 "$root/srv/$1.log" >&2
      refuse "$1 is not ready"
    fi
    sleep 0.1
  done
  printf '    %-20s ready in %4d ms, %3d MB resident\n' "$1" \
    "$(sed -n 's/.*"process.ready".*"took_ms":\([0-9]*\).*/\1/p' "$root/srv/$1.log")" \
    "$(($(awk '/^VmRSS:/ { print $2 }' "/proc/$pid/status") / 1024))"
}

stop() { # NAME PID
  kill -TERM "$2"
  wait "$2" || refuse "$1 did not end well: $(tail -n 3 "$root/srv/$1.log")"
}

# The catalogue of procedures comes through the gateway from the dossier service.
serves() {
  curl -sf --max-time 5 'http://127.0.0.1:8080/v1/procedures?pageSize=1' | grep -q '"procedures"' || refuse "$1 has no procedures"
}

mount --make-rprivate /
mount -t proc proc /proc
mount -t proc proc "$root/proc"
ip link set lo up
chroot --userspec=redis:redis "$root" redis-server --save '' --dir /var/lib/redis >/dev/null &
redis=$!

start tancua-suite ''
await tancua-suite 9100
serves 'the suite'
stop tancua-suite "$pid"

port=9101
running=()
for service in identity dossier notification survey statistics gateway; do
  start tancua@ "$service"
  await "tancua@$service" "$port"
  running+=("$pid")
  port=$((port + 1))
done
serves 'the gateway'
for ((i = ${#running[@]} - 1; i >= 0; --i)); do stop 'a service' "${running[i]}"; done

start tancua-simulator ''
await tancua-simulator 9107
stop tancua-simulator "$pid"
kill -TERM "$redis"
wait "$redis" || true
