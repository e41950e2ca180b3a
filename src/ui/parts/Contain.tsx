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
}

export class Contain extends Component<ContainProps, ContainState> {
  override readonly state: ContainState = { message: null };

  static getDerivedStateFromError(error: unknown): ContainState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(before: ContainProps): void {
    if (before.retryOn !== this.props.retryOn && this.state.message !== null) this.setState({ message: null });
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
