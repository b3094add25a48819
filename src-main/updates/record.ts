import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { removeUnfinished, writeFileAtomic } from '../base/atomic-file.ts';

const content = z.object({
  /** A random name of this installation, for staged roll-outs. It never leaves the computer. */
  id: z.string().min(1),
  /** The version that ran last. */
  version: z.string(),
});

export interface UpdateRecord {
  id: string;
  /** The version that ran before this one, or null where this is the first, or the same. */
  updatedFrom: string | null;
  /** Resolves once the running version is noted. */
  noted: Promise<void>;
}

/**
 * Reads who asks for updates and which version ran last, and notes the running one. Without a file that can be written, the
 * installation is another one at each start. `isSeen` false: its user doesn't see this start, so it isn't noted.
 */
export function openUpdateRecord(path: string, version: string, isSeen = true): UpdateRecord {
  removeUnfinished(path);
  const kept = read(path);
  const record = { id: kept?.id ?? randomUUID(), version };
  const isNoted = kept?.version === version;
  return {
    id: record.id,
    updatedFrom: kept === null || isNoted ? null : kept.version,
    noted:
      isNoted || !isSeen
        ? Promise.resolve()
        : writeFileAtomic(path, JSON.stringify(record)).catch(() => undefined),
  };
}

function read(path: string): z.infer<typeof content> | null {
  try {
    const parsed = content.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // The first start, or a file that can't be read.
    return null;
  }
}
