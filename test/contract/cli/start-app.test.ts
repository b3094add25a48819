import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startApp } from '../../../src-main/cli/runtime/start-app.ts';

/* A small program stands for the app: what the command makes of how it ends, or of its silence. */

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let notes: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-start-'));
  notes = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts this program as the app; it is told the folder. */
async function start(program: string, limitMs = 30_000) {
  const file = join(folder, 'app.mjs');
  await writeFile(
    file,
    `import { appendFileSync } from 'node:fs';
const starts = ${JSON.stringify(join(folder, 'starts'))};
appendFileSync(starts, JSON.stringify(process.argv.slice(2)) + '\\n');
${program}`,
  );
  const started = await startApp({
    app: { program: process.execPath, args: [file] },
    folder,
    keyring: 'GNOME Keyring',
    note: (text) => void notes.push(text),
    limitMs,
  });
  const starts = (await readFile(join(folder, 'starts'), 'utf8')).trim().split('\n');
  return { error: started.ok ? null : started.error, starts };
}

it('says that Steward couldn’t start where it ends at once, display or not', async () => {
  const { error, starts } = await start('process.exit(7)');
  expect([error?.kind, error?.sentence]).toEqual([
    'vault-unavailable',
    'Steward couldn’t start without a window.',
  ]);
  expect(error?.nextStep).toContain('Open Steward');
  expect(starts.at(-1)).toContain(process.platform === 'linux' ? 'headless' : '--for-commands');
});

it('says that a program can’t be started', async () => {
  const started = await startApp({
    app: { program: join(folder, 'missing'), args: [] },
    folder,
    keyring: 'GNOME Keyring',
    note: () => undefined,
  });
  expect(started.ok ? null : started.error.sentence).toBe('Steward couldn’t start without a window.');
});

it('ends what waits for the keyring when its time is over, and says what to do', async () => {
  const { error } = await start(
    `import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid));
setInterval(() => undefined, 1000);`,
    3_000,
  );
  expect([error?.kind, error?.sentence]).toEqual([
    'vault-unavailable',
    'GNOME Keyring didn’t answer in time.',
  ]);
  expect(error?.nextStep).toContain('unlock the keyring');
  expect(notes).toEqual(['Waiting for Steward to open its data with GNOME Keyring …']);
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow());
});

it('starts again while another copy has the folder, and says so when that never answers', async () => {
  const { error, starts } = await start('process.exit(0)', 2_000);
  expect(error?.sentence).toBe('Another Steward has this profile and doesn’t answer.');
  expect(starts.length).toBeGreaterThan(1);
});
