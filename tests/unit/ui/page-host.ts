/** What surrounds a page in tests: one scenario, one drawn run, nothing kept. */
import type { Scenario } from '../../../src/sim/model/scenario.ts';
import type { PageHost } from '../../../src/ui/store/host.ts';
import { PinBoard } from '../../../src/ui/store/moment/pin-board.ts';
import { OwnShelf } from '../../../src/ui/store/own/own.ts';
import type { JudgedFile, RunRequest, RunResult } from '../../../src/ui/worker/protocol.ts';
import { drawnResult, drawnTrace } from './drawn-trace.ts';

export const scenario: Scenario = {
  id: 'requeue-deduplicated',
  kind: 'found',
  title: '',
  reference: '',
  lookAt: '',
  claims: [],
  seenInTheWild: [],
  messages: drawnTrace.inputs.messages,
  variants: [{ id: 'same-id', title: '', happens: '', expected: {} }],
};
export type Run = (request: RunRequest) => Promise<RunResult>;

type Part = Partial<Pick<PageHost, 'hash' | 'origin' | 'reducedMotion' | 'background'>> & {
  readonly run?: Run;
  readonly judge?: Judge;
};
type Judge = (text: string) => Promise<JudgedFile>;
const sameAgain: Judge = () => Promise.resolve({ result: drawnResult, again: { kind: 'same' } });

export function pageHost(part: Part = {}): PageHost {
  const { run = (request) => Promise.resolve({ ...drawnResult, request }), judge = sameAgain, ...rest } = part;
  return {
    client: {
      describe: () =>
        Promise.resolve({
          scenarios: [scenario],
          app: { routes: [], settings: [], policies: [], mitigations: {}, environment: [], logLines: [] },
          faults: [],
          constants: [],
          checks: [],
        }),
      run,
      judge,
      stop: () => undefined,
    },
    background: {
      summarise: ({ scenario: id, variant }) =>
        Promise.resolve({
          scenario: id,
          variant,
          marks: { pipeline: 'broken', baseline: 'holds' },
          asExpected: true,
          broken: ['custody'],
        }),
      close: () => undefined,
    },
    lanes: { visit: () => undefined },
    pins: new PinBoard({ load: () => undefined, save: () => undefined }),
    shelf: new OwnShelf(() => ({ getItem: () => null, setItem: () => undefined })),
    hash: '',
    origin: undefined,
    first: scenario.id,
    theme: 'auto',
    reducedMotion: false,
    ...rest,
  };
}
