import type { Identity, Verdict } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import { hostOf, isLoopback } from '../http/address.ts';
import { proxyPageError } from '../http/failures.ts';
import type { HttpAnswer, HttpClient, HttpTarget } from '../http/http.ts';
import { apiVariantOf, type Provider, type Recognition } from '../providers/provider.ts';
import type { LedgerReader } from '../store/ledger/types.ts';
import { readAddress } from './address.ts';
import { isNetworkPage, looksLike } from './looks-like.ts';
import { cleanOptions } from './options.ts';
import { probeText as text, useInstead } from './text.ts';

export interface ProbeInput {
  address: string;
  /** null: any system. */
  provider: ProviderId | null;
  allowInsecure: boolean;
  /** The connection that is checked again; null for a new one. */
  connectionId: string | null;
  /** Settings of the connection that the address depends on. Not given: those of the connection that is checked again, or none. */
  options?: Readonly<Record<string, string>> | undefined;
}

export type Probe = (input: ProbeInput, signal: AbortSignal) => Promise<Verdict>;

export interface ProbeDeps {
  http: HttpClient;
  providers: ReadonlyMap<ProviderId, Provider>;
  ledger: Pick<LedgerReader, 'connection' | 'connections'>;
  /** Who a stored connection's credential belongs to, as the server says now. */
  identityOf?: (connectionId: string, signal: AbortSignal) => Promise<Result<Identity>>;
  /** Called before anything is sent; `connectionId`: as in the input. */
  onCheck?: (connectionId: string | null, address: string) => void;
}

/**
 * Checks an address without any credential and ends in a named verdict. An address that is connected already is said to be so; asking
 * again with that connection lets the user sign in there as another person.
 */
export function createProbe({ http, providers, ledger, identityOf, onCheck }: ProbeDeps): Probe {
  return async (input, signal) => {
    const reading = readAddress(input.address);
    if (!reading.ok) {
      const { sentence, nextStep, suggestion } = reading;
      return { verdict: 'address-invalid', sentence, nextStep, suggestion };
    }
    const { address, url } = reading;
    const candidates = [...providers.values()].filter(
      ({ id }) => input.provider === null || id === input.provider,
    );
    const misdirected = firstOf(candidates, (provider) => provider.misdirected?.(url) ?? null);
    // On this machine the port may be anything's, so there it is only a guess for later.
    if (misdirected !== null && !isLoopback(url.hostname)) {
      return {
        verdict: 'address-invalid',
        sentence: misdirected.sentence,
        nextStep: useInstead(misdirected.suggestion),
        suggestion: misdirected.suggestion,
      };
    }
    if (reading.plainHttp && !input.allowInsecure) {
      return {
        verdict: 'insecure-http',
        address,
        ...text.insecure(url.host),
      };
    }
    const existing = ledger
      .connections()
      .find((one) => one.address === address && (input.provider === null || one.provider === input.provider));
    if (existing !== undefined && input.connectionId === null) {
      return {
        verdict: 'already-added',
        connectionId: existing.id,
        label: existing.label,
        ...text.alreadyAdded(existing.label, existing.identity.name),
      };
    }

    onCheck?.(input.connectionId, address);
    const target: HttpTarget = {
      connectionId: null,
      address,
      credential: null,
      allowInsecure: input.allowInsecure,
    };
    const options =
      input.options ??
      (input.connectionId === null ? undefined : ledger.connection(input.connectionId)?.options) ??
      {};
    const ask = (provider: Provider) =>
      provider.recognise(http, target, cleanOptions(provider.product, options), signal);
    for (const provider of candidates) {
      const recognised = await ask(provider);
      if (!recognised.ok) return failureVerdict(recognised.error, url);
      if (recognised.value === null) continue;
      return recognisedVerdict(
        provider,
        recognised.value,
        address,
        reading.plainHttp,
        input,
        signal,
        identityOf,
      );
    }
    for (const other of providers.values()) {
      if (candidates.includes(other)) continue;
      const recognised = await ask(other);
      if (recognised.ok && recognised.value !== null) return otherSystem(other, candidates, address);
    }
    return describeUnknown(http, target, candidates, misdirected, signal, url);
  };
}

