/** The menu that saves the run on show: as a trace, or as what others read. Arrow keys walk through it. */
import { Download } from 'lucide-react';
import { type KeyboardEvent, lazy, type ReactElement, Suspense } from 'react';
import { usePageState } from '../context.ts';
import { Popover } from '../parts/Popover.tsx';
import { texts } from '../texts.ts';

const WIDTH = 380;

const ExportList = lazy(async () => ({ default: (await import('./ExportList.tsx')).ExportList }));

function walk(event: KeyboardEvent<HTMLElement>): void {
  const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (way === 0) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('li button')];
  const at = items.findIndex((item) => item === document.activeElement);
  event.preventDefault();
  items[Math.min(Math.max(0, at + way), items.length - 1)]?.focus();
}

/** Only a run has something to save: a live one is recorded first, and saved from there. */
export function ExportMenu(): ReactElement {
  const idle = usePageState((state) => state.result === null || state.stage === 'live');
  return (
    <Popover
      label={texts.keep.menuLabel}
      name={texts.keep.menu}
      title={texts.keep.menuLabel}
      className="button"
      width={WIDTH}
      disabled={idle}
      button={
        <>
          <Download size={14} aria-hidden />
          <span>{texts.keep.menu}</span>
        </>
      }
    >
      {(close) => (
        <div className="export-menu" role="presentation" onKeyDown={walk}>
          <Suspense fallback={<p className="nothing">{texts.opening}</p>}>
            <ExportList onDone={close} />
          </Suspense>
        </div>
      )}
    </Popover>
  );
}
