import { expect, test } from '../support/app.ts';
import { startPasswordProxy } from '../support/proxy-cases.ts';
import { checkAddress } from '../support/sign-in.ts';
import { dialog, leaveDialog, shareInstance } from './steward.ts';

const instance = shareInstance();

/** A check asks through a new network and through the proxy, each several processes away. */
const checked = { timeout: 30_000 };

test.describe('A proxy with a password', () => {
  test('asks for it by a prompt, again if it refuses it, and then lets requests through', async ({
    launch,
  }) => {
    const proxy = await startPasswordProxy();
    const { page } = await launch({
      args: [`--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>'],
    });
    const address = `http://127.0.0.1:${instance.now.port}/si/auth`;
    const prompt = dialog(page, `Sign in to the proxy ${proxy.address}`);
    const signIn = async (password: string) => {
      await prompt.getByLabel('User name').fill('me');
      await prompt.getByLabel('Password', { exact: true }).fill(password);
      await prompt.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(prompt).toBeHidden();
    };
    const add = page.getByRole('dialog', { name: 'Add a connection', includeHidden: true });
    const outcome = add.getByRole('alert', { includeHidden: true });
    await checkAddress(page, address);
    await expect(prompt).toContainText('Office', checked);
    // Behind the prompt: a password that is given before the check has ended would be sent with its next requests.
    await expect(outcome).toHaveCount(1, checked);
    await signIn('wrong');

    await expect(outcome).toContainText(`The proxy ${proxy.address} asks for a user name`);
    await add.getByRole('button', { name: 'Try again' }).click();
    await expect(prompt.getByRole('alert')).toContainText('refused the user name or password', checked);
    await expect(outcome).toHaveCount(1, checked);
    await signIn('right');
    await add.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog(page, 'Sign in')).toContainText(address, checked);
    await proxy.close();
  });

  test('asks no more once its prompt was cancelled, but in Settings', async ({ launch }) => {
    const proxy = await startPasswordProxy();
    const { page } = await launch({
      args: [`--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>'],
    });
    const address = `http://127.0.0.1:${instance.now.port}/si/auth`;
    const prompt = dialog(page, `Sign in to the proxy ${proxy.address}`);
    const add = page.getByRole('dialog', { name: 'Add a connection', includeHidden: true });
    await checkAddress(page, address);
    // What the check ended with is behind the prompt.
    await expect(add.getByRole('alert', { includeHidden: true })).toHaveCount(1, checked);
    await prompt.getByRole('button', { name: 'Cancel' }).click();
    await add.getByRole('button', { name: 'Try again' }).click();
    await expect(add.getByRole('alert')).toContainText(
      `The proxy ${proxy.address} asks for a user name`,
      checked,
    );
    await expect(prompt).toBeHidden();
    await leaveDialog(page);

    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: `Sign in to ${proxy.address}` }).click();
    await prompt.getByLabel('User name').fill('me');
    await prompt.getByLabel('Password', { exact: true }).fill('right');
    await prompt.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Proxy', exact: true })).toContainText(
      'signs in to it until you quit',
    );
    await checkAddress(page, address);
    await expect(dialog(page, 'Sign in')).toContainText(address, checked);
    await proxy.close();
  });
});
