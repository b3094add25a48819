import { afterEach, beforeEach } from 'vitest';
import type { Fault, FaultRule, Faults } from '../../src-main/local-instance/faults.ts';
import { startInstance, type Instance, type InstanceOptions } from '../../src-main/local-instance/server.ts';
import type { SystemName } from '../../src-main/local-instance/tables/workspaces.ts';
import { personId, workspaceNamed } from './find.ts';
import { start as startOfTime } from './time.ts';

export interface LocalInstance {
  /** What its clock says, in epoch ms. It stands still: a test moves it on. */
  clock: number;
  /** A line for each request since the start, or since a test emptied it: method, path, status. */
  requests: string[];
  /** The one that runs. */
  readonly server: Instance;
  /** Starts one with empty requests and the sample data; one that ran before is closed. */
  start(options?: Partial<InstanceOptions>): Promise<void>;
  stop(): Promise<void>;
  /** Replaces the faults. Paths are whole paths, such as `/system/web/v1/**`. */
  faults(rules: readonly FaultRule[]): void;
  /** All requests to this path suffer this fault, and no other from then on. */
  fault(path: string, fault: Fault): void;
  clearFaults(): void;
  /** How often a path was asked for, whatever came of it. */
  asked(path: string): number;
  idOf(email: string): string;
  workspaceId(system: SystemName, name: string): string;
}

/**
 * A local instance for each test of this file or block: in memory, on a free port, with faults allowed and a clock of its own. A test or
 * a `beforeEach` starts it; it ends with the test.
 */
export function localInstance(usual: Partial<InstanceOptions> = {}): LocalInstance {
  let running: Instance | null = null;
  const local: LocalInstance = {
    clock: startOfTime,
    requests: [],
    get server() {
      if (running === null) throw new Error('This test has started no local instance');
      return running;
    },
    async start(options = {}) {
      await local.stop();
      local.requests = [];
      running = await startInstance({
        directoryPath: ':memory:',
        port: 0,
        faults: true,
        now: () => local.clock,
        log: (line) => local.requests.push(line),
        ...usual,
        ...options,
      });
    },
    async stop() {
      await running?.close();
      running = null;
    },
    faults(rules) {
      ownFaults().set(rules);
    },
    fault(path, fault) {
      ownFaults().set([{ path, fault }]);
    },
    clearFaults() {
      ownFaults().clear();
    },
    asked: (path) => local.requests.filter((line) => line.includes(`${path} `)).length,
    idOf: (email) => personId(local.server.directory, email),
    workspaceId: (system, name) => workspaceNamed(local.server.directory, system, name),
  };
  function ownFaults(): Faults {
    const { faults } = local.server;
    if (faults === null) throw new Error('This local instance takes no faults');
    return faults;
  }
  beforeEach(() => {
    local.clock = startOfTime;
  });
  afterEach(() => local.stop());
  return local;
}
