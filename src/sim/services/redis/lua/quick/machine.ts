/**
 * Runs a script that has been made ready (`program.ts`), on JavaScript's own values. Whatever it does not do as a server
 * does, to the last word of an error, it does not do at all: it throws `LEAVE`.
 */
import { assert } from '../../../../model/errors.ts';
import { byteLength } from '../../text.ts';
import { GLOBALS, joined, number, operand } from './library.ts';
import { Closure, type Instruction, LEAVE, Library, Table, type Value, type Variable, type World } from './values.ts';

const DEEPEST = 50;
/** A list in braces is put together in portions of so many. */
const AT_ONCE = 50;

/** Gives what the function returns. */
export function execute(closure: Closure, args: readonly Value[], world: World, depth = 0): readonly Value[] {
  if (depth > DEEPEST) throw LEAVE;
  const { program, outer } = closure;
  const { code, base, parameters } = program;
  const frame = program.frame.slice();
  for (let i = 0; i < parameters && i < args.length; i += 1) frame[base + i] = args[i];
  /** Where open results end: those of a call whose results are all wanted. */
  let top = 0;
  let at = 0;
  /** Variables here that inner functions know. */
  let known: Variable[] | undefined;
  for (;;) {
    const instruction: Instruction | undefined = code[at];
    assert(instruction !== undefined, 'a function in Lua ends with a return');
    world.instructionsLeft -= 1;
    if (world.instructionsLeft < 0) throw LEAVE;
    at += 1;
    const { a, b, c } = instruction;
    switch (instruction.action) {
      case 'move':
        frame[a] = frame[b];
        break;
      case 'get':
        frame[a] = get(frame[b], frame[c]);
        break;
      case 'global':
        frame[a] = globalOf(frame[c], world);
        break;
      case 'call': {
        const end = b === 0 ? top : a + b;
        const results = call(frame[a], frame.slice(a + 1, end), world, depth);
        const wanted = c === 0 ? results.length : c - 1;
        for (let i = 0; i < wanted; i += 1) frame[a + i] = results[i];
        if (c === 0) top = a + wanted;
        break;
      }
      case 'tail-call':
        return call(frame[a], frame.slice(a + 1, b === 0 ? top : a + b), world, depth);
      case 'return':
        return frame.slice(a, b === 0 ? top : a + b - 1);
      case 'jump':
        at += b;
        break;
      // Who compares passes over the jump that follows, where it comes out otherwise.
      case 'test':
        if (isTrue(frame[a]) !== (c !== 0)) at += 1;
        break;
      case 'test-set':
        if (isTrue(frame[b]) === (c !== 0)) frame[a] = frame[b];
        else at += 1;
        break;
      case 'equal':
        if (isSame(frame[b], frame[c]) !== (a !== 0)) at += 1;
        break;
      case 'less':
        if (number(frame[b]) < number(frame[c]) !== (a !== 0)) at += 1;
        break;
      case 'at-most':
        if (number(frame[b]) <= number(frame[c]) !== (a !== 0)) at += 1;
        break;
      case 'boolean':
        frame[a] = b !== 0;
        at += c;
        break;
      case 'nils':
        for (let i = 0; i <= b; i += 1) frame[a + i] = undefined;
        break;
      case 'table':
        frame[a] = new Table([]);
        break;
      case 'list':
        append(frame[a], (c - 1) * AT_ONCE, frame.slice(a + 1, b === 0 ? top : a + 1 + b));
        break;
      case 'set':
        set(frame[a], frame[b], frame[c]);
        break;
      case 'add':
        frame[a] = operand(frame[b]) + operand(frame[c]);
        break;
      case 'subtract':
        frame[a] = operand(frame[b]) - operand(frame[c]);
        break;
      case 'multiply':
        frame[a] = operand(frame[b]) * operand(frame[c]);
        break;
      case 'divide':
        frame[a] = operand(frame[b]) / operand(frame[c]);
        break;
      case 'power':
        frame[a] = operand(frame[b]) ** operand(frame[c]);
        break;
      case 'negate':
        frame[a] = -operand(frame[b]);
        break;
      case 'not':
        frame[a] = !isTrue(frame[b]);
        break;
      case 'length':
        frame[a] = lengthOf(frame[b]);
        break;
      case 'concat':
        frame[a] = joined(frame.slice(b, c + 1));
        break;
      case 'for-prepare':
        // As it comes to the loop's end, it will be at its beginning.
        frame[a] = number(frame[a]) - number(frame[a + 2]);
        at += b;
        break;
      case 'for-loop': {
        const step = number(frame[a + 2]);
        const value = number(frame[a]) + step;
        const limit = number(frame[a + 1]);
        if (step === 0) throw LEAVE;
        if (step > 0 ? value <= limit : limit <= value) {
          frame[a] = value;
          frame[a + 3] = value;
          at += b;
        }
        break;
      }
      case 'each-call': {
        const results = call(frame[a], [frame[a + 1], frame[a + 2]], world, depth);
        for (let i = 0; i < c; i += 1) frame[a + 3 + i] = results[i];
        break;
      }
      case 'outer':
        frame[a] = valueIn(outer[b]);
        break;
      case 'set-outer': {
        const variable = outer[b];
        assert(variable !== undefined, 'a function has the variables that it knows');
        variable.frame[variable.place] = frame[a];
        break;
      }
      case 'get-in-outer':
        frame[a] = get(valueIn(outer[b]), frame[c]);
        break;
      case 'set-in-outer':
        set(valueIn(outer[a]), frame[b], frame[c]);
        break;
      case 'closure': {
        const inner = program.functions[b];
        assert(inner !== undefined, 'a function has the functions that it makes');
        const variables = (known ??= []);
        const captured = inner.captured.map((each) => {
          if (each === undefined) return undefined;
          return each.from === 'outer' ? outer[each.place] : variableAt(frame, each.place, variables);
        });
        frame[a] = new Closure(inner, captured);
        break;
      }
      case 'close':
        if (known !== undefined) known = closed(known, a);
        at += b;
        break;
      case 'each-loop':
        if (frame[a + 1] !== undefined) {
          frame[a] = frame[a + 1];
          at += b;
        }
        break;
    }
  }
}

