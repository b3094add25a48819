import { button, dialog, openTab, row, settled } from './steps.mjs';

/** Tokens: the lists, a new one with its secret, revoking. */
export async function tokens(stage) {
  const { page, snap } = stage;
  await openTab(stage, 'Tokens');
  await row(stage, 'CI deploy').waitFor();
  await settled(stage);
  await snap('tokens', 'the tokens that work, whose they are and when they end', { small: true });
  await page.getByRole('radio', { name: /^Inactive/ }).click();
  await row(stage, 'Leaked in a chat').waitFor();
  await snap('tokens-inactive', 'those that expired or were revoked', { themes: ['light'] });
  await page.getByRole('radio', { name: /^Active/ }).click();

  await button(stage, 'Generate token').click();
  const generate = dialog(stage, 'Generate a token for Northwind Production');
  await generate.getByLabel('Name', { exact: true }).fill('Release pipeline');
  await generate.getByLabel('Expires in').fill('1h30m');
  await generate.getByRole('button', { name: /^Use “/ }).waitFor();
  await snap('token-expiry-misread', 'an expiry that the server would not read as it is meant', {
    themes: ['light'],
  });
  await generate.getByLabel('Expires in').fill('30m');
  await generate.getByRole('checkbox', { name: 'Generate it anyway' }).waitFor();
  await snap('token-expiry-short', 'under an hour needs a second yes', { themes: ['light'] });
  await generate.getByRole('button', { name: '90 days' }).click();
  await generate.getByText(/^Expires .*\d{4}/).waitFor();
  await snap('token-new', 'a new token: the instant it ends, before anything is sent', { small: true });
  await generate.getByRole('button', { name: 'Generate token', exact: true }).click();
  await dialog(stage, /^Create token/)
    .getByRole('button', { name: 'Create token' })
    .click();
  await dialog(stage, 'Copy the token now').waitFor();
  await snap('token-reveal', 'its secret, once and masked; no Esc and no click beside closes this', {
    small: true,
  });
  await button(stage, 'Copy').click();
  await page.getByText('Copied. The clipboard is cleared after 60 s').waitFor();
  await button(stage, 'Done').click();
  await row(stage, 'Release pipeline').waitFor();
  await settled(stage);

  await button(stage, 'Actions for Release pipeline').click();
  await page.getByRole('menuitem', { name: 'Revoke…' }).click();
  const review = dialog(stage, /Revoke token/);
  await review.waitFor();
  await snap('token-revoke', 'revoking: what breaks, and that it can’t be undone');
  for (const yes of await review.getByRole('checkbox').all()) await yes.click();
  await review.getByRole('button', { name: 'Revoke', exact: true }).click();
  await review.waitFor({ state: 'hidden' });
  await row(stage, 'Release pipeline').waitFor({ state: 'detached' });
}
