/** A button that reads a text file of somebody's; one that cannot be read is told of. The same file may be chosen again. */
import { FolderOpen } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import { useTools } from '../context.ts';
import { problemOf } from '../store/problem-of.ts';

const JSON_FILES = 'application/json,.json';

interface FileButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  /** Kinds of files, as the browser's dialog takes them. */
  readonly accept?: string;
  readonly onText: (name: string, text: string) => Promise<void> | void;
}

export function FileButton({ label, disabled, accept = JSON_FILES, onText }: FileButtonProps): ReactElement {
  const { page } = useTools();
  const input = useRef<HTMLInputElement>(null);
  const chosen = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      await onText(file.name, await file.text());
    } catch (error) {
      page.tell(problemOf(error, 'file'));
    }
  };
  return (
    <>
      <button type="button" className="button" disabled={disabled} onClick={() => input.current?.click()}>
        <FolderOpen size={13} aria-hidden />
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={(event) => {
          const { target } = event;
          void chosen(target.files?.[0]).then(() => {
            target.value = '';
          });
        }}
      />
    </>
  );
}
