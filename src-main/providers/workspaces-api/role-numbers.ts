import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../base/errors.ts';
import { readRecords } from '../records.ts';
import type { Calls } from './client.ts';
import { paths } from './paths.ts';
import { labelOf, roleIdOf } from './roles.ts';
import * as wire from './wire.ts';
import { workspacesApiText } from './text.ts';

export interface RoleList {
  rows: wire.RoleOnWire[];
  unreadable: number;
  partlyUnreadable: number;
  serverDate: number | null;
}

/** The numbers that each organization gives to its roles, remembered for the session. */
export interface RoleNumbers {
  /** Asks the server again. */
  list(organization: string, signal: AbortSignal): Promise<Result<RoleList>>;
  /** The number of a role as we call it; `invalid` where the organization has none of that name. */
  numberOf(organization: string, role: string, signal: AbortSignal): Promise<Result<number>>;
  /** The role of a number; null where it is unknown or the roles can't be read. */
  roleOf(organization: string, number: string, signal: AbortSignal): Promise<string | null>;
}

export function createRoleNumbers(calls: Calls): RoleNumbers {
  /** By organization: role by number. */
  const known = new Map<string, ReadonlyMap<string, string>>();
  /** Numbers that were looked for and not found: a list of invitations must not ask again for each of them. */
  const unknown = new Set<string>();

  async function list(organization: string, signal: AbortSignal): Promise<Result<RoleList>> {
    const fetched = await calls.list(paths.roles(organization), 'roles', signal);
    if (!fetched.ok) return fetched;
    const read = await readRecords(wire.role, fetched.value.records);
    known.set(organization, new Map(read.rows.map(({ id, name }) => [id, roleIdOf(name)])));
    return ok({ ...read, serverDate: fetched.value.serverDate });
  }

  const numberIn = (organization: string, role: string): number | null => {
    const found = [...(known.get(organization) ?? [])].find(([, name]) => name === role);
    return found === undefined ? null : Number(found[0]);
  };

  return {
    list,

    async numberOf(organization, role, signal) {
      const remembered = numberIn(organization, role);
      if (remembered !== null) return ok(remembered);
      const fetched = await list(organization, signal);
      if (!fetched.ok) return fetched;
      const number = numberIn(organization, role);
      if (number !== null) return ok(number);
      const names = fetched.value.rows.map(({ name }) => name).join(', ');
      return fail(
        invalidError(
          workspacesApiText.noSuchRole(labelOf(role)),
          names === '' ? workspacesApiText.noRoles : workspacesApiText.knownRoles(names),
          [{ path: 'role', message: 'Not a role of this organization.' }],
        ),
      );
    },

    async roleOf(organization, number, signal) {
      const key = `${organization}/${number}`;
      const remembered = known.get(organization)?.get(number);
      if (remembered !== undefined || unknown.has(key)) return remembered ?? null;
      const fetched = await list(organization, signal);
      const found = known.get(organization)?.get(number) ?? null;
      if (fetched.ok && found === null) unknown.add(key);
      return found;
    },
  };
}
