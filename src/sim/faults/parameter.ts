/** Any constant of a service or of the network, for a while: what has no fault of its own is set here by its name. */
import { defineFault } from './fault.ts';
import { INTERVAL } from './params.ts';

export const parameter = defineFault({
  id: 'parameter',
  title: 'A constant for a while',
  sentence: 'A constant of a service has another value for a while.',
  params: [
    {
      kind: 'text',
      name: 'name',
      default: 'qstash.dedupWindowMs',
      maxLength: 128,
      suggestions: [
        'qstash.dedupWindowMs',
        'qstash.lateMs',
        'network.oneWayMs',
        'platform.maxDurationMs',
        'platform.coldStartMs',
        'redis.replicaLagMs',
      ],
      sentence: 'The full name of the constant.',
    },
    { kind: 'text', name: 'value', default: '5000', maxLength: 2_048, sentence: 'The value that it has for a while.' },
    ...INTERVAL,
  ],
  begins: 'fromMs',
  start: ({ name, value, ...interval }, world) => world.parameter(name, world.constant(name, value), interval),
});
