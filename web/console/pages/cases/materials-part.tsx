import { Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { supplementReceived } from '../../../../modules/cases/contract.ts';
import { MATERIAL_FORM_NAMES } from '../../../../modules/catalogue/contract.ts';
import { check, give } from '../../../../modules/materials/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { Empty } from '../../../ui/pictures.tsx';
import { dictionary, type Text } from '../../../ui/words.ts';
import { type CasePage, CLOSED, GIVEN_STATE_NAMES } from './case-words.ts';
import { DocumentImage } from './document-image.tsx';
import { PictureField } from './picture-field.tsx';
import { UseBills } from './use-bills.tsx';
import { useStep } from './use-step.tsx';

const words = dictionary({
  材料: 'Papers',
  '材料，还差 {n} 样': 'Papers, {n} missing',
  还没有收到材料: 'No papers yet',
  '收到一样就在这里登记一样。': 'Record each one here as it comes.',
  登记收到的材料: 'Record a paper',
  哪一样: 'Which one',
  怎么交来的: 'How it came',
  照片或扫描: 'Photo or scan',
  登记: 'Record',
  '已登记：{what}': 'Recorded: {what}',
  可以用: 'It is fine',
  看不清: 'Unreadable',
  不是这一份: 'Wrong paper',
  '哪里不对？写给本人看': 'What is wrong, for the person',
  告诉本人: 'Tell the person',
  算了: 'Never mind',
  没有图片: 'no picture',
  看大图: 'See it large',
  还差: 'Missing',
  我们自己查: 'We look it up ourselves',
  答应后补: 'Promised to follow',
  '{day}前': 'by {day}',
  补来了: 'It has come',
  收到补的材料: 'The promised paper has come',
  用途: 'Purpose',
  上次交来的看不清: 'the one that came is unreadable',
  上次交来的不对: 'the one that came is wrong',
});

const HOW_NAMES = {
  original: { zh: '原件', en: 'original' },
  copy: { zh: '复印件', en: 'copy' },
  photo: { zh: '照片', en: 'photo' },
  by_office: { zh: '我们查来的', en: 'looked up by us' },
} as const satisfies Record<string, Text>;
type How = keyof typeof HOW_NAMES;

/** What was given beside its picture, what was said about it, and what is still missing. */
export const MaterialsPart = ({ page, large = false }: { page: CasePage; large?: boolean }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { given, missing, ours, promised } = page.materials;
  const [adding, setAdding] = useState(false);
  const cured = useStep(supplementReceived, { id: page.case.id, seq: page.seq });
  const closed = CLOSED.has(page.case.state);
  const why = { not_given: null, unreadable: t('上次交来的看不清'), wrong: t('上次交来的不对') } as const;
  return (
    <section className="panel">
      <h2>{missing.length > 0 && !closed ? t('材料，还差 {n} 样', { n: missing.length }) : t('材料')}</h2>
      {given.length === 0 && missing.length === 0 && promised.length === 0 ? (
        <Empty picture="box" title={t('还没有收到材料')} next={t('收到一样就在这里登记一样。')} />
      ) : null}
      <ul className={large ? 'papers papers--large' : 'papers'}>
        {given.map((one) => (
          <Given key={one.id} page={page} one={one} large={large} />
        ))}
        {closed
          ? null
          : missing.map((one) => (
              <li key={one.key}>
                <span className="papers__picture">{t('还差')}</span>
                <span>
                  <b>{format.text(one.name)}</b>
                  {why[one.why] === null ? null : <p className="soft">{why[one.why]}</p>}
                </span>
                <span className="state state--open">{t('还差')}</span>
              </li>
            ))}
        {promised.map((one) => (
          <li key={one.key}>
            <span className="papers__picture">{t('答应后补')}</span>
            <span>
              <b>{format.text(one.name)}</b>
              <p className="soft">{one.due === null ? '' : t('{day}前', { day: format.day(one.due) })}</p>
            </span>
            {one.curedAt === null ? (
              <button
                type="button"
                className="ui-button"
                disabled={cured.sending}
                onClick={() => void cured.run({ case: page.case.id, key: one.key }, t('收到补的材料'))}
              >
                {t('补来了')}
              </button>
            ) : (
              <span className="state">{t('补来了')}</span>
            )}
          </li>
        ))}
      </ul>
      {cured.trouble}
      {ours.length > 0 ? (
        <p className="soft">
          {t('我们自己查')}：{ours.map((one) => format.text(one.name)).join('、')}
        </p>
      ) : null}
      {closed || large ? null : adding ? (
        <GiveForm page={page} close={() => setAdding(false)} />
      ) : (
        <p>
          <button type="button" className="ui-button" data-step="give" onClick={() => setAdding(true)}>
            {t('登记收到的材料')}
          </button>
        </p>
      )}
      {closed || large ? null : <UseBills page={page} />}
    </section>
  );
};

type GivenRow = CasePage['materials']['given'][number];

const Given = ({ page, one, large }: { page: CasePage; one: GivenRow; large: boolean }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const step = useStep(check, { id: page.case.id, seq: page.seq });
  const [wrong, setWrong] = useState<'unreadable' | 'wrong' | null>(null);
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState(false);
  const purpose = page.case.shortCode;
  const bad = one.state === 'unreadable' || one.state === 'wrong';
  const checked = { caseId: page.case.id, given: one.id };
  const mayCheck = one.state === 'given' && !CLOSED.has(page.case.state);
  return (
    <li className={mayCheck ? 'is-unchecked' : ''}>
      {one.document === null ? (
        <span className="papers__picture">{t('没有图片')}</span>
      ) : (
        <button
          type="button"
          className="papers__picture"
          aria-label={`${t('看大图')}：${format.text(one.name)}`}
          onClick={() => setShown(true)}
        >
          <DocumentImage document={one.document} size={large ? 'page' : 'thumb'} purpose={purpose} name={format.text(one.name)} />
        </button>
      )}
      <span>
        <b>{format.text(one.name)}</b> <span className="soft">{format.text(HOW_NAMES[one.how])}</span>
        <p className="soft">
          {format.instant(one.givenAt)}
          {one.reason === null ? '' : ` · ${one.reason}`}
        </p>
      </span>
      {mayCheck ? (
        <span className="ui-buttons">
          <button
            type="button"
            className="ui-button"
            disabled={step.sending}
            onClick={() => void step.run({ ...checked, verdict: 'accepted' })}
          >
            {t('可以用')}
          </button>
          <button type="button" className="ui-button ui-button--quiet" onClick={() => setWrong('unreadable')}>
            {t('看不清')}
          </button>
          <button type="button" className="ui-button ui-button--quiet" onClick={() => setWrong('wrong')}>
            {t('不是这一份')}
          </button>
        </span>
      ) : (
        <span className={bad ? 'state state--bad' : one.state === 'withdrawn' ? 'state state--quiet' : 'state'}>
          {format.text(GIVEN_STATE_NAMES[one.state])}
        </span>
      )}
      {wrong === null ? null : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void step.run({ ...checked, verdict: wrong, reason }).then((done) => done && setWrong(null));
          }}
        >
          <label>
            <span>{t('哪里不对？写给本人看')}</span>
            <input
              className="ui-input"
              // biome-ignore lint/a11y/noAutofocus: the person has just opened this to write
              autoFocus
              required
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <span className="ui-buttons">
            <button type="submit" className="ui-button ui-button--primary" disabled={step.sending}>
              {t('告诉本人')}
            </button>
            <button type="button" className="ui-button" onClick={() => setWrong(null)}>
              {t('算了')}
            </button>
          </span>
        </form>
      )}
      {step.trouble ? <div className="papers__trouble">{step.trouble}</div> : null}
      {one.document !== null && shown ? (
        <Modal open={shown} footer={null} onCancel={() => setShown(false)} title={format.text(one.name)} width={1000} centered>
          <DocumentImage document={one.document} size="page" purpose={purpose} name={format.text(one.name)} className="picture-large" />
        </Modal>
      ) : null}
    </li>
  );
};

