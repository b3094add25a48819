import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

/** Where the packaging files lie that are taken as they are. */
export const assets = join(root, 'scripts', 'packaging', 'assets');

/** The same file as `src-preload/shared/opened-names.ts` names. */
const planFile = {
  ext: 'steward-plan',
  name: 'Steward plan',
  description: 'Steward plan',
  mimeType: 'application/vnd.steward.plan+json',
  role: 'Editor',
  rank: 'Owner',
};

const tables = [
  { ext: ['csv', 'tsv'], name: 'Table', role: 'Viewer', rank: 'Alternate' },
  { ext: ['yaml', 'yml'], name: 'YAML', role: 'Viewer', rank: 'Alternate' },
];

/**
 * What electron-builder is told for all three systems. It is used because it makes the whole of macOS's and Windows' packages, with signing
 * and notarising, and on Linux takes the Electron that is already here (`electronDist`). `legal`: the folder with the licences and the bill
 * of materials.
 * @param {{ app: string, output: string, icons: string, legal: string, platform: NodeJS.Platform,
 *   electron: { folder: string, version: string } }} places
 */
export function builderConfig({ app, output, icons, legal, platform, electron }) {
  return {
    appId: 'app.steward.desktop',
    productName: 'Steward',
    copyright: 'Steward',
    directories: { app, output, buildResources: assets },
    // Packages for macOS and Windows are for two kinds of processors, and the Electron that is here for one: theirs are downloaded.
    ...(platform === 'linux' ? { electronDist: electron.folder } : {}),
    electronVersion: electron.version,
    // Without spaces, so that a feed of updates can name it.
    artifactName: 'steward-${version}-${arch}.${ext}',
    npmRebuild: false,
    files: ['out/**/*', 'node_modules/**/*', 'package.json'],
    extraResources: [{ from: legal, to: 'legal' }],
    asar: true,
    // A native module is a file to the system, and so is what Electron runs as plain Node.
    asarUnpack: ['**/*.node', 'out/cli/**', 'node_modules/better-sqlite3/**'],
    // What reaches a user's computer starts nothing but this app: no inspector, no code beside the archive. As plain Node it runs the command
    // line; on macOS that would open the app's own keychain item to any program, so there it stays off.
    electronFuses: {
      runAsNode: platform !== 'darwin',
      enableCookieEncryption: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    // The Electron that the repository keeps in its cache has an app of its own, which starts the folder it is given.
    afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
    // A certificate that is named and can't be used ends the build: an unsigned package would be taken for a signed one.
    forceCodeSigning: Boolean(process.env['CSC_LINK'] || process.env['WIN_CSC_LINK']),
    fileAssociations: [planFile],
    protocols: [{ name: 'Steward', schemes: ['steward'] }],
    linux: {
      target: 'dir',
      executableName: 'steward',
      category: 'Utility',
      syncDesktopName: false,
      icon: join(assets, 'icons'),
      mimeTypes: ['x-scheme-handler/steward'],
    },
    // The base brings what lets Chromium's sandbox run inside Flatpak's.
    flatpak: {
      runtime: 'org.freedesktop.Platform',
      runtimeVersion: '24.08',
      sdk: 'org.freedesktop.Sdk',
      base: 'org.electronjs.Electron2.BaseApp',
      baseVersion: '24.08',
      // The network for the servers, the screen, and the keyring. None of the user's files: dialogs hand those over.
      finishArgs: [
        '--share=network',
        '--share=ipc',
        '--socket=fallback-x11',
        '--socket=wayland',
        '--device=dri',
        '--talk-name=org.freedesktop.secrets',
        '--talk-name=org.freedesktop.Notifications',
        // The icon in the notification area.
        '--talk-name=org.kde.StatusNotifierWatcher',
        // When to lock (sleep, locked screens) and to save power or data.
        '--talk-name=org.freedesktop.ScreenSaver',
        '--system-talk-name=org.freedesktop.login1',
        '--system-talk-name=org.freedesktop.UPower',
        '--system-talk-name=org.freedesktop.NetworkManager',
      ],
    },
    mac: {
      target: [
        { target: 'dmg', arch: 'universal' },
        { target: 'zip', arch: 'universal' },
      ],
      category: 'public.app-category.utilities',
      // SQLite's modules for both processors are in both halves, which are merged.
      x64ArchFiles: '**/node_modules/better-sqlite3/prebuilds/*.node',
      icon: join(icons, 'icon.icns'),
      // Steward is offered for tables, and stays out of the way of what opens them.
      fileAssociations: [planFile, ...tables],
      hardenedRuntime: true,
      entitlements: join(assets, 'entitlements.mac.plist'),
      entitlementsInherit: join(assets, 'entitlements.mac.plist'),
      // Both read Apple's credentials from the environment (CSC_LINK, APPLE_API_KEY …); without them the package stays unsigned.
      notarize: Boolean(process.env['APPLE_API_KEY'] || process.env['APPLE_ID']),
    },
    // Not tables: the installer would make itself what opens all of them.
    win: { target: [{ target: 'nsis', arch: ['x64', 'arm64'] }], icon: join(icons, 'icon.ico') },
    nsis: {
      oneClick: true,
      perMachine: false,
      deleteAppDataOnUninstall: false,
      // One for each kind of processor, as the feed of updates offers them.
      buildUniversalInstaller: false,
    },
  };
}
