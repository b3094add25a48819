import { fold } from '../../../../../src-preload/shared/fold.ts';
import type { Migration } from '../../migrate.ts';

/**
 * `row` is what joined, left, was made or went, as JSON; null: not known, as in all history before this version. `person_id`: whom it is
 * about (a token's owner), in the connection; `email_key`: their e-mail, folded. `copies`: what became of a place's offline copy
 * (workspace_id '': the connection's whole), last refreshed at `contact_at`.
 */
export const timelines: Migration = {
  version: 3,
  up(db) {
    db.exec(`
      alter table history add column row text;
      alter table history add column person_id text;
      alter table history add column email_key text;
      update history set person_id = subject_id where kind like 'member.%';
    `);
    const save = db.prepare('update history set email_key = ? where id = ?');
    const named = db.prepare<[], { id: number; subject: string }>(
      `select id, subject from history where kind like 'member.%' or kind like 'invitation.%'`,
    );
    for (const { id, subject } of named.all()) save.run(fold(subject), id);
    db.exec(`
      create index history_by_person on history (connection_id, person_id, at) where person_id is not null;
      create index history_by_email on history (email_key, at) where email_key is not null;

      create table copies (
        connection_id text not null,
        workspace_id text not null,
        contact_at real not null,
        shown integer not null default 0,
        erased_at real,
        primary key (connection_id, workspace_id)
      ) strict, without rowid;
    `);
  },
};
