import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, relative, sep } from 'node:path';
import { root } from './paths.mjs';

/**
 * Who may import whom. Imports point one way: renderer → contract, shared ← main. A rule is in force for files that match `in` (and
 * not `except`); it judges what is imported, a path in this repository or a package's name:
 * `only` is all there may be, `never` is what there mustn't be, `types` is what may be imported as types alone.
 * All rules that match a file are in force for it.
 */
export const importRules = [
  {
    in: /^src-preload\/contract\//,
    only: /^(src-preload\/(contract|shared)\/|zod($|\/))/,
    why: 'the contract holds schemas: zod, itself, and the constants it shares',
  },
  {
    in: /^src-preload\/shared\//,
    only: /^(src-preload\/(shared|contract)\/|(fold-to-ascii|email-addresses)$)/,
    types: /^src-preload\/contract\//,
    why: "shared code runs on both sides, in the renderer's first chunk too: itself, types of the contract, and tables of text",
  },
  {
    in: /^src-preload\/(?!contract\/|shared\/)/,
    only: /^(src-preload\/(early-input|start-after-paint|shared\/(channels|early-input|last-screen))\.ts$|electron$)/,
    why: 'the preload has no logic but the record of early input: electron, the names of its channels, and what that record needs',
  },
  {
    in: /^src-renderer\//,
    never:
      /^(src-main\/|src-preload\/(?!(contract|shared)\/)|scripts\/|electron($|\/)|builtin:|better-sqlite3|fastify|pino)/,
    types: /^src-preload\/contract\//,
    why: 'the renderer reaches nothing but the types of the contract and the shared code',
  },
  {
    in: /^src-renderer\/lib\//,
    never: /^src-renderer\/(?!lib\/)/,
    why: 'in the renderer lib is below everything else',
  },
  {
    in: /^src-renderer\/stores\//,
    never: /^src-renderer\/(?!(lib|stores)\/)/,
    why: 'stores know lib alone, and nothing that is drawn',
  },
  {
    in: /^src-renderer\/components\//,
    never: /^src-renderer\/(?!(lib|stores|components)\/)/,
    why: 'components are below the screens that are made of them',
  },
  {
    in: /^src-renderer\/screens\//,
    never: /^src-renderer\/(?!(lib|stores|components|screens)\/)/,
    why: 'screens are below the app that shows them',
  },
  ...readdirSync(join(root, 'src-renderer/screens')).map((screen) => ({
    in: new RegExp(`^src-renderer/screens/${screen}/`),
    never: new RegExp(`^src-renderer/screens/(?!${screen}/)`),
    why: 'a screen knows no other screen: what two share is a component or a store, and the app puts one into another',
  })),
  {
    in: /^src-main\//,
    except: /^src-main\/((app|ipc)\/|index\.ts$|(.*\/)?electron-[^/]*\.ts$)/,
    never: /^(electron($|\/)|src-main\/(app|ipc)\/|src-main\/(.*\/)?electron-[^/]*\.ts$)/,
    why: 'the core runs in plain Node: only app/, ipc/, index.ts and electron-*.ts know Electron',
  },
  {
    in: /^src-main\//,
    never: /^(src-renderer\/|src-preload\/(?!(contract|shared)\/)|scripts\/|test\/)/,
    why: 'of the other sides the main process knows the contract and the shared code alone',
  },
  {
    in: /^src-main\/base\//,
    never: /^src-main\/(?!base\/)/,
    why: 'every part of the main process stands on base/, so it knows none of them',
  },
  {
    in: /^src-main\/providers\//,
    never:
      /^src-main\/(store|sync|access|queries|changes|maintenance|ipc|app|vault|files\/(?!(csv|list-table|text)\.ts$)|local-instance)\//,
    why: 'providers know http and the contract',
  },
  {
    in: /^src-main\/store\//,
    never:
      /^src-main\/(providers|http|sync|access|queries|changes|maintenance|ipc|app|files|local-instance)\//,
    why: 'the store knows no provider and no network',
  },
  {
    in: /^src-main\/store\/(roster|ledger|search|history|retention)\//,
    never: /^src-main\/store\/(writer\/|open\/(?!types\.ts$))/,
    why: 'what the databases hold doesn’t know how they are opened, nor which thread writes them',
  },
  {
    in: /^src-main\/vault\//,
    never: /^src-main\/(?!(base|vault)\/)/,
    why: 'the vault stands alone: it gives keys and secrets and asks nothing of others',
  },
  {
    in: /^src-main\/connections\//,
    never: /^src-main\/(access|queries|changes|maintenance|ipc|app|files|core\.ts|create-core\.ts)/,
    types: /^src-main\/(store|sync|vault)\//,
    why: 'connections know the store, the vault and sync through interfaces',
  },
  {
    in: /^src-main\/(sync|changes)\//,
    // The provider's interface has two readers of its tables beside its types.
    types: /^src-main\/(providers\/(?!(provider|capability-table)\.ts$)|store\/|http\/)/,
    why: 'sync and changes know providers and the store through interfaces',
  },
  {
    in: /^src-main\/changes\/snapshot\//,
    never: /^src-main\/changes\/(?!snapshot\/)/,
    why: 'the snapshot is a copy of the lists and knows no change',
  },
  {
    in: /^src-main\/changes\/kinds\//,
    never: /^src-main\/changes\/engine\//,
    why: 'a kind of change answers the engine and never calls it',
  },
  {
    in: /^src-main\/changes\/engine\//,
    never: /^src-main\/changes\/kinds\/[^/]+\//,
    why: 'the engine knows no kind of change by name',
  },
  {
    in: /^src-main\/access\//,
    never: /^src-main\/(?!(access|base|providers|store)\/)/,
    // The age at which a copy is hidden is a preference of the store.
    types:
      /^src-main\/(providers\/(?!(provider|capability-table)\.ts$)|store\/(?!retention\/preference\.ts$))/,
    why: 'access decides from what it is given: a roster, or the snapshot of a plan',
  },
  {
    in: /^src-main\/(sync|access|changes|connections|vault|maintenance)\//,
    never: /^src-main\/(queries|files|ipc)\//,
    why: 'what screens ask for is built on the engine, not the other way round',
  },
  {
    in: /^src-main\/queries\//,
    never: /^src-main\/(create-core\.ts$|(sync|connections|vault|http|maintenance)\/)/,
    types: /^src-main\/(core\.ts$|providers\/)/,
    why: 'queries read what is on this device, by the access that I have',
  },
  {
    in: /^src-main\/diagnostics\//,
    never: /^src-main\/(?!(diagnostics|base|http|core\.ts$|policy))/,
    types: /^src-main\/(core\.ts$|policy\/)/,
    why: 'diagnostics ask each part how it is, and change none',
  },
  {
    in: /^src-main\/policy\//,
    never: /^src-main\/(?!(policy|base|http)\/)/,
    why: 'the policy judges addresses and settings, and knows nothing of what is built on them',
  },
  {
    in: /^src-main\/settings\//,
    never: /^src-main\/(?!(settings|base|store|sync)\/)/,
    types: /^src-main\/(sync|store\/(?!retention\/preference\.ts$))/,
    why: 'settings are kept in the store, and know the ledger and the sync through interfaces',
  },
  {
    in: /^src-main\/files\//,
    never: /^src-main\/(?!(files|base)\/)/,
    why: 'files are read and written whatever is in them',
  },
  {
    in: /^src-main\/ipc\//,
    never: /^src-main\/create-core\.ts$/,
    types:
      /^src-main\/(core\.ts$|(app|providers|sync|connections|vault|http|maintenance|settings|policy)\/|store\/(?!retention\/preference\.ts$))/,
    why: 'the bridge is a thin adapter over queries, access, changes and files',
  },
  {
    in: /^src-main\/cli\/(commands|definitions|terminal|documents)\//,
    never: /^src-main\/(?!cli\/)/,
    why: 'a command asks through its context, which the open app, the profile or a server answers',
  },
  {
    in: /^src-main\/cli\/(definitions|documents)\//,
    never: /^zod/,
    why: 'help and completion load without the schemas',
  },
  {
    in: /^src-main\/(?!cli\/|app\/)/,
    never: /^src-main\/cli\//,
    why: 'the command line is above everything but the app, which answers it',
  },
  {
    in: /^src-main\/http\//,
    never: /^src-main\/(?!http\/|base\/)/,
    why: 'the HTTP client is below everything else',
  },
  {
    in: /^src-main\/local-instance\//,
    never: /^src-main\/(?!local-instance\/)/,
    why: "the local instance is a server of its own: shared code would share its clients' mistakes",
  },
  {
    in: /^src-main\/(?!local-instance\/|app\/)/,
    never: /^src-main\/local-instance\//,
    why: 'the app speaks with the local instance over HTTP',
  },
];

