import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../kernel/actor.ts';
import { parseCode } from '../../kernel/codes.ts';
import type { CommandContract, Outcome } from '../../kernel/contract.ts';
import { codeFrom, ID, type Id, idMaker } from '../../kernel/id.ts';
import * as asks from '../../modules/asks/contract.ts';
import {
  type PublicCase,
  type PublicFound,
  type PublicLooks,
  type PublicOffice,
  type PublicPlace,
  rate,
} from '../../modules/evaluation/contract.ts';
import { cell, type Keys } from '../../platform/crypto/index.ts';
import type { Executor } from '../../platform/executor/execute.ts';
import { askedPage, askPage, pleaOf, TRAP } from './pages/ask.ts';
import { casePage } from './pages/case.ts';
import { codeOf, codePage, mismatch, type Purpose, proofOf, proofPage } from './pages/find.ts';
import { homePage } from './pages/home.ts';
import { looksPage, openLooksPage } from './pages/looks.ts';
import { ratePage, ratingOf } from './pages/rate.ts';
import { troublePage } from './pages/trouble.ts';
import { createDoors, type Page } from './serve.ts';
import { cleaned, type Typed } from './typed.ts';
import type { Shown, Visit } from './visit.ts';

/** Keyed hashes of one value under each district. */
type Hashes = readonly { readonly district: string; readonly hashes: readonly string[] }[];

export type PublicParts = {
  /** `publicReads(pool of daiban_public, pool of daiban_app)` of modules/evaluation */
  readonly reads: {
    offices(): Promise<readonly PublicOffice[]>;
    places(): Promise<readonly PublicPlace[]>;
    caseByCode(code: Hashes): Promise<PublicCase | null>;
    caseByShortCode(shortCode: string, tails: Hashes, birthday: string | null): Promise<PublicFound>;
    looks(code: Hashes): Promise<PublicLooks>;
    mayTry(what: 'ask', key: string, most: number, seconds: number): Promise<boolean>;
    systemPost(district: string): Promise<Actor | null>;
  };
  readonly execute: Executor;
  readonly keys: Keys;
};

/** Pleas from one address in an hour. A household or a village's shared connection stays below; a machine does not. */
const MOST_ASKS = 10;
const HOUR_S = 3600;

const newId = idMaker(Date.now, randomBytes);
/** The form's own id makes a double press one command. */
const commandId = (typed: Typed): Id => (ID.test(typed.id ?? '') ? typed.id! : newId());
/** Six characters, said when ringing back: of no kind of code that opens anything. */
const REFERENCE_LENGTH = 6;
const referenceOf = (id: Id): string => codeFrom(createHash('sha256').update(id).digest(), REFERENCE_LENGTH);
const REFERENCE = new RegExp(`^[2-9A-Z]{${REFERENCE_LENGTH}}$`);

