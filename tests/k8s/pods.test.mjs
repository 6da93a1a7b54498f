// The overlays as running pods: what their manifests say is what is run, probed and stopped.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import http from 'node:http';
import { test } from 'node:test';
import { setTimeout as Pause } from 'node:timers/promises';
import { Cluster } from './cluster.mjs';
import { Caller, Ingress } from './ingress.mjs';
import { OfKind, Render } from './render.mjs';

const kSecrets = OfKind(Render('dev'), 'Secret');

async function Run(overlay, body) {
  const cluster = new Cluster(Render(overlay), kSecrets);
  try {
    await cluster.Start();
    await body(cluster);
  } finally {
    await cluster.Stop();
  }
}

const Deployment = (cluster, name) => OfKind(cluster.objects, 'Deployment').find((object) => object.metadata.name === name);

// A program of the build among the pods: it knows their names.
function Among(cluster, ...words) {
  return new Promise((resolve) => {
    const child = spawn('unshare', ['--mount', 'sh', '-c', 'mount --bind "$0" /etc/hosts && exec "$@"', cluster.hosts, ...words]);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk; });
    child.on('exit', (code) => resolve({ code, output }));
  });
}

function TellMemory(context, cluster) {
  for (const pod of cluster.pods) context.diagnostic(`${pod.name}: ${pod.Memory().join(' + ')} MB`);
}

async function GoesItsWholeWay(cluster) {
  const [gateway] = cluster.PodsOf('tancua-gateway');
  const demo = await Among(cluster, `${process.env.TANCUA_BUILD_DIR}/bin/tancua-demo`, '--gateway', `http://${gateway.address}:8080`, '--simulator', 'http://tancua-simulator:8090');
  assert.equal(demo.code, 0, demo.output);
}

async function DoesNotStartWithALie(cluster) {
  const lie = structuredClone(Deployment(cluster, 'tancua-survey'));
  Object.assign(lie.spec.template.spec.containers[0].startupProbe, { grpc: { port: 7199 }, failureThreshold: 3 });
  const pod = await cluster.StartPod(lie);
  await pod.watching;
  assert.equal(pod.ready, false);
}

// Each leads through the gateway to another service. POST is what an ingress controller does not
// repeat when a connection breaks.
const kCalls = [
  ['GET', '/v1/procedures', 200],
  ['GET', '/v1/purposes', 200],
  ['GET', '/v1/wards/27442/statistics?from=2026-01-01&to=2026-01-31', 200],
  ['GET', '/v1/surveys/none', 404],
  ['POST', '/v1/tokens:refresh', 401, '{"refreshToken": "none"}'],
  ['POST', '/v1/dossiers:lookup', 404, '{"code": "none"}'],
];

// Clients have found `pod` although none of the others was closing; notification waits for events alone.
function IsCalled(pod) {
  const called = /"event":"(rpc.call|gateway.request)"/.test(pod.Log());
  assert.ok(called || pod.name.startsWith('tancua-notification'), `nobody calls ${pod.name}`);
}

// Asks `pod` itself over a connection that it keeps: before it closes, it says that it keeps none.
async function TurnsAway({ address }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const asked = () => new Promise((resolve, reject) => {
    http.get({ host: address, port: 8080, path: '/v1/procedures', agent }, (response) => response.resume().on('end', () => resolve(response.headers.connection))).on('error', reject);
  });
  while (await asked() !== 'close') await Pause(100);
  agent.destroy();
}

// Calls through an ingress controller while `work` is done; returns the callers.
async function UnderLoad(cluster, work) {
  const ingress = new Ingress(cluster);
  await ingress.Start();
  const callers = kCalls.map((words) => new Caller(...words));
  try {
    await work();
  } finally {
    await Promise.all(callers.map((caller) => caller.Stop()));
    await ingress.Stop();
  }
  return callers;
}

// The services of a wave at once, one wave after the other.
async function RollsOutUnderLoad(cluster, context, waves) {
  const ends = [];
  const callers = await UnderLoad(cluster, async () => {
    for (const wave of waves) ends.push(...await Promise.all(wave.map((name) => cluster.RollOut(Deployment(cluster, `tancua-${name}`), IsCalled))));
  });
  const calls = callers.reduce((sum, caller) => sum + caller.calls, 0);
  const failures = callers.flatMap((caller) => caller.failures);
  context.diagnostic(`${calls} calls while ${ends.flat().length} pods were replaced, ${failures.length} failed`);
  assert.equal(failures.length, 0, failures.slice(0, 10).join('\n'));
  assert.ok(ends.flat().every((code) => code === 0), 'each stops in time');
}

const kFirstRedis = 'tancua-redis-0.tancua-redis';

async function OutlivesTheMasterOfRedis(cluster) {
  const [first, second] = cluster.PodsOf('tancua-redis');
  const Master = () => execFileSync('redis-cli', ['-h', second.address, '-p', '26379', 'sentinel', 'get-master-addr-by-name', 'tancua'], { encoding: 'utf8' }).split('\n')[0];
  assert.equal(Master(), kFirstRedis);
  first.Kill();
  await first.Remove();
  while (Master() === kFirstRedis) await Pause(200);
  for (const pod of cluster.pods) assert.ok(await pod.Lives() && pod.ready, pod.name);

  // It comes back under its name, as a replica of the new master.
  await cluster.AwaitReady(await cluster.StartPod(OfKind(cluster.objects, 'StatefulSet')[0], 0));
  assert.notEqual(Master(), kFirstRedis);
}

test('the overlay dev as pods', async (context) => {
  await Run('dev', async (cluster) => {
    for (const pod of cluster.pods) assert.ok(await pod.Lives(), pod.name);
    await context.test('a dossier goes its whole way', () => GoesItsWholeWay(cluster));
    TellMemory(context, cluster);
    await context.test('a pod whose probe asks at the wrong port does not start', () => DoesNotStartWithALie(cluster));
  });
});

// The gateway last: a new one would look up every name, which the old one must do by itself.
const kServicesFirst = [['identity', 'dossier', 'notification', 'survey', 'statistics'], ['gateway']];

test('the overlay ward as pods, in production', async (context) => {
  await Run('ward', async (cluster) => {
    for (const pod of cluster.pods) assert.ok(await pod.Lives(), pod.name);
    await context.test('the only pod of every service is replaced under load without a failed call', async (inner) => {
      const [gateway] = cluster.PodsOf('tancua-gateway');
      await Promise.all([TurnsAway(gateway), RollsOutUnderLoad(cluster, inner, kServicesFirst)]);
    });
  });
});

test('the overlay city as pods, in production', async (context) => {
  await Run('city', async (cluster) => {
    const count = (name) => cluster.PodsOf(`tancua-${name}`).length;
    assert.deepEqual(['gateway', 'identity', 'dossier', 'survey', 'redis'].map(count), [3, 3, 3, 2, 3]);
    for (const pod of cluster.pods) assert.ok(await pod.Lives(), pod.name);
    await context.test('the gateway and services are rolled out under load without a failed call', (inner) => RollsOutUnderLoad(cluster, inner, [['gateway', 'identity', 'dossier']]));
    TellMemory(context, cluster);
    await context.test('the Sentinels make another Redis the master when it dies, and no service minds', () => OutlivesTheMasterOfRedis(cluster));
  });
});
