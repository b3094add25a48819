import type { LastScreen } from '../../src-preload/contract/last-screen.ts';
import type { Place } from '../../src-preload/contract/app.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { removeUnfinished, writeFileAtomic } from '../base/atomic-file.ts';
import { eraseSealed, packed } from './file.ts';
import type { Surroundings } from './screen.ts';

interface KeeperParts {
  file: string;
  /** null: nothing is sealed without a keyring. */
  seal(plain: Buffer): Buffer | null;
  /** How the window is drawn now; null: there is none. */
  surroundings(): Surroundings | null;
  /** Until when all that is on screen with this place may be shown (epoch ms); null: it may not be. */
  shownUntil(place: WorkspaceRef): number | null;
  now(): number;
}

export interface LastScreenKeeper {
  /** Seals what the window shows at rest, for the next start. Answers whether it was kept. */
  keep(screen: LastScreen): Promise<boolean>;
  /** What a screen shows may have changed: the kept one is erased at once. */
  changed(): void;
  /** The next start opens this place: a screen of another one is erased. */
  movedTo(place: Place): void;
  /** Ends once nothing is being written. Nothing is kept or erased afterwards: the app is quitting. */
  close(): Promise<void>;
}

/** A screen that was drawn so shortly (ms) after a change may not show it yet. */
const quietFor = 1000;

/** Keeps the last screen, sealed, for as long as nothing changes. */
export function createLastScreenKeeper(parts: KeeperParts): LastScreenKeeper {
  const { file, now } = parts;
  removeUnfinished(file);
  // The page has it by now, or is one that doesn't show it. A screen is shown once, and kept again when the app is at rest.
  eraseSealed(file);
  let changes = 0;
  let changedAt = -Infinity;
  let closed = false;
  let kept: WorkspaceRef | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  const sealed = ({ place, density, dark, size, nodes }: LastScreen): Buffer | null => {
    const here = parts.surroundings();
    const until = parts.shownUntil(place);
    if (here === null || until === null) return null;
    // The page is enlarged, or follows a change of the window or the theme only now.
    const drawn = { ...here, density, dark, size };
    if (JSON.stringify(drawn) !== JSON.stringify(here)) return null;
    const plain = packed({ version: 1, keptAt: now(), until, in: here, nodes });
    return plain === null ? null : parts.seal(plain);
  };

  const write = async (screen: LastScreen): Promise<boolean> => {
    const before = changes;
    const content = closed || now() - changedAt < quietFor ? null : sealed(screen);
    if (content === null) return false;
    kept = screen.place;
    try {
      await writeFileAtomic(file, content);
    } catch {
      // A full or read-only disk: the next start is the plain one.
      return false;
    }
    if (changes !== before) eraseSealed(file);
    return changes === before;
  };

  const erase = () => {
    if (closed) return;
    changes += 1;
    // What can't be erased now is tried again with the next change.
    if (kept !== null && eraseSealed(file)) kept = null;
  };

  return {
    keep(screen) {
      const answer = writing.then(() => write(screen));
      writing = answer;
      return answer;
    },
    changed() {
      changedAt = now();
      erase();
    },
    movedTo({ connectionId, workspaceId, tab }) {
      if (kept === null) return;
      const isSame = kept.connectionId === connectionId && kept.workspaceId === workspaceId;
      if (!isSame || tab !== 'members') erase();
    },
    async close() {
      closed = true;
      await writing;
    },
  };
}
