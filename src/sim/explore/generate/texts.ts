/**
 * What users write: names, goods and phrases as faker has them, in Georgian where it can, and texts that trouble code:
 * equal ones, digits and JSON that clients revive, quotes, the longest one that Messenger takes.
 */
import { faker } from '@faker-js/faker/locale/ka_GE';
import fc from 'fast-check';

const KINDS = [
  () => faker.person.fullName(),
  () => faker.location.city(),
  () => faker.commerce.productName(),
  () => faker.hacker.phrase(),
  () => faker.internet.emoji(),
] as const;

const AWKWARD = [
  'კი',
  'კი',
  'ok',
  '12345',
  '98765432109876543',
  'true',
  'null',
  '{"a":1}',
  '"',
  '\\',
  'a. b',
  'ა'.repeat(2_000),
];

/** Faker keeps one state for the process: it is seeded for each text, so that a text depends on its own draw alone. */
function textOf(seed: number): string {
  faker.seed(seed);
  return KINDS[seed % KINDS.length]?.() ?? '';
}

export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: fc.nat({ max: 0x7fff_ffff }).map(textOf) },
  { weight: 1, arbitrary: fc.constantFrom(...AWKWARD) },
);
