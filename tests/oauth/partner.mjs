// A partner who uses a certified OAuth client library and knows nothing of this suite but its
// address: discovery, client credentials by secret and by key, introspection, revocation, refusals.
//   node partner.mjs ISSUER SECRET_CLIENT SECRET KEY_CLIENT KEY_FILE
import assert from 'node:assert/strict'
import { createPrivateKey, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'

// Node 18 keeps to itself what the library looks for.
globalThis.crypto ??= webcrypto
globalThis.CryptoKey ??= webcrypto.CryptoKey
const oauth = await import('openid-client')

const [issuer, secretClient, secret, keyClient, keyFile] = process.argv.slice(2)
const options = { algorithm: 'oauth2', execute: [oauth.allowInsecureRequests] }

const discover = (id, authentication) =>
  oauth.discovery(new URL(issuer), id, undefined, authentication, options)

async function importKey(file) {
  const der = createPrivateKey(readFileSync(file)).export({ format: 'der', type: 'pkcs8' })
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
}

// With a challenge in the header (401) the library leaves the body unread.
async function refused(call, error, status) {
  const fault = await call.then(
    () => assert.fail(`${error} expected`),
    (e) => e,
  )
  assert.equal(fault.status, status, fault.stack)
  const body = status === 401 ? await fault.response.json() : fault
  assert.equal(body.error, error)
  assert.match(body.error_description, /^[\x20-\x7e]+$/)
  if (status === 401) assert.equal(fault.cause[0].scheme, 'basic')
}

// One life of a token, however the client proves itself.
async function live(config, id) {
  const tokens = await oauth.clientCredentialsGrant(config, { scope: 'dossiers.read' })
  assert.equal(tokens.token_type, 'bearer')
  assert.equal(tokens.scope, 'dossiers.read')
  assert.ok(tokens.expires_in > 0 && tokens.expires_in <= 600)

  const known = await oauth.tokenIntrospection(config, tokens.access_token)
  assert.equal(known.active, true)
  assert.equal(known.client_id, id)
  assert.equal(known.sub, `clients/${id}`)
  assert.equal(known.scope, 'dossiers.read')
  assert.equal(typeof known.exp, 'number')

  await oauth.tokenRevocation(config, tokens.access_token)
  const revoked = await oauth.tokenIntrospection(config, tokens.access_token)
  assert.deepEqual(revoked, { active: false })
  await oauth.tokenRevocation(config, 'no-token-at-all')
}

const basic = await discover(secretClient, oauth.ClientSecretBasic(secret))
const server = basic.serverMetadata()
assert.equal(server.issuer, issuer)
assert.ok(server.grant_types_supported.includes('client_credentials'))
await live(basic, secretClient)

await live(await discover(secretClient, oauth.ClientSecretPost(secret)), secretClient)

const key = await importKey(keyFile)
await live(await discover(keyClient, oauth.PrivateKeyJwt(key)), keyClient)

await refused(oauth.clientCredentialsGrant(basic, { scope: 'root' }), 'invalid_scope', 400)
const impostor = await discover(secretClient, oauth.ClientSecretPost('wrong'))
await refused(oauth.clientCredentialsGrant(impostor), 'invalid_client', 401)
await refused(oauth.tokenIntrospection(impostor, 'x'), 'invalid_client', 401)
const thief = await discover(secretClient, oauth.PrivateKeyJwt(key))
await refused(oauth.clientCredentialsGrant(thief), 'invalid_client', 401)
await refused(oauth.genericGrantRequest(basic, 'password', {}), 'unsupported_grant_type', 400)
await refused(oauth.refreshTokenGrant(basic, 'unknown'), 'invalid_grant', 400)

// An assertion is taken once, for this server, for a short time.
const assertion = {}
const recording = await discover(
  keyClient,
  oauth.PrivateKeyJwt(key, {
    [oauth.modifyAssertion](header, payload) {
      Object.assign(payload, assertion)
    },
  }),
)
assertion.jti = 'the-same-twice'
await oauth.clientCredentialsGrant(recording)
await refused(oauth.clientCredentialsGrant(recording), 'invalid_client', 401)
delete assertion.jti
assertion.aud = 'https://elsewhere.example'
await refused(oauth.clientCredentialsGrant(recording), 'invalid_client', 401)
assertion.aud = issuer
assertion.exp = Math.floor(Date.now() / 1000) - 120
await refused(oauth.clientCredentialsGrant(recording), 'invalid_client', 401)

// The key set is one that any JOSE library reads.
const { createRemoteJWKSet, jwtVerify } = await import('jose')
const { access_token } = await oauth.clientCredentialsGrant(basic)
const { payload, protectedHeader } = await jwtVerify(
  access_token,
  createRemoteJWKSet(new URL(server.jwks_uri)),
  { typ: 'at+jwt', algorithms: ['ES256'] },
)
assert.equal(protectedHeader.alg, 'ES256')
assert.equal(payload.client_id, secretClient)
