/**
 * The world of a script, in Lua: what a server's sandbox shows and nothing else. It is run once, gets a table of
 * functions from outside, and returns the environment of all scripts and the table that holds their globals.
 * What a server has and this world has not (coroutines, bit, struct, cmsgpack) is an unknown global.
 */
export const PRELUDE = String.raw`
local host = ...
local rawtostring, rawformat, rawtonumber, rawpcall, rawxpcall = tostring, string.format, tonumber, pcall, xpcall
local type, error, select, setmetatable, rawget = type, error, select, setmetatable, rawget
local mathtype = math.type

local function tostring(value)
  if type(value) == 'number' then return value .. '' end
  if value == host.null then return 'userdata: (nil)' end
  return rawtostring(value)
end

local function tonumber(...)
  local value, base = ...
  if base == nil or base == 10 then return rawtonumber(value) end
  return host.radix(value, base)
end

local function truncated(value)
  local number = rawtonumber(value)
  if number == nil or number ~= number then return value end
  return number < 0 and host.ceil(number) or host.floor(number)
end

-- %d and its like take any number in 5.1, which cuts it; %s prints a number as 5.1 does.
local function format(pattern, ...)
  local args, at = { n = select('#', ...), ... }, 0
  local fitted = string.gsub(pattern, '%%([-+ #0]*%d*%.?%d*)(.)', function(flags, letter)
    if letter == '%' then return nil end
    at = at + 1
    if letter == 'd' or letter == 'i' then
      if string.find(flags, '.', 1, true) then error('string.format: a precision for %d is not supported', 3) end
      args[at] = truncated(args[at])
      return '%' .. flags .. '.0f'
    elseif letter == 's' and at <= args.n then
      args[at] = tostring(args[at])
    end
    return nil
  end)
  return rawformat(fitted, table.unpack(args, 1, args.n))
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

local function readonly(contents)
  return setmetatable({}, {
    __index = contents,
    __newindex = function() error('Attempt to modify a readonly table', 2) end,
    __metatable = false,
  })
end

local s, t, m = string, table, math
local libraries = {
  string = {
    byte = s.byte, char = s.char, find = s.find, format = format, gmatch = s.gmatch, gsub = s.gsub, len = s.len,
    lower = s.lower, match = s.match, rep = s.rep, reverse = s.reverse, sub = s.sub, upper = s.upper,
  },
  table = {
    concat = t.concat, insert = t.insert, remove = t.remove, sort = t.sort,
    getn = function(list) return #list end,
  },
  math = {
    abs = m.abs, ceil = host.ceil, floor = host.floor, fmod = m.fmod, huge = m.huge, max = m.max, min = m.min,
    modf = function(x) local whole = truncated(x) return whole, x - whole end, pi = m.pi, sqrt = m.sqrt,
    random = host.random, randomseed = host.randomseed,
  },
  cjson = { encode = host.encode, decode = host.decode, null = host.null },
  redis = {
    call = host.call, pcall = host.pcall, sha1hex = host.sha1hex, log = function() end,
    LOG_DEBUG = 0, LOG_VERBOSE = 1, LOG_NOTICE = 2, LOG_WARNING = 3,
    status_reply = function(text) return { ok = text } end,
    error_reply = function(text)
      local words = s.sub(text, 1, 1) == '-' and s.sub(text, 2) or text
      return { err = s.find(words, ' ', 1, true) and words or 'ERR ' .. words }
    end,
    replicate_commands = function() return true end,
  },
}

local globals = {
  assert = assert, error = error, ipairs = ipairs, next = next, pairs = pairs, rawequal = rawequal, rawget = rawget,
  rawset = rawset, select = select, setmetatable = setmetatable, getmetatable = getmetatable, tonumber = tonumber,
  tostring = tostring, type = type, unpack = t.unpack,
  pcall = function(...) return unwrapped(rawpcall(...)) end,
  xpcall = function(act, handler) return rawxpcall(act, handler) end,
}
for name, library in pairs(libraries) do globals[name] = readonly(library) end
-- Methods of strings, as in ("%d"):format(n).
getmetatable('').__index = globals.string
getmetatable('').__metatable = false

local environment = setmetatable({}, {
  __index = function(_, name)
    local value = globals[name]
    if value == nil then
      error("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 2)
    end
    return value
  end,
  __newindex = function() error('Attempt to modify a readonly table', 2) end,
  __metatable = false,
})
globals._G = environment
return environment, globals
`;
