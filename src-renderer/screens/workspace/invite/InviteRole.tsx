import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { rolesCalls } from '../../../../src-preload/contract/roles.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Field } from '../../../components/Field.tsx';
import { Select } from '../../../components/Select.tsx';
import { refOf } from '../../../stores/workspace.ts';

type RoleOption = z.output<(typeof rolesCalls)['inviteOptions']['output']>[number];

/** No role wanted after the join. */
const noRole = 'none';

export interface InviteRole {
  /** Lowest first, with what the main process says of each. */
  roles: readonly RoleOption[];
  error: AppError | null;
  /** The one that is shown as chosen. */
  role: string;
  choose: (role: string) => void;
  /** What has to be asked for to have it; null: nothing but the invitation. */
  sent: string | null;
}

/** The role that people are to have: in an invitation, right after it, or once they have joined, as the system has it. */
export function useInviteRole(detail: WorkspaceDetail, how: SystemFacts['joining']['role']): InviteRole {
  const { connectionId, workspaceId } = refOf(detail);
  const [options, setOptions] = useState<readonly RoleOption[]>([]);
  const [error, setError] = useState<AppError | null>(null);
  const [chosen, choose] = useState('');
  useEffect(() => {
    let current = true;
    void window.steward.roles.inviteOptions({ connectionId, workspaceId }).then((answer) => {
      if (!current) return;
      if (answer.ok) setOptions(answer.value);
      else setError(answer.error);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId]);
  const rank = (id: string) => detail.roles.find((role) => role.id === id)?.rank ?? 0;
  const roles = [...options].sort((a, b) => rank(a.id) - rank(b.id));
  const lowest = lowestOf(roles);
  const preset = how === 'after-join' ? noRole : (lowest?.id ?? '');
  const role = chosen === '' ? preset : chosen;
  // Everybody arrives with the lowest role where the invitation carries none: giving that one is no second step.
  const asArrived = how === 'second-step' && role === lowest?.id;
  const sent = role === '' || role === noRole || asArrived ? null : role;
  return { roles, error, role, choose, sent };
}

const lowestOf = (roles: readonly RoleOption[]) =>
  roles.find(({ permission }) => permission.allowed) ?? roles[0];

/** The choice of it, saying how it comes about. */
export function InviteRoleField({
  wanted: { roles, role, choose, sent },
  how,
  product,
}: {
  wanted: InviteRole;
  how: SystemFacts['joining']['role'];
  product: string;
}) {
  const afterJoin = how === 'after-join';
  return (
    <Field
      label={afterJoin ? 'Role once they have joined' : 'Role'}
      hint={hintOf(how, product, lowestOf(roles)?.label, roles.find(({ id }) => id === sent)?.label)}
    >
      {(aria) => (
        <Select
          {...aria}
          label="Role"
          value={role}
          onChange={choose}
          options={[
            ...(afterJoin
              ? [{ value: noRole, label: 'Decide later', description: 'They keep what they arrive with.' }]
              : []),
            ...roles.map(({ id, label, description, permission }) => ({
              value: id,
              label,
              description,
              disabledReason: permission.allowed ? null : permission.reason,
            })),
          ]}
        />
      )}
    </Field>
  );
}

function hintOf(
  how: SystemFacts['joining']['role'],
  product: string,
  lowest = 'the lowest role',
  wanted?: string,
): string | undefined {
  switch (how) {
    case 'carried':
      return undefined;
    case 'second-step':
      return wanted === undefined
        ? `${product} invites everybody as ${lowest}.`
        : `${product} invites as ${lowest}; ${wanted} is set right after, as a second step for each person.`;
    case 'after-join':
      return 'The invitation carries no role. Steward reminds you once they have joined.';
  }
}
