// One pod: a network namespace with an address, and in it the containers as processes.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as Pause } from 'node:timers/promises';
import { Passes } from './probe.mjs';
import { LayDown } from './volumes.mjs';

const Ip = (...words) => execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });

export class Pod {
  ready = false;

  // `cluster` gives roots, folders and objects; `template` is the workload's.
  constructor(cluster, { name, address, template }) {
    Object.assign(this, { cluster, name, address, spec: template.spec, labels: template.metadata.labels });
    this.folder = `${cluster.folder}/${address}`;
  }

  async Start() {
    mkdirSync(this.folder);
    await this.#MakeNetwork();
    this.containers = this.spec.containers.map((container) => ({ ...container, alive: true, passed: false, failures: 0 }));
    for (const container of this.containers) this.#Run(container);
    this.watching = Promise.all(this.containers.map((container) => this.#Watch(container)));
  }

  async #MakeNetwork() {
    this.sandbox = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
    const own = readlinkSync('/proc/self/ns/net');
    while (readlinkSync(`/proc/${this.sandbox.pid}/ns/net`) === own) await Pause(5);
    const outside = `v${this.address.split('.').pop()}`;
    Ip('link', 'add', outside, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(this.sandbox.pid));
    Ip('link', 'set', outside, 'master', 'pods', 'up');
    const inside = ['nsenter', '--net', '-t', String(this.sandbox.pid)];
    this.enter = inside;
    for (const words of [['link', 'set', 'lo', 'up'], ['addr', 'add', `${this.address}/16`, 'dev', 'eth0'], ['link', 'set', 'eth0', 'up']]) {
      execFileSync(inside[0], [...inside.slice(1), 'ip', ...words]);
    }
  }

  #Variables(container) {
    const variables = { PATH: '/usr/bin:/bin' };
    for (const { configMapRef } of container.envFrom ?? []) Object.assign(variables, this.cluster.Find('ConfigMap', configMapRef.name).data);
    for (const { name, value, valueFrom } of container.env ?? []) variables[name] = value ?? this.#Value(valueFrom);
    return { ...this.cluster.ImageVariables(container.image), ...variables };
  }

  #Value({ fieldRef, secretKeyRef }) {
    if (fieldRef) return { 'metadata.name': this.name, 'status.podIP': this.address }[fieldRef.fieldPath];
    return Buffer.from(this.cluster.Find('Secret', secretKeyRef.name).data[secretKeyRef.key], 'base64').toString();
  }

  #Run(container) {
    const { runAsUser, runAsGroup, fsGroup } = this.spec.securityContext;
    const root = this.cluster.RootOf(container.image);
    const mounts = (container.volumeMounts ?? []).flatMap(({ name, mountPath, readOnly }) => {
      const volume = this.spec.volumes.find((candidate) => candidate.name === name);
      mkdirSync(root + mountPath, { recursive: true });
      const find = (kind, wanted) => this.cluster.Find(kind, wanted);
      return [LayDown(volume, { pod: this.folder, shared: this.cluster.shared, group: fsGroup, find }), mountPath, readOnly ? 'ro' : 'rw'];
    });
    container.log = `${this.folder}/${container.name}.log`;
    const log = openSync(container.log, 'a');
    const words = [...container.command, ...(container.args ?? [])];
    container.process = spawn(this.enter[0], [...this.enter.slice(1), 'unshare', '--mount', './container.sh', root, String(runAsUser), String(runAsGroup), this.cluster.hosts, ...mounts, '--', ...words],
      { stdio: ['ignore', log, log], env: this.#Variables(container) });
    container.ended = new Promise((resolve) => container.process.on('exit', (code, signal) => { container.alive = false; resolve(code ?? signal); }));
  }

  // The kubelet's loop for one container: the start-up probe until it passes once, then readiness
  // and liveness. A container that fails stays down: no manifest of ours needs a second try.
  async #Watch(container) {
    const { startupProbe, readinessProbe } = container;
    if (startupProbe === undefined) return;  // a Job's: nobody calls it
    for (let failures = 0; container.alive && !container.passed;) {
      container.passed = await this.#Probe(startupProbe, container);
      if (!container.passed && ++failures >= startupProbe.failureThreshold) return;
      if (!container.passed) await Pause((startupProbe.periodSeconds ?? 10) * 1000);
    }
    for (let failures = 0; container.alive;) {
      const passed = await this.#Probe(readinessProbe, container);
      failures = passed ? 0 : failures + 1;
      if (passed || failures >= (readinessProbe.failureThreshold ?? 3)) container.ready = passed;
      this.#SetReady(this.containers.every(({ ready }) => ready));
      await Pause((readinessProbe.periodSeconds ?? 10) * 1000);
    }
    container.ready = false;
    this.#SetReady(false);
  }

  #Probe(probe, container) { return Passes(probe, this.address, container, this.enter); }

  // Whether every container passes its liveness probe now.
  async Lives() {
    const answers = await Promise.all(this.containers.map((container) => this.#Probe(container.livenessProbe, container)));
    return answers.every(Boolean);
  }

  #SetReady(ready) {
    if (this.ready === ready) return;
    this.ready = ready;
    this.cluster.WriteHosts();
  }

  // SIGTERM, then as long as the manifest allows. Returns the exit codes; "SIGKILL" where it took that.
  async Stop() {
    this.stopping = true;
    for (const { process } of this.containers) process.kill('SIGTERM');
    const timer = setTimeout(() => this.Kill(), this.spec.terminationGracePeriodSeconds * 1000);
    const codes = await Promise.all(this.containers.map(({ ended }) => ended));
    clearTimeout(timer);
    await this.Remove();
    return codes;
  }

  // The exit codes of containers that end by themselves.
  async Ended() {
    const codes = await Promise.all(this.containers.map(({ ended }) => ended));
    await this.Remove();
    return codes;
  }

  Kill() {
    for (const { process } of this.containers) process.kill('SIGKILL');
  }

  async Remove() {
    await Promise.all(this.containers.map(({ ended }) => ended));
    await this.watching;
    this.sandbox.kill('SIGKILL');
    this.cluster.Forget(this);
  }

  Log() { return this.containers.map(({ log }) => readFileSync(log, 'utf8')).join('\n'); }

  // Largest resident memory of each container so far, in MB.
  Memory() {
    return this.containers.map(({ process }) => Math.round(Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${process.pid}/status`, 'utf8'))[1]) / 1024));
  }
}
