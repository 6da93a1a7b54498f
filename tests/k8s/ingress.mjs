// The ingress controller ingress-nginx in front of the pods: nginx that picks a pod for each request
// from a list that it is told, keeps connections to pods, and tries another as ingress-nginx does by
// default. What the Ingress says of the way to the pods is done.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as Pause } from 'node:timers/promises';
import { OfKind } from './render.mjs';

const kAddress = '10.77.0.1';
const kControlPort = 10246;
// ingress-nginx looks at changed endpoints no more often (--sync-rate-limit 0.3).
const kSyncEveryMs = 3300;
const kAnnotation = 'nginx.ingress.kubernetes.io/';

// The defaults of ingress-nginx for what the Ingress does not say.
const Configuration = ({ scheme, annotation, tls }) => `
load_module /usr/lib/nginx/modules/ndk_http_module.so;
load_module /usr/lib/nginx/modules/ngx_http_lua_module.so;
daemon off;
user root;
pid nginx.pid;
error_log error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  lua_shared_dict pods 1m;
  upstream pods {
    server 0.0.0.1;
    balancer_by_lua_block {
      local balancer = require "ngx.balancer"
      local pods = {}
      for pod in (ngx.shared.pods:get("ready") or ""):gmatch("%S+") do pods[#pods + 1] = pod end
      if #pods == 0 then return ngx.exit(503) end
      balancer.set_more_tries(1)
      assert(balancer.set_current_peer(pods[ngx.shared.pods:incr("next", 1, 0) % #pods + 1]))
    }
    keepalive 320;
    keepalive_timeout 60s;
    keepalive_requests 10000;
  }
  server {
    listen ${kAddress}:80;
    client_max_body_size ${annotation('proxy-body-size', '1m')};
    location / {
      proxy_pass ${scheme}://pods;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_connect_timeout 5s;
      proxy_read_timeout ${annotation('proxy-read-timeout', '60')};
      proxy_request_buffering ${annotation('proxy-request-buffering', 'on')};
      proxy_next_upstream error timeout;
      proxy_next_upstream_tries 3;
      ${tls}
    }
  }
  server {
    listen ${kAddress}:${kControlPort};
    location / {
      content_by_lua_block { ngx.req.read_body() ngx.shared.pods:set("ready", ngx.req.get_body_data() or "") }
    }
  }
}
`;

export class Ingress {
  constructor(cluster) {
    this.cluster = cluster;
    [this.object] = OfKind(cluster.objects, 'Ingress');
    const { service } = this.object.spec.rules[0].http.paths[0].backend;
    this.service = cluster.Find('Service', service.name);
    this.port = this.service.spec.ports.find(({ name }) => name === service.port.name).targetPort;
    this.folder = `${cluster.folder}/ingress`;
  }

  #Annotation(name, otherwise) { return this.object.metadata.annotations[kAnnotation + name] ?? otherwise; }

  // How nginx proves itself to the pods, and they to it.
  #Tls() {
    const secret = this.#Annotation('proxy-ssl-secret');
    if (secret === undefined) return '';
    const { data } = this.cluster.Find('Secret', secret.split('/')[1]);
    for (const [name, value] of Object.entries(data)) writeFileSync(`${this.folder}/${name}`, Buffer.from(value, 'base64'), { mode: 0o600 });
    return `
      proxy_ssl_certificate tls.crt;
      proxy_ssl_certificate_key tls.key;
      proxy_ssl_trusted_certificate ca.crt;
      proxy_ssl_name ${this.#Annotation('proxy-ssl-name')};
      proxy_ssl_verify ${this.#Annotation('proxy-ssl-verify', 'off')};`;
  }

  async Start() {
    mkdirSync(this.folder);
    const scheme = this.#Annotation('backend-protocol', 'HTTP').toLowerCase();
    const text = Configuration({ scheme, annotation: (...words) => this.#Annotation(...words), tls: this.#Tls() });
    writeFileSync(`${this.folder}/nginx.conf`, text);
    this.process = spawn('nginx', ['-p', this.folder, '-c', `${this.folder}/nginx.conf`, '-e', 'error.log'], { stdio: 'ignore' });
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
    while (!await this.#Listens()) await Pause(20);
    await this.#Tell();
    this.syncing = this.#Sync();
  }

  async #Listens() {
    if (this.process.exitCode !== null) throw new Error(`nginx: ${this.Log()}`);
    return new Promise((resolve) => {
      const socket = net.connect({ host: kAddress, port: kControlPort });
      socket.on('connect', () => { socket.destroy(); resolve(true); }).on('error', () => resolve(false));
    });
  }

  // The endpoints of the Service: ready pods. One that is being deleted is none, from the first moment.
  #Endpoints() {
    const selected = this.cluster.pods.filter((pod) => Object.entries(this.service.spec.selector).every(([key, value]) => pod.labels[key] === value));
    return selected.filter(({ ready, stopping }) => ready && !stopping).map(({ address, spec }) => `${address}:${spec.containers[0].ports.find(({ name }) => name === this.port).containerPort}`);
  }

  #Tell() {
    return new Promise((resolve, reject) => {
      const request = http.request({ host: kAddress, port: kControlPort, method: 'POST', agent: false }, (response) => response.resume().on('end', resolve));
      request.on('error', reject).end(this.#Endpoints().join(' '));
    });
  }

  async #Sync() {
    while (!this.stopping) {
      await Promise.race([Pause(kSyncEveryMs, undefined, { ref: false }), this.ended]);
      if (!this.stopping) await this.#Tell();
    }
  }

  Log() { return readFileSync(`${this.folder}/error.log`, 'utf8'); }

  async Stop() {
    this.stopping = true;
    this.process.kill('SIGTERM');
    await this.ended;
    await this.syncing;
  }
}

// Calls through the ingress controller, one after the other over one connection, until stopped.
export class Caller {
  calls = 0;
  failures = [];

  // `wanted`: the status of the answer, by which the service that was asked shows itself.
  constructor(method, path, wanted, body) {
    Object.assign(this, { method, path, wanted, body });
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    this.done = this.#Run();
  }

  async #Run() {
    while (!this.stopping) {
      ++this.calls;
      try {
        const { status, body } = await this.#Call();
        if (status !== this.wanted) this.failures.push(`${this.method} ${this.path}: ${status} ${body}`);
      } catch (error) {
        this.failures.push(`${this.method} ${this.path}: ${error}`);
      }
    }
    this.agent.destroy();
  }

  #Call() {
    const { method, path, agent, body = '' } = this;
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const request = http.request({ host: kAddress, method, path, agent, headers, signal: AbortSignal.timeout(10_000) }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => { text += chunk; }).on('error', reject).on('end', () => resolve({ status: response.statusCode, body: text }));
      });
      request.on('error', reject).end(body);
    });
  }

  async Stop() { this.stopping = true; await this.done; }
}
