// The volumes of a pod as folders.
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';

function Content(object) {
  const decoded = Object.entries(object.data ?? {}).map(([key, value]) => [key, object.kind === 'Secret' ? Buffer.from(value, 'base64') : value]);
  return Object.fromEntries(decoded);
}

// Files of a ConfigMap or Secret that `find` knows: path → content.
function Files(find, kind, name, items) {
  const content = Content(find(kind, name));
  if (items === undefined) return content;
  return Object.fromEntries(items.map(({ key, path }) => [path, content[key]]));
}

function FilesOf(volume, find) {
  if (volume.configMap) return Files(find, 'ConfigMap', volume.configMap.name, volume.configMap.items);
  if (volume.secret) return Files(find, 'Secret', volume.secret.secretName, volume.secret.items);
  const sources = volume.projected.sources.map(({ secret, configMap }) => (secret ? Files(find, 'Secret', secret.name, secret.items) : Files(find, 'ConfigMap', configMap.name, configMap.items)));
  return Object.assign({}, ...sources);
}

// Lays `volume` down as a folder below `pod` (or `shared`, for a claim) and returns its path. Files
// belong to root and the pod's group, with the mode that the manifest gives.
export function LayDown(volume, { pod, shared, group, find }) {
  const claim = volume.persistentVolumeClaim?.claimName;
  const folder = claim ? `${shared}/${claim}` : `${pod}/${volume.name}`;
  mkdirSync(folder, { recursive: true });
  chownSync(folder, 0, group);
  chmodSync(folder, 0o2775);
  if (claim || volume.emptyDir) return folder;
  const mode = volume.configMap?.defaultMode ?? volume.secret?.defaultMode ?? volume.projected?.defaultMode ?? 0o644;
  for (const [path, content] of Object.entries(FilesOf(volume, find))) {
    writeFileSync(`${folder}/${path}`, content);
    chownSync(`${folder}/${path}`, 0, group);
    chmodSync(`${folder}/${path}`, mode);
  }
  return folder;
}
