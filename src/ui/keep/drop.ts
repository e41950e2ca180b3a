/** A file may be dropped anywhere on the page. Without this the browser would leave the page for it. */
import type { PageTools } from '../context.ts';
import { openFile } from './open-file.ts';

export function listenToDrops(page: PageTools, window: Window): () => void {
  const root = window.document.documentElement;
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  const over = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    root.dataset['dropping'] = 'true';
  };
  const left = (event: DragEvent): void => {
    // From element to element it is still over the page.
    if (event.relatedTarget === null) delete root.dataset['dropping'];
  };
  const dropped = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    delete root.dataset['dropping'];
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) void openFile(page, file);
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', left);
  window.addEventListener('drop', dropped);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', left);
    window.removeEventListener('drop', dropped);
  };
}
