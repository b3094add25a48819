import type { Transport } from '../http/http.ts';
import { policyRefusal, type Policy } from './policy.ts';

/** Sends only where the policy allows it. Every request passes here, those of checks and sign-ins too. */
export function policedTransport(transport: Transport, policy: Policy): Transport {
  if (policy.state === 'none') return transport;
  const { offeredCertificates } = transport;
  return {
    ...transport,
    async send(request) {
      const error = policyRefusal(policy, request.url);
      return error === null
        ? transport.send(request)
        : { ok: false, failure: { failure: 'blocked', detail: '', error } };
    },
    ...(offeredCertificates === undefined
      ? {}
      : {
          async offeredCertificates(origin: string) {
            const error = policyRefusal(policy, origin);
            return error === null
              ? offeredCertificates(origin)
              : { ok: false, failure: { failure: 'blocked', detail: '', error } };
          },
        }),
  };
}
