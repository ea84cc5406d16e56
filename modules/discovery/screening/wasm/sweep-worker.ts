import { parentPort, workerData } from 'node:worker_threads';
import { instanceOf, type Module } from './api.ts';
import { Hand, type Work } from './work.ts';

/** A thread that helps sweeping (work.ts), on the memory it was given. */
export type Given = { readonly work: Work; readonly module: Module; readonly scratch: number };

const { work, module, scratch } = workerData as Given;
const hand = new Hand(work, instanceOf(module, work.memory), scratch);
const { round } = hand;
parentPort?.postMessage('ready');
hand.follow(round);
