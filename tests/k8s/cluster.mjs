// The rendered objects of an overlay, run on this machine: each pod in a network namespace with its
// own address on one bridge, each container on its image's root with its own user. To be used in a
// network and mount namespace of its own (run.sh).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as Pause } from 'node:timers/promises';
import { IssueCertificates } from './cert_manager.mjs';
import { Pod } from './pod.mjs';
import { Postgres } from './postgres.mjs';
import { NameOf, OfKind, kSource } from './render.mjs';

const kBuild = process.env.TANCUA_K8S_BUILD_DIR;
const kDatabase = 'tancua-postgres';
const kImageEnv = /^ENV ((?:\\\n|.)+)$/m;

// The root of an image of ours as deploy/image/root.sh makes it; Redis's from this machine's.
function MakeRoots() {
  const ours = `${kBuild}/root`;
  const redis = `${kBuild}/redis-root`;
  const run = (program, ...words) => execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  for (const folder of [ours, redis, `${kBuild}/install`, `${kBuild}/redis-install`]) rmSync(folder, { recursive: true, force: true });
  execFileSync('cmake', ['--install', process.env.TANCUA_BUILD_DIR, '--prefix', '/usr', '--strip'], { stdio: 'ignore', env: { ...process.env, DESTDIR: `${kBuild}/install` } });
  run(`${kSource}/deploy/image/root.sh`, `${kBuild}/install`, ours);
  mkdirSync(`${kBuild}/redis-install/usr/bin`, { recursive: true });
  for (const program of ['redis-server', 'redis-cli', 'sh', 'cat', 'head', 'timeout']) copyFileSync(`/usr/bin/${program}`, `${kBuild}/redis-install/usr/bin/${program}`);
  run(`${kSource}/deploy/image/root.sh`, `${kBuild}/redis-install`, redis);
  run('ln', '-s', 'usr/bin', `${redis}/bin`);
  for (const root of [ours, redis]) {
    for (const folder of ['dev', 'proc']) mkdirSync(`${root}/${folder}`);
    writeFileSync(`${root}/etc/hosts`, '');
  }
  return { tancua: ours, redis };
}

let made;
const Roots = () => (made ??= MakeRoots());

export class Cluster {
  pods = [];
  #next = 10;

  constructor(objects, secrets) {
    this.objects = objects;
    this.folder = mkdtempSync(`${tmpdir()}/tancua-pods-`);
    this.secrets = [...secrets, ...IssueCertificates(objects, `${this.folder}/certificates`)];
    this.shared = `${this.folder}/claims`;
    mkdirSync(this.shared);
    this.hosts = `${this.folder}/hosts`;
    this.hostsFile = openSync(this.hosts, 'w', 0o644);
    execFileSync('chmod', ['755', this.folder]);
    this.roots = Roots();
    // With an address of its own the bridge keeps it: else it takes that of a pod, and loses it with the pod.
    for (const words of [['link', 'set', 'lo', 'up'], ['link', 'add', 'pods', 'address', '02:00:0a:4d:00:01', 'type', 'bridge'], ['addr', 'add', '10.77.0.1/16', 'dev', 'pods'], ['addr', 'add', '10.77.0.2/16', 'dev', 'pods'], ['link', 'set', 'pods', 'up']]) {
      execFileSync('ip', words);
    }
    this.postgres = new Postgres(`${this.folder}/postgres`, '10.77.0.2');
    this.postgres.Start(`${kDatabase}-rw`);
    this.postgres.Provide(objects, (kind, name) => this.Find(kind, name));
    this.WriteHosts();
  }

  // An object of the overlay, or a Secret that others make in a real cluster.
  Find(kind, name) {
    if (kind === 'Secret' && name === `${kDatabase}-ca`) return { kind, data: { 'ca.crt': Buffer.from(this.postgres.certificate).toString('base64') } };
    const found = [...this.objects, ...this.secrets].find((object) => object.kind === kind && object.metadata.name === name);
    if (found === undefined) throw new Error(`no ${kind} ${name}`);
    return found;
  }

  RootOf(image) { return /\/redis:/.test(image) ? this.roots.redis : this.roots.tancua; }

