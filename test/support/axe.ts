import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The rules that a theme can break. The others look at names, roles and structure, which are the same in every theme. */
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

interface AxeOptions {
  /** A selector of the part that is looked at; left out, it is the whole page. */
  within?: string;
  /** Leaves out what an earlier look at the same page in another theme has told. */
  coloursOnly?: boolean;
}

/** What axe finds wrong on a page: a line for each rule that is broken, with where. */
export async function axeFindings(
  page: Page,
  { within, coloursOnly = false }: AxeOptions = {},
): Promise<string[]> {
  // Legacy mode runs axe in the page itself: Electron gives Playwright no second page to collect the results in.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    // It would spend a third of its time on describing what is right.
    resultTypes: ['violations'],
    ...(coloursOnly && { runOnly: rulesOfColours }),
  });
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}
