// Every overlay of k8s/: renders, has the form that Kubernetes wants, and keeps our rules.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import yaml from 'js-yaml';
import { Allows, DanglingReferences, PodFaults } from './policy.mjs';
import { NameOf, OfKind, Render, Workloads, kOverlays, kSource } from './render.mjs';
import { DocumentedTimes, KnownVariables, Seconds, kKeys } from './rollout.mjs';
import { Violations } from './schema.mjs';

const kServices = ['identity', 'dossier', 'notification', 'survey', 'statistics'];
// Who says what it holds about a person.
const kAskedByIdentity = ['dossier', 'notification', 'survey'];
// What the operator of the cluster makes, or the operator of PostgreSQL.
const kFromOutside = ['Secret tancua-postgres-ca', 'Secret tancua-event-keys', 'Secret tancua-pairwise-key', 'Secret tancua-redis',
  'Secret tancua-gateway-keys', 'Secret tancua-identity-signing-keys',
  ...kServices.flatMap((service) => [`Secret tancua-${service}-keys`, `Secret tancua-${service}-postgres`])];

const kRendered = Object.fromEntries(kOverlays.map((overlay) => [overlay, Render(overlay)]));

const Find = (objects, kind, name) => objects.find((object) => object.kind === kind && object.metadata.name === name);

// What Grafana's sidecar takes for dashboards; no pod of ours reads them.
const Dashboards = (objects) => OfKind(objects, 'ConfigMap').filter(({ metadata }) => metadata.labels?.grafana_dashboard === '1');

function Variables(objects, deployment) {
  const [{ envFrom, env }] = deployment.spec.template.spec.containers;
  const maps = (envFrom ?? []).map(({ configMapRef }) => Find(objects, 'ConfigMap', configMapRef.name).data);
  return Object.assign({}, ...maps, ...(env ?? []).map(({ name, value }) => ({ [name]: value })));
}

