/** docs/services.md says what the tests hold, and nothing else. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { constants } from '../../src/sim/world/constants.ts';
import { servicesPage } from './page.ts';
import { services } from './services.ts';

const PAGE = join(import.meta.dirname, '../../docs/services.md');

it('is what `npm run docs` writes', async () => {
  expect(existsSync(PAGE), `${PAGE} is there`).toBe(true);
  await expect(servicesPage(services)).toMatchFileSnapshot(PAGE);
});

it('names every constant, and every fact with a source', () => {
  const page = servicesPage(services);
  for (const { name } of constants) expect(page).toContain(`\`${name}\``);
  for (const { facts } of services)
    for (const { fact, source } of facts)
      expect({ fact, source }).toEqual({ fact, source: expect.stringMatching(/\S/) });
});
