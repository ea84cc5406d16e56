import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageFault } from './command.ts';

/** Takes in what the terminal would show. */
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

const ask = async (question: string): Promise<string> => {
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
};

/**
 * The recovery passphrase: from DAIBAN_PASSPHRASE, else typed unseen, twice where it is new.
 * @throws UsageFault without a terminal to ask at, or where the two differ
 */
export const passphrase = async (kind: 'new' | 'known'): Promise<string> => {
  const given = process.env.DAIBAN_PASSPHRASE;
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY)
    throw new UsageFault('请用环境变量 DAIBAN_PASSPHRASE 给出恢复口令。', 'Give the recovery passphrase in DAIBAN_PASSPHRASE.');
  const first = await ask('恢复口令 recovery passphrase: ');
  if (kind === 'new' && (await ask('再输一遍 once more: ')) !== first)
    throw new UsageFault('两次输入的口令不一样，请再试一次。', 'The two passphrases differ; try again.');
  return first;
};
