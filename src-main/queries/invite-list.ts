import type { CallInput } from '../../src-preload/contract/api.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { readInviteList } from '../files/invite-list.ts';
import type { ReadList } from '../files/list-reader.ts';
import { atPlace } from './query.ts';

/** A pasted list of people to invite, with the roles of the place they are invited to. `readList`: in which thread it is parsed. */
export const inviteListWith = (readList: ReadList) =>
  atPlace(async (_core, { table, roleLabel }, { text }: CallInput<'invitations', 'readInviteList'>) => {
    const { rows, problem, ignored } = await readInviteList(text, { readList, roles: table.roles });
    return ok({
      rows: rows.map(({ role, ...row }) => ({
        ...row,
        role: role === null ? null : { id: role, label: roleLabel(role) },
      })),
      problem,
      ignored,
    });
  });
