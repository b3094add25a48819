import { z } from 'zod';
import { observedKind } from '../../../src-preload/contract/history.ts';
import type { Db } from '../database.ts';
import { addressKey } from '../../../src-preload/shared/normalize.ts';
import type { TimelineRow, Timelines } from './types.ts';

const timelineRow = z.object({
  id: z.int(),
  connectionId: z.string(),
  workspaceId: z.string().nullable(),
  from: z.number().nullable(),
  at: z.number(),
  kind: observedKind,
  subjectId: z.string(),
  subject: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  personId: z.string().nullable(),
  row: z.string().nullable(),
});

const columns = `id, connection_id as connectionId, workspace_id as workspaceId, from_at as "from", at, kind,
  subject_id as subjectId, subject, before, after, person_id as personId, row`;
/* In the order in which it was written: the clock may have been set back in between. */
const older = 'id < @id';
const page = 'order by id desc limit @limit';

type Window = { id: number; limit: number };

/** Reads of history along an index, however long it is. Rows of a kind that this version doesn't know are left out. */
export function createTimelines(db: Db): Timelines {
  const workspace = db.prepare<[Window & { connectionId: string; workspaceId: string }], object>(
    `select ${columns} from history where connection_id = @connectionId and workspace_id = @workspaceId and ${older} ${page}`,
  );
  const byPerson = db.prepare<[Window & { connectionId: string; userId: string }], object>(
    `select ${columns} from history where connection_id = @connectionId and person_id = @userId and ${older} ${page}`,
  );
  const byEmail = db.prepare<[Window & { email: string }], object>(
    `select ${columns} from history where email_key = @email and ${older} ${page}`,
  );
  const byEmailIn = db.prepare<[Window & { email: string; connectionId: string }], object>(
    `select ${columns} from history where email_key = @email and connection_id = @connectionId and ${older} ${page}`,
  );
  /** An e-mail is somebody else in every connection: what is said of the user ids behind it belongs to them too. */
  const behind = db.prepare<[string], { connectionId: string; userId: string }>(
    `select distinct connection_id as connectionId, person_id as userId from history
      where email_key = ? and person_id is not null`,
  );
  const read = (rows: object[]): TimelineRow[] =>
    rows.flatMap((row) => {
      const parsed = timelineRow.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    });
  const newest = Number.MAX_SAFE_INTEGER;

  return {
    workspace: (ref, after, limit) => read(workspace.all({ ...ref, id: after?.id ?? newest, limit })),
    person({ connectionId, userId, email }, after, limit) {
      const window = { id: after?.id ?? newest, limit };
      const found = new Map<number, TimelineRow>();
      const add = (rows: object[]) => {
        for (const row of read(rows)) found.set(row.id, row);
      };
      if (connectionId !== null && userId !== null) add(byPerson.all({ ...window, connectionId, userId }));
      if (email !== null && email !== '') {
        const key = addressKey(email);
        add(
          connectionId === null
            ? byEmail.all({ ...window, email: key })
            : byEmailIn.all({ ...window, email: key, connectionId }),
        );
        for (const person of behind.all(key))
          if (connectionId === null || (userId === null && person.connectionId === connectionId))
            add(byPerson.all({ ...window, ...person }));
      }
      return [...found.values()].sort((a, b) => b.id - a.id).slice(0, limit);
    },
  };
}
