import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, launchCommand, shareApp, test } from '../support/app.ts';
import { connect, connectNorthwind } from '../support/sign-in.ts';
import {
  expectRefused,
  openMembers,
  openTab,
  openWorkspace,
  refresh,
  row,
  shareInstance,
  workspaceItem,
} from './steward.ts';
import type { FaultRule } from '../../src-main/local-instance/faults.ts';

const instance = shareInstance();
const everything = '/si/auth/**';

test.describe('In the middle of work', () => {
  const app = shareApp({
    prepare: (page) => connectNorthwind(page, instance),
  });
  const signedOut = () => app.page.getByText('You’re signed out of Northwind.', { exact: true });
  const trouble = (words: string | RegExp) => app.page.getByRole('status').filter({ hasText: words });

  test.beforeEach(async () => {
    await openMembers(app.page, 'Northwind Production');
  });
  test.afterEach(async () => {
    instance.now.clearFaults();
    await refresh(app.page);
    await expect(trouble('Failing since')).toBeHidden();
  });

  const never: { what: string; rule: FaultRule; words: RegExp }[] = [
    {
      what: '403 of a proxy',
      rule: { path: everything, fault: { kind: 'status', status: 403, body: 'Blocked by policy' } },
      words: /doesn’t allow this|proxy/,
    },
    {
      what: '500',
      rule: { path: everything, fault: { kind: 'status', status: 500, body: 'oops' } },
      words: /had an internal error \(500\)/,
    },
    {
      what: '401 that is not the server’s own',
      rule: {
        path: everything,
        fault: {
          kind: 'status',
          status: 401,
          body: 'Authenticate',
          headers: { 'www-authenticate': 'Basic' },
        },
      },
      words: /refused the request, but didn’t say that your sign-in ended|proxy/,
    },
    {
      what: 'web page with 200',
      rule: { path: everything, fault: { kind: 'garble', as: 'html' } },
      words: /sign-in page or proxy responded instead/,
    },
    {
      what: 'proxy that wants a sign-in',
      rule: {
        path: everything,
        fault: { kind: 'status', status: 511, body: '<h1>Sign in</h1>', contentType: 'text/html' },
      },
      words: /sign-in page or proxy responded instead/,
    },
    {
      what: 'truncated JSON',
      rule: { path: everything, fault: { kind: 'garble', as: 'truncated-json' } },
      words: /The response from 127\.0\.0\.1:\d+/,
    },
    {
      what: 'empty answer',
      rule: { path: everything, fault: { kind: 'garble', as: 'empty' } },
      words: /The response from 127\.0\.0\.1:\d+/,
    },
    {
      what: 'connection cut half way',
      rule: { path: everything, fault: { kind: 'cut' } },
      words: /was lost before the response was complete/,
    },
    {
      what: '429',
      rule: { path: everything, fault: { kind: 'rate-limit', retryAfter: 2 } },
      words: /is limiting requests/,
    },
  ];
  for (const { what, rule, words } of never) {
    test(`a ${what} keeps the sign-in and loses nothing`, async () => {
      instance.now.faults([rule]);
      await refresh(app.page);
      await expect(
        trouble(words)
          .or(app.page.getByRole('alert').filter({ hasText: words }))
          .first(),
      ).toBeVisible();
      await expect(signedOut()).toBeHidden();
      await expect(row(app.page, 'ana@northwind.example')).toBeVisible();
      await expect(workspaceItem(app.page, 'Payments Platform')).toBeVisible();
    });
  }

  test('one bad record among good ones is left out and counted', async () => {
    const { page } = app;
    const list = (await instance.now.call('GET', '/workspaces')).json as object[];
    instance.now.faults([
      {
        method: 'GET',
        path: '/si/auth/workspaces',
        fault: { kind: 'status', status: 200, body: [...list, { id: 7 }] },
      },
    ]);
    await refresh(page);
    await openTab(page, 'Overview');
    await expect(page.getByText('1 unreadable').first()).toBeVisible();
    await expect(workspaceItem(page, 'Payments Platform')).toBeVisible();
  });

  test('a change that the server refuses is told, and nothing is claimed', async () => {
    const { page } = app;
    const id = instance.now.workspaceId("Ana's laptop");
    await openWorkspace(page, "Ana's laptop", 'Members');
    instance.now.faults([
      {
        method: 'POST',
        path: `/si/auth/workspace/${id}/members`,
        fault: { kind: 'status', status: 403, body: { kind: 'Forbidden', message: 'No' } },
      },
    ]);
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('dialog').getByLabel('E-mail addresses').fill('refused@example.com');
    await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
    const form = page.getByRole('dialog', { name: /^Invite people to/ });
    await expect(form.getByRole('alert')).toContainText('You’re not a member of this workspace.');
    await expect(form.getByLabel('E-mail addresses')).toHaveValue('refused@example.com');
    await form.getByRole('button', { name: 'Cancel' }).click();
    await expect(row(page, 'refused@example.com')).toBeHidden();
  });
});

