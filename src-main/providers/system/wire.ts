import { z } from 'zod';
import type { InvitationStatus } from '../../../src-preload/contract/invitations.ts';
import { serverId } from '../ids.ts';
import { instantReaders } from '../instants.ts';
import { flag, nullable, omittable, optional, parsedBy, required, text, texts } from '../record-fields.ts';

/* What is on the wire of both generations (v1.3 and v2), reduced to what the app uses. */

/** Times are ISO text with its offset or epoch ms. */
const { happened, ends } = instantReaders({ epochMs: true });

/** What every answer comes in. Its four marks together distinguish SYSTEM from a gateway in between. */
export const envelope = z.object({
  version: z.string(),
  /** The server's clock; null where it can't be believed. */
  timestamp: z.number().transform((at) => happened(at) ?? null),
  success: z.boolean(),
  code: z.union([z.string(), z.int()]).transform(String),
  message: z.string().nullish(),
  data: z.unknown().optional(),
});
export type Envelope = z.infer<typeof envelope>;

/**
 * An enum is an object: `{code, name, value}` in v2, `{name, value}` in v1.3. `value` is for people and follows the locale, so it is
 * never looked at.
 */
const enumObject = z.object({ code: z.string().nullish(), name: z.string().nullish() });
const enumKey = (value: unknown): string | undefined => {
  const one = enumObject.safeParse(value).data;
  return text(value) ?? text(one?.code ?? one?.name);
};

const id = serverId;
const idText = parsedBy(id);
/** Keys, tokens and session ids, which never stand in a path. */
const opaque = z.string().min(1);

/** A workspace as v1.3's `mine` and the management routes give it. */
export const workspace = z.object({
  bizId: id,
  workspaceName: required(text),
  institutionBizId: optional(text),
  workspaceTimezone: optional(text),
  workspaceStatus: optional(enumKey),
  workspaceKind: optional(enumKey),
  createdAt: nullable(happened),
  updatedAt: nullable(happened),
});
export type Workspace = z.infer<typeof workspace>;

/** A line of v2's `mine`: my membership rather than the workspace. */
export const membership = z.object({
  userBizId: required(idText),
  workspaceBizId: id,
  workspaceName: required(text),
  workspaceKind: optional(enumKey),
  workspaceRoleBizId: optional(idText),
  workspaceRoleName: optional(text),
  joinSource: optional(enumKey),
  isOwner: required(flag),
  isDefault: optional(flag),
  enterable: optional(flag),
  defaultEligible: optional(flag),
});
export type Membership = z.infer<typeof membership>;

export const mine = z.union([
  membership.transform((line) => ({ generation: 'v2' as const, ...line })),
  workspace.transform((line) => ({ generation: 'v1.3' as const, ...line })),
]);
export type Mine = z.infer<typeof mine>;

export const createdWorkspace = z.union([
  z.object({ bizId: id }).transform(({ bizId }) => bizId),
  z.object({ workspaceBizId: id }).transform(({ workspaceBizId }) => workspaceBizId),
]);

export const member = z.object({
  accountId: id,
  accountName: omittable(text),
  email: optional(text),
  workspaceRoleBizId: optional(idText),
  workspaceRoleName: optional(text),
  isOwner: optional(flag),
  joinedAt: nullable(happened),
});
export type Member = z.infer<typeof member>;

export const role = z.object({
  bizId: id,
  roleName: required(text),
  roleType: optional(enumKey),
  description: omittable(text),
  permissionCodes: optional(texts),
});
export type Role = z.infer<typeof role>;

export const permissions = z.union([
  z.array(z.string()),
  z.object({ permissionCodes: z.array(z.string()).nullable() }).transform((one) => one.permissionCodes),
]);

const states = new Map<unknown, InvitationStatus>([
  ['PENDING', 'pending'],
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['EXPIRED', 'expired'],
  ['CANCELLED', 'cancelled'],
]);

export const invitation = z.object({
  bizId: id,
  inviteeEmail: required(text),
  inviterName: omittable(text),
  invitationStatus: required((value) => states.get(enumKey(value))),
  message: omittable(text),
  expiresAt: nullable(ends),
  acceptedAt: nullable(happened),
  createdAt: nullable(happened),
});
export type Invitation = z.infer<typeof invitation>;

export const initiated = z.object({
  sessionId: opaque,
  mfaMethods: z.array(z.string()),
  /** Seconds. */
  expiresIn: z.number().nullish(),
});
export const tokens = z.object({ accessToken: opaque, refreshToken: z.string().min(1).nullish() });

export const publicKey = z.object({ keyId: opaque, publicKey: opaque });
export const channelSession = z.object({ sessionId: opaque });

/** Problems by field, of `VALIDATION.INVALID_PARAMETER`. */
export const fieldProblems = z.record(z.string(), z.union([z.array(z.string()), z.string()]));

/** Of lists, whose style is looked at first and whose records one by one. */
export const anything = z.unknown();

export interface Page {
  records: unknown[];
  /** Null: this is the whole list. */
  place: { number: number; size: number; totalPages: number; totalElements: number } | null;
}

const contentPage = z.object({
  content: z.array(z.unknown()),
  page: z.object({
    size: z.int(),
    number: z.int(),
    totalElements: z.int(),
    totalPages: z.int(),
  }),
});
const flatPage = z.object({
  totalElements: z.int(),
  totalPages: z.int(),
  currentPage: z.int(),
  pageSize: z.int(),
});

/** Reads any of the three styles of lists: a plain array, `{content, page}`, or `{<rows>, totalElements, …}`. Null: none of them. */
export function readPage(data: unknown): Page | null {
  if (Array.isArray(data)) return { records: data, place: null };
  const content = contentPage.safeParse(data);
  if (content.success) return { records: content.data.content, place: content.data.page };
  const flat = flatPage.safeParse(data);
  if (!flat.success || typeof data !== 'object' || data === null) return null;
  // The rows are under the name of what they are: `workspaces`, `members` …
  const lists = Object.values(data).filter((value): value is unknown[] => Array.isArray(value));
  const [records] = lists;
  if (records === undefined || lists.length > 1) return null;
  const { totalElements, totalPages, currentPage, pageSize } = flat.data;
  return { records, place: { number: currentPage, size: pageSize, totalPages, totalElements } };
}
