import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import { supportAt } from '../providers/capability-table.ts';
import type { Access } from './access.ts';

export type Refusal = Extract<Permission, { allowed: false }>;

/** A refusal for this reason. */
export const no = (reason: string): Refusal => ({ allowed: false, reason });

/** Made in the connection or in an organization, not done to a place: the kind of the place says nothing. */
const placeless: ReadonlySet<Capability> = new Set<Capability>([
  'organization.create',
  'workspace.create',
  'workspace.provision',
  'invitation.accept',
  'invitation.decline',
]);

/** Why no role can do this here: the API variant, the kind of place or this place itself doesn't have it. null: it is supported. */
export function unsupported(
  {
    apiVariant,
    row,
  }: Pick<Access, 'apiVariant'> & { row: Pick<NonNullable<Access['row']>, 'scope' | 'unavailable'> | null },
  capability: Capability,
): Refusal | null {
  const entry = apiVariant.capabilities[capability];
  if (!entry.supported) return { allowed: false, reason: entry.reason, source: entry.source };
  if (row === null) return null;
  const here = placeless.has(capability) ? null : supportAt(entry, row.scope);
  if (here?.ok === false) return { allowed: false, reason: here.reason, source: entry.source };
  const unavailable = row.unavailable[capability];
  return unavailable === undefined ? null : no(unavailable);
}

/** The same in one sentence with its source, or null. */
export function unsupportedReason(
  access: Parameters<typeof unsupported>[0],
  capability: Capability,
): string | null {
  const refusal = unsupported(access, capability);
  return refusal === null ? null : withSource(refusal);
}

/** A refusal with the document that says so. */
export const withSource = ({ reason, source }: Omit<Refusal, 'allowed'>): string =>
  source === undefined || source === '' ? reason : `${reason} (${source})`;
