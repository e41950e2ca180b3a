/**
 * A server's Lua is 5.1, where every number is a float. fengari is 5.3, and its integers have 32 bits: the milliseconds
 * of an epoch would overflow in silence. So here whatever a script writes or reads as a number becomes a float, and is
 * printed as 5.1 prints it ("%.14g", no ".0"). fengari looks both functions up at each call, so that replacing them
 * once is enough; nothing else in a run uses this copy of fengari (ioredis-mock's browser build has its own).
 */
import './first.ts';
import lobject from 'fengari/src/lobject.js';
import { luaS_bless } from 'fengari/src/lstring.js';
import { general } from '../numbers.ts';
import { refused } from './refuse.ts';

const DIGITS = 14;
const encoder = new TextEncoder();

/** A number as Lua 5.1 makes it a text. */
export function luaNumberText(value: number): string {
  return general(value, DIGITS);
}

const parse = lobject.luaO_str2num;
const HEX = /^\s*([+-]?)0x([0-9a-f]+)\s*$/i;
const DECIMAL = /^\s*[+-]?\d+\s*$/;
const HEX_BASE = 16;

function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Whole numbers go round fengari's integers; it answers how many characters it has read, and one more. */
lobject.luaO_str2num = (bytes, into) => {
  const text = textOf(bytes);
  const hex = HEX.exec(text);
  if (hex !== null || DECIMAL.test(text)) {
    const [, sign = '', digits = ''] = hex ?? [];
    const value = hex === null ? Number(text) : Number.parseInt(digits, HEX_BASE) * (sign === '-' ? -1 : 1);
    into.setfltvalue(value);
    return text.length + 1;
  }
  const read = parse(bytes, into);
  if (read !== 0 && typeof into.value === 'number') into.setfltvalue(into.value);
  return read;
};

lobject.luaO_tostring = (L, value) => {
  const number = Number(value.value);
  // With its sign, which is the machine's.
  if (Number.isNaN(number)) refused('the text of a number that is none');
  value.setsvalue(luaS_bless(L, encoder.encode(luaNumberText(number))));
};
