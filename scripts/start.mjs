// `npm start`: installs what is missing, serves the page, prints its address. Arguments go to Vite
// (`npm start -- --port 8080`).
import { join } from 'node:path';
import { ROOT, stay } from './command.mjs';
import { requireDependencies } from './dependencies.mjs';
import { requireNode } from './node-version.mjs';

requireNode();
requireDependencies();
const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
process.exitCode = await stay(process.execPath, [vite, ...process.argv.slice(2)]);
