import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { builderConfig } from '../../../scripts/packaging/builder-config.mjs';
import { makeIcons } from '../../../scripts/packaging/icons.mjs';
import { dropEmpty } from '../../../scripts/packaging/signing.mjs';
import { prebuildsFor } from '../../../scripts/packaging/stage.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
const places = {
  app: '/app',
  output: '/output',
  icons: '/icons',
  legal: '/legal',
  electron: { folder: '/electron', version: '45.4.1' },
};
const config = (platform: NodeJS.Platform = 'linux') => builderConfig({ ...places, platform });
const root = join(import.meta.dirname, '../../..');
const builderRequire = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));
/** electron-builder’s own reader of Apple’s property lists, which has no types here. */
const plist = builderRequire('plist') as { parse(text: string): unknown };

/** electron-builder’s own tool for universal apps, without types for the same reason. */
const { makeUniversalApp } = builderRequire('@electron/universal') as {
  makeUniversalApp(options: {
    x64AppPath: string;
    arm64AppPath: string;
    outAppPath: string;
    mergeASARs: boolean;
    x64ArchFiles?: string;
  }): Promise<void>;
};

const modules = 'Contents/Resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds';

/** One half of the app, as far as the tool looks at it: an archive beside the native modules of both processors. */
async function layOutMacApp(app: string): Promise<void> {
  const source = `${app}.source`;
  const prebuilds = join(source, 'node_modules/better-sqlite3/prebuilds');
  mkdirSync(prebuilds, { recursive: true });
  writeFileSync(join(source, 'package.json'), '{"main":"index.js"}');
  for (const name of ['darwin-arm64.node', 'darwin-x64.node'])
    cpSync(join(root, 'node_modules/better-sqlite3/prebuilds', name), join(prebuilds, name));
  mkdirSync(join(app, 'Contents/Resources'), { recursive: true });
  writeFileSync(join(app, 'Contents/Info.plist'), '<plist version="1.0"><dict/></plist>');
  await createPackageWithOptions(source, join(app, 'Contents/Resources/app.asar'), { unpack: '*.node' });
  rmSync(source, { recursive: true });
}

it('electron-builder knows every option of it', async () => {
  // Its own check is a module that has no types outside of it.
  const { validateConfiguration } = (await import(
    join(import.meta.dirname, '../../../node_modules/app-builder-lib/out/util/config/config.js')
  )) as { validateConfiguration(config: object, log: { isEnabled: boolean }): Promise<void> };
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    await expect(validateConfiguration(config(platform), { isEnabled: false })).resolves.toBeUndefined();
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
  const { linux, mac, win } = builderConfig({ ...places, icons, platform: 'linux' });
  const named = [linux.icon, mac.icon, mac.entitlements, mac.entitlementsInherit, win.icon];
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
  rmSync(icons, { recursive: true });
});

it('the licences and the bill of materials are in every package', () => {
  expect(config().extraResources).toEqual([{ from: '/legal', to: 'legal' }]);
});

it('packages for another kind of processor than this one’s get an Electron of their own', () => {
  expect(config('linux').electronDist).toBe('/electron');
  expect(config('darwin')).not.toHaveProperty('electronDist');
  expect(config('win32')).not.toHaveProperty('electronDist');
});

it('SQLite is there for this processor on Linux, and for both where one package is for both', () => {
  const all = [
    'darwin-arm64.node',
    'darwin-x64.node',
    'linux-x64.node',
    'linuxmusl-x64.node',
    'win32-x64.node',
  ];
  expect(prebuildsFor('linux', 'linux-x64.node', all)).toEqual(['linux-x64.node']);
  expect(prebuildsFor('darwin', 'darwin-arm64.node', all)).toEqual(['darwin-arm64.node', 'darwin-x64.node']);
});

it.each([
  { named: {}, isForced: false },
  { named: { CSC_LINK: 'file:///certificate.p12' }, isForced: true },
  { named: { WIN_CSC_LINK: 'file:///certificate.pfx' }, isForced: true },
])('with the certificates $named a build that can’t sign fails: $isForced', ({ named, isForced }) => {
  vi.stubEnv('CSC_LINK', undefined);
  vi.stubEnv('WIN_CSC_LINK', undefined);
  for (const [name, value] of Object.entries(named)) vi.stubEnv(name, value);
  expect(config().forceCodeSigning).toBe(isForced);
});

it('secrets that a workflow doesn’t have name no certificate and no key', () => {
  const env = { CSC_LINK: '', APPLE_API_KEY: '', WIN_CSC_LINK: 'file:///certificate.pfx', HOME: '' };
  dropEmpty(env);
  expect(env).toEqual({ WIN_CSC_LINK: 'file:///certificate.pfx', HOME: '' });
});

describe('for macOS', () => {
  it.skipIf(process.platform === 'win32')(
    'the tool that merges the two halves takes SQLite’s modules for both processors',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'steward-universal-'));
      try {
        const [x64AppPath, arm64AppPath, outAppPath] = ['x64', 'arm64', 'universal'].map((name) =>
          join(folder, name, 'Steward.app'),
        ) as [string, string, string];
        for (const app of [x64AppPath, arm64AppPath]) await layOutMacApp(app);
        // It refuses to begin elsewhere, and needs nothing of macOS for these files.
        vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
        const { x64ArchFiles } = config('darwin').mac;
        const paths = { x64AppPath, arm64AppPath, outAppPath, mergeASARs: true };
        await expect(makeUniversalApp(paths)).rejects.toThrow('not covered by the x64ArchFiles rule');
        await makeUniversalApp({ ...paths, x64ArchFiles });
        expect(readdirSync(join(outAppPath, modules)).sort()).toEqual([
          'darwin-arm64.node',
          'darwin-x64.node',
        ]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

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
  expect(config().nsis).toMatchObject({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false });
});

it('as a Flatpak it reaches the servers, the screen and the keyring, and none of the user’s files', () => {
  const { base, finishArgs } = config().flatpak;
  expect(base).toBe('org.electronjs.Electron2.BaseApp');
  expect(finishArgs).toEqual(
    expect.arrayContaining(['--share=network', '--socket=wayland', '--talk-name=org.freedesktop.secrets']),
  );
  // Without it, Steward wouldn’t lock when the computer sleeps.
  expect(finishArgs).toContain('--system-talk-name=org.freedesktop.login1');
  expect(finishArgs.filter((one) => one.startsWith('--filesystem'))).toEqual([]);
});
