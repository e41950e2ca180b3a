import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isSupported, NEEDED } from '../../../scripts/node-version.mjs';

it.each(['20.19.0', '20.20.2', '22.13.0', '22.20.1', '24.0.0', '25.3.0'])('Node %s is new enough', (version) => {
  expect(isSupported(version)).toBe(true);
});

it.each(['14.21.3', '18.20.4', '20.18.3', '21.7.3', '22.12.0', '23.11.0'])('Node %s is too old', (version) => {
  expect(isSupported(version)).toBe(false);
});

it('the scripts ask for the versions that package.json names', () => {
  const file = join(import.meta.dirname, '../../../package.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ engines: { node: NEEDED } });
});
