/**
 * Under which conditions a run takes place: how long legs take, how instances are placed, how fast the services are, and
 * which of the vendors' numbers hold. Only what a correct pipeline has to live with is drawn: a wrong token or a quota
 * of nothing would break every pipeline for good, and say nothing about any.
 */
import fc from 'fast-check';
import { constants as allConstants } from '../../index.ts';
import type { ProfileId, Values } from '../../model/scenario.ts';
import type { Aim } from './terrain.ts';

/** A heavy tail: some of the legs take 0.2 to 2 s. It made races twelve times more visible than calm legs do. */
const TAIL: Values = { 'network.tailShare': 0.05, 'network.tailMinMs': 200, 'network.tailMaxMs': 2_000 };

/** What lasts for a whole run must be bearable; worse is a fault's, which ends. */
const LEGS: fc.Arbitrary<Values> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Values>({}) },
  { weight: 5, arbitrary: fc.constant(TAIL) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        oneWay: fc.integer({ min: 1, max: 400 }),
        share: fc.integer({ min: 0, max: 10 }),
        most: fc.integer({ min: 300, max: 3_000 }),
      })
      .map(({ oneWay, share, most }): Values => ({
        'network.oneWayMs': oneWay,
        'network.tailShare': share / 100,
        'network.tailMinMs': 200,
        'network.tailMaxMs': most,
      })),
  },
);

/** What else may differ, each with the values that are worth a look. A name that no service knows (yet) is left out. */
const VARIED: Readonly<Record<string, readonly (string | number | boolean)[]>> = {
  'platform.model': ['classic', 'fluid'],
  'platform.grouping': ['route', 'deployment'],
  'platform.reuse': ['drawn', 'always', 'never'],
  'platform.coldStartMs': [100, 800, 3_000],
  'platform.maxDurationMs': [10_000, 60_000],
  'platform.freezeAfterAnswer': [true, false],
  'openai.latencyMs': [300, 4_000, 9_000],
  'firestore.latencyMs': [100, 900],
  'qstash.lateMs': [200, 2_000],
  'qstash.dedupScope': ['account', 'url'],
  'messenger.redeliveryStampedAnew': [true],
  'messenger.echoes': [true],
  // Users are seen typing: each time a webhook without a message.
  'messenger.typingAfterMs': ['500', '400,1600,2800'],
  'redis.replicas': [1, 2],
  'redis.replicaLagMs': [100, 1_000, 4_000],
};

export interface Conditions {
  readonly profile: ProfileId;
  readonly constants: Values;
}

export function conditions({ profile, calm = false, least = {} }: Aim): fc.Arbitrary<Conditions> {
  const profiles = profile === undefined ? fc.constantFrom<ProfileId>('documented', 'published') : fc.constant(profile);
  if (calm) return profiles.map((id) => ({ profile: id, constants: {} }));
  const known = Object.entries(VARIED).flatMap(([name, values]): [string, typeof values][] => {
    const fitting = values.filter((value) => typeof value !== 'number' || value >= (least[name] ?? -Infinity));
    return fitting.length > 0 && allConstants.some((spec) => spec.name === name) ? [[name, fitting]] : [];
  });
  const one = fc
    .constantFrom(...known)
    .chain(([name, values]) => fc.constantFrom(...values).map((value): Values => ({ [name]: value })));
  const further = fc.oneof(
    { weight: 5, arbitrary: fc.constant<readonly Values[]>([]) },
    { weight: 5, arbitrary: fc.array(one, { minLength: 1, maxLength: 4 }) },
  );
  return fc
    .tuple(profiles, LEGS, further)
    .map(([id, legs, rest]) => ({ profile: id, constants: Object.assign({}, legs, ...rest) as Values }));
}
