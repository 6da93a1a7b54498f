// The peer of filing: Fastify and pg writing the same three rows in one transaction, without
// login, validation or encryption. Two processes, one statement, prepared once.
//   node fastify_pg.mjs <port> "host=<socket folder> user=<name> dbname=<name>"
import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

const port = Number(process.argv[2]);
const words = new Map(process.argv[3].split(' ').map((word) => word.split('=')));
const database = { host: words.get('host'), user: words.get('user'), database: words.get('dbname') };

const tables = `
  DROP TABLE IF EXISTS peer_dossier, peer_history, peer_outbox;
  CREATE TABLE peer_dossier (id text PRIMARY KEY, ward text, form text, created_at bigint);
  CREATE TABLE peer_history (id text PRIMARY KEY, dossier text, state text, created_at bigint);
  CREATE TABLE peer_outbox (id text PRIMARY KEY, payload text, created_at bigint);`;

const file = {
  name: 'file',
  text: `WITH d AS (INSERT INTO peer_dossier VALUES ($1, $2, $3, $4)),
              h AS (INSERT INTO peer_history VALUES ($5, $1, 'SUBMITTED', $4))
         INSERT INTO peer_outbox VALUES ($6, $3, $4)`,
};

async function serve() {
  const pool = new pg.Pool({ ...database, max: 16 });
  const app = Fastify();
  app.post('/v1/dossiers', async (request) => {
    const { ward, form } = request.body;
    const id = randomUUID();
    const values = [id, ward, JSON.stringify(form), Date.now(), randomUUID(), randomUUID()];
    await pool.query({ ...file, values });
    return { name: `dossiers/${id}`, state: 'SUBMITTED' };
  });
  await app.listen({ port, host: '127.0.0.1' });
}

if (cluster.isPrimary) {
  const client = new pg.Client(database);
  await client.connect();
  await client.query(tables);
  await client.end();
  let listening = 0;
  cluster.on('listening', () => ++listening === 2 && console.log('{"event":"process.ready"}'));
  cluster.fork();
  cluster.fork();
} else {
  await serve();
}
