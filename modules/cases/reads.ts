import type { AnyReader } from '../../platform/executor/types.ts';
import { ledgerReader } from './reads/ledger.ts';
import { ledgerSearchReader } from './reads/ledger-search.ts';
import { listReaders } from './reads/list.ts';
import { pageReader } from './reads/page.ts';
import { toldReaders } from './reads/told.ts';

export const readers: readonly AnyReader[] = [...listReaders, pageReader, ledgerReader, ledgerSearchReader, ...toldReaders];
