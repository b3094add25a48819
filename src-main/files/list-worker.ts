import { parentPort } from 'node:worker_threads';
import { readCsv } from './csv.ts';

/* The thread that reads one long list: the window stays responsive meanwhile. */
parentPort?.once('message', (text: string) => parentPort?.postMessage(readCsv(text)));