for (const [overlay, objects] of Object.entries(kRendered)) {
  test(`${overlay}: every object has the form of its kind and no unknown field`, async () => {
    const faults = [];
    for (const object of objects) faults.push(...(await Violations(object)).map((fault) => `${NameOf(object)}: ${fault}`));
    assert.deepEqual(faults, []);
  });

  test(`${overlay}: every pod keeps the rules`, () => {
    assert.deepEqual(PodFaults(objects), []);
  });

  test(`${overlay}: every name that a pod refers to is there`, () => {
    const certificates = OfKind(objects, 'Certificate').map(({ spec }) => `Secret ${spec.secretName}`);
    assert.deepEqual(DanglingReferences(objects, [...kFromOutside, ...certificates]), []);
  });

  test(`${overlay}: no secret is in it unless it was made for this run`, () => {
    const made = overlay === 'dev' ? 16 : 0;
    assert.equal(OfKind(objects, 'Secret').length, made);
  });

  test(`${overlay}: a changed ConfigMap rolls the pods that read it`, () => {
    const dashboards = new Set(Dashboards(objects));
    for (const map of OfKind(objects, 'ConfigMap').filter((object) => !dashboards.has(object))) assert.match(map.metadata.name, /-[a-z0-9]{10}$/);
  });

  test(`${overlay}: every variable is one that the configuration knows`, () => {
    const known = KnownVariables();
    for (const deployment of OfKind(objects, 'Deployment', 'Job')) {
      for (const name of Object.keys(Variables(objects, deployment)).filter((key) => key.startsWith('TANCUA_'))) {
        assert.ok(known.has(name), `${NameOf(deployment)}: ${name}`);
      }
    }
  });

  test(`${overlay}: every service has all that a service has`, () => {
    for (const name of [...kServices, 'gateway'].map((service) => `tancua-${service}`)) {
      const single = overlay !== 'city';
      for (const kind of ['Deployment', 'Service', 'ServiceAccount', 'PodMonitor']) assert.ok(Find(objects, kind, name), `${kind} ${name}`);
      for (const kind of ['HorizontalPodAutoscaler', 'PodDisruptionBudget']) assert.equal(Find(objects, kind, name) !== undefined, !single, `${kind} ${name}`);
    }
  });

  test(`${overlay}: the tables of each service are migrated by its own words, before the roll-out`, () => {
    for (const service of kServices) {
      const job = Find(objects, 'Job', `tancua-${service}-migration`);
      const deployment = Find(objects, 'Deployment', `tancua-${service}`);
      const [{ command, image }] = job.spec.template.spec.containers;
      const [serving] = deployment.spec.template.spec.containers;
      assert.deepEqual([command, image], [[...serving.command, '--migrate'], serving.image]);
      const url = `TANCUA_${service.toUpperCase()}_DATABASE_URL`;
      assert.equal(Variables(objects, job)[url], Variables(objects, deployment)[url]);
      assert.equal(deployment.metadata.labels['tancua/roll-out'], 'after-migration');
      // No Service takes it for a pod that serves.
      assert.notEqual(job.spec.template.metadata.labels['app.kubernetes.io/name'], `tancua-${service}`);
    }
  });

  test(`${overlay}: the times of a stop are those of docs/rollout.md, each within the next`, () => {
    const documented = DocumentedTimes();
    const gateway = Variables(objects, Find(objects, 'Deployment', 'tancua-gateway'));
    for (const [key, variable] of Object.entries(kKeys)) assert.equal(Seconds(gateway[variable]), documented[key], key);
    for (const deployment of OfKind(objects, 'Deployment')) {
      const variables = Variables(objects, deployment);
      const [delay, drain, stop] = ['drain_delay', 'drain_timeout', 'stop_timeout'].map((key) => Seconds(variables[kKeys[key]]));
      const { readinessProbe } = deployment.spec.template.spec.containers[0];
      const grace = deployment.spec.template.spec.terminationGracePeriodSeconds;
      assert.equal(grace, documented.terminationGracePeriodSeconds);
      assert.equal(deployment.spec.minReadySeconds, documented.minReadySeconds);
      assert.ok(delay < drain && drain < stop && stop < grace, NameOf(deployment));
      assert.ok(delay + drain + stop + 5 <= grace, 'the whole stop fits into the grace period');
      assert.ok(readinessProbe.periodSeconds * readinessProbe.failureThreshold < delay, 'it is seen to be not ready before it closes');
    }
    assert.ok(documented['gateway.timeout'] <= documented.drain_timeout, 'a call that has begun can end');
  });

  test(`${overlay}: the network lets through the calls of ARCHITECTURE.md and no other`, () => {
    const labels = (service) => ({
      'app.kubernetes.io/name': `tancua-${service}`,
      'app.kubernetes.io/component': kServices.includes(service) ? 'service' : service,
    });
    const redis = { 'app.kubernetes.io/name': 'tancua-redis' };
    const postgres = { 'cnpg.io/cluster': 'tancua-postgres' };
    const port = Object.fromEntries(kServices.map((service, index) => [service, 7101 + index]));
    for (const service of kServices) {
      assert.ok(Allows(objects, labels('gateway'), labels(service), port[service]), `gateway calls ${service}`);
      assert.ok(Allows(objects, labels(service), labels('identity'), 7101), `${service} calls identity`);
      assert.ok(Allows(objects, labels(service), redis, 6379) && Allows(objects, labels(service), redis, 26379), `${service} reaches Redis`);
      assert.ok(Allows(objects, labels(service), postgres, 5432), `${service} reaches PostgreSQL`);
      assert.ok(Allows(objects, { 'app.kubernetes.io/component': 'migration' }, postgres, 5432), 'migrations reach PostgreSQL');
      assert.ok(!Allows(objects, labels(service), labels('gateway'), 8080), `${service} does not call the gateway`);
      for (const other of kServices.filter((name) => name !== 'identity')) {
        const calls = service === 'identity' && kAskedByIdentity.includes(other);
        assert.equal(Allows(objects, labels(service), labels(other), port[other]), calls, `${service} and ${other}`);
      }
    }
    assert.ok(!Allows(objects, labels('gateway'), postgres, 5432) && !Allows(objects, labels('gateway'), redis, 6379));
    assert.ok(!Allows(objects, { app: 'stranger' }, labels('dossier'), 7102));
  });

  test(`${overlay}: a name that clients go round is headless, and leads to the port of its pods`, () => {
    for (const service of kServices) {
      const { spec } = Find(objects, 'Service', `tancua-${service}`);
      const deployment = Find(objects, 'Deployment', `tancua-${service}`);
      assert.equal(spec.clusterIP, 'None');
      assert.deepEqual(spec.selector, deployment.spec.selector.matchLabels);
      const named = deployment.spec.template.spec.containers[0].ports.find(({ name }) => name === spec.ports[0].targetPort);
      assert.equal(named.containerPort, spec.ports[0].port);
      assert.ok(Variables(objects, deployment)[`TANCUA_TARGETS_${service.toUpperCase()}`].endsWith(`tancua-${service}:${spec.ports[0].port}`));
    }
  });
}

