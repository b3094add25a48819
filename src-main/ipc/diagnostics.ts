import { clipboard, shell } from 'electron';
import type { Diagnostics } from '../../src-preload/contract/diagnostics.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { anonymous } from '../diagnostics/anonymous.ts';
import { logTail } from '../diagnostics/log-tail.ts';
import { diagnosticGroups, diagnosticText } from '../diagnostics/report.ts';
import type { Handlers } from './handle.ts';
import { diagnosticsText } from './text.ts';

interface DiagnosticsParts {
  report: () => Parameters<typeof diagnosticGroups>[0];
  folder: string;
  logFile: string;
  home: string;
  /** Names of servers and proxies. */
  hosts: () => string[];
}

const shownLines = 200;

export function diagnosticsHandlers({
  report,
  folder,
  logFile,
  home,
  hosts,
}: DiagnosticsParts): Handlers<'diagnostics'> {
  async function read(showHosts: boolean): Promise<Diagnostics> {
    const clean = (text: string) => anonymous(text, { hosts: hosts(), home, showHosts });
    const groups = await diagnosticGroups(report());
    return {
      groups: groups.map(({ title, rows }) => ({
        title,
        // The versions are the app's own, and look like addresses.
        rows: title === 'Versions' ? rows : rows.map((row) => ({ ...row, value: clean(row.value) })),
      })),
      log: logTail(logFile, shownLines).map(clean),
    };
  }
  return {
    read: async () => ok(await read(false)),
    async copy({ hosts: showHosts }) {
      await clipboard.writeText(diagnosticText(await read(showHosts)));
      return ok(null);
    },
    async openFolder() {
      const problem = await shell.openPath(folder);
      return problem === '' ? ok(null) : fail(errorFrom('not-supported', diagnosticsText.noFolder(folder)));
    },
  };
}
