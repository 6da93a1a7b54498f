#!/bin/bash
# Makes rules.yaml of deploy/prometheus: the same groups, as objects of the Prometheus operator.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

{
  echo '# Made by make.sh of deploy/prometheus: change it there.'
  for file in indicators alerts; do
    cat <<YAML
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: tancua-$file
spec:
YAML
    sed '/^#/d; s/^./  &/' "../../../deploy/prometheus/$file.yaml"
  done
} >rules.yaml
