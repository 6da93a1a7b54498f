// The peer of the notification pipeline: BullMQ taking jobs from Redis and doing nothing with
// them. Prints the jobs finished per second.
//   node bullmq.mjs <redis socket> <jobs>
import { Queue, Worker } from 'bullmq';

const connection = { path: process.argv[2], maxRetriesPerRequest: null };
const jobs = Number(process.argv[3]);

const queue = new Queue('messages', { connection });
const job = (n) => ({
  name: 'zns',
  data: { phone: '84900000000', template: 'dossier_received', dossier: `H29.27442-261122-${n}` },
  opts: { removeOnComplete: true },
});
for (let n = 0; n < jobs; n += 1000) {
  await queue.addBulk(Array.from({ length: Math.min(1000, jobs - n) }, (_, i) => job(n + i)));
}

const begin = performance.now();
let done = 0;
const worker = new Worker('messages', async () => {}, { connection, concurrency: 100 });
await new Promise((resolve) => worker.on('completed', () => ++done === jobs && resolve()));
console.log(Math.round((jobs * 1000) / (performance.now() - begin)));
await worker.close(true);
await queue.close();
process.exit(0);
