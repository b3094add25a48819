import { z } from 'zod';
import { invitationStatus } from '../../../src-preload/contract/invitations.ts';
import { notReported } from '../../../src-preload/shared/known.ts';
import { known } from '../../../src-preload/contract/known.ts';
import type { InvitationRow, TokenRow } from '../../base/records.ts';

/* Rows as JSON, in the past of the roster and beside differences in history. */

const tokenImage = z.object({
  id: z.string(),
  name: known(z.string()),
  ownerId: z.string(),
  createdAt: known(z.number()),
  expiresAt: known(z.number()),
  revokedAt: known(z.number()),
  enabled: known(z.boolean()),
  hint: known(z.string()),
  scopes: known(z.string()),
  refusal: z.string().nullable(),
});

/** Without what every use of a token changes: its last use and what came of trying it aren't kept. */
export const imageOfToken = (row: TokenRow): string =>
  JSON.stringify({
    id: row.id,
    name: row.name,
    ownerId: row.ownerId,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    enabled: row.enabled,
    hint: row.hint,
    scopes: row.scopes,
    refusal: row.refusal,
  } satisfies z.infer<typeof tokenImage>);

/** null where another version wrote it in a shape that this one can't read. */
export function tokenFromImage(json: string): TokenRow | null {
  const read = tokenImage.safeParse(JSON.parse(json));
  return read.success ? { ...read.data, lastUsedAt: notReported, probe: notReported } : null;
}

const invitationImage = z.object({
  id: z.string(),
  email: z.string(),
  role: known(z.string()),
  status: invitationStatus,
  invitedBy: known(z.string()),
  message: known(z.string()),
  createdAt: known(z.number()),
  expiresAt: known(z.number()),
  endedAt: known(z.number()),
});

export const imageOfInvitation = (row: InvitationRow): string =>
  JSON.stringify({
    id: row.id,
    email: row.email,
    role: row.role,
    status: row.status,
    invitedBy: row.invitedBy,
    message: row.message,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    endedAt: row.endedAt,
  } satisfies InvitationRow);

export function invitationFromImage(json: string): InvitationRow | null {
  const read = invitationImage.safeParse(JSON.parse(json));
  return read.success ? read.data : null;
}
