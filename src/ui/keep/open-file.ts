/** Takes in a file, however it came: a saved trace is shown as a run, own scenarios go into the list. */
import { InputError } from '../../sim/model/errors.ts';
import { isRecord } from '../../sim/model/json.ts';
import { OWN_VARIANT } from '../../sim/model/own-scenario.ts';
import type { PageTools } from '../context.ts';
import { readOwnFile } from '../store/own/own.ts';
import { problemOf } from '../store/problem-of.ts';
import { texts } from '../texts.ts';

const MB = 1_000_000;
/** What the reader of traces takes. */
const LARGEST_MB = 400;
/** Own scenarios are small: a text beyond that is not looked at here. */
const LARGEST_OWN = 2 * MB;

export async function openFile(page: PageTools, file: File): Promise<void> {
  try {
    if (file.size > LARGEST_MB * MB) {
      const size = texts.keep.tooLarge(Math.round(file.size / MB));
      throw new InputError('file', size, texts.keep.tooLargeExpected(LARGEST_MB));
    }
    const text = await readText(file);
    if (isOwn(text)) await openOwn(page, text);
    else await page.openTrace(file.name, text);
  } catch (error) {
    page.tell(problemOf(error));
  }
}

/** It may be gone, or forbidden. */
async function readText(file: File): Promise<string> {
  try {
    return await file.text();
  } catch (error) {
    throw new InputError('file', error instanceof Error ? error.message : String(error), texts.keep.unread);
  }
}

async function openOwn(page: PageTools, text: string): Promise<void> {
  const last = readOwnFile(text)
    .map((own) => page.own.take(own))
    .at(-1);
  if (last !== undefined) await page.choose({ scenario: last.id, variant: OWN_VARIANT });
}

/** A list of scenarios, or one: it is typed messages without what became of them. */
function isOwn(text: string): boolean {
  if (text.length > LARGEST_OWN) return false;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) || (isRecord(value) && 'messages' in value && !('events' in value));
  } catch {
    return false;
  }
}
