import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { codeOf, isFullCode } from '../base/atomic-file.ts';
import { errorFrom } from '../base/errors.ts';
import { isLoopback } from '../http/address.ts';
import type { ReleaseFile } from './manifest.ts';
import { updatesText } from './text.ts';

/** `fetch` of the network that is to be used. */
export type Fetch = (url: string, options: { redirect: 'error'; signal?: AbortSignal }) => Promise<Response>;

const longestFeed = 256 * 1024;
/** Without a byte for this long, a transfer counts as cut, in ms. */
const silenceMs = 60_000;

/** The address of the feed, or null where it may not be used: only https, and http to this computer. */
export function feedAddress(text: string): URL | null {
  const url = URL.parse(text);
  if (url === null) return null;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)) ? url : null;
}

/** The text of the feed. */
export async function readFeed(fetch: Fetch, url: URL): Promise<Result<string>> {
  const parts: Uint8Array[] = [];
  const read = await transfer(fetch, url, longestFeed, async (part) => void parts.push(part));
  return read.ok ? ok(Buffer.concat(parts).toString('utf8')) : read;
}

interface Download {
  fetch: Fetch;
  feed: URL;
  file: ReleaseFile;
  /** It is made where it isn't there. */
  folder: string;
  onProgress(done: number): void;
  /** Opens the file that is written; another one in tests. */
  openFile?: (path: string) => Promise<Pick<FileHandle, 'writeFile' | 'sync' | 'close'>>;
}

/** Downloads a file of the release; it has its name only once it is whole and the one that was signed. Answers with its path. */
export async function download({
  fetch,
  feed,
  file,
  folder,
  onProgress,
  openFile,
}: Download): Promise<Result<string>> {
  const target = join(folder, file.name);
  const beside = `${target}.part`;
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(folder);
    // Once as it is, and about three times that unpacked.
    if (bavail * bsize < file.bytes * 4) return fail(errorFrom('disk-full', updatesText.diskFull));
    const handle = await (openFile ?? ((path: string) => open(path, 'wx', 0o600)))(beside);
    const hash = createHash('sha512');
    let done = 0;
    try {
      const read = await transfer(fetch, new URL(file.name, feed), file.bytes, async (part) => {
        await handle.writeFile(part);
        hash.update(part);
        onProgress((done += part.length));
      });
      if (!read.ok) return await discarded(folder, read);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (done < file.bytes) return await discarded(folder, fail(errorFrom('server', updatesText.cut)));
    if (hash.digest('hex') !== file.sha512)
      return await discarded(folder, fail(errorFrom('not-allowed', updatesText.wrongFile)));
    await rename(beside, target);
    return ok(target);
  } catch (cause) {
    const full = isFullCode(codeOf(cause));
    const failure = full
      ? errorFrom('disk-full', updatesText.diskFull)
      : errorFrom('store-unavailable', updatesText.notWritten, codeOf(cause) || null);
    return await discarded(folder, fail(failure));
  }
}

async function discarded<T>(folder: string, failure: T): Promise<T> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  return failure;
}

/** Hands over what the address answers with, piece by piece. What `take` throws is thrown. */
async function transfer(
  fetch: Fetch,
  url: URL,
  longest: number,
  take: (part: Uint8Array) => Promise<void>,
): Promise<Result<null>> {
  const limit = new AbortController();
  let timer = setTimeout(() => limit.abort(), silenceMs);
  try {
    const response = await answered(() => fetch(url.href, { redirect: 'error', signal: limit.signal }));
    if (response === null) return fail(errorFrom('offline', updatesText.feedUnreachable));
    if (response.status !== 200) return fail(errorFrom('server', updatesText.feedRefused(response.status)));
    const reader = response.body?.getReader();
    let length = 0;
    while (reader) {
      const next = await answered(() => reader.read());
      if (next === null) return fail(errorFrom('offline', updatesText.cut));
      if (next.done) break;
      clearTimeout(timer);
      timer = setTimeout(() => limit.abort(), silenceMs);
      length += next.value.length;
      if (length > longest) return fail(errorFrom('too-large', updatesText.wrongFile));
      await take(next.value);
    }
    return ok(null);
  } finally {
    clearTimeout(timer);
    limit.abort();
  }
}

/** What the network gives, or null where it gives an error. */
async function answered<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}
