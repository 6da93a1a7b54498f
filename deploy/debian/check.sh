#!/bin/bash
# check.sh FOLDER: installs the packages of FOLDER into a fresh Debian, runs what they say, upgrades,
# removes and purges them.
set -euo pipefail
folder=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
work=$(mktemp -d /tmp/tancua-deb.XXXXXX)
trap 'rm -rf --one-file-system "$work"' EXIT
root=$work/root
next=99.0.0
packages=(tancua-common tancua-services tancua-suite tancua-simulator tancua-admin)

refuse() {
  printf 'tancua: packages: %s\n' "$*" >&2
  exit 1
}
inside() { DEBIAN_FRONTEND=noninteractive LC_ALL=C chroot "$root" "$@" >>"$work/log" 2>&1 || {
  tail -n 30 "$work/log" >&2
  refuse "failed: $*"
}; }
says() { printf '    %s\n' "$*"; }

# The same packages under a later number.
repack() {
  local package
  mkdir "$root/srv/next"
  for package in "$folder"/*.deb; do
    dpkg-deb -R "$package" "$work/repack"
    sed -i -E "s/^(Version: ).*/\1$next/; s/tancua-common \(= [^)]*\)/tancua-common (= $next)/" "$work/repack/DEBIAN/control"
    dpkg-deb --root-owner-group -b "$work/repack" "$root/srv/next/" >/dev/null
    rm -rf "$work/repack"
  done
}

# What the packages have left on the machine, without their records.
left() {
  (cd "$root" && find etc usr lib var -xdev -path '*tancua*' -not -path 'var/log/*' | sort)
}
sealing_keys() { (cd "$root/etc/tancua/keys" && sha256sum -- *); }
signing_keys() { (cd "$root/etc/tancua/signing-keys" && sha256sum -- *.pem); }

mmdebstrap --quiet --variant=minbase bookworm "$root" >"$work/log" 2>&1 || refuse "mmdebstrap failed: $(tail -n 3 "$work/log")"
# No init runs here: services are started below, by the words of their units.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
cp "$folder"/*.deb "$root/srv/"
repack

cp -L /etc/resolv.conf "$root/etc/resolv.conf"
inside apt-get update
inside bash -c 'apt-get install -y --no-install-recommends /srv/*.deb'
[[ -x $root/usr/bin/tancua-suite && $(stat -c %a "$root/etc/tancua/keys") == 750 ]] || refuse 'not installed'
[[ $(stat -c '%a %U' "$root/etc/tancua/keys/field_keys") == '640 root' ]] || refuse 'keys that others can read'
says 'installed'
for unit in tancua-suite tancua@ tancua-simulator tancua-backup; do
  systemd-analyze security --no-pager --offline=true --threshold=25 "$root/lib/systemd/system/$unit.service" >"$work/security" ||
    refuse "$unit.service is exposed: $(tail -n 1 "$work/security")"
  says "$unit.service: exposure $(grep -o '[0-9.]* OK' "$work/security" | tail -n 1 | cut -d ' ' -f 1) of 10"
done
sed "s#/usr/share/tancua/#$root&#g" "$root/usr/share/doc/tancua-monitoring/examples/prometheus.yaml" >"$work/prometheus.yaml"
promtool check config "$work/prometheus.yaml" >"$work/rules" || refuse "Prometheus refuses its example: $(cat "$work/rules")"
dashboards=$(sed -n 's/^ *path: //p' "$root/usr/share/doc/tancua-monitoring/examples/grafana.yaml")
says "monitoring: $(grep -c 'rules found' "$work/rules") files of rules, $(find "$root$dashboards" -name '*.json' | wc -l) dashboards"
unshare --net --mount --pid --fork --kill-child "$here/run.sh" "$root"

sealing=$(sealing_keys) signing=$(signing_keys)
echo '# ours' >>"$root/etc/tancua/suite.yaml"
inside bash -c 'apt-get install -y --no-install-recommends /srv/next/*.deb'
[[ $(tail -n 1 "$root/etc/tancua/suite.yaml") == '# ours' ]] || refuse 'an upgrade lost the configuration'
[[ $(sealing_keys) == "$sealing" && $(signing_keys) == "$signing" ]] || refuse 'an upgrade changed the keys'
unshare --net --mount --pid --fork --kill-child "$here/run.sh" "$root"
says 'upgraded; configuration, keys and data are the same'

# tancua-monitoring has no configuration: nothing of it is left to purge.
inside apt-get remove -y tancua-monitoring "${packages[@]}"
[[ ! -e $root/usr/bin/tancua-suite && -e $root/etc/tancua/suite.yaml ]] || refuse 'remove should keep the configuration alone'
inside apt-get purge -y "${packages[@]}"
unexpected=$(left | grep -vE '^(var/lib/tancua|etc/tancua$|etc/tancua/keys)(/|$)' | grep -v '^etc/tancua$' || true)
[[ -z $unexpected ]] || refuse "left behind: $unexpected"
[[ $(sealing_keys) == "$sealing" && -e $root/var/lib/tancua/dossier.db ]] || refuse 'purging took the data or their keys'
says 'removed and purged; only the data and their keys are left'
