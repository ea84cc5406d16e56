import type { AnyReader } from '../../platform/executor/types.ts';
import { care, careOf, careProposed } from './reads/care.ts';
import { page, reveal } from './reads/page.ts';
import { households, people, search } from './reads/search.ts';
import { looks, requests } from './reads/trace.ts';

export const readers: readonly AnyReader[] = [search, people, households, page, reveal, looks, requests, care, careProposed, careOf];
