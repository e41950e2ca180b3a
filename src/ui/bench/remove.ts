/** Takes a fault or a message away; a run needs at least one message. */
import type { indexOf } from './grips.ts';
import type { Changes } from './use-changes.ts';

export function remove(changes: Changes, { kind, index }: ReturnType<typeof indexOf>): void {
  if (kind === 'fault') changes.setFaults((faults) => faults.filter((_, at) => at !== index));
  else changes.setMessages((list) => (list.length < 2 ? list : list.filter((_, at) => at !== index)));
}
