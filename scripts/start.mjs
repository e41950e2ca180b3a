// `npm start`: installs what is missing, builds the page, serves it and prints its address. Arguments go to Vite's
// server (`npm start -- --port 8080`). It serves the build because that is what the tests see: one page for all.
import { join } from 'node:path';
import { ROOT, stay } from './command.mjs';
import { requireDependencies } from './dependencies.mjs';
import { requireNode } from './node-version.mjs';

requireNode();
requireDependencies();
const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
console.log('Building the page; this takes some seconds.');
const built = await stay(process.execPath, [vite, 'build', '--logLevel', 'error']);
// To be stopped is the end of a server, and of a build that nobody waits for any more.
if (built === 0) process.exitCode = (await stay(process.execPath, [vite, 'preview', ...process.argv.slice(2)])) ?? 0;
else process.exitCode = built ?? 1;
