/**
 * What `explore` leaves in files. Whether they can be written is asked before anything runs; one that cannot be written
 * afterwards takes neither the report nor the other files away.
 */
import { type CampaignReport, type CampaignState, type Case, exampleFiles } from '../../sim/explore/index.ts';
import { InputError } from '../../sim/model/errors.ts';
import { canonicalJson } from '../../sim/model/trace-file/hash.ts';
import type { Io } from '../bench.ts';
import { type CommandLine, valueOf } from '../options.ts';
import { junitOf } from './junit.ts';

const LARGEST_CORPUS = 500;

/** Throws InputError for the first that cannot be written. */
export function checkOutputs(line: CommandLine, io: Io): void {
  for (const name of ['resume', 'corpus', 'junit'] as const) {
    const file = valueOf(line, name);
    if (file !== undefined) io.checkFile(file, `--${name}`);
  }
  const folder = valueOf(line, 'examples');
  if (folder !== undefined) io.checkFolder(folder, '--examples');
}

/** For now and then while cases are run. What goes wrong is told once, and the campaign goes on. */
export function keeper(line: CommandLine, stateNow: () => CampaignState, io: Io): () => void {
  let told = false;
  return () => {
    const problem = problemOf(() => keepState(line, stateNow(), io));
    if (problem !== undefined && !told) io.err(`Not kept, and the campaign goes on: ${problem.message}`);
    told ||= problem !== undefined;
  };
}

/** Everything that can be written is; then the first that could not is thrown, and the others are told. */
export function keepOutputs(line: CommandLine, report: CampaignReport, state: CampaignState, io: Io): void {
  const acts: readonly (() => void)[] = [
    () => keepState(line, state, io),
    () => keepCorpus(line, report, state, io),
    () => keepJunit(line, report, io),
    () => keepExamples(line, report, io),
  ];
  const [first, ...others] = acts.flatMap((act) => problemOf(act) ?? []);
  for (const { message } of others) io.err(message);
  if (first !== undefined) throw first;
}

function problemOf(act: () => void): InputError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function keepState(line: CommandLine, state: CampaignState, io: Io): void {
  const file = valueOf(line, 'resume');
  if (file !== undefined) io.writeFile(file, `${JSON.stringify(state)}\n`, '--resume');
}

/** Examples first: they are the smallest that show something; then whatever was the first to reach something. */
function keepCorpus(line: CommandLine, { findings }: CampaignReport, state: CampaignState, io: Io): void {
  const file = valueOf(line, 'corpus');
  if (file === undefined) return;
  const cases = [...findings.map(({ example }) => example), ...state.prelude, ...state.corpus];
  io.writeFile(file, `${JSON.stringify(withoutDoubles(cases))}\n`, '--corpus');
}

function withoutDoubles(cases: readonly Case[]): readonly Case[] {
  const known = new Map(cases.map((explored) => [canonicalJson(explored), explored]));
  return [...known.values()].slice(0, LARGEST_CORPUS);
}

function keepJunit(line: CommandLine, report: CampaignReport, io: Io): void {
  const file = valueOf(line, 'junit');
  if (file !== undefined) io.writeFile(file, junitOf(report), '--junit');
}

function keepExamples(line: CommandLine, report: CampaignReport, io: Io): void {
  const folder = valueOf(line, 'examples');
  if (folder === undefined) return;
  for (const { name, text } of exampleFiles(report)) io.writeFile(`${folder}/${name}`, text, '--examples');
}
