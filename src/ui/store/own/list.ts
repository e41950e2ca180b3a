/** The person's own scenarios in the list of all: kept in the browser, or visiting by a link. */
import type { StoreApi } from 'zustand/vanilla';
import { asScenario, type OwnScenario } from '../../../sim/model/own-scenario.ts';
import type { Problem } from '../../worker/protocol.ts';
import { newOwnId, type OwnShelf } from './own.ts';
import type { PageState } from '../state.ts';

export type Shelf = Pick<OwnShelf, 'all' | 'load' | 'put' | 'remove'>;

/** A name is what a person calls it, and no other scenario. */
function isSame(one: OwnScenario, other: OwnScenario): boolean {
  return JSON.stringify({ ...one, title: '' }) === JSON.stringify({ ...other, title: '' });
}

export class OwnList {
  readonly #store: StoreApi<PageState>;
  readonly #shelf: Shelf;
  readonly #tell: (problem: Problem) => void;

  constructor(store: StoreApi<PageState>, shelf: Shelf, tell: (problem: Problem) => void) {
    this.#store = store;
    this.#shelf = shelf;
    this.#tell = tell;
  }

  /** Takes in what the browser keeps; a list that was there stays. */
  load(): void {
    for (const problem of this.#shelf.load()) this.#tell(problem);
    this.#list(this.#shelf.all);
  }

  /** In the list at once, in the browser if it lets us. */
  keep(own: OwnScenario): void {
    const problem = this.#shelf.put(own);
    const { own: all, visiting } = this.#store.getState();
    this.#store.setState({ visiting: visiting.filter((id) => id !== own.id) });
    const at = all.findIndex(({ id }) => id === own.id);
    this.#list(at < 0 ? [...all, own] : all.with(at, own));
    if (problem !== null) this.#tell(problem);
  }

  forget(id: string): void {
    const problem = this.#shelf.remove(id);
    this.#list(this.#store.getState().own.filter((own) => own.id !== id));
    if (problem !== null) this.#tell(problem);
  }

  /**
   * What came by a link is in the list, and kept only when somebody says so. Gives it as it is there: one's own that has
   * its id and is another one by now stays, and the visitor gets an id of its own.
   */
  visit(own: OwnScenario): OwnScenario {
    const { own: all, visiting } = this.#store.getState();
    const known = all.find(({ id }) => id === own.id);
    if (known !== undefined && isSame(known, own)) return known;
    const visitor = known === undefined || visiting.includes(own.id) ? own : { ...own, id: newOwnId(Math.random) };
    this.#store.setState({ visiting: [...new Set([...visiting, visitor.id])] });
    this.#list([...all.filter(({ id }) => id !== visitor.id), visitor]);
    return visitor;
  }

  /** Keeps what a file holds, beside what is there: nothing that is kept is written over. Gives it as it is kept. */
  take(own: OwnScenario): OwnScenario {
    const { own: all, visiting } = this.#store.getState();
    const known = all.find(({ id }) => id === own.id);
    const isKept = known !== undefined && !visiting.includes(own.id);
    if (isKept && JSON.stringify(known) === JSON.stringify(own)) return known;
    const taken = isKept ? { ...own, id: newOwnId(Math.random) } : own;
    this.keep(taken);
    return taken;
  }

  #list(own: readonly OwnScenario[]): void {
    const { description } = this.#store.getState();
    this.#store.setState({ own, scenarios: [...(description?.scenarios ?? []), ...own.map(asScenario)] });
  }
}
