import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, shareApp, test } from '../support/app.ts';
import { catchBrowser, checkAddress, connect, signInOnThePage } from '../support/sign-in.ts';
import {
  dialog,
  leaveDialog,
  message,
  openWorkspace,
  shareInstance,
  workspaceItem,
  workspaceList,
} from './steward.ts';

const instance = shareInstance();

async function serve(listener: RequestListener): Promise<{ url: string; close: () => void }> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => server.close() };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

test.describe('An address is checked before anything is sent to it', () => {
  const app = shareApp();
  const add = () => dialog(app.page, 'Add a connection');
  test.afterEach(async () => {
    await leaveDialog(app.page);
    await expect(app.page.getByRole('dialog')).toBeHidden();
  });

  test('without a scheme: the address with https:// is offered', async () => {
    await checkAddress(app.page, 'si.example.com:9001/');
    await expect(add().getByRole('alert')).toContainText('doesn’t start with https://');
    await expect(add().getByRole('button', { name: 'Use https://si.example.com:9001' })).toBeVisible();
  });

  test('of this computer without a scheme: taking the suggestion goes on', async () => {
    await checkAddress(app.page, instance.url.replace('http://', ''));
    await add()
      .getByRole('button', { name: `Use ${instance.url}` })
      .click();
    await expect(dialog(app.page, 'Sign in')).toContainText('auth API');
  });

  test('with spaces, without anything, and of another scheme', async () => {
    await checkAddress(app.page, 'https://si. example.com');
    await expect(add().getByRole('alert')).toContainText('can’t contain spaces');
    await add().getByLabel('Address', { exact: true }).fill('ftp://si.example.com');
    await expect(add().getByRole('alert')).toBeHidden();
    await add().getByRole('button', { name: 'Check address' }).click();
    await expect(add().getByRole('alert')).toContainText('ftp://');
    await add().getByLabel('Address', { exact: true }).fill('');
    await add().getByRole('button', { name: 'Check address' }).click();
    await expect(add().getByText('Enter an address.')).toBeVisible();
  });

  test('http to another computer is refused before it is tried', async () => {
    await checkAddress(app.page, 'http://si.example.com');
    await expect(add().getByRole('alert')).toContainText('wouldn’t be encrypted');
    const goOn = add().getByRole('button', { name: 'Connect without encryption' });
    await expect(goOn).toHaveAttribute('aria-disabled', 'true');
    await add().getByRole('checkbox').click();
    await expect(goOn).not.toHaveAttribute('aria-disabled', 'true');
  });

  test('a port where nothing listens', async () => {
    const gone = await serve((_request, response) => response.end());
    gone.close();
    await checkAddress(app.page, gone.url);
    await expect(add().getByRole('heading', { name: 'Can’t connect to this address' })).toBeVisible();
    await expect(add().getByRole('alert')).toContainText('Check the port, and that the server is running.');
    await expect(add().getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  test('a web page instead of an API', async () => {
    const page = await serve((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Team wiki</title><h1>Hello</h1>');
    });
    await checkAddress(app.page, page.url);
    await expect(
      add().getByRole('heading', { name: 'This looks like the web page "Team wiki"' }),
    ).toBeVisible();
    page.close();
  });

  test('another product', async () => {
    const grafana = await serve((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Grafana</title>');
    });
    await checkAddress(app.page, grafana.url);
    await expect(add().getByRole('heading', { name: 'This looks like Grafana' })).toBeVisible();
    grafana.close();
  });

  test('the sign-in page of a network in between', async () => {
    const portal = await serve((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Guest Wi-Fi</title><h1>Sign in to the network</h1>');
    });
    await checkAddress(app.page, portal.url);
    await expect(add().getByRole('heading', { name: 'A proxy or sign-in page is in the way' })).toBeVisible();
    portal.close();
  });

  test('a redirect to another server, which gets nothing', async () => {
    let asked = 0;
    const target = await serve((_request, response) => {
      asked += 1;
      response.end();
    });
    const redirecting = await serve((_request, response) => {
      response.writeHead(302, { location: `${target.url}/elsewhere` }).end();
    });
    await checkAddress(app.page, redirecting.url);
    await expect(add().getByRole('alert')).toContainText(target.url);
    expect(asked).toBe(0);
    redirecting.close();
    target.close();
  });
});

test.describe('Signing in', () => {
  const app = shareApp();
  const identityProvider = shareInstance({ localLogin: false });

  test('with the browser, over a page of this computer that waits for it', async () => {
    const { page, electron } = app;
    const nextUrl = await catchBrowser(electron);
    await checkAddress(page, identityProvider.url);
    const signIn = dialog(page, 'Sign in');
    await expect(signIn.getByRole('radio', { name: 'With the browser' })).toBeChecked();
    await expect(signIn.getByRole('radio', { name: 'As the local developer' })).toBeHidden();
    await signIn.getByRole('button', { name: 'Open browser' }).click();
    await expect(signIn.getByRole('status')).toContainText('Sign in with your browser');
    const loginUrl = await nextUrl();
    expect(loginUrl).toMatch(/\/si\/auth\/auth\/login\?cli_redir=\d+$/);
    expect(await signInOnThePage(loginUrl, 'Nora Lindqvist')).toContain('You’re signed in');

    const looks = dialog(page, 'Add this connection?');
    await expect(looks).toContainText('nora.lindqvist@fabrikam.example');
    await expect(looks).toContainText('Session token');
    await looks.getByRole('button', { name: 'Not you? Use a different account' }).click();
    await expect(dialog(page, 'Sign in')).toBeVisible();

    await dialog(page, 'Sign in').getByRole('button', { name: 'Open browser' }).click();
    await nextUrl();
    await dialog(page, 'Sign in').getByRole('button', { name: 'Cancel sign-in' }).click();
    await expect(dialog(page, 'Sign in').getByRole('button', { name: 'Open browser' })).toBeVisible();
    await leaveDialog(page);
    await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();
  });

  test('as the developer of this computer: who that is is shown before it is kept', async () => {
    const { page } = app;
    await checkAddress(page, instance.url);
    const signIn = dialog(page, 'Sign in');
    await expect(signIn.getByRole('radio', { name: 'With the browser' })).toBeHidden();
    await expect(signIn.getByRole('radio', { name: 'As the local developer' })).toBeChecked();
    await signIn.getByRole('button', { name: 'Sign in', exact: true }).click();
    const looks = dialog(page, 'Add this connection?');
    await expect(looks).toContainText('Your account: Ana Oliveira · ana@northwind.example');
    await expect(looks.getByRole('radio', { name: 'Development' })).toBeChecked();
    await leaveDialog(page);
    await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();
  });

  test('with a token: what is wrong with it is said in words', async () => {
    const { page } = app;
    const now = Math.floor(Date.now() / 1000);
    const expired = await instance.now.sign({
      version: '2',
      userId: 'x',
      workspaceId: 'x',
      role: 'web',
      iat: now - 100,
      exp: now - 50,
      sub: 'x',
      jti: 'x',
    });
    await checkAddress(page, instance.url);
    const signIn = dialog(page, 'Sign in');
    await signIn.getByRole('radio', { name: 'With a token' }).click();
    const token = signIn.getByLabel('Token', { exact: true });
    const go = signIn.getByRole('button', { name: 'Sign in', exact: true });
    await expect(token).toHaveAttribute('type', 'password');

    const tries: [string, string][] = [
      ['not a token', 'This doesn’t look like a System Initiative token'],
      [expired, 'This token has expired.'],
      [`${instance.token.slice(0, -6)}AAAAAA`, 'expired or isn’t valid on this server'],
      [await instance.now.signInAs('quinn.ashford@lumen-consulting.example'), 'quarantined'],
    ];
    for (const [text, words] of tries) {
      await token.fill(text);
      await go.click();
      await expect(signIn.getByRole('alert')).toContainText(words);
    }
    await leaveDialog(page);
  });
});

test.describe('Connections in the rail', () => {
  const app = shareApp({
    prepare: async (page) => {
      await connect(page, { address: instance.url, token: instance.token, label: 'Alpha' });
    },
  });
  const rail = () => app.page.getByRole('navigation', { name: 'Connections' });
  const colourOf = (name: string) => rail().getByRole('button', { name }).locator('[data-colour]');
  const tiles = () => rail().getByRole('listitem').getByRole('button');

  test('a second person at the same address, switched to by key, moved by key', async () => {
    const { page } = app;
    await checkAddress(page, instance.url);
    await expect(dialog(page, 'Add a connection').getByRole('status')).toContainText(
      'This address is already connected: Alpha, as Ana Oliveira.',
    );
    await dialog(page, 'Add a connection').getByRole('button', { name: 'Use a different account' }).click();
    const signIn = dialog(page, 'Sign in');
    await signIn.getByRole('radio', { name: 'With a token' }).click();
    await signIn
      .getByLabel('Token', { exact: true })
      .fill(await instance.now.signInAs('april.nguyen@northwind.example'));
    await signIn.getByRole('button', { name: 'Sign in', exact: true }).click();
    const looks = dialog(page, 'Add this connection?');
    await looks.getByLabel('Label').fill('  ');
    await looks.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(looks.getByRole('alert')).toHaveText('Enter a label.');
    await looks.getByLabel('Label').fill('Beta');
    await looks.getByRole('radio', { name: 'Staging' }).click();
    await looks.getByRole('radio', { name: 'Red' }).click();
    await looks.getByRole('button', { name: 'Add', exact: true }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Beta' })).toBeVisible();
    await expect(colourOf('Beta, staging')).toHaveAttribute('data-colour', 'red');
    await page.keyboard.press('Control+1');
    await expect(page.getByRole('heading', { level: 1, name: 'Alpha' })).toBeVisible();
    await page.keyboard.press('Control+2');
    await expect(page.getByRole('heading', { level: 1, name: 'Beta' })).toBeVisible();

    await rail().getByRole('button', { name: 'Beta, staging' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(tiles()).toHaveText([/DEV|STG/, /DEV|STG/]);
    await expect(tiles().first()).toHaveAccessibleName('Beta, staging');
    await page.keyboard.press('Control+2');
    await expect(page.getByRole('heading', { level: 1, name: 'Alpha' })).toBeVisible();
  });

  test('the same person at the same address is told so, whatever was chosen', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Add a connection' }).click();
    const adding = dialog(page, 'Add a connection');
    await adding
      .getByRole('radio', { name: /^System Initiative/ })
      .first()
      .click();
    await adding.getByRole('radio', { name: /^Another address/ }).click();
    await adding.getByLabel('Address', { exact: true }).fill(instance.url);
    await adding.getByRole('button', { name: 'Check address' }).click();
    await expect(adding.getByRole('status')).toContainText('This address is already connected:');
    await adding.getByRole('button', { name: 'Use a different account' }).click();
    const signIn = dialog(page, 'Sign in');
    await signIn.getByRole('radio', { name: 'With a token' }).click();
    await signIn.getByLabel('Token', { exact: true }).fill(instance.token);
    await signIn.getByRole('button', { name: 'Sign in', exact: true }).click();
    const looks = dialog(page, 'Add this connection?');
    await expect(looks.getByRole('status')).toContainText('This account is already connected as “Alpha”');
    await expect(looks.getByRole('button', { name: 'Add', exact: true })).toBeHidden();
    await looks.getByRole('button', { name: 'Open Alpha' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('heading', { level: 1, name: 'Alpha' })).toBeVisible();
    await expect(tiles()).toHaveCount(2);
  });

  test('label, badge and colour can be changed', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Connection settings' }).click();
    const settings = page.getByRole('dialog');
    await settings.getByLabel('Label').fill('Northwind');
    await settings.getByRole('radio', { name: 'Production' }).click();
    await settings.getByRole('radio', { name: 'Amber' }).click();
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(colourOf('Northwind, production')).toHaveAttribute('data-colour', 'amber');
    await expect(page.getByRole('heading', { level: 1, name: 'Northwind' })).toBeVisible();
  });

  test('signing out keeps what was read; signing in again takes only the same person', async () => {
    const { page } = app;
    const label = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await openWorkspace(page, 'Northwind Production', 'Members');
    await page.getByRole('button', { name: 'Connection settings' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByText(`You’re signed out of ${label}.`, { exact: true })).toBeVisible();
    await expect(workspaceItem(page, 'Northwind Production')).toBeVisible();
    await expect(page.getByRole('grid').getByText('ana@northwind.example')).toBeVisible();

    const signInWith = async (token: string) => {
      const again = page.getByRole('dialog');
      await again.getByRole('radio', { name: 'With a token' }).click();
      await again.getByLabel('Token', { exact: true }).fill(token);
      await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    };
    await page.getByRole('main').getByRole('button', { name: 'Sign in again' }).click();
    await signInWith(await instance.now.signInAs('eddie.mensah@northwind.example'));
    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    await signInWith(instance.token);
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(message(page, `Signed in to ${label} again.`)).toBeVisible();
    await expect(page.getByText(`You’re signed out of ${label}.`, { exact: true })).toBeHidden();
  });

  test('removing says what is erased, with numbers, and erases it', async () => {
    const { page } = app;
    const before = await tiles().count();
    const label = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await page.getByRole('button', { name: 'Connection settings' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Remove/ })
      .click();
    const remove = dialog(page, `Remove ${label} from this device?`);
    await expect(remove.getByRole('listitem').filter({ hasText: /^Workspaces/ })).toHaveText(/6$/);
    await expect(remove.getByRole('listitem').filter({ hasText: /^Members/ })).toHaveText(/\d\d$/);
    await expect(remove.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await remove.getByRole('button', { name: 'Remove from this device' }).click();
    await expect(message(page, `Removed ${label} from this device.`)).toBeVisible();
    await expect(tiles()).toHaveCount(before - 1);
    await expect(workspaceList(page).getByRole('heading', { name: label })).toBeHidden();
  });
});
