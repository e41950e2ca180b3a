/** The page: its head, the view on show, and below it, where it looks at a run, how that is played and under what conditions. */
import { lazy, type ReactElement, Suspense, useCallback, useEffect, useSyncExternalStore } from 'react';
import { Conditions } from './bottom/Conditions.tsx';
import { Transport } from './bottom/Transport.tsx';
import { usePageState, useTools } from './context.ts';
import { Header } from './Header.tsx';
import { RecordedBar } from './keep/RecordedBar.tsx';
import { RunMinimap } from './panes/Centre.tsx';
import { RunProgress } from './own/RunProgress.tsx';
import { Problems } from './parts/Problems.tsx';
import { summaryKey } from './store/state.ts';
import { texts } from './texts.ts';
import { VIEWS } from './views.tsx';

const PHONE = '(max-width: 760px)';

const Find = lazy(async () => ({ default: (await import('./parts/Find.tsx')).Find }));
const Keys = lazy(async () => ({ default: (await import('./parts/Keys.tsx')).Keys }));
const PictureDialog = lazy(async () => ({ default: (await import('./pictures/PictureDialog.tsx')).PictureDialog }));
const RecordDialog = lazy(async () => ({ default: (await import('./pictures/RecordDialog.tsx')).RecordDialog }));

function useMatches(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

export function App(): ReactElement {
  const { page } = useTools();
  const phone = useMatches(PHONE);
  const overlay = usePageState((state) => state.overlay);
  const stage = usePageState((state) => state.stage);
  const theme = usePageState((state) => state.theme);
  const run = usePageState((state) => state.run.kind);
  const shows = usePageState((state) => summaryKey(state.choice));
  const running = run === 'running';
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const close = useCallback(() => page.store.setState({ overlay: 'none' }), [page]);
  const { Wide, Phone, ofRun, bare } = VIEWS[stage];
  return (
    <div className="app" data-bare={bare}>
      {bare ? null : <Header />}
      <div>
        <Problems />
        {bare ? null : <RunProgress />}
        {bare ? null : <RecordedBar />}
      </div>
      <main aria-busy={running} data-run={run} data-shows={shows}>
        <Suspense fallback={<p className="nothing">{texts.opening}</p>}>{phone ? <Phone /> : <Wide />}</Suspense>
      </main>
      {ofRun ? (
        <footer>
          <Transport minimap={<RunMinimap />} />
          <Conditions />
        </footer>
      ) : null}
      <Suspense fallback={null}>
        {overlay === 'keys' ? <Keys onClose={close} /> : null}
        {overlay === 'find' ? <Find onClose={close} /> : null}
        {overlay === 'picture' ? <PictureDialog onClose={close} /> : null}
        {overlay === 'record' ? <RecordDialog onClose={close} /> : null}
      </Suspense>
    </div>
  );
}
