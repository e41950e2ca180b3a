/**
 * fast-check with a fixed seed, so that properties pass or fail alike in every run of the tests.
 * `PROPERTY_SEED=7 npx vitest run tests/property` looks at other cases; what it finds is printed with its seed and path.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

export { fc };
