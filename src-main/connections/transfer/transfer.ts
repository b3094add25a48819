import type { z } from 'zod';
import type { ImportReview, ImportRow, OpenedImport } from '../../../src-preload/contract/transfer.ts';
import { providerId, type ProviderId } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom, invalidError } from '../../base/errors.ts';
import type { Provider } from '../../providers/provider.ts';
import type { ConnectionRecord, LedgerReader, LedgerWriter } from '../../store/ledger/types.ts';
import type { OpenedText, SealedText } from '../../vault/sealed-text.ts';
import type { Vault } from '../../vault/vault.ts';
import { readAddress } from '../address.ts';
import { cleanOptions } from '../options.ts';
import { transferText as text } from '../text.ts';
import {
  format,
  readConnections,
  readFile,
  writeConnections,
  writeFile,
  type Transferred,
} from './file-format.ts';

/** How texts are put behind a passphrase: as the vault does. */
export interface TextSeals {
  schema: z.ZodType<SealedText>;
  seal(passphrase: string, slot: string, text: string): Promise<SealedText>;
  open(passphrase: string, slot: string, sealed: SealedText): Promise<OpenedText>;
}

interface TransferDeps {
  ledger: Pick<LedgerReader, 'connections' | 'connection'> & Pick<LedgerWriter, 'saveConnection'>;
  vault: Pick<Vault, 'credential' | 'setCredential' | 'deleteCredential'>;
  providers: ReadonlyMap<ProviderId, Provider>;
  seals: TextSeals;
  /** Why the organization doesn't allow this address, or null. */
  refusal(address: string): AppError | null;
  newId(): string;
  /** A connection was added; `isSignedIn`: it can be refreshed. */
  onAdded(connectionId: string, isSignedIn: boolean): void;
}

export interface Transfer {
  /** All connections but those to the app's own server. Without a passphrase nothing that signs in is in it. */
  exportText(passphrase: string | null): Promise<Result<string>>;
  /** Reads a file for review; nothing is added. */
  open(content: string): Result<OpenedImport>;
  /** Opens what is behind a passphrase. A wrong one can be tried again. */
  unlock(importId: string, passphrase: string): Promise<Result<ImportReview>>;
  /**
   * Adds these rows of the review. What is here already is never changed. Where one can't be kept, those before it stay, and the same rows
   * can be asked for again.
   */
  take(importId: string, rows: readonly number[]): Promise<Result<{ added: number }>>;
  /** Forgets the file that is being reviewed. */
  cancel(): void;
}

type Pending = { id: string } & (
  | { state: 'sealed'; sealed: SealedText }
  /** `added`: how many of them by now. */
  | { state: 'open'; connections: Transferred[]; added: number; isAdding: boolean }
);

