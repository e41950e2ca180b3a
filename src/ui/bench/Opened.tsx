/** What opens above the drawing: what can be added at a place, the list of all faults, the form of a fault or a message. */
import { MessageSquarePlus, Plus } from 'lucide-react';
import { type ReactElement, useEffect, useMemo } from 'react';
import { DEFAULT_USER } from '../../sim/model/scenario.ts';
import { FaultSheet } from '../bottom/ArmedFault.tsx';
import { FaultList } from '../bottom/FaultMenu.tsx';
import { usePageState, useTools } from '../context.ts';
import { atTime } from '../format.ts';
import { BLOW_ICONS } from '../live/blows.ts';
import { Menu } from '../parts/Menu.tsx';
import { PointSheet } from '../parts/PointSheet.tsx';
import { newFault } from '../store/aims.ts';
import { blowsFor, faultFor, FORCE, targetsIn } from '../store/live/throwing.ts';
import { texts } from '../texts.ts';
import type { ScreenPoint, Spot } from '../timeline/index.ts';
import type { FaultDescription } from '../worker/protocol.ts';
import { MessageForm } from './MessageForm.tsx';
import { remove } from './remove.ts';
import { armedIn, type Changes, typedIn } from './use-changes.ts';
import './bench.css';

const FORM_PX = 400;
const LIST_PX = 420;
const NOT_DESCRIBED: readonly FaultDescription[] = [];

/** What is open above the drawing. */
export type Open =
  | { readonly kind: 'menu' | 'faults' | 'typing'; readonly spot: Spot }
  | { readonly kind: 'fault' | 'message'; readonly index: number; readonly at: ScreenPoint };

interface OpenedProps {
  readonly open: Open;
  readonly changes: Changes;
  readonly onOpen: (open: Open) => void;
  readonly onClose: () => void;
}

export function Opened({ open, changes, onOpen, onClose }: OpenedProps): ReactElement {
  const { page } = useTools();
  const catalogue = usePageState((state) => state.description?.faults ?? NOT_DESCRIBED);
  switch (open.kind) {
    case 'menu':
      return <SpotMenu spot={open.spot} changes={changes} onOpen={onOpen} onClose={onClose} />;
    case 'faults': {
      const { atMs, at } = open.spot;
      return (
        <PointSheet label={texts.conditions.allFaults} at={at} width={LIST_PX} onClose={onClose}>
          <FaultList
            catalogue={catalogue}
            onAdd={(id) => {
              const description = catalogue.find((fault) => fault.id === id);
              if (description === undefined) return;
              const index = armedIn(page.store.getState()).length;
              changes.setFaults((faults) => [...faults, newFault(description, atMs)]);
              onOpen({ kind: 'fault', index, at });
            }}
          />
        </PointSheet>
      );
    }
    case 'typing':
      return <NewMessage spot={open.spot} changes={changes} onClose={onClose} />;
    case 'message':
      return <ChangedMessage key={open.index} index={open.index} at={open.at} changes={changes} onClose={onClose} />;
    case 'fault':
      return <ChangedFault key={open.index} index={open.index} at={open.at} changes={changes} onClose={onClose} />;
  }
}

function SpotMenu({
  spot,
  changes,
  onOpen,
  onClose,
}: Omit<OpenedProps, 'open'> & { readonly spot: Spot }): ReactElement {
  const description = usePageState((state) => state.description);
  const { atMs, stands, at } = spot;
  const target = description === null ? undefined : targetsIn(description).find(({ id }) => id === stands);
  const blows = target === undefined ? [] : blowsFor(target, description?.faults ?? []);
  const time = atTime(atMs);
  return (
    <Menu
      label={texts.bench.menu(time)}
      heading={texts.bench.menuHeading(time)}
      at={at}
      onClose={onClose}
      items={[
        {
          id: 'fault',
          words: texts.bench.addFault,
          icon: <Plus size={14} aria-hidden />,
          act: () => onOpen({ kind: 'faults', spot }),
        },
        {
          id: 'message',
          words: texts.bench.typeMessage,
          icon: <MessageSquarePlus size={14} aria-hidden />,
          act: () => onOpen({ kind: 'typing', spot }),
        },
        ...blows.flatMap((blow) => {
          const Icon = BLOW_ICONS[blow];
          const fault = target === undefined ? undefined : faultFor(target, blow, atMs, FORCE);
          if (target === undefined || fault === undefined) return [];
          return [
            {
              id: blow,
              words: texts.bench.blow(texts.live.blowAt(blow, target)),
              icon: <Icon size={14} aria-hidden />,
              act: () => changes.setFaults((faults) => [...faults, fault]),
            },
          ];
        }),
      ]}
    />
  );
}

