import { button, passphrase, settled } from './steps.mjs';

/** From the first start to a local instance with sample data. */
export async function welcome(stage) {
  const { page, snap } = stage;
  const question = page.getByRole('heading', { name: 'Where should Steward store your sign-ins?' });
  const greeting = page.getByRole('heading', { name: 'Welcome to Steward' });
  await question.or(greeting).waitFor();
  // Systems that always have a keyring don't ask.
  if (await question.isVisible()) {
    await snap('vault', 'no keyring on this computer: a passphrase, or memory only', { small: true });
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Confirm passphrase').fill(passphrase);
    await button(stage, 'Use this passphrase').click();
  }
  await greeting.waitFor();
  await snap('welcome', 'the first screen: three ways to have something to look at', { small: true });

  await button(stage, 'Start with sample data').click();
  await page.getByRole('row').filter({ hasText: 'ana@northwind.example' }).waitFor();
  await settled(stage);
  await snap('local-instance', 'one click later: the built-in local instance and its sample data');
}
