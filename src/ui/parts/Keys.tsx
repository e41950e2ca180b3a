/** The overlay that lists the keys. */
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { usePageState, useTools } from '../context.ts';
import { texts } from '../texts.ts';
import { Dialog } from './Dialog.tsx';

export function Keys({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { page } = useTools();
  const singleKeys = usePageState((state) => state.singleKeys);
  return (
    <Dialog label={texts.keys.heading} className="keys-overlay" onClose={onClose}>
      <header>
        <h2>{texts.keys.heading}</h2>
        <button type="button" className="icon" aria-label={texts.keys.close} onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </header>
      <label className="keys-switch">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => page.store.setState({ singleKeys: event.currentTarget.checked })}
        />
        <span>
          {texts.keys.single} <small>{singleKeys ? texts.keys.singleOn : texts.keys.singleOff}</small>
        </span>
      </label>
      <dl data-off={!singleKeys}>
        {texts.keys.list.map(([keys, does]) => (
          <div key={keys} data-always={keys.includes('Ctrl') || keys === 'Esc' || keys.includes('→')}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
