/** The commands over the real batching logic and the real simulator. */
import { describe, expect, it } from 'vitest';
import { bench } from '../../../src/cli/app.ts';
import { scenarios } from '../../../src/scenarios/index.ts';
import { type } from './fake-bench.ts';

describe('the command line over the real thing', () => {
  it('runs every variant of every scenario, and sees what is expected', async () => {
    const { code, out } = await type(['run', '--all'], bench);
    expect(out).not.toContain('DIFFERS');
    expect(code).toBe(0);
    expect(out.match(/^ok /gm)).toHaveLength(scenarios.flatMap(({ variants }) => variants).length);
  });

  it('saves a run that replays to the same trace, and notices when one event of it was changed', async () => {
    const { files } = await type(['run', 'clock-skew', '--seed', '5', '--trace', 'skew.json'], bench);
    const saved = files.get('skew.json') ?? '';
    expect((await type(['replay', 'skew.json'], bench, new Map(files))).code).toBe(0);
    const changed = saved.replace('Recent message detected', 'Old message detected');
    const { code, out } = await type(['replay', 'skew.json', '--json'], bench, new Map([['skew.json', changed]]));
    expect(code).toBe(1);
    expect(JSON.parse(out).firstDifference).toMatchObject({
      recorded: expect.stringMatching(/^Old/),
      repeated: expect.stringMatching(/^Recent/),
    });
  });

  it('refuses a saved trace whose settings this version does not know', async () => {
    const { files } = await type(['run', 'rapid-burst', '--trace', 'old.json'], bench);
    const old = (files.get('old.json') ?? '').replace('"quietMs"', '"quietTime"');
    const { code, err } = await type(['replay', 'old.json', '--json'], bench, new Map([['old.json', old]]));
    expect(code).toBe(2);
    expect(JSON.parse(err).error).toMatchObject({ field: 'old.json: settings.quietTime', found: 'quietTime' });
  });

  it('heals the wait that nobody ends when the re-queue gets an id of its own', async () => {
    const { out } = await type(['run', 'requeue-deduplicated', '--set', 'requeueId=own', '--json'], bench);
    const { replies, verdicts } = JSON.parse(out);
    expect(replies).toMatchObject([
      { atMs: 7_600, messages: [/^m_/, /^m_/, /^m_/].map((form) => expect.stringMatching(form)) },
    ]);
    expect(verdicts).toContainEqual({ check: 'answered', verdict: 'holds', expected: null, eventIds: [] });
  });
});