  // What the image itself sets, read from its Dockerfile.
  ImageVariables(image) {
    if (this.RootOf(image) !== this.roots.tancua) return {};
    const [, text] = kImageEnv.exec(readFileSync(`${kSource}/deploy/Dockerfile`, 'utf8'));
    return Object.fromEntries(text.replaceAll('\\\n', ' ').trim().split(/\s+/).map((word) => word.split('=')));
  }

  // How many the workload asks for; the autoscaler's least where it has the word.
  Replicas(workload) {
    const scaler = OfKind(this.objects, 'HorizontalPodAutoscaler').find(({ spec }) => spec.scaleTargetRef.name === workload.metadata.name);
    return scaler?.spec.minReplicas ?? workload.spec.replicas ?? 1;
  }

  // Starts one pod of `workload`; its address is new.
  async StartPod(workload, suffix) {
    const number = this.#next++;
    const pod = new Pod(this, { name: `${workload.metadata.name}-${suffix ?? number}`, address: `10.77.0.${number}`, template: workload.spec.template });
    this.pods.push(pod);
    this.WriteHosts();
    await pod.Start();
    return pod;
  }

  async Start() {
    for (const workload of OfKind(this.objects, 'StatefulSet')) {
      for (let number = 0; number < this.Replicas(workload); ++number) await this.AwaitReady(await this.StartPod(workload, number));
    }
    await Promise.all(OfKind(this.objects, 'Job').map((job) => this.Complete(job)));
    for (const workload of OfKind(this.objects, 'Deployment')) {
      for (let number = 0; number < this.Replicas(workload); ++number) await this.StartPod(workload);
    }
    for (const pod of this.pods) await this.AwaitReady(pod);
  }

  // Runs a Job to its good end.
  async Complete(job) {
    const pod = await this.StartPod(job);
    const codes = await pod.Ended();
    if (codes.some((code) => code !== 0)) throw new Error(`${NameOf(job)} failed: ${pod.Log()}`);
  }

  async AwaitReady(pod) {
    while (!pod.ready) {
      const down = pod.containers.find((container) => !container.alive);
      if (down) throw new Error(`${pod.name}: ${down.name} has ended: ${pod.Log()}`);
      await Pause(100);
    }
  }

  // Replaces the pods of `workload` as the controller of Deployments does: one more, and when it has
  // been ready for long enough, one of the old is told to stop; `check` sees the new one before that.
  // Returns how the old ones ended.
  async RollOut(workload, check) {
    const { strategy, minReadySeconds } = workload.spec;
    assert.deepEqual(strategy, { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
    const ends = [];
    for (const old of this.PodsOf(workload.metadata.name)) {
      const pod = await this.StartPod(workload);
      await this.AwaitReady(pod);
      await Pause(minReadySeconds * 1000);
      check(pod);
      ends.push(old.Stop());
    }
    return (await Promise.all(ends)).flat();
  }

  // The names that Kubernetes' DNS would answer, as a file of hosts.
  WriteHosts() {
    const lines = ['127.0.0.1 localhost', `10.77.0.2 ${kDatabase}-rw`];
    for (const service of OfKind(this.objects, 'Service')) {
      const selected = this.pods.filter((pod) => Object.entries(service.spec.selector).every(([key, value]) => pod.labels[key] === value));
      for (const pod of selected) {
        lines.push(`${pod.address} ${pod.name}.${service.metadata.name}`);
        if (pod.ready || service.spec.publishNotReadyAddresses) lines.push(`${pod.address} ${service.metadata.name}`);
      }
    }
    // In place, for the pods hold this file; and never empty, for they read it at any time.
    const text = `${lines.join('\n')}\n`;
    writeSync(this.hostsFile, text, 0);
    ftruncateSync(this.hostsFile, Buffer.byteLength(text));
  }

  Forget(pod) {
    this.pods = this.pods.filter((other) => other !== pod);
    this.WriteHosts();
  }

  PodsOf(name) { return this.pods.filter(({ labels }) => labels['app.kubernetes.io/name'] === name); }

  async Stop() {
    for (const pod of this.pods) pod.Kill();
    await Promise.all(this.pods.map((pod) => pod.Remove()));
    this.postgres.Stop();
    rmSync(this.folder, { recursive: true });
    execFileSync('ip', ['link', 'del', 'pods']);
  }
}
