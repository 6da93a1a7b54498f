// Overlays as objects.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import yaml from 'js-yaml';
import { FindKubectl } from './kubectl.mjs';

export const kSource = process.env.TANCUA_SOURCE_DIR;
const kBuild = process.env.TANCUA_K8S_BUILD_DIR;

export const kOverlays = readdirSync(`${kSource}/k8s/overlays`);

// kustomize breaks the base64 text of a Secret into lines.
function Unwrapped(object) {
  if (object.kind !== 'Secret') return object;
  const data = Object.entries(object.data ?? {}).map(([key, value]) => [key, value.replace(/\s/g, '')]);
  return { ...object, data: Object.fromEntries(data) };
}

function AddComponents(file, components) {
  const overlay = yaml.load(readFileSync(file, 'utf8'));
  overlay.components.push(...components.map((component) => `../../components/${component}`));
  writeFileSync(file, yaml.dump(overlay));
}

// The objects of k8s/overlays/<overlay>, with development secrets made for the occasion, and with
// components that somebody's copy of it may add.
export function Render(overlay, ...components) {
  const folder = mkdtempSync(`${tmpdir()}/tancua-k8s-`);
  try {
    for (const part of ['k8s', 'deploy/grafana']) cpSync(`${kSource}/${part}`, `${folder}/${part}`, { recursive: true });
    execFileSync(`${folder}/k8s/overlays/dev/secrets/make.sh`);
    AddComponents(`${folder}/k8s/overlays/${overlay}/kustomization.yaml`, components);
    const text = execFileSync(FindKubectl(kBuild), ['kustomize', `${folder}/k8s/overlays/${overlay}`], { encoding: 'utf8', maxBuffer: 1 << 26 });
    return yaml.loadAll(text).map(Unwrapped);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const OfKind = (objects, ...kinds) => objects.filter((object) => kinds.includes(object.kind));

export const Workloads = (objects) => OfKind(objects, 'Deployment', 'StatefulSet', 'DaemonSet', 'Job');

export const NameOf = (object) => `${object.kind} ${object.metadata.name}`;
