/**
 * `npm run soak`: whether anything grows that should not, or breaks that the policy's contract does not except, as one
 * JSON with the machine; ends with 1 where something does. `node` and `page` name one half of it; `--minutes 60` is how
 * much virtual time the first takes, `--page-minutes 10` how much real time the second. `--keep` puts the figures into
 * docs/soak.json and the README's table.
 */
import { readWords, SOAK } from '../../scripts/words.mjs';
import { keep } from '../bench/keep.ts';
import { machine } from '../bench/machine.ts';
import { soakHour } from './hour.ts';
import { soakPage } from './page.ts';

const USUAL = { minutes: 60, pageMinutes: 10, repeats: 6 };
const [address = '', ...given] = process.argv.slice(2);
const { words, keep: isKept, numbers } = readWords(SOAK, given);

const minutes = numbers.get('minutes') ?? USUAL.minutes;
const pageMinutes = numbers.get('page-minutes') ?? USUAL.pageMinutes;
const repeats = numbers.get('repeats') ?? USUAL.repeats;
const both = !words.includes('node') && !words.includes('page');

const node = both || words.includes('node') ? await soakHour(minutes, repeats) : undefined;
const page = both || words.includes('page') ? await soakPage(pageMinutes, address) : undefined;
if (isKept) keep('soak', { node, page });
console.log(JSON.stringify({ machine: machine(), node, page }, null, 2));
const wrong = [...(node?.grows ?? []), ...(node?.breaks ?? []), ...(page?.grows ?? [])];
process.exitCode = wrong.length === 0 ? 0 : 1;
