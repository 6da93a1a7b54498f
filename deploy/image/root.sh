#!/bin/bash
# root.sh INSTALL ROOT: makes ROOT the whole file system of the image: what is under INSTALL, the
# shared libraries that it links, certificates and file types. Debian's record of each package
# goes along, so that a scanner knows what is inside.
set -euo pipefail
install=$1 root=$2
export LC_ALL=C

# Debian's /lib is a link to /usr/lib; paths are kept in their /usr form.
real() { readlink -f "$1"; }

libraries() {
  local found
  found=$(ldd "$install"/usr/bin/*)
  if grep 'not found' <<<"$found" >&2; then
    echo 'deploy/packages.txt: a library is missing under [libraries]' >&2
    return 1
  fi
  awk '$2 == "=>" { print $3 } $1 ~ /^\/.*ld-linux/ { print $1 }' <<<"$found" | sort -u
}

# Under the name by which it is asked for, and the one that it has.
copy_library() {
  local name=$1 path target
  path=$(real "$name")
  target=$root$(dirname "$path")
  mkdir -p "$target"
  cp --update "$path" "$target/"
  if [[ $(basename "$name") != "$(basename "$path")" ]]; then
    ln -sfn "$(basename "$path")" "$target/$(basename "$name")"
  fi
  # The loader is asked for outside the folder of the libraries.
  [[ -e $root$name || -L $root$name ]] || ln -s "$path" "$root$name"
}

record_package() {
  mkdir -p "$root/var/lib/dpkg/status.d" "$root/usr/share/doc/$1"
  dpkg-query -s "$1" >"$root/var/lib/dpkg/status.d/$1"
  cp -L "/usr/share/doc/$1/copyright" "$root/usr/share/doc/$1/" 2>/dev/null || true
}

mkdir -p "$root"/{etc/ssl/certs,usr/lib,usr/lib64,usr/bin,tmp,var/lib/tancua}
ln -s usr/lib "$root/lib"
ln -s usr/lib64 "$root/lib64"
cp -a "$install"/. "$root/"

mapfile -t names < <(libraries)
[[ ${#names[@]} -gt 0 ]]
for name in "${names[@]}"; do copy_library "$name"; done

cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
mkdir -p "$root/usr/lib/ssl" "$root/usr/lib/file" "$root/usr/share/misc"
ln -s /etc/ssl/certs "$root/usr/lib/ssl/certs"
cp -L /usr/lib/file/magic.mgc "$root/usr/lib/file/"
cp -P /usr/share/misc/magic.mgc "$root/usr/share/misc/"
# What a PDF is written with: a font that has every letter of Vietnamese.
cp -rL /etc/fonts "$root/etc/fonts"
mkdir -p "$root/usr/share/fonts/truetype/dejavu"
cp /usr/share/fonts/truetype/dejavu/DejaVuSans{,-Bold}.ttf "$root/usr/share/fonts/truetype/dejavu/"
printf 'tancua:x:65532:65532:Tan Cua:/var/lib/tancua:/usr/sbin/nologin\n' >"$root/etc/passwd"
printf 'tancua:x:65532:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"

# A package names a file as it was before /lib became a link, or after.
mapfile -t paths < <(printf '%s\n' "${names[@]}" && readlink -f "${names[@]}")
mapfile -t packages < <({ dpkg-query -S "${paths[@]}" 2>/dev/null || true; } | sed 's/:.*//' | sort -u)
for package in "${packages[@]}" ca-certificates fontconfig-config fonts-dejavu-core libmagic-mgc; do record_package "$package"; done

chown -R 0:0 "$root"
chown 65532:65532 "$root/var/lib/tancua"
chmod 1777 "$root/tmp"
