/** The password of everybody on a local instance; no secret, and told on its first page. */
export const samplePassword = 'steward-sample';
