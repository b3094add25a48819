import { compareNames } from '../../src-preload/shared/name-order.ts';
import { valueOr, type Known } from '../../src-preload/shared/known.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import type { LocalWorkspace } from '../store/ledger/types.ts';

const kindOrder = { managed: 0, 'remote-url': 1, 'local-dev': 2, 'not-reported': 3 };
const scopeOrder = { organization: 0, workspace: 0, account: 1 };

/**
 * The admin's own order first; places never ordered follow as System Initiative's portal sorts them: default, starred, managed, remote,
 * local, then by name. `sharedWith`: my user id where members share the marks: on someone else's workspace they are theirs. An organization comes right before its workspaces, where the first of them would; the account comes last.
 */
export function inOrder(
  views: readonly Workspace[],
  locals: ReadonlyMap<string, LocalWorkspace>,
  sharedWith: string | null = null,
): Workspace[] {
  const place = (view: Workspace) => locals.get(view.id)?.position ?? Number.MAX_SAFE_INTEGER;
  const isMine = ({ owner }: Workspace) =>
    sharedWith === null || owner.state !== 'known' || owner.value.userId === sharedWith;
  const flag = (view: Workspace, item: Known<boolean>) => (isMine(view) && valueOr(item, false) ? 0 : 1);
  const sorted = views.toSorted(
    (a, b) =>
      place(a) - place(b) ||
      scopeOrder[a.scope] - scopeOrder[b.scope] ||
      flag(a, a.isDefault) - flag(b, b.isDefault) ||
      flag(a, a.serverFavourite) - flag(b, b.serverFavourite) ||
      kindOrder[a.instance.kind] - kindOrder[b.instance.kind] ||
      compareNames(a.name, b.name),
  );
  const organizations = new Set(views.filter(({ scope }) => scope === 'organization').map(({ id }) => id));
  const groupOf = (view: Workspace) => {
    if (view.scope === 'organization') return view.id;
    const above = view.organization.state === 'known' ? view.organization.value.id : null;
    return above !== null && organizations.has(above) ? above : `alone ${view.id}`;
  };
  // A Map keeps the order in which its keys came.
  const groups = new Map<string, Workspace[]>();
  for (const view of sorted) {
    const key = groupOf(view);
    groups.set(key, [...(groups.get(key) ?? []), view]);
  }
  return [...groups.values()]
    .flatMap((group) => group.toSorted((a, b) => first(a) - first(b)))
    .map((view, position) => ({ ...view, position }));
}

const first = ({ scope }: Workspace) => (scope === 'organization' ? 0 : 1);
