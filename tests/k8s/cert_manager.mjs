// The Secrets that cert-manager makes for the Certificates of an overlay, by openssl. Certificates of
// a ClusterIssuer are the ingress controller's, which does not run here.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { OfKind } from './render.mjs';

const OpenSsl = (...words) => execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] });

const kUsages = { 'server auth': 'serverAuth', 'client auth': 'clientAuth' };

// Key and certificate of `certificate` in `folder`; signed by the files of `authority`, or by itself.
function Issue(folder, { metadata, spec }, authority) {
  const at = `${folder}/${metadata.name}`;
  const names = (spec.dnsNames ?? []).map((name) => `DNS:${name}`).join(',');
  const usages = (spec.usages ?? []).map((usage) => kUsages[usage]).join(',');
  const extensions = [
    `basicConstraints=critical,CA:${spec.isCA ? 'TRUE' : 'FALSE'}`,
    ...(names ? [`subjectAltName=${names}`] : []),
    ...(usages ? [`extendedKeyUsage=${usages}`] : []),
  ];
  OpenSsl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${spec.commonName ?? spec.dnsNames[0]}`, '-keyout', `${at}.key`, '-out', `${at}.csr`);
  writeFileSync(`${at}.ext`, extensions.join('\n'));
  const signer = authority ? ['-CA', `${authority}.crt`, '-CAkey', `${authority}.key`, '-CAcreateserial'] : ['-signkey', `${at}.key`];
  OpenSsl('x509', '-req', '-days', '2', '-in', `${at}.csr`, ...signer, '-extfile', `${at}.ext`, '-out', `${at}.crt`);
  return at;
}

function SecretOf({ spec }, own, authority) {
  const files = { 'tls.crt': `${own}.crt`, 'tls.key': `${own}.key`, 'ca.crt': `${authority ?? own}.crt` };
  const data = Object.fromEntries(Object.entries(files).map(([key, file]) => [key, readFileSync(file).toString('base64')]));
  return { kind: 'Secret', metadata: { name: spec.secretName }, data };
}

export function IssueCertificates(objects, folder) {
  mkdirSync(folder);
  const made = new Map();  // name of the Secret → path of its files
  const Signer = ({ spec }) => OfKind(objects, 'Issuer').find(({ metadata }) => metadata.name === spec.issuerRef.name).spec.ca?.secretName;
  const ours = OfKind(objects, 'Certificate').filter(({ spec }) => spec.issuerRef.kind === 'Issuer');
  const inOrder = [...ours.filter((certificate) => !Signer(certificate)), ...ours.filter(Signer)];
  return inOrder.map((certificate) => {
    const authority = made.get(Signer(certificate));
    const own = Issue(folder, certificate, authority);
    made.set(certificate.spec.secretName, own);
    return SecretOf(certificate, own, authority);
  });
}
