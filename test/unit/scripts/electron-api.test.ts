import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compareDeclarations, declarationsIn } from '../../../scripts/lib/electron-declarations.mjs';
import { electronUsage } from '../../../scripts/lib/electron-usage.mjs';

const older = declarationsIn(`declare namespace Electron {
  interface App {
    /** Emitted late. */
    on(event: 'activate', listener: () => void): this;
    on(event: 'gone', listener: () => void): this;
    getPath(name: 'home'): string;
  }
  interface Clipboard { readText(type?: 'selection'): string; }
  interface SafeStorage { encryptString(plain: string): Buffer; }
  type Accelerator = string;
}`);
const newer = declarationsIn(`declare namespace Electron {
  interface App {
    /** Emitted late, and this comment changed. */
    on(event: 'activate', listener: () => void): this;
    getPath(
      name: 'home'
    ): string;
    start(): void;
  }
  interface Clipboard { readText(): Promise<string>; }
  interface SafeStorage {
    /** @deprecated */
    encryptString(plain: string): Buffer;
  }
}`);

describe('which Electron APIs differ between two versions', () => {
  const changeOf = (key: string) => compareDeclarations([key], older, newer)[0]?.change;

  it('comments and line breaks are no change', () => {
    expect([changeOf("App.on 'activate'"), changeOf('App.getPath')]).toEqual(['unchanged', 'unchanged']);
  });

  it('another signature is a change, with both of them', () => {
    expect(compareDeclarations(['Clipboard.readText'], older, newer)).toEqual([
      {
        key: 'Clipboard.readText',
        change: 'changed',
        before: "readText(type?: 'selection'): string;",
        after: 'readText(): Promise<string>;',
      },
    ]);
  });

  it('an event, a call or a type that the newer one lacks is gone', () => {
    expect([changeOf("App.on 'gone'"), changeOf('Accelerator')]).toEqual(['gone', 'gone']);
  });

  it('a deprecated call is named as such, and one that the older lacks as new', () => {
    expect([changeOf('SafeStorage.encryptString'), changeOf('App.start')]).toEqual(['deprecated', 'new']);
  });
});

describe('which Electron APIs sources use', () => {
  // Below the repository, so that its packages are found.
  const out = join(import.meta.dirname, '../../../out');
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(out, 'electron-api-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('calls, events, properties, options and named types are found, each with its place', () => {
    const file = join(folder, 'used.ts');
    writeFileSync(
      file,
      `import { app, BrowserWindow, type Rectangle } from 'electron';
app.on('activate', () => undefined);
export const window = new BrowserWindow({ webPreferences: { sandbox: true } });
export const { isPackaged } = app;
export const height = (bounds: Rectangle) => bounds.height;
void app.whenReady();
`,
    );
    const used = electronUsage([file]);
    expect([...used.keys()].sort()).toEqual([
      'App.isPackaged',
      "App.on 'activate'",
      'App.whenReady',
      'BrowserWindowConstructorOptions.webPreferences',
      'Rectangle.height',
      'WebPreferences.sandbox',
      'new BrowserWindow',
    ]);
    expect(used.get('App.whenReady')).toMatch(/used\.ts:6$/);
    // TypeScript reads all of Electron's and Node's definitions for it.
  }, 120_000);
});