function useUsers(): readonly string[] {
  const messages = usePageState(typedIn);
  return useMemo(() => [...new Set(messages.map(({ user = DEFAULT_USER }) => user))], [messages]);
}

function NewMessage({
  spot,
  changes,
  onClose,
}: Omit<OpenedProps, 'open' | 'onOpen'> & { readonly spot: Spot }): ReactElement {
  const users = useUsers();
  const heading = texts.bench.newMessage(atTime(spot.atMs));
  return (
    <PointSheet label={heading} at={spot.at} width={FORM_PX} onClose={onClose}>
      <MessageForm
        heading={heading}
        button={texts.bench.add}
        text=""
        user={users[0] ?? DEFAULT_USER}
        users={users}
        onDone={(text, user) => {
          // At the end of the list: what was typed before keeps its place in it.
          changes.setMessages((list) => [...list, { atMs: spot.atMs, text, user }]);
          onClose();
        }}
      />
    </PointSheet>
  );
}

/** What was opened may be taken back while its form is: then the form is closed for good. */
function useCloseWhere(gone: boolean, onClose: () => void): void {
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
}

interface ChangedProps extends Omit<OpenedProps, 'open' | 'onOpen'> {
  readonly index: number;
  readonly at: ScreenPoint;
}

function ChangedMessage({ index, at, changes, onClose }: ChangedProps): ReactElement | null {
  const users = useUsers();
  const messages = usePageState(typedIn);
  const message = messages[index];
  useCloseWhere(message === undefined, onClose);
  if (message === undefined) return null;
  const number = messages.toSorted((a, b) => a.atMs - b.atMs).indexOf(message) + 1;
  const heading = texts.bench.changeMessage(number);
  return (
    <PointSheet label={heading} at={at} width={FORM_PX} onClose={onClose}>
      <MessageForm
        heading={heading}
        button={texts.bench.change}
        text={message.text}
        user={message.user ?? DEFAULT_USER}
        users={users}
        onDone={(text, user) => {
          changes.setMessages((list) => list.map((each, place) => (place === index ? { ...each, text, user } : each)));
          onClose();
        }}
        onRemove={
          messages.length < 2
            ? undefined
            : () => {
                remove(changes, { kind: 'message', index });
                onClose();
              }
        }
      />
    </PointSheet>
  );
}

function ChangedFault({ index, at, changes, onClose }: ChangedProps): ReactElement | null {
  const faults = usePageState(armedIn);
  const catalogue = usePageState((state) => state.description?.faults ?? NOT_DESCRIBED);
  const fault = faults[index];
  useCloseWhere(fault === undefined, onClose);
  if (fault === undefined) return null;
  const description = catalogue.find(({ id }) => id === fault.fault);
  return (
    <PointSheet
      label={texts.conditions.edit(description?.title ?? fault.fault)}
      at={at}
      width={FORM_PX}
      onClose={onClose}
    >
      <FaultSheet
        fault={fault}
        index={index}
        description={description}
        onChange={(name, value) =>
          changes.setFaults((list) => list.map((each, place) => (place === index ? { ...each, [name]: value } : each)))
        }
        onRemove={() => {
          remove(changes, { kind: 'fault', index });
          onClose();
        }}
      />
    </PointSheet>
  );
}
