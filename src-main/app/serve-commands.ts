import { fail, ok } from '../../src-preload/shared/result.ts';
import { causeText } from '../base/causes.ts';
import { errorFrom } from '../base/errors.ts';
import { createCommandCalls } from '../cli/runtime/calls.ts';
import { startCommandServer, type CommandServer } from '../cli/runtime/socket-server.ts';
import type { ReadList } from '../files/list-reader.ts';
import type { Vault } from '../vault/vault.ts';
import type { AppSettings } from '../settings/settings.ts';
import { closedToCommands } from './closed-to-commands.ts';
import type { Host } from './host.ts';
import type { Log } from './log/log.ts';
import type { Presence } from './presence.ts';
import type { Reveals } from './reveals.ts';
import { commandsOffText } from './text.ts';

interface CommandParts {
  folder: string;
  host: Host;
  vault: Vault;
  settings: AppSettings;
  presence: Presence;
  reveals: Reveals;
  readList: ReadList;
  log: Log;
}

/** Answers the command line through its socket. Null: it can't be opened; commands then open the folder themselves. */
export function serveCommands(parts: CommandParts): Promise<CommandServer | null> {
  const { folder, host, vault, settings, presence, reveals, readList, log } = parts;
  return startCommandServer({
    folder,
    calls() {
      const core = host.core();
      // A copy that a command started counts as closed: the setting is about the window that is open.
      if (core.ok && !presence.isWindowless() && !settings.value('commandsThroughApp'))
        return fail(errorFrom('not-allowed', commandsOffText));
      return core.ok
        ? ok(createCommandCalls({ core: core.value, reveals, readList }))
        : fail(closedToCommands(core.error, vault.status(), presence.isWindowless()));
    },
    beforeAsking: host.readyToAsk,
    onConnected: presence.commands,
  }).catch((cause: unknown) => {
    log.warn({ cause: causeText(cause) }, 'commands can’t reach this app');
    presence.commands(0);
    return null;
  });
}
