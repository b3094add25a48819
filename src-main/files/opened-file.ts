import { basename } from 'node:path';
import { z } from 'zod';
import { planFile } from '../../src-preload/contract/change-request.ts';
import type { OpenedFile } from '../../src-preload/contract/opened.ts';
import { readJson } from '../../src-preload/shared/exact-json.ts';
import { openedExtension } from '../../src-preload/shared/opened-names.ts';
import { largestOpened, maxPlannedChanges } from '../../src-preload/shared/limits.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { invalidError } from '../base/errors.ts';
import { decodeText } from './decode-text.ts';
import { readChosen } from './read-chosen.ts';
import { readYaml } from './read-yaml.ts';
import { fileText, openedText } from './text.ts';

const megabytes = largestOpened / 1024 ** 2;

/** Reads a file that the user opened with Steward: what it means is decided in the window, and nothing of it is done here. */
export async function readOpenedFile(path: string): Promise<Result<OpenedFile>> {
  const bytes = await readChosen(path, megabytes);
  return bytes.ok ? openedFileOf(basename(path), bytes.value) : bytes;
}

/** A file by its name and content: a plan, or a list whose meaning is still to be asked. */
export async function openedFileOf(name: string, bytes: Uint8Array): Promise<Result<OpenedFile>> {
  const extension = openedExtension(name);
  if (extension === null) return fail(invalidError(openedText.otherType(name), openedText.types));
  if (bytes.length > largestOpened)
    return fail(invalidError(fileText.tooLarge(name, megabytes), fileText.smallerFile));
  const text = decodeText(bytes);
  if (text === null) return fail(invalidError(fileText.notText(name), fileText.saveAsText));
  switch (extension) {
    case 'csv':
    case 'tsv':
      return ok({ kind: 'list', name, text });
    case 'yaml':
    case 'yml': {
      const read = await readYaml(text);
      if (!read.ok)
        return fail(
          read.problem === 'not-yaml'
            ? invalidError(openedText.notYaml(name), openedText.checkYaml)
            : invalidError(openedText.notData(name), fileText.smallerFile),
        );
      return ofValue(name, read.value, () => JSON.stringify(read.value, null, 2));
    }
    case 'json':
    case 'steward-plan': {
      const read = readJson(text.replace(/^\uFEFF/, ''));
      if (!read.ok)
        return fail(
          read.inexact === null
            ? invalidError(openedText.notJson(name), openedText.checkJson)
            : invalidError(openedText.inexact(name, read.inexact), openedText.quoteNumber),
        );
      return ofValue(name, read.value, () => text);
    }
  }
}

const aList = z.union([z.array(z.unknown()), z.object({ workspaces: z.array(z.unknown()) })]);
const withChanges = z.object({ changes: z.unknown() });
const withManyChanges = z.object({ changes: z.array(z.unknown()) });

function ofValue(name: string, value: unknown, listText: () => string): Result<OpenedFile> {
  if (!withChanges.safeParse(value).success)
    return aList.safeParse(value).success
      ? ok({ kind: 'list', name, text: listText() })
      : fail(invalidError(openedText.neither(name), openedText.whatItNeeds));
  const plan = planFile.safeParse(value);
  if (plan.success) return ok({ kind: 'plan', name, requests: plan.data.changes });
  const many = withManyChanges.safeParse(value);
  if (many.success && many.data.changes.length === 0)
    return fail(invalidError(openedText.noChanges(name), openedText.checkPlan));
  if (many.success && many.data.changes.length > maxPlannedChanges)
    return fail(
      invalidError(openedText.tooManyChanges(name, many.data.changes.length), openedText.splitPlan),
    );
  const [issue] = plan.error.issues;
  const at = issue?.path.find((part) => typeof part === 'number');
  return fail(invalidError(openedText.notPlan(name, at === undefined ? null : at + 1), openedText.checkPlan));
}
