/** Values that are pinned. */
import { counted } from './counted.ts';

export const pins = {
  heading: 'Pinned values',
  none: 'A pin beside a value keeps it here, at every moment.',
  pin: (name: string) => `Pin ${name}`,
  unpin: (name: string) => `Take the pin off ${name}`,
  many: (shelf: string) => `how many ${shelf.toLowerCase()}`,
  nothing: 'nothing',
  was: 'was',
  list: (items: readonly string[]) =>
    items.length === 0 ? 'an empty list' : `${counted(items.length, 'item')}: ${items.join(', ')}`,
} as const;
