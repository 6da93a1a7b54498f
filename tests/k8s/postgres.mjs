// A real PostgreSQL in the place of CloudNativePG's: its address, roles, databases and certificate
// are those that the Cluster, the Database objects and the Secrets say.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { NameOf, OfKind } from './render.mjs';

const Version = () => readdirSync('/usr/lib/postgresql').sort((a, b) => a - b).at(-1);

export class Postgres {
  constructor(folder, address) {
    Object.assign(this, { folder, address, binaries: `/usr/lib/postgresql/${Version()}/bin` });
    mkdirSync(folder);
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, id('-u'), id('-g'));
  }

  #Run(program, ...words) { execFileSync('runuser', ['-u', 'postgres', '--', `${this.binaries}/${program}`, ...words], { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' }); }

  #MakeCertificate(name) {
    const run = (...words) => execFileSync('runuser', ['-u', 'postgres', '--', 'openssl', ...words], { cwd: this.folder, stdio: 'ignore' });
    run('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-keyout', 'server.key', '-out', 'server.crt');
    chmodSync(`${this.folder}/server.key`, 0o600);
    this.certificate = readFileSync(`${this.folder}/server.crt`, 'utf8');
  }

  Start(name) {
    this.#MakeCertificate(name);
    this.#Run('initdb', '-D', `${this.folder}/data`, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C');
    writeFileSync(`${this.folder}/data/pg_hba.conf`, 'local all all trust\nhostssl all all 0.0.0.0/0 scram-sha-256\n');
    this.#Run('pg_ctl', '-D', `${this.folder}/data`, '-l', `${this.folder}/log`, '-w', '-o',
      `-c listen_addresses=${this.address} -c unix_socket_directories=${this.folder} -c fsync=off -c max_connections=400 -c ssl=on -c ssl_cert_file=${this.folder}/server.crt -c ssl_key_file=${this.folder}/server.key`, 'start');
  }

  #Do(sql) { this.#Run('psql', '-qh', this.folder, '-U', 'postgres', '-c', sql); }

  // Roles and databases as the objects of CloudNativePG name them.
  Provide(objects, find) {
    for (const cluster of OfKind(objects, 'Cluster')) {
      for (const role of cluster.spec.managed.roles) {
        const { data } = find('Secret', role.passwordSecret.name);
        const text = (key) => Buffer.from(data[key], 'base64').toString();
        if (text('username') !== role.name) throw new Error(`${NameOf(cluster)}: the Secret of role ${role.name} is another's`);
        this.#Do(`CREATE ROLE ${role.name} ${role.login ? 'LOGIN' : ''} PASSWORD '${text('password')}'`);
      }
    }
    for (const { spec } of OfKind(objects, 'Database')) this.#Do(`CREATE DATABASE ${spec.name} OWNER ${spec.owner}`);
  }

  Stop() { this.#Run('pg_ctl', '-D', `${this.folder}/data`, '-m', 'immediate', 'stop'); }
}
