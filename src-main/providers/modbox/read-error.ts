import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { plainProblem, validationProblems } from './wire.ts';

/** Reads a failed answer of Modbox; null where it is in none of its two error shapes. Only the 422 shape is documented. */
export function readModboxError(address: string): (answer: HttpAnswer) => AppError | null {
  return (answer) => {
    const fields = validationProblems.safeParse(answer.json);
    if (fields.success && answer.status === 422) return readFields(fields.data.detail, address);
    const plain = plainProblem.safeParse(answer.json);
    return plain.success ? readPlain(answer, address, plain.data.detail) : null;
  };
}

/** The wire's names of fields in ours. */
const fieldNames: Readonly<Record<string, string>> = {
  username: 'username',
  password: 'password',
  refresh_token: 'token',
  description: 'description',
  name: 'name',
  email: 'email',
  role: 'role',
};

function readFields(problems: { loc: (string | number)[]; msg: string }[], address: string): AppError {
  const fields: FieldProblem[] = problems.map(({ loc, msg }) => {
    const name = String(loc.at(-1) ?? '');
    return { path: fieldNames[name] ?? shown(name, 60), message: shown(msg) };
  });
  const [first] = fields;
  const what = first === undefined ? 'this' : `the ${first.path === 'email' ? 'e-mail address' : first.path}`;
  return invalidError(
    `${hostOf(address)} refuses ${what}${first === undefined ? '' : `: ${first.message}`}.`,
    'Change it and try again.',
    fields,
  );
}

function readPlain(answer: HttpAnswer, address: string, message: string): AppError {
  const detail = `HTTP ${answer.status}: ${shown(message)}`;
  if (answer.status === 401) {
    return /username or password/i.test(message)
      ? invalidError('Modbox doesn’t know this username with this password.', 'Check both and try again.', [
          { path: 'password', message: 'Not accepted.' },
        ])
      : signedOutError('Your sign-in to Modbox has ended or is not valid there.', detail);
  }
  const own = named.find(({ status, pattern }) => status === answer.status && pattern.test(message));
  if (own !== undefined) return plainError(own.kind, own.sentence, own.nextStep, detail);
  return ownStatusError(answer, address, message);
}

interface Named {
  status: number;
  pattern: RegExp;
  kind: 'forbidden' | 'not-allowed' | 'not-found' | 'conflict';
  sentence: string;
  nextStep: string;
}

const named: readonly Named[] = [
  {
    status: 403,
    pattern: /not active/i,
    kind: 'forbidden',
    sentence: 'Your Modbox account is not active.',
    nextStep: 'Ask Modbox; everything read so far stays available.',
  },
  {
    status: 403,
    pattern: /login session/i,
    kind: 'not-allowed',
    sentence: 'Modbox lets API tokens be managed only by somebody who is signed in as a person.',
    nextStep: 'Sign in with a password or in the browser to manage tokens.',
  },
  {
    status: 403,
    pattern: /not a member/i,
    kind: 'forbidden',
    sentence: 'You are not a member of this workspace.',
    nextStep: 'Refresh; ask an owner to add you.',
  },
  {
    status: 403,
    pattern: /only an owner/i,
    kind: 'forbidden',
    sentence: 'Only an owner may grant, change or remove the role of owner.',
    nextStep: 'Ask an owner of the workspace.',
  },
  {
    status: 403,
    pattern: /owner cannot be removed/i,
    kind: 'forbidden',
    sentence: 'An owner can’t be removed by others.',
    nextStep: 'Give them another role first, or ask them to leave.',
  },
  {
    status: 403,
    pattern: /needs an owner/i,
    kind: 'forbidden',
    sentence: 'A workspace needs an owner.',
    nextStep: 'Make somebody else an owner first.',
  },
  {
    status: 403,
    pattern: /one of the roles/i,
    kind: 'forbidden',
    sentence: 'Your role in this workspace does not allow this.',
    nextStep: 'Refresh to see your role, or ask an owner.',
  },
  {
    status: 404,
    pattern: /workspace not found/i,
    kind: 'not-found',
    sentence: 'This workspace does not exist any more.',
    nextStep: 'Refresh the list of workspaces.',
  },
  {
    status: 404,
    pattern: /member not found/i,
    kind: 'not-found',
    sentence: 'This person is not a member of the workspace.',
    nextStep: 'Refresh the members.',
  },
  {
    status: 404,
    pattern: /token not found/i,
    kind: 'not-found',
    sentence: 'Modbox doesn’t know this token any more.',
    nextStep: 'Refresh the tokens.',
  },
  {
    status: 409,
    pattern: /already a member/i,
    kind: 'conflict',
    sentence: 'This person is already a member of the workspace.',
    nextStep: 'Refresh the members; change the role instead of adding again.',
  },
];
