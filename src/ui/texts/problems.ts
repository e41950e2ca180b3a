/** What is said when something could not be done: what it was, what was found there, and what would fit. */
import { spoken } from '../format.ts';

/** Parts of a link, as a person would call them. */
const PARTS: Readonly<Record<string, string>> = {
  own: 'own scenario',
  scenario: 'scenario',
  variant: 'variant',
  seed: 'seed',
  policy: 'policy',
  profile: 'profile',
  settings: 'settings',
  constants: 'constants',
  faults: 'faults',
  messages: 'messages',
  at: 'moment',
  event: 'selected event',
  tab: 'tab',
  show: 'view',
  left: 'run on the left',
  right: 'run on the right',
  from: 'beginning of the stretch in sight',
  to: 'end of the stretch in sight',
  filter: 'filter',
  user: 'user',
  pins: 'pinned values',
  lanes: 'arrangement of the lanes',
  fork: 'fork',
  found: 'counterexample',
  hashes: 'recorded beginnings',
};

const KINDS: Readonly<Record<string, (rest: readonly string[]) => string>> = {
  settings: (name) => `The setting “${name.join('.')}”`,
  constants: (name) => `The constant “${name.join('.')}”`,
  faults: (rest) => `Fault ${numbered(rest)}`,
  messages: (rest) => `Message ${numbered(rest)}`,
  policy: () => 'The policy',
  profile: () => 'The profile',
  seed: () => 'The seed',
  mitigations: () => 'The choice of mitigations',
  campaign: () => 'The file of a campaign',
  '--typing': () => 'The file of gaps',
  '--vary': () => 'What is to be varied',
};

/** `0.latencyMs` to `1, latency`: people count from one. */
function numbered(rest: readonly string[]): string {
  const [index = '', ...names] = rest;
  const number = /^\d+$/.test(index) ? String(Number(index) + 1) : index;
  return [number, ...names.map(spoken)].join(', ');
}

export const problems = {
  /** A sentence for the field of an error. */
  of: (field: string): string => {
    const [first = '', ...rest] = field.split(/[.[\]]+/).filter((part) => part !== '');
    if (first === 'link') {
      const [part = '', index] = rest;
      if (part === 'ask')
        return `The link’s choice of “${rest.slice(1).join('.')}” could not be used and was left out.`;
      const of = index === undefined ? '' : `, number ${Number(index) + 1},`;
      const known = PARTS[part] ?? part;
      return `The link’s ${known}${of} could not be used and was left out.`;
    }
    if (first === 'storage') return 'What you made could not be kept in this browser.';
    if (first === 'stored') return 'Something that this browser keeps could not be read. It stays as it is.';
    if (first === 'saved') {
      const part = field.slice('saved.'.length);
      return part === 'trace'
        ? 'The file is no trace.'
        : `The file is no trace that can be shown: “${part}” does not fit.`;
    }
    if (first.startsWith('file')) return 'The file could not be read.';
    if (first === 'live') return 'The live run did not go on.';
    if (first === 'worker') return 'The simulation stopped. The next thing that you do starts it again.';
    if (first === 'page' || first === 'run') return 'The run did not come to its end.';
    const named = KINDS[first]?.(rest);
    return named === undefined ? `“${field}” could not be used.` : `${named} could not be used.`;
  },
  found: 'Found:',
  more: (count: number) => `${count} more`,
  fewer: 'Fewer',
  dismissAll: 'Dismiss all',
  fits: 'What fits:',
} as const;
