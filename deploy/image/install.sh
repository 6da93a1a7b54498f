#!/bin/bash
# install.sh SECTION...: the packages of deploy/packages.txt, inside an image that is being built.
set -euo pipefail
source deploy/sh/packages.sh
mapfile -t wanted < <(packages_of "$@")
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
apt-get -q install -y --no-install-recommends "${wanted[@]}"
