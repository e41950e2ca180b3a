/** The model is slow: for the pipeline and for the baseline alike. */
import { defineFault } from './fault.ts';

export const openaiLatency = defineFault({
  id: 'openai-latency',
  title: 'Slow model',
  sentence: 'The model takes this long to answer.',
  params: [
    {
      kind: 'number',
      name: 'latencyMs',
      default: 25_000,
      min: 0,
      max: 900_000,
      unit: 'ms',
      sentence: 'How long the model works on an answer.',
    },
    { kind: 'number', name: 'fromMs', default: 0, min: 0, max: 172_800_000, unit: 'ms', sentence: 'From when on.' },
    {
      kind: 'number',
      name: 'toMs',
      default: 172_800_000,
      min: 0,
      max: 172_800_000,
      unit: 'ms',
      sentence: 'Until when.',
    },
  ],
  begins: 'fromMs',
  start: ({ latencyMs, fromMs, toMs }, world) => world.parameter('openai.latencyMs', latencyMs, fromMs, toMs),
});
