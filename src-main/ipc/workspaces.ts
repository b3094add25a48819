import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { plainError } from '../base/errors.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import type { ReadList } from '../files/list-reader.ts';
import { provisionListWith } from '../queries/provision-list.ts';
import { atPlace } from '../queries/query.ts';
import {
  checkWorkspaceFields,
  workspaceDetail,
  workspaceList,
  workspaceTypes,
} from '../queries/workspaces.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { workspaceText } from './text.ts';
import { withCore } from './with-core.ts';

export function workspacesHandlers(
  context: Context,
  openExternal: (url: string) => Promise<Result<null>>,
  dialogs: Pick<Dialogs, 'openText'>,
  readList: ReadList,
): Handlers<'workspaces'> {
  const open = withCore(context);
  const openUrl = async (url: string | null, whyNot: string) =>
    url === null ? fail(plainError('not-supported', whyNot, workspaceText.checkAddress)) : openExternal(url);
  return {
    list: open(workspaceList),
    get: open(workspaceDetail),
    types: open(workspaceTypes),
    check: open(checkWorkspaceFields),
    setLocal: open(async ({ store }, { connectionId, workspaceId, favourite, hidden, note }) => {
      const saved = await store.ledger.setLocalWorkspace(connectionId, {
        workspaceId,
        ...(favourite === undefined ? {} : { favourite }),
        ...(hidden === undefined ? {} : { hidden }),
        ...(note === undefined ? {} : { note }),
      });
      context.emit({ topic: 'workspaces', connectionId });
      return saved;
    }),
    readProvisionList: open(provisionListWith(readList)),
    openTextFile: ({ title }) => dialogs.openText(title),
    timezones: () => ok(timezones()),
    reorder: open(async ({ store }, { connectionId, workspaceIds }) => {
      const saved = await store.ledger.reorderWorkspaces(connectionId, workspaceIds);
      context.emit({ topic: 'workspaces', connectionId });
      return saved;
    }),
    refresh: open(({ sync }, ref) => {
      sync.refresh(ref.connectionId, 'manual', ref);
      return ok(null);
    }),
    open: open(
      atPlace((_core, { provider, row, record }) =>
        openUrl(
          provider.workspaceUrl({ id: row.id, url: row.instance.url, address: record.address }),
          workspaceText.noUrl,
        ),
      ),
    ),
    openRefreshAuth: open(
      atPlace((_core, { provider, row }) =>
        openUrl(
          provider.refreshAuthUrl({ id: row.id, kind: row.instance.kind, url: row.instance.url }),
          workspaceText.refreshesItself,
        ),
      ),
    ),
  };
}

/** The device's own first, then UTC, then all others by name. */
function timezones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
