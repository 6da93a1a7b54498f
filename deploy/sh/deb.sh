# shellcheck shell=bash
# The Debian packages: built, looked at by lintian, and tried in a Debian that has nothing else.

deb_folder=$state/deb

deb_check() {
  [[ $EUID -eq 0 ]] || fail 'trying the packages needs root'
  ensure_packages build run deb
  build "${image_executables[@]}" tancua
  deb_build
  step 'lintian'
  lintian --allow-root --fail-on error --tag-display-limit 0 "$deb_folder"/*.deb || fail 'lintian has errors'
  step 'installing, running, upgrading and removing them'
  deploy/debian/check.sh "$deb_folder"
}

deb_build() {
  local log=$root/$state/log/deb.log
  step 'packing'
  rm -rf "$deb_folder"
  mkdir -p "$deb_folder"
  (cd "$out" && SOURCE_DATE_EPOCH=$(cd "$root" && source_date) cpack -B "$root/$deb_folder") >"$log" 2>&1 ||
    fail "cpack failed; the whole output is in $log"
  rm -rf "$deb_folder/_CPack_Packages"
  (cd "$deb_folder" && ls -sh --block-size=KB ./*.deb)
}
