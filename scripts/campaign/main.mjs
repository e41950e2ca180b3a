/**
 * `npm run campaign`: large campaigns, whose figures and counterexamples are kept in docs/campaigns and replayed by
 * `npm test`. Further options go to the command as they are.
 *
 *   npm run campaign -- --runs 100000 --policy hardened   explore; several policies by several --policy
 *                                                         (ends with 1 where one breaks its contract, or is inconclusive)
 *   npm run campaign -- --recall --seeds 10               are the failures of the scenarios found again?
 *   npm run campaign -- --hindcast --seeds 5              and those of the public history?
 *   npm run campaign -- --ablate [--only name]            is each part of the hardened policy needed?
 *   npm run campaign -- --mutants [--only id]             is each planted bug caught?
 *   npm run campaign -- --scaling                         how many runs two workers make where one makes so many
 */
import { mkdirSync } from 'node:fs';
import { ablate, explore, hindcast, recall } from './campaigns.mjs';
import { mutants } from './mutants.mjs';
import { at } from './program.mjs';
import { scaling } from './scaling.mjs';

/** @type {Readonly<Record<string, (words: string[]) => Promise<boolean>>>} */
const OTHERS = {
  '--recall': recall,
  '--hindcast': hindcast,
  '--ablate': ablate,
  '--mutants': mutants,
  '--scaling': scaling,
};

const words = process.argv.slice(2);
const name = words.find((word) => Object.hasOwn(OTHERS, word));
const campaign = OTHERS[name ?? ''] ?? explore;
mkdirSync(at('docs/campaigns'), { recursive: true });
process.exitCode = (await campaign(words.filter((word) => word !== name))) ? 0 : 1;
