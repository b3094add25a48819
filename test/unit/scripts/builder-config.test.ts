import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { builderConfig } from '../../../scripts/packaging/builder-config.mjs';
import { makeIcons } from '../../../scripts/packaging/icons.mjs';

afterEach(() => vi.unstubAllEnvs());
const places = {
  app: '/app',
  output: '/output',
  icons: '/icons',
  electron: { folder: '/electron', version: '45.4.1' },
};
const config = () => builderConfig(places);
/** electron-builder’s own reader of Apple’s property lists, which has no types here. */
const plist = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'))(
  'plist',
) as { parse(text: string): unknown };

it('electron-builder knows every option of it', async () => {
  // Its own check is a module that has no types outside of it.
  const { validateConfiguration } = (await import(
    join(import.meta.dirname, '../../../node_modules/app-builder-lib/out/util/config/config.js')
  )) as { validateConfiguration(config: object, log: { isEnabled: boolean }): Promise<void> };
  await expect(validateConfiguration(config(), { isEnabled: false })).resolves.toBeUndefined();
  const misspelt = { ...config(), nsis: { oneClickk: true } };
  await expect(validateConfiguration(misspelt, { isEnabled: false })).rejects.toThrow(/configuration\.nsis/);
  // It loads most of electron-builder.
}, 120_000);

it('nothing but the app’s own archive is started, and no inspector', () => {
  expect(config().electronFuses).toMatchObject({
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  });
});

it('every file that it names is there, once the icons are made', async () => {
  const icons = mkdtempSync(join(tmpdir(), 'steward-icons-'));
  await makeIcons(icons);
  const { linux, mac, win } = builderConfig({ ...places, icons });
  const named = [linux.icon, mac.icon, mac.entitlements, mac.entitlementsInherit, win.icon];
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
  rmSync(icons, { recursive: true });
});

describe('for macOS', () => {
  it('one disk image and one archive run on both kinds of processors, with the hardened runtime', () => {
    expect(config().mac.target).toEqual([
      { target: 'dmg', arch: 'universal' },
      { target: 'zip', arch: 'universal' },
    ]);
    expect(config().mac.hardenedRuntime).toBe(true);
  });

  it('the entitlements are those that V8 needs, without loading libraries of others', () => {
    const { entitlements } = config().mac;
    expect(existsSync(entitlements)).toBe(true);
    // Nothing more: neither other libraries nor the loader’s variables get in.
    expect(plist.parse(readFileSync(entitlements, 'utf8'))).toEqual({
      'com.apple.security.cs.allow-jit': true,
    });
  });

  it.each([
    { credentials: {}, notarize: false },
    { credentials: { APPLE_API_KEY: '/key.p8' }, notarize: true },
    { credentials: { APPLE_API_KEY: '', APPLE_ID: 'ana@example.com' }, notarize: true },
    { credentials: { APPLE_API_KEY: '', APPLE_ID: '' }, notarize: false },
  ])('with the credentials $credentials notarizing is $notarize', ({ credentials, notarize }) => {
    vi.stubEnv('APPLE_API_KEY', undefined);
    vi.stubEnv('APPLE_ID', undefined);
    for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value);
    expect(config().mac.notarize).toBe(notarize);
  });
});

it('for Windows an installer for one user asks no admin right, and leaves the data when it removes', () => {
  expect(config().win.target).toEqual([{ target: 'nsis', arch: ['x64', 'arm64'] }]);
  expect(config().nsis).toEqual({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false });
});

it('as a Flatpak it reaches the servers, the screen and the keyring, and none of the user’s files', () => {
  const { base, finishArgs } = config().flatpak;
  expect(base).toBe('org.electronjs.Electron2.BaseApp');
  expect(finishArgs).toEqual(
    expect.arrayContaining(['--share=network', '--socket=wayland', '--talk-name=org.freedesktop.secrets']),
  );
  expect(finishArgs.filter((one) => one.startsWith('--filesystem'))).toEqual([]);
});
