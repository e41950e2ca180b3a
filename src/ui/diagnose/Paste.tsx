/** Where a log is pasted, or an example chosen. */
import { type ReactElement, useId } from 'react';
import { Select } from '../parts/Select.tsx';
import { diagnoseTexts } from '../texts/diagnose.ts';
import { desk, useDesk } from './desk.ts';
import { EXAMPLES } from './examples.ts';

export function Paste(): ReactElement {
  const words = diagnoseTexts;
  const id = useId();
  const pasted = useDesk((state) => state.pasted);
  const write = (text: string): void => desk.setState({ pasted: text });
  return (
    <>
      <div className="paste-head">
        <label htmlFor={id}>{words.log}</label>
        <Select
          aria-label={words.example}
          value=""
          onChange={({ target }) => write(EXAMPLES.find(({ id: known }) => known === target.value)?.log ?? pasted)}
        >
          <option value="">{words.example}</option>
          {EXAMPLES.map((example) => (
            <option key={example.id} value={example.id}>
              {words.examples[example.id]}
            </option>
          ))}
        </Select>
        <button type="button" className="button" disabled={pasted === ''} onClick={() => write('')}>
          {words.clear}
        </button>
      </div>
      <textarea
        id={id}
        className="field mono"
        rows={12}
        spellCheck={false}
        autoComplete="off"
        placeholder={words.paste}
        value={pasted}
        onChange={(event) => write(event.target.value)}
      />
    </>
  );
}
