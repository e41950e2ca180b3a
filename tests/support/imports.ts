/**
 * Reads the imports of a source file, without a compiler: oxfmt puts every import and re-export at the start of a
 * line, and that is what is looked for. Type imports count like all others.
 */

export interface Import {
  /** What is imported, as written: `../model/trace.ts`, `node:fs`, `openai`. */
  readonly specifier: string;
  readonly line: number;
}

const FORMS: readonly RegExp[] = [
  // import … from '…', export … from '…', over several lines too. No quote or semicolon comes before the source.
  /^(?:import|export)\b[^'";`]*?\bfrom\s*(['"])(?<specifier>[^'"\n]+)\1/gm,
  // import '…'
  /^import\s*(['"])(?<specifier>[^'"\n]+)\1/gm,
  // import('…'), anywhere, as a value or in a type
  /\bimport\(\s*(['"])(?<specifier>[^'"\n]+)\1/gm,
  // new URL('…', import.meta.url): how a worker is named
  /\bnew URL\(\s*(['"])(?<specifier>[^'"\n]+)\1,\s*import\.meta\.url/gm,
];

/** A dynamic import of something worked out at run time: nobody can say where it leads. */
const UNREADABLE = /\bimport\(\s*(?![\s'")])/g;

const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length;

/** Comments with their text blanked and their lines kept. Only those that start a line: the rest hold no imports. */
const withoutComments = (source: string): string =>
  source
    .replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^[ \t]*\/\/.*$/gm, '');

/** The imports of a source text, in the order of their lines. */
export function importsOf(source: string): readonly Import[] {
  const code = withoutComments(source);
  const found = FORMS.flatMap((form) =>
    [...code.matchAll(form)].map(({ groups, index }) => ({
      specifier: groups?.['specifier'] ?? '',
      line: lineAt(code, index),
    })),
  );
  const unreadable = [...code.matchAll(UNREADABLE)].map(({ index }) => ({
    specifier: 'import(…)',
    line: lineAt(code, index),
  }));
  return [...found, ...unreadable].toSorted((a, b) => a.line - b.line);
}
