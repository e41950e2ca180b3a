/** A set-up as somebody describes it, put to the real logic: what the run says of it. */
import { describe as group, expect, it } from 'vitest';
import { describe as describeApp } from '../../../src/batching/index.ts';
import {
  readSetUp,
  runOfSetUp,
  type SetUp,
  type SetUpReading,
  withFlagRight,
} from '../../../src/sim/model/diagnose/index.ts';
import { play } from '../../support/app.ts';

const { logLines } = describeApp();
const USER = '3282789748459241';
const RIGHT: SetUp = {
  name: 'ENABLE_REDIS_BATCHING',
  value: 'true',
  isSet: true,
  place: 'serving',
  trims: true,
  user: USER,
  testUsers: USER,
};

async function readingOf(change: Partial<SetUp>): Promise<SetUpReading> {
  const setUp = { ...RIGHT, ...change };
  return readSetUp(setUp, await play('single-message', undefined, runOfSetUp(setUp)), logLines);
}

group('a set-up', () => {
  it('that is right switches batching on, and the user gets one reply', async () => {
    const { enabled, value, traps, replies, lines } = await readingOf({});
    expect({ enabled, value, traps, replies: replies.length }).toEqual({
      enabled: true,
      value: 'true',
      traps: [],
      replies: 1,
    });
    expect(lines).toHaveLength(3);
  });

  it.each<[string, Partial<SetUp>, boolean, readonly string[]]>([
    ['spaces that the code trims', { value: ' true ' }, true, ['spaces-trimmed']],
    ['spaces that the code does not trim', { value: ' true ', trims: false }, false, ['spaces']],
    ['a line break that a pipe left', { value: 'true\n', trims: false }, false, ['spaces']],
    ['another case', { value: 'True' }, false, ['spelling']],
    ['two letters that changed places', { value: 'ture' }, false, ['spelling']],
    ['another value', { value: 'false' }, false, ['other-value']],
    ['an empty value', { value: '' }, false, ['other-value']],
    ['no value', { isSet: false }, false, ['not-set']],
    ['a misspelt name', { name: 'ENABLE_REDIS_BATCHNG' }, false, ['name']],
    ['a value that nothing was deployed with', { place: 'not-deployed' }, false, ['not-deployed']],
    ['a value of the preview only', { place: 'other' }, false, ['other-deployment']],
    ['a zero in front of the user’s id', { user: `0${USER}` }, false, ['leading-zero']],
    ['a zero in front of the id in the list', { testUsers: `0${USER}` }, false, ['leading-zero']],
    ['a wrong digit', { user: '3282789748459242' }, false, ['one-digit']],
    ['a stranger', { user: '1111111111111111' }, false, ['not-listed']],
    ['one of several', { testUsers: `1111111111111111, ${USER}` }, true, []],
  ])('with %s', async (_, change, enabled, traps) => {
    expect(await readingOf(change)).toMatchObject({ enabled, traps });
  });

  it('that is wrong leaves the user with a reply all the same: nothing fails', async () => {
    const { enabled, replies } = await readingOf({ value: 'false' });
    expect({ enabled, replies: replies.length }).toEqual({ enabled: false, replies: 1 });
  });

  it('with the flag and the user wrong shows the second only when the first is put right', async () => {
    const both = { value: 'TRUE', user: `0${USER}` };
    expect((await readingOf(both)).traps).toEqual(['spelling']);
    expect((await readingOf(withFlagRight({ ...RIGHT, ...both }))).traps).toEqual(['leading-zero']);
  });
});
