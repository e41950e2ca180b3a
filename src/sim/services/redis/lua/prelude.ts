/**
 * The world of a script, in Lua: what a server's sandbox shows and nothing else. It is run once, gets a table of
 * functions from outside, and returns the environment of all scripts and the table that holds their globals.
 * What a server has and this world has not (coroutines, bit, struct, cmsgpack and others) is refused.
 */
export const PRELUDE = String.raw`
local host = ...
local rawtostring, rawtonumber, rawpcall, rawxpcall = tostring, tonumber, pcall, xpcall
local type, error, select, setmetatable, rawget = type, error, select, setmetatable, rawget
local rawgetmetatable, rawset, string, table = getmetatable, rawset, string, table
local lower, find, rawnext = string.lower, string.find, next

-- Uses that a server answers otherwise than this Lua does, mostly with an error of its own, are refused.
local function tostring(...)
  local value = ...
  if select('#', ...) == 0 then host.refuse('tostring without a value') end
  if type(value) == 'number' then return value .. '' end
  if value == host.null then return 'userdata: (nil)' end
  if type(value) == 'table' or type(value) == 'function' then
    local meta = type(value) == 'table' and rawgetmetatable(value)
    if type(meta) ~= 'table' or rawget(meta, '__tostring') == nil then
      host.refuse('the text of a ' .. type(value) .. ', which is its address')
    end
  end
  return rawtostring(value)
end

local function tonumber(...)
  local value, base = ...
  if select('#', ...) == 0 then host.refuse('tonumber without a value') end
  if type(value) == 'string' and find(lower(value), '^%s*[+-]?[in]') then
    host.refuse('tonumber of a text that is infinite or no number')
  end
  if base == nil or base == 10 then return rawtonumber(value) end
  if type(base) ~= 'number' or base < 2 or base > 36 then host.refuse('tonumber in a base that is none') end
  if find(value, '-', 1, true) then host.refuse('tonumber of a negative number in a base') end
  return host.radix(value, base)
end

local function truncated(value)
  local number = rawtonumber(value)
  if number == nil or number ~= number then return value end
  return number < 0 and host.ceil(number) or host.floor(number)
end

-- What it gives where it goes well; how it fails here is not how it fails there.
local function strict(name, act)
  local function given(ok, ...)
    if not ok then host.refuse('this use of ' .. name) end
    return ...
  end
  return function(...) return given(rawpcall(act, ...)) end
end

local function pairs(...)
  local list = ...
  if type(list) ~= 'table' then host.refuse('pairs of what is no table') end
  return rawnext, list, nil
end

local function following(list, at)
  at = at + 1
  local value = rawget(list, at)
  if value ~= nil then return at, value end
end

local function ipairs(...)
  local list = ...
  if type(list) ~= 'table' then host.refuse('ipairs of what is no table') end
  return following, list, 0
end

local younger = '__len __pairs __ipairs __idiv __band __bor __bxor __bnot __shl __shr __close __name __gc '

local function withmetatable(...)
  local _, meta = ...
  if type(meta) == 'table' then
    for name in rawnext, meta do
      if type(name) == 'string' and find(younger, name .. ' ', 1, true) then host.refuse(name .. ' of a table') end
    end
  end
  return setmetatable(...)
end

local function metatable(...)
  local value = ...
  if type(value) == 'string' then host.refuse('the metatable of texts') end
  if host.hidden(value) then return nil end
  return rawgetmetatable(...)
end

local function visible(name, act)
  return function(...)
    if host.hidden((...)) then host.refuse(name .. ' of what a server’s sandbox holds') end
    return act(...)
  end
end

-- A server gives the text of its own errors to who catches them, not the table.
local function unwrapped(ok, ...)
  if not ok then
    local caught = ...
    if type(caught) == 'table' and type(rawget(caught, 'err')) == 'string' then return ok, caught.err end
    if type(caught) == 'string' then return ok, host.reword(caught) end
  end
  return ok, ...
end

-- What a server has and this world has not, by table: refused when it is asked for. All else is unknown to both.
local lacking = {
  _G = 'bit struct cmsgpack coroutine collectgarbage gcinfo load loadstring _VERSION __redis__err__handler',
  string = 'dump gfind', table = 'foreach foreachi maxn setn',
  math = 'acos asin atan atan2 cos cosh deg exp frexp ldexp log log10 mod pow rad sin sinh tan tanh',
  cjson = '_NAME _VERSION decode_invalid_numbers decode_max_depth encode_invalid_numbers encode_keep_buffer ' ..
    'encode_max_depth encode_number_precision encode_sparse_array new',
  redis = 'REDIS_VERSION REDIS_VERSION_NUM REPL_ALL REPL_AOF REPL_NONE REPL_REPLICA REPL_SLAVE acl_check_cmd ' ..
    'breakpoint debug set_repl setresp',
}

local function lacks(where, name)
  return type(name) == 'string' and string.find(' ' .. lacking[where] .. ' ', ' ' .. name .. ' ', 1, true) ~= nil
end

local function readonly(contents, where)
  local shown = setmetatable({}, {
    __index = function(_, name)
      if contents[name] == nil and lacks(where, name) then host.refuse(where .. '.' .. name) end
      return contents[name]
    end,
    __newindex = function() error('Attempt to modify a readonly table', 2) end,
    __metatable = false,
  })
  host.hide(shown)
  return shown
end

local s, t, m = string, table, math
local libraries = {
  string = {
    byte = s.byte, char = strict('string.char', s.char), find = s.find, format = host.format, gmatch = s.gmatch,
    gsub = s.gsub, len = s.len, lower = s.lower, match = s.match,
    rep = strict('string.rep', function(text, times) return s.rep(text, times) end), reverse = s.reverse, sub = s.sub, upper = s.upper,
  },
  table = {
    concat = t.concat, insert = strict('table.insert', t.insert), remove = strict('table.remove', t.remove),
    sort = t.sort,
    getn = function(list) return #list end,
  },
  math = {
    abs = m.abs, ceil = host.ceil, floor = host.floor, fmod = m.fmod, huge = m.huge, max = strict('math.max', m.max), min = strict('math.min', m.min),
    modf = function(x) local whole = truncated(x) return whole, x - whole end, pi = m.pi, sqrt = m.sqrt,
    random = host.random, randomseed = host.randomseed,
  },
  cjson = { encode = host.encode, decode = host.decode, null = host.null },
  redis = {
    call = host.call, pcall = host.pcall, sha1hex = host.sha1hex, log = host.log,
    LOG_DEBUG = 0, LOG_VERBOSE = 1, LOG_NOTICE = 2, LOG_WARNING = 3,
    status_reply = function(...)
      local text = ...
      if select('#', ...) ~= 1 or type(text) ~= 'string' then return { err = 'ERR wrong number or type of arguments' } end
      return { ok = text }
    end,
    error_reply = function(...)
      local text = ...
      if select('#', ...) ~= 1 or type(text) ~= 'string' then return { err = 'ERR wrong number or type of arguments' } end
      local words = s.sub(text, 1, 1) == '-' and s.sub(text, 2) or text
      return { err = s.find(words, ' ', 1, true) and words or 'ERR ' .. words }
    end,
    replicate_commands = function() return true end,
  },
}

local globals = {
  assert = host.assert, error = host.error, ipairs = ipairs, next = next, pairs = pairs, rawequal = rawequal,
  rawget = strict('rawget', visible('rawget', rawget)), rawset = strict('rawset', visible('rawset', rawset)),
  select = select,
  setmetatable = strict('setmetatable', visible('setmetatable', withmetatable)), getmetatable = metatable, tonumber = tonumber,
  tostring = tostring, type = type, unpack = strict('unpack', t.unpack),
  pcall = function(...) return unwrapped(rawpcall(...)) end,
  xpcall = function(act, handler) return rawxpcall(act, handler) end,
}
for name, library in rawnext, libraries do globals[name] = readonly(library, name) end
-- Methods of strings, as in ("%d"):format(n).
getmetatable('').__index = globals.string
getmetatable('').__metatable = false

local environment = setmetatable({}, {
  __index = function(_, name)
    local value = globals[name]
    if value == nil then
      if lacks('_G', name) then host.refuse(name) end
      error("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 2)
    end
    return value
  end,
  __newindex = function() error('Attempt to modify a readonly table', 2) end,
  __metatable = false,
})
host.hide(environment)
globals._G = environment
return environment, globals
`;
