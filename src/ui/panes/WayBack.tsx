/** The way back to the view in which the run on show was opened. */
import { ArrowLeft } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTools } from '../context.ts';
import type { ProvingStage } from '../store/state.ts';
import { texts } from '../texts.ts';

export function WayBack({ to }: { readonly to: ProvingStage }): ReactElement {
  const { page } = useTools();
  const { backTo, view } = texts.header;
  return (
    <button
      type="button"
      className="button way-back"
      onClick={() => page.store.setState({ stage: to, playing: false })}
    >
      <ArrowLeft size={13} aria-hidden />
      {backTo(view[to])}
    </button>
  );
}
