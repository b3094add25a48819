/** The same methods, each of which answers with a promise: how the other threads see what one thread does. */
export type Async<T> = {
  [Method in keyof T]: T[Method] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Promise<Answer>
    : never;
};
