/** The sweep that was run last, and the file of gaps that somebody chose: it is not in the address. */
import { createStore } from 'zustand/vanilla';
import { Desk } from '../store/desk.ts';
import type { SweepAsk, SweptRow } from '../worker/lab/protocol.ts';

export const desk = new Desk<readonly SweptRow[]>([], (response, before) =>
  response.kind === 'swept' ? response.rows : before,
);

export const typed = createStore<{ readonly typing: SweepAsk['typing'] }>(() => ({ typing: null }));
