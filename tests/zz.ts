import { create, createBaseline, describe } from '../src/batching/index.ts';
import { findScenario } from './support/app.ts';
import { survey, generator } from '../src/sim/explore/generate/index.ts';
import { examine, noTimes } from '../src/sim/explore/examine.ts';
import { withCanary, canaryFound } from '../src/sim/explore/canary.ts';
import { unmet } from '../src/sim/explore/sometimes.ts';
const subject = { app: describe(), base: findScenario('rapid-burst'), settingsFor: (u: readonly string[]) => ({ testUsers: u.join(',') }), create, createBaseline, webhook: '/api/webhook', readClock: () => Date.now() };
const t = await survey(subject, { policy: 'documented', settings: {}, users: 3 });
const g = generator(t, 1);
const times = noTimes(); const N=Number(process.argv[2] ?? 400); const found: Record<string, [number, number]>={}; const reached=new Set<string>();
for (let i=0;i<N;i++) { const a=performance.now(); const c=g(i); times.generationMs+=performance.now()-a; const e=await examine(subject,c,()=>performance.now(),times); for (const f of e.failures) { const k=f.check+'/'+f.pattern; found[k]=[(found[k]?.[0]??0)+1, found[k]?.[1]??i]; } for (const f of e.features) reached.add(f); }
let can=0; for (let i=0;i<20;i++) if (canaryFound((await examine(subject,g(i),()=>0,noTimes(),withCanary(subject))).failures)) can++;
console.log(times,found,'canary',can, reached.size, unmet(reached, t.faults.map(f=>f.id)));
