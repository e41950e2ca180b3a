/** The verdicts on the document's claims: worked out once, when somebody looks. */
import type { AuditedClaim } from '../../sim/model/claim.ts';
import { Desk } from '../store/desk.ts';

export const desk = new Desk<readonly AuditedClaim[]>([], (response, before) =>
  response.kind === 'audited' ? response.claims : before,
);
