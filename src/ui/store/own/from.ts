/** Own scenarios made from what is on show: everything that decides its run, and nothing that the policy says anyway. */
import { OWN_FORMAT, type OwnScenario } from '../../../sim/model/own-scenario.ts';
import type { Values } from '../../../sim/model/scenario.ts';
import type { RunInputs } from '../../../sim/model/trace.ts';
import type { Description } from '../../worker/protocol.ts';
import { givenTitle } from './titles.ts';

/** The run of these inputs under another id; a title where none is given. */
export function ownFrom(inputs: RunInputs, { app }: Pick<Description, 'app'>, id: string, title?: string): OwnScenario {
  const { seed, policy, profile, constants, messages, faults } = inputs;
  const preset = app.policies.find((each) => each.id === policy)?.settings ?? {};
  const usual: Values = {
    ...Object.fromEntries(app.settings.map((spec) => [spec.name, spec.default])),
    ...preset,
  };
  const settings = Object.fromEntries(Object.entries(inputs.settings).filter(([name, value]) => usual[name] !== value));
  return {
    format: OWN_FORMAT,
    id,
    title: title ?? givenTitle({ messages, faults }),
    seed,
    policy,
    settings,
    profile,
    constants,
    messages,
    faults,
  };
}

/** What a live run begins with where nobody asked for anything: no message, no fault, the documented policy. */
export function blankOwn(
  id: string,
  conditions: Partial<Pick<OwnScenario, 'policy' | 'profile' | 'seed'>> = {},
): OwnScenario {
  const blank = { messages: [], faults: [] };
  return {
    format: OWN_FORMAT,
    id,
    title: givenTitle(blank),
    seed: 1,
    policy: 'documented',
    settings: {},
    profile: 'documented',
    constants: {},
    ...conditions,
    ...blank,
  };
}

/** The same run with its past only: what is due from the moment on is left out. */
export function untilMoment(own: OwnScenario, atMs: number): OwnScenario {
  return { ...own, messages: own.messages.filter((message) => message.atMs < atMs) };
}
