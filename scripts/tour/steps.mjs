/** The passphrase of the tour's vault. */
export const passphrase = 'four unrelated words walk';

export const button = ({ page }, name) => page.getByRole('button', { name, exact: true });
/** The one of the rail: other screens may have one too. */
export const addConnection = ({ page }) =>
  page
    .getByRole('navigation', { name: 'Connections' })
    .getByRole('button', { name: 'Add a connection', exact: true });
export const tab = ({ page }, name) => page.getByRole('tab', { name });
export const dialog = ({ page }, name) => page.getByRole('dialog', { name });
export const row = ({ page }, text) => page.getByRole('row').filter({ hasText: text });

/** A place in the list; where several have its name, the first. */
export async function openWorkspace(stage, name) {
  await stage.page
    .getByRole('complementary', { name: 'Workspaces' })
    .getByRole('button', { name, exact: true })
    .first()
    .click();
  await stage.page.getByRole('heading', { name, level: 2 }).waitFor();
}

/** A tile of the rail, by the label of its connection. */
export const tile = ({ page }, label) =>
  page.getByRole('navigation', { name: 'Connections' }).getByRole('button', { name: `${label},` });

export async function openTab(stage, name) {
  await tab(stage, name).click();
  await stage.page.getByRole('tabpanel', { name }).waitFor();
}

/** Until nothing is being refreshed, so that pictures show lists at rest. */
export async function settled({ page }) {
  await page
    .getByRole('contentinfo')
    .getByText(/^Refreshing/)
    .waitFor({ state: 'hidden' });
}
