import type { Scope } from '../../../src-preload/contract/capabilities.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { ReportList } from '../../../src-preload/contract/reports.ts';
import type { Core } from '../../core.ts';
import type { Report, ReportSource } from '../../files/report.ts';
import type { GonePlace } from '../../store/history/types.ts';
import type { SystemRules } from '../../providers/provider.ts';
import { freshnessOf } from '../freshness.ts';
import type { ConnectionAccess, ConnectionReading, PlaceAccess } from '../../access/place-access.ts';

export type Of<L extends ReportList['list']> = Extract<ReportList, { list: L }>;
export type Shown = readonly string[] | null;

/** How old a list is, and whether it is whole: what stands at the head of its export. */
export function sourceOf(core: Core, ref: WorkspaceRef, list: ListName, what: string): ReportSource {
  const { fetchedAt, unreadable, error } = freshnessOf(core, ref.connectionId, ref.workspaceId, list);
  return { what, fetchedAt, unreadable, failed: error?.sentence ?? null };
}

export const isWhole = ({ fetchedAt, unreadable }: ReportSource) => fetchedAt !== null && unreadable === 0;

/** From where an export is: the connection. */
export function fromConnection({ record, provider }: ConnectionReading<SystemRules>): Report['from'] {
  return [
    { label: 'System', value: provider.product.name },
    { label: 'Connection', value: `${record.label} (${record.badge})` },
    { label: 'Address', value: record.address },
    {
      label: 'Signed in as',
      value: record.identity.email === '' ? record.identity.name : record.identity.email,
    },
  ];
}

/** From where an export is: the place, and its connection. */
export function fromPlace(access: PlaceAccess): Report['from'] {
  const { row } = access;
  return [
    ...fromConnection(access),
    { label: placeLabel(row.scope), value: row.name },
    { label: 'Id', value: row.id },
    ...(row.organization.state === 'known' && row.organization.value.id !== row.id
      ? [{ label: 'Organization', value: row.organization.value.name }]
      : []),
    ...(row.instance.url.state === 'known' ? [{ label: 'Instance', value: row.instance.url.value }] : []),
    ...(row.origin === 'entered'
      ? [{ label: 'Origin', value: 'added manually, not read from a server' }]
      : []),
  ];
}

/** From where an export is: a place that left the list, and its connection. */
export function fromGone(access: ConnectionAccess, gone: GonePlace | null): Report['from'] {
  if (gone === null) return fromConnection(access);
  return [
    ...fromConnection(access),
    { label: placeLabel(gone.scope), value: gone.name },
    { label: 'Id', value: gone.workspaceId },
    { label: 'Missing from the list since', value: new Date(gone.missingSince).toISOString() },
  ];
}

const placeLabel = (scope: Scope) =>
  scope === 'organization' ? 'Organization' : scope === 'account' ? 'Account' : 'Workspace';

export const listLabels = { members: 'Members', invitations: 'Invitations', tokens: 'Tokens' } as const;
