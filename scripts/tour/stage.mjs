/* global document, innerHeight, innerWidth -- in the functions that run in the page */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron } from 'playwright';
import { root } from '../lib/paths.mjs';
import { startInstance, startOddServers } from './servers.mjs';

const large = { width: 1280, height: 800 };
const small = { width: 900, height: 600 };

/** How long a step may wait for what it needs, in ms. */
const timeoutMs = 45_000;

/**
 * What is evaluated in the app, and its end, have no limit of Playwright's: a promise that Chromium drops would be waited for without end.
 * @template T
 * @param {string} what the app was to do
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function within(what, work) {
  let timer;
  const limit = new Promise((_, refuse) => {
    timer = setTimeout(
      () => refuse(new Error(`The app didn't ${what} within ${timeoutMs / 1000} s.`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Evaluates in the app's main process what may happen twice: Chromium can drop the promise of an answer while the app starts.
 * @param {import('playwright').ElectronApplication} electron
 * @param {string} what the app was to do
 */
export async function inMainProcess(electron, what, work, argument) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await within(what, electron.evaluate(work, argument));
    } catch (error) {
      if (tries === 10 || !String(error).includes('promise was garbage collected')) throw error;
      await pause(500);
    }
  }
}

/** The app on a fresh user-data folder, the servers it meets, and a camera. */
export async function openStage({ runtime, display, album }) {
  const folder = mkdtempSync(join(tmpdir(), 'steward-tour-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const instance = await startInstance(join(folder, 'instance'));
  const odd = await startOddServers(instance.origin);
  let electron = null;
  let page = null;

  const launch = async () => {
    const env = { ...process.env, ...display.env, LANG: 'en_GB.UTF-8' };
    // Set by tools that embed Electron; with it the app would run as plain Node.
    delete env['ELECTRON_RUN_AS_NODE'];
    electron = await _electron.launch({
      executablePath: runtime.path,
      // Without a keyring, so that every system shows the same: where one is asked for, the passphrase is.
      args: [...runtime.args, '--password-store=basic', root, `--user-data-dir=${join(folder, 'app')}`],
      env,
    });
    page = await electron.firstWindow();
    page.setDefaultTimeout(timeoutMs);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    // By then it has loaded its code.
    await page.getByRole('main').waitFor();
    await resize(large);
  };
  const resize = async (size) => {
    const change = ({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0].setContentSize(width, height);
    };
    await inMainProcess(electron, 'resize its window', change, size);
    await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
  };
  const theme = async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((name) => document.documentElement.classList.contains(name), colorScheme);
  };
  /** Without a path, the picture is only answered with. */
  const shoot = async (path) => {
    await within(
      'load its fonts',
      page.evaluate(() => document.fonts.ready.then(() => undefined)),
    );
    return page.screenshot({ ...(path === undefined ? {} : { path }), animations: 'disabled' });
  };

  const dismissMessages = async () => {
    const dismiss = page.getByRole('button', { name: 'Dismiss this message' });
    while ((await dismiss.count()) > 0) {
      // It may just have gone.
      await dismiss
        .first()
        .click({ timeout: 1000 })
        .catch(() => undefined);
    }
  };

  /**
   * A picture in light and dark, as it is on the screen now.
   * @param {string} name
   * @param {string} words what it shows, for the page beside the pictures
   * @param {{ themes?: readonly ('light' | 'dark')[], small?: boolean, mouse?: boolean, messages?: boolean }} [options]
   *   `small` adds it at 900 × 600; `mouse` leaves the pointer where it is; `messages` leaves remarks in passing
   */
  const snap = async (name, words, options = {}) => {
    const { themes = ['light', 'dark'], small: alsoSmall = false, mouse = false, messages = false } = options;
    if (!messages) await dismissMessages();
    const variants = [...themes, ...(alsoSmall ? themes.map((each) => `small-${each}`) : [])];
    const files = album.add(name, words, variants);
    if (!mouse) await page.mouse.move(0, 0);
    for (const [index, variant] of variants.entries()) {
      if (index === themes.length) await resize(small);
      await theme(variant.replace('small-', ''));
      await shoot(files[index]);
    }
    if (alsoSmall) await resize(large);
    await theme('light');
  };

  const close = async () => {
    if (electron !== null) await within('quit', electron.close()).catch(() => electron.process().kill());
    await instance.stop();
    odd.close();
  };
  // What was started would keep this process going.
  await launch().catch(async (error) => {
    await close();
    throw error;
  });
  return {
    instance,
    odd: odd.addresses,
    snap,
    /** The window as it is now, as PNG. */
    look: () => shoot(),
    dismissMessages,
    get page() {
      return page;
    },
    get electron() {
      return electron;
    },
    /** Quits as a user does and starts it again. */
    async restart() {
      await within('quit', electron.close());
      await launch();
    },
    async lastLook() {
      const file = album.file('where-it-stopped.png');
      await shoot(file);
      return relative(root, file);
    },
    close,
  };
}
