/**
 * A laboratory: one question of the page that takes many runs. It makes none of them itself (but for the one that a
 * curve is about), so that it hears the word to stop at once: that is what its hands are for, the same script again.
 */
import { compareCampaigns, otherwiseSentence } from '../../../sim/explore/index.ts';
import { problemOf } from '../problem.ts';
import { auditFor, curveFor, hindcastFor, matrixFor, sweepFor, versions } from './answers.ts';
import type { LabBench } from './bench.ts';
import { exploreFor, readKept } from './explore.ts';
import { beHand, HAND } from './hand.ts';
import { openHands } from './hands.ts';
import type { LabAnswer, LabQuestion, LabRequest, LabResponse } from './protocol.ts';

const respond: (response: LabResponse) => void = globalThis.postMessage.bind(globalThis);
const realNow = performance.now.bind(performance);

let stop = (): void => undefined;
let isStopped = false;
const stopped = new Promise<void>((resolve) => {
  stop = () => {
    isStopped = true;
    resolve();
  };
});

async function answer(question: LabQuestion, hands: number): Promise<LabAnswer> {
  switch (question.kind) {
    case 'read':
      return readKept(question.name, question.text);
    case 'compare': {
      const { before, now } = question;
      const otherwise = otherwiseSentence(before.plan, now.plan);
      return { kind: 'compared', compared: compareCampaigns(before, now), otherwise };
    }
    case 'versions':
      return versions();
    default:
      return await withHands(hands, async (bench) => {
        switch (question.kind) {
          case 'explore':
            return await exploreFor(question, bench);
          case 'matrix':
            return await matrixFor(question, bench);
          case 'sweep':
            return await sweepFor(question, bench);
          case 'curve':
            return await curveFor(question.link, question.check, bench);
          case 'hindcast':
            return await hindcastFor(question.runs, question.policies, bench);
          case 'audit':
            return await auditFor(bench);
        }
      });
  }
}

async function withHands(hands: number, act: (bench: LabBench) => Promise<LabAnswer>): Promise<LabAnswer> {
  const startedMs = realNow();
  const pool = openHands(hands, (why) => respond({ kind: 'lost', why }));
  try {
    return await act({
      pool,
      tell: respond,
      isStopped: () => isStopped,
      stopped,
      elapsedMs: () => realNow() - startedMs,
    });
  } finally {
    await pool.close();
  }
}

function beLaboratory(): void {
  globalThis.addEventListener('message', (event: MessageEvent<LabRequest>) => {
    const request = event.data;
    if (request.kind === 'stop') {
      stop();
      return;
    }
    answer(request.question, request.hands).then(respond, (error: unknown) =>
      respond({ kind: 'failed', problem: problemOf(error) }),
    );
  });
}

if (self.name === HAND) beHand();
else beLaboratory();
