/**
 * Whether a campaign came out as it should: a policy that promises nothing may break, one with a contract may not, and
 * none may prove nothing.
 *
 * @param {{ verdict: string, plan: { excepted: readonly string[] } }} report
 */
export function isSound({ verdict, plan: { excepted } }) {
  return verdict === 'none found' || (verdict === 'found' && excepted.length === 0);
}
