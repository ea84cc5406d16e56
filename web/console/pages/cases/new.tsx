import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { open } from '../../../../modules/cases/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary, type Text } from '../../../ui/words.ts';
import { ItemPicker, type PickedItem } from '../../parts/item-picker.tsx';
import { UnderWay } from '../../parts/person-context.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Page } from '../../shell/page.tsx';
import { listPlace } from './list-place.ts';
import { NEW_CASE, type NewCase, NOTHING } from './new-draft.ts';
import './cases.css';

const words = dictionary({
  开办一件: 'Open a case',
  '谁的事、办什么。开办以后接着收材料、告知、受理。': 'Whose matter, and what. Papers, notice and acceptance follow.',
  回到清单: 'Back to the list',
  谁的事: 'Whose matter',
  换一个人: 'Another person',
  没登记过的先登记: 'Register somebody new',
  从哪来的: 'How it came',
  办什么: 'What',
  '「{name}」开办': 'Open “{name}”',
  '已开办，编号 {code}': 'Opened, number {code}',
});

const CAME: Readonly<Record<NewCase['channel'], Text>> = {
  walk_in: { zh: '本人上门', en: 'Walk-in' },
  phone: { zh: '电话', en: 'Phone' },
  chat: { zh: '发消息来', en: 'A message' },
  visit: { zh: '走访', en: 'Home visit' },
  referral: { zh: '有人推荐', en: 'Referral' },
  video: { zh: '视频', en: 'Video' },
  online: { zh: '网上', en: 'Online' },
};

/** A case without an ask before it: the person stands at the counter with their papers. */
const NewCaseScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const navigate = useNavigate();
  const opening = useSend(open);
  const [id] = useState(newId);
  const [form, setForm, clear] = useDraft<NewCase>(NEW_CASE, NOTHING);
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<PickedItem | null>(null);
  const { who, channel } = form;
  const openIt = async (): Promise<void> => {
    if (who === null || picked === null) return;
    const came = channel === 'walk_in' ? ('station' as const) : null;
    const sent = await opening.send({ id, item: picked.code, resident: who.id, channel, came });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('已开办，编号 {code}', { code: sent.answer.shortCode }));
    void navigate({ to: `/cases/${sent.answer.case}` as '/', replace: true });
  };
  return (
    <Page
      title={t('开办一件')}
      lead={t('谁的事、办什么。开办以后接着收材料、告知、受理。')}
      actions={
        <Link to="/cases" search={listPlace() as never} className="ui-button">
          {t('回到清单')}
        </Link>
      }
      side={who === null ? undefined : <UnderWay resident={who.id} />}
    >
      <div className="panel form new-case">
        <section className="form__field">
          <h2>{t('谁的事')}</h2>
          {who === null ? (
            <>
              <PersonSearch
                autoFocus
                label={t('谁的事')}
                text={typed}
                onText={setTyped}
                onPick={({ id: person, name, area, areaName }) =>
                  setForm((before) => ({ ...before, who: { id: person, name, area, about: areaName ?? '' } }))
                }
              />
              <p>
                <Link to={'/residents/new' as '/'}>{t('没登记过的先登记')}</Link>
              </p>
            </>
          ) : (
            <p>
              <b>{who.name}</b> <span className="soft">{who.about}</span>{' '}
              <Button type="link" onClick={() => setForm((before) => ({ ...before, who: null }))}>
                {t('换一个人')}
              </Button>
            </p>
          )}
        </section>
        {who === null ? null : (
          <>
            <div className="form__field">
              <span className="form__label">{t('从哪来的')}</span>
              <Select
                aria-label={t('从哪来的')}
                value={channel}
                onChange={(chosen) => setForm((before) => ({ ...before, channel: chosen }))}
                options={(Object.keys(CAME) as NewCase['channel'][]).map((value) => ({ value, label: format.text(CAME[value]) }))}
                style={{ width: 160 }}
              />
            </div>
            <section className="form__field">
              <h2>{t('办什么')}</h2>
              <ItemPicker area={who.area} picked={picked} onPick={setPicked} />
            </section>
            <Problem of={opening} />
            {picked === null ? null : (
              <p>
                <Button type="primary" loading={opening.sending} onClick={() => void openIt()}>
                  {t('「{name}」开办', { name: format.text(picked.name) })}
                </Button>
              </p>
            )}
          </>
        )}
      </div>
    </Page>
  );
};
export default NewCaseScreen;
