// node main.mjs PORT CLIENT_KEY: a provider whose issuer is http://127.0.0.1:PORT, behind a proxy
// that does wrong when told to. CLIENT_KEY: the public key (JWK) of the client tancua-key.
//   POST /control {…}: sets all faults, those not named to none; {"rotate_keys":true} changes the
//   provider's keys, "clock_s" sets its clock wrong by so many seconds.
import './clock.mjs';
import http from 'node:http';
import { setClock } from './clock.mjs';
import { otherHash } from './forge.mjs';
import { newKeys } from './keys.mjs';
import { interact, newProvider } from './provider.mjs';
import { pass } from './proxy.mjs';

const port = Number(process.argv[2]);
const clientKey = JSON.parse(process.argv[3]);
const issuer = `http://127.0.0.1:${port}`;

let faults = { clientKey };
let keys;
let provider;
let serve;

async function renew() {
  keys = await newKeys();
  provider = newProvider(issuer, keys, faults);
  serve = provider.callback();
}

async function control(req, res) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  // One object for the program's life: the provider holds it.
  for (const name of Object.keys(faults)) delete faults[name];
  Object.assign(faults, { clientKey }, JSON.parse(Buffer.concat(chunks)));
  if (faults.id_token?.set?.at_hash === '') faults.id_token.set.at_hash = otherHash();
  setClock(faults.clock_s ?? 0);
  if (faults.rotate_keys) await renew();
  res.end();
}

const inner = http.createServer((req, res) => {
  if (!req.url.startsWith('/interaction/')) return serve(req, res);
  return interact(provider, faults, req, res).catch((error) => {
    res.statusCode = 500;
    res.end(`${error.stack}`);
  });
});

const outer = http.createServer((req, res) => {
  if (req.url === '/control') return control(req, res);
  return pass(inner.address().port, faults, keys, req, res);
});

await renew();
inner.listen(0, '127.0.0.1', () => {
  outer.listen(port, '127.0.0.1', () => console.log('{"event":"process.ready"}'));
});
