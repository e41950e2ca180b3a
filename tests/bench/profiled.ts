/** What is profiled: the burst's run alone, and cases of an exploration as they are made, run and judged. */
import { Explorer } from '../../src/sim/explore/index.ts';
import { run } from '../../src/sim/index.ts';
import { findScenario, inputsOf, optionsFor } from '../support/app.ts';
import { planOf, subject } from '../support/explore.ts';
import { sharesOf } from './shares.ts';

const WARM_UPS = 2_000;
const RUNS = 1_500;
const WARM_UP_CASES = 300;
const CASES = 400;

/** `bundle` is the address of the file that is running, which its map lies beside. */
export async function shares(bundle: string): Promise<object> {
  const options = optionsFor(inputsOf(findScenario('rapid-burst')));
  const play = (): Promise<unknown> => run(options);
  for (let i = 0; i < WARM_UPS; i += 1) await play();
  const ofRun = await sharesOf(play, RUNS, bundle);

  const explorer = await Explorer.open(subject, planOf(), () => performance.now());
  let number = 0;
  const examine = (): Promise<unknown> => {
    number += 1;
    return explorer.examine([{ number }]);
  };
  for (let i = 0; i < WARM_UP_CASES; i += 1) await examine();
  return { run: ofRun, exploration: await sharesOf(examine, CASES, bundle) };
}
