import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { noPolicy, type Policy } from './policy.ts';
import { largestPolicy, parsePolicy, readPolicy, readPolicyBytes, systemPolicy } from './policy-file.ts';
import { policyText } from './text.ts';

const { problems } = policyText;

/** What a program wrote and how it ended; null: it couldn't be started, or took too long. */
export type RunProgram = (
  program: string,
  args: readonly string[],
) => Promise<{ code: number; stdout: Buffer } | null>;

const longestMs = 5000;

/** Runs beside this process, which has a window to paint meanwhile. */
export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve) => {
    const options = {
      timeout: longestMs,
      maxBuffer: 4 * largestPolicy,
      windowsHide: true,
      encoding: 'buffer',
    } as const;
    const child = execFile(program, [...args], options, (error, stdout) => {
      if (error === null) resolve({ code: 0, stdout });
      // Node gives an exit code as a number, and everything else (not started, stopped) as a text or as nothing.
      else resolve(typeof error.code === 'number' ? { code: error.code, stdout } : null);
    });
    child.stdin?.end();
  });

interface Computer {
  platform: NodeJS.Platform;
  run: RunProgram;
  exists(file: string): boolean;
  /** The policy file. */
  readFile(): Policy;
  /** The bytes of a file that only root can write to, or why it isn't that; null: there is no such file. */
  readRootFile(file: string): { bytes: Buffer } | { problem: string } | null;
}

/** This computer, in whose fixed places policies are. */
const thisComputer: Computer = {
  platform: process.platform,
  run: runProgram,
  exists: existsSync,
  readFile: () => readPolicy(systemPolicy()),
  readRootFile: (file) => readPolicyBytes({ file, owner: 0 }),
};

/**
 * The organization's policy: what its management of devices set (the registry of Windows, a profile of macOS), else the policy file.
 * What is there and can't be understood is never passed over.
 */
export async function readSystemPolicy(computer: Computer = thisComputer): Promise<Policy> {
  const managed =
    computer.platform === 'win32'
      ? await fromRegistry(computer)
      : computer.platform === 'darwin'
        ? await fromProfile(computer)
        : noPolicy;
  return managed.state === 'none' ? computer.readFile() : managed;
}

/** The path is fixed, as that of the policy file is: a variable would let a user lead to another program. */
const registryProgram = 'C:\\Windows\\System32\\reg.exe';
const registryKey = 'HKLM\\SOFTWARE\\Policies\\Steward';
const registryKeyInFull = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Steward';
const registryValue = 'Policy';
/** There on every Windows. */
const anyKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

/** Only the part of the registry that administrators alone can write to. */
async function fromRegistry({ run, exists }: Computer): Promise<Policy> {
  const unusable = (problem: string): Policy => ({ state: 'unusable', file: registryKey, problem });
  // No user can take it away: on this computer Windows is elsewhere, and the policy is in the file.
  if (!exists(registryProgram)) return noPolicy;
  const asked = await run(registryProgram, ['query', registryKey, '/v', registryValue, '/reg:64']);
  if (asked === null) return unusable(problems.registryUnreadable);
  if (asked.code !== 0) {
    // It ends so where there is no such value, and where the registry is closed to the user: another question tells the two apart.
    const other = await run(registryProgram, ['query', anyKey, '/ve', '/reg:64']);
    return other?.code === 0 ? noPolicy : unusable(problems.registryUnreadable);
  }
  const text = registryText(asked.stdout);
  return text === null ? unusable(problems.registryValue) : parsePolicy(registryKey, text);
}

/**
 * The text of the value in what `reg query` writes: the key in full, then `    Policy    REG_SZ    …` on one line; null where it is of
 * another type or written in another way. Its code page isn't known, so it has to be ASCII: JSON has `\u` for the rest.
 */
function registryText(stdout: Buffer): string | null {
  if (stdout.some((byte) => byte > 126)) return null;
  const lines = stdout
    .toString('latin1')
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== '');
  const [key, value, ...others] = lines;
  if (key?.toLowerCase() !== registryKeyInFull.toLowerCase() || others.length > 0) return null;
  const [, name, text] = /^ {4}(\S+) {4}REG_SZ {4}(.*)$/u.exec(value ?? '') ?? [];
  return name?.toLowerCase() === registryValue.toLowerCase() ? (text ?? null) : null;
}

/** Where macOS keeps what a configuration profile sets for every user of the computer. */
const profileFile = '/Library/Managed Preferences/app.steward.desktop.plist';
const plistProgram = '/usr/bin/plutil';

async function fromProfile({ run, readRootFile }: Computer): Promise<Policy> {
  const unusable = (problem: string): Policy => ({ state: 'unusable', file: profileFile, problem });
  const found = readRootFile(profileFile);
  if (found === null) return noPolicy;
  if ('problem' in found) return unusable(found.problem);
  const converted = await run(plistProgram, ['-convert', 'json', '-o', '-', profileFile]);
  if (converted?.code !== 0) return unusable(problems.notPlist);
  return parsePolicy(profileFile, withoutPayloadNames(converted.stdout.toString('utf8')));
}

/** What a management tool leaves of the profile itself, such as `PayloadUUID`, is no part of the policy. */
function withoutPayloadNames(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return text;
    return JSON.stringify(
      Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('Payload'))),
    );
  } catch {
    // Said by who judges it.
    return text;
  }
}
