import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Store } from '../../../src-main/store/types.ts';
import { meta, tryOpen, value, workspaceRow } from './support.ts';

/** What a test has in the shared store: two connections of its own, and a workspace of the first. */
export interface OwnPart {
  store: Store;
  c1: string;
  c2: string;
  ref: WorkspaceRef;
}

/** One store for all tests of a file, since starting the writer takes longer than any of them; each has a part of its own in it. */
export function shareStore(): { ownPart(): Promise<OwnPart> } {
  let folder: string;
  let store: Store;
  let parts = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'store-test-'));
    store = value(await tryOpen(folder));
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    async ownPart() {
      parts += 1;
      const c1 = `first of ${parts}`;
      value(await store.roster.swapWorkspaces(c1, [workspaceRow('w1'), workspaceRow('w2')], meta(10)));
      return { store, c1, c2: `second of ${parts}`, ref: { connectionId: c1, workspaceId: 'w1' } };
    },
  };
}
