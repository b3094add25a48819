import type { Member } from '../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { ok, type Result } from '../../src-preload/contract/result.ts';
import type { Core } from '../core.ts';
import type { MemberRow } from '../store/types.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { memberActions } from './permissions.ts';
import { freshnessOf, standingOf, type WorkspaceStanding } from './standing.ts';

export function membersHandlers(context: Context): Handlers<'members'> {
  return {
    page(input) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = standingOf(core.value, input);
      if (!standing.ok) return standing;
      const { provider } = standing.value;
      const page = core.value.store.roster.membersPage(input, { ...input, roles: provider.roles });
      const owners = ownersOf(core.value, input, provider.ownerRole);
      return ok({
        rows: page.rows.map((row) => viewOf(row, standing.value, owners)),
        matching: page.matching,
        total: page.total,
        freshness: freshnessOf(core.value, input.connectionId, input.workspaceId, 'members'),
        queryProblem: page.queryProblem,
      });
    },
    roleOptions(input): Result<RoleOption[]> {
      const core = context.core();
      if (!core.ok) return core;
      const standing = standingOf(core.value, input);
      if (!standing.ok) return standing;
      const { provider } = standing.value;
      const row = core.value.store.roster.member(input, input.userId);
      if (!row) return ok([]);
      const owners = ownersOf(core.value, input, provider.ownerRole);
      const { setRole } = viewOf(row, standing.value, owners).actions;
      return ok(
        provider.roles.map(({ id, label, description }) => ({
          id,
          label,
          description,
          permission:
            id === row.role ? { allowed: false as const, reason: 'This is the role now.' } : setRole,
        })),
      );
    },
  };
}

type RoleOption = {
  id: string;
  label: string;
  description: string;
  permission: Member['actions']['setRole'];
};

function ownersOf(core: Core, ref: WorkspaceRef, ownerRole: string): number {
  return core.store.roster
    .countByRole(ref)
    .filter(({ role, status }) => role === ownerRole && status === 'active')
    .reduce((sum, { count }) => sum + count, 0);
}

function viewOf(row: MemberRow, standing: WorkspaceStanding, owners: number): Member {
  const isMe = row.userId === standing.me;
  return {
    userId: row.userId,
    email: row.email,
    name: row.name,
    role: { id: row.role, label: standing.roleLabel(row.role) },
    status: row.status,
    signedUpAt: row.signedUpAt,
    isMe,
    actions: memberActions(standing, { role: row.role, isMe, owners }),
  };
}
