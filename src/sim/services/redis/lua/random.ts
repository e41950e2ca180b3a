/**
 * What `math.random` of scripts draws: a server begins with the same state each time that it starts, and goes on from
 * script to script. Source: Redis 7.0, rand.c (the generator of drand48) and script_lua.c.
 */

const MULTIPLIER = 0x5_deec_e66dn;
const INCREMENT = 0xbn;
const MASK = (1n << 48n) - 1n;
const LOW = 0x330en;
const AT_START = 0x1234_abcd_330en;
const LARGEST = 2_147_483_647;

export class ScriptDraws {
  #state = AT_START;

  seed(seed: number): void {
    this.#state = (BigInt.asUintN(32, BigInt(Math.trunc(seed))) << 16n) | LOW;
  }

  /** From 0 to 1. */
  draw(): number {
    this.#state = (this.#state * MULTIPLIER + INCREMENT) & MASK;
    return (Number(this.#state >> 17n) % LARGEST) / LARGEST;
  }
}
