/**
 * The scripts by which the state of a user changes: on the primary, one at a time, by the server's clock. The state is
 * `pending` (a list of messages), `batch` (a hash: the id of the batch to be, which is that of its first message, when its
 * first and last message came, when the trigger that stands for it is due, whether one was spent), `inflight` (a hash: the
 * batch that is being answered, its messages, owner, lease, state, text), and for each message `seen`. A script may be
 * sent again when its answer is lost: none does anything twice, and each says how things stand. Those that look at the
 * clock take a time as their last argument; where it is empty, the server's.
 */
const NOW = `
local now = tonumber(ARGV[#ARGV])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local function ms(value) return string.format('%.0f', value) end
`;

/**
 * KEYS pending, batch, inflight, seen. ARGV message id, entry, how long the id is remembered, when the first trigger of a
 * batch is due, how much later a batch is overdue (-1: never), now. Gives what became of the message, the id of the batch
 * that it waits in, and whether that batch is overdue: its trigger should have come, and may have used up its retries.
 */
export const PUSH = `${NOW}
local id, entry, seenForMs, delayMs, lateMs = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local function placed(kind)
  local waiting = redis.call('HMGET', KEYS[2], 'id', 'dueMs')
  local overdue = lateMs >= 0 and now >= tonumber(waiting[2] or '0') + lateMs
  return {kind, waiting[1], overdue and 'overdue' or ''}
end
if seenForMs > 0 and not redis.call('SET', KEYS[4], '1', 'NX', 'PX', ms(seenForMs)) then
  local mark = '"messageId":"' .. id .. '"'
  for _, held in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    if string.find(held, mark, 1, true) then return placed('still-pending') end
  end
  local messages = redis.call('HGET', KEYS[3], 'messages')
  if messages and string.find(messages, mark, 1, true) then return {'in-flight', ''} end
  return {'done', ''}
end
if redis.call('LLEN', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[2], 'id', id, 'firstMs', ms(now), 'dueMs', ms(now + delayMs))
end
redis.call('HSET', KEYS[2], 'lastMs', ms(now))
redis.call('RPUSH', KEYS[1], entry)
return placed('new')
`;

/**
 * KEYS pending, batch, inflight. ARGV owner, lease, quiet time, longest wait, whether to record, now. Gives a batch, or
 * why there is none and for how long. Whoever meets a batch in flight, or resumes one, leaves word that a trigger of those
 * who wait is spent. From the third resumption on the lease doubles each time: what never succeeds must not be tried for
 * ever at the same pace.
 */
export const TAKE = `${NOW}
local owner, leaseMs, quietMs, longestMs = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local held = redis.call('HMGET', KEYS[3], 'id', 'owner', 'leaseUntilMs', 'state', 'text', 'messages')
if held[1] then
  local leftMs = tonumber(held[3]) - now
  if held[2] ~= owner then
    if redis.call('LLEN', KEYS[1]) > 0 then redis.call('HSET', KEYS[2], 'spent', '1') end
    if leftMs > 0 then return {'busy', ms(leftMs)} end
    local resumed = redis.call('HINCRBY', KEYS[3], 'resumed', 1)
    leaseMs = leaseMs * 2 ^ math.min(10, math.max(0, resumed - 2))
  end
  redis.call('HSET', KEYS[3], 'owner', owner, 'takenMs', ms(now), 'leaseUntilMs', ms(now + leaseMs))
  return {'batch', held[1], held[4], held[5] and 'kept' or '', held[5] or '', held[6]}
end
local entries = redis.call('LRANGE', KEYS[1], 0, -1)
if #entries == 0 then return {'empty'} end
local waiting = redis.call('HMGET', KEYS[2], 'id', 'firstMs', 'lastMs')
local untilMs = tonumber(waiting[3]) + quietMs
if longestMs > 0 then untilMs = math.min(untilMs, tonumber(waiting[2]) + longestMs) end
if untilMs > now then return {'wait', ms(untilMs - now)} end
local messages = '[' .. table.concat(entries, ',') .. ']'
redis.call('DEL', KEYS[1], KEYS[2])
if ARGV[5] == '1' then
  redis.call('HSET', KEYS[3], 'id', waiting[1], 'messages', messages, 'state', 'open', 'owner', owner,
    'takenMs', ms(now), 'leaseUntilMs', ms(now + leaseMs))
end
return {'batch', waiting[1], 'open', '', '', messages}
`;

/**
 * KEYS pending, batch. ARGV for how long, now. Leaves word when the trigger is due that was accepted for those who wait; not
 * before it was, since it may not be.
 */
export const EXPECT = `${NOW}
if redis.call('LLEN', KEYS[1]) > 0 then redis.call('HSET', KEYS[2], 'dueMs', ms(now + tonumber(ARGV[1]))) end
return 1
`;

/**
 * KEYS inflight. ARGV batch id, text, whether to keep it, how long after the take it may still be sent, now. Gives
 * whether to send, and what: the first text that was kept wins. Who asks is not looked at: whose lease is over knows so
 * by a watch of its own, and has stopped.
 */
export const CLAIM = `${NOW}
local held = redis.call('HMGET', KEYS[1], 'id', 'takenMs', 'state', 'text')
if held[1] ~= ARGV[1] then return {'gone', ''} end
if held[3] ~= 'open' then return {held[3], held[4] or ''} end
if now - tonumber(held[2]) >= tonumber(ARGV[4]) then return {'late', ''} end
if ARGV[3] ~= '1' then return {'yours', ARGV[2]} end
if not held[4] then redis.call('HSET', KEYS[1], 'text', ARGV[2]) end
return {'yours', held[4] or ARGV[2]}
`;

/**
 * KEYS inflight. ARGV batch id, state: what became of the Send. Whoever knows may tell. Gives what holds from now on: one that
 * arrived has arrived, whatever is said of another try.
 */
export const SETTLE = `
local inflight = redis.call('HMGET', KEYS[1], 'id', 'state')
if inflight[1] ~= ARGV[1] then return ARGV[2] end
if inflight[2] == 'sent' then return 'sent' end
redis.call('HSET', KEYS[1], 'state', ARGV[2])
return ARGV[2]
`;

/**
 * KEYS inflight, pending, batch. ARGV batch id, quiet time, now. Gives whether messages wait whose trigger is spent, and
 * for how long to wait.
 */
export const DONE = `${NOW}
if redis.call('HGET', KEYS[1], 'id') == ARGV[1] then redis.call('DEL', KEYS[1]) end
local waiting = redis.call('HMGET', KEYS[3], 'lastMs', 'spent')
if not waiting[2] then return {'nothing', '0'} end
return {'pending', ms(math.max(0, tonumber(waiting[1]) + tonumber(ARGV[2]) - now))}
`;

/** KEYS inflight. ARGV batch id, owner. The lease ends now, if it is still that owner's. */
export const RELEASE = `
local held = redis.call('HMGET', KEYS[1], 'id', 'owner')
if held[1] == ARGV[1] and held[2] == ARGV[2] then redis.call('HSET', KEYS[1], 'leaseUntilMs', '0') end
return 1
`;
