// The overlays as running pods: what their manifests say is what is run, probed and stopped.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import https from 'node:https';
import { test } from 'node:test';
import { setTimeout as Pause } from 'node:timers/promises';
import { Cluster } from './cluster.mjs';
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

// The ingress controller's way to the gateway at `address`: with its certificate, over one connection.
function FromIngress(cluster, address) {
  const secret = cluster.Find('Secret', 'tancua-ingress-internal');
  const text = (key) => Buffer.from(secret.data[key], 'base64');
  const agent = new https.Agent({ keepAlive: true, maxSockets: 1, ca: text('ca.crt'), cert: text('tls.crt'), key: text('tls.key'), servername: 'tancua-gateway' });
  return (path) => new Promise((resolve, reject) => {
    https.get(`https://${address}:8080${path}`, { agent, signal: AbortSignal.timeout(10_000) }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => { body += chunk; }).on('error', reject).on('end', () => resolve({ status: response.statusCode, body }));
    }).on('error', reject);
  });
}

// Does `get` for `path`, one call after the other, until stopped.
class Caller {
  calls = 0;
  failures = [];
  constructor(get, path) { this.done = this.#Run(get, path); }
  async #Run(get, path) {
    while (!this.stopping) {
      ++this.calls;
      try {
        const { status, body } = await get(path);
        if (status !== 200) this.failures.push(`${status} ${body}`);
      } catch (error) {
        this.failures.push(String(error));
      }
    }
  }
  async Stop() { this.stopping = true; await this.done; }
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

async function RollsOutUnderLoad(cluster, context) {
  const callers = cluster.PodsOf('tancua-gateway').map(({ address }) => new Caller(FromIngress(cluster, address), '/v1/procedures'));
  for (const name of ['tancua-dossier', 'tancua-identity']) {
    const workload = Deployment(cluster, name);
    for (const old of cluster.PodsOf(name)) {
      await cluster.AwaitReady(await cluster.StartPod(workload));
      await Pause(workload.spec.minReadySeconds * 1000);
      assert.deepEqual(await old.Stop(), [0], `${old.name} stops in time`);
    }
  }
  for (const caller of callers) await caller.Stop();
  const calls = callers.reduce((sum, caller) => sum + caller.calls, 0);
  const failures = callers.flatMap((caller) => caller.failures);
  context.diagnostic(`${calls} calls during the roll-out, ${failures.length} failed`);
  assert.deepEqual(failures, []);
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

test('the overlay ward as pods, in production', async () => {
  await Run('ward', async (cluster) => {
    for (const pod of cluster.pods) assert.ok(await pod.Lives(), pod.name);
  });
});

test('the overlay city as pods, in production', async (context) => {
  await Run('city', async (cluster) => {
    const count = (name) => cluster.PodsOf(`tancua-${name}`).length;
    assert.deepEqual(['gateway', 'identity', 'dossier', 'survey', 'redis'].map(count), [3, 3, 3, 2, 3]);
    for (const pod of cluster.pods) assert.ok(await pod.Lives(), pod.name);
    await context.test('services are rolled out under load without a failed call', (inner) => RollsOutUnderLoad(cluster, inner));
    TellMemory(context, cluster);
    await context.test('the Sentinels make another Redis the master when it dies, and no service minds', () => OutlivesTheMasterOfRedis(cluster));
  });
});
