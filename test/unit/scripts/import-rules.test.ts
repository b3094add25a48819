import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

// The real configuration; only the types are left out, for the texts below are no files.
const eslint = new ESLint({ overrideConfig: tseslint.configs.disableTypeChecked });

/** The reasons why `file` may not hold `line`. */
async function objections(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: file });
  return (result?.messages ?? [])
    .filter((message) => message.ruleId === 'steward/layers' || message.fatal)
    .map((message) => message.message);
}

describe('the import rules', () => {
  it.each([
    ['src-main/store/x.ts', `import 'electron';`],
    ['src-main/http/node-fetch.ts', `import { session } from './electron-session.ts';`],
    ['src-main/http/x.ts', `import { openStore } from '../store/open.ts';`],
    ['src-main/store/x.ts', `import { request } from '../http/http.ts';`],
    ['src-main/store/x.ts', `import type { Provider } from '../providers/provider.ts';`],
    ['src-main/store/migrations/0001-x.ts', `export * from '../../sync/sync.ts';`],
    ['src-main/providers/some-system/x.ts', `import { open } from '../../store/open.ts';`],
    ['src-main/providers/some-system/x.ts', `const late = await import('../../changes/plan.ts');`],
    ['src-main/sync/x.ts', `import { open } from '../store/open.ts';`],
    ['src-main/changes/x.ts', `import { create } from '../providers/some-system/provider.ts';`],
    ['src-main/changes/engine/x.ts', `import { invite } from '../kinds/member/invite.ts';`],
    ['src-main/changes/kinds/member/x.ts', `import { plan } from '../../engine/plan.ts';`],
    ['src-main/changes/snapshot/x.ts', `import { contextOf } from '../context.ts';`],
    ['src-main/access/x.ts', `import type { Core } from '../core.ts';`],
    ['src-main/access/x.ts', `import { openStore } from '../store/open/open-store.ts';`],
    ['src-main/sync/x.ts', `import { membersPage } from '../queries/members.ts';`],
    ['src-main/queries/x.ts', `import type { Handlers } from '../ipc/handle.ts';`],
    ['src-main/queries/x.ts', `import { createCore } from '../create-core.ts';`],
    ['src-main/ipc/x.ts', `import { createCore } from '../create-core.ts';`],
    ['src-main/queries/x.ts', `import type { Sync } from '../sync/sync.ts';`],
    ['src-main/files/x.ts', `import type { Core } from '../core.ts';`],
    ['src-main/files/x.ts', `import { dialog } from 'electron';`],
    ['src-main/ipc/x.ts', `import { openStore } from '../store/open/open-store.ts';`],
    ['src-main/base/x.ts', `import type { Store } from '../store/types.ts';`],
    ['src-main/local-instance/dialects/x.ts', `import type { Store } from '../../store/types.ts';`],
    ['src-main/connections/x.ts', `import { wire } from '../local-instance/dialects/x.ts';`],
    ['src-main/vault/x.ts', `import { handle } from '../ipc/handle.ts';`],
    ['src-main/vault/x.ts', `import type { Store } from '../store/types.ts';`],
    ['src-main/connections/x.ts', `import { openStore } from '../store/open/open-store.ts';`],
    ['src-main/connections/x.ts', `import type { Changes } from '../changes/changes.ts';`],
    ['src-main/store/roster/x.ts', `import { openFiles } from '../open/open-recovery.ts';`],
    ['src-main/store/ledger/x.ts', `import type { WriterAreas } from '../writer/writer-protocol.ts';`],
    ['src-main/app/x.ts', `import { App } from '../../src-renderer/app/app.tsx';`],
    ['src-preload/contract/x.ts', `import { join } from 'node:path';`],
    ['src-preload/contract/x.ts', `import { plainError } from '../../src-main/base/errors.ts';`],
    ['src-preload/shared/channels.ts', `import { z } from 'zod';`],
    ['src-preload/shared/x.ts', `import { member } from '../contract/members.ts';`],
    ['src-preload/shared/query/x.ts', `import { join } from 'node:path';`],
    ['src-preload/index.ts', `import { z } from 'zod';`],
    ['src-preload/index.ts', `import { fold } from './shared/fold.ts';`],
    ['src-preload/index.ts', `import { api } from './contract/api.ts';`],
    ['src-renderer/app/x.tsx', `import { page } from '../../src-preload/contract/members.ts';`],
    ['src-renderer/app/x.tsx', `import type { Row } from '../../src-main/store/types.ts';`],
    ['src-renderer/app/x.tsx', `import fs from 'fs';`],
    ['src-renderer/app/x.tsx', `import { ipcRenderer } from 'electron';`],
    ['src-renderer/app/x.tsx', `import '../../src-preload/index.ts';`],
    ['src-renderer/lib/x.ts', `import { onTopic } from '../stores/events.ts';`],
    ['src-renderer/stores/x.ts', `import { Button } from '../components/Button.tsx';`],
    ['src-renderer/stores/x.ts', `import type { Screen } from '../screens/start/StartPage.tsx';`],
    ['src-renderer/components/x.tsx', `import { Item } from '../screens/plan/items/Item.tsx';`],
    ['src-renderer/components/x.tsx', `import { run } from '../app/shortcuts.ts';`],
    ['src-renderer/screens/start/x.tsx', `import { run } from '../../app/shortcuts.ts';`],
    ['src-renderer/screens/start/x.tsx', `import css from '../workspace/roles/roles.module.css';`],
    ['src-renderer/screens/workspace/roles/x.tsx', `import { x } from '../../history/HistoryScreen.tsx';`],
    ['src-renderer/screens/history/x.tsx', `const late = import('../plan/PlanResult.tsx');`],
  ])('it refuses in %s: %s', async (file, line) => {
    expect(await objections(file, line)).toEqual([expect.stringContaining('may not be imported here')]);
  });

  it.each([
    ['src-main/index.ts', `import { app } from 'electron';`],
    ['src-main/ipc/handle.ts', `import { ipcMain } from 'electron';`],
    ['src-main/ipc/x.ts', `import { membersPage } from '../queries/members.ts';`],
    ['src-main/ipc/x.ts', `import type { Core } from '../core.ts';`],
    ['src-main/queries/x.ts', `import { placeAccess } from '../access/place-access.ts';`],
    ['src-main/queries/x.ts', `import type { Core } from '../core.ts';`],
    ['src-main/access/x.ts', `import type { RosterReader } from '../store/roster/types.ts';`],
    ['src-main/changes/x.ts', `import { listRefusal } from '../access/list-access.ts';`],
    ['src-main/changes/engine/x.ts', `import { kindOf } from '../kinds/kinds.ts';`],
    ['src-main/files/electron-x.ts', `import { dialog } from 'electron';`],
    ['src-main/vault/electron-keyring.ts', `import { safeStorage } from 'electron';`],
    ['src-main/app/x.ts', `import { session } from '../http/electron-session.ts';`],
    ['src-main/providers/some-system/x.ts', `import { request } from '../../http/http.ts';`],
    ['src-main/sync/x.ts', `import type { Store } from '../store/types.ts';`],
    ['src-main/changes/x.ts', `import { type Provider } from '../providers/provider.ts';`],
    ['src-main/local-instance/dialects/x.ts', `import { directory } from '../directory.ts';`],
    ['src-main/store/x.ts', `import { result } from '../../src-preload/contract/result.ts';`],
    ['src-preload/contract/x.ts', `import { z } from 'zod';`],
    ['src-preload/contract/x.ts', `import { maxPlannedChanges } from '../shared/limits.ts';`],
    ['src-preload/shared/x.ts', `import type { Member } from '../contract/members.ts';`],
    ['src-preload/shared/query/x.ts', `import { fold } from '../fold.ts';`],
    ['src-preload/index.ts', `import { channelOf } from './shared/channels.ts';`],
    ['src-main/store/x.ts', `import { ok } from '../../src-preload/shared/result.ts';`],
    ['src-renderer/app/x.tsx', `import type { Member } from '../../src-preload/contract/members.ts';`],
    ['src-renderer/app/x.tsx', `import { fold } from '../../src-preload/shared/fold.ts';`],
    ['src-renderer/lib/x.ts', `import { names } from './names.ts';`],
    ['src-renderer/stores/x.ts', `import { names } from '../lib/names.ts';`],
    ['src-renderer/components/x.tsx', `import { toast } from '../stores/toasts.ts';`],
    ['src-renderer/screens/workspace/roles/x.tsx', `import { x } from '../settings/NameCard.tsx';`],
    ['src-renderer/app/x.tsx', `import { StartPage } from '../screens/start/StartPage.tsx';`],
  ])('it accepts in %s: %s', async (file, line) => {
    expect(await objections(file, line)).toEqual([]);
  });
});
