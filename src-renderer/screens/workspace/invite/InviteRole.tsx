import { useState } from 'react';
import type { z } from 'zod';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { rolesCalls } from '../../../../src-preload/contract/roles.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { Select } from '../../../components/fields/Select.tsx';
import { refOf } from '../../../stores/workspace.ts';
import { decideLaterHint, roleHint } from './text.ts';
import { useQuery } from '../../../stores/useQuery.ts';
import { reasonOf } from '../../../lib/permissions.ts';

type RoleOption = z.output<(typeof rolesCalls)['inviteOptions']['output']>[number];

/** No role is set after joining. */
const noRole = 'none';

export interface InviteRole {
  /** Lowest first, each with its permission. */
  roles: readonly RoleOption[];
  error: AppError | null;
  /** The selected role. */
  role: string;
  choose: (role: string) => void;
  /** The role to send with the request; null: the invitation alone is enough. */
  sent: string | null;
}

/** The role to give to invited people: in the invitation, right after it, or once they join, depending on the system. */
export function useInviteRole(detail: WorkspaceDetail, how: SystemFacts['joining']['role']): InviteRole {
  const { connectionId, workspaceId } = refOf(detail);
  const [chosen, choose] = useState('');
  const { value: options, error } = useQuery(['invite-roles', connectionId, workspaceId], () =>
    window.steward.roles.inviteOptions({ connectionId, workspaceId }),
  );
  const rank = (id: string) => detail.roles.find((role) => role.id === id)?.rank ?? 0;
  const roles = [...(options ?? [])].sort((a, b) => rank(a.id) - rank(b.id));
  const preset = how === 'after-join' ? noRole : (lowestOf(roles)?.id ?? '');
  const role = chosen === '' ? preset : chosen;
  return { roles, error, role, choose, sent: sentRole(role, roles, how) };
}

/** What is sent for a role. Where the invitation carries none, people start with the lowest: choosing that one needs no second step. */
export function sentRole(
  role: string,
  roles: readonly RoleOption[],
  how: SystemFacts['joining']['role'],
): string | null {
  const asArrived = how === 'second-step' && role === lowestOf(roles)?.id;
  return role === '' || role === noRole || asArrived ? null : role;
}

const lowestOf = (roles: readonly RoleOption[]) =>
  roles.find(({ permission }) => permission.allowed) ?? roles[0];

/** The field for it, with a hint on how and when the role is set. `label`: where it is of some of the people alone. */
export function InviteRoleField({
  inviteRole: { roles, role, choose, sent },
  how,
  product,
  label,
}: {
  label?: string;
  inviteRole: InviteRole;
  how: SystemFacts['joining']['role'];
  product: string;
}) {
  const afterJoin = how === 'after-join';
  return (
    <Field
      label={label ?? (afterJoin ? 'Role after joining' : 'Role')}
      hint={roleHint(how, product, lowestOf(roles)?.label, roles.find(({ id }) => id === sent)?.label)}
    >
      {(aria) => (
        <Select
          {...aria}
          label="Role"
          value={role}
          onChange={choose}
          options={[
            ...(afterJoin ? [{ value: noRole, label: 'Decide later', description: decideLaterHint }] : []),
            ...roles.map(({ id, label, description, permission }) => ({
              value: id,
              label,
              description,
              disabledReason: reasonOf(permission),
            })),
          ]}
        />
      )}
    </Field>
  );
}
