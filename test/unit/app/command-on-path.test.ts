import { describe, expect, it } from 'vitest';
import { commandOnPath } from '../../../src-main/app/command-on-path.ts';

const only =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);

describe('where the command is found', () => {
  it('in the first folder of the PATH that has it', () => {
    const files = only('/usr/bin/steward', '/usr/local/bin/steward');
    expect(commandOnPath('/home/ana/bin:/usr/local/bin:/usr/bin', 'linux', files)).toBe(
      '/usr/local/bin/steward',
    );
  });

  it('on Windows as a program or a script', () => {
    const files = only('C:\\Tools\\steward.cmd');
    expect(commandOnPath('C:\\Windows;C:\\Tools', 'win32', files)).toBe('C:\\Tools\\steward.cmd');
  });

  it('never in a folder that depends on where it is typed', () => {
    expect(commandOnPath('.:bin:', 'linux', () => true)).toBe(null);
  });

  it('nowhere', () => {
    expect(commandOnPath('/usr/bin', 'linux', () => false)).toBe(null);
    expect(commandOnPath('/usr/bin:/bin', 'linux')).toBe(null);
  });
});
