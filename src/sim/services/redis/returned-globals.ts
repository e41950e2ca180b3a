/** Imported after ioredis-mock: see `lent-globals.ts`. */
import { takeBack } from './lent-globals.ts';

takeBack();
