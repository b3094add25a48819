import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import type { Core } from '../../core.ts';
import { readSystemPolicy } from '../../policy/managed-policy.ts';
import { openVaultStore } from '../../store/open/open-with-vault.ts';
import { createVault } from '../../vault/create-vault.ts';
import { commandCore, coreSession } from './core-session.ts';
import { closeAndEnd, whenInterrupted } from './interruption.ts';
import type { Session } from './session.ts';
import { runtimeText } from './text.ts';
import { workingFolder } from './working-folder.ts';

interface ServerParts {
  url: string;
  /** null: whichever answers. */
  system: ProviderId | null;
  /** By the ids of the system's own form; a token that isn't there is asked for. */
  values: Readonly<Record<string, string>>;
  token(): Promise<string | null>;
  options: Readonly<Record<string, string>>;
  allowInsecure: boolean;
}

/** Connects to a server for the time of one command. Nothing is kept: the working copy is in memory where the system has such a folder. */
export async function openServer(parts: ServerParts): Promise<Result<Session>> {
  const folder = workingFolder();
  const vault = createVault({
    file: join(folder, 'steward-no-such-folder', 'vault.json'),
    keyring: {
      state: async () => ({ state: 'none', why: runtimeText.keyringOnlyInApp }),
      encrypt: async () => fail(errorFrom('vault-unavailable', runtimeText.memoryOnly)),
      decrypt: async () => fail(errorFrom('vault-unavailable', runtimeText.memoryOnly)),
    },
  });
  const chosen = await vault.chooseMemory();
  if (!chosen.ok) return chosen;
  const opening = openVaultStore({
    vault,
    folder,
    loadWriter: () => import('../../store/writer/writer.ts'),
    temporaryIn: folder,
  });
  // Nothing stays on disk of a command that is interrupted while the server is slow to answer.
  let close = async () => {
    const opened = await opening;
    if (opened.ok) await opened.value.close();
  };
  const release = whenInterrupted((signal) => void closeAndEnd(signal, () => close()));
  try {
    const store = await opening;
    if (!store.ok) return store;
    const secrets = new Map<string, string>();
    const core = commandCore(
      { store: store.value, vault, offline: false, policy: await readSystemPolicy() },
      secrets,
    );
    close = () => core.close();
    const connected = await connect(core, parts);
    if (connected.ok) return ok(coreSession('server', core, secrets, []));
    await core.close();
    return connected;
  } finally {
    release();
  }
}

async function connect(core: Core, parts: ServerParts): Promise<Result<null>> {
  const found = await recognise(core, parts);
  if (!found.ok) return found;
  const unread = unreadProblem(core, found.value.provider, parts);
  if (unread !== null) return fail(invalid(unread));
  const token = parts.values['token'] ?? (await parts.token());
  if (token === null || token.trim() === '') return fail(errorFrom('signed-out', runtimeText.tokenNeeded));
  const attemptId = randomUUID();
  const step = await core.signIn.authenticate({
    attemptId,
    address: found.value.address,
    provider: found.value.provider,
    allowInsecure: parts.allowInsecure,
    method: { type: 'token', values: { ...parts.values, token } },
    options: parts.options,
  });
  if (!step.ok) return step;
  if (step.value.step !== 'signed-in') return fail(errorFrom('signed-out', runtimeText.codeNeeded));
  const added = await core.connections.add({
    attemptId,
    label: new URL(found.value.address).host,
    badge: 'production',
    colour: 'slate',
  });
  return added.ok ? ok(null) : added;
}

/** The option that fills in a field of a sign-in form. */
const optionNames: Readonly<Record<string, string>> = {
  portalCode: 'portal-code-fd',
  refreshToken: 'refresh-token-fd',
  clientHash: 'client-hash-fd',
  email: 'email',
};

/** What was given that this system doesn't ask for, and what to do; null: nothing. Left out silently, it would be missed later. */
function unreadProblem(
  core: Core,
  provider: ProviderId,
  { values, options }: ServerParts,
): { sentence: string; nextStep: string } | null {
  const product = core.providers.get(provider)?.product;
  if (product === undefined) return null;
  const fields = product.forms.find(({ method }) => method === 'token')?.fields ?? [];
  const field = Object.keys(values).find(
    (id) => optionNames[id] !== undefined && !fields.some((one) => one.id === id),
  );
  if (field !== undefined) return runtimeText.noSuchField(product.name, optionNames[field] ?? field);
  const ids = product.options.map(({ id }) => id);
  const option = Object.keys(options).find((id) => !ids.includes(id));
  return option === undefined ? null : runtimeText.noSuchOption(product.name, option, ids);
}

/** The address as it is used, and which system answers there. */
async function recognise(
  core: Core,
  { url, system, options, allowInsecure }: ServerParts,
): Promise<Result<{ address: string; provider: ProviderId }>> {
  const verdict = await core.probe(
    { address: url, provider: system, allowInsecure, connectionId: null, options },
    new AbortController().signal,
  );
  switch (verdict.verdict) {
    case 'ok':
    case 'sign-in-needed':
      return ok({ address: verdict.address, provider: verdict.provider });
    case 'address-invalid':
    case 'insecure-http':
      return fail(invalid(verdict));
    case 'already-added':
    case 'too-old':
      return fail(errorFrom('not-supported', verdict));
    case 'unreachable':
    case 'certificate':
    case 'client-certificate':
    case 'proxy':
    case 'wrong-product':
      return fail(verdict.error);
  }
}

const invalid = ({ sentence, nextStep }: { sentence: string; nextStep: string }): AppError => ({
  kind: 'invalid',
  sentence,
  nextStep,
  retryable: false,
  detail: null,
  fields: [],
});
