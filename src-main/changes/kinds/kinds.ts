import type { ChangeType } from '../../../src-preload/contract/change-request.ts';
import { invitationKinds } from './invitation/invitation.ts';
import type { ChangeKind } from './kind.ts';
import { memberKinds } from './member/member.ts';
import { organizationKinds } from './organization/organization.ts';
import { roleKinds } from './role/role.ts';
import { tokenKinds } from './token/token.ts';
import { workspaceKinds } from './workspace/workspace.ts';

/** Every kind of change, by its type: a type without a kind, or a kind without one of its aspects, doesn't compile. */
export const kinds: { readonly [T in ChangeType]: ChangeKind<T> } = {
  ...workspaceKinds,
  ...organizationKinds,
  ...memberKinds,
  ...invitationKinds,
  ...roleKinds,
  ...tokenKinds,
};

/** The kind of a request. It is asked about contexts of that very request alone. */
export const kindOf = ({ type }: { type: ChangeType }): ChangeKind => kinds[type];
