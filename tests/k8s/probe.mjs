// The four kinds of probes, as the kubelet does them.
import { execFile } from 'node:child_process';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';

const PortOf = (container, port) => (typeof port === 'number' ? port : container.ports.find(({ name }) => name === port).containerPort);

// Like the kubelet, it believes every certificate.
function Http(address, container, { path, port, scheme = 'HTTP' }, timeout) {
  const { get } = { HTTP: http, HTTPS: https }[scheme];
  return new Promise((resolve, reject) => {
    const url = `${scheme.toLowerCase()}://${address}:${PortOf(container, port)}${path}`;
    get(url, { agent: false, rejectUnauthorized: false, signal: AbortSignal.timeout(timeout) }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode < 400));
    }).on('error', reject);
  });
}

function Tcp(address, container, { port }, timeout) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: address, port: PortOf(container, port), timeout });
    const End = (answer) => { socket.destroy(); resolve(answer); };
    socket.on('connect', () => End(true)).on('error', () => End(false)).on('timeout', () => End(false));
  });
}

// grpc.health.v1.Health/Check of the whole server; true when it answers SERVING.
function Grpc(address, { port }, timeout) {
  return new Promise((resolve) => {
    const session = http2.connect(`http://${address}:${port}`);
    const End = (answer) => { session.destroy(); resolve(answer); };
    const timer = setTimeout(() => End(false), timeout);
    session.on('error', () => End(false)).on('close', () => clearTimeout(timer));
    const call = session.request({ ':method': 'POST', ':path': '/grpc.health.v1.Health/Check', 'content-type': 'application/grpc', te: 'trailers' });
    const chunks = [];
    call.on('error', () => End(false)).on('data', (chunk) => chunks.push(chunk));
    call.on('end', () => End(Buffer.concat(chunks).toString('hex') === '00000000020801'));
    call.end(Buffer.alloc(5));
  });
}

const Exec = (run, { command }, timeout) => new Promise((resolve) => {
  execFile(run[0], [...run.slice(1), ...command], { timeout }, (error) => resolve(!error));
});

// Whether `container` at `address` passes `probe` once. `run`: words that lead into its network.
export async function Passes(probe, address, container, run) {
  const timeout = (probe.timeoutSeconds ?? 1) * 1000;
  try {
    if (probe.httpGet) return await Http(address, container, probe.httpGet, timeout);
    if (probe.tcpSocket) return await Tcp(address, container, probe.tcpSocket, timeout);
    if (probe.grpc) return await Grpc(address, probe.grpc, timeout);
    return await Exec(run, probe.exec, timeout);
  } catch {
    return false;
  }
}
