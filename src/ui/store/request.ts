/** What the page asks its worker for: the run on show. Pure. */
import type { RunRequest } from '../worker/protocol.ts';
import type { PageState } from './state.ts';

export function requestOf({ choice, overrides, own, fork, recorded, found }: PageState): RunRequest {
  const mine = own.find(({ id }) => id === choice.scenario);
  return {
    ...choice,
    overrides,
    ...(mine === undefined ? {} : { own: mine }),
    ...(fork === null ? {} : { pastMs: fork.atMs }),
    ...(recorded.length === 0 ? {} : { recorded }),
    ...(found === null ? {} : { found }),
  };
}
