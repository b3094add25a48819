import { mkdtempSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedFileOf, readOpenedFile } from '../../../src-main/files/opened-file.ts';

const change = {
  type: 'member.remove',
  connectionId: 'c',
  workspaceId: 'w',
  userId: 'u',
  email: 'a@x.example',
};
const bytes = (text: string) => new TextEncoder().encode(text);
const open = (name: string, text: string) => openedFileOf(name, bytes(text));
const refusal = async (name: string, text: string) => {
  const read = await open(name, text);
  return read.ok ? null : read.error.sentence;
};

describe('a file that is opened', () => {
  it.each(['steps.steward-plan', 'steps.json', 'STEPS.JSON'])('%s with changes is a plan', async (name) => {
    const read = await open(name, JSON.stringify({ changes: [change] }));
    expect(read).toMatchObject({
      ok: true,
      value: { kind: 'plan', name, requests: [{ type: 'member.remove' }] },
    });
  });

  it('a plan may be written as YAML', async () => {
    const lines = Object.entries(change).map(([key, value]) => `    ${key}: ${value}`);
    const read = await open('steps.yaml', `changes:\n  -\n${lines.join('\n')}\n`);
    expect(read).toMatchObject({ ok: true, value: { kind: 'plan', requests: [change] } });
  });

  it.each([
    ['new.csv', 'name\nAtlas\n'],
    ['new.tsv', 'name\tsettings\nAtlas\t{}\n'],
    ['new.json', '["Atlas"]'],
    ['new.json', '{"workspaces":[{"name":"Atlas"}]}'],
  ])('%s is a list, as it is: %j', async (name, text) => {
    expect(await open(name, text)).toEqual({ ok: true, value: { kind: 'list', name, text } });
  });

  it('a list in YAML is one in JSON', async () => {
    const read = await open('new.yml', '- Atlas\n- name: Borealis\n  settings: {region: eu}\n');
    const text = read.ok && read.value.kind === 'list' ? read.value.text : '';
    expect(JSON.parse(text)).toEqual(['Atlas', { name: 'Borealis', settings: { region: 'eu' } }]);
  });

  it.each([
    ['x.exe', 'MZ', 'Steward doesn’t open files like “x.exe”.'],
    ['x.json', '{', '“x.json” isn’t valid JSON.'],
    ['x.json', '3', '“x.json” holds neither a plan nor a list.'],
    ['x.json', '{"id":"a plan of another kind"}', '“x.json” holds neither a plan nor a list.'],
    [
      'x.json',
      '{"changes":[{"type":"member.invite","n":12345678901234567890}]}',
      'The number 12345678901234567890 in “x.json” is too long to be kept exactly.',
    ],
    ['x.steward-plan', '{"changes":[]}', 'The plan in “x.steward-plan” has no changes.'],
    ['x.steward-plan', '{"changes":"all"}', 'The plan in “x.steward-plan” can’t be read.'],
    [
      'x.steward-plan',
      JSON.stringify({ changes: [change, { type: 'format-disk' }] }),
      'Change 2 of the plan in “x.steward-plan” can’t be read.',
    ],
    ['x.yaml', 'a: [', '“x.yaml” isn’t valid YAML.'],
    ['x.yaml', 'a: 1\n---\nb: 2\n', '“x.yaml” isn’t valid YAML.'],
    ['x.yaml', '!!js/function "function () {}"', '“x.yaml” isn’t valid YAML.'],
    ['x.yaml', '- 12345678901234567890\n', '“x.yaml” holds more values than Steward reads.'],
    ['x.csv', 'name\nAtlas and a zero\0byte\n', '“x.csv” isn’t a text file.'],
  ])('%s with %j is refused', async (name, text, sentence) => {
    expect(await refusal(name, text)).toBe(sentence);
  });

  it('a plan with more changes than one can have is refused with both numbers', async () => {
    const changes = Array.from({ length: 5001 }, () => change);
    expect(await refusal('x.steward-plan', JSON.stringify({ changes }))).toBe(
      'The plan in “x.steward-plan” has 5,001 changes. It can have up to 5,000.',
    );
  });

  it('a few lines of YAML that stand for billions of values are refused at once', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const of = level === 0 ? '"x"' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 10 }, () => of).join(', ')}]`;
    });
    expect(await refusal('bomb.yaml', levels.join('\n'))).toBe(
      '“bomb.yaml” holds more values than Steward reads.',
    );
  });

  it('a name that turns the sentence around is shown with its codes', async () => {
    expect(await refusal('plan\u202Enosj.exe', '')).toContain('exe');
    expect((await open('ok.csv', 'name\nAtlas')).ok).toBe(true);
  });
});

describe('a file on the disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steward-opened-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const refusedAt = async (path: string) => {
    const read = await readOpenedFile(path);
    return read.ok ? null : read.error.sentence;
  };

  it('is read with its own name', async () => {
    const path = join(folder, 'new.csv');
    writeFileSync(path, 'name\nAtlas\n');
    expect(await readOpenedFile(path)).toMatchObject({ ok: true, value: { kind: 'list', name: 'new.csv' } });
  });

  it('is refused where it isn’t there, is a folder, or is too large', async () => {
    expect(await refusedAt(join(folder, 'gone.csv'))).toContain('can’t be read');
    mkdirSync(join(folder, 'folder.csv'));
    expect(await refusedAt(join(folder, 'folder.csv'))).toContain('isn’t a file');
    const large = join(folder, 'large.csv');
    writeFileSync(large, '');
    truncateSync(large, 4 * 1024 * 1024 + 1);
    expect(await refusedAt(large)).toBe('“large.csv” is larger than 4 MB.');
  });

  it.runIf(process.platform === 'linux')(
    'is refused where it is a pipe, without waiting for it',
    async () => {
      const pipe = join(folder, 'pipe.csv');
      execFileSync('mkfifo', [pipe]);
      expect(await refusedAt(pipe)).toContain('isn’t a file');
    },
  );
});
