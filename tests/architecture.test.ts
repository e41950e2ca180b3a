/**
 * The arrows of the design point one way: every import in src/ is held to the table in support/rooms.ts. A table that
 * nothing can break would prove nothing: so wrong arrows are planted, and each must be caught.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOf, type Sources, wrongArrows } from './support/arrows.ts';
import { importsOf } from './support/imports.ts';
import { ROOMS } from './support/rooms.ts';

const ROOT = join(import.meta.dirname, '..');

function readSources(): Sources {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.split(sep).join('/')}`)
    .filter((file) => /\.tsx?$/.test(file))
    .toSorted();
  return new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
}

const SOURCES = readSources();

/** What is found wrong when one more file stands in the code. */
const wrongWith = (file: string, source: string): readonly string[] =>
  wrongArrows(ROOMS, new Map([...SOURCES, [file, source]])).filter((line) => line.startsWith(file));

describe('the arrows between the rooms', () => {
  it('point as the table says, in all of src', () => {
    expect(SOURCES.size).toBeGreaterThan(50);
    expect(wrongArrows(ROOMS, SOURCES)).toEqual([]);
  });

  it('start and end in rooms that exist', () => {
    const leaves = ROOMS.flatMap(({ may }) => may).map((leave) => leave.replace(/\/\*\*$/, ''));
    const known = new Set(ROOMS.map(({ path }) => path));
    expect(leaves.filter((leave) => !known.has(leave))).toEqual([]);
  });

  it.each([
    ['the simulator imports the code under test', 'src/sim/planted.ts', `import { a } from '../batching/index.ts';`],
    ['a type is enough', 'src/sim/kernel/planted.ts', `import type { A } from '../../batching/index.ts';`],
    ['a re-export is enough', 'src/sim/network/planted.ts', `export * from '../../batching/index.ts';`],
    ['several lines', 'src/sim/checks/planted.ts', `import {\n  a,\n  b,\n} from '../../batching/index.ts';`],
    ['a dynamic import', 'src/sim/planted.ts', `const a = await import('../batching/index.ts');`],
    ['the logic imports the simulator', 'src/batching/planted.ts', `import type { App } from '../sim/model/app.ts';`],
    ['the model imports the kernel', 'src/sim/model/planted.ts', `import { Kernel } from '../kernel/kernel.ts';`],
    ['the kernel imports a service', 'src/sim/kernel/planted.ts', `import { a } from '../services/redis/index.ts';`],
    ['one service imports another', 'src/sim/services/openai/planted.ts', `import { a } from '../redis/index.ts';`],
    [
      'a service imports the kernel',
      'src/sim/services/qstash/planted.ts',
      `import { a } from '../../kernel/kernel.ts';`,
    ],
    ['a scenario imports the page', 'src/scenarios/planted.ts', `import { App } from '../ui/App.tsx';`],
    ['the page imports the simulator', 'src/ui/planted.tsx', `import { run } from '../sim/index.ts';`],
    ['the page imports the logic', 'src/ui/planted.tsx', `import { a } from '../batching/index.ts';`],
    ['React in the store', 'src/ui/store/planted.ts', `import { useState } from 'react';`],
    ['Node in the simulator', 'src/sim/globals/planted.ts', `import { readFileSync } from 'fs';`],
    ['a client library in the simulator', 'src/sim/network/planted.ts', `import { Redis } from '@upstash/redis';`],
  ])('catch a wrong arrow: %s', (_, file, source) => {
    expect(wrongWith(file, source)).toEqual([expect.stringContaining(' may import ')]);
  });

  it.each([
    ['of the logic', 'src/ui/worker/planted.ts', `import { a } from '../../batching/flag.ts';`],
    ["of the page's worker", 'src/ui/planted.ts', `new Worker(new URL('./worker/adapter.ts', import.meta.url));`],
    ['of a service', 'src/sim/world/planted.ts', `import { a } from '../services/redis/server.ts';`],
  ])('catch a way past a door: %s', (_, file, source) => {
    expect(wrongWith(file, source)).toEqual([expect.stringContaining(' past the door of ')]);
  });

  it.each([
    ['the command line reaches into the simulator', 'src/cli/planted.ts', `import '../sim/run.ts';`, 'past the door'],
    ['an import that cannot be read', 'src/sim/planted.ts', `await import(nameOfTheModule);`, 'nobody can say'],
    ['a file that is not there', 'src/cli/planted.ts', `import '../sim/model/nothing.ts';`, 'not there'],
    ['the tests', 'src/sim/planted.ts', `import '../../tests/support/rooms.ts';`, 'in no room'],
    ['a folder that no row names', 'src/planted/index.ts', `export const planted = true;`, 'in no room'],
    ['a folder of the simulator that no row names', 'src/sim/planted/a.ts', `export const a = true;`, 'in no room'],
  ])('catch %s', (_, file, source, reason) => {
    expect(wrongWith(file, source)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    [
      'a service uses the model',
      'src/sim/services/redis/planted.ts',
      `import type { Json } from '../../model/json.ts';`,
    ],
    ['the page uses the model', 'src/ui/panes/planted.tsx', `import type { Trace } from '../../sim/model/trace.ts';`],
    ['the worker meets the logic', 'src/ui/worker/planted.ts', `import { create } from '../../batching/index.ts';`],
    ['an import in a comment', 'src/sim/model/planted.ts', `/**\n * As in\nimport { run } from '../index.ts';\n */`],
  ])('let a right one pass: %s', (_, file, source) => {
    expect(wrongWith(file, source)).toEqual([]);
  });
});

describe('the room of a file', () => {
  it.each([
    ['src/sim/kernel/random.ts', 'src/sim/kernel/random.ts'],
    ['src/sim/kernel/kernel.ts', 'src/sim/kernel'],
    ['src/sim/services/redis/server.ts', 'src/sim/services/redis'],
    ['src/sim/services/platform/index.ts', 'src/sim/services/platform'],
    ['src/sim/services/service.ts', 'src/sim/services/service.ts'],
    ['src/sim/run.ts', 'src/sim'],
    ['src/ui/panes/Chats.tsx', 'src/ui'],
  ])('%s is %s', (file, path) => {
    expect(placeOf(ROOMS, file)?.path).toBe(path);
  });
});

describe('the reader of imports', () => {
  it('finds every form, with its line', () => {
    const source = [
      `import './a.css';`,
      `import b, { type B } from './b.ts';`,
      `export {`,
      `  c,`,
      `} from "./c.ts";`,
      `  const d = await import('./d.ts');`,
      `type E = import('./e.ts').E;`,
    ].join('\n');
    expect(importsOf(source).map(({ specifier, line }) => `${line} ${specifier}`)).toEqual([
      '1 ./a.css',
      '2 ./b.ts',
      '3 ./c.ts',
      '6 ./d.ts',
      '7 ./e.ts',
    ]);
  });

  it('does not take words in code for imports', () => {
    expect(importsOf(`export function from() {\n  return Array.from('abc');\n}\n// import './x.ts'`)).toEqual([]);
  });
});
