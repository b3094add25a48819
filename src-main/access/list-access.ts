import { listCapability, rosterOwnerOf, type PlaceList } from '../base/lists.ts';
import type { WorkspaceRow } from '../base/records.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { Access } from './access.ts';
import { keptElsewhere } from './text.ts';
import { unsupported } from './unsupported.ts';

const known = new WeakMap<Access, Map<PlaceList, string | null>>();

/** Why this identity can never be given a list of this place (so it is neither asked for nor marked as failed), or null. */
export function listRefusal(access: Access, list: ListName): string | null {
  if (list === 'workspaces') return null;
  const answers = known.get(access) ?? new Map<PlaceList, string | null>();
  known.set(access, answers);
  const before = answers.get(list);
  if (before !== undefined) return before;
  const answer = refusalOf(access, list);
  answers.set(list, answer);
  return answer;
}

function refusalOf(access: Access, list: PlaceList): string | null {
  const { provider, apiVariant, row, who } = access;
  const capability = listCapability[list];
  // What the variant and this very place lack comes first; then where the list is kept says more than the kind of place does.
  const lacking = apiVariant.capabilities[capability].supported ? row?.unavailable[capability] : undefined;
  if (lacking !== undefined) return lacking;
  if (apiVariant.capabilities[capability].supported && row !== null && rosterOwnerOf(list, row) !== row.id)
    return keptElsewhere(list, row.name, organizationKeeping(list, row));
  const refusal = unsupported(access, capability);
  if (refusal !== null) return refusal.reason;
  const permission = provider.permits(capability, who);
  return permission.allowed ? null : permission.reason;
}

/** The name of the organization above, where it is the one that has the list. */
function organizationKeeping(list: PlaceList, row: WorkspaceRow): string | null {
  const { organization } = row;
  const isOwner = organization.state === 'known' && organization.value.id === rosterOwnerOf(list, row);
  return isOwner ? organization.value.name : null;
}
