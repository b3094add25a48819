import { join } from 'node:path';
import { openStore } from '../../../src-main/store/open/open-store.ts';

// A process of its own, which may be another user's: what a store says of a folder that this user may not write.
const [folder = '', ledgerKey = '', rosterKey = ''] = process.argv.slice(2);
const opened = await openStore({
  folder,
  ledgerKey: Buffer.from(ledgerKey, 'hex'),
  rosterKey: Buffer.from(rosterKey, 'hex'),
  ephemeral: false,
  writerFile: join(import.meta.dirname, '../../../src-main/store/writer/writer-thread.ts'),
});
if (!opened.ok) throw new Error(opened.error.sentence);
const store = opened.value;
const refused = await store.ledger.setPreference('kept', 2);
const said = {
  mode: store.mode,
  folder: store.folder,
  kept: store.ledger.preference('kept'),
  refused: refused.ok ? null : refused.error.kind,
  levels: store.notices.map((notice) => notice.level),
};
await store.close();
process.stdout.write(JSON.stringify(said));
