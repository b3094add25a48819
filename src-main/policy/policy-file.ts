import { closeSync, fstatSync, openSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { settings } from '../../src-preload/contract/settings.ts';
import type { Settings } from '../../src-preload/shared/settings/types.ts';
import { codeOf } from '../base/atomic-file.ts';
import { readHostPattern } from './host-pattern.ts';
import { noPolicy, type Policy } from './policy.ts';
import { policyText } from './text.ts';

const { problems } = policyText;
/** In bytes. */
export const largestPolicy = 256 * 1024;

const hostPattern = z.string().transform((text, context) => {
  const pattern = readHostPattern(text.trim());
  if (pattern !== null) return pattern;
  context.addIssue({ code: 'custom', message: problems.hostPattern });
  return z.NEVER;
});

/** The file as it's written. A name that isn't known may be a rule of a later version, so it isn't passed over. */
const policyFile = z.strictObject({
  version: z.literal(1),
  organization: z.string().trim().min(1).max(100).optional(),
  allowedServers: z.array(hostPattern).max(1000).optional(),
  settings: settings.partial().optional(),
});

/**
 * Where each system's administrators put it. The paths are fixed: a variable that a user can set, such as %ProgramData%, would let them
 * escape the policy.
 */
export function systemPolicyFile(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return '/Library/Application Support/Steward/policy.json';
  return platform === 'win32' ? 'C:\\ProgramData\\Steward\\policy.json' : '/etc/steward/policy.json';
}

interface PolicyPlace {
  file: string;
  /** The user that it has to belong to; null: not checked, as on Windows, whose rights Node can't read. */
  owner: number | null;
}

export const systemPolicy = (platform: NodeJS.Platform = process.platform): PolicyPlace => ({
  file: systemPolicyFile(platform),
  owner: platform === 'win32' ? null : 0,
});

/** Reads the policy. Anything but "there is no file" that keeps it from being known makes it unusable. */
export function readPolicy(place: PolicyPlace): Policy {
  const read = readPolicyBytes(place);
  if (read === null) return noPolicy;
  if ('problem' in read) return { state: 'unusable', file: place.file, problem: read.problem };
  return parsePolicy(place.file, read.bytes.toString('utf8'));
}

/** The bytes of a file that only its owner can write to, or why it isn't that; null: there is no such file. */
export function readPolicyBytes({
  file,
  owner,
}: PolicyPlace): { bytes: Buffer } | { problem: string } | null {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (cause) {
    const code = codeOf(cause) ?? 'EIO';
    return code === 'ENOENT' ? null : { problem: problems.unreadable(code) };
  }
  try {
    // Judged by the opened file: one that is put in its place meanwhile isn't the one that is read.
    const stats = fstatSync(handle);
    if (!stats.isFile()) return { problem: problems.notFile };
    const folder = statSync(dirname(file));
    if (owner !== null && !isOf(stats, owner)) return { problem: problems.owner };
    if (owner !== null && isWritable(stats)) return { problem: problems.writable };
    if (owner !== null && !isOf(folder, owner)) return { problem: problems.folderOwner };
    if (owner !== null && isWritable(folder)) return { problem: problems.folderWritable };
    if (stats.size > largestPolicy) return { problem: problems.tooLarge };
    return { bytes: readFileSync(handle) };
  } catch (cause) {
    return { problem: problems.unreadable(codeOf(cause) ?? 'EIO') };
  } finally {
    closeSync(handle);
  }
}

const isOf = ({ uid }: Stats, owner: number) => uid === owner;
/** By its group or by everyone. */
const isWritable = ({ mode }: Stats) => (mode & 0o022) !== 0;

/** Judges the text of a policy. `file`: where it is from, to be named. */
export function parsePolicy(file: string, text: string): Policy {
  let json: unknown;
  try {
    // Editors of some systems write a mark of the byte order first.
    json = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return { state: 'unusable', file, problem: problems.notJson };
  }
  const parsed = policyFile.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    return { state: 'unusable', file, problem: problems.wrong(path, issue?.message ?? '') };
  }
  const { organization, allowedServers, settings: forced } = parsed.data;
  return {
    state: 'in-force',
    file,
    organization: organization ?? null,
    servers: allowedServers ?? null,
    settings: definedOf(forced ?? {}),
  };
}

const definedOf = (values: { [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
