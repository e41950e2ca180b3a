/**
 * How much of a user's time a second of ours holds: conversations as the model of typing draws them, which is what a
 * sweep runs. In a burst, as `rapid-burst` is one, next to no time passes in which nothing happens.
 */
import { modelledGaps, typedConversation } from '../../src/sim/explore/typing.ts';
import { run, type RunOptions } from '../../src/sim/index.ts';
import { findScenario, inputsOf, optionsFor } from '../support/app.ts';
import { rounded, spread, type Time, timeOf } from './measure.ts';

const CONVERSATIONS = 60;
const ROUNDS = 15;
/** Nine hundred conversations: what a burst never needed is compiled as well then. */
const WARM_UP_ROUNDS = 15;
const SEED = 1;
const USER = '1000000000000001';

export async function converse(): Promise<Readonly<Record<string, unknown>>> {
  const conversations = Array.from({ length: CONVERSATIONS }, (_, number): RunOptions => {
    const messages = typedConversation(modelledGaps, USER, SEED, number);
    return optionsFor(inputsOf(findScenario('rapid-burst'), undefined, { messages }));
  });
  const sizes = { messages: 0, events: 0, simulatedMs: 0 };
  for (const options of conversations) {
    const { events, end } = await run(options);
    sizes.messages += options.inputs.messages.length;
    sizes.events += events.length;
    sizes.simulatedMs += end.atMs;
  }
  const all = async (): Promise<void> => {
    for (const options of conversations) await run(options);
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await all();
  const times: Time[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timeOf(all, 1));
  const cpuMs = spread(times.map((time) => time.cpuMs));
  const wallMs = spread(times.map((time) => time.wallMs));
  return {
    conversations: CONVERSATIONS,
    messages: sizes.messages,
    events: sizes.events,
    simulatedS: rounded(sizes.simulatedMs / 1_000, 0),
    cpuMs,
    wallMs,
    simulatedOverReal: rounded(sizes.simulatedMs / cpuMs.median, 0),
    simulatedOverRealOnTheWall: rounded(sizes.simulatedMs / wallMs.median, 0),
  };
}
