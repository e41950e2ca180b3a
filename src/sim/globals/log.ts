/**
 * What the platform's log shows of a `console` call: texts as they are, errors by name and message only (stack
 * traces hold paths and line numbers of the host), everything else as JSON.
 */
const CIRCULAR = '[Circular]';

export function formatLog(args: readonly unknown[]): string {
  const [first, ...rest] = args;
  // What stands alone is no format: Node prints its marks as they are.
  if (args.length === 1) return show(first);
  if (typeof first !== 'string' || !first.includes('%')) return args.map(show).join(' ');
  const left = [...rest];
  const text = first.replace(/%[sdifjoOc%]/g, (mark) => substitute(mark, left));
  return [text, ...left.map(show)].join(' ');
}

function substitute(mark: string, left: unknown[]): string {
  if (mark === '%%') return '%';
  if (left.length === 0) return mark;
  const value = left.shift();
  if (mark === '%c') return '';
  if (mark === '%d' || mark === '%f') return String(Number(value));
  if (mark === '%i') return String(Math.trunc(Number(value)));
  return show(value);
}

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === 'object' && value !== null) return toJson(value);
  return String(value);
}

function toJson(value: object): string {
  const above: object[] = [];
  const text: string | undefined = JSON.stringify(value, function replace(this: unknown, _key, held: unknown) {
    if (held instanceof Error) return `${held.name}: ${held.message}`;
    if (typeof held === 'bigint') return `${held}n`;
    if (typeof held !== 'object' || held === null) return held;
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (above.includes(held)) return CIRCULAR;
    above.push(held);
    return held;
  });
  return text ?? String(value);
}
