// The provider's signing keys: one for each algorithm that the relying party accepts.
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';

export const ALGORITHMS = ['RS256', 'PS256', 'ES256'];

export async function newKey(alg) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = randomUUID();
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' } };
}

export function newKeys() {
  return Promise.all(ALGORITHMS.map(newKey));
}
