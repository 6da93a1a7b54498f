#!/bin/bash
# container.sh ROOT USER GROUP HOSTS [VOLUME TARGET rw|ro]... -- WORD...: becomes the words on a
# read-only ROOT with the volumes, as that user, without a way to more rights. The caller has made
# the namespaces; the folders under ROOT are there.
set -euo pipefail
root=$1 user=$2 group=$3 hosts=$4
shift 4
mount --make-rprivate /
mount --bind "$root" "$root"
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount --bind "$hosts" "$root/etc/hosts"
while [[ $1 != -- ]]; do
  mount --bind "$1" "$root$2"
  [[ $3 == rw ]] || mount -o remount,bind,ro "$root$2"
  shift 3
done
shift
mount -o remount,bind,ro "$root"
exec setpriv --no-new-privs /usr/sbin/chroot --userspec="$user:$group" --groups="$group" "$root" "$@"
