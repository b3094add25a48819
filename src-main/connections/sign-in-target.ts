import type { SignInMethod } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom, invalidError } from '../base/errors.ts';
import { hostOf } from '../http/address.ts';
import type { HttpClient, HttpTarget } from '../http/http.ts';
import type { Provider } from '../providers/provider.ts';
import { readAddress } from './address.ts';
import { cleanOptions } from './options.ts';
import { signInText as text } from './text.ts';

/** Where the user signs in: the server with the API variant that it showed when it was asked. */
export interface SignInTarget {
  provider: Provider;
  apiVariant: string;
  httpTarget: HttpTarget;
  insecure: boolean;
  options: Record<string, string> | null;
}

interface TargetInput {
  address: string;
  provider: ProviderId;
  allowInsecure: boolean;
  options?: Readonly<Record<string, string>> | undefined;
}

/** Asks the address what it is: the API variant decides what the connection can do, and the caller's word isn't enough for that. */
export async function findSignInTarget(
  { http, providers }: { http: HttpClient; providers: ReadonlyMap<ProviderId, Provider> },
  input: TargetInput,
  method: SignInMethod,
  signal: AbortSignal,
): Promise<Result<SignInTarget>> {
  const provider = providers.get(input.provider);
  const reading = readAddress(input.address);
  if (provider === undefined) {
    return fail(errorFrom('not-supported', text.systemUnknown));
  }
  if (!reading.ok) {
    const { sentence, nextStep } = reading;
    return fail(invalidError(sentence, nextStep, [{ path: 'address', message: sentence }]));
  }
  const { allowInsecure } = input;
  const httpTarget = { connectionId: null, address: reading.address, credential: null, allowInsecure };
  const options = input.options === undefined ? null : cleanOptions(provider.product, input.options);
  const recognised = await provider.recognise(http, httpTarget, options ?? {}, signal);
  if (!recognised.ok) return recognised;
  if (recognised.value === null) return fail(otherProduct(provider, reading.address));
  if (!recognised.value.methods.includes(method)) return fail(notOffered(provider));
  return ok({
    provider,
    apiVariant: recognised.value.apiVariant,
    httpTarget,
    insecure: reading.plainHttp && allowInsecure,
    options,
  });
}

export const notOffered = (provider: Provider): AppError =>
  errorFrom('not-supported', text.notOffered(provider.product.name));

const otherProduct = (provider: Provider, address: string): AppError => ({
  kind: 'wrong-product',
  ...text.otherProduct(hostOf(address), provider.product.name),
  retryable: false,
  detail: null,
  looksLike: null,
});