/** Why `file` may not import `target`, or undefined where it may. All paths are the repository's, with slashes. */
export function objection(file, target, typesOnly, rules = importRules) {
  return rules.find(
    (rule) =>
      rule.in.test(file) &&
      !rule.except?.test(file) &&
      (rule.never?.test(target) ||
        (rule.only && !rule.only.test(target)) ||
        (!typesOnly && rule.types?.test(target))),
  )?.why;
}

/** What an import names: a path in the repository, `builtin:` and a module of Node, or a package as it is written. */
export function targetOf(file, text) {
  if (text.startsWith('.')) return posix.join(posix.dirname(file), text);
  const name = text.replace(/^node:/, '');
  if (text.startsWith('node:') || builtinModules.includes(name)) return `builtin:${name}`;
  return text;
}

const importsTypesOnly = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 && node.specifiers.every((specifier) => specifier.importKind === 'type'));

/** The ESLint plugin with the one rule `steward/layers`. */
export const layersPlugin = {
  rules: {
    layers: {
      meta: {
        type: 'problem',
        schema: [],
        messages: { no: "'{{text}}' may not be imported here: {{why}}." },
      },
      create(context) {
        const file = relative(root, context.filename).split(sep).join('/');
        const judge = (node, source, typesOnly) => {
          if (typeof source?.value !== 'string') return;
          const why = objection(file, targetOf(file, source.value), typesOnly);
          if (why) context.report({ node, messageId: 'no', data: { text: source.value, why } });
        };
        return {
          ImportDeclaration: (node) => judge(node, node.source, importsTypesOnly(node)),
          ExportNamedDeclaration: (node) => judge(node, node.source, importsTypesOnly(node)),
          ExportAllDeclaration: (node) => judge(node, node.source, importsTypesOnly(node)),
          ImportExpression: (node) => judge(node, node.source, false),
          TSImportType: (node) => judge(node, node.source, true),
          'CallExpression[callee.name="require"]': (node) => judge(node, node.arguments[0], false),
        };
      },
    },
  },
};
