#!/bin/bash
# run.sh BUILD_DIR FILE [OPTION…]: node's test runner over copies in BUILD_DIR, where the packages are
# put, and a kubectl if the machine has none. Pods run in network and mount namespaces of their own, so
# that nothing made there stays.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
build=$1
shift
mkdir -p "$build"
exec 9>"$build/lock"
flock 9
cp "$source"/*.mjs "$source"/*.sh "$source"/package*.json "$build/"
if ! cmp -s "$build/package-lock.json" "$build/installed.json"; then
  npm ci --loglevel=error --no-audit --no-fund --prefix "$build"
  cp "$build/package-lock.json" "$build/installed.json"
fi
build=$(realpath "$build")
(cd "$build" && node --input-type=module -e "import { FindKubectl } from './kubectl.mjs'; FindKubectl(process.cwd())")
flock -u 9
export TANCUA_SOURCE_DIR=${source%/tests/k8s} TANCUA_K8S_BUILD_DIR=$build TANCUA_BUILD_DIR=${build%/tests/k8s}
cd "$build"
[[ $1 == pods.test.mjs ]] || exec node --test "$@"
if [[ $EUID -ne 0 ]] || ! unshare --net --mount --propagation private true; then
  echo 'skipped: pods are made of namespaces and users, which needs root, and / as a mount of its own' >&2
  exit 77
fi
exec unshare --net --mount --propagation private node --test "$@"
