/** The overlay that lists the keys. */
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { texts } from '../texts.ts';
import { Dialog } from './Dialog.tsx';

export function Keys({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Dialog label={texts.keys.heading} className="keys-overlay" onClose={onClose}>
      <header>
        <h2>{texts.keys.heading}</h2>
        <button type="button" className="icon" aria-label={texts.keys.close} onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </header>
      <dl>
        {texts.keys.list.map(([keys, does]) => (
          <div key={keys}>
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
