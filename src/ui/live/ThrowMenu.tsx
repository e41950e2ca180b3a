/** What can be done to one node, at the place where it was asked for. */
import type { ReactElement } from 'react';
import { usePageState, useTools } from '../context.ts';
import { Menu } from '../parts/Menu.tsx';
import { blowsFor, faultFor, FORCE, type Target } from '../store/live/throwing.ts';
import { texts } from '../texts.ts';
import { BLOW_ICONS } from './blows.ts';

interface ThrowMenuProps {
  readonly target: Target;
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

export function ThrowMenu({ target, at, onClose }: ThrowMenuProps): ReactElement {
  const { live } = useTools();
  const faults = usePageState((state) => state.description?.faults);
  return (
    <Menu
      label={texts.live.menuOf(target)}
      heading={texts.live.nameOf(target)}
      at={at}
      nothing={texts.live.nothingThere}
      onClose={onClose}
      items={blowsFor(target, faults ?? []).map((blow) => {
        const Icon = BLOW_ICONS[blow];
        return {
          id: blow,
          words: texts.live.blowAt(blow, target),
          icon: <Icon size={14} aria-hidden />,
          act: () => live.throw((atMs) => faultFor(target, blow, atMs, FORCE)),
        };
      })}
    />
  );
}
