import { ok } from '../../src-preload/shared/result.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { transferText } from './text.ts';
import { withCore } from './with-core.ts';

/** Connections to a file and from one, by the native dialogs. */
export function transferHandlers(context: Context, dialogs: Dialogs): Handlers<'transfer'> {
  const open = withCore(context);
  return {
    save: open(async ({ transfer }, { passphrase }) => {
      const content = await transfer.exportText(passphrase);
      if (!content.ok) return content;
      return dialogs.saveText({
        title: transferText.export,
        defaultPath: 'steward-connections.json',
        filters: [{ name: 'JSON', extensions: ['json'] }],
        content: content.value,
        what: transferText.file,
      });
    }),
    open: open(async ({ transfer }) => {
      const content = await dialogs.openText(transferText.import);
      if (!content.ok || content.value === null) return content.ok ? ok(null) : content;
      return transfer.open(content.value);
    }),
    unlock: open(({ transfer }, { importId, passphrase }) => transfer.unlock(importId, passphrase)),
    take: open(({ transfer }, { importId, rows }) => transfer.take(importId, rows)),
    cancel: open(({ transfer }) => {
      transfer.cancel();
      return ok(null);
    }),
  };
}
