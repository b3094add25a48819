import { once } from 'node:events';
import { get } from 'node:http';
import { addConnection, button, dialog, row, settled, tile } from './steps.mjs';
import { linkOf } from './servers.mjs';
import { inMainProcess } from './stage.mjs';

/** What the check of an address says, one verdict after the other. */
export async function addresses(stage) {
  const { page, snap, odd } = stage;
  await addConnection(stage).click();
  await dialog(stage, 'Add a connection').waitFor();
  await snap('add-connection', 'adding a connection: what it is, before any secret', { small: true });
  const address = page.getByLabel('Address', { exact: true });
  const check = async (text, answer) => {
    await address.fill(text);
    await button(stage, 'Check address').click();
    await page.getByRole('dialog').getByText(answer).first().waitFor();
  };

  await check('si.example.com', /https:\/\//);
  await snap('address-no-scheme', 'an address without https://, with the one that was probably meant', {
    themes: ['light'],
  });
  await check('https://si example.com', /blank|space/i);
  await snap('address-with-space', 'an address that can’t be one', { themes: ['light'] });
  await check('http://si.example.com', /without encryption/);
  await snap('address-http', 'http to a public host: only after an explicit yes');
  await check('https://nowhere.invalid', /Server not found|offline|no network/i);
  await snap('address-unknown-host', 'a host that doesn’t exist', { themes: ['light'] });
  await check(odd.nobody, 'Can’t connect to this address');
  await snap('address-refused', 'nothing listens there', { themes: ['light'] });
  await check(odd.website, /This looks like/);
  await snap('address-wrong-product', 'a web page instead of an API');
  await check(odd.portal, 'A proxy or sign-in page is in the way');
  await snap('address-proxy', 'the sign-in page of a guest network answers', { themes: ['light'] });
  await check(odd.silent, /Checking/);
  await snap('address-checking', 'a server that is slow; the check can be stopped', { themes: ['light'] });
  await button(stage, 'Stop checking').click();

  await check(odd.selfSigned, 'This certificate isn’t trusted');
  await snap('certificate', 'an untrusted certificate, and what it takes to trust just this one', {
    small: true,
  });
  await page.getByRole('checkbox', { name: /compared the SHA-256/ }).click();
  await button(stage, 'Trust this certificate').click();
  await page.getByText(/This looks like/).waitFor();
  await button(stage, 'Cancel').click();
}

/** The sign-in page of the server, as a person uses it in the browser. */
async function signInWithBrowser(opened, name) {
  const page = await fetch(opened);
  const sent = await fetch(new URL(linkOf(await page.text(), name), page.url), { redirect: 'manual' });
  const status = await navigate(sent.headers.get('location'));
  if (status !== 200) throw new Error(`The browser ended at HTTP ${status}`);
}

/** Steward takes a navigation of a browser alone; `fetch` would say that a script asks. */
async function navigate(url) {
  const headers = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };
  const [response] = await once(get(url, { headers }), 'response');
  response.resume();
  return response.statusCode;
}

/** Addresses that the app hands to the system's browser are caught, because no browser is to open during the tour. */
async function catchBrowser({ electron }) {
  await inMainProcess(electron, 'keep addresses from the browser', ({ shell }) => {
    shell.openExternal = async (url) => {
      globalThis.openedByTour = url;
    };
  });
  return async () => {
    for (;;) {
      const url = await inMainProcess(electron, 'say its address', () => globalThis.openedByTour);
      if (url) return url;
    }
  };
}

