import type { Approval, SecondPersons } from '../../src-preload/contract/second-persons.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { caseless, normalizeName } from '../../src-preload/shared/normalize.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { settingsTable } from '../../src-preload/shared/settings/table.ts';
import type { SettingChanges, SettingKey, Settings } from '../../src-preload/shared/settings/types.ts';
import { errorFrom, invalidError } from '../base/errors.ts';
import { settingsText } from '../settings/text.ts';
import type { SettingsHome } from '../settings/settings.ts';
import { defaultCost } from '../vault/passphrase.ts';
import type { Vault } from '../vault/vault.ts';
import { waitAfter } from './attempts.ts';
import { emptyRecord, secondPersonRecord, type SecondPersonRecord } from './record.ts';
import { secondPersonText as text } from './text.ts';
import { isPassphraseOf, verifierOf } from './verifier.ts';

/** The people who confirm what one person alone may not do, and when they are asked. */
export interface SecondPersonControl {
  /** Where the two settings of it are kept. It refuses to ask for second persons less often. */
  settingsHome: SettingsHome;
  list(): Result<SecondPersons>;
  add(asked: {
    name: string;
    passphrase: string;
    approvedBy?: Approval | undefined;
  }): Promise<Result<SecondPersons>>;
  rename(asked: {
    id: string;
    name: string;
    approvedBy?: Approval | undefined;
  }): Promise<Result<SecondPersons>>;
  remove(asked: { id: string; approvedBy?: Approval | undefined }): Promise<Result<SecondPersons>>;
  /** Also asks for second persons less often, where one of them approved of it. */
  changeSettings(asked: { values: SettingChanges; approvedBy?: Approval | undefined }): Promise<Result<null>>;
  /** Who this is, if the passphrase is theirs. */
  check(given: Approval): Promise<Result<{ name: string }>>;
}

interface ControlParts {
  vault: Pick<Vault, 'held'>;
  /** What the organization’s policy decides. */
  managed: Partial<Settings>;
  now: () => number;
  newId: () => string;
  /** scrypt's N; lower only in tests. */
  scryptCost?: number;
}

const problem = (field: string, { sentence, nextStep }: { sentence: string; nextStep: string }): AppError =>
  invalidError(sentence, nextStep, [{ path: field, message: sentence }]);
const refused = (said: { sentence: string; nextStep: string }) => fail(problem('approvedBy', said));

