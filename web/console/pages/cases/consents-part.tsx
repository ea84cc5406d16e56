import { type ReactNode, useState } from 'react';
import { giveConsent, revokeConsent, SCOPE_NAMES } from '../../../../modules/materials/contract.ts';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CONSENT_KIND_NAMES, joined } from '../../parts/item-words.ts';
import { type CasePage, CLOSED } from './case-words.ts';
import { ConsentForm } from './consent-form.tsx';
import { useStep } from './use-step.tsx';

const words = dictionary({
  授权: 'Consents',
  '还没有授权。没有授权，谁也不能替本人签字、领东西。': 'None yet. Without consent nobody may sign or collect for the person.',
  记下本人的授权: 'Record a consent',
  '给{who}': 'to {who}',
  '{kind}，{when}': 'by {kind}, {when}',
  '到{when}': 'until {when}',
  收回了: 'taken back',
  已结束: 'ended',
  本人怎么说的: 'In the person’s words',
  '记下收回，马上生效': 'Record it; effective at once',
  '已收回，往后不能再用': 'Taken back; no longer in force',
  本人要收回: 'The person takes it back',
  算了: 'Never mind',
});

/** What the person allowed, to whom, how it was given; what was taken back stays in view. */
export const ConsentsPart = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  const mayRecord = post !== null && post.role in giveConsent.allow;
  const [adding, setAdding] = useState(false);
  return (
    <section>
      <h2>{t('授权')}</h2>
      {page.consents.length === 0 ? <p className="soft">{t('还没有授权。没有授权，谁也不能替本人签字、领东西。')}</p> : null}
      <ul className="shifts-like">
        {page.consents.map((one) => (
          <Consent key={one.id} page={page} one={one} />
        ))}
      </ul>
      {CLOSED.has(page.case.state) || !mayRecord ? null : adding ? (
        <ConsentForm page={page} close={() => setAdding(false)} />
      ) : (
        <button type="button" className="ui-button" onClick={() => setAdding(true)}>
          {t('记下本人的授权')}
        </button>
      )}
    </section>
  );
};

const Consent = ({ page, one }: { page: CasePage; one: CasePage['consents'][number] }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const step = useStep(revokeConsent, { id: page.case.id, seq: page.seq });
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const over = one.revokedAt !== null || one.endedAt !== null;
  return (
    <li>
      <b className={one.revokedAt === null ? '' : 'is-struck'}>
        {joined(
          one.scopes.map((scope) => format.text(SCOPE_NAMES[scope])),
          lang,
        )}
      </b>
      <p className="soft">
        {t('给{who}', { who: one.grantee.name })} ·{' '}
        {t('{kind}，{when}', { kind: format.text(CONSENT_KIND_NAMES[one.kind]), when: format.instant(one.givenAt) })}
        {one.until === null ? '' : ` · ${t('到{when}', { when: format.instant(one.until) })}`}
      </p>
      {over ? (
        <span className="state state--quiet">{one.revokedAt === null ? t('已结束') : t('收回了')}</span>
      ) : asking ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void step.run({ id: one.id, words: said }, t('已收回，往后不能再用')).then((done) => done && setAsking(false));
          }}
        >
          <label>
            <span>{t('本人怎么说的')}</span>
            <input
              className="ui-input"
              // biome-ignore lint/a11y/noAutofocus: the person has just opened this to write
              autoFocus
              required
              maxLength={300}
              value={said}
              onChange={(event) => setSaid(event.target.value)}
            />
          </label>
          {step.trouble}
          <span className="ui-buttons">
            <button type="submit" className="ui-button ui-button--primary" disabled={step.sending}>
              {t('记下收回，马上生效')}
            </button>
            <button type="button" className="ui-button" onClick={() => setAsking(false)}>
              {t('算了')}
            </button>
          </span>
        </form>
      ) : (
        <button type="button" className="ui-button ui-button--quiet" onClick={() => setAsking(true)}>
          {t('本人要收回')}
        </button>
      )}
    </li>
  );
};
