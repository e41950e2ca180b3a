/** The top row: the name, where one is, the two verdicts in a word, and the tools of the page. */
import { ChevronRight, LayoutGrid, Monitor, Moon, Presentation, Search, Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { usePageState, useTools } from './context.ts';
import { ExportMenu } from './keep/ExportMenu.tsx';
import { groupOf } from './panes/groups.ts';
import { IconButton } from './parts/IconButton.tsx';
import { CopyLink } from './parts/CopyLink.tsx';
import { Select } from './parts/Select.tsx';
import { picksFor } from './store/compared/compare.ts';
import type { PageStore } from './store/host.ts';
import { broken, fileOnShow, isChanged, scenarioOf } from './store/selectors.ts';
import { enterPresentation } from './present/enter.ts';
import { type Stage, STAGE_GROUPS, type StageGroup, STAGES, THEMES, type Theme } from './store/state.ts';
import { texts, themes } from './texts.ts';

export function Header(): ReactElement {
  const { page } = useTools();
  return (
    <header className="top">
      <div className="brand">
        <Logo />
        <h1>{texts.title}</h1>
      </div>
      <Where />
      <div className="tools">
        <Views />
        <ViewList />
        <button
          type="button"
          className="find-box"
          aria-label={texts.findLabel}
          onClick={() => page.store.setState({ overlay: 'find' })}
        >
          <Search size={14} aria-hidden />
          <span>{texts.find}</span>
          <kbd aria-hidden>Ctrl K</kbd>
        </button>
        <CopyLink />
        <ExportMenu />
        <PresentButton />
        <ThemeButton />
      </div>
    </header>
  );
}

function Logo(): ReactElement {
  return (
    <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden className="logo">
      <rect x="0" y="0" width="9" height="3.4" rx="1.2" className="logo-1" />
      <rect x="3" y="5.3" width="14" height="3.4" rx="1.2" className="logo-2" />
      <rect x="7" y="10.6" width="8" height="3.4" rx="1.2" className="logo-3" />
    </svg>
  );
}

/** The views of the page by what they are for: those of the group that one is in, and the way to the other group. */
function Views(): ReactElement {
  const { page } = useTools();
  const stage = usePageState((state) => state.stage);
  const show = (next: Stage): void => goTo(page.store, next);
  const { view, group: names, groupOf: spoken } = texts.header;
  return (
    <div className="views" data-stage={stage} role="group" aria-label={texts.header.views}>
      {groups().map(([group, stages]) =>
        stages.includes(stage) ? (
          <div key={group} className="view-group" role="group" aria-label={names[group]}>
            <span aria-hidden>{names[group]}</span>
            {stages.map((each) => (
              <button key={each} type="button" aria-pressed={each === stage} onClick={() => show(each)}>
                {view[each]}
              </button>
            ))}
          </div>
        ) : (
          <button
            key={group}
            type="button"
            className="other-group"
            title={spoken(
              names[group],
              stages.map((each) => view[each]),
            )}
            onClick={() => show(stages[0] ?? 'replay')}
          >
            {names[group]}
            <ChevronRight size={13} aria-hidden />
          </button>
        ),
      )}
    </div>
  );
}

/** On a phone: the browser's own list of them, in their groups. */
function ViewList(): ReactElement {
  const { page } = useTools();
  const stage = usePageState((state) => state.stage);
  const { view, group: names, views } = texts.header;
  return (
    <span className="view-list" data-stage={stage}>
      <LayoutGrid size={15} aria-hidden />
      <Select
        aria-label={views}
        value={stage}
        onChange={(event) => {
          const next = STAGES.find((each) => each === event.target.value);
          if (next !== undefined) goTo(page.store, next);
        }}
      >
        {groups().map(([group, stages]) => (
          <optgroup key={group} label={names[group]}>
            {stages.map((each) => (
              <option key={each} value={each}>
                {view[each]}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
    </span>
  );
}

function goTo(store: PageStore, stage: Stage): void {
  store.setState((state) => ({
    stage,
    playing: false,
    ...(stage === 'compare' && state.stage !== 'compare' ? { compare: picksFor(state) } : {}),
  }));
}

function groups(): readonly (readonly [StageGroup, readonly Stage[]])[] {
  return [
    ['replay', STAGE_GROUPS.replay],
    ['prove', STAGE_GROUPS.prove],
  ];
}

function Where(): ReactElement | null {
  const scenario = usePageState(scenarioOf);
  const changed = usePageState(isChanged);
  const fromFile = usePageState((state) => fileOnShow(state) !== null);
  const ofRun = usePageState((state) => state.stage === 'replay');
  const found = usePageState((state) => state.found !== null);
  const cameFrom = usePageState((state) => state.cameFrom);
  if (scenario === undefined || !ofRun) return <div className="where" />;
  const name = found ? texts.header.counterexample : scenario.kind === 'own' ? scenario.title : scenario.id;
  return (
    <div className="where">
      <span className="crumb">
        {found ? texts.header.view[cameFrom ?? 'explore'] : texts.list.groups[groupOf(scenario)]}
      </span>
      <span className="crumb" aria-hidden>
        /
      </span>
      <strong title={name}>{name}</strong>
      <Badges />
      {changed && !found ? <span className="badge">{texts.conditions.changed}</span> : null}
      {fromFile ? <span className="badge">{texts.keep.fromFile}</span> : null}
    </div>
  );
}

function Badges(): ReactElement | null {
  const result = usePageState((state) => state.result);
  const running = usePageState((state) => state.run.kind === 'running' && state.result === null);
  if (running) return <span className="badge">{texts.running}</span>;
  if (result === null) return null;
  const { header } = texts;
  const { pipeline, baseline } = result.verdicts;
  const words = {
    pipeline: { broken: header.fails(broken(pipeline).length), holds: header.passes, inconclusive: header.notJudged },
    baseline: {
      broken: header.baselineFails(broken(baseline).length),
      holds: header.baselinePasses,
      inconclusive: header.baselineNotJudged,
    },
  };
  const { marks } = result;
  return (
    <span className="badges" role="status">
      <span className={`badge badge-${marks.pipeline}`}>{words.pipeline[marks.pipeline]}</span>
      <span className={`badge badge-${marks.baseline}`}>{words.baseline[marks.baseline]}</span>
    </span>
  );
}

function PresentButton(): ReactElement {
  const { page } = useTools();
  const idle = usePageState((state) => state.result === null || state.stage !== 'replay');
  return (
    <span className="present-button">
      <IconButton label={texts.present.start} disabled={idle} onClick={() => enterPresentation(page.store)}>
        <Presentation size={16} aria-hidden />
      </IconButton>
    </span>
  );
}

const THEME_ICONS = { auto: Monitor, light: Sun, dark: Moon } as const;

function ThemeButton(): ReactElement {
  const { page } = useTools();
  const theme = usePageState((state) => state.theme);
  const next: Theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
  const Icon = THEME_ICONS[theme];
  return (
    <IconButton label={themes[theme]} onClick={() => page.store.setState({ theme: next })}>
      <Icon size={16} aria-hidden />
    </IconButton>
  );
}