/** Another system was chosen than the one that answers. */
function otherSystem(found: Provider, candidates: readonly Provider[], address: string): Verdict {
  const { name } = found.product;
  return {
    verdict: 'wrong-product',
    looksLike: name,
    error: {
      kind: 'wrong-product',
      ...text.otherSystem(hostOf(address), name, namesOf(candidates)),
      retryable: false,
      detail: null,
      looksLike: name,
    },
  };
}

const namesOf = (candidates: readonly Provider[]) =>
  candidates.length === 1 && candidates[0] ? candidates[0].product.name : text.anySystem;

async function recognisedVerdict(
  provider: Provider,
  recognition: Recognition,
  address: string,
  insecure: boolean,
  input: ProbeInput,
  signal: AbortSignal,
  identityOf: ProbeDeps['identityOf'],
): Promise<Verdict> {
  const found = {
    address,
    provider: provider.id,
    productName: provider.product.name,
    apiVariant: apiVariantOf(provider, recognition.apiVariant).facts.apiVariantLabel,
    kind: provider.kindOf(address),
    methods: recognition.methods,
    insecure,
  };
  if (input.connectionId !== null && identityOf !== undefined) {
    const identity = await identityOf(input.connectionId, signal);
    if (identity.ok) return { verdict: 'ok', ...found, identity: identity.value };
  }
  return { verdict: 'sign-in-needed', ...found };
}

/** No system knew the address: say what it is instead. */
async function describeUnknown(
  http: HttpClient,
  target: HttpTarget,
  candidates: readonly Provider[],
  misdirected: { sentence: string; suggestion: string } | null,
  signal: AbortSignal,
  url: URL,
): Promise<Verdict> {
  const answers: HttpAnswer[] = [];
  for (const path of ['/whoami', '/']) {
    const asked = await http.probe({ target, method: 'GET', path, signal });
    if (!asked.ok) return failureVerdict(asked.error, url);
    answers.push(asked.value);
  }
  const host = hostOf(target.address);
  const networkPage = answers.find(isNetworkPage);
  if (networkPage !== undefined) {
    return { verdict: 'proxy', error: proxyPageError(target.address, `HTTP ${networkPage.status}`) };
  }
  if (answers.every(({ status }) => status >= 500)) {
    const status = answers[0]?.status ?? 500;
    return {
      verdict: 'unreachable',
      reason: 'server',
      error: {
        kind: 'server',
        ...text.serverError(host, status),
        retryable: true,
        detail: `HTTP ${status}`,
      },
    };
  }
  const like = looksLike(answers);
  const wanted = namesOf(candidates);
  return {
    verdict: 'wrong-product',
    looksLike: like,
    error: {
      kind: 'wrong-product',
      sentence: like === null ? text.unknown(host, wanted) : text.looksLike(host, like, wanted),
      nextStep: misdirected === null ? text.enterApiAddress : text.tryThat(misdirected.sentence),
      retryable: false,
      detail: answers
        .map(({ status, headers }) => `HTTP ${status} ${headers['content-type'] ?? ''}`.trim())
        .join('; '),
      looksLike: like,
    },
  };
}

function failureVerdict(error: AppError, url: URL): Verdict {
  switch (error.kind) {
    case 'dns':
    case 'refused':
    case 'timeout':
    case 'offline':
      return { verdict: 'unreachable', reason: error.kind, error };
    case 'tls':
      return { verdict: 'certificate', certificate: error.certificate, error };
    case 'client-certificate':
      return { verdict: 'client-certificate', address: url.origin, error };
    case 'redirected': {
      const target = URL.canParse(error.target) ? new URL(error.target) : null;
      if (
        target !== null &&
        url.protocol === 'http:' &&
        target.protocol === 'https:' &&
        target.hostname === url.hostname
      ) {
        const suggestion = (target.origin + url.pathname).replace(/\/+$/, '');
        return {
          verdict: 'address-invalid',
          sentence: text.needsHttps(url.host),
          nextStep: useInstead(suggestion),
          suggestion,
        };
      }
      return { verdict: 'proxy', error };
    }
    case 'proxy':
      return { verdict: 'proxy', error };
    case 'wrong-product':
      return { verdict: 'wrong-product', looksLike: error.looksLike, error };
    default:
      return { verdict: 'unreachable', reason: 'server', error };
  }
}

function firstOf<T, R>(items: readonly T[], read: (item: T) => R | null): R | null {
  for (const item of items) {
    const result = read(item);
    if (result !== null) return result;
  }
  return null;
}
