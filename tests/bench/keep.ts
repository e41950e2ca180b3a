/** Keeps figures in docs/, each section with the machine that it was taken on, and makes the README's table of them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { machine } from './machine.ts';
import { figuresTable, type Kept, withTable } from './table.ts';

/** From the root of the project, where npm starts what it runs. */
export const KEPT = { bench: 'docs/bench.json', soak: 'docs/soak.json' } as const;
const README = 'README.md';

function read(path: string): Readonly<Record<string, unknown>> {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>) : {};
}

export function kept(): Kept {
  return { bench: read(KEPT.bench), soak: read(KEPT.soak) };
}

/** Sections that were not taken now stay as they are. */
export function keep(file: keyof typeof KEPT, sections: Readonly<Record<string, object | undefined>>): void {
  const all: Record<string, unknown> = { ...read(KEPT[file]) };
  for (const [name, figures] of Object.entries(sections)) {
    if (figures !== undefined) all[name] = { machine: machine(), ...figures };
  }
  writeFileSync(KEPT[file], `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), figuresTable(kept())));
}