/** Hands connections to another computer, and takes those of another. */
export function createTransfer(deps: TransferDeps): Transfer {
  const { ledger, vault, providers, seals } = deps;
  /** One at a time: a file may hold secrets, which aren't kept longer than its review. */
  let pending: Pending | null = null;

  function exported(record: ConnectionRecord, withSecrets: boolean): Result<Transferred> {
    const secret = withSecrets && record.signedOut === null ? vault.credential(record.id) : ok(null);
    if (!secret.ok) return secret;
    const { provider, apiVariant, address, label, badge, colour, startsAt, options, identity, credential } =
      record;
    return ok({
      provider,
      apiVariant,
      address,
      label,
      badge,
      colour,
      startsAt,
      options,
      identity,
      credential,
      secret: secret.value,
    });
  }

  /** The same person at the same address is the same connection. */
  const existing = ({ provider, address, identity }: Transferred) =>
    ledger
      .connections()
      .find(
        (one) =>
          one.provider === provider && one.address === address && one.identity.userId === identity.userId,
      );

  function rowOf(connection: Transferred, index: number): ImportRow {
    const { provider, address, label, badge, identity, secret } = connection;
    const known = providerId.safeParse(provider);
    const product = known.success ? providers.get(known.data)?.product : undefined;
    const reading = readAddress(address);
    const here = existing(connection);
    const refusal =
      product === undefined
        ? text.unknownSystem
        : !reading.ok || reading.address !== address
          ? text.badAddress
          : (deps.refusal(address)?.sentence ?? null);
    return {
      index,
      label,
      badge,
      address,
      productName: product?.name ?? provider,
      account: identity.email === '' ? identity.name : identity.email,
      hasSignIn: secret !== null,
      insecure: reading.ok && reading.plainHttp,
      state:
        refusal !== null
          ? { state: 'refused', reason: refusal }
          : here !== undefined
            ? { state: 'exists', label: here.label }
            : { state: 'new' },
    };
  }

  function review(connections: Transferred[]): ImportReview {
    const id = deps.newId();
    pending = { id, state: 'open', connections, added: 0, isAdding: false };
    return { state: 'review', importId: id, rows: connections.map(rowOf) };
  }

  async function add(connection: Transferred): Promise<Result<null>> {
    const known = providerId.safeParse(connection.provider);
    const provider = known.success ? providers.get(known.data) : undefined;
    if (provider === undefined || !known.success) return fail(errorFrom('not-supported', text.unknownHere));
    const { apiVariant, address, label, badge, colour, startsAt, options, identity, credential, secret } =
      connection;
    const reading = readAddress(address);
    const record: ConnectionRecord = {
      id: deps.newId(),
      provider: known.data,
      apiVariant,
      options: cleanOptions(provider.product, options),
      startsAt,
      kind: provider.kindOf(address),
      address,
      label,
      badge,
      colour,
      position: 1 + Math.max(-1, ...ledger.connections().map(({ position }) => position)),
      identity,
      credential,
      signedOut: secret === null ? text.signInLeftOut : null,
      builtIn: false,
      insecure: reading.ok && reading.plainHttp,
    };
    // Secrets first: a connection without one would only look signed in.
    const kept = secret === null ? ok(null) : await vault.setCredential(record.id, secret);
    const saved = kept.ok ? await ledger.saveConnection(record) : kept;
    if (!saved.ok) {
      await vault.deleteCredential(record.id);
      return saved;
    }
    deps.onAdded(record.id, secret !== null);
    return ok(null);
  }

  return {
    async exportText(passphrase) {
      const connections: Transferred[] = [];
      for (const record of ledger.connections().filter(({ builtIn }) => !builtIn)) {
        const one = exported(record, passphrase !== null);
        if (!one.ok) return one;
        connections.push(one.value);
      }
      if (connections.length === 0) return fail(errorFrom('not-supported', text.nothing));
      if (passphrase === null) return ok(writeFile({ type: 'open', connections }));
      const sealed = await seals.seal(passphrase, format, writeConnections(connections));
      return ok(writeFile({ type: 'sealed', sealed }));
    },
    open(content) {
      pending = null;
      const file = readFile(content, seals.schema);
      if (!file.ok) return file;
      if (file.value.type === 'open') {
        // A file without a passphrase signs nothing in, whatever is in it.
        return ok(review(file.value.connections.map((each) => ({ ...each, secret: null }))));
      }
      const id = deps.newId();
      pending = { id, state: 'sealed', sealed: file.value.sealed };
      return ok({ state: 'passphrase', importId: id });
    },
    async unlock(importId, passphrase) {
      const current = pending;
      if (current?.id !== importId || current.state !== 'sealed') return gone();
      const opened = await seals.open(passphrase, format, current.sealed);
      if (pending !== current) return gone();
      if (opened.end !== 'opened') {
        const { sentence, nextStep } =
          opened.end === 'wrong-passphrase' ? text.wrongPassphrase : text.damaged;
        return fail(invalidError(sentence, nextStep));
      }
      const connections = readConnections(opened.text);
      return connections.ok ? ok(review(connections.value)) : connections;
    },
    async take(importId, rows) {
      const current = pending;
      if (current?.id !== importId || current.state !== 'open' || current.isAdding) return gone();
      current.isAdding = true;
      try {
        for (const [index, connection] of current.connections.entries()) {
          // Judged again: it may have been added since, and twice in one file is once.
          if (!rows.includes(index) || rowOf(connection, index).state.state !== 'new') continue;
          const done = await add(connection);
          if (!done.ok) return fail(stoppedAfter(current.added, rows.length, done.error));
          current.added += 1;
        }
      } finally {
        current.isAdding = false;
      }
      if (pending === current) pending = null;
      return ok({ added: current.added });
    },
    cancel: () => void (pending = null),
  };
}

const gone = () => fail(errorFrom('not-found', text.gone));

/** Why not all of them were added, with how many were. */
const stoppedAfter = (added: number, of: number, error: AppError): AppError =>
  added === 0 ? error : { ...error, sentence: text.onlySome(added, of) };
