#!/bin/bash
# check.sh FOLDER IMAGE: runs every executable of the image as Kubernetes would, without root, on a
# read-only file system, and asks for its health. In a mount namespace of its own.
set -euo pipefail
folder=$(realpath "$1") image=$2
storage=(--root "$folder/storage" --runroot "$folder/run" --storage-driver vfs)
work=$(mktemp -d /tmp/tancua-image.XXXXXX)
ready_seconds=60

clean_up() {
  local pid
  for pid in "${started[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  [[ -z ${redis_port:-} ]] || redis-cli -p "$redis_port" shutdown nosave 2>/dev/null || true
  rm -rf "$work"
}
started=()
trap clean_up EXIT

refuse() {
  printf 'tancua: image: %s\n' "$*" >&2
  exit 1
}

free_port() {
  local port
  for ((port = 20000 + RANDOM % 10000; ; ++port)); do
    [[ -n $(ss -H -ltn "sport = :$port") ]] || break
  done
  echo "$port"
}

mount -t tmpfs none /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup

# run OPTION... -- WORD...: the options that a restricted pod has.
run() {
  podman "${storage[@]}" --cgroup-manager cgroupfs --runtime crun run --rm --cgroups=disabled \
    --network host --read-only --read-only-tmpfs=false --cap-drop all \
    --security-opt no-new-privileges --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 "$@"
}

# The answer of grpc.health.v1.Health/Check: one message, status 1, SERVING.
grpc_serves() {
  local answer
  answer=$(printf '\0\0\0\0\0' | curl -s --max-time 5 --http2-prior-knowledge --data-binary @- \
    -H 'content-type: application/grpc' -H 'te: trailers' \
    "http://127.0.0.1:$1/grpc.health.v1.Health/Check" | od -An -tx1 | tr -d ' \n')
  [[ $answer == 00000000020801 ]]
}

check_no_shell() {
  local shell
  for shell in /bin/sh /bin/bash /usr/bin/sh; do
    if run "$image" "$shell" -c true >/dev/null 2>&1; then refuse "there is a shell, $shell"; fi
  done
}

# check NAME: starts tancua-NAME; its health, user and memory.
check() {
  local name=$1 admin grpc pid deadline log=$work/$1.log upper=${1^^}
  admin=$(free_port)
  local environment=(--env "TANCUA_ADMIN_PORT=$admin" --env "TANCUA_REDIS_ADDRESS=127.0.0.1:$redis_port")
  case $name in
    suite)
      for service in identity dossier notification survey statistics gateway simulator; do
        environment+=(--env "TANCUA_${service^^}_PORT=0")
      done
      ;;
    *)
      grpc=$(free_port)
      environment+=(--env "TANCUA_${upper}_PORT=$grpc")
      ;;
  esac
  mkdir "$work/$name"
  chmod 1777 "$work/$name"
  run --volume "$work/$name:/var/lib/tancua" --pidfile "$work/$name.pid" "${environment[@]}" "$image" \
    "/usr/bin/tancua-$name" >"$log" 2>&1 &
  started+=($!)
  deadline=$((SECONDS + ready_seconds))
  until curl -sf -o /dev/null --max-time 2 "http://127.0.0.1:$admin/readyz"; do
    if ((SECONDS >= deadline)) || ! kill -0 "${started[-1]}" 2>/dev/null; then
      cat "$log" >&2
      refuse "tancua-$name is not ready"
    fi
    sleep 0.1
  done
  pid=$(cat "$work/$name.pid")
  started+=("$pid")
  curl -sf -o /dev/null "http://127.0.0.1:$admin/livez" || refuse "tancua-$name is ready, not live"
  case $name in
    identity | dossier | notification | survey | statistics)
      grpc_serves "$grpc" || refuse "tancua-$name does not answer the gRPC health check"
      ;;
    gateway) curl -sf -o /dev/null "http://127.0.0.1:$grpc/openapi.json" || refuse 'the gateway does not answer' ;;
  esac
  [[ $(awk '/^Uid:/ { print $2 }' "/proc/$pid/status") == 65532 ]] || refuse "tancua-$name does not run as 65532"
  printf '    tancua-%-13s ready in %4d ms, %3d MB resident\n' "$name" \
    "$(sed -n 's/.*"process.ready".*"took_ms":\([0-9]*\).*/\1/p' "$log")" \
    "$(($(awk '/^VmRSS:/ { print $2 }' "/proc/$pid/status") / 1024))"
  stop "$name" "$pid"
}

# A clean end within the default time that Kubernetes gives.
stop() {
  kill -TERM "$2"
  timeout 30 tail --pid="$2" -f /dev/null || refuse "tancua-$1 does not stop"
  grep -q '"process.stopped"' "$work/$1.log" || refuse "tancua-$1 did not stop cleanly"
}

redis_port=$(free_port)
redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --daemonize yes --dir "$work" --pidfile '' >/dev/null
check_no_shell
for name in identity dossier notification survey statistics gateway simulator suite; do check "$name"; done
