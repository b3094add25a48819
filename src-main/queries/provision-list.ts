import type { CallInput } from '../../src-preload/contract/api.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { readProvisionList, type ProvisionListOptions } from '../files/provision-list.ts';
import { atConnection } from './query.ts';

/** A pasted list of workspaces to create, each name judged by the connection's system. `readList`: in which thread it is parsed. */
export const provisionListWith = (readList: ProvisionListOptions['readList']) =>
  atConnection(
    async (_core, { provider }, { text, nameColumn }: CallInput<'workspaces', 'readProvisionList'>) =>
      ok(
        await readProvisionList(text, {
          readList,
          nameColumn,
          nameProblem(name) {
            const fields = { kind: 'remote-url', name, description: '', url: '' } as const;
            return provider.checkWorkspaceFields(fields).find(({ path }) => path === 'name')?.message ?? null;
          },
        }),
      ),
  );
