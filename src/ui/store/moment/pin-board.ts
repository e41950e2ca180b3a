/**
 * What is pinned: one board for the page and the live view. A change by hand is kept in the browser; what a link brings is
 * on the page only, until somebody changes it.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { fits, keptPins, MOST_PINS, type Pin, writePin, writePins } from './pins.ts';

/** Where the board is kept; whatever storage does, it never throws. */
export interface BoardHost {
  readonly load: () => string | undefined;
  readonly save: (text: string) => void;
}

export class PinBoard {
  readonly store: StoreApi<{ readonly pins: readonly Pin[] }>;
  readonly #host: BoardHost;

  constructor(host: BoardHost) {
    this.#host = host;
    this.store = createStore(() => ({ pins: keptPins(host.load() ?? '[]') }));
  }

  get pins(): readonly Pin[] {
    return this.store.getState().pins;
  }

  /** Pins it, or takes the pin off. */
  toggle(pin: Pin): void {
    if (!fits(pin)) return;
    const text = writePin(pin);
    const rest = this.pins.filter((each) => writePin(each) !== text);
    const pins = rest.length < this.pins.length ? rest : [...rest, pin].slice(-MOST_PINS);
    this.store.setState({ pins });
    this.#host.save(writePins(pins));
  }

  /** What a link has. */
  visit(pins: readonly Pin[]): void {
    this.store.setState({ pins });
  }
}
