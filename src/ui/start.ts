/** The page's first script, and a small one: the worker sets out, then the page is read. */
import { startWorker } from './worker/first.ts';

startWorker();
void import('./main.tsx');
