import type { Page } from '@playwright/test';
import { expect, shareApp, test } from '../support/app.ts';
import { checkAddress, connect } from '../support/sign-in.ts';
import { dialog, leaveDialog, shareInstance } from './steward.ts';

const instance = shareInstance();
const app = shareApp();

/** Whether the page's memory holds a text anywhere, after all that nothing refers to was collected. */
async function heapHolds(page: Page, text: string): Promise<boolean> {
  const devtools = await page.context().newCDPSession(page);
  let snapshot = '';
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (snapshot += chunk));
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', {});
  await devtools.detach();
  return snapshot.includes(text);
}

test('a typed token is gone from the page’s memory once its dialog is closed', async () => {
  const { page } = app;
  const canary = 'canary-typed-7f3a91';
  await checkAddress(page, instance.url);
  const signIn = dialog(page, 'Sign in');
  await signIn.getByRole('radio', { name: 'With a token' }).click();
  const field = signIn.getByLabel('Token', { exact: true });
  await field.focus();
  // Not `fill`: it would leave the text in the page itself.
  await page.keyboard.insertText(canary);
  await page.keyboard.insertText('x');
  expect(await heapHolds(page, canary)).toBe(true);
  await leaveDialog(page);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect.poll(() => heapHolds(page, canary), { timeout: 30_000 }).toBe(false);
});

test('signing in as another account than before is said before it’s added', async () => {
  const { page } = app;
  await connect(page, { address: instance.url, token: instance.token, label: 'First' });
  await checkAddress(page, instance.url);
  await dialog(page, 'Add a connection').getByRole('button', { name: 'Use a different account' }).click();
  const signIn = dialog(page, 'Sign in');
  await signIn.getByRole('radio', { name: 'With a token' }).click();
  await signIn
    .getByLabel('Token', { exact: true })
    .fill(await instance.now.signInAs('nora.lindqvist@fabrikam.example'));
  await signIn.getByRole('button', { name: 'Sign in', exact: true }).click();
  const looks = dialog(page, 'Add this connection?');
  await expect(looks).toContainText('nora.lindqvist@fabrikam.example');
  await expect(looks.getByRole('status')).toContainText('already connected to this server as Ana Oliveira');
});
