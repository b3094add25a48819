import type { HttpTarget } from '../../src-main/http/http.ts';

/** Where the requests of a connection go, before anybody has signed in. */
export const targetOf = (address: string): HttpTarget => ({
  connectionId: 'c',
  address,
  credential: null,
  allowInsecure: false,
});
