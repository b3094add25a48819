/** What a fake has only because its type wants it. */
export const unused = (): never => {
  throw new Error('not used by these tests');
};
