// The times of an orderly stop: what docs/rollout.md says and what the manifests set.
import { readFileSync } from 'node:fs';
import { kSource } from './render.mjs';

export function Seconds(text) {
  const [, number, unit] = /^(\d+)(ms|s|m|h)?$/.exec(String(text));
  return Number(number) * { ms: 0.001, s: 1, m: 60, h: 3600 }[unit ?? 's'];
}

// Rows "| `key` | 5s | …" of docs/rollout.md: key → seconds.
export function DocumentedTimes() {
  const text = readFileSync(`${kSource}/docs/rollout.md`, 'utf8');
  return Object.fromEntries([...text.matchAll(/^\| `([A-Za-z_.]+)` \| (\w+) \|/gm)].map(([, key, value]) => [key, Seconds(value)]));
}

export const kKeys = {
  drain_delay: 'TANCUA_DRAIN_DELAY',
  drain_timeout: 'TANCUA_DRAIN_TIMEOUT',
  stop_timeout: 'TANCUA_STOP_TIMEOUT',
  'gateway.timeout': 'TANCUA_GATEWAY_TIMEOUT',
};

// Every variable that docs/configuration.md knows.
export function KnownVariables() {
  const text = readFileSync(`${kSource}/docs/configuration.md`, 'utf8');
  return new Set([...text.matchAll(/\| `(TANCUA_[A-Z0-9_]+)` \|/g)].map(([, name]) => name));
}
