/**
 * Before whatever takes a part of fengari: its modules import each other, and load as they should from their beginning
 * alone. A module of its own, since a bundle need not keep the order of the imports within one; and a name is looked
 * at, since an import for its effect alone is left out of a bundle: fengari says that it has none.
 */
import { LUA_REGISTRYINDEX } from 'fengari/src/lua.js';
import { assert } from '../../../model/errors.ts';

assert(LUA_REGISTRYINDEX < 0, 'fengari was loaded from its beginning');
