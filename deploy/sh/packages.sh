# shellcheck shell=bash
# Debian packages, from the one list deploy/packages.txt.

# packages_of SECTION...: names that this machine should have.
packages_of() {
  local wanted=" $* " section='' name condition
  while read -r name condition; do
    case $name in
      '#') [[ $condition == '['*']' ]] && section=${condition//[\[\]]/} ;;
      '' | '#'*) ;;
      *)
        [[ $wanted == *" $section "* ]] || continue
        if [[ -n $condition ]] && command -v "${condition#\?}" >/dev/null; then continue; fi
        printf '%s\n' "$name"
        ;;
    esac
  done <deploy/packages.txt
}

# missing_packages SECTION...
missing_packages() {
  local wanted installed
  mapfile -t wanted < <(packages_of "$@")
  installed=$(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' "${wanted[@]}" 2>/dev/null |
    awk '$1 == "ii" { print $2 }') || true
  comm -23 <(printf '%s\n' "${wanted[@]}" | sort) <(sort <<<"$installed")
}

# ensure_packages SECTION...: installs what is missing, or says how.
ensure_packages() {
  command -v dpkg-query >/dev/null || fail 'this is not Debian; deploy/packages.txt lists what is needed'
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -eq 0 ]] && return
  if [[ $EUID -ne 0 ]]; then
    fail "packages are missing and you are not root; run:
  sudo apt-get install -y --no-install-recommends ${missing[*]}"
  fi
  say "Missing packages: ${missing[*]}"
  mkdir -p "$state/log"
  apt_quietly 'reading the lists of packages' update
  apt_quietly "installing ${#missing[@]} packages" install -y --no-install-recommends "${missing[@]}"
}

# apt_quietly HEADLINE WORD...: apt-get with its output in a log and its progress on the screen.
apt_quietly() {
  local log=$state/log/apt.log headline=$1
  shift
  DEBIAN_FRONTEND=noninteractive apt-get -q -o APT::Status-Fd=3 "$@" 3>&1 >>"$log" 2>&1 </dev/null |
    awk -F: '{ print $3, $4; fflush() }' | show_progress "$headline" || {
    tail -n 15 "$log" >&2
    fail "apt-get $1 failed; the whole output is in $log"
  }
}
