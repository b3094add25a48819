// node scripts/capabilities.mjs [--check]: writes the table of what each system supports into docs/systems.md, from the capability tables
// that the app itself uses. With --check it only reports whether the table is up to date. Runs on the pinned Node, without a build.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const document = fileURLToPath(new URL('../docs/systems.md', import.meta.url));
const begin = '<!-- capabilities:begin -->';
const end = '<!-- capabilities:end -->';

/** Every capability with its label, by group. */
const groups = {
  Workspaces: {
    'workspace.create': 'Create',
    'workspace.provision': 'Create many at once',
    'workspace.update': 'Rename or describe',
    'workspace.clone': 'Clone',
    'workspace.details': 'Details',
    'workspace.change-settings': 'Change settings',
    'workspace.set-default': 'Set as default',
    'workspace.approvals': 'Turn approvals on or off',
    'workspace.favourite': 'Shared favourite mark',
    'workspace.hide': 'Shared hidden mark',
    'workspace.leave': 'Leave',
    'workspace.transfer': 'Transfer ownership',
    'workspace.delete': 'Delete',
    'workspace.open': 'Open in the browser',
  },
  Members: {
    'member.list': 'View',
    'member.invite': 'Invite or add',
    'member.set-role': 'Change role',
    'member.remove': 'Remove',
  },
  Invitations: {
    'invitation.list': 'View',
    'invitation.cancel': 'Cancel',
    'invitation.accept': 'Accept',
    'invitation.decline': 'Decline',
  },
  Roles: {
    'role.list': 'View server-side roles',
    'role.create': 'Create',
    'role.set-permissions': 'Set permissions',
  },
  Tokens: {
    'token.list': 'View',
    'token.create': 'Create',
    'token.enable': 'Disable and enable',
    'token.copy': 'Copy the value later',
    'token.rotate': 'Rotate',
    'token.probe': 'Test a stored key',
    'token.revoke': 'Revoke',
    'token.delete': 'Delete',
  },
  Organizations: {
    'organization.create': 'Create',
    'organization.update': 'Rename',
    'organization.delete': 'Delete',
  },
};

const yes = '✓';
const no = '–';
const elsewhere = { organization: 'ᵒ', account: 'ᵃ' };

/** A reason's first sentence: the rest is advice for the screen that shows it. */
const short = (reason) => /^.*?[.](?=\s|$)/s.exec(reason)?.[0] ?? reason;

/**
 * The table and its notes as Markdown. `providers`: in the order of the columns.
 * @param {Iterable<import('../src-main/providers/provider.ts').Provider>} providers
 */
export function capabilitiesMarkdown(providers) {
  const systems = [...providers].map(({ product, apiVariants }) => ({
    name: product.name,
    apiVariants: Object.values(apiVariants),
  }));
  const listed = new Set(Object.values(groups).flatMap((rows) => Object.keys(rows)));
  for (const { name, apiVariants } of systems) {
    const unknown = Object.keys(apiVariants[0]?.capabilities ?? {}).filter((one) => !listed.has(one));
    if (unknown.length > 0)
      throw new Error(`${name} has capabilities without a label here: ${unknown.join(', ')}`);
  }

  const notes = new Map();
  const noted = (reason) => {
    const text = short(reason);
    if (!notes.has(text)) notes.set(text, notes.size + 1);
    return notes.get(text);
  };
  const markOf = (entry, capability) => {
    if (!entry.supported) return { mark: no, note: noted(entry.reason) };
    const at = entry.at ?? ['workspace'];
    // What is of organizations needs no mark that says so.
    const plain = at.includes('workspace') || capability.startsWith('organization.');
    return { mark: plain ? yes : yes + (elsewhere[at[0]] ?? ''), note: null };
  };
  const cell = ({ apiVariants }, capability) => {
    const marks = apiVariants.map(({ capabilities }) => markOf(capabilities[capability], capability));
    const same = new Set(marks.map(({ mark }) => mark)).size === 1;
    const shown = same ? marks[0].mark : marks.map(({ mark }) => mark).join(' / ');
    const numbers = [...new Set(marks.flatMap(({ note }) => (note === null ? [] : [note])))];
    return numbers.length === 0 ? shown : `${shown} <sup>${numbers.join(', ')}</sup>`;
  };

  const heads = systems.map(({ name, apiVariants }) =>
    apiVariants.length === 1
      ? name
      : `${name} (${apiVariants.map(({ facts }) => facts.apiVariantLabel).join(' / ')})`,
  );
  const rows = Object.entries(groups).flatMap(([group, names]) => [
    [`**${group}**`, ...systems.map(() => '')],
    ...Object.entries(names).map(([capability, label]) => [
      label,
      ...systems.map((system) => cell(system, capability)),
    ]),
  ]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...heads]),
    line(['---', ...heads.map(() => ':-:')]),
    ...rows.map(line),
    '',
    `${yes} supported · ${no} not supported, with the number of the reason · ${yes}ᵒ in the organization instead of the workspace · ` +
      `${yes}ᵃ in your own account. Where a system has two APIs that differ, both are listed. In the app, unsupported actions stay visible ` +
      'but disabled, with the full reason and its source.',
    '',
    '## Why something isn’t supported',
    '',
    ...[...notes].map(([text, number]) => `${number}. ${text}`),
  ].join('\n');
}

/**
 * The document with the current table, formatted like every other file. Throws where the two markers are missing.
 * @param {string} text
 * @param {Iterable<import('../src-main/providers/provider.ts').Provider>} providers
 */
export async function withCapabilities(text, providers) {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`docs/systems.md has no ${begin} … ${end}`);
  const whole = `${text.slice(0, from)}${begin}\n\n${capabilitiesMarkdown(providers)}\n\n${text.slice(to)}`;
  return format(whole, { ...(await resolveConfig(document)), filepath: document });
}

async function run() {
  const { providers } = await import('../src-main/providers/registry.ts');
  const text = await readFile(document, 'utf8');
  const wanted = await withCapabilities(text, providers.values());
  if (wanted === text) return 0;
  if (process.argv.includes('--check')) {
    console.error('docs/systems.md is out of date. Run: node scripts/capabilities.mjs');
    return 1;
  }
  await writeFile(document, wanted);
  console.log('docs/systems.md: updated');
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await run();
