# shellcheck shell=bash
# The image of deploy/Dockerfile: built with buildah without a daemon, run with podman and crun.
# All of it is kept under .tancua/image.

image_folder=$state/image
image_name=localhost/tancua:check
image_executables=(tancua-identity tancua-dossier tancua-notification tancua-survey
  tancua-statistics tancua-gateway tancua-suite tancua-simulator)

image_check() {
  [[ $EUID -eq 0 ]] || fail 'building an image here needs root'
  ensure_packages build image
  build "${image_executables[@]}"
  mkdir -p "$image_folder" "$state/log"
  image_base
  image_build
  step 'running every service of the image'
  # podman wants the unified cgroup hierarchy; a mount namespace of its own gives it one.
  unshare -m --propagation private deploy/image/check.sh "$image_folder" "$image_name"
}

image_storage() {
  printf '%s\n' --root "$root/$image_folder/storage" --runroot "$root/$image_folder/run" --storage-driver vfs
}

# Debian as mmdebstrap makes it, under the name that the Dockerfile is told: no registry is asked.
image_base() {
  local storage
  mapfile -t storage < <(image_storage)
  podman "${storage[@]}" image exists localhost/debian:12 && return
  step 'a base of Debian 12'
  mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$image_folder/debian.tar" \
    >"$state/log/image.log" 2>&1 || fail "mmdebstrap failed; the whole output is in $state/log/image.log"
  podman "${storage[@]}" import --quiet "$image_folder/debian.tar" localhost/debian:12 \
    >>"$state/log/image.log" 2>&1 || fail "podman cannot import it; see $state/log/image.log"
  rm "$image_folder/debian.tar"
}

# The stage "build" of the Dockerfile is what build/release holds; the rest is as written there.
image_build() {
  local storage log=$state/log/image.log
  mapfile -t storage < <(image_storage)
  step 'building the image'
  rm -rf "$image_folder/build"
  DESTDIR=$root/$image_folder/build/install cmake --install "$out" --prefix /usr --strip >"$log" ||
    fail "cmake --install failed; the whole output is in $log"
  buildah "${storage[@]}" build --isolation chroot --layers=false --file deploy/Dockerfile \
    --build-arg DEBIAN=localhost/debian:12 --build-context "build=$root/$image_folder/build" \
    --build-arg "VERSION=$(project_version)" --build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)" \
    --timestamp "$(source_date)" --tag "$image_name" . >>"$log" 2>&1 ||
    fail "the image cannot be built; the whole output is in $log"
  say "$image_name: $(podman "${storage[@]}" image inspect --format '{{.Size}} bytes, {{.Digest}}' "$image_name")"
}

project_version() { sed -n 's/^project(tancua VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt; }

# SOURCE_DATE_EPOCH, else the time of the last commit: the same sources give the same image.
source_date() { echo "${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}"; }
