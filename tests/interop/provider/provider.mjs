// The real provider: npm oidc-provider, certified by the OpenID Foundation, as it comes but for
// its people and the pages on which they would sign in and agree.
import Provider from 'oidc-provider';
import { ALGORITHMS } from './keys.mjs';

export const REDIRECT_URI = 'http://127.0.0.1:8080/callback';
const SECRET = 'a secret of the interoperability tests';

// Invented, as those of the simulator are.
const PEOPLE = {
  lan: { so_dinh_danh: '079144658513', ho_ten: 'Đỗ Ngọc Lan', ngay_sinh: '13/11/1944', gioi_tinh: 'Nữ', so_dien_thoai: '0906470910' },
  hoa: { so_dinh_danh: '038046379856', ho_ten: 'Võ Văn Hòa', ngay_sinh: '16/07/1946', gioi_tinh: 'Nam', so_dien_thoai: '0915161433' },
};

function client(id, more = {}) {
  return {
    client_id: id,
    client_secret: SECRET,
    redirect_uris: [REDIRECT_URI],
    require_auth_time: true,
    ...more,
  };
}

function clients(clientKey) {
  return [
    ...ALGORITHMS.map((alg) => client(`tancua-${alg.toLowerCase()}`, { id_token_signed_response_alg: alg })),
    client('tancua-post', { token_endpoint_auth_method: 'client_secret_post' }),
    client('tancua-signed-userinfo', { userinfo_signed_response_alg: 'ES256' }),
    client('tancua-key', {
      client_secret: undefined,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: { keys: [clientKey] },
    }),
  ];
}

// `faults.level`: the level of everybody; `faults.clientKey`: the public key of tancua-key.
export function newProvider(issuer, keys, faults) {
  return new Provider(issuer, {
    jwks: { keys: keys.map((key) => key.jwk) },
    clients: clients(faults.clientKey),
    cookies: { keys: ['of the interoperability tests'] },
    pkce: { required: () => true, methods: ['S256'] },
    acrValues: ['LoA1', 'LoA2'],
    scopes: ['openid', 'profile', 'phone'],
    claims: {
      openid: ['sub'],
      profile: ['so_dinh_danh', 'ho_ten', 'ngay_sinh', 'gioi_tinh', 'muc_dinh_danh'],
      phone: ['so_dien_thoai'],
    },
    enabledJWA: { idTokenSigningAlgValues: ALGORITHMS, userinfoSigningAlgValues: ALGORITHMS },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    ttl: { AuthorizationCode: 60, IdToken: 120, AccessToken: 300, Interaction: 600, Session: 600, Grant: 600 },
    findAccount: (_, id) =>
      PEOPLE[id] && {
        accountId: id,
        claims: () => ({ sub: id, ...PEOPLE[id], muc_dinh_danh: `${faults.level ?? 2}` }),
      },
  });
}

// Stands for the person before the pages: signs in as login_hint says, and agrees unless told not to.
export async function interact(provider, faults, req, res) {
  const { prompt, params } = await provider.interactionDetails(req, res);
  let result;
  if (prompt.name === 'login') {
    result = {
      login: {
        accountId: params.login_hint,
        acr: `LoA${faults.level ?? 2}`,
        amr: ['pwd', 'otp'],
        ts: Math.floor(Date.now() / 1000) - (faults.auth_age_s ?? 0),
      },
    };
  } else if (faults.deny) {
    result = { error: 'access_denied', error_description: 'the person does not agree' };
  } else {
    const grant = new provider.Grant({ accountId: params.login_hint, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    result = { consent: { grantId: await grant.save() } };
  }
  await provider.interactionFinished(req, res, result);
}
