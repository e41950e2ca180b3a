/** An hour of 24 people who write in bursts of three: a run of a little more than 100,000 events. */
import { OWN_FORMAT, type OwnScenario } from '../../src/sim/model/own-scenario.ts';

const USERS = 24;
const ROUNDS = 24;
const ROUND_MS = 150_000;
const BURST_MS = [0, 250, 500];
const FIRST_USER = 3_000_000_000_000_000;

export function longRun(): OwnScenario {
  const messages = Array.from({ length: ROUNDS * USERS }, (_, burst) => {
    const user = burst % USERS;
    const startMs = Math.floor(burst / USERS) * ROUND_MS + Math.floor((user * ROUND_MS) / USERS);
    return BURST_MS.map((ms, index) => ({
      atMs: startMs + ms,
      text: `message ${index + 1}`,
      user: String(FIRST_USER + user),
    }));
  }).flat();
  return {
    format: OWN_FORMAT,
    id: 'mine-longrun',
    title: 'A long run',
    seed: 1,
    policy: 'documented',
    settings: {},
    profile: 'documented',
    constants: {},
    messages,
    faults: [],
  };
}
