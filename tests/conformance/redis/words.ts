/** The words that commands are made of: keys that are few, so that they meet; good values and bad ones. */
import fc from 'fast-check';

export const key = fc.oneof({ weight: 5, arbitrary: fc.constant('k') }, fc.constantFrom('l', 'm', '7', '__proto__'));
const plain = ['a', 'b', 'კი', '😀', '', ' 7', '007', 'x y'];
const numeric = ['0', '1', '-5', '10', '9223372036854775807', '-9223372036854775808', '9007199254740993', '1.5', '-0'];
export const text = fc.oneof(fc.constantFrom(...plain), fc.constantFrom(...numeric));
export const integer = fc.constantFrom(
  '0',
  '1',
  '2',
  '-1',
  '-2',
  '-100',
  '3',
  '100',
  'x',
  '1.5',
  '+1',
  '9223372036854775808',
);
export const seconds = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('5000', '10000', '100000') },
  fc.constantFrom('0', '-1', 'x', '9223372036854775807'),
);
export const milliseconds = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('5000000', '20000000') },
  fc.constantFrom('0', '-1', 'x', '9223372036854775807'),
);
export const moment = fc.constantFrom('@+5000000', '@+20000000', '@+-5000000', '0', 'x');
export const second = fc.constantFrom('@s+5000', '@s+20000', '@s+-5000', '0', 'x', '9223372036854775807');
export const score = fc.constantFrom(
  '1',
  '2',
  '-1',
  '1.1',
  '0.1',
  '1e20',
  '1e-7',
  'inf',
  '-inf',
  '3',
  'x',
  'nan',
  '123456789012',
);
export const member = fc.constantFrom('a', 'b', 'c', 'კი', '😀', '7', '__proto__');
