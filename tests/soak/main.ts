/**
 * `npm run soak`: whether anything grows that should not, or breaks that the policy's contract does not except, as one
 * JSON with the machine; ends with 1 where something does. `node` and `page` name one half of it; `--minutes 60` is how
 * much virtual time the first takes, `--page-minutes 10` how much real time the second. `--keep` puts the figures into
 * docs/soak.json and the README's table.
 */
import { keep } from '../bench/keep.ts';
import { machine } from '../bench/machine.ts';
import { soakHour } from './hour.ts';
import { soakPage } from './page.ts';

const USUAL = { minutes: 60, pageMinutes: 10, repeats: 6 };
const [address = '', ...words] = process.argv.slice(2);

function numberAfter(word: string, usual: number): number {
  const at = words.indexOf(word);
  const value = at < 0 ? usual : Number(words[at + 1]);
  if (!(value > 0)) throw new Error(`${word} ${words[at + 1] ?? ''}: found no number above 0, expected minutes`);
  return value;
}

const minutes = numberAfter('--minutes', USUAL.minutes);
const pageMinutes = numberAfter('--page-minutes', USUAL.pageMinutes);
const repeats = numberAfter('--repeats', USUAL.repeats);
const both = !words.includes('node') && !words.includes('page');

const node = both || words.includes('node') ? await soakHour(minutes, repeats) : undefined;
const page = both || words.includes('page') ? await soakPage(pageMinutes, address) : undefined;
if (words.includes('--keep')) keep('soak', { node, page });
console.log(JSON.stringify({ machine: machine(), node, page }, null, 2));
const wrong = [...(node?.grows ?? []), ...(node?.breaks ?? []), ...(page?.grows ?? [])];
process.exitCode = wrong.length === 0 ? 0 : 1;
