import { z } from 'zod';
import { clientCertificate, type ClientCertificate } from '../../src-preload/contract/connections.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { hostOf, originOf } from '../http/address.ts';
import { transportError } from '../http/failures.ts';
import type { Transport } from '../http/http.ts';
import type { LedgerReader, LedgerWriter } from '../store/ledger/types.ts';
import { clientCertificateText as text } from './text.ts';

/** Which certificate of this computer each connection shows its server. Only the choice is kept; keys stay in the system's store. */
export interface ClientCertificates {
  /** For the transports: its SHA-256, or null. `connectionId` null: of an address that is about to be connected. */
  chosen(connectionId: string | null, origin: string): string | null;
  /** The one that this connection shows, or null. */
  of(connectionId: string): ClientCertificate | null;
  /** Those that the server accepts; none as well where it asks for none. */
  offered(address: string): Promise<Result<ClientCertificate[]>>;
  /** Shows this one from now on; null: none. Refused for any that wasn't offered. */
  choose(connectionId: string | null, address: string, sha256: string | null): Promise<Result<null>>;
  /**
   * An address is about to be checked: its server is shown what was chosen since the last check, or else what the connection that is
   * checked again shows it (null: a new one, which shows none).
   */
  prepare(connectionId: string | null, address: string): void;
  /** The address that was about to be connected is this connection now. */
  adopt(connectionId: string, address: string): Promise<Result<null>>;
  /** Forgets the choice of a connection that is removed. */
  forget(connectionId: string): Promise<Result<null>>;
}

interface ClientCertificatesDeps {
  ledger: Pick<LedgerReader, 'preference'> & Pick<LedgerWriter, 'setPreference'>;
  /** Looked up on each call, because the transport asks for the choices in turn. */
  transport: () => Pick<Transport, 'offeredCertificates'>;
}

const preferenceKey = 'client-certificates';
const choice = clientCertificate.extend({ connectionId: z.string(), origin: z.string() });
type Choice = z.infer<typeof choice>;
// What an earlier or a later version wrote there differently is left out, not fatal.
const storedChoices = z.array(z.unknown()).catch([]);

/** Keeps the choices as a preference of the ledger, one for each connection and origin. */
export function createClientCertificates({ ledger, transport }: ClientCertificatesDeps): ClientCertificates {
  /** By origin, until the address is connected. */
  const pending = new Map<string, ClientCertificate>();
  /** Origins whose choice was made since their last check. */
  const justChosen = new Set<string>();
  /** By origin: what the server offered last. */
  const seen = new Map<string, ClientCertificate[]>();

  const all = (): Choice[] =>
    storedChoices.parse(ledger.preference(preferenceKey) ?? []).flatMap((raw) => {
      const read = choice.safeParse(raw);
      return read.success ? [read.data] : [];
    });
  const find = (connectionId: string, origin: string) =>
    all().find((each) => each.connectionId === connectionId && each.origin === origin);

  /** One certificate for each connection: another address of it has another server. */
  async function keep(connectionId: string, kept: Choice | null): Promise<Result<null>> {
    const before = all();
    const others = before.filter((each) => each.connectionId !== connectionId);
    if (kept === null && others.length === before.length) return ok(null);
    return ledger.setPreference(preferenceKey, kept === null ? others : [...others, kept]);
  }

  return {
    chosen: (connectionId, origin) =>
      (connectionId === null ? pending.get(origin) : find(connectionId, origin))?.sha256 ?? null,
    of(connectionId) {
      const found = all().find((each) => each.connectionId === connectionId);
      return found === undefined ? null : certificateOf(found);
    },
    async offered(address) {
      const origin = originOf(address);
      // Without encryption no server asks for one, and nothing is sent to an address that isn't one.
      if (!origin.startsWith('https:')) return ok([]);
      const offered = await transport().offeredCertificates?.(origin);
      if (offered === undefined) {
        return fail(errorFrom('not-supported', text.unsupported(hostOf(address))));
      }
      if (!offered.ok) return fail(transportError(offered.failure, address, false));
      seen.set(origin, offered.certificates);
      return ok(offered.certificates);
    },
    async choose(connectionId, address, sha256) {
      const origin = originOf(address);
      const certificate = seen.get(origin)?.find((each) => each.sha256 === sha256) ?? null;
      if (sha256 !== null && certificate === null) return fail(errorFrom('plan-moved', text.notOffered));
      if (connectionId !== null) {
        return keep(connectionId, certificate === null ? null : { ...certificate, connectionId, origin });
      }
      if (certificate === null) pending.delete(origin);
      else pending.set(origin, certificate);
      justChosen.add(origin);
      return ok(null);
    },
    prepare(connectionId, address) {
      const origin = originOf(address);
      if (justChosen.delete(origin)) return;
      const found = connectionId === null ? undefined : find(connectionId, origin);
      if (found === undefined) pending.delete(origin);
      else pending.set(origin, certificateOf(found));
    },
    async adopt(connectionId, address) {
      const origin = originOf(address);
      const certificate = pending.get(origin);
      if (certificate === undefined) return ok(null);
      const kept = await keep(connectionId, { ...certificate, connectionId, origin });
      if (kept.ok) pending.delete(origin);
      return kept;
    },
    forget: (connectionId) => keep(connectionId, null),
  };
}

const certificateOf = ({ sha256, subject, issuer, validTo }: Choice): ClientCertificate => ({
  sha256,
  subject,
  issuer,
  validTo,
});