const GiveForm = ({ page, close }: { page: CasePage; close: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const step = useStep(give, { id: page.case.id, seq: page.seq });
  const [id] = useState(newId);
  const first = page.materials.missing[0]?.key ?? page.item.materials[0]?.key ?? null;
  const [form, setForm] = useState({ key: first, how: 'original' as How, document: null as string | null });
  const options = page.item.materials.flatMap((material) => [
    { value: material.key, label: `${format.text(material.name)} · ${format.text(MATERIAL_FORM_NAMES[material.form])}` },
    ...material.alternatives.map((one) => ({ value: one.key, label: `${format.text(one.name)} → ${format.text(material.name)}` })),
  ]);
  const name = options.find(({ value }) => value === form.key)?.label ?? '';
  return (
    <form
      className="form papers__give"
      onSubmit={(event) => {
        event.preventDefault();
        if (form.key === null) return;
        void step
          .run(
            { id, caseId: page.case.id, materialKey: form.key, how: form.how, document: form.document },
            t('已登记：{what}', { what: name }),
          )
          .then((done) => done && close());
      }}
    >
      <div className="form__pair">
        <div className="form__field">
          <span className="form__label">{t('哪一样')}</span>
          <Select
            autoFocus
            aria-label={t('哪一样')}
            showSearch={{ optionFilterProp: 'label' }}
            value={form.key}
            onChange={(key: string) => setForm({ ...form, key })}
            options={options}
          />
        </div>
        <div className="form__field">
          <span className="form__label">{t('怎么交来的')}</span>
          <Select
            aria-label={t('怎么交来的')}
            value={form.how}
            onChange={(how: How) => setForm({ ...form, how })}
            options={(Object.keys(HOW_NAMES) as How[]).map((value) => ({ value, label: format.text(HOW_NAMES[value]) }))}
          />
        </div>
      </div>
      <PictureField
        label={t('照片或扫描')}
        subject={{ kind: 'case', id: page.case.id }}
        resident={page.case.resident.id}
        {...(form.key === null ? {} : { materialKey: form.key })}
        value={form.document}
        onChange={(document) => setForm({ ...form, document })}
      />
      {step.trouble}
      <span className="ui-buttons">
        <button type="submit" className="ui-button ui-button--primary" disabled={form.key === null || step.sending}>
          {t('登记')}
        </button>
        <button type="button" className="ui-button" onClick={close}>
          {t('算了')}
        </button>
      </span>
    </form>
  );
};
