#!/bin/bash
# Makes every secret of the development overlay that is not there yet, beside this file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077

keyring() { [[ -s $1 ]] || printf 'k1 %s\n' "$(openssl rand -hex 32)" >"$1"; }
password() { [[ -s $1 ]] || printf '%s' "$(openssl rand -hex 24)" >"$1"; }

keyring event_keys
keyring pairwise_key
password redis_password
for service in identity dossier notification survey statistics gateway simulator; do
  mkdir -p "$service"
  keyring "$service/field_keys"
done
for service in identity dossier notification survey statistics; do
  printf '%s' "$service" >"$service/username"
  password "$service/password"
done
[[ -s identity/signing_key ]] ||
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out identity/signing_key
