/**
 * What is being typed into a field. It counts when the field is left or Enter is pressed; what does not fit stays, is
 * said to be wrong, and keeps the view from starting. What was wrong is looked at again with every key.
 */
import { useContext, useLayoutEffect, useState } from 'react';
import { InputError } from '../../sim/model/errors.ts';
import { WrongContext } from './wrong.ts';

interface Held<T> {
  /** Tells the field from the others of its view. */
  readonly id: string;
  readonly value: T;
  readonly write: (value: T) => string;
  /** Throws InputError where the text does not fit. */
  readonly read: (text: string) => T;
  readonly onChange: (value: T) => void;
}

interface Draft {
  readonly text: string;
  /** What is wrong with it, in a sentence: the field, what was found, what was expected. */
  readonly problem: string | null;
  readonly type: (text: string) => void;
  /** Takes what is typed, where it fits. */
  readonly settle: (text?: string) => void;
}

export function useDraft<T>({ id, value, write, read, onChange }: Held<T>): Draft {
  const held = write(value);
  const [typed, setTyped] = useState<Typed>({ text: held, held, problem: null });
  // Another value came from elsewhere: from the address, or with a campaign that was opened.
  if (typed.held !== held) setTyped({ text: held, held, problem: null });
  const { text, problem } = typed;
  const { mark } = useContext(WrongContext);
  const isWrong = problem !== null;
  useLayoutEffect(() => {
    mark(id, isWrong);
    return () => mark(id, false);
  }, [id, isWrong, mark]);
  return {
    text,
    problem,
    type: (next) => setTyped({ held, text: next, problem: isWrong ? problemOf(next, read) : null }),
    settle: (next = text) => {
      const found = problemOf(next, read);
      setTyped({ held, text: next, problem: found });
      if (found === null && next !== held) onChange(read(next));
    },
  };
}

interface Typed {
  readonly text: string;
  /** The value on which it was begun. */
  readonly held: string;
  readonly problem: string | null;
}

function problemOf(text: string, read: (text: string) => unknown): string | null {
  try {
    read(text);
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message;
  }
}
