/** The versions of the history, and what exploration made of those that were explored. */
import type { HistoryVersion } from '../../sim/model/history.ts';
import { Desk } from '../store/desk.ts';
import type { ToldVersion } from '../worker/lab/protocol.ts';
import { keyOf } from './story.ts';

export const versions = new Desk<readonly HistoryVersion[]>([], (response, before) =>
  response.kind === 'versions' ? response.versions : before,
);

export type Told = Readonly<Record<string, ToldVersion>>;

/** Each is there as soon as it is explored; what was explored before stays until it is explored again. */
export const desk = new Desk<Told>({}, (response, before) => {
  switch (response.kind) {
    case 'told':
      return { ...before, [keyOf(response.told.version)]: response.told };
    default:
      return before;
  }
});
