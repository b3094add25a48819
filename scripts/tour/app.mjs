import { button, dialog, openTab, settled } from './steps.mjs';

/** What this app changed, and what it saw change. */
export async function history(stage) {
  const { page, snap, instance } = stage;
  // Another administrator works there too.
  const id = await instance.workspaceId('Northwind Production');
  await instance.call('POST', `/workspace/${id}/members`, { email: 'surprise.guest@fabrikam.example' });
  await button(stage, 'Refresh').click();
  await openTab(stage, 'History');
  await page.getByRole('row').filter({ hasText: 'surprise.guest' }).waitFor();
  await settled(stage);
  await snap(
    'history',
    'what this app changed, with receipts, and what it saw change between two refreshes',
    {
      small: true,
    },
  );
  await page
    .getByRole('row')
    .filter({ hasText: 'mira.solberg' })
    .getByRole('button', { name: 'Receipt' })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
  await snap('receipt', 'a receipt, which can be exported', { themes: ['light'] });
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await button(stage, 'History').click();
  await page.getByRole('heading', { name: 'History of Northwind' }).first().waitFor();
  await snap('history-of-connection', 'the same for every workspace of a connection', { themes: ['light'] });
}

/** Palette, shortcuts, roles and settings. */
export async function appItself(stage) {
  const { page, snap } = stage;
  await openTab(stage, 'Roles');
  await snap('roles', 'the roles of the system and what each may do');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('pay');
  await page
    .getByRole('option', { name: /Payments Platform/ })
    .first()
    .waitFor();
  await snap('palette', 'everything from the keyboard: Ctrl K', { small: true });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await snap('shortcuts', 'all the keys, by ?');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await button(stage, 'Settings').click();
  await page.getByRole('heading', { name: 'Settings', level: 2 }).waitFor();
  await page.getByText('localhost:').first().waitFor();
  await snap('settings', 'theme, density, connections, trusted certificates, where secrets are', {
    small: true,
  });
  await button(stage, 'Stop trusting the certificate for localhost')
    .or(page.getByRole('button', { name: /^Stop trusting/ }))
    .first()
    .click();
  await dialog(stage, /Stop trusting the certificate/).waitFor();
  await snap('certificate-revoke', 'taking back the trust in a certificate', { themes: ['light'] });
  await page.getByRole('dialog').getByRole('button', { name: 'Stop trusting' }).click();
  await page.getByText(/^Stopped trusting/).waitFor();
  await page.getByRole('radio', { name: 'Compact' }).click();
  await page.keyboard.press('Control+1');
  await page.getByRole('tab', { name: 'Members' }).click();
  await page.getByRole('grid').waitFor();
  await snap('compact', '28-pixel rows', { themes: ['light'] });
}

/** Each section of the settings, as its name in the contents leads there. */
export async function settings(stage) {
  const { page, snap } = stage;
  await button(stage, 'Settings').click();
  const contents = page.getByRole('navigation', { name: 'Sections of the settings' });
  await contents.waitFor();
  for (const title of await contents.getByRole('button').allInnerTexts()) {
    await contents.getByRole('button', { name: title, exact: true }).click();
    await contents.locator('[aria-current]').filter({ hasText: title }).waitFor();
    await snap(`settings-${title.toLowerCase().replaceAll(' ', '-')}`, `Settings: ${title}`, {
      themes: ['light'],
    });
  }
}
