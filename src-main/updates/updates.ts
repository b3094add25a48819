import type { InstalledAs, UpdateState } from '../../src-preload/contract/updates.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { hour } from '../../src-preload/shared/units.ts';
import { errorFrom } from '../base/errors.ts';
import { fileFor, type Installation } from './choose.ts';
import { download, feedAddress, readFeed, type Fetch } from './fetch.ts';
import type { Installer } from './install-archive.ts';
import { openManifest, type Manifest, type ReleaseFile } from './manifest.ts';
import { updatesText } from './text.ts';

interface UpdatesParts {
  installation: Installation;
  installedAs: InstalledAs;
  /** Address and public key that the build names; empty where it names none. */
  feed: { url: string; key: string };
  /** Whether looking for updates is switched on; null while settings can't be read, which leaves it as it was. Nothing is fetched otherwise. */
  isOn(): boolean | null;
  fetch: Fetch;
  /** Where downloads are kept until they are installed. */
  folder: string;
  installer: Installer;
  /** Keeps a copy of the ledger as this version leaves it. */
  backUp(): Promise<Result<null>>;
  now(): number;
  onChange(): void;
}

export interface Updates {
  state(): UpdateState;
  /** Asks the feed, if that is switched on. */
  check(): Promise<UpdateState>;
  download(): Promise<UpdateState>;
  /** Checks where the last check is a day old; called from time to time, and when the setting changes. */
  checkIfDue(): Promise<void>;
  /** Installs what is ready; called once everything else is closed. null: nothing is ready. */
  install(): Promise<Result<null> | null>;
}

const period = 24 * hour;

/** Looks for newer versions in a signed feed, and downloads and installs one where that is asked for. */
export function createUpdates(parts: UpdatesParts): Updates {
  const { installation, feed, onChange } = parts;
  const { installedAs } = parts;
  const elsewhere =
    installedAs === 'archive' || installedAs === 'mac' || installedAs === 'windows' ? null : installedAs;
  let state: UpdateState = { state: 'current', checkedAt: null };
  let found: { release: Manifest; file: ReleaseFile } | null = null;
  let checkedAt: number | null = null;
  let busy = false;
  let on = false;

  /** What is ready is installed once everything is closed, the settings too. */
  const isOn = () => (on = parts.isOn() ?? on);
  const shown = (): UpdateState => {
    if (elsewhere !== null) return { state: 'elsewhere', by: elsewhere };
    if (feed.url === '' || feed.key === '') return { state: 'no-feed' };
    return isOn() ? state : { state: 'off' };
  };
  const become = (next: UpdateState): UpdateState => {
    state = next;
    onChange();
    return shown();
  };
  const failed = (error: AppError) => become({ state: 'failed', error });
  /** One at a time: what is asked meanwhile gets the state. */
  const alone = async (work: () => Promise<UpdateState>): Promise<UpdateState> => {
    const now = shown().state;
    if (busy || now === 'elsewhere' || now === 'no-feed' || parts.isOn() !== true) return shown();
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };

  const check = () =>
    alone(async () => {
      if (state.state === 'ready') return shown();
      const url = feedAddress(feed.url);
      if (url === null) return failed(errorFrom('not-allowed', updatesText.addressNotAllowed));
      become({ state: 'checking' });
      checkedAt = parts.now();
      const content = await readFeed(parts.fetch, url);
      if (!content.ok) return failed(content.error);
      const release = openManifest(content.value, feed.key);
      if (!release.ok) return failed(release.error);
      const file = fileFor(release.value, installation);
      found = file === null ? null : { release: release.value, file };
      if (found === null) return become({ state: 'current', checkedAt });
      const { version, notes } = release.value;
      return become({ state: 'available', version, notes, bytes: found.file.bytes });
    });

  return {
    state: shown,
    check,
    download: () =>
      alone(async () => {
        const url = feedAddress(feed.url);
        if (found === null || url === null || state.state === 'ready')
          return state.state === 'ready' ? shown() : failed(errorFrom('not-found', updatesText.nothingFound));
        const { release, file } = found;
        const { version } = release;
        become({ state: 'downloading', version, done: 0, bytes: file.bytes });
        let percent = 0;
        const fetched = await download({
          fetch: parts.fetch,
          feed: url,
          file,
          folder: parts.folder,
          onProgress(done) {
            const now = Math.floor((done * 100) / file.bytes);
            if (now === percent) return;
            percent = now;
            become({ state: 'downloading', version, done, bytes: file.bytes });
          },
        });
        const prepared = fetched.ok ? await parts.installer.prepare(fetched.value, version) : fetched;
        return prepared.ok ? become({ state: 'ready', version }) : failed(prepared.error);
      }),
    async checkIfDue() {
      if (!isOn()) return;
      if (state.state === 'available') return;
      if (checkedAt === null || parts.now() - checkedAt >= period) await check();
    },
    async install() {
      // Switched off meanwhile: then it isn't wanted.
      if (shown().state !== 'ready') return null;
      const backedUp = await parts.backUp();
      const installed = backedUp.ok ? await parts.installer.finish() : backedUp;
      if (!installed.ok) {
        failed(installed.error);
        return fail(installed.error);
      }
      return ok(null);
    },
  };
}
