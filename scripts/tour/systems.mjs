/* global requestAnimationFrame -- in the function that runs in the page */
import { addConnection, button, dialog, openTab, openWorkspace, settled, tile } from './steps.mjs';

/** The password of all people in the sample data; the local instance shows it on its first page. */
export const samplePassword = 'steward-sample';
/** The code that a local instance takes in place of one that was sent. */
export const sampleCode = '246810';
export const samplePortal = 'local-portal';

/** Opens “Add a connection” with this system and this address in it. */
export async function startAdding(stage, system, address) {
  const { page } = stage;
  await addConnection(stage).click();
  const adding = dialog(stage, 'Add a connection');
  await adding
    .getByRole('radiogroup', { name: 'System' })
    .getByRole('radio', { name: new RegExp(`^${system}`) })
    .click();
  await adding.getByRole('radio', { name: /^Another address/ }).click();
  await page.getByLabel('Address', { exact: true }).fill(address);
}

/** From the address to the sign-in. */
export async function check(stage) {
  await button(stage, 'Check address').click();
  await dialog(stage, 'Sign in').waitFor();
}

/** The last step: how it looks, and its first list. */
export async function add(stage, { label, badge, colour }) {
  const { page } = stage;
  await dialog(stage, 'Add this connection?').waitFor();
  await page.getByLabel('Label', { exact: true }).fill(label);
  await page.getByRole('radio', { name: badge }).click();
  await page.getByRole('radio', { name: colour }).click();
  await button(stage, 'Add').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await tile(stage, label).waitFor();
  await page.getByRole('heading', { name: label, level: 1, exact: true }).waitFor();
}

/** Leaves everything that covers the window: behind a plan there may be the form it came from. */
export async function close({ page }) {
  const open = page.getByRole('dialog');
  while ((await open.count()) > 0) {
    const shown = await open.last().elementHandle();
    await page.keyboard.press('Escape');
    const gone = shown.waitForElementState('hidden');
    // What was entered is asked about first.
    const discard = button({ page }, 'Discard');
    await Promise.race([gone, discard.waitFor().catch(() => undefined)]);
    if (await discard.isVisible()) await discard.click();
    await gone;
    // What comes back does so in the frame in which the other goes.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }
}

/** The start page of the connection shown. */
export async function startPage(stage) {
  await button(stage, 'Start page').click();
  await stage.page.getByRole('heading', { name: 'Choose a workspace' }).waitFor();
  await settled(stage);
}

/** The settings of the connection shown, and what works with it. */
export async function whatWorks(stage, name, words, { settings = null } = {}) {
  const { page, snap } = stage;
  await button(stage, 'Connection settings').click();
  await dialog(stage, / settings$/).waitFor();
  if (settings !== null) await settings();
  await page.getByRole('tab', { name: 'Supported features' }).click();
  await page.getByRole('region', { name: 'Supported features' }).waitFor();
  await snap(name, words);
  await close(stage);
}

/** Roles of a place: the matrix, the difference of two, and what one person may do. */
export async function roles(stage, place, name, words, { person }) {
  const { page, snap } = stage;
  await openWorkspace(stage, place);
  await openTab(stage, 'Roles');
  await settled(stage);
  await snap(name, words, { small: true });
  await page.getByRole('heading', { name: 'Compare roles' }).scrollIntoViewIfNeeded();
  const search = page.getByRole('tabpanel').getByRole('combobox', { name: 'Member' });
  await search.fill(person);
  await page
    .getByRole('option', { name: new RegExp(person, 'i') })
    .first()
    .click();
  await page.getByRole('list', { name: /^Permissions of / }).waitFor();
  await page.getByRole('heading', { name: 'Compare roles' }).evaluate((heading) => {
    heading.scrollIntoView({ block: 'start' });
  });
  await snap(`${name}-who`, 'the difference of two roles; what one person may do here, and why', {
    themes: ['light'],
  });
}

/** Chooses in a select of a dialog. */
export async function choose(stage, within, label, option) {
  await within.getByRole('combobox', { name: label }).click();
  await stage.page.getByRole('option', { name: option }).click();
}
