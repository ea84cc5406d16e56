import { Button, Table } from 'antd';
import type { ReactNode } from 'react';
import { useLang, useWords } from '../../../ui/look.tsx';
import { Masked } from '../../../ui/masked.tsx';
import { ClockBadge, Empty, GREEN_BAR, GreenTag, RouteLine } from '../../../ui/pictures.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Conflict, Refusal } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';
import { CASE_STOPS, CLOCKS, PARCEL_STOPS, ROWS, type Row, WAITING_STOPS } from './samples.ts';

const words = dictionary({
  样张: 'Specimen',
  '每个共用的部件各一份，人都是编的。': 'One of each shared part; all people are invented.',
  办理进度: 'Stages',
  交接: 'Hand-overs',
  等人的一步: 'Waiting for someone',
  时限: 'Time limits',
  编号: 'Code',
  居民: 'Resident',
  事项: 'Item',
  轮到谁: 'Whose turn',
  请他补两样材料: 'Ask him for two papers',
  受理: 'Accept',
  '已受理，林秀珍收件': 'Accepted, received by Lin Xiuzhen',
  已撤销: 'Undone',
  王阿婆: 'Mrs Wang',
  手机号: 'Phone',
  住址: 'Home',
  '蚂蚁岛长沙塘 12 号': '12 Changshatang, Mayi island',
  下一步: 'Next step',
  '上门前先打电话，她上午在家。': 'Call before the visit; she is at home in the morning.',
  差错: 'Errors',
  正在读表格: 'Reading the spreadsheet',
  手上没有要办的: 'Nothing is waiting for you',
  '新的诉求会排在这里。': 'New requests appear here.',
  联系电话: 'Phone',
  上门时间: 'Visit',
  周一上午: 'Monday morning',
  周二上午: 'Tuesday morning',
  林秀珍: 'Lin Xiuzhen',
});

/** A living sample sheet of everything in `web/ui`, at /console/specimen; the browser test reads it with axe. */
const SpecimenScreen = (): ReactNode => {
  const t = useWords(words);
  const lang = useLang();
  const toast = useToast();
  return (
    <Page
      title={t('样张')}
      lead={t('每个共用的部件各一份，人都是编的。')}
      actions={[
        <Button key="ask">{t('请他补两样材料')}</Button>,
        <Button key="accept" type="primary" onClick={() => toast(t('已受理，林秀珍收件'), () => toast(t('已撤销')))}>
          {t('受理')}
        </Button>,
      ]}
      side={
        <>
          <section className={GREEN_BAR} style={{ paddingLeft: 16 }}>
            <h2>
              {t('王阿婆')} <GreenTag />
            </h2>
            <dl className="pairs">
              <dt>{t('手机号')}</dt>
              <dd>
                <Masked masked="137 **** 0042" label={t('手机号')} reveal={async () => '137 0000 0042'} />
              </dd>
              <dt>{t('住址')}</dt>
              <dd>{t('蚂蚁岛长沙塘 12 号')}</dd>
            </dl>
          </section>
          <section>
            <h2>{t('交接')}</h2>
            <RouteLine stops={PARCEL_STOPS[lang]} label={t('交接')} direction="column" />
          </section>
          <section>
            <h2>{t('下一步')}</h2>
            <p>{t('上门前先打电话，她上午在家。')}</p>
          </section>
        </>
      }
    >
      <section className="panel">
        <h2>{t('办理进度')}</h2>
        <RouteLine stops={CASE_STOPS[lang]} label={t('办理进度')} />
      </section>
      <section className="panel">
        <h2>{t('等人的一步')}</h2>
        <RouteLine stops={WAITING_STOPS[lang]} label={t('等人的一步')} />
      </section>
      <section className="panel">
        <Table<Row>
          size="middle"
          pagination={false}
          dataSource={ROWS[lang]}
          rowClassName={(row) => (row.green ? GREEN_BAR : '')}
          columns={[
            { title: t('编号'), dataIndex: 'code', width: 90 },
            {
              title: t('居民'),
              width: 164,
              render: (_, row) => (
                <>
                  <span className="nobr">{row.person}</span> {row.green ? <GreenTag /> : null}
                </>
              ),
            },
            { title: t('事项'), dataIndex: 'item' },
            { title: t('轮到谁'), dataIndex: 'turn', width: 100 },
            { title: t('时限'), width: 262, render: (_, row) => <ClockBadge clock={row.clock} /> },
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('时限')}</h2>
        <div className="ui-buttons">
          {CLOCKS[lang].map((clock) => (
            <ClockBadge key={JSON.stringify(clock)} clock={clock} />
          ))}
        </div>
      </section>
      <section className="panel">
        <h2>{t('差错')}</h2>
        <Refusal
          refusal={{
            zh: '还没有王阿婆的授权，不能替她签字。请先在上门时请她签授权书。',
            en: 'Mrs Wang has not consented yet, so nobody may sign for her. Ask her to sign the mandate at the visit.',
          }}
          kept
        />
        <div style={{ height: 16 }} />
        <Conflict
          by={{ who: t('林秀珍'), at: '2026-11-21T06:30:00Z' }}
          differences={[
            { label: t('联系电话'), now: '137 **** 0042', mine: '137 **** 0042' },
            { label: t('上门时间'), now: t('周一上午'), mine: t('周二上午') },
          ]}
          onKeepNow={() => toast(t('已撤销'))}
          onUseMine={() => toast(t('已撤销'))}
        />
        <Wait doing={t('正在读表格')} progress={{ done: 12_480, total: 20_000 }} />
      </section>
      <section className="panel">
        <Empty picture="ferry" title={t('手上没有要办的')} next={t('新的诉求会排在这里。')} />
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)' }}>
          <Empty picture="box" title={t('手上没有要办的')} />
          <Empty picture="door" title={t('手上没有要办的')} />
          <Empty picture="lamp" title={t('手上没有要办的')} />
        </div>
      </section>
    </Page>
  );
};
export default SpecimenScreen;
