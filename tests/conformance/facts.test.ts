/** Every fact about the services holds for the simulated ones, through the real client libraries. */
import { describe, expect, it } from 'vitest';
import { services } from './services.ts';

// Named by `%s`: of a `$property` a long sentence would be cut.
const named = services.map((service) => [`${service.title}, through ${service.through}`, service] as const);

describe.each(named)('%s', (_name, { facts, refused }) => {
  it.each(facts.map(({ fact, holds }) => [fact, holds] as const))('%s', async (_fact, holds) => {
    await holds();
    expect.hasAssertions();
  });

  it.each(refused.map(({ what, refuses }) => [what, refuses] as const))(
    'refuses loudly: %s',
    async (_what, refuses) => {
      await refuses();
      expect.hasAssertions();
    },
  );
});
