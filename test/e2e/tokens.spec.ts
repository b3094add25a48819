import { formatUtcDate } from '../../src-preload/shared/format/dates.ts';
import { expect, shareApp, test } from '../support/app.ts';
import { connect, connectNorthwind } from '../support/sign-in.ts';
import {
  dialog,
  expectRefused,
  leaveDialog,
  message,
  openTab,
  openWorkspace,
  pickFromMenu,
  row,
  shareInstance,
} from './steward.ts';

const instance = shareInstance();

interface ServerToken {
  id: string;
  name: string | null;
  revokedAt: string | null;
}
async function onTheServer(workspace: string, name: string): Promise<ServerToken | undefined> {
  const id = instance.now.workspaceId(workspace);
  const answer = await instance.now.call('GET', `/workspaces/${id}/authTokens`);
  return (answer.json as { authTokens: ServerToken[] }).authTokens.find((token) => token.name === name);
}

test.describe('Tokens, signed in as a person', () => {
  const app = shareApp({
    prepare: (page) => connectNorthwind(page, instance),
  });
  const clipboard = () => app.electron.evaluate(({ clipboard: real }) => real.readText());
  const generate = () => dialog(app.page, 'Generate a token for Northwind Staging');
  const reveal = () => dialog(app.page, 'Copy the token now');

  test.beforeEach(() => openWorkspace(app.page, 'Northwind Staging', 'Tokens'));

  async function make(name: string, expiry = '30d'): Promise<void> {
    await app.page.getByRole('button', { name: 'Generate token' }).click();
    await generate().getByLabel('Name').fill(name);
    await generate().getByLabel('Expires in').fill(expiry);
    await generate().getByRole('button', { name: 'Generate token' }).click();
    await expect(reveal()).toBeVisible();
  }

  test('the form reads the expiry as the server will, as you type', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Generate token' }).click();
    const expiry = generate().getByLabel('Expires in');
    const reading = generate().getByRole('status');
    const submit = generate().getByRole('button', { name: 'Generate token' });
    await expectRefused(submit, 'Enter a name for the token.');
    await generate().getByLabel('Name').fill('report v1.2');
    await expect(generate().getByRole('alert')).toContainText('Remove “.”.');
    await generate().getByLabel('Name').fill('reading');

    const day = formatUtcDate(Date.now() + 90 * 86_400_000);
    await generate().getByRole('button', { name: '90 days' }).click();
    await expect(expiry).toHaveValue('90d');
    await expect(reading).toContainText(new RegExp(`Expires \\w{3}, ${day}`));
    await expect(reading).toContainText('(in 3 months)');

    await expiry.fill('1M');
    await expect(reading).toContainText('"1M" means 1 minute, not months');
    await expectRefused(submit, 'Confirm the short expiry above.');
    await generate().getByRole('checkbox', { name: 'Generate it anyway' }).click();
    await expect(submit).not.toHaveAttribute('aria-disabled');
    await expiry.fill('2m');
    await expectRefused(submit, 'Confirm the short expiry above.');

    const refused: [string, string, string | null][] = [
      ['3600', 'Add a unit. A number alone counts milliseconds.', '3600s'],
      ['1 month', 'Months aren’t supported.', '30d'],
      ['1h30m', 'Enter one whole number and one unit', '90m'],
      ['500ms', 'Use whole seconds.', '1s'],
      ['-1d', 'The expiry can’t be in the past.', '1d'],
      ['1.5h', 'Use a whole number.', '90m'],
      ['soon', 'Enter one whole number and one unit', null],
    ];
    for (const [text, words, instead] of refused) {
      await expiry.fill(text);
      await expect(generate().getByRole('alert')).toContainText(words);
      await expect(submit).toHaveAttribute('aria-disabled', 'true');
      if (instead !== null) {
        await expect(generate().getByRole('button', { name: `Use “${instead}”` })).toBeVisible();
      }
    }
    await expiry.fill('never');
    await expect(generate()).toContainText('Tokens can’t be permanent.');
    await leaveDialog(page);
  });

  test('an expiry that is far too long is refused in words, and the next one is read', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Generate token' }).click();
    const expiry = generate().getByLabel('Expires in');
    await expiry.fill('1'.repeat(150));
    await expect(generate().getByRole('alert')).toHaveText('The expiry text is too long.');
    await expiry.fill('2000ms');
    await expect(generate().getByRole('status')).toContainText('(in a moment)');
    await expect(generate().getByText('The expiry text is too long.')).toBeHidden();
    await leaveDialog(page);
  });

  test('the secret is shown once, and the dialog closes only after a copy', async () => {
    const { page } = app;
    await make('ci-reveal');
    const secret = reveal().getByLabel('Token, masked');
    await expect(secret).toHaveText(/^[^•]{1,12}•+$/);
    await page.keyboard.press('Escape');
    await expect(reveal()).toBeVisible();
    await page.mouse.click(4, 4);
    await expect(reveal()).toBeVisible();

    await reveal().getByRole('button', { name: 'Show token once' }).click();
    const shown = (await reveal().getByLabel('Token', { exact: true }).textContent()) ?? '';
    expect(shown).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    await reveal().getByRole('button', { name: 'Hide token' }).click();
    await expect(secret).toBeVisible();

    await reveal().getByRole('button', { name: 'Copy' }).click();
    await expect(reveal().getByRole('status')).toContainText('cleared after 60 s');
    expect(await clipboard()).toBe(shown);
    expect((await instance.now.call('GET', '/workspaces', { token: shown })).status).toBe(200);
    await reveal().getByRole('button', { name: 'Done' }).click();
    await expect(reveal()).toBeHidden();
    await expect(row(page, 'ci-reveal')).toContainText('Active');
    await expect(page.getByRole('main')).not.toContainText(shown.slice(-20));
  });

  test('“I’ve stored it” closes the dialog too, and a short expiry is confirmed only once', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Generate token' }).click();
    await generate().getByLabel('Name').fill('short lived');
    await generate().getByLabel('Expires in').fill('5m');
    await generate().getByRole('checkbox').click();
    await generate().getByRole('button', { name: 'Generate token' }).click();
    const review = dialog(page, 'Create token “short lived”');
    await expect(review.or(reveal())).toBeVisible();
    if (await review.isVisible()) await review.getByRole('button', { name: 'Create token' }).click();
    await reveal().getByRole('button', { name: 'I’ve stored it' }).click();
    await expect(reveal()).toBeHidden();
    await expect(row(page, 'short lived')).toContainText('in 5 min');
  });

  test('a new token can be revoked right away', async () => {
    await make('mistake');
    await reveal().getByRole('button', { name: 'Revoke it now' }).click();
    await expect(reveal()).toBeHidden();
    await expect(message(app.page, 'Token “mistake” was revoked.')).toBeVisible();
    expect(await onTheServer('Northwind Staging', 'mistake')).toMatchObject({
      revokedAt: expect.any(String),
    });
  });

  test('active and inactive tokens are listed with their known details', async () => {
    const { page } = app;
    await openWorkspace(page, 'Northwind Production', 'Tokens');
    await expect(row(page, 'CI deploy')).toContainText('ana');
    await expect(row(page, 'CI deploy')).toContainText('Not reported');
    await expect(row(page, 'CI deploy')).toContainText(/in \d+ (d|months)/);
    await expect(row(page, 'Unnamed token')).toBeVisible();
    await page.getByRole('radio', { name: /^Inactive \d/ }).click();
    await expect(row(page, 'Leaked in a chat')).toContainText('Revoked');
    await expect(row(page, 'Audit export 2024')).toContainText('Expired');
    await expect(row(page, 'CI deploy')).toBeHidden();
    await page.getByRole('radio', { name: /^Active \d/ }).click();
    await page.getByRole('combobox', { name: 'Search tokens' }).fill('drift');
    await expect(row(page, 'Nightly drift report')).toBeVisible();
    await expect(row(page, 'CI deploy')).toBeHidden();
  });

  test('revoking a token says what breaks, and only owners can do it', async () => {
    const { page } = app;
    await openTab(page, 'Tokens');
    await pickFromMenu(
      page,
      row(page, 'CI deploy (staging)').getByRole('button', { name: /^Actions for/ }),
      'Revoke…',
    );
    const review = dialog(page, 'Revoke token “CI deploy (staging)”');
    await expect(review).toContainText('Anything that signs in with this token stops working immediately.');
    await expect(review).toContainText('No undo');
    await review.getByRole('button', { name: 'Revoke' }).click();
    await expect(message(page, 'Token “CI deploy (staging)” was revoked.')).toBeVisible();
    await expect(row(page, 'CI deploy (staging)')).toBeHidden();
    await page.getByRole('radio', { name: /^Inactive/ }).click();
    await expect(row(page, 'CI deploy (staging)')).toContainText('Revoked');
    await expect(row(page, 'CI deploy (staging)')).toContainText('just now');
    await page.getByRole('radio', { name: /^Active/ }).click();

    await openWorkspace(page, 'Payments Platform', 'Tokens');
    await row(page, 'PCI evidence')
      .getByRole('button', { name: /^Actions for/ })
      .click();
    await expect(page.getByRole('menuitem', { name: /Revoke…/ })).toContainText(
      'Only Owners can do this. Your role here is Approver.',
    );
    await page.keyboard.press('Escape');
  });
});

test.describe('Tokens, signed in with an automation token', () => {
  const app = shareApp({
    prepare: async (page) => {
      const id = instance.now.workspaceId('Northwind Production');
      const made = await instance.now.call('POST', `/workspaces/${id}/authTokens`, {
        body: { name: 'steward', expiration: '1d' },
      });
      const { token } = made.json as { token: string };
      await connect(page, { address: instance.url, token, label: 'Automation' });
    },
  });

  test('an automation token can’t list tokens, and the tab says so instead of showing none', async () => {
    const { page } = app;
    await openWorkspace(page, 'Northwind Production', 'Tokens');
    await expect(page.getByText('Your sign-in can’t view this list')).toBeVisible();
    await expect(page.getByText('Automation tokens can’t list tokens.').first()).toBeVisible();
    await expect(page.getByText('No active tokens')).toBeHidden();
    await openTab(page, 'Members');
    await expect(row(page, 'ana@northwind.example')).toBeVisible();
    await openTab(page, 'Settings');
    await expectRefused(
      page.getByRole('switch', { name: 'Approvals' }),
      /Automation tokens can’t turn approvals on or off/,
    );
  });
});