/** Keeps second persons in the vault, under an id that no connection has: theirs are random. */
export function createSecondPersonControl({
  vault,
  managed,
  now,
  newId,
  scryptCost = defaultCost,
}: ControlParts): SecondPersonControl {
  const held = vault.held('second-person');
  const slot = 'record';

  /** Changes and attempts come one after the other, so that many at once are no way around the wait. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };

  function read(): Result<SecondPersonRecord> {
    const kept = held.get(slot);
    if (!kept.ok) return kept;
    if (kept.value === null) return ok(emptyRecord);
    try {
      return ok(secondPersonRecord.parse(JSON.parse(kept.value)));
    } catch {
      return fail(errorFrom('vault-unavailable', text.unreadable));
    }
  }
  const write = (record: SecondPersonRecord) => held.put(slot, JSON.stringify(record));

  const isGuarded = ({ isOn, people }: SecondPersonRecord): boolean =>
    people.length > 0 && (isOn || managed.secondPerson === true);
  const listed = (record: SecondPersonRecord): SecondPersons => ({
    people: record.people.map(({ id, name }) => ({ id, name })),
    guarded: isGuarded(record),
  });

  /** The attempt is counted on disk before it's made: ending Steward in the middle of it gives no free one. */
  async function checkNow({ personId, passphrase }: Approval): Promise<Result<{ name: string }>> {
    const found = read();
    if (!found.ok) return found;
    const person = found.value.people.find(({ id }) => id === personId);
    if (person === undefined) return refused(text.noSuchPerson);
    const wait = waitAfter(found.value.wrong, now());
    if (wait > 0) return refused(text.tooMany(wait));
    const wrong = { count: found.value.wrong.count + 1, at: now() };
    const counted = await write({ ...found.value, wrong });
    if (!counted.ok) return counted;
    if (!(await isPassphraseOf(person.verifier, passphrase)))
      return refused(text.wrong(person.name, waitAfter(wrong, now())));
    const cleared = await write({ ...found.value, wrong: emptyRecord.wrong });
    return cleared.ok ? ok({ name: person.name }) : cleared;
  }

  /** Makes a change that the second persons have to approve of while they are guarded. */
  const change = (
    approvedBy: Approval | undefined,
    make: (record: SecondPersonRecord) => Result<SecondPersonRecord> | Promise<Result<SecondPersonRecord>>,
    needsApproval: (record: SecondPersonRecord) => boolean = () => true,
  ): Promise<Result<SecondPersons>> =>
    inTurn(async () => {
      const before = read();
      if (!before.ok) return before;
      if (isGuarded(before.value) && needsApproval(before.value)) {
        if (approvedBy === undefined) return refused(text.approvalNeeded);
        const approved = await checkNow(approvedBy);
        if (!approved.ok) return approved;
      }
      const current = read();
      const made = current.ok ? await make(current.value) : current;
      if (!made.ok) return made;
      const kept = await write(made.value);
      return kept.ok ? ok(listed(made.value)) : kept;
    });

  /** The name as it is kept, or why it can't be this one's. */
  function nameFor(given: string, id: string | null, { people }: SecondPersonRecord): Result<string> {
    const name = normalizeName(given).text;
    const same = people.find((one) => one.id !== id && caseless(one.name) === caseless(name));
    const said = name === '' ? text.nameMissing : same === undefined ? null : text.nameTaken(same.name);
    return said === null ? ok(name) : fail(problem('name', { sentence: said, nextStep: '' }));
  }

  const withSettings = (record: SecondPersonRecord, values: SettingChanges): SecondPersonRecord => ({
    ...record,
    isOn: values.secondPerson ?? record.isOn,
    fromRemovals: values.secondPersonFromRemovals ?? record.fromRemovals,
  });
  const isLess = (values: SettingChanges) => (before: SecondPersonRecord) => {
    const after = withSettings(before, values);
    return (before.isOn && !after.isOn) || after.fromRemovals > before.fromRemovals;
  };
  const applySettings = async (values: SettingChanges, approvedBy?: Approval): Promise<Result<null>> => {
    const done = await change(
      approvedBy,
      (record) =>
        values.secondPerson === true && record.people.length === 0
          ? fail(problem('secondPerson', text.addFirst))
          : ok(withSettings(record, values)),
      isLess(values),
    );
    return done.ok ? ok(null) : done;
  };

  return {
    settingsHome: {
      read(key) {
        const record = read();
        // What can't be read might be on, so it is: for everything.
        if (!record.ok) return key === 'secondPerson' ? true : 1;
        return key === 'secondPerson' ? record.value.isOn : record.value.fromRemovals;
      },
      write: (values) => applySettings(values),
    },
    list() {
      const record = read();
      return record.ok ? ok(listed(record.value)) : record;
    },
    add: ({ name: given, passphrase, approvedBy }) =>
      change(approvedBy, async (record) => {
        const name = nameFor(given, null, record);
        if (!name.ok) return name;
        const verifier = await verifierOf(passphrase, scryptCost);
        return ok({ ...record, people: [...record.people, { id: newId(), name: name.value, verifier }] });
      }),
    rename: ({ id, name: given, approvedBy }) =>
      change(approvedBy, (record) => {
        const name = nameFor(given, id, record);
        if (!name.ok) return name;
        const people = record.people.map((one) => (one.id === id ? { ...one, name: name.value } : one));
        return ok({ ...record, people });
      }),
    remove: ({ id, approvedBy }) =>
      change(approvedBy, (record) => {
        const people = record.people.filter((one) => one.id !== id);
        // Without any, the next one could be added by the very person who is to be controlled.
        if (people.length === 0 && isGuarded(record)) return fail(problem('id', text.lastOne));
        return ok({ ...record, people });
      }),
    async changeSettings({ values, approvedBy }) {
      const keys = Object.keys(values) as SettingKey[];
      const decided = keys.find((key) => managed[key] !== undefined);
      if (decided === undefined) return applySettings(values, approvedBy);
      return fail(errorFrom('not-allowed', settingsText.managed(settingsTable[decided].title)));
    },
    check: (given) => inTurn(() => checkNow(given)),
  };
}
