# shellcheck shell=bash
# What the operator sees.

say() { printf '%s\n' "$*"; }
step() { printf '==> %s\n' "$*"; }
fail() {
  printf 'tancua: %s\n' "$*" >&2
  exit 1
}

# show_progress HEADLINE: reads "PERCENT TEXT" lines; shows them as one moving line on a terminal,
# else every tenth part. Without a line, says nothing.
show_progress() {
  local percent text shown=-10 headline=$1
  while read -r percent text; do
    if [[ -n $headline ]]; then step "$headline"; fi
    headline=''
    percent=${percent%%.*}
    if [[ -t 1 ]]; then
      printf '\r\033[K    %3d %%  %.60s' "$percent" "$text"
    elif ((percent >= shown + 10)); then
      printf '    %3d %%\n' "$percent"
      shown=$percent
    fi
  done
  if [[ -t 1 && -z $headline ]]; then printf '\r\033[K'; fi
}
