/** The little that is used of it: the package brings no types. */
declare module 'js-yaml' {
  export interface Schema {
    readonly explicit: unknown;
  }
  /** YAML's core: null, booleans, numbers and texts, without dates, binary data and merging. */
  export const CORE_SCHEMA: Schema;
  /** Throws where the text isn’t YAML, or holds several documents. */
  export function load(text: string, options: { schema: Schema }): unknown;
}