/** The public pages. Everything is read through functions of one database role and written through the executor as the district's system post. */
export const registerPublic = (app: FastifyInstance, { reads, execute, keys }: PublicParts): void => {
  const hashesIn = ({ offices }: Visit, hash: (district: string) => readonly string[]): Hashes =>
    offices.map(({ district }) => ({ district, hashes: hash(district) }));
  const codeHashes = (visit: Visit, code: string): Hashes => hashesIn(visit, (district) => keys.lookups(code, 'code', district));

  const write = async <C extends CommandContract>(district: string, id: Id, contract: C, payload: unknown): Promise<Outcome> => {
    const actor = await reads.systemPost(district);
    if (actor === null) throw new Error(`district ${district} has no system post`);
    return execute({ id, name: contract.name, post: actor.post, payload }, actor);
  };

  /** A page under a random code, which is checked before anything is asked of the database. */
  const under =
    (purpose: Purpose, page: (visit: Visit, code: string, typed: Typed) => Promise<Shown> | Shown): Page =>
    (visit, { params, typed }) => {
      const code = parseCode('lookup', params.code ?? '');
      if (!code.ok) return codePage(visit, purpose, params.code, codeProblem(visit, purpose, params.code));
      return page(visit, code.value, typed);
    };
  const codeProblem = (visit: Visit, purpose: Purpose, text: string | undefined): string | undefined => {
    const found = codeOf(visit, purpose, text);
    return typeof found === 'string' ? found : undefined;
  };
  const ofCase = (
    purpose: 'm' | 'r',
    page: (visit: Visit, found: PublicCase, code: string, typed: Typed) => Promise<Shown> | Shown,
  ): Page =>
    under(purpose, async (visit, code, typed) => {
      const found = await reads.caseByCode(codeHashes(visit, code));
      return found === null ? troublePage(visit, 'no_code') : page(visit, found, code, typed);
    });

  /** `/m?code=…`: a random code goes straight to its page, a short one needs the phone's tail or the birthday. */
  const asking =
    (purpose: Purpose): Page =>
    (visit, { query }) => {
      const text = query.code === undefined ? undefined : cleaned(query.code);
      const found = codeOf(visit, purpose, text);
      if (found === null) return codePage(visit, purpose);
      if (typeof found === 'string') return codePage(visit, purpose, text, found);
      if (found.kind === 'lookup') return { goTo: `/${purpose}/${found.code}` };
      return proofPage(visit, purpose as 'm' | 'r', { code: found.code, by: query.by === 'birthday' ? 'birthday' : 'phone' });
    };
  const proving =
    (purpose: 'm' | 'r'): Page =>
    async (visit, { typed }) => {
      const code = parseCode('case', typed.code ?? '');
      if (!code.ok) return codePage(visit, purpose, typed.code ?? '', codeProblem(visit, purpose, typed.code ?? ''));
      const by = typed.by === 'birthday' ? 'birthday' : 'phone';
      const proof = proofOf(visit, typed);
      if (typeof proof === 'string') return proofPage(visit, purpose, { code: code.value, by, typed, error: proof });
      const tails = 'tail' in proof ? hashesIn(visit, (district) => keys.lookupTails(proof.tail, 'phone', district)) : [];
      const found = await reads.caseByShortCode(code.value, tails, 'birthday' in proof ? proof.birthday : null);
      if (found.outcome === 'too_many' || (found.outcome === 'wrong' && found.left <= 0)) return troublePage(visit, 'too_many_tries');
      if (found.outcome === 'wrong')
        return proofPage(visit, purpose, { code: code.value, by, typed, error: mismatch(visit, by, found.left) });
      // The page itself stands under the random code, so that larger type and the other language are a link away.
      const random = keys.openText(Buffer.from(found.code, 'base64'), cell('cases_case', 'public_code', found.district, found.id));
      return { goTo: `/${purpose}/${random}` };
    };

  const rated = ofCase('r', async (visit, found, code, typed) => {
    const id = commandId(typed);
    const rating = ratingOf(visit, typed);
    if (!('grade' in rating)) return ratePage(visit, found, code, id, { typed, error: rating });
    await write(found.district, id, rate, { id, case: found.id, ...rating, means: 'code' });
    // Whether it was taken now, before, or can't be yet: the page says which.
    return { goTo: `/r/${code}` };
  });

  const asked: Page = async (visit, { typed, ip }) => {
    const id = commandId(typed);
    const places = await reads.places();
    const read = pleaOf(visit, places, typed);
    if ('wrong' in read) return askPage(visit, places, id, { typed, wrong: read.wrong });
    const reference = referenceOf(id);
    // A machine is told what it wants to hear.
    if (typed[TRAP]) return { goTo: `/ask/sent/${reference}` };
    const { place, name, phone, where, words, visit: homeService } = read.plea;
    if (!(await reads.mayTry('ask', keys.lookup(ip, 'code', place.district), MOST_ASKS, HOUR_S)))
      return troublePage(visit, 'too_many_asks', place.office);
    const outcome = await write(place.district, id, asks.record, {
      id,
      channel: 'online',
      site: place.site,
      area: place.area,
      caller: { name, phone, relation: null },
      about: where === null ? null : { name, address: where },
      words: `（网上求助 ${reference}）\n${words}`,
      homeService,
    });
    if (outcome.outcome === 'refused')
      return outcome.code === 'busy' ? troublePage(visit, 'not_received', place.office) : askPage(visit, places, newId(), { typed });
    return { goTo: `/ask/sent/${reference}` };
  };

  app.register(async (scope) => {
    const { get, post } = createDoors(scope, reads.offices);
    get('/', (visit) => homePage(visit));
    get('/m', asking('m'));
    post('/m', proving('m'));
    get('/m/:code', ofCase('m', casePage));
    get('/r', asking('r'));
    post('/r', proving('r'));
    get(
      '/r/:code',
      ofCase('r', (visit, found, code) => ratePage(visit, found, code, newId())),
    );
    post('/r/:code', rated);
    get('/ask', async (visit) => askPage(visit, await reads.places(), newId()));
    post('/ask', asked);
    get('/ask/sent/:reference', (visit, { params }) =>
      REFERENCE.test(params.reference ?? '') ? askedPage(visit, params.reference!) : troublePage(visit, 'no_page'),
    );
    get('/looks', asking('looks'));
    get('/looks/:code', under('looks', openLooksPage));
    post(
      '/looks/:code',
      under('looks', async (visit, code) => {
        const found = await reads.looks(codeHashes(visit, code));
        return found.outcome === 'wrong' ? troublePage(visit, 'no_code') : looksPage(visit, found, code);
      }),
    );
  });
};