function valueIn(variable: Variable | undefined): Value {
  assert(variable !== undefined, 'a function has the variables that it knows');
  return variable.frame[variable.place];
}

/** The variable at that place, one for all functions that know it. */
function variableAt(frame: Value[], place: number, known: Variable[]): Variable {
  const found = known.find((variable) => variable.place === place);
  if (found !== undefined) return found;
  const variable = { frame, place };
  known.push(variable);
  return variable;
}

/** From `place` on the frame's places are others' now: the variables there keep what they have. Gives those before. */
function closed(known: readonly Variable[], place: number): Variable[] {
  return known.filter((variable) => {
    if (variable.place < place) return true;
    variable.frame = [valueIn(variable)];
    variable.place = 0;
    return false;
  });
}

/** Whether two functions are one and the same hangs on how they were made. */
function isSame(a: Value, b: Value): boolean {
  if (a instanceof Closure && b instanceof Closure) throw LEAVE;
  return a === b;
}

function isTrue(value: Value): boolean {
  return value !== undefined && value !== false;
}

function globalOf(name: Value, { keys, argv }: World): Value {
  if (name === 'KEYS') return keys;
  if (name === 'ARGV') return argv;
  const value = typeof name === 'string' ? GLOBALS.get(name) : undefined;
  if (value === undefined) throw LEAVE;
  return value;
}

function call(act: Value, args: readonly Value[], world: World, depth: number): readonly Value[] {
  if (typeof act === 'function') return act(args, world);
  if (act instanceof Closure) return execute(act, args, world, depth + 1);
  throw LEAVE;
}

function get(table: Value, key: Value): Value {
  if (table instanceof Table) {
    if (typeof key === 'number') return table.list[key - 1];
    if (typeof key === 'string') return table.names?.get(key);
  } else if (table instanceof Library && typeof key === 'string') {
    const found = table.functions.get(key);
    if (found !== undefined) return found;
  }
  throw LEAVE;
}

function set(table: Value, key: Value, value: Value): void {
  if (!(table instanceof Table) || value === undefined) throw LEAVE;
  if (typeof key === 'string') {
    table.names ??= new Map();
    table.names.set(key, value);
  } else if (typeof key === 'number' && Number.isInteger(key) && key >= 1 && key <= table.list.length + 1) {
    table.list[key - 1] = value;
  } else throw LEAVE;
}

function append(table: Value, after: number, values: readonly Value[]): void {
  if (!(table instanceof Table) || table.list.length !== after) throw LEAVE;
  for (const value of values) {
    if (value === undefined) throw LEAVE;
    table.list.push(value);
  }
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return byteLength(value);
  if (value instanceof Table) return value.list.length;
  throw LEAVE;
}
