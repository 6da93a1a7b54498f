// The peer of the notification pipeline: BullMQ on the same jobs, which do nothing. Prints two
// figures, jobs per second:
//   queued and worked off: from the first job handed to the queue to the last one finished, which
//     is what the pipeline does with an event: it puts a message into its queue and sends it;
//   worked off: the queue is full before the clock starts.
//
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
async function fill() {
  for (let n = 0; n < jobs; n += 1000) {
    await queue.addBulk(Array.from({ length: Math.min(1000, jobs - n) }, (_, i) => job(n + i)));
  }
}

async function workOff() {
  const worker = new Worker('messages', async () => {}, { connection, concurrency: 100 });
  let done = 0;
  await new Promise((resolve) => worker.on('completed', () => ++done === jobs && resolve()));
  return worker;
}

async function perSecond(work) {
  const begin = performance.now();
  const worker = await work();
  const rate = Math.round((jobs * 1000) / (performance.now() - begin));
  await worker.close(true);
  return rate;
}

const queuedAndWorkedOff = await perSecond(async () => {
  const [, worker] = await Promise.all([fill(), workOff()]);
  return worker;
});
await fill();
console.log(queuedAndWorkedOff, await perSecond(workOff));
await queue.close();
process.exit(0);
