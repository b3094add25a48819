/** The Electron that the set-up chose. */
export interface Runtime {
  readonly path: string;
  readonly version: string;
  /** The Node-API version that its Node offers. */
  readonly napi: number;
  /** Where it came from, in words. */
  readonly source: string;
  /** The switches it needs here; they go before the app's folder. */
  readonly args: readonly string[];
}

export function readRuntime(): Runtime;
export function resolveRuntime(say: (step: string, text: string) => void): Promise<Runtime>;