/** Adds, changes, signs out, signs in, orders and removes connections. */
export async function connections(stage) {
  const { page, snap, instance } = stage;
  const opened = await catchBrowser(stage);
  const edge = await instance.workspaceId('Warehouse Edge');
  await instance.faults([
    { path: `/si/auth/workspace/${edge}/members`, fault: { kind: 'status', status: 500 } },
    { path: '/si/auth/workspace/*/members', fault: { kind: 'delay', ms: 8000 } },
  ]);
  const startAdding = async () => {
    await addConnection(stage).click();
    await page.getByLabel('Address', { exact: true }).fill(instance.url);
    await button(stage, 'Check address').click();
  };

  await startAdding();
  await dialog(stage, 'Sign in').waitFor();
  await snap('sign-in', 'System Initiative is recognised, with the ways to sign in that this server offers');
  await page.getByRole('radio', { name: 'With the browser' }).click();
  await button(stage, 'Open browser').click();
  await page.getByText(/Sign in with your browser/).waitFor();
  await snap('sign-in-browser', 'sign-in continues in the browser; the window follows', {
    themes: ['light'],
  });
  await signInWithBrowser(await opened(), 'Ana Oliveira');
  await page.getByText('Your account: Ana Oliveira').waitFor();
  await page.getByLabel('Label', { exact: true }).fill('Northwind');
  await page.getByRole('radio', { name: 'Production' }).click();
  await page.getByRole('radio', { name: 'Indigo' }).click();
  await snap('who-you-are', 'who signed in, before anything is saved; label, badge and colour', {
    small: true,
  });
  await button(stage, 'Add').click();

  await page.getByRole('tab', { name: 'Members' }).click();
  await page.getByRole('grid', { name: 'Members of Northwind Production' }).waitFor();
  await snap('loading', 'the first read of a roster from a slow server');
  await instance.faults([
    { path: `/si/auth/workspace/${edge}/members`, fault: { kind: 'status', status: 500 } },
  ]);
  await row(stage, 'april.nguyen@northwind.example').waitFor();

  const { token } = await instance.call(
    'POST',
    `/workspaces/${await instance.workspaceId('Northwind Staging')}/authTokens`,
    { name: 'Reporting', expiration: '90d' },
    await instance.signInAs('Tomasz Zieliński'),
  );
  await startAdding();
  await page.getByText('This address is already connected').waitFor();
  await snap('address-already-added', 'an address that is connected already', { themes: ['light'] });
  await button(stage, 'Use a different account').click();
  await page.getByRole('radio', { name: 'With a token' }).click();
  await page.getByLabel('Token', { exact: true }).fill(token);
  await snap('sign-in-token', 'signing in with a token, hidden while it is pasted', { themes: ['light'] });
  await button(stage, 'Sign in').click();
  await page.getByText('Automation token').first().waitFor();
  await page.getByLabel('Label', { exact: true }).fill('Northwind reports');
  await page.getByRole('radio', { name: 'Staging' }).click();
  await page.getByRole('radio', { name: 'Amber' }).click();
  await snap('automation-token', 'what an automation token is and can’t do, before it is added', {
    themes: ['light'],
  });
  await button(stage, 'Add').click();
  await tile(stage, 'Northwind reports').waitFor();
  await page.getByRole('tab', { name: 'Tokens' }).click();
  await page.getByText('Your sign-in can’t view this list').waitFor();
  await settled(stage);
  await snap(
    'tokens-not-offered',
    'under an automation token the server keeps the lists of tokens to itself',
  );

  await tile(stage, 'Northwind reports').press('Alt+ArrowUp');
  await page.keyboard.press('Control+2');
  await page.getByRole('heading', { name: 'Northwind reports', level: 1 }).waitFor();
  await button(stage, 'Connection settings').click();
  await dialog(stage, 'Northwind reports settings').waitFor();
  await snap('connection-settings', 'label, badge, colour, sign-in and removal of a connection', {
    small: true,
  });
  await button(stage, 'Sign out').click();
  await page.getByText('You’re signed out of Northwind reports.').first().waitFor();
  await snap('signed-out', 'signed out: what was read stays, changes wait for a sign-in', {
    themes: ['light'],
  });
  await button(stage, 'Sign in again').click();
  await page.getByRole('dialog').waitFor();
  await page.getByRole('radio', { name: 'With a token' }).click();
  await page.getByLabel('Token', { exact: true }).fill(token);
  await snap('sign-in-again', 'signing in again; only the same person may take the connection up', {
    themes: ['light'],
  });
  await button(stage, 'Sign in').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await button(stage, 'Connection settings').click();
  await button(stage, 'Remove…').click();
  await page.getByText('This is permanently erased from this device').waitFor();
  await snap('remove-connection', 'what removing a connection erases, counted before it is done');
  await button(stage, 'Remove from this device').click();
  await tile(stage, 'Northwind reports').waitFor({ state: 'detached' });
  await tile(stage, 'Northwind').click();
  await page.getByRole('heading', { name: 'Northwind', level: 1, exact: true }).waitFor();
}
