/** Planted bugs in the scripts that run in Redis. */

const SCRIPTS = 'custody/scripts.ts';

/** @type {readonly import('./list.mjs').Mutant[]} */
export const IN_REDIS = [
  {
    id: 'push-forgets',
    file: SCRIPTS,
    was: "'1', 'NX', 'PX', ms(seenForMs))",
    becomes: "'1', 'PX', ms(seenForMs))",
    bug: 'a message that comes a second time counts as new',
  },
  {
    id: 'push-knows-no-flight',
    file: SCRIPTS,
    was: "if messages and string.find(messages, mark, 1, true) then return {'in-flight', ''} end",
    becomes: '',
    bug: 'a known message that is being answered counts as done',
    uncaught:
      'a batch in flight has a trigger of its own that stands for it until it is done; one more would only bring it back sooner after all retries are used up',
  },
  {
    id: 'push-wakes-nobody',
    file: SCRIPTS,
    was: "return {kind, waiting[1], overdue and 'overdue' or ''}",
    becomes: "return {kind, waiting[1], ''}",
    bug: 'who joins a batch that nobody comes for publishes under an id that is used up',
  },
  {
    id: 'push-drops-the-overdue',
    file: SCRIPTS,
    was: "return placed('new')",
    becomes:
      "local new = placed('new')\nif new[3] == 'overdue' then redis.call('LTRIM', KEYS[1], -1, -1) end\nreturn new",
    bug: 'who joins a batch that nobody comes for takes its place instead',
  },
  {
    id: 'take-knows-no-lease',
    file: SCRIPTS,
    was: 'if leftMs > 0 then',
    becomes: 'if leftMs > 1e15 then',
    bug: 'a batch in flight is taken over whether its lease has lapsed or not',
  },
  {
    id: 'take-leases-the-past',
    file: SCRIPTS,
    was: "'takenMs', ms(now), 'leaseUntilMs', ms(now + leaseMs))\nend",
    becomes: "'takenMs', ms(now), 'leaseUntilMs', ms(leaseMs))\nend",
    bug: 'the lease of a new batch ends before it began',
  },
  {
    id: 'take-leaves-no-word',
    file: SCRIPTS,
    was: "if redis.call('LLEN', KEYS[1]) > 0 then redis.call('HSET', KEYS[2], 'spent', '1') end",
    becomes: '',
    bug: 'nobody is told that the trigger of those who wait is spent',
  },
  {
    id: 'take-waits-for-ever',
    file: SCRIPTS,
    was: 'if longestMs > 0 then',
    becomes: 'if longestMs < 0 then',
    bug: 'whoever never stops typing is never answered',
  },
  {
    id: 'take-does-not-wait',
    file: SCRIPTS,
    was: 'if untilMs > now then',
    becomes: 'if untilMs > now + 1e15 then',
    bug: 'the quiet time is not waited for',
    uncaught: 'how much of a burst one reply answers is a rate (burst-whole), and no promise',
  },
  {
    id: 'take-keeps-pending',
    file: SCRIPTS,
    was: "redis.call('DEL', KEYS[1], KEYS[2])",
    becomes: '',
    bug: 'messages that are taken stay pending, and are taken again',
  },
  {
    id: 'take-drops-those-that-wait',
    file: SCRIPTS,
    was: "  redis.call('HSET', KEYS[3], 'owner', owner, 'takenMs'",
    becomes: "  redis.call('DEL', KEYS[1])\n  redis.call('HSET', KEYS[3], 'owner', owner, 'takenMs'",
    bug: 'resuming a batch deletes the messages that came meanwhile',
  },
  {
    id: 'take-opens-again',
    file: SCRIPTS,
    was: "return {'batch', held[1], held[4], held[5] and 'kept' or '', held[5] or '', held[6]}",
    becomes:
      "redis.call('HSET', KEYS[3], 'state', 'open')\n  return {'batch', held[1], 'open', held[5] and 'kept' or '', held[5] or '', held[6]}",
    bug: 'a batch that is resumed counts as not sent',
  },
  {
    id: 'claim-keeps-no-text',
    file: SCRIPTS,
    was: "if not held[4] then redis.call('HSET', KEYS[1], 'text', ARGV[2]) end",
    becomes: '',
    bug: 'the text is not kept, and a repeat says something else',
  },
  {
    id: 'claim-says-sent',
    file: SCRIPTS,
    was: "redis.call('HSET', KEYS[1], 'text', ARGV[2]) end",
    becomes: "redis.call('HSET', KEYS[1], 'text', ARGV[2], 'state', 'sent') end",
    bug: 'a reply counts as sent before it is',
  },
  {
    id: 'settle-records-nothing',
    file: SCRIPTS,
    was: "redis.call('HSET', KEYS[1], 'state', ARGV[2])",
    becomes: '',
    bug: 'that a reply was sent is not recorded',
  },
  {
    id: 'done-keeps-the-batch',
    file: SCRIPTS,
    was: "if redis.call('HGET', KEYS[1], 'id') == ARGV[1] then redis.call('DEL', KEYS[1]) end",
    becomes: '',
    bug: 'a batch that is done stays in flight',
  },
  {
    id: 'done-sees-nobody-waiting',
    file: SCRIPTS,
    was: "if not waiting[2] then return {'nothing', '0'} end",
    becomes: "if true then return {'nothing', '0'} end",
    bug: 'those whose trigger is spent are not handed on',
  },
  {
    id: 'done-forgets-those-that-wait',
    file: SCRIPTS,
    was: "local waiting = redis.call('HMGET', KEYS[3], 'lastMs', 'spent')",
    becomes: "local waiting = redis.call('HMGET', KEYS[3], 'lastMs', 'spent')\nredis.call('DEL', KEYS[2])",
    bug: 'whoever is done deletes the messages that came meanwhile',
  },
];
