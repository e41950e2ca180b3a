/** What axe finds of a page as it is. Only what is wrong is told of: what is right fills megabytes, and costs more than looking. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';

/** The rules that look at colours; what the others find is in every colour the same. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

export async function axeFinds(page: Page, rules: 'all' | 'of colour' = 'all'): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules === 'all' ? axe : axe.withRules(OF_COLOUR)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