test.describe('A session that ends', () => {
  const app = shareApp({
    prepare: async (page) => {
      const id = instance.now.workspaceId('Northwind Production');
      const made = await instance.now.call('POST', `/workspaces/${id}/authTokens`, {
        body: { name: 'steward', expiration: '1d' },
      });
      const { token } = made.json as { token: string };
      await connect(page, { address: instance.url, token, label: 'Northwind' });
    },
  });

  test('says so, keeps everything that was read, and goes on after a sign-in', async () => {
    const { page } = app;
    await openMembers(page, 'Northwind Production');
    const id = instance.now.workspaceId('Northwind Production');
    const tokens = (await instance.now.call('GET', `/workspaces/${id}/authTokens`)).json as {
      authTokens: { id: string; name: string | null }[];
    };
    const mine = tokens.authTokens.find(({ name }) => name === 'steward');
    await instance.now.call('POST', `/workspaces/${id}/authTokens/${mine?.id ?? ''}/revoke`);
    await refresh(page);

    const banner = page.getByRole('status').filter({ hasText: 'You’re signed out of Northwind.' });
    await expect(banner).toContainText('The token you signed in with was revoked.');
    await expect(banner).toContainText('You can still browse saved data');
    await expect(row(page, 'ana@northwind.example')).toBeVisible();
    await expectRefused(
      page.getByRole('button', { name: 'Invite', exact: true }),
      /^Signed out: .*Sign in again/,
    );
    await expectRefused(page.getByRole('button', { name: 'New workspace' }), /Sign in|Signed out/);

    await banner.getByRole('button', { name: 'Sign in again' }).click();
    const again = page.getByRole('dialog');
    await again.getByRole('radio', { name: 'As the local developer' }).click();
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(again).toBeHidden();
    await expect(banner).toBeHidden();
    await expect(page.getByRole('button', { name: 'Invite', exact: true })).not.toHaveAttribute(
      'aria-disabled',
    );
  });

  const kinds: [string, string][] = [
    ['AuthTokenCorrupt', 'has expired or isn’t valid'],
    ['AuthUserMissing', 'no longer exists on this server'],
  ];
  for (const [kind, words] of kinds) {
    test(`${kind}: told in its own words`, async () => {
      const { page } = app;
      instance.now.faults([
        { path: everything, fault: { kind: 'status', status: 401, body: { kind, message: 'no' } } },
      ]);
      await refresh(page);
      const banner = page.getByRole('status').filter({ hasText: 'You’re signed out of Northwind.' });
      await expect(banner).toContainText(words);
      instance.now.clearFaults();
      await banner.getByRole('button', { name: 'Sign in again' }).click();
      await page.getByRole('dialog').getByRole('radio', { name: 'As the local developer' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
      await expect(banner).toBeHidden();
    });
  }
});

test.describe('On this device', () => {
  const vault = { passphrase: 'four unrelated words' };

  test('a second copy on the same folder leaves the work to the first one', async ({ launch, userData }) => {
    const { electron, page } = await launch();
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const { executablePath, args, env } = launchCommand({ userData });
    const second = spawn(executablePath, args, { env, stdio: 'ignore' });
    await once(second, 'exit');
    expect(second.exitCode).toBe(0);
    await expect
      .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
      .toBe(false);
    await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();
  });

  test('damaged databases are set aside with a word, and what was lost is said', async ({
    launch,
    userData,
  }) => {
    const first = await launch({ vault });
    await connectNorthwind(first.page, instance);
    await openWorkspace(first.page, 'Northwind Staging', 'Members');
    await expect(row(first.page, 'ana@northwind.example')).toBeVisible();
    await first.quit();
    await writeFile(join(userData, 'roster.db'), 'this is no database at all '.repeat(1000));

    const second = await launch({ vault });
    const notice = second.page.getByRole('alert').filter({ hasText: 'The offline copies in roster.db' });
    await expect(notice).toContainText('set them aside as roster.db.corrupt-');
    // It may lock itself before anybody has read it.
    await second.page.keyboard.press('Control+Shift+L');
    await second.page.getByLabel('Passphrase', { exact: true }).fill(vault.passphrase);
    await second.page.keyboard.press('Enter');
    await expect(notice).toContainText('set them aside as roster.db.corrupt-');
    await expect(row(second.page, 'ana@northwind.example')).toBeVisible();
    await notice.getByRole('button', { name: 'Got it' }).click();
    await expect(notice).toBeHidden();
    await second.quit();
    await writeFile(join(userData, 'ledger.db'), 'this is no database either '.repeat(1000));

    const third = await launch({ vault });
    await expect(
      third.page.getByRole('alert').filter({ hasText: 'The file ledger.db was damaged' }),
    ).toContainText('restored its backup');
    await expect(workspaceItem(third.page, 'Northwind Staging')).toBeVisible();
    const files = await readdir(userData);
    expect(files.filter((name) => name.includes('.corrupt-')).length).toBeGreaterThanOrEqual(2);
  });
});
