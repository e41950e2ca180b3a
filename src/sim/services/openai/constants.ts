/** Numbers and names of OpenAI. */
import type { ServiceConstant } from '../service.ts';

/** The credential that production has in `OPENAI_API_KEY`. */
export const OPENAI_API_KEY = 'openai-key';

export const OPENAI_CONSTANTS = [
  {
    kind: 'number',
    name: 'latencyMs',
    default: 1_500,
    min: 0,
    max: 900_000,
    unit: 'ms',
    sentence: 'How long the model works on an answer.',
    source: 'not published; calm: 1.5 s. The reference document’s slow answer is 25 s',
  },
] as const satisfies readonly ServiceConstant[];
