/**
 * A run that is another one from a moment on: what can be changed there, and whether the past has stayed what it was,
 * by its hash. Everything else of the page's conditions can be changed as well; this says what that did to the past.
 */
import { GitFork, Radio, X } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { DEFAULT_USER } from '../../sim/model/scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { atTime } from '../format.ts';
import { Popover } from '../parts/Popover.tsx';
import { newOwnId } from '../store/own/own.ts';
import { ownFrom, untilMoment } from '../store/own/from.ts';
import type { Fork } from '../store/state.ts';
import { blowsFor, faultFor, FORCE, targetsIn } from '../store/live/throwing.ts';
import { texts } from '../texts.ts';

const SHEET = 320;

export function ForkBar(): ReactElement | null {
  const fork = usePageState((state) => state.fork);
  if (fork === null) return null;
  return (
    <section className="fork-bar" aria-label={texts.fork.region}>
      <Said fork={fork} />
      <div className="fork-does">
        <Type fork={fork} />
        <Throw fork={fork} />
        <GoOnLive fork={fork} />
        <End />
      </div>
    </section>
  );
}

function Said({ fork: { atMs, before, now, differsAt } }: { readonly fork: Fork }): ReactElement {
  const same = before.hash === now.hash;
  const differsMs = usePageState((state) =>
    differsAt === null ? 0 : (state.result?.trace.events[differsAt]?.atMs ?? 0),
  );
  const [was, is] = [before.hash.slice(0, 8), now.hash.slice(0, 8)];
  return (
    <p role="status" data-same={same}>
      <GitFork size={14} aria-hidden />
      <b>{texts.fork.at(atTime(atMs))}</b>{' '}
      {same ? (
        <>
          {texts.fork.same(before.events)} <code title={before.hash}>{was}</code>
        </>
      ) : (
        <>
          {differsAt === null ? texts.fork.differsFromLink : texts.fork.differs(atTime(differsMs))}{' '}
          {texts.fork.both(was, is)}
        </>
      )}
    </p>
  );
}

function Type({ fork }: { readonly fork: Fork }): ReactElement {
  const { page } = useTools();
  const [text, setText] = useState('');
  const send = (): void => {
    const { result, overrides } = page.store.getState();
    if (result === null || text.trim() === '') return;
    const { messages } = result.trace.inputs;
    const user = messages.at(-1)?.user ?? DEFAULT_USER;
    // At the end of the list: what was typed before keeps its place in it.
    void page.change({ ...overrides, messages: [...messages, { atMs: Math.ceil(fork.atMs), text, user }] });
    setText('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <input
        className="field"
        aria-label={texts.fork.type}
        placeholder={texts.fork.placeholder}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" className="button" disabled={text.trim() === ''}>
        {texts.fork.send}
      </button>
    </form>
  );
}

function Throw({ fork }: { readonly fork: Fork }): ReactElement {
  const { page } = useTools();
  const description = usePageState((state) => state.description);
  return (
    <Popover label={texts.fork.throw} className="button" width={SHEET} button={texts.fork.throw}>
      {(close) => (
        <ul className="catalogue">
          {(description === null ? [] : targetsIn(description)).flatMap((target) =>
            blowsFor(target, description?.faults ?? []).map((blow) => (
              <li key={`${target.id}-${blow}`}>
                <button
                  type="button"
                  onClick={() => {
                    const { result, overrides } = page.store.getState();
                    const fault = faultFor(target, blow, Math.ceil(fork.atMs), FORCE);
                    if (result !== null && fault !== undefined) {
                      void page.change({ ...overrides, faults: [...result.trace.inputs.faults, fault] });
                    }
                    close();
                  }}
                >
                  <b>{texts.live.blowAt(blow, target).replace(/ (from )?now$/, '')}</b>
                </button>
              </li>
            )),
          )}
        </ul>
      )}
    </Popover>
  );
}

function GoOnLive({ fork }: { readonly fork: Fork }): ReactElement {
  const { page, live } = useTools();
  const go = (): void => {
    const { result, description } = page.store.getState();
    if (result === null || description === null) return;
    const { inputs } = result.trace;
    const from = { scenario: inputs.scenario, variant: inputs.variant, atMs: fork.atMs };
    const own = { ...ownFrom(inputs, description, newOwnId(Math.random)), from };
    page.store.setState({ stage: 'live', playing: false });
    void live.start(untilMoment(own, fork.atMs), Math.ceil(fork.atMs));
  };
  return (
    <button type="button" className="button" onClick={go}>
      <Radio size={13} aria-hidden />
      {texts.fork.live}
    </button>
  );
}

function End(): ReactElement {
  const { page } = useTools();
  return (
    <button
      type="button"
      className="icon"
      aria-label={texts.fork.end}
      title={texts.fork.end}
      onClick={() => page.endFork()}
    >
      <X size={15} aria-hidden />
    </button>
  );
}

/** For the transport: the playhead's moment is where the run forks. */
export function ForkButton(): ReactElement {
  const { page } = useTools();
  const none = usePageState((state) => state.result === null);
  return (
    <button
      type="button"
      className="button icon-only fork-button"
      aria-label={texts.fork.start}
      title={texts.fork.startTitle}
      disabled={none}
      onClick={() => void page.fork(Math.round(page.store.getState().playheadMs))}
    >
      <GitFork size={14} aria-hidden />
    </button>
  );
}
