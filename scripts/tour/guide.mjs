/* global atob, btoa, document, Blob, createImageBitmap, OffscreenCanvas -- in the functions that run in the page */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { within } from './stage.mjs';
import { addConnection, button, dialog, openTab, openWorkspace, row, settled } from './steps.mjs';

const day = 86_400_000;
const folder = join(root, 'docs', 'pictures');

/** The pictures of the guide, over the sample data that anyone can start with. They take the place of those before. */
export async function guide(stage) {
  const { page } = stage;
  mkdirSync(folder, { recursive: true });
  const picture = async (name) => {
    await settled(stage);
    await stage.dismissMessages();
    await page.mouse.move(0, 0);
    const unfocused = page.evaluate(() => {
      const focused = document.activeElement;
      if (focused?.matches('[role=tab], [type=datetime-local]')) focused.blur();
    });
    await within('let go of a control', unfocused);
    // Of the Electron that is there, which users of a package don't have.
    const outdated = await page.getByText(/^Electron \d+ is outdated$/).all();
    for (const each of outdated) await each.evaluate((element) => (element.style.display = 'none'));
    const shot = await stage.look();
    writeFileSync(join(folder, `${name}.webp`), await within('convert a picture', asWebp(page, shot)));
  };

  await openWorkspace(stage, 'Northwind Production');
  await openTab(stage, 'Overview');
  for (const figure of ['When tokens expire', 'Members in the last 90 days'])
    await page.getByRole('region', { name: figure }).waitFor();
  await page.getByRole('region', { name: 'Roles' }).getByRole('table').waitFor();
  await picture('overview');

  await openTab(stage, 'Members');
  await row(stage, 'april.nguyen@northwind.example').waitFor();
  await picture('members');
  const search = page.getByRole('combobox', { name: 'Search members' });
  await search.fill('status:pending');
  for (const email of ['contractor.one@lumen-consulting.example', 'oncall@fabrikam.example'])
    await row(stage, email).getByRole('checkbox').click();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Remove…' }).click();
  await dialog(stage, /Remove 2 people/).waitFor();
  await picture('review');
  await button(stage, 'Cancel').click();
  await search.fill('');

  await openTab(stage, 'Tokens');
  await row(stage, 'CI deploy').waitFor();
  await picture('tokens');
  await openTab(stage, 'History');
  await page.getByRole('radio', { name: 'Compare' }).click();
  const then = new Date(Date.now() - 30 * day).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
  await page.getByLabel('From', { exact: true }).fill(then);
  await page.getByRole('region', { name: 'Joined' }).waitFor();
  await picture('history');

  await button(stage, 'New workspace').click();
  await dialog(stage, 'New workspace').waitFor();
  await page.getByRole('radio', { name: /Remote/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('Northwind Training');
  await page.getByLabel('Instance URL').fill('https://si.northwind.example');
  await picture('new-workspace');
  await button(stage, 'Cancel').click();

  await addConnection(stage).click();
  await dialog(stage, 'Add a connection').waitFor();
  await picture('connect');
  await page.keyboard.press('Escape');

  await button(stage, 'All connections').click();
  await page.getByRole('tab', { name: 'People' }).click();
  const everyone = page.getByRole('combobox', { name: 'Search all people' });
  await everyone.fill('token:active');
  await row(stage, 'bogdan.novak').waitFor({ state: 'detached' });
  await picture('find');
}

/** Half as large as a PNG, and its text is as sharp. */
async function asWebp(page, png) {
  const base64 = await page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
    const content = new Uint8Array(await blob.arrayBuffer());
    return btoa(content.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  }, png.toString('base64'));
  return Buffer.from(base64, 'base64');
}
