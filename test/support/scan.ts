import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * All the ways in which a secret may lie in a file: as it is, and in base64 at each of the three places of a group that it can
 * start at (only the characters that don't depend on its neighbours), with both alphabets; UTF-16 too, as Chromium stores text.
 */
export function spellings(secret: string): Buffer[] {
  const raw = Buffer.from(secret, 'utf8');
  const found = [raw, Buffer.from(secret, 'utf16le')];
  for (const offset of [0, 1, 2]) {
    const padded = Buffer.concat([Buffer.alloc(offset), raw])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + raw.length) * 8) / 6);
    const inner = padded.slice(first, last);
    found.push(Buffer.from(inner), Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_')));
  }
  return found;
}

export interface Scan {
  files: number;
  bytes: number;
  /** `file (what)` of every place where a secret was found. */
  hits: string[];
}

/** Reads every file below a folder and looks for secrets in all their spellings. */
export async function scan(folder: string, secrets: Readonly<Record<string, string>>): Promise<Scan> {
  const wanted = Object.entries(secrets).flatMap(([what, secret]) =>
    spellings(secret).map((bytes) => ({ what, bytes })),
  );
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const result: Scan = { files: 0, bytes: 0, hits: [] };
  for (const entry of entries) {
    // Chromium keeps a lock and a socket as links there.
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const content = await readFile(file);
    result.files += 1;
    result.bytes += content.length;
    for (const { what, bytes } of wanted) {
      if (content.includes(bytes)) result.hits.push(`${file.slice(folder.length + 1)} (${what})`);
    }
  }
  return result;
}
