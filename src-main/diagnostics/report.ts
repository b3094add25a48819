import type { InstanceStatus, ProxySignIn } from '../../src-preload/contract/app.ts';
import type { Connection, Health } from '../../src-preload/contract/connections.ts';
import type { DiagnosticRow, Diagnostics } from '../../src-preload/contract/diagnostics.ts';
import type { KeyringOffer, VaultStatus } from '../../src-preload/contract/vault.ts';
import { formatDateTimeWithZone, timeAgo } from '../../src-preload/shared/format/dates.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import { settingsTable } from '../../src-preload/shared/settings/table.ts';
import type { Settings } from '../../src-preload/shared/settings/types.ts';
import { second } from '../../src-preload/shared/units.ts';
import type { Core } from '../core.ts';
import type { Policy } from '../policy/policy.ts';
import { diagnosticsText as text } from './text.ts';

interface ReportParts {
  /** Of Steward and what it stands on, by name. */
  versions: Readonly<Record<string, string>>;
  vault: VaultStatus;
  keyring: KeyringOffer | Promise<KeyringOffer>;
  instance: InstanceStatus;
  proxies: readonly ProxySignIn[];
  settings: Settings;
  policy: Policy;
  online: boolean;
  onBattery: boolean;
  core: Result<Core>;
  now: number;
}

type Groups = Diagnostics['groups'];

/** How each part of the app is. */
export async function diagnosticGroups(parts: ReportParts): Promise<Groups> {
  return [
    { title: 'Versions', rows: Object.entries(parts.versions).map(([name, value]) => fact(name, value)) },
    { title: 'Parts', rows: await partRows(parts) },
    { title: 'Connections', rows: connectionRows(parts) },
  ];
}

const fact = (name: string, value: string): DiagnosticRow => ({ name, value, state: 'fact' });
const judged = (name: string, isOk: boolean, value: string): DiagnosticRow => ({
  name,
  value,
  state: isOk ? 'ok' : 'bad',
});

async function partRows({
  vault,
  keyring,
  instance,
  proxies,
  settings,
  policy,
  online,
  onBattery,
  core,
  now,
}: ReportParts): Promise<DiagnosticRow[]> {
  const offer = await keyring;
  return [
    judged('Vault', vault.state === 'open', text.vault(vault)),
    fact('Keyring', offer.state === 'ready' ? offer.name : text.none),
    ...(core.ok ? await storeRows(core.value, now) : [judged('Databases', false, core.error.sentence)]),
    { name: 'Local instance', value: text.instances[instance.state], state: instanceMarks[instance.state] },
    {
      name: 'Proxy',
      value: proxyModeText(settings.proxyMode),
      state: proxies.some(isAsking) ? 'warn' : 'fact',
    },
    { name: 'Policy', value: text.policies[policy.state], state: policyMarks[policy.state] },
    judged('Network', online, online ? text.online : text.offline),
    fact('Power', onBattery ? text.battery : text.mains),
  ];
}

/** One that nobody started is neither working nor broken. */
const instanceMarks: Readonly<Record<InstanceStatus['state'], DiagnosticRow['state']>> = {
  stopped: 'fact',
  starting: 'fact',
  running: 'ok',
  failed: 'bad',
};
const policyMarks: Readonly<Record<Policy['state'], DiagnosticRow['state']>> = {
  none: 'fact',
  'in-force': 'ok',
  unusable: 'bad',
};

function proxyModeText(mode: Settings['proxyMode']): string {
  const { control } = settingsTable.proxyMode;
  const option = control.type === 'choice' ? control.options.find(({ value }) => value === mode) : undefined;
  return option?.label ?? mode;
}

const isAsking = ({ state }: ProxySignIn) => state === 'needed' || state === 'refused';

/** How the databases and the threads that write and search them answer. */
async function storeRows({ store }: Core, now: number): Promise<DiagnosticRow[]> {
  return [
    judged('Ledger', store.mode !== 'read-only', text.stores[store.mode]),
    judged('Roster', store.mode !== 'read-only', text.stores[store.mode]),
    await answering('Writer', () => store.roster.flushHistory()),
    await answering('Search', async () =>
      store.roster.findPeople({ query: text.lookedFor, connections: [], limit: 1, now }),
    ),
  ];
}

const longestAnswerMs = 5 * second;

/** Whether a part answers in time; how fast, it doesn't say: that depends on what else runs. */
async function answering(name: string, ask: () => Promise<unknown>): Promise<DiagnosticRow> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), longestAnswerMs);
  });
  try {
    const first = await Promise.race([ask().then(() => 'answered' as const), late]);
    return judged(name, first === 'answered', first === 'answered' ? text.answers : text.late);
  } catch {
    return judged(name, false, text.failed);
  } finally {
    clearTimeout(timer);
  }
}

/** Connections by their position, because a label may name anyone. */
function connectionRows({ core, now }: ReportParts): DiagnosticRow[] {
  if (!core.ok) return [];
  const { connections, store } = core.value;
  return connections.list().map((connection, index) => {
    const { productName, badge, signIn, health, address } = connection;
    const { fetchedAt } = store.roster.freshness(connection.id, null, 'workspaces');
    const refreshed =
      fetchedAt === null
        ? text.neverRefreshed
        : text.refreshed(`${timeAgo(fetchedAt, now)} (${formatDateTimeWithZone(fetchedAt)})`);
    return {
      name: `${index + 1} · ${productName} · ${text.badges[badge]}`,
      value: [address, text.signIns[signIn.state], healthText(health), refreshed].join(' · '),
      state: connectionMark(connection),
    };
  });
}

function healthText(health: Health): string {
  switch (health.state) {
    case 'ok':
      return text.answering;
    case 'unknown':
      return text.notContacted;
    case 'failing':
      return text.failing(health.error.sentence, health.error.kind);
  }
}

function connectionMark({ signIn, health }: Connection): DiagnosticRow['state'] {
  if (signIn.state !== 'signed-in' || health.state === 'failing') return 'warn';
  return health.state === 'ok' ? 'ok' : 'fact';
}

/** The whole report as text. */
export const diagnosticText = ({ groups, log }: Diagnostics): string =>
  [
    ...groups.map(({ title, rows }) =>
      [title, ...rows.map(({ name, value, state }) => `  ${marks[state]} ${name}: ${value}`)].join('\n'),
    ),
    ['Log', ...log.map((line) => `  ${line}`)].join('\n'),
  ].join('\n\n');

const marks: Readonly<Record<DiagnosticRow['state'], string>> = { ok: '+', warn: '!', bad: 'x', fact: ' ' };