for (const overlay of ['city', 'ward']) {
  test(`${overlay}: the Prometheus operator gets the rules that deploy/prometheus has`, () => {
    for (const file of ['indicators', 'alerts']) {
      const { groups } = yaml.load(readFileSync(`${kSource}/deploy/prometheus/${file}.yaml`, 'utf8'));
      assert.deepEqual(Find(kRendered[overlay], 'PrometheusRule', `tancua-${file}`).spec, { groups }, 'k8s/components/monitoring/make.sh mends it');
    }
  });

  test(`${overlay}: Grafana gets every dashboard`, () => {
    const shown = Dashboards(kRendered[overlay]).flatMap(({ data }) => Object.entries(data));
    const written = readdirSync(`${kSource}/deploy/grafana/dashboards`).map((file) => [file, readFileSync(`${kSource}/deploy/grafana/dashboards/${file}`, 'utf8')]);
    assert.deepEqual(new Map(shown), new Map(written));
  });
}

test('tracing-off: no service writes a line for every call', () => {
  const level = (objects) => OfKind(objects, 'Deployment').map((deployment) => Variables(objects, deployment).TANCUA_LOG_LEVEL ?? 'info');
  assert.deepEqual(new Set(level(kRendered.city)), new Set(['info']));
  assert.deepEqual(new Set(level(Render('city', 'tracing-off'))), new Set(['warning']));
});

test('city: pods prove themselves to each other by the names under which they are called', () => {
  const objects = kRendered.city;
  for (const service of [...kServices, 'gateway']) {
    const { volumes } = Find(objects, 'Deployment', `tancua-${service}`).spec.template.spec;
    const { secretName } = volumes.find(({ name }) => name === 'tls').secret;
    const certificate = OfKind(objects, 'Certificate').find(({ spec }) => spec.secretName === secretName);
    assert.deepEqual(certificate.spec.dnsNames, [`tancua-${service}`, service]);
    assert.deepEqual(certificate.spec.issuerRef, { kind: 'Issuer', name: 'tancua-services' });
  }
});

test('the check finds a field that Kubernetes would ignore', async () => {
  const deployment = structuredClone(OfKind(kRendered.city, 'Deployment')[0]);
  deployment.spec.template.spec.containers[0].readynessProbe = {};
  assert.deepEqual(await Violations(deployment), ['/spec/template/spec/containers/0/readynessProbe: unknown field']);
});

test('the check finds a field of the wrong type', async () => {
  const deployment = structuredClone(OfKind(kRendered.city, 'Deployment')[0]);
  deployment.spec.template.spec.containers[0].ports[0].containerPort = 'grpc';
  assert.notDeepEqual(await Violations(deployment), []);
});

test('the check finds each rule that a pod breaks', () => {
  const [workload] = structuredClone(Workloads(kRendered.city));
  workload.spec.template.spec = { containers: [{ name: 'bare', image: 'tancua:latest', env: [{ name: 'PGPASSWORD', value: 'x' }] }], volumes: [{ name: 'scratch', emptyDir: {} }, { name: 'host', hostPath: { path: '/' } }] };
  const broken = new Set(PodFaults([workload]).map((fault) => fault.split(': ')[1]));
  assert.equal(broken.size, 14);
});
