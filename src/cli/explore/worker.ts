/** A worker of the pool: the command line's own code under test, in a thread whose globals the runs may have. */
import { parentPort } from 'node:worker_threads';
import { type PoolRequest, serve } from '../../sim/explore/index.ts';
import { simulateLink, subject } from '../app.ts';

const port = parentPort;
if (port === null) throw new Error('Assertion failed: this file is the body of a worker thread');
const clock = performance;
const take = serve(subject, simulateLink, clock.now.bind(clock), (response) => port.postMessage(response));
port.on('message', (request: PoolRequest) => take(request));
