import { existsSync } from 'node:fs';
import { capture, findProgram } from './processes.mjs';
import { StepFailure } from './command.mjs';

/**
 * What Electron and its tests need of a Linux system. `library` is the name the loader asks for, `program` one on the
 * PATH, `file` a whole path; `needed` says whether nothing runs without it. Without `better-tests` a few tests are skipped.
 */
const wanted = [
  { package: 'libgtk-3-0', library: 'libgtk-3.so.0', needed: 'always' },
  { package: 'libnss3', library: 'libnss3.so', needed: 'always' },
  { package: 'libasound2', library: 'libasound.so.2', needed: 'always' },
  { package: 'libgbm1', library: 'libgbm.so.1', needed: 'always' },
  { package: 'libatk-bridge2.0-0', library: 'libatk-bridge-2.0.so.0', needed: 'always' },
  { package: 'libxss1', library: 'libXss.so.1', needed: 'better' },
  // Without it the keyring can't be used, and the app offers a passphrase instead.
  { package: 'libsecret-1-0', library: 'libsecret-1.so.0', needed: 'better' },
  { package: 'xvfb', program: 'Xvfb', needed: 'display' },
  { package: 'dbus-x11', program: 'dbus-launch', needed: 'tests' },
  { package: 'gnome-keyring', program: 'gnome-keyring-daemon', needed: 'tests' },
  { package: 'libsecret-tools', program: 'secret-tool', needed: 'tests' },
  // The installed app is driven over the accessibility bus.
  { package: 'at-spi2-core', file: '/usr/libexec/at-spi-bus-launcher', needed: 'tests' },
  { package: 'systemd', program: 'busctl', needed: 'tests' },
  { package: 'zsh', program: 'zsh', needed: 'better-tests' },
  { package: 'fish', program: 'fish', needed: 'better-tests' },
];

const compiler = [
  { package: 'python3', program: 'python3' },
  { package: 'make', program: 'make' },
  { package: 'g++', program: 'g++' },
];

/** Whether windows have somewhere to appear. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * Of what is still missing, what stops the command.
 * @type {import('./system-libraries.d.mts').blocking}
 */
export const blocking = (missing, { requireTests }) =>
  missing.filter(
    ({ needed }) => needed === 'always' || needed === 'display' || (requireTests && needed === 'tests'),
  );

/**
 * Installs the libraries and programs that Electron needs; with `tests` also those its tests use, and with `requireTests` it stops where
 * these can't be installed.
 */
export async function ensureSystemLibraries(say, { tests = false, requireTests = false } = {}) {
  if (process.platform !== 'linux') return say('libraries', 'nothing needed on this system');
  const list = wanted.filter(
    ({ needed }) => (tests || !needed.endsWith('tests')) && (needed !== 'display' || !hasDisplay()),
  );
  const before = await missing(list);
  if (before.length === 0) return say('libraries', 'present');
  const after = await install(say, before, list);
  if (after.length === 0) return say('libraries', 'installed');
  const essential = blocking(after, { requireTests });
  const names = (items) => items.map((item) => item.package).join(' ');
  if (essential.length > 0) {
    throw new StepFailure(`These system packages are missing: ${names(essential)}.`, howTo(after));
  }
  say('libraries', `going on without ${names(after)}; to add: ${howTo(after)}`);
}

/** Makes sure of what compiles native modules. */
export async function ensureCompiler(say) {
  const before = await missing(compiler);
  if (before.length === 0) return;
  const after = await install(say, before, compiler);
  if (after.length > 0) {
    throw new StepFailure(
      `Building SQLite needs ${after.map((item) => item.package).join(', ')}.`,
      howTo(after),
    );
  }
}

async function missing(list) {
  const ldconfig = findProgram('ldconfig');
  const known = ldconfig ? (await capture(ldconfig, ['-p'])).stdout : '';
  return list.filter((item) => {
    if (item.program) return findProgram(item.program) === undefined;
    if (item.file) return !existsSync(item.file);
    // A system without the loader's list (musl, Nix) can't be asked; Electron's own message tells there.
    return known !== '' && !known.includes(`\t${item.library} `);
  });
}

const apt = '/usr/bin/apt-get';

function howTo(items) {
  const packages = items.map((item) => item.package).join(' ');
  if (!existsSync(apt)) return `Install what your system calls ${packages}.`;
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages}`;
}

/** Installs with apt where that is possible, and answers what is still missing. */
async function install(say, items, list) {
  if (process.getuid?.() !== 0 || !existsSync(apt)) return items;
  say('libraries', `installing ${items.map((item) => item.package).join(' ')} (apt-get) …`);
  // Another installation may be running: wait for its lock instead of failing.
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await capture(apt, [...wait, 'update'], options);
  const packages = await Promise.all(items.map((item) => nameHere(item.package)));
  const { code, output } = await capture(
    apt,
    [...wait, 'install', '-y', '--no-install-recommends', ...packages],
    options,
  );
  if (code !== 0) console.error(output.split('\n').slice(-15).join('\n'));
  return missing(list);
}

/** Debian 13 and Ubuntu 24.04 renamed libraries with a 64-bit time_t: libasound2 is libasound2t64 there. */
async function nameHere(name) {
  const { code, stdout } = await capture('/usr/bin/apt-cache', ['show', `${name}t64`]);
  return code === 0 && stdout !== '' ? `${name}t64` : name;
}
