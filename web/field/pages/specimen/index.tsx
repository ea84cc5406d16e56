import { type ReactNode, useState } from 'react';
import { useLang, useWords } from '../../../ui/look.tsx';
import { ClockBadge, GreenTag, RouteLine } from '../../../ui/pictures.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Row, Rows } from '../../parts/row.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Tick } from '../../parts/tick.tsx';
import { Screen } from '../../shell/screen.tsx';
import { SAMPLES } from './samples.ts';

const words = dictionary({
  样张: 'Specimen',
  给王阿婆送老年优待证: 'Bring Mrs Wang her senior card',
  '蚂蚁岛长沙塘 12 号，她上午在家': '12 Changshatang; she is at home in the morning',
  打电话: 'Call',
  怎么走: 'Find the way',
  一路交接: 'Hand-overs',
  接下来: 'Next',
  '陈阿根：拍残疾证原件': 'Chen Agen: photograph the card',
  '周水娟：签授权书': 'Zhou Shuijuan: sign the mandate',
  '长沙塘 30 号': '30 Changshatang',
  '后岙 8 号': '8 Houao',
  交给她: 'Hand it to her',
  '当面交给谁？': 'Who took it?',
  本人: 'The person',
  家人: 'Family',
  要写清姓名和关系: 'Write name and relation',
  取件码: 'Pick-up code',
  '码不对，请她再念一遍': 'The code does not match; ask her to read it again',
  本人已看过证上的名字: 'She has read the name on the card',
  交好了: 'Done',
});

/** One of each part of the phone, at /field/specimen; the browser test reads it with axe. */
const SpecimenScreen = (): ReactNode => {
  const t = useWords(words);
  const lang = useLang();
  const toast = useToast();
  const sample = SAMPLES[lang];
  const [open, setOpen] = useState(false);
  const [taker, setTaker] = useState('self');
  const [code, setCode] = useState('4821');
  const [read, setRead] = useState(true);
  return (
    <Screen
      title={t('样张')}
      back
      action={
        <Button look="primary" wide onClick={() => setOpen(true)}>
          {t('交给她')}
        </Button>
      }
    >
      <div className="grid gap-4 py-4">
        <Card green title={t('给王阿婆送老年优待证')}>
          <div className="flex flex-wrap items-center gap-2">
            <GreenTag />
            <ClockBadge clock={sample.clock} />
          </div>
          <p className="text-soft">{t('蚂蚁岛长沙塘 12 号，她上午在家')}</p>
          <div className="flex gap-3">
            <LinkButton href="tel:13700000042">{t('打电话')}</LinkButton>
            <LinkButton href="geo:0,0">{t('怎么走')}</LinkButton>
          </div>
        </Card>
        <Card title={t('一路交接')}>
          <RouteLine stops={sample.stops} label={t('一路交接')} direction="column" />
        </Card>
        <Rows title={t('接下来')}>
          <Row to="/today" title={t('陈阿根：拍残疾证原件')} below={t('长沙塘 30 号')} green />
          <Row to="/today" title={t('周水娟：签授权书')} below={t('后岙 8 号')} />
        </Rows>
        <div className="px-5">
          <Refusal
            kept
            refusal={{ zh: '这个物件现在不在你手上，请先从漂流箱取出。', en: 'You do not hold this parcel. Take it out of the box first.' }}
          />
        </div>
      </div>
      <Sheet open={open} onOpen={setOpen} title={t('交给她')}>
        <Choice
          label={t('当面交给谁？')}
          value={taker}
          onChoose={setTaker}
          options={[
            { value: 'self', label: t('本人') },
            { value: 'family', label: t('家人'), hint: t('要写清姓名和关系') },
          ]}
        />
        <Field
          label={t('取件码')}
          inputMode="numeric"
          error={code === '4821' ? undefined : t('码不对，请她再念一遍')}
          value={code}
          onText={setCode}
        />
        <Tick checked={read} onTick={setRead}>
          {t('本人已看过证上的名字')}
        </Tick>
        <Button
          look="primary"
          wide
          onClick={() => {
            setOpen(false);
            toast(t('交好了'), () => setOpen(true));
          }}
        >
          {t('交好了')}
        </Button>
      </Sheet>
    </Screen>
  );
};
export default SpecimenScreen;
