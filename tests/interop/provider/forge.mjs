// What no honest provider sends: tokens made anew out of real ones.
import { createHash } from 'node:crypto';
import { SignJWT, decodeJwt, decodeProtectedHeader, exportJWK, exportSPKI } from 'jose';
import { newKey } from './keys.mjs';

const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url');

// `change`: {set: {claim: value}, shift: {claim: seconds}, drop: [claim]}.
function changed(claims, { set = {}, shift = {}, drop = [] }) {
  const out = { ...claims, ...set };
  for (const [name, seconds] of Object.entries(shift)) out[name] = (claims[name] ?? claims.iat) + seconds;
  for (const name of drop) delete out[name];
  return out;
}

// `change.sign`: how the forged token is signed; by default as the provider would.
export async function forge(token, change, keys) {
  const header = { ...decodeProtectedHeader(token), ...change.header };
  const claims = changed(decodeJwt(token), change);
  const own = keys.find((key) => key.kid === decodeProtectedHeader(token).kid);
  const sign = (more, key) => new SignJWT(claims).setProtectedHeader({ ...header, ...more }).sign(key);
  switch (change.sign) {
    case undefined:
      return sign({}, own.privateKey);
    case 'none':
      return `${part({ ...header, alg: 'none' })}.${part(claims)}.`;
    case 'hs256_with_public_key':
      return sign({ alg: 'HS256' }, Buffer.from(await exportSPKI(own.publicKey)));
    case 'stranger':
      return sign({}, (await newKey(own.alg)).privateKey);
    case 'unknown_key': {
      const stranger = await newKey(own.alg);
      return sign({ kid: stranger.kid }, stranger.privateKey);
    }
    case 'key_in_header': {
      const stranger = await newKey(own.alg);
      return sign({ kid: undefined, jwk: await exportJWK(stranger.publicKey) }, stranger.privateKey);
    }
    case 'other_key_type': {
      const other = await newKey(own.alg === 'ES256' ? 'RS256' : 'ES256');
      return sign({ alg: other.alg }, other.privateKey);
    }
    case 'payload_changed': {
      const [first, , last] = token.split('.');
      return `${first}.${part(claims)}.${last}`;
    }
    default:
      throw new Error(`unknown way to sign: ${change.sign}`);
  }
}

// at_hash of another access token.
export const otherHash = () =>
  createHash('sha256').update('another access token').digest().subarray(0, 16).toString('base64url');
