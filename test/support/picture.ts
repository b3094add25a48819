import type { Page } from '@playwright/test';

const folder = process.env['STEWARD_PICTURES'];

/** Saves the window as PNG into the folder that STEWARD_PICTURES names; does nothing without it. */
export async function picture(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
