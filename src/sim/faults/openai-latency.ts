/** The model is slow: for the pipeline and for the baseline alike, where nothing else is said. */
import { defineFault } from './fault.ts';
import { INTERVAL, ms } from './params.ts';
import { sidesOf } from './selection.ts';

export const openaiLatency = defineFault({
  id: 'openai-latency',
  title: 'Slow model',
  sentence: 'The model takes this long to answer.',
  params: [
    { ...ms('latencyMs', 25_000, 'How long the model works on an answer.'), max: 900_000 },
    ...INTERVAL,
    {
      kind: 'choice',
      name: 'side',
      default: 'both',
      choices: ['pipeline', 'baseline', 'both'],
      sentence: 'For whom: the pipeline, the single tab, or both.',
    },
  ],
  begins: 'fromMs',
  start: ({ latencyMs, side, ...interval }, world) =>
    world.parameter('openai.latencyMs', latencyMs, interval, sidesOf(side)),
});
