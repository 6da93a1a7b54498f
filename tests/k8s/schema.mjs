// Whether an object has the form that its kind wants, and no field that the kind does not know.
import Ajv from 'ajv';
import { kCloudNativePg } from './cloudnative_pg.mjs';

const ajv = new Ajv({ allErrors: true });

function Package(apiVersion) {
  if (apiVersion.startsWith('monitoring.coreos.com/')) return '@kubernetes-models/prometheus-operator';
  if (apiVersion.startsWith('cert-manager.io/')) return '@kubernetes-models/cert-manager';
  return 'kubernetes-models';
}

// A view of `value` that notes in `seen` the path of every field that is read. The generated
// validators read each field that they know, so what is never read is unknown.
function Watched(value, path, seen) {
  if (value === null || typeof value !== 'object') return value;
  return new Proxy(value, {
    get(target, key) {
      const found = Reflect.get(target, key);
      if (typeof key !== 'string' || !Object.hasOwn(target, key)) return found;
      seen.add(`${path}/${key}`);
      return Watched(found, `${path}/${key}`, seen);
    },
  });
}

function Unread(value, path, seen) {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = `${path}/${key}`;
    return seen.has(at) ? Unread(inner, at, seen) : [`${at}: unknown field`];
  });
}

const Describe = (error) => `${error.instancePath ?? ''}: ${error.message ?? error.keyword} ${JSON.stringify(error.params ?? {})}`;

// What is wrong with `object`, one line each.
export async function Violations(object) {
  if (object.apiVersion.startsWith('postgresql.cnpg.io/')) {
    const schema = kCloudNativePg[object.kind];
    if (schema === undefined) return [`no schema of ${object.kind}`];
    return ajv.validate(schema, object) ? [] : ajv.errors.map(Describe);
  }
  const models = await import(`${Package(object.apiVersion)}/${object.apiVersion}`);
  const Model = models[object.kind] ?? models.default?.[object.kind];
  if (Model === undefined) return [`no kind ${object.kind} in ${object.apiVersion}`];
  const seen = new Set();
  try {
    const model = new Model(object);  // a copy, of which we see only what the validator reads
    for (const key of Object.keys(model)) model[key] = Watched(model[key], `/${key}`, seen);
    model.validate();
  } catch (error) {
    return error.errors?.map(Describe) ?? [error.message];
  }
  return Object.keys(object).flatMap((key) => Unread(object[key], `/${key}`, seen));
}
