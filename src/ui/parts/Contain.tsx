/** Keeps a pane's failure in the pane: the others go on, and it says what happened and can be tried again. */
import { Component, type ReactElement, type ReactNode } from 'react';
import { texts } from '../texts.ts';

interface ContainProps {
  readonly children: ReactNode;
  /** A new key (another run, another tab) is a new chance. */
  readonly retryOn: unknown;
}

interface ContainState {
  readonly message: string | null;
  readonly retryOn: unknown;
}

export class Contain extends Component<ContainProps, ContainState> {
  override readonly state: ContainState = { message: null, retryOn: undefined };

  static getDerivedStateFromError(error: unknown): Partial<ContainState> {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  static getDerivedStateFromProps({ retryOn }: ContainProps, state: ContainState): ContainState | null {
    return retryOn === state.retryOn ? null : { message: null, retryOn };
  }

  override render(): ReactNode {
    return this.state.message === null ? this.props.children : <Failed message={this.state.message} />;
  }
}

function Failed({ message }: { readonly message: string }): ReactElement {
  return (
    <p className="nothing" role="alert">
      {texts.paneFailed} <code>{message}</code>
    </p>
  );
}
