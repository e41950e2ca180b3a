/** Pins what it stands beside, or takes the pin off. */
import { Pin as PinSign } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { useTools } from '../context.ts';
import { fits, type Pin, writePin } from '../store/moment/pins.ts';
import { texts } from '../texts.ts';

export function PinButton({ pin, name }: { readonly pin: Pin; readonly name: string }): ReactElement {
  const { pins } = useTools();
  const text = writePin(pin);
  const isPinned = useStore(pins.store, (state) => state.pins.some((each) => writePin(each) === text));
  return (
    <button
      type="button"
      className="pin"
      aria-pressed={isPinned}
      aria-label={texts.pins.pin(name)}
      title={isPinned ? texts.pins.unpin(name) : texts.pins.pin(name)}
      disabled={!fits(pin)}
      onClick={() => pins.toggle(pin)}
    >
      <PinSign size={12} fill={isPinned ? 'currentColor' : 'none'} aria-hidden />
    </button>
  );
}
