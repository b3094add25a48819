import { resolve } from 'node:path';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { CommandInput } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { profileFolder } from './profile-folder.ts';
import { secretFromFd } from './secret-input.ts';
import type { Session } from './session.ts';

const systems: readonly ProviderId[] = [
  'system-initiative',
  'unstructured',
  'workspaces-api',
  'modbox',
  'system',
];

/** Which option reads which field of a sign-in form. */
const secretFields = {
  'token-fd': 'token',
  'portal-code-fd': 'portalCode',
  'refresh-token-fd': 'refreshToken',
  'client-hash-fd': 'clientHash',
} as const;

/** Opens what the command line names: a server alone, the open app, or the profile itself. Each part is loaded when it's needed. */
export async function openSession(
  input: CommandInput,
  terminal: Terminal,
  { recovers }: { recovers: boolean },
): Promise<Result<Session>> {
  const url = input.option('url');
  if (url !== undefined) return openUrl(url, input, terminal);
  const folder = resolve(input.option('profile') ?? profileFolder());
  const { connectToApp } = await import('./socket-client.ts');
  const app = await connectToApp(folder);
  if (!app.ok) return app;
  if (app.value !== null) return ok(app.value);
  const { openProfile } = await import('./open-profile.ts');
  const fd = input.option('passphrase-fd');
  return openProfile({
    folder,
    offline: input.flag('offline'),
    recovers,
    note: terminal.note,
    passphrase: async () => {
      if (fd !== undefined) return secretFromFd('passphrase-fd', fd);
      if (!terminal.isInteractive) return null;
      return (await terminal.askSecret('Passphrase of the vault: ')) ?? '';
    },
  });
}

async function openUrl(url: string, input: CommandInput, terminal: Terminal): Promise<Result<Session>> {
  const values: Record<string, string> = {};
  for (const [option, field] of Object.entries(secretFields)) {
    const fd = input.option(option);
    if (fd !== undefined) values[field] = secretFromFd(option, fd);
  }
  const email = input.option('email');
  if (email !== undefined) values['email'] = email;
  const token = values['token'] ?? process.env['STEWARD_TOKEN'];
  // No program that is started from here needs it.
  delete process.env['STEWARD_TOKEN'];
  const { openServer } = await import('./open-server.ts');
  return openServer({
    url,
    system: systemOf(input.option('system')),
    values: token === undefined ? values : { ...values, token },
    token: async () => (terminal.isInteractive ? terminal.askSecret('Token: ') : null),
    options: Object.fromEntries(input.options('option').map(readOption)),
    allowInsecure: input.flag('allow-insecure'),
  });
}

function systemOf(given: string | undefined): ProviderId | null {
  if (given === undefined) return null;
  const found = systems.find((system) => system === given.toLowerCase());
  if (found !== undefined) return found;
  throw new CommandEnd('usage', {
    sentence: `There’s no system ${given}.`,
    nextStep: `Use one of: ${systems.join(', ')}.`,
  });
}

function readOption(given: string): [string, string] {
  const at = given.indexOf('=');
  if (at > 0) return [given.slice(0, at), given.slice(at + 1)];
  throw new CommandEnd('usage', {
    sentence: `--option takes a name and a value, not ${given}.`,
    nextStep: 'Write it as --option name=value.',
  });
}
