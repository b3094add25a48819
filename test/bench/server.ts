import { parentPort } from 'node:worker_threads';
import { addBigWorkspace } from '../../src-main/local-instance/sample/many-members.ts';
import { startInstance } from '../../src-main/local-instance/server.ts';
import type { SystemSignIn } from '../../src-main/local-instance/sign-in-values.ts';

/* The local instance in a thread of its own, so that its work isn't taken for the app's. */

export interface ServerReady {
  url: string;
  token: string;
  /** Of the owner of the big workspaces, in each system. */
  signIns: SystemSignIn[];
}
/** A workspace of so many members is wanted; its id is answered. */
export interface WorkspaceWanted {
  members: number;
}

if (parentPort === null) throw new Error('This runs as a thread.');
const port = parentPort;
const instance = await startInstance({ directoryPath: ':memory:', port: 0 });
const owner = instance.directory.people.byEmail('ana@northwind.example');
if (!owner) throw new Error('The sample data has no owner for the big workspaces.');
port.on('message', ({ members }: WorkspaceWanted) => {
  port.postMessage(addBigWorkspace(instance.directory, owner.id, members, 1));
});
port.postMessage({
  url: instance.url,
  token: instance.token,
  signIns: await instance.signInsOf(owner.email),
} satisfies ServerReady);
