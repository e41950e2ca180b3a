/**
 * Makes a script ready for the machine, from what fengari's compiler made of it: so both ways run the same
 * instructions. A script that needs more than they know there (methods, `...`, remainders) is left to fengari.
 */
import '../numbers.ts';
import lobject, { type Proto, type Value as LuaValue } from 'fengari/src/lobject.js';
import lopcodes, { type Instruction as LuaInstruction } from 'fengari/src/lopcodes.js';
import type { Action, Captured, Instruction, Program, Value } from './values.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Thrown and caught here alone. */
class Unknown extends Error {}

function constant(value: LuaValue): Value {
  if (value.ttisnil()) return undefined;
  if (value.ttisstring()) return textOf(value.svalue());
  if (typeof value.value === 'number' || typeof value.value === 'boolean') return value.value;
  throw new Unknown();
}

function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    // No UTF-8.
    throw new Unknown();
  }
}

/** Constants and registers share one number; this bit says which. */
const IS_CONSTANT = 256;

/** What is known of a function while it is made ready. */
interface Made {
  /** In the frame: the constants come first. */
  readonly registers: number;
  readonly captured: Program['captured'];
}

function translated({ opcode, A, B, C, Bx, sBx }: LuaInstruction, { registers, captured }: Made): Instruction {
  const place = (register: number): number => registers + register;
  /** The globals are no variable that could be handed on or replaced. */
  const variable = (upvalue: number): number => {
    if (captured[upvalue] === undefined) throw new Unknown();
    return upvalue;
  };
  const either = (operand: number): number => (operand >= IS_CONSTANT ? operand - IS_CONSTANT : registers + operand);
  const a = place(A);
  const binary = (action: Action): Instruction => ({ action, a, b: either(B), c: either(C) });
  const comparison = (action: Action): Instruction => ({ action, a: A, b: either(B), c: either(C) });
  const plain = (action: Action): Instruction => ({ action, a, b: B, c: C });
  const jump = (action: Action): Instruction => ({ action, a, b: sBx, c: 0 });
  switch (lopcodes.OpCodes[opcode]) {
    case 'MOVE':
      return { action: 'move', a, b: place(B), c: 0 };
    case 'LOADK':
      return { action: 'move', a, b: Bx, c: 0 };
    case 'CLOSURE':
      return { action: 'closure', a, b: Bx, c: 0 };
    case 'GETUPVAL':
      return { action: 'outer', a, b: variable(B), c: 0 };
    case 'SETUPVAL':
      return { action: 'set-outer', a, b: variable(B), c: 0 };
    case 'LOADBOOL':
      return plain('boolean');
    case 'LOADNIL':
      return plain('nils');
    case 'GETTABUP':
      if (captured[B] === undefined) return { action: 'global', a, b: 0, c: either(C) };
      return { action: 'get-in-outer', a, b: B, c: either(C) };
    case 'SETTABUP':
      return { action: 'set-in-outer', a: variable(A), b: either(B), c: either(C) };
    case 'GETTABLE':
      return { action: 'get', a, b: place(B), c: either(C) };
    case 'SETTABLE':
      return binary('set');
    case 'NEWTABLE':
      return plain('table');
    case 'SETLIST':
      if (C === 0) throw new Unknown();
      return plain('list');
    case 'ADD':
      return binary('add');
    case 'SUB':
      return binary('subtract');
    case 'MUL':
      return binary('multiply');
    case 'DIV':
      return binary('divide');
    case 'POW':
      return binary('power');
    case 'UNM':
      return { action: 'negate', a, b: place(B), c: 0 };
    case 'NOT':
      return { action: 'not', a, b: place(B), c: 0 };
    case 'LEN':
      return { action: 'length', a, b: place(B), c: 0 };
    case 'CONCAT':
      return { action: 'concat', a, b: place(B), c: place(C) };
    case 'JMP':
      return A === 0 ? jump('jump') : { action: 'close', a: place(A - 1), b: sBx, c: 0 };
    case 'EQ':
      return comparison('equal');
    case 'LT':
      return comparison('less');
    case 'LE':
      return comparison('at-most');
    case 'TEST':
      return plain('test');
    case 'TESTSET':
      return { action: 'test-set', a, b: place(B), c: C };
    case 'CALL':
      return plain('call');
    case 'TAILCALL':
      return plain('tail-call');
    case 'RETURN':
      return plain('return');
    case 'FORPREP':
      return jump('for-prepare');
    case 'FORLOOP':
      return jump('for-loop');
    case 'TFORCALL':
      return plain('each-call');
    case 'TFORLOOP':
      return jump('each-loop');
    default:
      throw new Unknown();
  }
}

function programFrom(proto: Proto, captured: Program['captured']): Program {
  const registers = proto.k.length;
  const functions = proto.p.map((inner) =>
    programFrom(
      inner,
      inner.upvalues.map(({ instack, idx }): Captured | undefined => {
        if (instack) return { from: 'registers', place: registers + idx };
        return captured[idx] === undefined ? undefined : { from: 'outer', place: idx };
      }),
    ),
  );
  return {
    code: proto.code.map((each) => translated(each, { registers, captured })),
    frame: [...proto.k.map(constant), ...Array.from({ length: proto.maxstacksize }, () => undefined)],
    base: registers,
    parameters: proto.numparams,
    functions,
    captured,
  };
}

/** Of a compiled script; undefined where it needs more than the machine knows. */
export function programOf(script: unknown): Program | undefined {
  if (!(script instanceof lobject.LClosure)) return undefined;
  try {
    // Outside a script there is nothing but the globals.
    return programFrom(script.p, [undefined]);
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}
