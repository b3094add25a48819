import type { CommandDefinition, OptionDefinition } from './definition.ts';

export interface OptionGroup {
  title: string;
  options: readonly OptionDefinition[];
}

const where: OptionGroup = {
  title: 'Where the data comes from',
  options: [
    {
      flags: '--profile <folder>',
      summary: 'The app’s data folder (default: the app’s own)',
      completes: 'file',
    },
    { flags: '--passphrase-fd <n>', summary: 'Read the vault’s passphrase from this file descriptor' },
    {
      flags: '--connection <connection>',
      summary: 'Only this connection, by label or ID',
      completes: 'connection',
    },
    {
      flags: '--url <url>',
      summary: 'Ask this server alone and keep nothing',
      excludes: ['profile', 'passphrase-fd'],
    },
    {
      flags: '--system <system>',
      summary: 'The system at --url',
      needs: 'url',
      completes: ['system-initiative', 'unstructured', 'workspaces-api', 'modbox', 'system'],
    },
    {
      flags: '--token-fd <n>',
      summary: 'Read the token from this file descriptor, not from STEWARD_TOKEN',
      needs: 'url',
    },
    { flags: '--portal-code-fd <n>', summary: 'Read the portal access code (SYSTEM)', needs: 'url' },
    { flags: '--refresh-token-fd <n>', summary: 'Read the refresh token (Modbox, SYSTEM)', needs: 'url' },
    { flags: '--client-hash-fd <n>', summary: 'Read the client hash (SYSTEM)', needs: 'url' },
    {
      flags: '--email <email>',
      summary: 'Your e-mail, where the sign-in asks for it (SYSTEM)',
      needs: 'url',
    },
    {
      flags: '--option <name=value>',
      summary: 'An advanced setting of the connection at --url',
      many: true,
      needs: 'url',
    },
    { flags: '--allow-insecure', summary: 'Send the token over http to another computer', needs: 'url' },
  ],
};

const output: OptionGroup = {
  title: 'Output',
  options: [
    { flags: '--json', summary: 'Print JSON' },
    { flags: '--quiet', summary: 'Print errors and results only' },
  ],
};

const ndjson: OptionDefinition = {
  flags: '--ndjson',
  summary: 'Print one line of JSON for each row',
  excludes: ['json'],
};

const freshness: OptionGroup = {
  title: 'Data freshness',
  options: [
    { flags: '--refresh', summary: 'Fetch what is shown first', excludes: ['max-age'] },
    { flags: '--max-age <age>', summary: 'Fetch what is older than this, such as 5m, 2h or 1d' },
    { flags: '--offline', summary: 'Ask no server', excludes: ['refresh', 'max-age', 'url'] },
  ],
};

const confirming: OptionGroup = {
  title: 'Confirming',
  options: [
    { flags: '--dry-run', summary: 'Show the plan and send nothing' },
    { flags: '--yes', summary: 'Don’t ask, except for a typed name' },
    {
      flags: '--confirm <name>',
      summary: 'What the app would have you type, such as the workspace’s name',
    },
    {
      flags: '--second-person <name>',
      summary: 'Who confirms as the second person, where there are several',
    },
    {
      flags: '--second-person-fd <n>',
      summary: 'Read the second person’s passphrase from this file descriptor',
    },
  ],
};

/** The options that a command has beside its own. */
export function commonOptions({ kind, list }: Pick<CommandDefinition, 'kind' | 'list'>): OptionGroup[] {
  if (kind === 'local') return [];
  const printed = list ? { ...output, options: [...output.options, ndjson] } : output;
  return kind === 'read' ? [where, freshness, printed] : [where, confirming, printed];
}
