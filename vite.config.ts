/** The page: how it is served while one works on it, and how it is built. */
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { ENVIRONMENT, WITHOUT_PROCESS } from './scripts/defines.mjs';
import { licences } from './scripts/licences.mjs';
import { redisMock } from './scripts/redis-mock.mjs';

/**
 * Leaves the Content-Security-Policy out of the page that the development server gives: React's refresh is an
 * inline script there, styles come as elements and news by a socket. The built page keeps it, and that is the one
 * that the end-to-end tests see.
 */
const withoutPolicyInDevelopment: Plugin = {
  name: 'without-policy-in-development',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

const { page, worker } = licences('licences/libraries.md');

export default defineConfig(({ command }) => ({
  // Relative, so that the built page works in any folder of any host.
  base: './',
  plugins: [react(), withoutPolicyInDevelopment, page],
  worker: { format: 'es', plugins: () => [redisMock(), worker] },
  // The development server would evaluate these on the page, where there is no process: there only libraries get them.
  ...(command === 'build' ? { define: { ...WITHOUT_PROCESS, ...ENVIRONMENT } } : {}),
  // The worker's libraries are made ready with the page's; found later, they would reload it.
  optimizeDeps: {
    entries: ['index.html', 'src/ui/worker/worker.ts', 'src/ui/worker/lab/lab.ts'],
    rolldownOptions: { transform: { define: WITHOUT_PROCESS }, plugins: [redisMock()] },
  },
  build: {
    target: 'es2023',
    sourcemap: true,
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      output: {
        // What the page needs at once comes as one file: in forty they wait for each other, and for the worker's.
        codeSplitting: {
          groups: [
            { name: 'first', test: /(?:src[\\/]ui[\\/]worker[\\/]first\.ts|preload-helper.*)$/, priority: 2 },
            { name: 'main', test: /src[\\/]ui[\\/]main\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
}));
