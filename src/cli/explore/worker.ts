/** A worker of the pool: the command line's own code under test, in a thread whose globals the runs may have. */
import { parentPort } from 'node:worker_threads';
import { simulateLink, subject } from '../app.ts';
import type { PoolRequest } from './protocol.ts';
import { serve } from './serve.ts';

const port = parentPort;
if (port === null) throw new Error('Assertion failed: this file is the body of a worker thread');
const take = serve(subject, simulateLink, (response) => port.postMessage(response));
port.on('message', (request: PoolRequest) => take(request));
