import { inviteOptions } from '../queries/members.ts';
import { roleTables } from '../queries/role-tables.ts';
import { candidates, permissionCodes, personPermissions } from '../queries/roles.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

export function rolesHandlers(context: Context): Handlers<'roles'> {
  const open = withCore(context);
  return {
    tables: open(roleTables),
    effectivePermissions: open(personPermissions),
    permissionCodes: open(permissionCodes),
    candidates: open(candidates),
    inviteOptions: open(inviteOptions),
  };
}
