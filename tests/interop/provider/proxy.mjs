// Stands between the provider and its relying party and rewrites what `faults` say:
//   id_token, userinfo_token: see forge.mjs; userinfo, tokens, discovery: members to set;
//   down: paths that answer 503.
import http from 'node:http';
import { forge } from './forge.mjs';

const REWRITES = {
  '/token': async (body, faults, keys) => {
    if (faults.id_token && body.id_token) body.id_token = await forge(body.id_token, faults.id_token, keys);
    return { ...body, ...faults.tokens };
  },
  '/me': async (body, faults) => ({ ...body, ...faults.userinfo }),
  '/.well-known/openid-configuration': async (body, faults) => ({ ...body, ...faults.discovery }),
};

async function rewritten(path, type, text, faults, keys) {
  if (type.startsWith('application/jwt')) {
    return faults.userinfo_token ? forge(text, faults.userinfo_token, keys) : text;
  }
  const rewrite = REWRITES[path];
  return rewrite ? JSON.stringify(await rewrite(JSON.parse(text), faults, keys)) : text;
}

// Hands `req` to the provider at `port` under the name that the relying party knows.
export function pass(port, faults, keys, req, res) {
  const path = new URL(req.url, 'http://any').pathname;
  if (faults.down?.includes(path)) {
    res.writeHead(503);
    res.end();
    return;
  }
  const ahead = http.request({ port, method: req.method, path: req.url, headers: req.headers }, async (answer) => {
    const chunks = [];
    for await (const chunk of answer) chunks.push(chunk);
    const type = answer.headers['content-type'] ?? '';
    const headers = { ...answer.headers };
    delete headers['content-length'];
    delete headers['transfer-encoding'];
    const text = Buffer.concat(chunks).toString();
    res.writeHead(answer.statusCode, headers);
    res.end(answer.statusCode === 200 ? await rewritten(path, type, text, faults, keys) : text);
  });
  req.pipe(ahead);
}
