// What every pod of ours must be, beyond the form of its manifest. One function, one rule: it
// returns what is wrong with a pod, one line each.
import { NameOf, OfKind, Workloads } from './render.mjs';

const Containers = (spec) => [...(spec.initContainers ?? []), ...spec.containers];

const ForEachContainer = (rule) => (spec) => Containers(spec).flatMap((container) => rule(container).map((fault) => `container ${container.name}: ${fault}`));

const If = (condition, fault) => (condition ? [fault] : []);

// The pod of a Job: one, for a moment.
const Ends = (spec) => spec.restartPolicy === 'OnFailure';

const kPodRules = {
  'runs without root': (spec) => [
    ...If(spec.securityContext?.runAsNonRoot !== true, 'runAsNonRoot is not set'),
    ...If(!(spec.securityContext?.runAsUser > 0), 'runAsUser is not set'),
  ],
  'has the seccomp profile of the runtime': (spec) => If(spec.securityContext?.seccompProfile?.type !== 'RuntimeDefault', 'seccompProfile is not RuntimeDefault'),
  'has no token of the API server': (spec) => If(spec.automountServiceAccountToken !== false, 'automountServiceAccountToken is not false'),
  'has a service account of its own': (spec) => If(!spec.serviceAccountName || spec.serviceAccountName === 'default', 'serviceAccountName is not set'),
  'gets no variables of Services': (spec) => If(spec.enableServiceLinks !== false, 'enableServiceLinks is not false: TANCUA_…_PORT would be taken for configuration'),
  'shares nothing with its host': (spec) => [
    ...If(spec.hostNetwork || spec.hostPID || spec.hostIPC, 'a namespace of the host'),
    ...If((spec.volumes ?? []).some((volume) => volume.hostPath), 'a hostPath'),
  ],
  'spreads over machines': (spec) => If(!Ends(spec) && !spec.topologySpreadConstraints?.some((constraint) => constraint.topologyKey === 'kubernetes.io/hostname'), 'no topologySpreadConstraints over hosts'),
  'has bounded scratch space': (spec) => (spec.volumes ?? []).filter((volume) => volume.emptyDir && !volume.emptyDir.sizeLimit).map((volume) => `emptyDir ${volume.name} has no sizeLimit`),
  'cannot gain privileges': ForEachContainer(({ securityContext }) => [
    ...If(securityContext?.allowPrivilegeEscalation !== false, 'allowPrivilegeEscalation is not false'),
    ...If(securityContext?.privileged === true, 'privileged'),
    ...If(!securityContext?.capabilities?.drop?.includes('ALL'), 'capabilities are not dropped'),
    ...If((securityContext?.capabilities?.add ?? []).length > 0, 'capabilities are added'),
  ]),
  'cannot write its root': ForEachContainer(({ securityContext }) => If(securityContext?.readOnlyRootFilesystem !== true, 'readOnlyRootFilesystem is not true')),
  'asks for what it needs, within limits': ForEachContainer(({ resources }) => ['cpu', 'memory'].flatMap((name) => [
    ...If(!resources?.requests?.[name], `no request of ${name}`),
    ...If(!resources?.limits?.[name], `no limit of ${name}`),
  ])),
  'is probed in three ways': (spec) => (Ends(spec) ? [] : ForEachContainer(({ startupProbe, readinessProbe, livenessProbe }) => [
    ...If(!startupProbe, 'no startupProbe'),
    ...If(!readinessProbe, 'no readinessProbe'),
    ...If(!livenessProbe, 'no livenessProbe'),
  ])(spec)),
  'names a version of its image': ForEachContainer(({ image }) => If(!/:[^/:]+$/.test(image) || image.endsWith(':latest'), `image ${image}`)),
  'keeps secrets out of its words': ForEachContainer(({ env = [] }) => env.filter(({ name, value }) => value !== undefined && /PASSWORD$|SECRET$|TOKEN$/.test(name)).map(({ name }) => `${name} in the clear`)),
};

// Faults of all pods of `objects`.
export function PodFaults(objects) {
  return Workloads(objects).flatMap((workload) => Object.entries(kPodRules).flatMap(([rule, check]) => check(workload.spec.template.spec).map((fault) => `${NameOf(workload)}: ${rule}: ${fault}`)));
}

const Selects = (selector, labels) => Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
  (selector.matchExpressions ?? []).every(({ key, operator, values }) => operator === 'In' && values.includes(labels[key]));

const OpensPort = (rule, port) => rule.ports === undefined || rule.ports.some((open) => open.port <= port && port <= (open.endPort ?? open.port));

// Whether the network policies let pods with labels `from` reach `port` of pods with labels `to`,
// all in one namespace.
export function Allows(objects, from, to, port) {
  const policies = OfKind(objects, 'NetworkPolicy').map(({ spec }) => spec);
  const side = (type, own, other, key, peers) => policies
    .filter((spec) => spec.policyTypes.includes(type) && Selects(spec.podSelector, own))
    .some((spec) => (spec[key] ?? []).some((rule) => OpensPort(rule, port) &&
      (rule[peers] === undefined || rule[peers].some((peer) => peer.podSelector && !peer.namespaceSelector && Selects(peer.podSelector, other)))));
  return side('Egress', from, to, 'egress', 'to') && side('Ingress', to, from, 'ingress', 'from');
}

// References of workloads to ConfigMaps and Secrets that `objects` neither holds nor is told of in
// `outside`.
export function DanglingReferences(objects, outside) {
  const held = new Set([...objects.map(NameOf), ...outside]);
  return Workloads(objects).flatMap((workload) => References(workload.spec.template.spec)
    .filter((reference) => !held.has(reference))
    .map((reference) => `${NameOf(workload)} names ${reference}`));
}

export function References(spec) {
  const found = [];
  const Add = (kind, name) => name && found.push(`${kind} ${name}`);
  for (const { envFrom = [], env = [] } of Containers(spec)) {
    for (const source of envFrom) Add('ConfigMap', source.configMapRef?.name) || Add('Secret', source.secretRef?.name);
    for (const { valueFrom } of env) Add('ConfigMap', valueFrom?.configMapKeyRef?.name) || Add('Secret', valueFrom?.secretKeyRef?.name);
  }
  for (const volume of spec.volumes ?? []) {
    Add('ConfigMap', volume.configMap?.name);
    Add('Secret', volume.secret?.secretName);
    Add('PersistentVolumeClaim', volume.persistentVolumeClaim?.claimName);
    for (const source of volume.projected?.sources ?? []) Add('ConfigMap', source.configMap?.name) || Add('Secret', source.secret?.name);
  }
  Add('ServiceAccount', spec.serviceAccountName);
  return found;
}
