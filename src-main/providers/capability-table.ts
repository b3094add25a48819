import type { Capability, Scope } from '../../src-preload/contract/capabilities.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, type Result } from '../../src-preload/shared/result.ts';
import { plainError } from '../base/errors.ts';
import type { CapabilityEntry } from './provider.ts';
import { commonText } from './text.ts';

/** A capability that the API variant has, at these kinds of places. `source`: the document or route that says so. */
export const supported = (source: string, at?: readonly Scope[]): CapabilityEntry =>
  at === undefined ? { supported: true, source } : { supported: true, at, source };

/** One that it hasn't. The reason is a whole sentence that also says whom to ask where it can be done elsewhere. */
export const unsupported = (reason: string, source: string): CapabilityEntry => ({
  supported: false,
  reason,
  source,
});

/** Does the API variant have this capability at this kind of place? Places of another kind get their own words. */
export function supportAt(
  entry: CapabilityEntry,
  scope: Scope,
): { ok: true } | { ok: false; reason: string } {
  if (!entry.supported) return { ok: false, reason: entry.reason };
  const at = entry.at ?? ['workspace'];
  return at.includes(scope) ? { ok: true } : { ok: false, reason: elsewhere(at, scope) };
}

const placeWords: Readonly<Record<Scope, string>> = {
  workspace: 'in a workspace',
  organization: 'in an organization',
  account: 'in your own account',
};

function elsewhere(at: readonly Scope[], scope: Scope): string {
  const where = at.map((one) => placeWords[one]).join(' or ');
  return commonText.onlyAt(where, placeWords[scope]);
}

export function unsupportedError(entry: CapabilityEntry): AppError {
  return plainError(
    'not-supported',
    entry.supported ? commonText.notHere : entry.reason,
    commonText.nothingSent,
    entry.source,
  );
}

/** The answer of a session's list that its API variant doesn't have: nothing is sent. */
export const unsupportedList = <T>(entry: CapabilityEntry): Promise<Result<T>> =>
  Promise.resolve(fail(unsupportedError(entry)));

/** The answer to a change that its API variant doesn't have: nothing is sent. */
export const refuseUnsupported = (entry: CapabilityEntry): Result<never> => fail(unsupportedError(entry));

/** The entries of a table with their names. */
export const entriesOf = (table: Readonly<Record<Capability, CapabilityEntry>>) =>
  // Object.entries loses the key type; the table is keyed by capability.
  Object.entries(table) as [Capability, CapabilityEntry][];
