import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, shareApp, test } from '../support/app.ts';
import { installSystemCertificates } from '../support/client-certificate-cases.ts';
import { asksForCertificate, serverCertificate, startGateway, type Gateway } from '../support/gateway.ts';
import { checkAddress, connect } from '../support/sign-in.ts';
import { dialog, leaveDialog, refresh, shareInstance, workspaceItem } from './steward.ts';

const instance = shareInstance();

test.describe('A server with an untrusted certificate', () => {
  const app = shareApp();
  let gateway: Gateway;
  let address = '';

  test.beforeAll(async () => {
    gateway = await startGateway(() => instance.now.port, serverCertificate(''));
    address = `${gateway.url}/si/auth`;
  });
  test.afterAll(() => gateway.close());

  test('is trusted only after comparing its fingerprint, and another certificate is another matter', async () => {
    const { page } = app;
    await checkAddress(page, address);
    const add = dialog(page, 'Add a connection');
    await expect(add.getByRole('heading', { name: 'This certificate isn’t trusted' })).toBeVisible();
    await expect(add).toContainText(/SHA-256.*([0-9A-F]{2}:){31}[0-9A-F]{2}/);
    const trust = add.getByRole('button', { name: 'Trust this certificate' });
    await expect(trust).toHaveAttribute('aria-disabled', 'true');
    await add.getByRole('checkbox', { name: /compared the SHA-256/ }).click();
    await trust.click();
    await expect(dialog(page, 'Sign in')).toContainText(address);
    await leaveDialog(page);

    await connect(page, { address, token: instance.token, label: 'Gateway' });
    await expect(workspaceItem(page, 'Northwind Production')).toBeVisible();

    gateway.use(serverCertificate('other-'));
    await page.getByRole('button', { name: 'Connection settings' }).click();
    await dialog(page, 'Gateway settings').getByRole('button', { name: 'Sign in again' }).click();
    const again = dialog(page, 'Sign in to Gateway again');
    await expect(again.getByRole('heading', { name: 'The certificate has changed' })).toBeVisible();
    await expect(again.getByRole('alert')).toContainText('don’t continue');
    await expect(again.getByText('Previously trusted')).toBeVisible();
    const replace = again.getByRole('button', { name: 'Trust this certificate' });
    await expect(replace).toHaveAttribute('aria-disabled', 'true');
    await again.getByRole('checkbox', { name: /compared the SHA-256/ }).click();
    await replace.click();
    await expect(again.getByRole('heading', { name: 'The certificate has changed' })).toBeHidden();
    await leaveDialog(page);

    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    const pins = page.getByRole('region', { name: 'Trusted certificates' });
    await pins.getByRole('button', { name: /^Stop trusting/ }).click();
    await dialog(page, /^Stop trusting/)
      .getByRole('button', { name: 'Stop trusting' })
      .click();
    await expect(pins).toContainText('None.');
  });
});

test.describe('A server with more than one fault in its certificate', () => {
  const app = shareApp();

  test('is described with all of them before it can be trusted', async () => {
    const fixture = (name: string) => readFileSync(join(import.meta.dirname, `../fixtures/tls/${name}`));
    // OpenSSL itself would refuse a key this short.
    const server = createServer({
      ciphers: 'DEFAULT@SECLEVEL=0',
      key: fixture('faulty-key.pem'),
      cert: fixture('faulty-cert.pem'),
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await checkAddress(app.page, `https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect(dialog(app.page, 'Add a connection').getByRole('alert')).toContainText(
      'it’s self-signed, it was issued for another name, it has expired and its cryptography is too weak',
    );
    server.close();
    server.closeAllConnections();
    await leaveDialog(app.page);
  });
});

test.describe('With the certificates of this computer', () => {
  const home = mkdtempSync(join(tmpdir(), 'steward-home-'));
  const app = shareApp({ env: { HOME: home, XDG_DATA_HOME: join(home, 'data') } });
  test.beforeAll(() => installSystemCertificates(home));
  test.afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('one that the computer trusts replaces the trusted one only after comparing its fingerprint', async () => {
    const { page } = app;
    const gateway = await startGateway(() => instance.now.port, serverCertificate(''));
    const add = dialog(page, 'Add a connection');
    const address = `${gateway.url}/si/auth`;
    await checkAddress(page, address);
    await add.getByRole('checkbox', { name: /compared the SHA-256/ }).click();
    await add.getByRole('button', { name: 'Trust this certificate' }).click();
    await expect(dialog(page, 'Sign in')).toContainText(address);
    await leaveDialog(page);

    gateway.use(serverCertificate('vouched-'));
    await checkAddress(page, address);
    await expect(add.getByRole('heading', { name: 'The certificate has changed' })).toBeVisible();
    await expect(add.getByRole('alert')).toContainText('This computer trusts its issuer');
    const useTrust = add.getByRole('button', { name: 'Use this computer’s trust' });
    await expect(useTrust).toHaveAttribute('aria-disabled', 'true');
    await add.getByRole('checkbox', { name: /compared the SHA-256/ }).click();
    await useTrust.click();
    await expect(dialog(page, 'Sign in')).toContainText(address);
    await leaveDialog(page);

    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Trusted certificates' })).toContainText('None.');
    gateway.close();
  });

  test('one of them is chosen for a server that asks for it, and can be replaced and taken away', async () => {
    const { page } = app;
    const gateway = await startGateway(() => instance.now.port, {
      ...serverCertificate('vouched-'),
      ...asksForCertificate(),
    });
    const address = `${gateway.url}/si/auth`;
    await checkAddress(page, address);
    const add = dialog(page, 'Add a connection');
    await expect(add.getByRole('heading', { name: 'A client certificate is needed' })).toBeVisible();
    await add.getByRole('radio', { name: 'ana' }).click();
    await add.getByRole('button', { name: 'Use this certificate' }).click();
    await expect(dialog(page, 'Sign in')).toContainText(address);
    await leaveDialog(page);

    // Checked anew, it isn't shown until it is chosen again.
    await checkAddress(page, address);
    await add.getByRole('radio', { name: 'ana' }).click();
    await add.getByRole('button', { name: 'Use this certificate' }).click();
    const signIn = dialog(page, 'Sign in');
    await signIn.getByRole('radio', { name: 'With a token' }).click();
    await signIn.getByLabel('Token', { exact: true }).fill(instance.token);
    await signIn.getByRole('button', { name: 'Sign in', exact: true }).click();
    const looks = dialog(page, 'Add this connection?');
    await looks.getByLabel('Label').fill('Gateway');
    await looks.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(workspaceItem(page, 'Northwind Production')).toBeVisible();

    await page.getByRole('button', { name: 'Connection settings' }).click();
    const settings = dialog(page, 'Gateway settings');
    await expect(settings).toContainText('ana · issued by Steward Test Client CA');
    await settings.getByRole('button', { name: 'Choose a client certificate' }).click();
    await settings.getByRole('radio', { name: 'bo' }).click();
    await settings.getByRole('button', { name: 'Use this certificate' }).click();
    await expect(settings).toContainText('bo · issued by Steward Test Client CA');

    await settings.getByRole('button', { name: 'Stop using this client certificate' }).click();
    await expect(settings).toContainText('None. Choose one if the server asks for it.');
    await page.keyboard.press('Escape');
    await refresh(page);
    const tile = page
      .getByRole('navigation', { name: 'Connections' })
      .getByRole('button', { name: /Gateway/ });
    await expect(tile).toHaveAccessibleDescription(/asks for a client certificate/);
    gateway.close();
  });
});
