import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputSchemas } from '../../../src-main/cli/output-schemas.ts';
import { openProfileCore, passphrase, runCommandLine, type Profile } from '../../support/command-line.ts';
import { hasPseudoTerminal, runOnTerminal } from '../../support/pseudo-terminal.ts';
import { valueOf } from '../../support/results.ts';
import { shareProfile } from '../../support/shared-profile.ts';

const graces = 'grace knows this one';
const place = 'Northwind Production';
const at = ['--connection', 'system-initiative'];
const dilnoza = 'dilnoza.dubois@northwind.example';
const farah = 'farah.hoang@northwind.example';
const remove = (email: string) => ['members', 'remove', place, email, ...at, '--yes'];

/** Grace confirms every removal. */
async function setUpGrace({ folder }: Profile): Promise<void> {
  const core = await openProfileCore(folder);
  valueOf(await core.secondPersons.add({ name: 'Grace Hopper', passphrase: graces }));
  valueOf(await core.secondPersons.settingsHome.write({ secondPerson: true, secondPersonFromRemovals: 1 }));
  await core.close();
}

const shared = shareProfile(setUpGrace);
const members = async () => (await shared.profile.run(['members', 'list', place, ...at, '--refresh'])).stdout;
/** With this passphrase of a second person on descriptor 4. */
const runWith = (second: string, words: readonly string[]) =>
  runCommandLine(
    [...words, '--profile', shared.profile.folder, '--passphrase-fd', '3', '--second-person-fd', '4'],
    { fds: [passphrase, second] },
  );

describe('a command whose plan needs a second person', () => {
  it('ends with 4 and sends nothing where there’s no terminal to ask on', async () => {
    const ended = await shared.profile.run(remove(dilnoza));
    expect(ended.stderr).toContain('--second-person-fd N. Nothing was sent.');
    expect(ended.code).toBe(4);
    expect(await members()).toContain(dilnoza);
  });

  it('says so with --dry-run too, and asks nothing', async () => {
    const ended = await shared.profile.run([...remove(dilnoza), '--dry-run']);
    expect(ended.stdout).toContain('A second person has to confirm this. It removes 1 thing.');
    expect(ended.code).toBe(0);
  });

  it('ends with 4 and sends nothing with a wrong passphrase', async () => {
    const ended = await runWith('a guess', remove(dilnoza));
    expect(ended.stderr).toContain('That isn’t the passphrase of Grace Hopper. Nothing was sent.');
    expect(ended.code).toBe(4);
    expect(await members()).toContain(dilnoza);
  });

  it('takes no name of someone else', async () => {
    const ended = await runWith(graces, [...remove(dilnoza), '--second-person', 'Alan']);
    expect(ended.stderr).toContain('Name one of: Grace Hopper.');
    expect(ended.code).toBe(4);
  });

  it('does it with the right one, and the receipt names who confirmed', async () => {
    const ended = await runWith(graces, [...remove(dilnoza), '--second-person', 'grace hopper', '--json']);
    expect(ended.stderr).toContain('Confirmed by Grace Hopper as the second person.');
    expect(ended.code).toBe(0);
    expect(outputSchemas['members remove']?.parse(ended.json())).toEqual(ended.json());
    expect(ended.stdout + ended.stderr).not.toContain(graces);
    const { plan } = ended.json() as { plan: { id: string } };
    const receipt = await shared.profile.run(['receipts', 'show', plan.id]);
    expect(receipt.stdout).toContain('Confirmed by Grace Hopper as the second person.');
  });

  it.skipIf(!hasPseudoTerminal)('asks for the passphrase on a terminal without showing it', async () => {
    const { folder } = shared.profile;
    const file = join(folder, 'passphrase');
    await writeFile(file, passphrase, { mode: 0o600 });
    const { code, screen } = await runOnTerminal(
      [...remove(farah), '--profile', folder, '--passphrase-fd', '3'],
      { types: [['Passphrase of Grace Hopper:', `${graces}\r`]], after: `3< '${file}'` },
    );
    expect(screen).toContain('Done');
    expect(screen).not.toContain(graces);
    expect(code).toBe(0);
  });
});
