/** Every fact about the services holds for the simulated ones, through the real client libraries. */
import { describe, expect, it } from 'vitest';
import { services } from './services.ts';

describe.each(services)('$title, through $through', ({ facts, refused }) => {
  it.each(facts)('$fact', async ({ holds }) => {
    await holds();
    expect.hasAssertions();
  });

  it.each(refused)('refuses loudly: $what', async ({ refuses }) => {
    await refuses();
    expect.hasAssertions();
  });
});
