/** The page: on a wide screen panes that resize, on a phone the same panes as tabs. Landmarks, problems, overlays. */
import { type ReactElement, useCallback, useEffect, useSyncExternalStore } from 'react';
import { Conditions } from './bottom/Conditions.tsx';
import { Transport } from './bottom/Transport.tsx';
import { usePageState, useTools } from './context.ts';
import { Header } from './Header.tsx';
import { RunMinimap } from './panes/Centre.tsx';
import { Find } from './parts/Find.tsx';
import { Keys } from './parts/Keys.tsx';
import { Problems } from './parts/Problems.tsx';
import { PhonePanes } from './PhonePanes.tsx';
import { WidePanes } from './WidePanes.tsx';

const PHONE = '(max-width: 760px)';

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
  const theme = usePageState((state) => state.theme);
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const close = useCallback(() => page.store.setState({ overlay: 'none' }), [page]);
  return (
    <div className="app">
      <Header />
      <Problems />
      <main>{phone ? <PhonePanes /> : <WidePanes />}</main>
      <footer>
        <Transport minimap={<RunMinimap />} />
        <Conditions />
      </footer>
      {overlay === 'keys' ? <Keys onClose={close} /> : null}
      {overlay === 'find' ? <Find onClose={close} /> : null}
    </div>
  );
}
