/** The person's own scenarios in the list of all: kept in the browser, or visiting by a link. */
import type { StoreApi } from 'zustand/vanilla';
import { asScenario, type OwnScenario } from '../../sim/model/own-scenario.ts';
import type { Problem } from '../worker/protocol.ts';
import type { OwnShelf } from './own.ts';
import type { PageState } from './state.ts';

export type Shelf = Pick<OwnShelf, 'all' | 'load' | 'put' | 'remove'>;

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

  /** What came by a link is in the list, and kept only when somebody says so. */
  visit(own: OwnScenario): void {
    const { own: all, visiting } = this.#store.getState();
    const known = all.find(({ id }) => id === own.id);
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(own)) return;
    this.#store.setState({ visiting: [...new Set([...visiting, own.id])] });
    this.#list([...all.filter(({ id }) => id !== own.id), own]);
  }

  #list(own: readonly OwnScenario[]): void {
    const { description } = this.#store.getState();
    this.#store.setState({ own, scenarios: [...(description?.scenarios ?? []), ...own.map(asScenario)] });
  }
}
