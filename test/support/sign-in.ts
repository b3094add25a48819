import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { samplePassword } from '../../src-main/local-instance/sample/password.ts';
import type { TestInstance } from './instance.ts';
import { visit, wayBack } from './visit.ts';

export interface ConnectOptions {
  address: string;
  token: string;
  label: string;
  badge?: 'Production' | 'Staging' | 'Development';
}

/** Opens the dialog and brings it to the choice of a way to sign in. */
export async function checkAddress(page: Page, address: string): Promise<void> {
  // The rail's; Settings has one too while there are no connections.
  await page.getByRole('button', { name: 'Add a connection', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Another address' }).click();
  await dialog.getByLabel('Address', { exact: true }).fill(address);
  await dialog.getByRole('button', { name: 'Check address' }).click();
}

/** Adds a connection as a person would: address, pasted token, looks. Ends when its workspaces are in the list. */
export async function connect(page: Page, options: ConnectOptions): Promise<void> {
  await checkAddress(page, options.address);
  const signIn = page.getByRole('dialog', { name: 'Sign in' });
  await signIn.getByRole('radio', { name: 'With a token' }).click();
  await signIn.getByLabel('Token', { exact: true }).fill(options.token);
  await signIn.getByRole('button', { name: 'Sign in', exact: true }).click();
  const looks = page.getByRole('dialog', { name: 'Add this connection?' });
  await looks.getByLabel('Label').fill(options.label);
  if (options.badge !== undefined) await looks.getByRole('radio', { name: options.badge }).click();
  await looks.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: options.label })).toBeVisible();
  await expect(
    page.getByRole('complementary', { name: 'Workspaces' }).getByRole('listitem').first(),
  ).toBeVisible();
}

/** An instance that a test has started, as far as signing in needs it. */
interface StartedInstance {
  readonly url: string;
  readonly token: string;
  readonly now: Pick<TestInstance, 'addresses'>;
}

/** Connects to System Initiative as the owner Ana, under the label “Northwind”. */
export const connectNorthwind = (page: Page, { url, token }: StartedInstance): Promise<void> =>
  connect(page, { address: url, token, label: 'Northwind' });

/** As the dialog calls them. */
export type SystemName = 'System Initiative' | 'Unstructured' | 'Workspaces API' | 'Modbox' | 'SYSTEM';

export interface SystemConnectOptions {
  system: SystemName;
  address: string;
  /** The way to sign in, where there are several. */
  method?: 'With a token' | 'With a password';
  /** By label. */
  fields: Readonly<Record<string, string>>;
  /** The code that the person is sent after the password. */
  code?: string;
  label: string;
  /** Advanced settings, filled in before the sign-in. */
  advanced?: (form: Locator) => Promise<void>;
}

/** Chooses a system and an address in the dialog, and has the address checked. */
export async function checkAddressOf(page: Page, system: SystemName, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a connection', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('radiogroup', { name: 'System' })
    .getByRole('radio', { name: system, exact: true })
    .click();
  await dialog.getByRole('radio', { name: 'Another address' }).click();
  await dialog.getByLabel('Address', { exact: true }).fill(address);
  await dialog.getByRole('button', { name: 'Check address' }).click();
}

/** Adds a connection to any system with a form. Ends when its first page is there. */
export async function connectTo(page: Page, options: SystemConnectOptions): Promise<void> {
  await checkAddressOf(page, options.system, options.address);
  const signIn = page.getByRole('dialog', { name: 'Sign in' });
  if (options.method !== undefined) await signIn.getByRole('radio', { name: options.method }).click();
  if (options.advanced !== undefined) {
    await signIn.getByRole('button', { name: 'Advanced' }).click();
    await options.advanced(signIn);
  }
  for (const [label, value] of Object.entries(options.fields)) {
    await signIn.getByLabel(label, { exact: true }).fill(value);
  }
  await signIn.getByRole('button', { name: /^(Sign in|Continue without signing in)/ }).click();
  if (options.code !== undefined) {
    await signIn.getByLabel('Code', { exact: true }).fill(options.code);
    await signIn.getByRole('button', { name: 'Continue' }).click();
  }
  const looks = page.getByRole('dialog', { name: 'Add this connection?' });
  await looks.getByLabel('Label').fill(options.label);
  await looks.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: options.label })).toBeVisible();
}

/** Connects to Modbox as Ana, under the label “Boxes”. */
export const connectBoxes = (page: Page, { now }: StartedInstance): Promise<void> =>
  connectTo(page, {
    system: 'Modbox',
    address: now.addresses.modbox,
    method: 'With a password',
    fields: { Username: 'ana', Password: samplePassword },
    label: 'Boxes',
  });

/** Keeps the addresses that the app wants to open in the system's browser instead of opening them. */
export async function catchBrowser(electron: ElectronApplication): Promise<() => Promise<string>> {
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedInTheBrowser: opened });
    shell.openExternal = (url: string) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  return async () => {
    let url: string | undefined;
    await expect
      .poll(async () => {
        url = await electron.evaluate(() => {
          const { openedInTheBrowser } = globalThis as { openedInTheBrowser?: string[] };
          return openedInTheBrowser?.shift();
        });
        return url;
      })
      .toBeDefined();
    return url ?? '';
  };
}

/** Does on the sign-in page what a person does in the browser: follows the link of a person, and where that leads. */
export async function signInOnThePage(loginUrl: string, person: string): Promise<string> {
  const { text } = await visit(await wayBack(loginUrl, person));
  return text;
}
