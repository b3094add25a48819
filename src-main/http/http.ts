import type { z } from 'zod';
import type { ClientCertificate } from '../../src-preload/contract/connections.ts';
import type { AppError, CertificateDetails } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { ListReading } from './list-reading.ts';

/** Where a request goes and as whom. `credential` is the bearer secret; it never leaves the http folder but as a header. */
export interface HttpTarget {
  /** Chooses the isolated network session; null while an address is only being checked. */
  connectionId: string | null;
  /** Origin and base path without a trailing slash. */
  address: string;
  credential: string | null;
  /** http to a host that isn't this machine was explicitly allowed. */
  allowInsecure: boolean;
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An answer whose status the server's own error shape may explain. Header names are lower-case. */
export interface HttpAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or undefined when the body isn't JSON. */
  json: unknown;
  text: string;
}

export interface HttpRequest<T> {
  target: HttpTarget;
  method: HttpMethod;
  /** Below the address, without a query, made by `path`. One that an id in it would change is refused before anything is sent. */
  path: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Of the successful JSON answer; null for answers without a body worth reading. */
  schema: z.ZodType<T> | null;
  /** The provider's reading of a failed answer; null where it doesn't recognise its own error shape. */
  readError: (answer: HttpAnswer) => AppError | null;
  /** The list that the answer belongs to. Where its answers are known already they aren't read, and the error is `cancelled`. */
  reading?: ListReading | undefined;
  signal: AbortSignal;
}

export interface HttpReply<T> {
  value: T;
  status: number;
  /** The server's clock by its Date header, epoch ms; null where that says nothing about now. */
  serverDate: number | null;
}

/** The only way to the network. Obeys the design's limits: connect 10 s, whole 30 s, 64 MiB, same-origin redirects only. */
export interface HttpClient {
  request<T>(request: HttpRequest<T>): Promise<Result<HttpReply<T>>>;
  /** The raw answer whatever its status: for recognising what an address is. Same limits and errors. */
  probe(
    request: Pick<HttpRequest<unknown>, 'target' | 'method' | 'path' | 'query' | 'signal'> & {
      body?: unknown;
      /** `keep`: a redirect is the answer that is asked for, wherever it leads. Followed where not given. */
      redirects?: 'follow' | 'keep';
    },
  ): Promise<Result<HttpAnswer>>;
  /** Forgets the network session of a removed connection. */
  forget(connectionId: string): Promise<void>;
}

/** A transport sends one request and follows nothing; the client above it owns limits, retries and meaning. */
export interface TransportRequest {
  connectionId: string | null;
  url: string;
  method: HttpMethod;
  headers: Readonly<Record<string, string>>;
  body: string | null;
  /** Aborts connecting after this, and the whole exchange with `signal`. */
  connectTimeoutMs: number;
  maxBytes: number;
  /** Of a long answer that grants the request only the beginning and the end are looked at (`unreadList`): the rest needn't be kept. */
  unread?: boolean;
  signal: AbortSignal;
}

export type TransportFailure =
  | {
      failure:
        | 'offline'
        | 'dns'
        | 'refused'
        | 'timeout'
        | 'proxy'
        | 'proxy-password'
        | 'client-certificate'
        | 'client-certificate-missing'
        | 'client-certificate-rejected'
        | 'client-certificate-unsupported'
        | 'tls-version'
        | 'too-large'
        | 'aborted'
        | 'cut';
      detail: string;
    }
  /** Nothing was sent: the error says who forbids it. */
  | { failure: 'blocked'; detail: string; error: AppError }
  | { failure: 'proxy-sign-in'; detail: string; proxy: string; isRefused: boolean }
  | { failure: 'tls'; detail: string; certificate: CertificateDetails };

export type TransportAnswer =
  | { ok: true; status: number; headers: Record<string, string>; body: Buffer }
  | { ok: false; failure: TransportFailure };

/** The certificates of this computer's store that a server accepts; none as well where it asks for none. */
export type OfferedCertificates =
  { ok: true; certificates: ClientCertificate[] } | { ok: false; failure: TransportFailure };

export interface Transport {
  send(request: TransportRequest): Promise<TransportAnswer>;
  /** Not there: this transport can't show a server any certificate. */
  offeredCertificates?(origin: string): Promise<OfferedCertificates>;
  forget(connectionId: string): Promise<void>;
}

/** What the user decided about servers' identities and this computer's. */
export interface CertificateChoices {
  /** SHA-256 (upper-case hex with colons) of the certificate that the user trusts for this origin, or null. */
  pinned(origin: string): string | null;
  /** SHA-256 of this computer's certificate that this connection shows the server at this origin, or null. */
  clientCertificate(connectionId: string | null, origin: string): string | null;
}
